//! The list as text for people: codes first, then what stands around them.

use std::fmt::Write as _;

use errbook_spec::{Backoff, Catalog, Code, Retry, Role, Slot, StatusKey};
use errbook_spec::{Envelope, Reading};

use super::json::{after, alert, duration, members};
use crate::rows::{Rows, visible};

/// The whole list.
pub(super) fn table(reading: &Reading) -> String {
    let catalog = reading.catalog();
    let sections = [codes(reading), statuses(catalog), envelopes(catalog), operations(catalog), plans(catalog)];
    let mut text = title(catalog);
    for section in sections.into_iter().filter(|section| !section.is_empty()) {
        text.push('\n');
        text.push_str(&section);
    }
    text
}

fn title(catalog: &Catalog) -> String {
    let mut text = format!("{} {}", visible(&catalog.api.title), visible(&catalog.api.version)).trim_end().to_owned();
    let at = match catalog.code_paths.as_slice() {
        [] => String::new(),
        paths => format!(" at {}", visible(&paths.join(", "))),
    };
    let _ = match catalog.codes.iter().filter(|code| !code.open).count() {
        0 => writeln!(text, ": no codes are declared{at}"),
        1 => writeln!(text, ": 1 code{at}"),
        declared => writeln!(text, ": {declared} codes{at}"),
    };
    text
}

fn codes(reading: &Reading) -> String {
    let catalog = reading.catalog();
    if catalog.codes.is_empty() {
        return String::new();
    }
    let places: Vec<_> = catalog.codes.iter().map(|code| &code.place).collect();
    let mut rows = Rows::new(&["CODE", "STATUS", "KNOWN BY", "RETRY", "ALERT", "AT", "DESCRIPTION"]);
    for (code, position) in catalog.codes.iter().zip(reading.positions(&places)) {
        rows.push([
            code.wire.to_string(),
            status_of(code),
            code.channel.map_or("-", errbook_spec::Channel::name).to_owned(),
            retry(code.retry.as_ref()),
            alert(code.alert).to_owned(),
            format!("{}:{}:{}", position.file, position.line, position.column),
            description(code),
        ]);
    }
    rows.print()
}

/// The primary status first, then the others.
fn status_of(code: &Code) -> String {
    let others = code.statuses.iter().filter(|status| Some(**status) != code.status);
    let all: Vec<String> = code.status.iter().chain(others).map(u16::to_string).collect();
    match (code.status, all.as_slice()) {
        (_, []) => "?".to_owned(),
        (None, several) => format!("? {}", several.join(", ")),
        (Some(_), all) => all.join(", "),
    }
}

fn description(code: &Code) -> String {
    let mut notes = Vec::new();
    if code.open {
        notes.push("(only in an example)");
    }
    if code.deprecated {
        notes.push("(deprecated)");
    }
    notes.extend(code.description.as_deref());
    notes.join(" ")
}

/// A rule in a few words.
pub(in crate::command) fn retry(retry: Option<&Retry>) -> String {
    let rule = match retry {
        None => return "-".to_owned(),
        Some(Retry::Never) => return "never".to_owned(),
        Some(Retry::Rule(rule)) => rule,
    };
    let mut waits: Vec<String> = rule.after.iter().map(|it| after(*it).to_owned()).collect();
    waits.extend(rule.default.map(duration));
    waits.extend(rule.backoff.as_ref().map(backoff));
    format!("{}× {}", rule.attempts, waits.join(", else ")).trim_end().to_owned()
}

fn backoff(backoff: &Backoff) -> String {
    let max = backoff.max.map(|max| format!(" up to {}", duration(max))).unwrap_or_default();
    format!("{} × {}{max}", duration(backoff.initial), backoff.factor)
}

fn statuses(catalog: &Catalog) -> String {
    let mut rows = Rows::new(&["STATUS", "CODES", "RETRY", "DESCRIPTION"]);
    for status in &catalog.statuses {
        let mut codes: Vec<String> =
            status.codes.iter().filter_map(|it| catalog.codes.get(*it)).map(|code| code.wire.to_string()).collect();
        if status.uncoded {
            codes.push("(none)".to_owned());
        }
        rows.push([status.key.to_string(), codes.join(", "), retry(status.retry.as_ref()), status.description.clone()]);
    }
    rows.print()
}

fn envelopes(catalog: &Catalog) -> String {
    let mut rows = Rows::new(&["ENVELOPE", "BODY"]);
    for envelope in &catalog.envelopes {
        rows.push([envelope.media_type.clone(), body(envelope)]);
    }
    rows.print()
}

/// Slots as `name at path`, constants as they are.
fn body(envelope: &Envelope) -> String {
    let facts = members(&envelope.body).into_iter().filter_map(|(path, role)| match role {
        Role::Constant(constant) => Some(format!("{path} = {constant}")),
        Role::Slot(Slot::Details(Some(_))) => Some(format!("details and fields at {path}")),
        Role::Slot(slot) if slot.name() == path => Some(path),
        Role::Slot(slot) => Some(format!("{} at {path}", slot.name())),
        Role::Object(_) | Role::List(_) | Role::Other(_) => None,
    });
    facts.collect::<Vec<_>>().join("; ")
}

fn operations(catalog: &Catalog) -> String {
    let mut rows = Rows::new(&["OPERATION", "METHOD", "PATH", "ERRORS"]);
    for operation in &catalog.operations {
        let keys: Vec<String> =
            operation.responses.iter().map(|response| response.key).map(|key: StatusKey| key.to_string()).collect();
        rows.push([operation.id.clone(), operation.method.to_uppercase(), operation.path.clone(), keys.join(", ")]);
    }
    rows.print()
}

fn plans(catalog: &Catalog) -> String {
    let mut rows = Rows::new(&["PLAN", "PER MINUTE", "PER DAY"]);
    let limit = |limit: Option<u64>| limit.map_or_else(|| "-".to_owned(), |limit| limit.to_string());
    for plan in &catalog.plans {
        rows.push([plan.name.clone(), limit(plan.per_minute), limit(plan.per_day)]);
    }
    rows.print()
}
