//! The subcommands, and the options that several of them have.

mod check;
mod completions;
mod diff;
mod discover;
mod docs;
mod explain;
mod generate;
mod init;
mod lint;
mod list;
mod lock;
mod mock;
mod reading;

use clap::{Subcommand, ValueEnum};
use errbook_spec::Position;
use serde_json::{Value, json};

use crate::exit::{Failure, Outcome};
use crate::print::ReportForm;
use reading::Reading;

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Fail if specs say something else than the lock, or than generated code that is checked in.
    Check(check::Check),
    /// Print what lets a shell complete this command's words.
    Completions(completions::Completions),
    /// Say what changed between two specs, and whom it breaks.
    Diff(diff::Diff),
    /// Find where in the error bodies of a spec its codes could stand, and which place is taken.
    Discover(discover::Discover),
    /// Write the error reference of an API, for those who call it.
    Docs(docs::Docs),
    /// Explain one code: each fact with how it is known and where it stands.
    Explain(explain::Explain),
    /// Generate the Rust text of a spec's errors.
    Generate(generate::Generate),
    /// Make a cargo package generate the errors of a spec.
    Init(init::Init),
    /// Say everything that is wrong or odd about specs.
    Lint(lint::Lint),
    /// List the error codes of a spec, and what is known of each.
    List(list::List),
    /// Accept what specs say: write it to errbook.lock.
    Lock(lock::Lock),
    /// Serve the errors of a spec over HTTP, to try a client against.
    Mock(mock::Mock),
}

impl Command {
    pub(crate) fn run(&self, form: ReportForm) -> Result<Outcome, Failure> {
        match self {
            Self::Check(check) => check.run(form),
            Self::Completions(completions) => completions.run(),
            Self::Diff(diff) => diff.run(form),
            Self::Discover(discover) => discover.run(form),
            Self::Docs(docs) => docs.run(form),
            Self::Explain(explain) => explain.run(form),
            Self::Generate(generate) => generate.run(form),
            Self::Init(init) => init.run(form),
            Self::Lint(lint) => lint.run(),
            Self::List(list) => list.run(form),
            Self::Lock(lock) => lock.run(form),
            Self::Mock(mock) => mock.run(form),
        }
    }
}

/// In which form a result is written.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Table,
    /// For programs.
    Json,
}

/// A position as JSON, wherever one is written.
fn source(position: &Position) -> Value {
    json!({
        "file": position.file,
        "pointer": position.pointer,
        "line": position.line,
        "column": position.column,
    })
}
