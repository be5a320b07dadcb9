//! An origin → the catalog of its spec.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use errbook_spec::{ApiSettings, Catalog, LOCK_FILE, Lock, Options, Place, Reading, Report, Rule};
use proc_macro2::TokenStream;
use syn::LitStr;

use super::broken::Broken;
use super::{Origin, Texts, cache, settings, tracked};
use crate::errors::Errors;
use crate::nearest::did_you_mean;

/// A spec that was read.
#[derive(Debug)]
pub(crate) struct Spec {
    /// What it publishes.
    pub(crate) catalog: Catalog,
    /// Every file that it was read from.
    pub(super) files: Vec<PathBuf>,
    /// Its tables, once somebody derived.
    tables: OnceLock<Texts>,
}

impl Spec {
    pub(super) fn new(catalog: Catalog, files: Vec<PathBuf>) -> Self {
        Self { catalog, files, tables: OnceLock::new() }
    }

    /// Its tables as texts, which are made once.
    pub(crate) fn tables(&self, make: impl FnOnce(&Catalog) -> Texts) -> &Texts {
        self.tables.get_or_init(|| make(&self.catalog))
    }
}

/// What is read, and how: two requests that are equal have equal answers as long as no file changes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Request {
    /// With the folder of Cargo.toml in front.
    pub(super) spec: PathBuf,
    /// What the attribute says, and where it is silent, `errbook.toml`; without a name if that has no such API.
    pub(super) api: ApiSettings,
    /// The lock, if there is one.
    pub(super) lock: Option<PathBuf>,
}

/// What is known after reading: the spec, if it can be used, and the tokens that have it read again when it changes.
pub(crate) struct Outcome {
    /// The spec as it is called in messages.
    pub(crate) name: String,
    pub(crate) spec: Option<Arc<Spec>>,
    pub(crate) tracking: TokenStream,
    request: Option<Request>,
}

/// Reads a spec, or notes why it cannot be.
///
/// `named` are codes whose Rust names the attributes settle: of those, it does not matter that none can be made of them.
pub(crate) fn read(origin: &Origin, named: &[String], errors: &mut Errors) -> Outcome {
    let mut outcome = Outcome { name: origin.spec.value(), spec: None, tracking: TokenStream::new(), request: None };
    let Some(folder) = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from) else {
        errors.push(
            origin.spec.span(),
            "the spec is found by `CARGO_MANIFEST_DIR`, which is not set: compile with cargo",
        );
        return outcome;
    };
    let Some(said) = settings::of(origin, &folder, errors) else {
        return outcome;
    };
    let request = request(origin, &folder, said.api);
    let Some(is_locked) = is_locked(origin, &request, errors) else {
        return outcome;
    };
    let stands_in = is_locked && !request.spec.exists();
    if !stands_in && !are_there(origin, &folder, errors) {
        return outcome;
    }
    let track = |files: &[PathBuf]| {
        let files: Vec<PathBuf> = files.iter().cloned().chain(said.file.clone()).collect();
        tracked::track(&files, &folder)
    };
    let (request, read) = read_named(request, named);
    match read {
        Ok(spec) => {
            outcome.tracking = track(&spec.files);
            outcome.spec = Some(spec);
        }
        Err(broken) => {
            outcome.tracking = track(&broken.files);
            broken.report(origin, errors);
        }
    }
    outcome.request = Some(request);
    outcome
}

fn request(origin: &Origin, folder: &Path, api: Option<ApiSettings>) -> Request {
    let mut api = api.unwrap_or_default();
    if !origin.overlays.is_empty() {
        api.overlays = origin.overlays.iter().map(|overlay| folder.join(overlay.value())).collect();
    }
    if !origin.at.is_empty() {
        api.code_at = origin.at.iter().map(LitStr::value).collect();
    }
    let lock = folder.join(LOCK_FILE);
    Request { spec: folder.join(origin.spec.value()), api, lock: lock.is_file().then_some(lock) }
}

