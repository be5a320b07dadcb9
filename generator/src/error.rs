//! What went wrong: reading, what the spec leaves open, writing.

use std::fmt;
use std::path::PathBuf;

use errbook_spec::Report;

use crate::finding::Finding;
use crate::problem::Problem;

/// Everything that kept the errors of one or more specs from being generated.
///
/// `Display` and `Debug` both print the whole report, because a build script shows what its `main` returns by `Debug`.
pub struct Error {
    problems: Vec<Problem>,
    files: Vec<PathBuf>,
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

    /// All that went wrong, one thing after the other, part by part.
    ///
    /// ```no_run
    /// if let Err(error) = errbook_build::configure().generate("openapi.yaml") {
    ///     for finding in error.findings() {
    ///         eprintln!("{}: {}", finding.rule, finding.message);
    ///     }
    /// }
    /// ```
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let spec = self.files.first().map(PathBuf::as_path);
        self.problems.iter().flat_map(|problem| problem.findings(spec)).collect()
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
