//! Options, and the two things done with them: generating text, and writing it where `build.rs` has to.

use std::path::{Path, PathBuf};

use errbook_spec::{Options, Reading, Report};
use proc_macro2::TokenStream;

use crate::missing_status::MissingStatus;
use crate::modules::Folder;
use crate::plan::{Bodies, Side};
use crate::problem::Problem;
use crate::{Error, Result, emit, format, module_name, output, plan};

/// How to generate. It begins with [`configure`](crate::configure), and its methods are chained.
///
/// ```no_run
/// fn main() -> errbook_build::Result {
///     errbook_build::configure()
///         .code_at("error.code")
///         .rename("429 Too Many Requests", "Legacy429")
///         .compile(&["payments.yaml", "users.yaml"])
/// }
/// ```
#[derive(Debug, Clone, Default)]
pub struct Config {
    options: Options,
    side: Side,
    bodies: Bodies,
    examples: bool,
    name: Option<String>,
    #[cfg(feature = "lock")]
    lock: Option<PathBuf>,
    /// What `errbook.toml` calls the API.
    #[cfg(feature = "lock")]
    section: Option<String>,
    out_dir: Option<PathBuf>,
}

impl Config {
    /// Says where the codes stand: a path in the body, such as `error.code`, or a place in the spec, such as
    /// `#/components/schemas/ErrorCode`. May be called several times.
    #[must_use]
    pub fn code_at(mut self, path: impl Into<String>) -> Self {
        self.options.code_paths.push(path.into());
        self
    }

    /// Lays an OpenAPI Overlay (1.0 or 1.1) over the spec before anything is read from it: what a spec that is not yours
    /// leaves unsaid. May be called several times; the overlays are applied in that order, to every spec of
    /// [`compile`](Self::compile). Needs the feature `overlay` of this crate.
    ///
    /// Targets select in the spec's own file, not in those it refers to. An action that selects nothing is an error.
    #[must_use]
    pub fn overlay(mut self, path: impl Into<PathBuf>) -> Self {
        self.options.overlays.push(path.into());
        self
    }

    /// Gives the code that is sent as `wire` the variant `ident`. May be called several times.
    #[must_use]
    pub fn rename(mut self, wire: impl Into<String>, ident: impl Into<String>) -> Self {
        self.options.renames.push((wire.into(), ident.into()));
        self
    }

    /// Generates the client side alone, for which the statuses of the codes need not be known.
    #[must_use]
    pub fn client_only(mut self) -> Self {
        self.side = Side::Client;
        self
    }

    /// Generates a type for every whole error body, with all that it holds, however much that is. Otherwise there are such
    /// types only where they are modest together: sixty-four of them beside those of payloads. The head of the generated
    /// text says how many were left out.
    ///
    /// `ResponseError::body_as` reads a body as such a type.
    #[must_use]
    pub fn bodies(mut self) -> Self {
        self.bodies = Bodies::All;
        self
    }

    /// Generates the examples of the error responses along, which the feature `testing` of `errbook` makes answers of
    /// that tests can have: `examples()` in the generated module.
    #[must_use]
    pub fn examples(mut self) -> Self {
        self.examples = true;
        self
    }

    /// Names the generated module, which otherwise has the name of its spec's file in `snake_case`.
    #[must_use]
    pub fn name(mut self, module: impl Into<String>) -> Self {
        self.name = Some(module.into());
        self
    }

