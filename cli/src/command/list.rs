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
#[command(after_help = EXAMPLES)]
pub(crate) struct List {
    /// The OpenAPI spec.
    spec: PathBuf,
    /// In which form.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    reading: Reading,
}

const EXAMPLES: &str = "\
Examples:
  errbook list openapi.yaml
  errbook list openapi.yaml --overlay errors.overlay.yaml   # with what a spec that is not yours leaves unsaid
  errbook list openapi.yaml --code-at error.code            # where it is not clear which values are the codes
  errbook list openapi.yaml --format json | jq '.codes[] | select(.status == 409).code'";

impl List {
    pub(crate) fn run(&self, form: ReportForm) -> Result<Outcome, Failure> {
        let chosen = self.reading.of(&self.spec)?;
        let reading = errbook_spec::read(&chosen.spec, &chosen.options)?;
        if let Some(warnings) = reading.warnings() {
            print::report(warnings, form);
        }
        match self.format {
            Format::Table => print::coloured(&table::table(&reading))?,
            Format::Json => print::result(&json::json(&reading))?,
        }
        Ok(Outcome::Fine)
    }
}
