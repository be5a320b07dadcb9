//! `errbook.lock`: what was published last, committed beside `errbook.toml` or Cargo.toml. Names that stand in it stay, and
//! it stands in for a spec that is not there, such as in a published crate.

mod block;
mod record;
mod restore;
mod table;
mod text;
mod type_text;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, Diagnostics, Report, Rule};
use crate::document::Document;
use crate::locate::position;
use crate::reading::{self, Options, Reading};
use crate::source::{FileId, Files, Problem, is_absent, relative_name, slashed};

use serde_json::Value;
use toml::de::DeTable;

use block::Block;
use table::{Table, Wrong, each};

/// The name that the file has.
pub const LOCK_FILE: &str = "errbook.lock";

/// The form of the file that is written; others are not read.
const FORMAT: u32 = 1;

const HEADER: &str = "\
# What the APIs have published of their errors. `errbook lock` writes it, and `errbook check` compares the specs with it.
# After a conflict, take either side and run `errbook lock`.
";

/// What `errbook.lock` says: a section per API.
///
/// ```
/// let spec = "
/// openapi: 3.0.3
/// info: {title: Shop, version: '1'}
/// paths:
///   /orders:
///     get:
///       responses:
///         '404':
///           description: There is no such order
///           content:
///             application/json:
///               schema: {type: object, properties: {code: {type: string, enum: [NO_ORDER, NO_CUSTOMER]}}}
/// ";
/// let reading = errbook_spec::read_text("openapi.yaml", spec, &errbook_spec::Options::default())?;
/// let mut lock = errbook_spec::Lock::new("errbook.lock");
/// lock.record("shop", "openapi.yaml".as_ref(), reading.catalog());
/// let read = errbook_spec::Lock::of_text("errbook.lock", &lock.text())?;
/// let shop = read.section("shop").expect("it was recorded");
/// assert_eq!(shop.catalog().codes[0].ident, "NoOrder");
/// # Ok::<(), errbook_spec::Report>(())
/// ```
#[derive(Debug, Clone)]
pub struct Lock {
    file: PathBuf,
    sections: Vec<Section>,
}

/// What was published of one API.
#[derive(Debug, Clone)]
pub struct Section {
    name: String,
    spec: String,
    catalog: Arc<Catalog>,
}

impl Lock {
    /// A lock with nothing in it.
    pub fn new(file: impl Into<PathBuf>) -> Self {
        Self { file: file.into(), sections: Vec::new() }
    }

    /// Reads the file.
    ///
    /// # Errors
    ///
    /// What is wrong with it, and what to do about it.
    pub fn read(file: &Path) -> Result<Self, Report> {
        let files = Files::open(file, &Options::default()).map_err(|problem| unreadable(file, &problem))?;
        Self::of_files(file, &files)
    }

    /// Reads a text as if it were a file of this name.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn of_text(name: &str, text: &str) -> Result<Self, Report> {
        let files = Files::from_text(name, text, &Options::default().limits);
        let files = files.map_err(|problem| unreadable(name.as_ref(), &problem))?;
        Self::of_files(name.as_ref(), &files)
    }

    fn of_files(file: &Path, files: &Files) -> Result<Self, Report> {
        let sections = sections(&files.get(FileId::MAIN).text);
        let sections = sections.map_err(|diagnostic| {
            let mut diagnostics = Diagnostics::default();
            diagnostics.push(diagnostic);
            diagnostics.render(files)
        })?;
        Ok(Self { file: file.to_owned(), sections })
    }

    /// The file, as it was named.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Every API in the order of the file.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The API of this name.
    pub fn section(&self, name: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.name == name)
    }

    /// The API of this name, else the one whose spec is, or was, this file. Where several APIs have one spec, it is the one
    /// whose codes stand at these places. Paths count from where that of the lock does.
    pub fn section_of(&self, name: Option<&str>, spec: &Path, code_paths: &[String]) -> Option<&Section> {
        let spec = self.relative(spec);
        let of_spec: Vec<&Section> = self.sections.iter().filter(|section| section.spec == spec).collect();
        let named = name.and_then(|name| self.section(name));
        let at = |section: &&&Section| section.catalog.code_paths == code_paths;
        named.or(match of_spec.as_slice() {
            [only] => Some(*only),
            several => several.iter().find(at).copied(),
        })
    }

    /// Reads a spec by the names that were published, or, if it is not there, takes what was published in its place.
    ///
    /// # Errors
    ///
    /// As [`read`](crate::read); also if the spec is not there, nor in the lock.
    pub fn read_spec(&self, name: Option<&str>, spec: &Path, options: &Options) -> Result<Reading, Report> {
        match self.section_of(name, spec, &options.code_paths) {
            Some(section) if options.store.is_none() && is_absent(spec) => self.stand_in(section, &options.renames),
            Some(section) => reading::read(spec, &Options { pins: Some(section.pins()), ..options.clone() }),
            None => reading::read(spec, options),
        }
    }

    fn stand_in(&self, section: &Section, renames: &[(String, String)]) -> Result<Reading, Report> {
        let files = Files::open(&self.file, &Options::default());
        let files = files.map_err(|problem| unreadable(&self.file, &problem))?;
        let mut catalog = (*section.catalog).clone();
        match restore::rename(&mut catalog, renames) {
            Ok(()) => Ok(Reading::stand_in(catalog, Document::of_lock(files))),
            Err(found) => {
                let mut diagnostics = Diagnostics::default();
                diagnostics.push(wrong(&format!("`{}`: {found}", section.name), 1, 1).help(RESTORE));
                Err(diagnostics.render(&files))
            }
        }
    }

    /// Takes what a catalog says as published, by this name, in the place of what was. Paths count from where that of the
    /// lock does.
    pub fn record(&mut self, name: &str, spec: &Path, catalog: &Catalog) {
        let section = Section { name: name.to_owned(), spec: self.relative(spec), catalog: Arc::new(catalog.clone()) };
        match self.sections.iter_mut().find(|known| known.name == name) {
            Some(known) => *known = section,
            None => self.sections.push(section),
        }
    }

    /// The text of the file. It depends on what was recorded, and on nothing else.
    pub fn text(&self) -> String {
        let sections = self.sections.iter().map(|section| section.block(&section.catalog));
        let file = Block::new().with("format", FORMAT).list("api", sections.collect());
        format!("{HEADER}{}", text::text(&file))
    }

    /// A path as it counts from the folder of the lock, with `/` between folders.
    fn relative(&self, spec: &Path) -> String {
        let folder = self.file.parent().unwrap_or(Path::new(""));
        let spec = spec.strip_prefix(folder).unwrap_or(spec);
        relative_name("", &slashed(spec))
    }
}