/// Reads, and once more, with other names for the codes that are named already, where only names are in the way.
fn read_named(request: Request, named: &[String]) -> (Request, Result<Arc<Spec>, Broken>) {
    let read = cache::read(&request);
    let is_about_names = |broken: &Broken| {
        broken.rules().all(|rule| matches!(rule, Rule::IdentifierCollision | Rule::InvalidIdentifier))
    };
    match read {
        Err(broken) if !named.is_empty() && is_about_names(&broken) => {
            let rename = |(position, code): (usize, &String)| (code.clone(), format!("NamedByAnAttribute{position}"));
            let mut request = request;
            request.api.rename.retain(|(code, _)| !named.contains(code));
            request.api.rename.extend(named.iter().enumerate().map(rename));
            let read = cache::read(&request);
            (request, read)
        }
        read => (request, read),
    }
}

/// Whether the lock has the spec, whether or not that is there; notes what is wrong with the lock.
fn is_locked(origin: &Origin, request: &Request, errors: &mut Errors) -> Option<bool> {
    let Some(file) = request.lock() else { return Some(false) };
    match Lock::read(&file) {
        Ok(lock) => Some(lock.section_of(request.name(), &request.path(), &request.api.code_at).is_some()),
        Err(report) => {
            errors.push(origin.spec.span(), format_args!("{LOCK_FILE} is not understood\n\n{report}"));
            None
        }
    }
}

/// Whether the files that the attribute names exist; notes those that do not.
fn are_there(origin: &Origin, folder: &Path, errors: &mut Errors) -> bool {
    let mut are_there = true;
    for named in std::iter::once(&origin.spec).chain(&origin.overlays) {
        let path = folder.join(named.value());
        if !path.is_file() {
            are_there = false;
            errors.push(named.span(), missing(&named.value(), &path));
        }
    }
    are_there
}

/// Says that there is no file, and which may have been meant.
fn missing(name: &str, path: &Path) -> String {
    /// Folders may be large.
    const MOST: usize = 1000;
    if path.is_dir() {
        return format!("`{name}` is a folder: write the path of a file in it, such as `openapi.yaml`");
    }
    let entries = path.parent().and_then(|folder| folder.read_dir().ok());
    let siblings = entries.into_iter().flatten().take(MOST).flatten();
    let is_spec = |name: &String| [".yaml", ".yml", ".json"].iter().any(|ending| name.ends_with(ending));
    let mut siblings: Vec<String> =
        siblings.map(|entry| entry.file_name().to_string_lossy().into_owned()).filter(is_spec).collect();
    siblings.sort();
    let file = path.file_name().map(|file| file.to_string_lossy()).unwrap_or_default();
    let near = did_you_mean(siblings.iter().map(String::as_str), &file);
    format!("there is no file `{name}`; its path counts from the folder of Cargo.toml{near}")
}

impl Outcome {
    /// Where places of the spec are, as `shop.yaml:12:9`; the spec is read once more for it, so this is for mistakes.
    pub(crate) fn positions(&self, places: &[&Place]) -> Vec<String> {
        let read = self.request.as_ref().and_then(|request| request.read().ok());
        let read = read.filter(|reading| !reading.is_stand_in());
        let positions = read.map(|reading| reading.positions(places)).unwrap_or_default();
        positions.into_iter().map(|at| format!("{}:{}:{}", at.file, at.line, at.column)).collect()
    }
}

impl Request {
    /// The spec as messages show it: as seen from where the compiler runs, like the compiler's own paths.
    pub(super) fn path(&self) -> PathBuf {
        from_here(&self.spec)
    }

    /// The lock, as seen from there too.
    pub(super) fn lock(&self) -> Option<PathBuf> {
        self.lock.as_deref().map(from_here)
    }

    /// What the lock may call the API.
    fn name(&self) -> Option<&str> {
        Some(self.api.name.as_str()).filter(|name| !name.is_empty())
    }

    /// Reads the spec, or what the lock has of it.
    pub(super) fn read(&self) -> Result<Reading, Report> {
        match self.lock() {
            Some(lock) => Lock::read(&lock)?.read_spec(self.name(), &self.path(), &self.options()),
            None => errbook_spec::read(&self.path(), &self.options()),
        }
    }

    pub(super) fn options(&self) -> Options {
        let mut options = self.api.options();
        options.overlays.iter_mut().chain(&mut options.root).for_each(|path| *path = from_here(path));
        options
    }
}

pub(super) fn from_here(path: &Path) -> PathBuf {
    let here = env::current_dir().ok();
    let shortened = here.as_deref().and_then(|here| path.strip_prefix(here).ok());
    shortened.unwrap_or(path).to_owned()
}
