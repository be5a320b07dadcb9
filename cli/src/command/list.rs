//! `errbook list`: what is known of the errors of a spec.

pub(super) mod json;
pub(super) mod table;

use std::path::PathBuf;

use clap::Args;

use super::{Format, Reading};
use crate::exit::{Failure, Outcome};
use crate::print::{self, ReportForm};

/// Lists codes, statuses, envelopes and operations.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// The OpenAPI spec.
    spec: PathBuf,
    /// In which form.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    reading: Reading,
}

impl List {
    pub(crate) fn run(&self, form: ReportForm) -> Result<Outcome, Failure> {
        let chosen = self.reading.of(&self.spec)?;
        let reading = errbook_spec::read(&chosen.spec, &chosen.options)?;
        if let Some(warnings) = reading.warnings() {
            print::report(warnings, form);
        }
        let text = match self.format {
            Format::Table => table::table(&reading),
            Format::Json => json::json(&reading),
        };
        print::result(&text)?;
        Ok(Outcome::Fine)
    }
}
