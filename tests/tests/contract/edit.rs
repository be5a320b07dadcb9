//! The published specs with one fact changed.

use std::fs;
use std::path::{Path, PathBuf};

use errbook_contract::{Change, Side, compare};
use errbook_spec::{Options, Reading, read};

use crate::published;

/// An edit of a published spec, and the changes of the contract that it makes.
pub(crate) struct Case {
    /// What is edited: a text of a file is replaced wherever it stands.
    pub(crate) edits: &'static [(&'static str, &'static str, &'static str)],
    /// Every change, as [`said`] says it.
    pub(crate) changes: &'static [&'static str],
}

/// Where published specs of others are, if they are.
pub(crate) fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus")
}

/// A change in one line: `code-moved NOT_FOUND: 404 → 409`.
pub(crate) fn said(change: &Change) -> String {
    let about = format!("{} {}", change.kind.name(), change.subject.name);
    match (&change.old, &change.new) {
        (None, None) => about,
        (old, new) => {
            let side = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
            format!("{about}: {} → {}", side(old), side(new))
        }
    }
}

fn apis() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/apis")
}

#[track_caller]
fn open(spec: &Path) -> Reading {
    let mut options = Options::default();
    let name = spec.file_name().unwrap_or_default().to_string_lossy();
    options.code_paths.extend(published::code_path(&name).map(str::to_owned));
    read(spec, &options).unwrap_or_else(|report| panic!("{report}"))
}

/// The name of the spec that a file belongs to.
fn api(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap_or_default()
}

impl Case {
    /// The edited spec and the published one, in this order, for as long as the folder is there.
    #[track_caller]
    fn readings(&self) -> (Reading, Reading) {
        let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
        let first = self.edits.first().expect("something is edited").0;
        let of_others = corpus().join(first);
        let published = if of_others.is_file() {
            fs::copy(&of_others, folder.path().join(first)).expect("the file can be copied");
            of_others
        } else {
            copy(&apis(), folder.path());
            apis().join(format!("{}.yaml", api(first)))
        };
        for (file, from, to) in self.edits {
            let path = folder.path().join(file);
            let text = fs::read_to_string(&path).expect("the file is published");
            assert!(text.contains(from), "{file} does not say {from:?}");
            fs::write(&path, text.replace(from, to)).expect("the folder is ours");
        }
        let edited = folder.path().join(published.file_name().unwrap_or_default());
        (open(&edited), open(&published))
    }
}

/// What came of a case.
pub(crate) struct Outcome {
    pub(crate) case: &'static Case,
    /// What the edit changes, each change with the line where it stands.
    pub(crate) changes: Vec<(Change, Option<usize>)>,
    /// What taking the edit back changes.
    pub(crate) taken_back: Vec<Change>,
}

impl Outcome {
    #[track_caller]
    pub(crate) fn of(case: &'static Case) -> Self {
        let (edited, published) = case.readings();
        let line = |change: &Change| {
            let (side, place) = change.place.as_ref()?;
            let reading = if *side == Side::New { &edited } else { &published };
            reading.positions(&[place]).first().map(|position| position.line)
        };
        let changes = compare(published.catalog(), edited.catalog());
        let changes = changes.into_iter().map(|change| {
            let line = line(&change);
            (change, line)
        });
        Self { case, changes: changes.collect(), taken_back: compare(edited.catalog(), published.catalog()) }
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("the folder is there").flatten() {
        let goal = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&goal).expect("the folder is ours");
            copy(&entry.path(), &goal);
        } else {
            fs::copy(entry.path(), &goal).expect("the file can be copied");
        }
    }
}
