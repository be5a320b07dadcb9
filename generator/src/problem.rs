//! One thing that went wrong: which rule it breaks, what was found, what to write instead, and where.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use errbook_spec::Report;

use crate::finding::{Finding, Rule};
use crate::missing_status::MissingStatus;
use crate::unwritten;

/// The rule, what was found, and what to write instead.
type Said = (Rule, String, String);

/// One thing that went wrong.
pub(crate) enum Problem {
    /// A spec that cannot be read, or that contradicts itself.
    Spec(Report),
    /// Codes that a service could not send.
    MissingStatus(MissingStatus),
    /// More than the tables can hold.
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many there are.
        count: usize,
        /// How many there may be.
        most: usize,
    },
    /// A spec that documents no error at all.
    NoErrors,
    /// A file whose name gives no module name.
    NoModuleName(PathBuf),
    /// An empty list of specs.
    NoSpecs,
    /// A name that is no module name.
    BadModuleName(String),
    /// Two specs that would be written to one file.
    SameModule {
        /// Its name.
        name: String,
        /// The spec that was named first.
        first: PathBuf,
        /// The other one.
        second: PathBuf,
    },
    /// A name that rustc does not take for one.
    BadIdentifier(String),
    /// Two kinds of error that one constructor would make.
    SameConstructor {
        /// Its name.
        name: String,
        /// A variant of `ErrorKind`.
        first: String,
        /// The other one.
        second: String,
    },
    /// A name that no crate can have.
    BadRuntimeName(String),
    /// `OUT_DIR` is not set.
    NoOutDir,
    /// A file that cannot be written.
    Write(PathBuf, io::Error),
}

impl Problem {
    /// What it is, part by part; the spec is the one that it was met in, as far as that was read.
    pub(crate) fn findings(&self, spec: Option<&Path>) -> Vec<Finding> {
        match self {
            Self::Spec(report) => report.findings().iter().map(Finding::from).collect(),
            Self::MissingStatus(missing) => missing.findings(),
            other => {
                let file = other.file(spec).map(|file| file.display().to_string());
                let said = other.of_spec().or_else(|| other.of_name()).or_else(|| other.of_surroundings());
                said.map(|(rule, message, help)| Finding { file, ..Finding::new(rule, message, help) })
                    .into_iter()
                    .collect()
            }
        }
    }

    /// The file that it is about.
    fn file<'p>(&'p self, spec: Option<&'p Path>) -> Option<&'p Path> {
        match self {
            Self::NoErrors | Self::TooMany { .. } | Self::BadIdentifier(_) | Self::SameConstructor { .. } => spec,
            Self::NoModuleName(file) | Self::SameModule { second: file, .. } | Self::Write(file, _) => Some(file),
            _ => None,
        }
    }

    fn of_spec(&self) -> Option<Said> {
        Some(match self {
            Self::NoErrors => (
                Rule::NoErrors,
                "the spec documents no error response: there is nothing to generate".to_owned(),
                "a response is an error if its key is a status from 400, `4XX`, `5XX` or `default`".to_owned(),
            ),
            Self::TooMany { what, count, most } => (
                Rule::TooMany,
                format!("the spec has {count} {what}; code can be generated for {most} at most"),
                "split it, and generate a module from each part".to_owned(),
            ),
            Self::BadIdentifier(name) => (
                Rule::Identifier,
                format!("Rust takes {name:?} for no identifier"),
                "if it is the name of a code, give it another: `.rename(\"CODE\", \"OtherName\")` in build.rs, `--rename \
                 CODE=OtherName` on the command line"
                    .to_owned(),
            ),
            Self::SameConstructor { name, first, second } => (
                Rule::IdentifierCollision,
                format!("the errors `{first}` and `{second}` would both be made by `ApiError::{name}`"),
                "give the code behind one of them another name: `.rename(\"CODE\", \"OtherName\")` in build.rs, `--rename \
                 CODE=OtherName` on the command line"
                    .to_owned(),
            ),
            _ => return None,
        })
    }

    fn of_name(&self) -> Option<Said> {
        Some(match self {
            Self::NoModuleName(spec) => (
                Rule::ModuleName,
                format!("no module can be named after the file `{}`", spec.display()),
                format!(
                    "choose a name: `errbook_build::configure().name(\"api\").compile(&[\"{}\"])` in build.rs, `--name api` \
                     for the command",
                    spec.display()
                ),
            ),
            Self::BadModuleName(name) => (
                Rule::ModuleName,
                format!("{name:?} is no name for a module"),
                "a name is made of the letters a to z, digits and `_`, and is no keyword: `.name(\"api\")` in build.rs, \
                 `--name api` for the command"
                    .to_owned(),
            ),
            Self::SameModule { name, first, second } => {
                let (first, second) = (first.display(), second.display());
                let other = format!("errbook_build::configure().name(\"{name}_2\").compile(&[\"{second}\"])");
                (
                    Rule::ModuleName,
                    format!("`{first}` and `{second}` would both become the module `{name}`"),
                    format!("compile one of them by itself, under another name: `{other}`"),
                )
            }
            Self::BadRuntimeName(name) => (
                Rule::RuntimeName,
                format!("{name:?} is no name under which Rust code could use a crate"),
                "write it as `use` does, with `_` for `-`; it is `errbook` unless Cargo.toml says otherwise".to_owned(),
            ),
            _ => return None,
        })
    }

    fn of_surroundings(&self) -> Option<Said> {
        Some(match self {
            Self::NoSpecs => (
                Rule::NoSpecs,
                "there is no spec to generate from".to_owned(),
                "name one: `.compile(&[\"openapi.yaml\"])`".to_owned(),
            ),
            Self::NoOutDir => (
                Rule::NoOutDir,
                "the variable OUT_DIR is not set: this is not running in a build script".to_owned(),
                "call it from build.rs, or choose a folder with `.out_dir(\"…\")`; `errbook generate` writes anywhere"
                    .to_owned(),
            ),
            Self::Write(path, error) => (
                Rule::Write,
                format!("cannot write {}: {error}", path.display()),
                unwritten::remedy(error.kind()).to_owned(),
            ),
            _ => return None,
        })
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Spec(report) => formatter.write_str(report.to_string().trim_end()),
            Self::MissingStatus(missing) => write!(formatter, "{missing}"),
            other => other.findings(None).iter().try_for_each(|Finding { rule, message, help, .. }| {
                write!(formatter, "error[{rule}]: {message}\n  = help: {}", help.as_deref().unwrap_or_default())
            }),
        }
    }
}
