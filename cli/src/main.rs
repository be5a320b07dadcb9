//! The command line of errbook: what `build.rs` does, by hand, and what a spec says about its errors.

mod command;
mod exit;
mod print;
mod revision;
mod rows;

use std::process::ExitCode;

use clap::Parser;

use crate::command::Command;
use crate::print::ReportForm;

/// Typed Rust errors that stay in step with an OpenAPI spec.
///
/// Exit status: 0 if all is well, 1 if something was found (stale output), 2 if the command could not do its work.
#[derive(Debug, Parser)]
#[command(name = "errbook", version)]
struct Arguments {
    /// How what is wrong with a spec is told on stderr.
    #[arg(long, global = true, value_enum, default_value_t = ReportForm::Text)]
    report: ReportForm,
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.command.run(arguments.report) {
        Ok(outcome) => outcome.into(),
        Err(failure) => failure.report(arguments.report),
    }
}