impl Section {
    /// What the API is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its spec, relative to the folder of the lock.
    pub fn spec(&self) -> &Path {
        Path::new(&self.spec)
    }

    /// What it published, without examples and without what only they show.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// What it published, for [`Options::pins`].
    pub fn pins(&self) -> Arc<Catalog> {
        Arc::clone(&self.catalog)
    }

    /// Whether a catalog says the same. Files may have changed in what has nothing to do with errors.
    pub fn agrees_with(&self, catalog: &Catalog) -> bool {
        let mut now = catalog.clone();
        now.api.fingerprint.clone_from(&self.catalog.api.fingerprint);
        self.block(&now) == self.block(&self.catalog)
    }

    /// What is written of a catalog in this section.
    fn block(&self, catalog: &Catalog) -> Value {
        record::record(&self.name, &self.spec, catalog).into()
    }
}

fn unreadable(file: &Path, problem: &Problem) -> Report {
    let help = match problem {
        Problem::Empty => "remove it, and run `errbook lock`".to_owned(),
        Problem::Folder => format!("name the file, such as `{LOCK_FILE}`"),
        _ => problem.help(),
    };
    Report::unreadable(file, &problem.to_string(), &help, &[], None)
}

fn sections(text: &str) -> Result<Vec<Section>, Diagnostic> {
    if let Some(line) = conflict(text) {
        let found = "two versions of this file meet here, of which neither was chosen";
        return Err(wrong(found, line, 1).help("take either side, then run `errbook lock`"));
    }
    let told = |Wrong { at, found }| {
        let (line, column) = position(text, at);
        wrong(&found, line, column).help(RESTORE)
    };
    let file = DeTable::parse(text).map_err(|error| {
        told(Wrong { at: error.span().unwrap_or_default().start, found: error.message().to_owned() })
    })?;
    let file = Table::new(file.get_ref(), 0, &["format", "api"]).map_err(told)?;
    let format = file.count("format").map_err(told)?;
    if format != FORMAT {
        let found = format!("the format of this file is {format}; this version of errbook reads {FORMAT}");
        let (line, _) = position(text, file.wrong("format", String::new()).at);
        return Err(wrong(&found, line, 1).help("update errbook, or run `errbook lock` of this version"));
    }
    let mut names: Vec<String> = Vec::new();
    each(file.list("api").map_err(told)?, |section| {
        let (name, spec, catalog) = restore::restore(section, &names)?;
        names.push(name.clone());
        Ok(Section { name, spec, catalog: Arc::new(catalog) })
    })
    .map_err(told)
}

const RESTORE: &str = "restore it as it was committed, then run `errbook lock`";

/// The line of the first mark that git leaves in a file that it could not merge.
fn conflict(text: &str) -> Option<usize> {
    text.lines().position(is_mark).map(|line| line + 1)
}

fn is_mark(line: &str) -> bool {
    line.starts_with("<<<<<<<") || line.starts_with(">>>>>>>")
}

fn wrong(found: &str, line: usize, column: usize) -> Diagnostic {
    Diagnostic::error(Rule::InvalidLock, found).at_line(FileId::MAIN, line, column)
}
