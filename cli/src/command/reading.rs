//! Which spec is meant, and how it is read: by the options, and by `errbook.toml` in the current folder.

use std::path::{Path, PathBuf};

use clap::Args;
use errbook_spec::{ApiSettings, Options, SETTINGS_FILE, Settings};

use crate::exit::Failure;

/// What settles how a spec is read. `errbook.toml` in the current folder settles the rest.
#[derive(Debug, Args)]
pub(crate) struct Reading {
    /// Where the codes stand: a path in the body (`error.code`) or a place in the spec (`#/components/schemas/ErrorCode`).
    #[arg(long = "code-at", value_name = "PATH")]
    code_paths: Vec<String>,
    /// Lay an OpenAPI Overlay over the spec first; several are applied in this order.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
}

/// A spec that somebody named.
#[derive(Debug)]
pub(crate) struct Chosen {
    pub(crate) spec: PathBuf,
    pub(crate) options: Options,
    /// What `errbook.toml` says of it.
    pub(crate) api: Option<ApiSettings>,
}

impl Reading {
    /// The spec that is a file of this name, else that of the API of this name.
    pub(crate) fn of(&self, spec: &Path) -> Result<Chosen, Failure> {
        let is_there = spec.exists();
        let settings = Path::new(SETTINGS_FILE);
        let settings = if settings.is_file() { Some(Settings::read(settings)?) } else { None };
        let api = match &settings {
            None => None,
            Some(settings) if is_there => only(settings.apis_of(spec)),
            Some(settings) => match spec.to_str().and_then(|name| settings.api(name)) {
                None => return Err(nothing_called(spec, settings)),
                api => api,
            },
        };
        let path = api.filter(|_| !is_there).map_or(spec, |api| &api.spec).to_owned();
        Ok(Chosen { spec: path, options: self.over(api), api: api.cloned() })
    }

    /// How a spec of an API is read, except for what is said by options.
    pub(crate) fn over(&self, api: Option<&ApiSettings>) -> Options {
        let mut options = api.map(ApiSettings::options).unwrap_or_default();
        if !self.code_paths.is_empty() {
            options.code_paths.clone_from(&self.code_paths);
            // They name codes that stand elsewhere.
            options.renames.clear();
        }
        if !self.overlays.is_empty() {
            options.overlays.clone_from(&self.overlays);
        }
        options
    }
}

/// The only one, if there is just one: what several say of one spec cannot be taken from its path.
fn only<'s>(mut apis: impl Iterator<Item = &'s ApiSettings>) -> Option<&'s ApiSettings> {
    apis.next().filter(|_| apis.next().is_none())
}

fn nothing_called(spec: &Path, settings: &Settings) -> Failure {
    let name = spec.to_string_lossy();
    let message = if let Some(nearest) = settings.nearest_name(&name) {
        format!("did you mean `{}`?", nearest.escape_debug())
    } else {
        let names: Vec<String> = settings.apis().iter().map(|api| format!("`{}`", api.name.escape_debug())).collect();
        format!("its APIs are {}", names.join(", "))
    };
    let name = name.escape_debug();
    let message = format!("error: there is no file `{name}`, and no API of that name in {SETTINGS_FILE}; {message}");
    Failure::Because(message.into())
}
