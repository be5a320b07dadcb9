//! `errbook.toml`: what the build script, the derives and the command have to agree on, said once.

mod keys;

use std::path::{Path, PathBuf};

use crate::asked::Written;
use crate::diagnostic::{Diagnostics, Report};
use crate::reading::Options;
use crate::source::{FileId, Files, Problem};

#[cfg(feature = "lock")]
pub(crate) use keys::kind;

/// The name that the file has, beside Cargo.toml.
pub const SETTINGS_FILE: &str = "errbook.toml";

/// What `errbook.toml` says: an entry per API, each with a name of its own.
///
/// ```
/// let text = "
/// [[api]]
/// name = 'shop'
/// spec = 'spec/openapi.yaml'
/// code-at = ['error.code']
/// ";
/// let settings = errbook_spec::Settings::of_text("errbook.toml", text)?;
/// let shop = settings.api("shop").expect("it is there");
/// assert_eq!(shop.spec, std::path::Path::new("spec/openapi.yaml"));
/// assert_eq!(shop.options().code_paths, ["error.code"]);
/// # Ok::<(), errbook_spec::Report>(())
/// ```
#[derive(Debug, Clone)]
pub struct Settings {
    file: PathBuf,
    apis: Vec<ApiSettings>,
}

/// What `errbook.toml` says of one API. Paths count from where the file's own path does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ApiSettings {
    /// What the API is called: the name of its module, and what commands take instead of a spec.
    pub name: String,
    /// The spec.
    pub spec: PathBuf,
    /// Overlays, in this order.
    pub overlays: Vec<PathBuf>,
    /// Where the codes stand; none: they are discovered.
    pub code_at: Vec<String>,
    /// Rust names for codes, by wire value.
    pub rename: Vec<(String, String)>,
    /// Whether the client side alone is generated.
    pub client_only: bool,
    /// Whether every whole error body gets a type, however many types that brings along.
    pub bodies: bool,
    /// The folder that references may not leave; by default that of the spec.
    pub root: Option<PathBuf>,
    /// The generated code that is checked in, if any is.
    pub generated: Option<PathBuf>,
    /// Where all this is written.
    written: Written,
}

impl Settings {
    /// Reads the file.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, in one report.
    pub fn read(file: &Path) -> Result<Self, Report> {
        let files = Files::open(file, &Options::default());
        let files = files.map_err(|problem| unreadable(file, &problem))?;
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
        let mut diagnostics = Diagnostics::default();
        let text = &files.get(FileId::MAIN).text;
        let apis = keys::read(&mut diagnostics, text);
        if diagnostics.has_errors() {
            return Err(diagnostics.render(files));
        }
        let folder = file.parent().unwrap_or(Path::new(""));
        let settled = apis.into_iter().map(|(mut api, words)| {
            api.stand_in(folder);
            ApiSettings { written: Written::new(file, text, words), ..api }
        });
        Ok(Self { file: file.to_owned(), apis: settled.collect() })
    }

    /// The file, as it was named.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Every API in the order of the file; there is at least one.
    pub fn apis(&self) -> &[ApiSettings] {
        &self.apis
    }

    /// The API of this name.
    pub fn api(&self, name: &str) -> Option<&ApiSettings> {
        self.apis.iter().find(|api| api.name == name)
    }

    /// The name that is nearest to what was probably meant for one.
    pub fn nearest_name(&self, name: &str) -> Option<&str> {
        crate::suggest::nearest(name, &mut self.apis.iter().map(|api| api.name.as_str()))
    }

    /// The APIs whose spec is this very file, wherever the two paths count from. A file that is not there is told by its path.
    pub fn apis_of(&self, spec: &Path) -> impl Iterator<Item = &ApiSettings> {
        let real = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).ok();
        let wanted = real(spec);
        self.apis.iter().filter(move |api| wanted.is_some() && real(&api.spec) == wanted)
    }
}

fn unreadable(file: &Path, problem: &Problem) -> Report {
    let help = match problem {
        Problem::Empty => keys::EXAMPLE.to_owned(),
        Problem::Folder => format!("name the file, such as `{SETTINGS_FILE}`"),
        _ => problem.help(),
    };
    Report::unreadable(file, &problem.to_string(), &help, &[], None)
}

impl ApiSettings {
    /// Lets all paths count from a folder.
    fn stand_in(&mut self, folder: &Path) {
        let paths =
            std::iter::once(&mut self.spec).chain(&mut self.overlays).chain(&mut self.root).chain(&mut self.generated);
        paths.for_each(|path| *path = folder.join(&*path));
    }

    /// How the spec is read.
    pub fn options(&self) -> Options {
        Options {
            code_paths: self.code_at.clone(),
            renames: self.rename.clone(),
            overlays: self.overlays.clone(),
            root: self.root.clone(),
            written: self.written.clone(),
            ..Options::default()
        }
    }
}
