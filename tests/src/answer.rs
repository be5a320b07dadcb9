//! Answers as tests write them down: headers, and bodies as JSON.

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::Value;

/// A status by its number.
///
/// # Panics
///
/// If it is none.
#[must_use]
pub fn status(number: u16) -> StatusCode {
    StatusCode::from_u16(number).expect("tests write statuses")
}

/// These headers.
///
/// # Panics
///
/// If one of them has no valid name or value.
#[must_use]
pub fn headers(all: &[(&'static str, &'static str)]) -> HeaderMap {
    let entry =
        |(name, value): &(&'static str, &'static str)| (HeaderName::from_static(name), HeaderValue::from_static(value));
    all.iter().map(entry).collect()
}

/// The headers of a JSON body, and these.
///
/// # Panics
///
/// If one of them has no valid name or value.
#[must_use]
pub fn json_headers(further: &[(&'static str, &'static str)]) -> HeaderMap {
    let all = [("content-type", "application/json; charset=utf-8")];
    headers(&[&all, further].concat())
}

/// A body that a service wrote.
///
/// # Panics
///
/// If it is no JSON.
#[must_use]
pub fn json(body: &[u8]) -> Value {
    serde_json::from_slice(body).expect("what a service writes is JSON")
}
