//! `errbook lint`: all that there is to say of specs.

mod github;
mod sarif;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use errbook_spec::{Finding, Report, Severity};
use serde_json::Value;

use super::Reading;
use crate::each::each;
use crate::exit::{Failure, Outcome};
use crate::print;

/// Says everything that is wrong or odd about specs. Exit status 2 if one of them cannot be read, else 1 if there are
/// warnings and they are denied.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Lint {
    /// The OpenAPI specs.
    #[arg(required = true, value_name = "SPEC")]
    specs: Vec<PathBuf>,
    /// In which form.
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
    /// What else is to fail.
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Deny>,
    #[command(flatten)]
    reading: Reading,
}

const EXAMPLES: &str = "\
Examples:
  errbook lint openapi.yaml
  errbook lint openapi.yaml billing.yaml --deny warnings   # several at once; warnings fail too
  errbook lint openapi.yaml --format sarif                 # for a code host, which shows them beside the lines
  errbook lint openapi.yaml --format github                # in a workflow of GitHub";

/// In which form findings are written.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Form {
    /// For people, with the lines of the spec.
    Text,
    /// For programs: a list of findings.
    Json,
    /// SARIF 2.1.0, which code hosts show beside the lines.
    Sarif,
    /// Commands of GitHub's workflows, which become notes beside the lines.
    Github,
}

/// What fails beside errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Warnings too.
    Warnings,
}

impl Lint {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let reports =
            each(&self.reading.all(&self.specs)?, |chosen| match errbook_spec::read(&chosen.spec, &chosen.options) {
                Ok(reading) => reading.warnings().cloned(),
                Err(report) => Some(report),
            });
        let reports: Vec<Report> = reports.into_iter().flatten().collect();
        let findings: Vec<&Finding> = reports.iter().flat_map(Report::findings).collect();
        match self.format {
            Form::Text => print::coloured(&text(&reports))?,
            Form::Json => print::result(&document(&findings.iter().map(|it| print::as_json(&(*it).into())).collect()))?,
            Form::Sarif => print::result(&document(&sarif::log(&findings)))?,
            Form::Github => print::result(&findings.iter().map(|it| github::command(it)).collect::<String>())?,
        }
        if findings.iter().any(|finding| finding.severity == Severity::Error) {
            return Err(Failure::Told);
        }
        let denied = self.deny == Some(Deny::Warnings) && !findings.is_empty();
        Ok(if denied { Outcome::Findings } else { Outcome::Fine })
    }
}

fn text(reports: &[Report]) -> String {
    let texts: Vec<String> = reports.iter().map(|report| format!("{}\n", report.styled().trim_end())).collect();
    texts.join("\n")
}

fn document(value: &Value) -> String {
    format!("{value:#}\n")
}
