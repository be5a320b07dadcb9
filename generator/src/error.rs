//! What went wrong: reading, what the spec leaves open, writing.

use std::fmt;
use std::io;
use std::path::PathBuf;

use errbook_spec::Report;

use crate::missing_status::MissingStatus;
use crate::unwritten;

/// Everything that kept the errors of one or more specs from being generated.
///
/// `Display` and `Debug` both print the whole report, because a build script shows what its `main` returns by `Debug`.
pub struct Error {
    problems: Vec<Problem>,
    files: Vec<PathBuf>,
}

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

impl Error {
    /// The report of the spec, where nothing else is wrong.
    ///
    /// # Errors
    ///
    /// The error itself, where it is about something else, or about several specs.
    pub fn into_report(mut self) -> Result<Report, Self> {
        match (self.problems.pop(), self.problems.is_empty()) {
            (Some(Problem::Spec(report)), true) => Ok(report),
            (last, _) => {
                self.problems.extend(last);
                Err(self)
            }
        }
    }

    pub(crate) fn from_problems(problems: impl IntoIterator<Item = Problem>) -> Self {
        Self { problems: problems.into_iter().collect(), files: Vec::new() }
    }

    /// Notes which files were read before it came to this.
    pub(crate) fn reading(self, files: Vec<PathBuf>) -> Self {
        Self { files, ..self }
    }

    /// The files whose change could mend it.
    pub(crate) fn files(&self) -> &[PathBuf] {
        &self.files
    }

    pub(crate) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// An error if anything went wrong.
    pub(crate) fn unless_empty(problems: Vec<Problem>) -> crate::Result {
        if problems.is_empty() { Ok(()) } else { Err(Self::from_problems(problems)) }
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::from_problems([problem])
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self.problems.as_slice() {
            [Problem::Write(_, error)] => Some(error),
            _ => None,
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A build script's `main` has its error printed by `Debug`, behind the word `Error: `.
        write!(formatter, "\n{self}")
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, problem) in self.problems.iter().enumerate() {
            if position > 0 {
                formatter.write_str("\n\n")?;
            }
            write!(formatter, "{problem}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Spec(report) => formatter.write_str(report.to_string().trim_end()),
            Self::MissingStatus(missing) => write!(formatter, "{missing}"),
            Self::TooMany { what, count, most } => {
                write!(formatter, "error[too-many]: the spec has {count} {what}; code can be generated for {most} at most")
            }
            Self::NoErrors => formatter.write_str(
                "error[no-errors]: the spec documents no error response: there is nothing to generate\n  = help: a response is \
                 an error if its key is a status from 400, `4XX`, `5XX` or `default`",
            ),
            Self::NoModuleName(spec) => write!(
                formatter,
                "error[module-name]: no module can be named after the file `{0}`\n  = help: choose a name: \
                 `errbook_build::configure().name(\"api\").compile(&[\"{0}\"])`",
                spec.display()
            ),
            Self::BadModuleName(name) => write!(
                formatter,
                "error[module-name]: {name:?} is no name for a module\n  = help: a name is made of the letters a to z, digits \
                 and `_`, and is no keyword: `.name(\"api\")`"
            ),
            Self::NoSpecs => write!(
                formatter,
                "error[no-specs]: there is no spec to generate from\n  = help: name one: `.compile(&[\"openapi.yaml\"])`"
            ),
            Self::SameModule { name, first, second } => write!(
                formatter,
                "error[module-name]: `{}` and `{second}` would both become the module `{name}`\n  = help: compile one of \
                 them by itself, under another name: `errbook_build::configure().name(\"{name}_2\").compile(&[\"{second}\"])`",
                first.display(),
                second = second.display()
            ),
            Self::BadIdentifier(name) => write!(
                formatter,
                "error[identifier]: Rust takes {name:?} for no identifier\n  = help: if it is the name of a code, give it \
                 another: `.rename(\"CODE\", \"OtherName\")` in build.rs, `--rename CODE=OtherName` on the command line"
            ),
            Self::SameConstructor { name, first, second } => write!(
                formatter,
                "error[identifier-collision]: the errors `{first}` and `{second}` would both be made by `ApiError::{name}`\n  \
                 = help: give the code behind one of them another name: `.rename(\"CODE\", \"OtherName\")` in build.rs, \
                 `--rename CODE=OtherName` on the command line"
            ),
            Self::BadRuntimeName(name) => write!(
                formatter,
                "error[runtime-name]: {name:?} is no name under which Rust code could use a crate\n  = help: write it as \
                 `use` does, with `_` for `-`; it is `errbook` unless Cargo.toml says otherwise"
            ),
            Self::NoOutDir => formatter.write_str(
                "error[no-out-dir]: the variable OUT_DIR is not set: this is not running in a build script\n  = help: call it \
                 from build.rs, or choose a folder with `.out_dir(\"…\")`; `errbook generate` writes anywhere",
            ),
            Self::Write(path, error) => {
                let remedy = unwritten::remedy(error.kind());
                write!(formatter, "error[write]: cannot write {}: {error}\n  = help: {remedy}", path.display())
            }
        }
    }
}