    /// Writes below this folder instead of `OUT_DIR`. `include_errors!` does not look there.
    #[must_use]
    pub fn out_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(path.into());
        self
    }

    /// Allows references to files anywhere below this folder, instead of below the spec's own.
    #[must_use]
    pub fn root(mut self, path: impl Into<PathBuf>) -> Self {
        self.options.root = Some(path.into());
        self
    }

    /// Keeps the names that codes have in an `errbook.lock`, and takes what it has of a spec that is not there.
    /// [`compile`](Self::compile) looks for one in the folder of the package, [`compile_toml`](Self::compile_toml) beside
    /// `errbook.toml`. Needs the feature `lock` of this crate.
    #[cfg(feature = "lock")]
    #[must_use]
    pub fn lock(mut self, file: impl Into<PathBuf>) -> Self {
        self.lock = Some(file.into());
        self
    }

    /// Generates the errors of several specs, each into a module of its own, and tells cargo which files to watch.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with any of the specs. Then nothing is written.
    pub fn compile(&self, specs: &[impl AsRef<Path>]) -> Result {
        let config = self.clone().beside(Path::new(""));
        let specs: Vec<(&Self, &Path)> = specs.iter().map(|spec| (&config, spec.as_ref())).collect();
        warn_of_settings(&specs);
        compile(self.out_dir.as_deref(), &specs)
    }

    /// Generates the errors of every API of `errbook.toml`, each into a module of the API's name, and tells cargo which
    /// files to watch. What was said by methods overrules the file: where codes stand (with the names that the file gives them),
    /// overlays, the root, and names one by one. Needs the feature `toml`.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the file, or with any of the specs. Then nothing is written.
    #[cfg(feature = "toml")]
    pub fn compile_toml(&self, file: impl AsRef<Path>) -> Result {
        let settings = errbook_spec::Settings::read(file.as_ref()).inspect_err(|report| output::watch(report.files()));
        let settings = settings.map_err(Problem::Spec)?;
        output::watch(&[settings.file().to_owned()]);
        let own = self.clone().beside(file.as_ref().parent().unwrap_or(Path::new("")));
        let configs: Vec<Self> = settings.apis().iter().map(|api| own.over(api)).collect();
        let specs = configs.iter().zip(settings.apis()).map(|(config, api)| (config, api.spec.as_path()));
        compile(self.out_dir.as_deref(), &specs.collect::<Vec<_>>())
    }

    /// Generates by what `errbook.toml` says of an API, except for what was said by methods. Needs the feature `toml`.
    #[cfg(feature = "toml")]
    #[must_use]
    pub fn over(&self, api: &errbook_spec::ApiSettings) -> Self {
        let mut options = api.options();
        let own = &self.options;
        if !own.code_paths.is_empty() {
            options.code_paths.clone_from(&own.code_paths);
            // They name codes that stand elsewhere.
            options.renames.clear();
        }
        if !own.overlays.is_empty() {
            options.overlays.clone_from(&own.overlays);
        }
        options.renames.retain(|(code, _)| !own.renames.iter().any(|(renamed, _)| renamed == code));
        options.renames.extend_from_slice(&own.renames);
        options.root = own.root.clone().or(options.root);
        let side = if api.client_only { Side::Client } else { self.side };
        let bodies = if api.bodies { Bodies::All } else { self.bodies };
        let name = self.name.clone().or_else(|| Some(api.name.clone()));
        let config = Self { options, side, bodies, name, ..self.clone() };
        #[cfg(feature = "lock")]
        let config = Self { section: Some(api.name.clone()), ..config };
        config
    }

    /// With the lock of this folder, if there is one and no other was named.
    #[cfg(feature = "lock")]
    fn beside(mut self, folder: &Path) -> Self {
        let found = || Some(folder.join(errbook_spec::LOCK_FILE)).filter(|file| file.is_file());
        self.lock = self.lock.or_else(found);
        output::watch(self.lock.as_slice());
        self
    }

    /// Says so where a lock is not read.
    #[cfg(not(feature = "lock"))]
    fn beside(self, folder: &Path) -> Self {
        let file = folder.join("errbook.lock");
        if file.is_file() {
            output::warn(&format!(
                "{} is not read: switch on the feature `lock` of errbook-build in Cargo.toml",
                file.display()
            ));
        }
        self
    }

    /// Reads a spec by the lock, if there is one; says whether that is stale.
    #[cfg(feature = "lock")]
    fn read(&self, spec: &Path) -> std::result::Result<(Reading, Option<PathBuf>), Report> {
        let Some(file) = &self.lock else {
            return errbook_spec::read(spec, &self.options).map(|reading| (reading, None));
        };
        let (lock, name) = (errbook_spec::Lock::read(file)?, self.section.as_deref());
        let reading = lock.read_spec(name, spec, &self.options)?;
        let section = lock.section_of(name, spec, &self.options.code_paths).filter(|_| !reading.is_stand_in());
        let is_stale = section.is_some_and(|section| !section.agrees_with(reading.catalog()));
        Ok((reading, is_stale.then(|| file.clone())))
    }

    #[cfg(not(feature = "lock"))]
    fn read(&self, spec: &Path) -> std::result::Result<(Reading, Option<PathBuf>), Report> {
        errbook_spec::read(spec, &self.options).map(|reading| (reading, None))
    }

    /// Generates the errors of one spec. Nothing is written, and nothing is printed.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the spec.
    pub fn generate(&self, spec: impl AsRef<Path>) -> Result<Generated> {
        let spec = spec.as_ref();
        let name = match &self.name {
            Some(name) => module_name::checked(name),
            None => module_name::of_file(spec),
        };
        let reading = self.read(spec);
        let files = reading.as_ref().map_or_else(Report::files, |(reading, _)| reading.files()).to_vec();
        let (name, (reading, stale_lock)) = match (name, reading.map_err(Problem::Spec)) {
            (Ok(name), Ok(reading)) => (name, reading),
            (name, reading) => {
                return Err(Error::from_problems(name.err().into_iter().chain(reading.err())).reading(files));
            }
        };
        let missing = if self.side == Side::Both { MissingStatus::of(&reading) } else { None };
        let (warnings, is_stand_in) = (reading.warnings().cloned(), reading.is_stand_in());
        // Nothing is said of a place any more: the texts of the spec's files are let go before what is made of them is.
        let catalog = reading.into_catalog();
        let plan = match plan::plan(&catalog, self.side, self.bodies, missing) {
            Ok(plan) => plan,
            Err(error) => return Err(error.reading(files)),
        };
        let header = format::header(spec, &catalog, is_stand_in, plan.types.left_out);
        let mut items = emit::emit(&plan);
        if self.examples {
            items.extend(emit::examples(&plan));
        }
        Ok(Generated { name, header, items, files, warnings, stale_lock, is_stand_in })
    }
}

