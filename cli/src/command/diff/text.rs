//! Changes for people: a line each, the worst first.

use anstyle::{AnsiColor, Style};
use errbook_contract::{Change, Verdict};

use super::Compared;
use crate::rows::Rows;

/// More names than these are counted, not listed.
const MOST_NAMES: usize = 3;

pub(super) fn text(compared: &Compared<'_>) -> String {
    let mut rows = Rows::new(&["SERVICES", "CLIENTS", "CHANGE", "OF", "WAS", "IS", "IN", "AT", "BECAUSE"]);
    for located in &compared.changes {
        let change = located.change;
        rows.push([
            change.kind.services().name().to_owned(),
            change.kind.clients().name().to_owned(),
            change.kind.name().to_owned(),
            change.subject.name.clone(),
            change.old.clone().unwrap_or_else(|| "-".to_owned()),
            change.new.clone().unwrap_or_else(|| "-".to_owned()),
            concerned(change),
            located.position().unwrap_or_else(|| "-".to_owned()),
            located.reason(),
        ]);
    }
    let rows = rows.print_styled(style);
    let gap = if rows.is_empty() { "" } else { "\n" };
    format!("{rows}{gap}{}\n", compared.summary())
}

/// What else it concerns: statuses, codes, operations.
pub(super) fn concerned(change: &Change) -> String {
    let lists = [&change.statuses, &change.codes, &change.operations].map(|names| some(names));
    let said: Vec<String> = lists.into_iter().filter(|list| !list.is_empty()).collect();
    if said.is_empty() { "-".to_owned() } else { said.join(" of ") }
}

fn some(names: &[String]) -> String {
    let listed = names.iter().take(MOST_NAMES).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().checked_sub(MOST_NAMES) {
        None | Some(0) => listed,
        Some(more) => format!("{listed} and {more} more"),
    }
}

/// Verdicts are told by their colours too.
fn style(cell: &str) -> Style {
    let is = |verdict: Verdict| cell == verdict.name();
    if is(Verdict::Breaking) {
        AnsiColor::Red.on_default().bold()
    } else if is(Verdict::Careful) {
        AnsiColor::Yellow.on_default()
    } else if is(Verdict::Safe) {
        AnsiColor::Green.on_default()
    } else {
        Style::new()
    }
}
