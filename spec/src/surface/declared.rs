//! `x-error-codes`, `x-retry` and `x-rate-limit-plans`: what a spec says of its errors in errbook's own words.
//!
//! Everything is checked where it is read; unknown keys are refused with the nearest known one.

use super::retry;
use crate::catalog::{Alert, Place, Plan, Retry, StatusKey};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
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

/// A value of the spec and where it stands.
#[derive(Clone, Copy)]
pub(crate) struct At<'n> {
    pub(crate) node: &'n Node,
    pub(crate) place: &'n Place,
}

pub(super) fn child(place: &Place, key: &str) -> Place {
    Place { file: place.file, pointer: place.pointer.child(key) }
}

pub(super) fn item(place: &Place, index: usize) -> Place {
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
        match key.as_str() {
            "status" => declared.status = status(diagnostics, at),
            "description" => declared.description = text(diagnostics, at).map(|it| (it, place)),
            "cause" => declared.cause = text(diagnostics, at).map(|it| (it, place)),
            "retry" => declared.retry = retry::rule(diagnostics, at).map(|it| (it, place)),
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
    let is_quoted = || at.node.as_str().is_some_and(|text| text.trim().parse::<u16>().is_ok());
    if status.is_none() {
        let quotes = if is_quoted() { ", without quotes" } else { "" };
        wrong(diagnostics, at.place, at.node, &format!("an HTTP error status from 400 to 599{quotes}"));
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

pub(super) fn wrong(diagnostics: &mut Diagnostics, place: &Place, found: &Node, wanted: &str) {
    let message = match found {
        Node::List(_) | Node::Map(_) | Node::Null => format!("this is {}", found.type_name()),
        Node::String(text) => format!("`{text}` is not understood here"),
        scalar => format!("`{}` is not understood here", scalar.to_json()),
    };
    let help = format!("write {wanted}");
    diagnostics.push(Diagnostic::error(Rule::InvalidExtension, message).at(place.clone()).help(help));
}

pub(super) fn unknown_key(diagnostics: &mut Diagnostics, place: &Place, key: &str, known: &[&str]) {
    diagnostics.push(Diagnostic::unknown_key(Rule::InvalidExtension, place.clone(), key, known));
}

#[cfg(test)]
mod tests {
    use super::*;

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
