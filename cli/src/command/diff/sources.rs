//! What is compared: a spec or a lock, of the disk or of a revision.

use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use errbook_spec::{
    ApiSettings, LOCK_FILE, Lock, Options, Reading as Read, SETTINGS_FILE, Section, Settings, Store as _,
};

use crate::command::Reading;
use crate::exit::Failure;
use crate::revision::{self, Revision};

/// One side of a comparison.
pub(super) enum Source {
    Spec(Box<Read>),
    Lock(Lock),
}

/// Reads what is named; a spec of a revision is read as the revision says, and where it says nothing, as the other one is.
pub(super) fn read(reading: &Reading, named: &str, other: &str) -> Result<Source, Failure> {
    match revision::split(named) {
        None if is_lock(named) => Ok(Source::Lock(Lock::read(Path::new(named))?)),
        None => {
            let chosen = reading.of(Path::new(named))?;
            Ok(Source::Spec(Box::new(errbook_spec::read(&chosen.spec, &chosen.options)?)))
        }
        Some((revision, path)) => {
            let found = Revision::find(revision, path).map_err(|problem| Failure::Because(problem.into()))?;
            of_revision(reading, found, other)
        }
    }
}

/// `errbook.lock`, and what it is called where it was kept.
fn is_lock(named: &str) -> bool {
    Path::new(named).extension().is_some_and(|ending| ending == "lock")
}

fn of_revision(reading: &Reading, (revision, path): (Revision, PathBuf), other: &str) -> Result<Source, Failure> {
    let path = plainly(&path);
    if is_lock(&path.to_string_lossy()) {
        return locked(&revision, &path);
    }
    let settings = match revision.file_here(SETTINGS_FILE).map_err(|error| unreadable(&error))? {
        Some((name, text)) => Some(in_folder(&Settings::of_text(&name, &text)?)),
        None => None,
    };
    let api = settings.as_ref().and_then(|apis| api(apis, &revision, &path));
    let mut options = match (api, revision::split(other)) {
        (Some(api), _) => of_api(reading, api, &revision),
        (None, Some(_)) => reading.over(None),
        (None, None) if is_lock(other) => reading.over(None),
        (None, None) => reading.of(Path::new(other))?.options,
    };
    if let Some((name, text)) = revision.file_here(LOCK_FILE).map_err(|error| unreadable(&error))? {
        let lock = Lock::of_text(&name, &text)?;
        let named = api.map(|api| api.name.as_str());
        let spec = path.strip_prefix(revision.here(Path::new(""))).unwrap_or(&path);
        options.pins = lock.section_of(named, spec, &options.code_paths).map(Section::pins).or(options.pins);
    }
    let path = match api {
        Some(api) if !is_spec_of(api, &revision, &path) => plainly(&revision.here(&api.spec)),
        _ => path,
    };
    refuse_absent(&revision, &path)?;
    options.root = options.root.map(|root| revision.here(&root));
    options.store = Some(Arc::new(revision));
    Ok(Source::Spec(Box::new(errbook_spec::read(&path, &options)?)))
}

fn locked(revision: &Revision, path: &Path) -> Result<Source, Failure> {
    refuse_absent(revision, path)?;
    let bytes = revision.read(path, u64::MAX - 1).map_err(|error| unreadable(&error))?;
    Ok(Source::Lock(Lock::of_text(&revision.name(path), &String::from_utf8_lossy(&bytes))?))
}

/// What a path of a revision counts from is easily mistaken.
fn refuse_absent(revision: &Revision, path: &Path) -> Result<(), Failure> {
    match revision.read(path, 0) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let (name, file) =
                (revision.name(path), path.file_name().unwrap_or_default().to_string_lossy().into_owned());
            let help = format!("paths count from the top of the repository; `./{file}` counts from this folder");
            Err(Failure::Because(format!("error: {name}: there is no such file\n  = help: {help}").into()))
        }
        _ => Ok(()),
    }
}

fn unreadable(error: &io::Error) -> Failure {
    Failure::Because(format!("error: the revision cannot be read: {error}").into())
}

/// The APIs with paths that count from the folder of the file, whatever the file is called.
fn in_folder(settings: &Settings) -> Vec<ApiSettings> {
    let folder = settings.file().parent().unwrap_or(Path::new("")).to_owned();
    let plain = |path: &PathBuf| path.strip_prefix(&folder).unwrap_or(path).to_owned();
    let apis = settings.apis().iter().map(|api| {
        let mut api = api.clone();
        api.spec = plain(&api.spec);
        api.overlays = api.overlays.iter().map(plain).collect();
        api.root = api.root.as_ref().map(plain);
        api
    });
    apis.collect()
}

/// The API that has the spec at this path, if just one has, else the one that is called so.
fn api<'s>(apis: &'s [ApiSettings], revision: &Revision, path: &Path) -> Option<&'s ApiSettings> {
    let mut of_spec = apis.iter().filter(|api| is_spec_of(api, revision, path));
    match (of_spec.next(), of_spec.next()) {
        (Some(only), None) => Some(only),
        (Some(_), Some(_)) => None,
        _ => apis.iter().find(|api| Path::new(&api.name) == path),
    }
}

fn is_spec_of(api: &ApiSettings, revision: &Revision, path: &Path) -> bool {
    plainly(&revision.here(&api.spec)) == plainly(path)
}

/// Without `.` and with `..` taken at its word.
fn plainly(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if plain.file_name().is_some() => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

/// As the revision's own `errbook.toml` says, with the overlays of the revision unless others are named.
fn of_api(reading: &Reading, api: &ApiSettings, revision: &Revision) -> Options {
    let mut options = reading.over(Some(api));
    if !reading.names_overlays() {
        options.stored_overlays = options.overlays.drain(..).map(|path| revision.here(&path)).collect();
    }
    options
}
