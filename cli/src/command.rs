//! The subcommands, and the options that several of them have.

mod diff;
mod discover;
mod explain;
mod generate;
mod lint;
mod list;
mod mock;

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use errbook_spec::{Options, Position};
use serde_json::{Value, json};

use crate::exit::{Failure, Outcome};
use crate::print::ReportForm;

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Say what changed between two specs, and whom it breaks.
    Diff(diff::Diff),
    /// Find where in the error bodies of a spec its codes could stand, and which place is taken.
    Discover(discover::Discover),
    /// Explain one code: each fact with how it is known and where it stands.
    Explain(explain::Explain),
    /// Generate the Rust text of a spec's errors.
    Generate(generate::Generate),
    /// Say everything that is wrong or odd about specs.
    Lint(lint::Lint),
    /// List the error codes of a spec, and what is known of each.
    List(list::List),
    /// Serve the errors of a spec over HTTP, to try a client against.
    Mock(mock::Mock),
}

impl Command {
    pub(crate) fn run(&self, form: ReportForm) -> Result<Outcome, Failure> {
        match self {
            Self::Diff(diff) => diff.run(form),
            Self::Discover(discover) => discover.run(form),
            Self::Explain(explain) => explain.run(form),
            Self::Generate(generate) => generate.run(form),
            Self::Lint(lint) => lint.run(),
            Self::List(list) => list.run(form),
            Self::Mock(mock) => mock.run(form),
        }
    }
}

/// What settles how a spec is read.
#[derive(Debug, Args)]
pub(crate) struct Reading {
    /// Where the codes stand: a path in the body (`error.code`) or a place in the spec (`#/components/schemas/ErrorCode`).
    #[arg(long = "code-at", value_name = "PATH")]
    code_paths: Vec<String>,
    /// Lay an OpenAPI Overlay over the spec first; several are applied in this order.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
}

impl Reading {
    fn options(&self) -> Options {
        let mut options = Options::default();
        options.code_paths.clone_from(&self.code_paths);
        options.overlays.clone_from(&self.overlays);
        options
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
