//! Whether a file holds what would be generated, and if not, what differs.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use serde_json::json;
use similar::{ChangeTag, DiffTag, TextDiff};

use crate::exit::{Failure, Outcome};
use crate::print::{self, ReportForm};
use crate::rows::visible;
use crate::usage::quoted;

/// So many lines of the difference are shown.
const MOST_LINES: usize = 24;
/// A difference that takes longer to find is told in fewer, larger parts.
const PATIENCE: Duration = Duration::from_secs(2);

/// Tells whoever runs it what is stale, and the command that mends it.
pub(in crate::command) fn check(
    file: &Path,
    spec: &Path,
    text: &str,
    mend: &str,
    form: ReportForm,
) -> Result<Outcome, Failure> {
    let (name, spec) = (file.display(), spec.display());
    let (message, difference) = match fs::read(file) {
        Ok(present) => {
            // Git may have given the lines other ends.
            let present = String::from_utf8_lossy(&present).replace("\r\n", "\n");
            if present == text {
                return Ok(Outcome::Fine);
            }
            (format!("{name} is stale: it is not what {spec} gives now"), difference(file, &present, text))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            (format!("{name} is stale: it is not there"), String::new())
        }
        Err(error) => {
            let help = "name the file that holds the generated code";
            return Err(Failure::Because(format!("error: {name} cannot be read: {error}\n  = help: {help}").into()));
        }
    };
    let help = format!("generate it again: `{mend}`");
    print::message(match form {
        ReportForm::Text => print::labelled(&format!("error[stale]: {message}\n{difference}   = help: {help}")),
        ReportForm::Json => json!({
            "rule": "stale",
            "severity": "error",
            "message": message,
            "help": help,
            "file": name.to_string(),
        })
        .to_string(),
    });
    Ok(Outcome::Findings)
}

/// This very command without `--check`.
pub(super) fn mend() -> String {
    let words = env::args_os().map(|word| word.to_string_lossy().into_owned());
    let words: Vec<String> = words.skip(1).filter(|word| word != "--check").map(|word| quoted(&word)).collect();
    format!("errbook {}", words.join(" "))
}

/// The first lines that differ, with their surroundings, as far as a screen shows them.
fn difference(file: &Path, present: &str, text: &str) -> String {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(present, text);
    let (mut shown, mut lines) = (String::new(), 0);
    for group in diff.grouped_ops(1) {
        if lines >= MOST_LINES {
            break;
        }
        let first = group.iter().find(|it| it.tag() != DiffTag::Equal).map_or(0, |it| it.old_range().start);
        let _ = writeln!(shown, "  --> {}:{}", file.display(), first + 1);
        for change in group.iter().flat_map(|it| diff.iter_changes(it)).take(MOST_LINES - lines) {
            let (sign, style) = match change.tag() {
                ChangeTag::Equal => (' ', Style::new()),
                ChangeTag::Delete => ('-', AnsiColor::Red.on_default()),
                ChangeTag::Insert => ('+', AnsiColor::Green.on_default()),
            };
            let line = change.value().trim_end();
            let (indent, line) = line.split_at(line.len() - line.trim_start().len());
            let _ = writeln!(shown, "   | {style}{sign} {indent}{}{style:#}", visible(line));
            lines += 1;
        }
    }
    let changed = |tag| diff.iter_all_changes().filter(|it| it.tag() == tag).count();
    let (gone, new) = (changed(ChangeTag::Delete), changed(ChangeTag::Insert));
    let _ = writeln!(shown, "   = note: lines in all: {gone} would go, {new} would come");
    shown
}
