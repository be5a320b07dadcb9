//! How the command ends.

use std::error::Error;
use std::fmt;
use std::io;
use std::process::ExitCode;

use crate::print::{self, ReportForm};

/// What came of a command that did its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing to complain about.
    Fine,
    /// Something was found, and has been told.
    Findings,
}

impl Outcome {
    /// The worse of two.
    pub(crate) fn or(self, other: Self) -> Self {
        if self == Self::Fine { other } else { self }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Fine => Self::SUCCESS,
            Outcome::Findings => Self::from(1),
        }
    }
}

/// Why a command could not do its work.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Whoever read the output has had enough of it; there is nobody left to tell.
    NobodyReads,
    /// It has been told already, as the result.
    Told,
    /// The spec cannot be read.
    Spec(errbook_spec::Report),
    /// Nothing can be generated from it.
    Build(errbook_build::Error),
    /// Anything else.
    Because(Box<dyn Error>),
}

impl Failure {
    /// Tells it on stderr.
    pub(crate) fn report(&self, form: ReportForm) -> ExitCode {
        match self {
            Self::NobodyReads => return ExitCode::SUCCESS,
            Self::Told => {}
            Self::Spec(report) => print::report(report, form),
            Self::Build(error) => print::ungenerated(error, form),
            Self::Because(error) => print::failure(error.as_ref(), form),
        }
        ExitCode::from(2)
    }
}

impl From<errbook_build::Error> for Failure {
    fn from(error: errbook_build::Error) -> Self {
        match error.into_report() {
            Ok(report) => Self::Spec(report),
            Err(error) => Self::Build(error),
        }
    }
}

impl From<errbook_spec::Report> for Failure {
    fn from(report: errbook_spec::Report) -> Self {
        Self::Spec(report)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::NobodyReads
        } else {
            Self::Because(Box::new(Unwritten(error)))
        }
    }
}

/// Stdout took no more.
#[derive(Debug)]
struct Unwritten(io::Error);

impl fmt::Display for Unwritten {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "error[write]: cannot write to stdout: {}\n  = help: see where it leads: its disk may be full, or a limit reached",
            self.0
        )
    }
}

impl Error for Unwritten {}
