//! `errbook discover`: where the codes of a spec could stand, and why one place is taken, or what to write.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use errbook_spec::{Candidate, Discovery, Position, Why};
use serde_json::{Value, json};

use super::list::json::wire;
use super::{Format, Reading};
use crate::exit::{Failure, Outcome};
use crate::print::{self, ReportForm};
use crate::rows::Rows;

/// So many codes of a candidate are shown to people.
const CODES_SHOWN: usize = 3;

/// Explains where codes could stand in the error bodies of a spec, also where that is not clear.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Discover {
    /// The OpenAPI spec.
    spec: PathBuf,
    /// In which form.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Print an overlay instead, with a line for each code whose status is not known, to fill in.
    #[arg(long, conflicts_with = "format")]
    overlay_template: bool,
    #[command(flatten)]
    reading: Reading,
}

const EXAMPLES: &str = "\
Examples:
  errbook discover openapi.yaml
  errbook discover openapi.yaml --code-at '#/components/schemas/ErrorCode'   # if the codes are listed elsewhere
  errbook discover openapi.yaml --overlay-template > errors.overlay.yaml     # then fill in each FILL_IN";

impl Discover {
    pub(crate) fn run(&self, form: ReportForm) -> Result<Outcome, Failure> {
        if self.overlay_template {
            return self.print_overlay_template(form);
        }
        let chosen = self.reading.of(&self.spec)?;
        let discovery = errbook_spec::discover(&chosen.spec, &chosen.options)?;
        if let Some(warnings) = discovery.warnings() {
            print::report(warnings, form);
        }
        match self.format {
            Format::Table => print::coloured(&table(&discovery))?,
            Format::Json => print::result(&json(&discovery))?,
        }
        Ok(Outcome::Fine)
    }

    /// Where it is not clear which values are the codes, reading fails with the lines to choose from.
    fn print_overlay_template(&self, form: ReportForm) -> Result<Outcome, Failure> {
        let chosen = self.reading.of(&self.spec)?;
        let reading = errbook_spec::read(&chosen.spec, &chosen.options)?;
        if let Some(warnings) = reading.warnings() {
            print::report(warnings, form);
        }
        match errbook_build::overlay_template(&reading) {
            Some(overlay) => print::result(&overlay)?,
            None if reading.catalog().codes.iter().any(|code| !code.open) => {
                print::message("every code has a status: there is nothing to fill in");
            }
            None => print::message(
                "no code is listed in any error body, so there is nothing to fill in\n  = help: if the spec lists codes \
                 elsewhere, say where: `--code-at '#/components/schemas/ErrorCode'`",
            ),
        }
        Ok(Outcome::Fine)
    }
}

/// Every candidate with where its first value is listed.
fn located(discovery: &Discovery) -> Vec<(&Candidate, Option<Position>)> {
    let places: Vec<_> = discovery.candidates().iter().filter_map(|it| it.place.as_ref()).collect();
    let mut positions = discovery.positions(&places).into_iter();
    let candidates = discovery.candidates().iter();
    candidates.map(|it| (it, it.place.as_ref().and_then(|_| positions.next()))).collect()
}

fn table(discovery: &Discovery) -> String {
    let mut rows = Rows::new(&["CANDIDATE", "CODES", "RESPONSES", "AT", "SUCH AS"]);
    for (candidate, position) in located(discovery) {
        rows.push([
            candidate.path.clone(),
            candidate.codes.len().to_string(),
            candidate.responses.to_string(),
            position.map_or_else(|| "-".to_owned(), |it| format!("{}:{}:{}", it.file, it.line, it.column)),
            examples(candidate),
        ]);
    }
    let mut text = rows.print();
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(&verdict(discovery));
    text
}

fn examples(candidate: &Candidate) -> String {
    let mut shown: Vec<String> = candidate.codes.iter().take(CODES_SHOWN).map(ToString::to_string).collect();
    if candidate.codes.len() > CODES_SHOWN {
        shown.push("…".to_owned());
    }
    shown.join(", ")
}

/// What is taken and why, or the lines to choose from.
fn verdict(discovery: &Discovery) -> String {
    let mut text = match discovery.taken() {
        [] => format!("none is taken: {}\n", discovery.why()),
        taken => format!("taken: {}, because {}\n", taken.join(", "), discovery.why()),
    };
    match discovery.why() {
        Why::Ambiguous => {
            text.push_str("say which one it is, in build.rs or on the command line:\n");
            for candidate in discovery.candidates() {
                let _ = writeln!(text, "  {}   {}", in_build_script(&candidate.path), on_command_line(&candidate.path));
            }
        }
        Why::Nowhere => {
            text.push_str(
                "if the spec lists codes elsewhere, say where: `--code-at '#/components/schemas/ErrorCode'`; without \
                 codes, the statuses are what is known\n",
            );
        }
        _ => {}
    }
    text
}

fn in_build_script(path: &str) -> String {
    format!(".code_at(\"{}\")", path.escape_default())
}

fn on_command_line(path: &str) -> String {
    format!("--code-at '{}'", path.replace('\'', r"'\''"))
}

fn json(discovery: &Discovery) -> String {
    let candidates = located(discovery).into_iter().map(|(candidate, position)| {
        json!({
            "at": candidate.path,
            "codes": candidate.codes.iter().map(wire).collect::<Vec<Value>>(),
            "responses": candidate.responses,
            "source": position.as_ref().map(super::source),
            "write": {"build.rs": in_build_script(&candidate.path), "command": on_command_line(&candidate.path)},
        })
    });
    let found = json!({
        "candidates": candidates.collect::<Vec<Value>>(),
        "taken": discovery.taken(),
        "why": discovery.why().name(),
        "reason": discovery.why().to_string(),
    });
    format!("{found:#}\n")
}
