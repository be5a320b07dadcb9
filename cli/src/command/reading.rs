//! Which spec is meant, and how it is read: by the options, and by `errbook.toml` in the current folder.

use std::path::{Path, PathBuf};

use clap::Args;
use errbook_build::Config;
use errbook_spec::{ApiSettings, LOCK_FILE, Lock, Options, SETTINGS_FILE, Section, Settings};

use crate::exit::Failure;
use crate::usage::quoted;

/// What settles how a spec is read. `errbook.toml` in the current folder settles the rest.
#[derive(Debug, Args)]
pub(crate) struct Reading {
    /// Where the codes stand: a path in the body (`error.code`) or a place in the spec (`#/components/schemas/ErrorCode`).
    #[arg(long = "code-at", value_name = "PATH")]
    code_paths: Vec<String>,
    /// Lay an OpenAPI Overlay over the spec first; several are applied in this order.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    /// Give a code another Rust name.
    #[arg(long = "rename", value_name = "CODE=IDENT", value_parser = rename)]
    renames: Vec<(String, String)>,
}

/// `CODE=IDENT`, split at the last `=`: a code may hold one, an identifier never does.
fn rename(text: &str) -> Result<(String, String), String> {
    match text.rsplit_once('=') {
        Some((code, ident)) if !ident.is_empty() => Ok((code.to_owned(), ident.to_owned())),
        _ => Err("write the code as it is sent, `=`, and a Rust name for it".to_owned()),
    }
}

/// A spec that somebody named.
#[derive(Debug)]
pub(crate) struct Chosen {
    pub(crate) spec: PathBuf,
    pub(crate) options: Options,
    /// What `errbook.toml` says of it.
    pub(crate) api: Option<ApiSettings>,
}

/// What the current folder says of its APIs.
struct Here {
    settings: Option<Settings>,
    lock: Option<Lock>,
}

impl Here {
    fn read() -> Result<Self, Failure> {
        Ok(Self { settings: settings()?, lock: lock()? })
    }
}

impl Reading {
    /// The spec that is a file of this name, else that of the API of this name.
    pub(crate) fn of(&self, spec: &Path) -> Result<Chosen, Failure> {
        self.of_here(&self.here()?, spec)
    }

    /// Those specs, or those of all APIs where none is named.
    pub(crate) fn all(&self, specs: &[PathBuf]) -> Result<Vec<Chosen>, Failure> {
        let here = self.here()?;
        if !specs.is_empty() {
            return specs.iter().map(|spec| self.of_here(&here, spec)).collect();
        }
        let Some(settings) = &here.settings else {
            let message = format!("error: name a spec, or the APIs in {SETTINGS_FILE}");
            return Err(Failure::Because(message.into()));
        };
        Ok(settings.apis().iter().map(|api| self.chosen(&here, api.spec.clone(), Some(api))).collect())
    }

    /// What the current folder says, if the options do not contradict each other.
    fn here(&self) -> Result<Here, Failure> {
        for (position, (code, ident)) in self.renames.iter().enumerate() {
            if let Some((_, other)) =
                self.renames[..position].iter().find(|(known, other)| known == code && other != ident)
            {
                let found = format!("error: `{code}` would be both `{other}` and `{ident}`");
                return Err(Failure::Because(format!("{found}\n  = help: rename a code once").into()));
            }
        }
        Here::read()
    }

    fn of_here(&self, here: &Here, spec: &Path) -> Result<Chosen, Failure> {
        let is_there = spec.exists();
        let api = match &here.settings {
            None => None,
            Some(settings) if is_there => only(settings.apis_of(spec)),
            Some(settings) => match spec.to_str().and_then(|name| settings.api(name)) {
                None if spec == Path::new("-") => None,
                None => return Err(nothing_called(spec, settings)),
                api => api,
            },
        };
        let path = api.filter(|_| !is_there).map_or(spec, |api| &api.spec).to_owned();
        Ok(self.chosen(here, path, api))
    }

    /// Its codes have the names that the lock gives them.
    fn chosen(&self, here: &Here, spec: PathBuf, api: Option<&ApiSettings>) -> Chosen {
        let mut options = self.over(api);
        let name = api.map(|api| api.name.as_str());
        let section = here.lock.as_ref().and_then(|lock| lock.section_of(name, &spec, &options.code_paths));
        options.pins = section.map(Section::pins);
        Chosen { spec, options, api: api.cloned() }
    }

    /// Whether overlays are named by options.
    pub(crate) fn names_overlays(&self) -> bool {
        !self.overlays.is_empty()
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
        options.renames.retain(|(code, _)| !self.renames.iter().any(|(renamed, _)| renamed == code));
        options.renames.extend_from_slice(&self.renames);
        options
    }
}

fn settings() -> Result<Option<Settings>, Failure> {
    let file = Path::new(SETTINGS_FILE);
    Ok(if file.is_file() { Some(Settings::read(file)?) } else { None })
}

/// The lock in the current folder, if there is one.
pub(crate) fn lock() -> Result<Option<Lock>, Failure> {
    let file = Path::new(LOCK_FILE);
    Ok(if file.is_file() { Some(Lock::read(file)?) } else { None })
}

impl Chosen {
    /// What the lock has of it.
    pub(crate) fn section<'l>(&self, lock: &'l Lock) -> Option<&'l Section> {
        lock.section_of(self.api.as_ref().map(|api| api.name.as_str()), &self.spec, &self.options.code_paths)
    }

    /// What the API is called: in `errbook.toml`, in the lock, else as the spec's file is.
    pub(crate) fn name(&self, lock: &Lock) -> String {
        let settled = self.api.as_ref().map(|api| api.name.clone());
        let stem = || self.spec.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        settled.or_else(|| self.section(lock).map(|section| section.name().to_owned())).unwrap_or_else(stem)
    }
}

impl Reading {
    /// How to generate by these options.
    pub(crate) fn configure(&self) -> Config {
        let config = self.code_paths.iter().fold(errbook_build::configure(), Config::code_at);
        let config = self.overlays.iter().fold(config, Config::overlay);
        self.renames.iter().fold(config, |config, (code, ident)| config.rename(code, ident))
    }

    /// The options as they were written, each with a space before it.
    pub(crate) fn written(&self) -> String {
        let code_paths = self.code_paths.iter().map(|path| format!(" --code-at {path}"));
        let overlays = self.overlays.iter().map(|file| format!(" --overlay {}", file.display()));
        let renames =
            self.renames.iter().map(|(code, ident)| format!(" --rename {}", quoted(&format!("{code}={ident}"))));
        code_paths.chain(overlays).chain(renames).collect()
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
