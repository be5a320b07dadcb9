//! Slots: which member of an error body says the message, the request's id, how long to wait and so on.
//!
//! A slot is told by its name and its type. The object that holds the code is searched first, then the objects
//! around it, then those beside it, so that the nearest member wins.

use crate::catalog::{FieldKeys, Slot, TimeFormat, TimeUnit};
use crate::problem::NO_TYPE;
use crate::schema::{Alternative, Schemas};

/// Names that say a message, the likeliest first. `error` does where it is text.
const MESSAGE: [&str; 10] = [
    "message",
    "error_message",
    "errorMessage",
    "detail",
    "error_description",
    "errorDescription",
    "msg",
    "description",
    "error",
    "reason",
];
const STATUS: [&str; 6] = ["status", "statusCode", "status_code", "httpStatus", "http_status", "httpCode"];
const REQUEST_ID: [&str; 9] = [
    "request_id",
    "requestId",
    "requestID",
    "request-id",
    "trace_id",
    "traceId",
    "correlation_id",
    "correlationId",
    "requestid",
];
const TIMESTAMP: [&str; 5] = ["timestamp", "time", "occurred_at", "occurredAt", "datetime"];
const RETRY_AFTER: [&str; 5] = ["retry_after", "retryAfter", "retry_after_seconds", "retryAfterSeconds", "retry-after"];
const RETRY_AFTER_MS: [&str; 4] =
    ["retry_after_ms", "retryAfterMs", "retry_after_milliseconds", "retryAfterMilliseconds"];
const DETAILS: [&str; 6] = ["details", "detail", "error_details", "errorDetails", "context", "data"];
const FIELDS: [&str; 10] = [
    "fields",
    "details",
    "errors",
    "field_errors",
    "fieldErrors",
    "validation_errors",
    "validationErrors",
    "violations",
    "issues",
    "invalid_params",
];
const FIELD_PATH: [&str; 8] = ["path", "field", "name", "property", "pointer", "param", "loc", "parameter"];
const FIELD_MESSAGE: [&str; 5] = ["message", "msg", "detail", "description", "reason"];
const FIELD_CODE: [&str; 3] = ["code", "type", "error_code"];

/// The slots that are looked for by name, in the order in which they choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    Title,
    Message,
    Status,
    RequestId,
    Timestamp,
    RetryAfter,
    Type,
    Instance,
    Fields,
    Details,
}

impl Wanted {
    /// Every slot but the code, for a body of this media type.
    pub(crate) fn all(problem: bool) -> &'static [Self] {
        const PROBLEM: &[Wanted] = &[
            Wanted::Title,
            Wanted::Message,
            Wanted::Status,
            Wanted::RequestId,
            Wanted::Timestamp,
            Wanted::RetryAfter,
            Wanted::Type,
            Wanted::Instance,
            Wanted::Fields,
            Wanted::Details,
        ];
        const PLAIN: &[Wanted] = &[
            Wanted::Message,
            Wanted::Status,
            Wanted::RequestId,
            Wanted::Timestamp,
            Wanted::RetryAfter,
            Wanted::Fields,
            Wanted::Details,
        ];
        if problem { PROBLEM } else { PLAIN }
    }

    /// The names of members that can be this slot, the likeliest first.
    pub(crate) fn names(self) -> impl Iterator<Item = &'static str> {
        let (names, more): (&[&str], &[&str]) = match self {
            Self::Title => (&["title"], &[]),
            Self::Message => (&MESSAGE, &[]),
            Self::Status => (&STATUS, &[]),
            Self::RequestId => (&REQUEST_ID, &[]),
            Self::Timestamp => (&TIMESTAMP, &[]),
            Self::RetryAfter => (&RETRY_AFTER, &RETRY_AFTER_MS),
            Self::Type => (&["type"], &[]),
            Self::Instance => (&["instance"], &[]),
            Self::Fields => (&FIELDS, &[]),
            Self::Details => (&DETAILS, &[]),
        };
        names.iter().chain(more).copied()
    }

    /// The slot that a member of this name is, if its alternatives have the right type.
    pub(crate) fn slot(self, name: &str, alternatives: &[Alternative<'_>], schemas: &Schemas<'_>) -> Option<Slot> {
        let is = |types: &[&str]| {
            !alternatives.is_empty()
                && alternatives.iter().all(|it| it.type_name().is_some_and(|name| types.contains(&name)))
        };
        match self {
            Self::Title => is(&["string"]).then_some(Slot::Title),
            Self::Message => is(&["string"]).then_some(Slot::Message),
            Self::Status => is(&["integer", "number"]).then_some(Slot::Status),
            Self::RequestId => is(&["string"]).then_some(Slot::RequestId),
            Self::Timestamp => timestamp(name, &is),
            Self::RetryAfter => is(&["integer", "number"]).then(|| {
                Slot::RetryAfter(if RETRY_AFTER_MS.contains(&name) {
                    TimeUnit::Milliseconds
                } else {
                    TimeUnit::Seconds
                })
            }),
            Self::Type => {
                // What is listed is sent as it is listed, of several the first; a problem without a type is none of it.
                let is_listed = match alternatives {
                    [only] => schemas.admitted(only, None).is_some_and(|it| it.iter().all(|it| it.value != NO_TYPE)),
                    _ => false,
                };
                (is(&["string"]) && !is_listed).then_some(Slot::Type)
            }
            Self::Instance => is(&["string"]).then_some(Slot::Instance),
            Self::Fields => {
                let keys = field_keys(alternatives.first()?, schemas)?;
                let all = alternatives.iter().all(|it| field_keys(it, schemas).as_ref() == Some(&keys));
                all.then_some(Slot::Fields(keys))
            }
            Self::Details => {
                let structured = alternatives
                    .iter()
                    .all(|it| !matches!(it.type_name(), Some("string" | "integer" | "number" | "boolean")));
                structured.then(|| Slot::Details(alternatives.iter().find_map(|it| field_keys(it, schemas))))
            }
        }
    }
}

fn timestamp(name: &str, is: &dyn Fn(&[&str]) -> bool) -> Option<Slot> {
    if is(&["string"]) {
        return Some(Slot::Timestamp(TimeFormat::Rfc3339));
    }
    // Seconds are the custom; only the name tells the other.
    let milliseconds = name.ends_with("Ms") || name.ends_with("_ms");
    let format = if milliseconds { TimeFormat::EpochMilliseconds } else { TimeFormat::EpochSeconds };
    is(&["integer"]).then_some(Slot::Timestamp(format))
}

/// The keys of a list of field errors, where a value is one: its items have a path and a message.
pub(crate) fn field_keys(list: &Alternative<'_>, schemas: &Schemas<'_>) -> Option<FieldKeys> {
    let items = list.items()?;
    let alternatives = schemas.expand(&items).ok()?;
    let [item] = alternatives.as_slice() else {
        return None;
    };
    let members = item.members();
    let typed = |names: &[&str], wanted: &[&str]| -> Option<(String, Alternative<'_>)> {
        names.iter().find_map(|name| {
            let member = members.get(*name)?;
            let alternatives = schemas.expand(&member.parts).ok()?;
            let first = alternatives.into_iter().next()?;
            first.type_name().is_some_and(|name| wanted.contains(&name)).then(|| ((*name).to_owned(), first))
        })
    };
    let (path, at) = typed(&FIELD_PATH, &["string", "array"])?;
    let (message, _) = typed(&FIELD_MESSAGE, &["string"])?;
    let code = typed(&FIELD_CODE, &["string"]).map(|(name, _)| name);
    Some(FieldKeys { path_is_list: at.items().is_some(), path, message, code })
}
