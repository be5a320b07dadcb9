//! The command line of errbook: what `build.rs` does, by hand, and what a spec says about its errors.

mod command;
mod each;
mod exit;
mod print;
mod revision;
mod rows;
mod undocumented;
mod usage;

use std::env;
use std::process::ExitCode;
#[cfg(unix)]
use std::sync::Arc;

use clap::Parser;

use crate::command::Command;
use crate::print::ReportForm;

/// Typed Rust errors that stay in step with an OpenAPI spec.
///
/// Exit status: 0 if all is well, 1 if something was found (stale output), 2 if the command could not do its work.
#[derive(Debug, Parser)]
#[command(name = "errbook", version, after_help = EXAMPLES)]
struct Arguments {
    /// How what is wrong with a spec is told on stderr.
    #[arg(long, global = true, value_enum, default_value_t = ReportForm::Text)]
    report: ReportForm,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  errbook list openapi.yaml   # what the spec says of its errors
  errbook init openapi.yaml   # make a cargo package generate them
  errbook help generate       # each command has examples of its own

Colours are for terminals; NO_COLOR=1 turns them off, CLICOLOR_FORCE=1 on.";

fn main() -> ExitCode {
    survive_full_disks();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let words: Vec<String> = env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
            usage::explained(error, &words).exit()
        }
    };
    match arguments.command.run(arguments.report) {
        Ok(outcome) => outcome.into(),
        Err(failure) => failure.report(arguments.report),
    }
}

/// A file that would outgrow the limit of the system is an error like any other, where its signal is taken; it would
/// end the process.
fn survive_full_disks() {
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
}