/// Says so where `errbook.toml` settles how a spec is read and is not asked.
fn warn_of_settings(specs: &[(&Config, &Path)]) {
    let file = Path::new("errbook.toml");
    if file.is_file() && specs.iter().any(|(_, spec)| settles(file, spec)) {
        let help = "call `errbook_build::compile_toml(\"errbook.toml\")`, with the feature `toml` of errbook-build";
        output::warn(&format!("{} is not read by `compile`: {help}", file.display()));
        output::watch(&[file]);
    }
}

#[cfg(feature = "toml")]
fn settles(file: &Path, spec: &Path) -> bool {
    errbook_spec::Settings::read(file).is_ok_and(|settings| settings.apis_of(spec).next().is_some())
}

/// It may: without the feature it cannot be read.
#[cfg(not(feature = "toml"))]
fn settles(_: &Path, _: &Path) -> bool {
    true
}

/// Generates each spec by its own options, and writes them all or none.
fn compile(out_dir: Option<&Path>, specs: &[(&Config, &Path)]) -> Result {
    if specs.is_empty() {
        return Err(Problem::NoSpecs.into());
    }
    let folder = Folder::of(out_dir)?;
    let mut problems = Vec::new();
    let mut written: Vec<(String, &Path, String)> = Vec::new();
    for (config, spec) in specs {
        match config.generate(spec) {
            Err(error) => {
                output::watch(error.files());
                problems.extend(error.into_problems());
            }
            Ok(generated) => {
                output::watch(&generated.files);
                output::warn(&generated.warnings().map(ToString::to_string).unwrap_or_default());
                output::warn(&generated.of_lock(spec).unwrap_or_default());
                if let Some((_, first, _)) = written.iter().find(|(name, ..)| *name == generated.name) {
                    let (first, second) = ((*first).to_owned(), (*spec).to_owned());
                    problems.push(Problem::SameModule { name: generated.name, first, second });
                } else {
                    written.push((generated.name.clone(), spec, generated.text()));
                }
            }
        }
    }
    Error::unless_empty(problems)?;
    folder.write(written.iter().map(|(name, _, text)| (name.as_str(), text.as_str())))
}

/// The Rust text made of one spec.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Generated {
    name: String,
    header: String,
    items: TokenStream,
    files: Vec<PathBuf>,
    warnings: Option<Report>,
    stale_lock: Option<PathBuf>,
    is_stand_in: bool,
}

impl Generated {
    /// The name of the module.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text that `include_errors!` includes.
    pub fn text(&self) -> String {
        format!("{}\n{}", self.header, format::print(self.items.clone()))
    }

    /// The text as a file that stands alone, in a crate that knows the runtime under this name.
    ///
    /// # Errors
    ///
    /// If no crate can have that name.
    pub fn stand_alone(&self, runtime: &str) -> Result<String> {
        let Ok(runtime) = syn::parse_str(runtime) else {
            return Err(Problem::BadRuntimeName(runtime.to_owned()).into());
        };
        Ok(format!("{}\n{}", self.header, format::print(emit::stand_alone(&runtime, &self.items))))
    }

    /// All files that were read for it.
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// What is doubtful in the spec, though it can be generated.
    pub fn warnings(&self) -> Option<&Report> {
        self.warnings.as_ref()
    }

    /// The lock, if it does not say what the spec says. The spec was followed.
    pub fn stale_lock(&self) -> Option<&Path> {
        self.stale_lock.as_deref()
    }

    /// What there is to say of the lock.
    fn of_lock(&self, spec: &Path) -> Option<String> {
        let spec = spec.display();
        if self.is_stand_in {
            return Some(format!("{spec} is not there; what is built is what errbook.lock has of it"));
        }
        let lock = self.stale_lock()?.display();
        Some(format!("{lock} is stale: it says something else than {spec}, which is what counts; run `errbook lock`"))
    }
}
