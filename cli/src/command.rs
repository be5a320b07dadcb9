//! The subcommands, and the options that several of them have.

mod generate;
mod list;

use clap::{Args, Subcommand};

use crate::exit::{Failure, Outcome};

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Generate the Rust text of a spec's errors.
    Generate(generate::Generate),
    /// List the error codes of a spec, and what is known of each.
    List(list::List),
}

impl Command {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        match self {
            Self::Generate(generate) => generate.run(),
            Self::List(list) => list.run(),
        }
    }
}

/// What settles how a spec is read.
#[derive(Debug, Args)]
pub(crate) struct Reading {
    /// Where the codes stand: a path in the body (`error.code`) or a place in the spec (`#/components/schemas/ErrorCode`).
    #[arg(long = "code-at", value_name = "PATH")]
    code_paths: Vec<String>,
}
