//! What there is to be asked for, told to who asked for something else.

use errbook_spec::{Catalog, Success};
use serde_json::{Value, json};

use super::answer::Answer;
use super::case::{Unknown, Wanted};
use crate::command::list::json::wire;

const NOT_FOUND: u16 = 404;

/// All codes with their statuses, and all statuses.
pub(super) fn all(catalog: &Catalog) -> Answer {
    Answer::json(200, json!({"codes": codes(catalog), "statuses": statuses(catalog)}))
}

/// That there is no such error.
pub(super) fn unknown(catalog: &Catalog, wanted: Wanted<'_>, unknown: &Unknown) -> Answer {
    let (message, nearest) = match (unknown, wanted) {
        (Unknown::StatusOfCode, Wanted::Code(code, Some(status))) => {
            (format!("the spec does not document `{code}` with status {status}"), None)
        }
        (_, Wanted::Code(code, _)) => {
            (format!("the spec has no error code `{code}`"), catalog.nearest_code(code).map(wire))
        }
        (_, Wanted::Status(status)) => (format!("the spec documents no error with status {status}"), None),
    };
    let body = json!({
        "message": message,
        "nearest": nearest,
        "codes": codes(catalog),
        "statuses": statuses(catalog),
    });
    Answer::json(NOT_FOUND, body)
}

/// That the spec has no such path.
pub(super) fn no_path<'s>(operations: impl Iterator<Item = &'s Success>) -> Answer {
    let operations: Vec<String> = operations.map(|it| format!("{} {}", it.method.to_uppercase(), it.path)).collect();
    let message = "the spec has no such path; `/errors` lists its errors, and `/errors/CODE` plays one";
    Answer::json(NOT_FOUND, json!({"message": message, "operations": operations}))
}

fn codes(catalog: &Catalog) -> Vec<Value> {
    catalog.codes.iter().map(|code| json!({"code": wire(&code.wire), "statuses": code.statuses})).collect()
}

fn statuses(catalog: &Catalog) -> Vec<String> {
    catalog.statuses.iter().map(|status| status.key.to_string()).collect()
}
