//! Retry rules as a spec says them: `x-retry`, and `retry` in `x-error-codes`.

use std::time::Duration;

use super::declared::{At, child, item, status_key, unknown_key, wrong};
use crate::catalog::{After, Backoff, Retry, RetryRule, StatusRetry};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};

const BACKOFF_KEYS: [&str; 3] = ["initial", "factor", "max"];
const RULE_KEYS: [&str; 4] = ["after", "default", "backoff", "attempts"];
/// Tries of a rule that names none: the first and one more.
const USUAL_ATTEMPTS: u32 = 2;

/// Reads `x-retry`: rules by status or class.
pub(super) fn by_status(diagnostics: &mut Diagnostics, at: At<'_>) -> Vec<StatusRetry> {
    let Some(map) = at.node.as_map() else {
        wrong(diagnostics, at.place, at.node, "a map from statuses to rules");
        return Vec::new();
    };
    let mut rules = Vec::new();
    for (key, node) in map.iter() {
        let place = child(at.place, key);
        let Some(status) = status_key(key) else {
            let found = format!("`{key}` is no status");
            diagnostics.push(
                Diagnostic::error(Rule::InvalidExtension, found)
                    .at(place)
                    .help("write a status such as `429`, a class such as `5XX`, or `default`"),
            );
            continue;
        };
        if let Some(retry) = rule(diagnostics, At { node, place: &place }) {
            rules.push(StatusRetry { key: status, retry, place });
        }
    }
    rules
}

/// Reads one rule; `never` is one too.
pub(super) fn rule(diagnostics: &mut Diagnostics, at: At<'_>) -> Option<Retry> {
    if at.node.as_str() == Some("never") {
        return Some(Retry::Never);
    }
    let Some(map) = at.node.as_map() else {
        wrong(
            diagnostics,
            at.place,
            at.node,
            "`never`, or a rule such as `{after: [header], default: 5s, attempts: 5}`",
        );
        return None;
    };
    let mut rule = RetryRule { after: Vec::new(), default: None, backoff: None, attempts: USUAL_ATTEMPTS };
    for (key, node) in map.iter() {
        let place = child(at.place, key);
        let at = At { node, place: &place };
        match key.as_str() {
            "after" => rule.after = after(diagnostics, at),
            "default" => rule.default = duration(diagnostics, at),
            "backoff" => rule.backoff = backoff(diagnostics, at),
            "attempts" => {
                match node.as_i64().and_then(|attempts| u32::try_from(attempts).ok()).filter(|attempts| *attempts > 0) {
                    Some(attempts) => rule.attempts = attempts,
                    None => wrong(diagnostics, &place, node, "the number of tries in all, at least 1"),
                }
            }
            _ => unknown_key(diagnostics, &place, key, &RULE_KEYS),
        }
    }
    Some(Retry::Rule(rule))
}

fn after(diagnostics: &mut Diagnostics, at: At<'_>) -> Vec<After> {
    let Some(list) = at.node.as_list() else {
        wrong(diagnostics, at.place, at.node, "a list of `header`, `body`, `reset`");
        return Vec::new();
    };
    let mut sources = Vec::new();
    for (index, node) in list.iter().enumerate() {
        match node.as_str() {
            Some("header") => sources.push(After::Header),
            Some("body") => sources.push(After::Body),
            Some("reset") => sources.push(After::Reset),
            _ => wrong(diagnostics, &item(at.place, index), node, "`header`, `body` or `reset`"),
        }
    }
    sources
}

fn backoff(diagnostics: &mut Diagnostics, at: At<'_>) -> Option<Backoff> {
    let Some(map) = at.node.as_map() else {
        wrong(diagnostics, at.place, at.node, "a map such as `{initial: 1s, factor: 2, max: 30s}`");
        return None;
    };
    let (mut initial, mut factor, mut max) = (None, 2.0, None);
    for (key, node) in map.iter() {
        let place = child(at.place, key);
        let at = At { node, place: &place };
        match key.as_str() {
            "initial" => initial = duration(diagnostics, at),
            "max" => max = duration(diagnostics, at),
            "factor" => match node.as_f64().filter(|factor| (1.0..=1000.0).contains(factor)) {
                Some(written) => factor = written,
                None => wrong(diagnostics, &place, node, "a number from 1 to 1000"),
            },
            _ => unknown_key(diagnostics, &place, key, &BACKOFF_KEYS),
        }
    }
    if initial.is_none() && map.get("initial").is_none() {
        let found = "this backoff does not say where it begins".to_owned();
        diagnostics
            .push(Diagnostic::error(Rule::InvalidExtension, found).at(at.place.clone()).help("add `initial: 1s`"));
    }
    initial.map(|initial| Backoff { initial, factor, max })
}

fn duration(diagnostics: &mut Diagnostics, at: At<'_>) -> Option<Duration> {
    let duration = at.node.as_str().and_then(parse_duration);
    if duration.is_none() {
        wrong(diagnostics, at.place, at.node, "a duration such as `500ms`, `5s`, `2m` or `1h`");
    }
    duration
}

/// Reads a whole number and its unit: `ms`, `s`, `m`, `h` or `d`.
pub(crate) fn parse_duration(text: &str) -> Option<Duration> {
    let digits = text.find(|it: char| !it.is_ascii_digit())?;
    let (number, unit) = text.split_at(digits);
    let number: u64 = number.parse().ok()?;
    let milliseconds: u64 = match unit.trim_start() {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => return None,
    };
    number.checked_mul(milliseconds).map(Duration::from_millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        assert_eq!(parse_duration("5s"), Some(Duration::from_secs(5)));
        assert_eq!(parse_duration("500ms"), Some(Duration::from_millis(500)));
        assert_eq!(parse_duration("2m"), Some(Duration::from_secs(120)));
        for text in ["", "5", "s", "-1s", "1.5s", "99999999999999999999s", "18446744073709551615d"] {
            assert_eq!(parse_duration(text), None, "{text}");
        }
    }
}
