//! Results go to stdout, messages to stderr.

use std::error::Error;
use std::fmt::Display;
use std::io::{self, Write as _};

use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use errbook_build::Finding;
use errbook_spec::{Report, Severity};
use serde_json::{Value, json};

/// How what is wrong with a spec is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportForm {
    /// For people, with the lines of the spec.
    Text,
    /// For programs: an object of JSON per finding, each on a line of its own.
    Json,
}

/// Writes a result.
pub(crate) fn result(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
}

/// Writes a result that has colours, which only a terminal is shown, and only where it is not asked to do without.
pub(crate) fn coloured(text: &str) -> io::Result<()> {
    let mut stdout = anstream::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
}

/// Writes a message; if nobody takes it, there is no other way to say it.
pub(crate) fn message(text: impl Display) {
    let _ = writeln!(anstream::stderr().lock(), "{}", text.to_string().trim_end());
}

/// Tells what there is to say of a spec.
pub(crate) fn report(report: &Report, form: ReportForm) {
    match form {
        ReportForm::Text => message(report.styled()),
        ReportForm::Json => report.findings().iter().for_each(|finding| message(as_json(&finding.into()))),
    }
}

/// Tells why the command could not do its work.
pub(crate) fn failure(error: &dyn Error, form: ReportForm) {
    match form {
        ReportForm::Text => message(labelled(&error.to_string())),
        ReportForm::Json => message(failed(&error.to_string())),
    }
}

/// Tells why nothing could be generated.
pub(crate) fn ungenerated(error: &errbook_build::Error, form: ReportForm) {
    match form {
        ReportForm::Text => failure(error, form),
        ReportForm::Json => error.findings().iter().for_each(|finding| message(as_json(finding))),
    }
}

/// A failure for programs, by its text: `error[rule]: message`, and below it `= help: help`.
fn failed(text: &str) -> Value {
    let text = text.trim_end();
    let (said, help) = text.split_once("\n  = help: ").map_or((text, None), |(said, help)| (said, Some(help)));
    let (label, message) = said.split_once(": ").unwrap_or_default();
    let rule = label.strip_prefix("error[").and_then(|it| it.strip_suffix(']'));
    let message = if label == "error" || rule.is_some() { message } else { said };
    json!({"rule": rule, "severity": "error", "message": message, "help": help})
}

/// A message whose first words, `error[rule]:` or `warning:`, stand out as they do in reports.
pub(crate) fn labelled(text: &str) -> String {
    let colour = if text.starts_with("error") { AnsiColor::BrightRed } else { AnsiColor::Yellow };
    let (label, bold) = (colour.on_default().bold(), Style::new().bold());
    let (title, rest) = text.split_once('\n').map_or((text, ""), |(title, _)| (title, &text[title.len()..]));
    match title.split_once(": ") {
        Some((kind, said)) if kind.starts_with("error") || kind.starts_with("warning") => {
            format!("{label}{kind}{label:#}{bold}: {said}{bold:#}{rest}")
        }
        _ => text.to_owned(),
    }
}

/// A finding for programs.
pub(crate) fn as_json(finding: &Finding) -> Value {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    json!({
        "rule": finding.rule,
        "severity": severity,
        "message": finding.message,
        "help": finding.help,
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "pointer": finding.pointer,
    })
}
