//! Changes as Markdown, for a pull request.

use std::fmt::Write as _;

use errbook_contract::Verdict;

use super::text::concerned;
use super::{Compared, Located};
use crate::rows::visible;

pub(super) fn markdown(compared: &Compared<'_>) -> String {
    let mut text = format!("### Errors of {}\n\n{}\n", plain(&compared.new.1.title), plain(&compared.summary()));
    if compared.changes.is_empty() {
        return text;
    }
    text.push_str("\n| services | clients | change | what | in | at | because |\n|---|---|---|---|---|---|---|\n");
    for located in &compared.changes {
        let change = located.change;
        // Writing into memory cannot fail.
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} | {} |",
            verdict(change.kind.services()),
            verdict(change.kind.clients()),
            change.kind.name(),
            what(located),
            plain(&concerned(change)),
            located.position().map(|position| code(&position)).unwrap_or_default(),
            located.reason(),
        );
    }
    text
}

fn verdict(verdict: Verdict) -> String {
    match verdict {
        Verdict::Breaking => format!("**{}**", verdict.name()),
        Verdict::Careful | Verdict::Safe => verdict.name().to_owned(),
    }
}

/// The subject with what it was and what it is.
fn what(located: &Located<'_>) -> String {
    let change = located.change;
    let subject = format!("{} {}", change.subject.topic.name(), code(&change.subject.name));
    match (&change.old, &change.new) {
        (None, None) => subject,
        (Some(old), None) => format!("{subject}: was {}", code(old)),
        (None, Some(new)) => format!("{subject}: {}", code(new)),
        (Some(old), Some(new)) => format!("{subject}: {} → {}", code(old), code(new)),
    }
}

/// A text from a spec as code, which can end neither the code nor the cell.
fn code(text: &str) -> String {
    let text = visible(text).replace('|', "\\|");
    let longest = text.split(|it| it != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') || text.is_empty() { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A text from a spec that is nothing but text.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for it in visible(text).chars() {
        if matches!(it, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '&' | '~') {
            plain.push('\\');
        }
        plain.push(it);
    }
    plain
}
