//! `errbook lint`: all that there is to say of specs.

mod github;
mod sarif;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use errbook_spec::{Finding, Report, Severity};
use serde_json::Value;

use super::Reading;
use crate::exit::{Failure, Outcome};
use crate::print;

/// Says everything that is wrong or odd about specs. Exit status 2 if one of them cannot be read, else 1 if there are
/// warnings and they are denied.
#[derive(Debug, Args)]
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
        let mut reports: Vec<Report> = Vec::new();
        for spec in &self.specs {
            let chosen = self.reading.of(spec)?;
            match errbook_spec::read(&chosen.spec, &chosen.options) {
                Ok(reading) => reports.extend(reading.warnings().cloned()),
                Err(report) => reports.push(report),
            }
        }
        let findings: Vec<&Finding> = reports.iter().flat_map(Report::findings).collect();
        print::result(&match self.format {
            Form::Text => text(&reports),
            Form::Json => document(&findings.iter().map(|finding| print::as_json(finding)).collect()),
            Form::Sarif => document(&sarif::log(&findings)),
            Form::Github => findings.iter().map(|finding| github::command(finding)).collect(),
        })?;
        if findings.iter().any(|finding| finding.severity == Severity::Error) {
            return Err(Failure::Told);
        }
        let denied = self.deny == Some(Deny::Warnings) && !findings.is_empty();
        Ok(if denied { Outcome::Findings } else { Outcome::Fine })
    }
}

fn text(reports: &[Report]) -> String {
    let texts: Vec<String> = reports.iter().map(|report| format!("{}\n", report.to_string().trim_end())).collect();
    texts.join("\n")
}

fn document(value: &Value) -> String {
    format!("{value:#}\n")
}
