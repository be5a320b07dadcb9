//! `x-error-codes`, `x-retry` and `x-rate-limit-plans`: what a spec says of its errors in errbook's own words.
//!
//! Everything is checked where it is read; unknown keys are refused with the nearest known one.

use std::time::Duration;

use crate::catalog::{After, Alert, Backoff, Place, Plan, Retry, RetryRule, StatusKey};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::suggest::nearest;
use crate::tree::Node;

/// What `x-error-codes` says of one code; what it does not say is `None`.
#[derive(Debug, Clone)]
pub(crate) struct DeclaredCode {
    /// The wire value as text.
    pub(crate) code: String,
    pub(crate) place: Place,
    pub(crate) status: Said<u16>,
    pub(crate) description: Said<String>,
    pub(crate) cause: Said<String>,
    pub(crate) retry: Said<Retry>,
    pub(crate) alert: Said<Alert>,
    /// The payload's schema as it is written, normalised later.
    pub(crate) payload: Option<(Node, Place)>,
    pub(crate) deprecated: Said<bool>,
}

/// What is said, if anything, and where.
type Said<T> = Option<(T, Place)>;

const CODE_KEYS: [&str; 7] = ["status", "description", "cause", "retry", "alert", "payload", "deprecated"];
const RULE_KEYS: [&str; 4] = ["after", "default", "backoff", "attempts"];
const BACKOFF_KEYS: [&str; 3] = ["initial", "factor", "max"];
/// Tries of a rule that names none: the first and one more.
const USUAL_ATTEMPTS: u32 = 2;

/// A value of the spec and where it stands.
#[derive(Clone, Copy)]
pub(crate) struct At<'n> {
    pub(crate) node: &'n Node,
    pub(crate) place: &'n Place,
}

fn child(place: &Place, key: &str) -> Place {
    Place { file: place.file, pointer: place.pointer.child(key) }
}

fn item(place: &Place, index: usize) -> Place {
    Place { file: place.file, pointer: place.pointer.index(index) }
}

/// Reads `x-error-codes`: a map by code, or the published shape of a list of `{code, status, title, retryable}`.
pub(crate) fn error_codes(diagnostics: &mut Diagnostics, at: At<'_>) -> Vec<DeclaredCode> {
    match at.node {
        Node::Map(map) => map
            .iter()
            .map(|(code, node)| entry(diagnostics, code, At { node, place: &child(at.place, code) }))
            .collect(),
        Node::List(list) if list.iter().all(|node| node.get("code").is_some()) => {
            let listed = list.iter().enumerate();
            listed
                .filter_map(|(index, node)| listed_code(diagnostics, At { node, place: &item(at.place, index) }))
                .collect()
        }
        other => {
            wrong(diagnostics, at.place, other, "a map from each code to what is known of it");
            Vec::new()
        }
    }
}

/// Reads `x-error-codes` on an operation or a response: the codes that it documents.
pub(crate) fn narrowing(diagnostics: &mut Diagnostics, at: At<'_>) -> Option<Vec<(String, Place)>> {
    let Some(list) = at.node.as_list() else {
        wrong(diagnostics, at.place, at.node, "a list of the codes that are documented here");
        return None;
    };
    let mut codes = Vec::new();
    for (index, node) in list.iter().enumerate() {
        let place = item(at.place, index);
        match scalar(node) {
            Some(code) => codes.push((code, place)),
            None => wrong(diagnostics, &place, node, "a code"),
        }
    }
    Some(codes)
}

fn scalar(node: &Node) -> Option<String> {
    node.as_str().map(str::to_owned).or_else(|| node.as_i64().map(|integer| integer.to_string()))
}

fn listed_code(diagnostics: &mut Diagnostics, at: At<'_>) -> Option<DeclaredCode> {
    let code = scalar(at.node.get("code")?)?;
    let mut declared = DeclaredCode::new(code, at.place);
    declared.status =
        at.node.get("status").and_then(|node| status(diagnostics, At { node, place: &child(at.place, "status") }));
    declared.description = ["description", "title"]
        .into_iter()
        .find_map(|key| Some((at.node.get(key)?.as_str()?.to_owned(), child(at.place, key))));
    if at.node.get("retryable").is_some_and(|node| matches!(node, Node::Bool(false))) {
        declared.retry = Some((Retry::Never, child(at.place, "retryable")));
    }
    Some(declared)
}

impl DeclaredCode {
    fn new(code: String, place: &Place) -> Self {
        let place = place.clone();
        Self {
            code,
            place,
            status: None,
            description: None,
            cause: None,
            retry: None,
            alert: None,
            payload: None,
            deprecated: None,
        }
    }
}

fn entry(diagnostics: &mut Diagnostics, code: &str, at: At<'_>) -> DeclaredCode {
    let mut declared = DeclaredCode::new(code.to_owned(), at.place);
    let Some(map) = at.node.as_map() else {
        if !matches!(at.node, Node::Null) {
            wrong(diagnostics, at.place, at.node, "a map such as `{status: 404, description: …}`");
        }
        return declared;
    };
    for (key, node) in map.iter() {
        let place = child(at.place, key);
        let at = At { node, place: &place };
        match key {
            "status" => declared.status = status(diagnostics, at),
            "description" => declared.description = text(diagnostics, at).map(|it| (it, place)),
            "cause" => declared.cause = text(diagnostics, at).map(|it| (it, place)),
            "retry" => declared.retry = retry(diagnostics, at).map(|it| (it, place)),
            "alert" => declared.alert = alert(diagnostics, at).map(|it| (it, place)),
            "payload" => declared.payload = Some((node.clone(), place)),
            "deprecated" => match node {
                Node::Bool(deprecated) => declared.deprecated = Some((*deprecated, place)),
                other => wrong(diagnostics, &place, other, "`true` or `false`"),
            },
            _ if key.starts_with("x-") => {}
            _ => unknown_key(diagnostics, &place, key, &CODE_KEYS),
        }
    }
    declared
}

fn status(diagnostics: &mut Diagnostics, at: At<'_>) -> Option<(u16, Place)> {
    if at.node.as_str() == Some("FILL_IN") {
        let found = "this status is not filled in yet".to_owned();
        diagnostics.push(
            Diagnostic::error(Rule::UnfilledStatus, found)
                .at(at.place.clone())
                .help("write the HTTP status, such as `404`"),
        );
        return None;
    }
    let status =
        at.node.as_i64().and_then(|status| u16::try_from(status).ok()).filter(|status| (400..600).contains(status));
    if status.is_none() {
        wrong(diagnostics, at.place, at.node, "an HTTP error status from 400 to 599");
    }
    status.map(|status| (status, at.place.clone()))
}

fn text(diagnostics: &mut Diagnostics, at: At<'_>) -> Option<String> {
    let text = at.node.as_str().map(str::to_owned);
    if text.is_none() {
        wrong(diagnostics, at.place, at.node, "text");
    }
    text
}

fn alert(diagnostics: &mut Diagnostics, at: At<'_>) -> Option<Alert> {
    match at.node.as_str() {
        Some("none") => Some(Alert::None),
        Some("warn") => Some(Alert::Warn),
        Some("page") => Some(Alert::Page),
        _ => {
            wrong(diagnostics, at.place, at.node, "`none`, `warn` or `page`");
            None
        }
    }
}

/// Reads `x-retry`: rules by status or class.
pub(crate) fn retry_by_status(diagnostics: &mut Diagnostics, at: At<'_>) -> Vec<(StatusKey, Retry, Place)> {
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
        if let Some(rule) = retry(diagnostics, At { node, place: &place }) {
            rules.push((status, rule, place));
        }
    }
    rules
}

/// Reads the key of a response: `404`, `4XX` (in either case) or `default`.
pub(crate) fn status_key(key: &str) -> Option<StatusKey> {
    if key.eq_ignore_ascii_case("default") {
        return Some(StatusKey::Default);
    }
    let bytes = key.as_bytes();
    match bytes {
        [class @ b'1'..=b'9', b'x' | b'X', b'x' | b'X'] => Some(StatusKey::Range(class - b'0')),
        [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9'] => key.parse().ok().map(StatusKey::Exact),
        _ => None,
    }
}

fn retry(diagnostics: &mut Diagnostics, at: At<'_>) -> Option<Retry> {
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
        match key {
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
        match key {
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
fn parse_duration(text: &str) -> Option<Duration> {
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

/// Reads `x-rate-limit-plans`.
pub(crate) fn plans(diagnostics: &mut Diagnostics, at: At<'_>) -> Vec<Plan> {
    let Some(list) = at.node.as_list() else {
        wrong(diagnostics, at.place, at.node, "a list of `{plan: …, per-minute: …, per-day: …}`");
        return Vec::new();
    };
    let mut plans = Vec::new();
    for (index, node) in list.iter().enumerate() {
        let place = item(at.place, index);
        let Some(name) = node.get("plan").and_then(Node::as_str) else {
            wrong(diagnostics, &place, node, "a map with `plan`, the plan's name");
            continue;
        };
        let mut count = |key: &str| match node.get(key) {
            None | Some(Node::Null) => None,
            Some(node) => {
                let count = node.as_i64().and_then(|count| u64::try_from(count).ok());
                if count.is_none() {
                    wrong(diagnostics, &child(&place, key), node, "a number of requests, or `null`");
                }
                count
            }
        };
        plans.push(Plan { name: name.to_owned(), per_minute: count("per-minute"), per_day: count("per-day") });
    }
    plans
}

fn wrong(diagnostics: &mut Diagnostics, place: &Place, found: &Node, wanted: &str) {
    let message = match found {
        Node::List(_) | Node::Map(_) | Node::Null => format!("this is {}", found.type_name()),
        Node::String(text) => format!("`{text}` is not understood here"),
        scalar => format!("`{}` is not understood here", scalar.to_json()),
    };
    let help = format!("write {wanted}");
    diagnostics.push(Diagnostic::error(Rule::InvalidExtension, message).at(place.clone()).help(help));
}

fn unknown_key(diagnostics: &mut Diagnostics, place: &Place, key: &str, known: &[&str]) {
    let help = match nearest(key, known.iter().copied()) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => format!("write one of `{}`", known.join("`, `")),
    };
    diagnostics.push(
        Diagnostic::error(Rule::InvalidExtension, format!("`{key}` is not known here")).at(place.clone()).help(help),
    );
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

    #[test]
    fn response_keys() {
        assert_eq!(status_key("404"), Some(StatusKey::Exact(404)));
        assert_eq!(status_key("4xX"), Some(StatusKey::Range(4)));
        assert_eq!(status_key("Default"), Some(StatusKey::Default));
        for key in ["", "40", "4040", "x-404", "0XX", "４０４"] {
            assert_eq!(status_key(key), None, "{key}");
        }
    }
}
