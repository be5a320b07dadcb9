//! Reading errors that carry a payload, beside structs with serde's derives that hold the same: one that stands beside the
//! code, and one that stands in the details.

use std::hint::black_box;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::bodies::{print, refcampaign};
use crate::paired::nanoseconds;

mod trackagoat {
    errbook::include_errors!("trackagoat");
}

const BESIDE: &str = r#"{"data":null,"error":"Limit reached: max_creators_per_org","meta":{"code":"limit_reached","limitKey":"max_creators_per_org","current":5,"max":5}}"#;
const DETAILS: &str = r#"{"success":false,"error":{"code":"VALIDATION_FAILED","message":"Two fields are invalid","details":[{"code":"too_small","message":"Too short","path":["codes",0]},{"code":"invalid_email","message":"Invalid email address","path":["email"]}]},"meta":{"timestamp":"2026-11-21T12:00:00.000Z"}}"#;

#[derive(Deserialize)]
#[expect(dead_code, reason = "they are there to be read into")]
struct Trackagoat {
    data: Option<()>,
    error: String,
    meta: Limit,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "they are there to be read into")]
struct Limit {
    code: String,
    #[serde(rename = "limitKey")]
    key: String,
    current: i64,
    max: i64,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "they are there to be read into")]
struct Refcampaign {
    success: bool,
    error: Invalid,
    meta: Meta,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "they are there to be read into")]
struct Invalid {
    code: String,
    message: String,
    details: Vec<Issue>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "they are there to be read into")]
struct Issue {
    path: Vec<Segment>,
    code: Option<String>,
    message: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
#[expect(dead_code, reason = "they are there to be read into")]
enum Segment {
    Text(String),
    Integer(i64),
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "they are there to be read into")]
struct Meta {
    timestamp: String,
}

/// Measures and prints.
pub(super) fn payloads() {
    let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))]);
    let decode = |body: &Bytes| trackagoat::ResponseError::decode(StatusCode::PAYMENT_REQUIRED, &headers, body.clone());
    compare::<Trackagoat, _>(
        "beside its code",
        BESIDE,
        decode,
        |error| matches!(error.kind(), Some(trackagoat::ErrorKind::LimitReached(limit)) if limit.max == 5),
    );
    let decode = |body: &Bytes| refcampaign::ResponseError::decode(StatusCode::BAD_REQUEST, &headers, body.clone());
    compare::<Refcampaign, _>(
        "in its details",
        DETAILS,
        decode,
        |error| matches!(error.kind(), Some(refcampaign::ErrorKind::ValidationFailed(list)) if list.len() == 2),
    );
}

/// The payload is made once somebody asks for the kind: so both are measured, without asking and with it.
fn compare<T: DeserializeOwned, E>(
    name: &str,
    body: &'static str,
    decode: impl Fn(&Bytes) -> E,
    is_typed: impl Fn(&E) -> bool,
) {
    let body = Bytes::from_static(body.as_bytes());
    assert!(is_typed(&decode(&body)), "the payload is known {name}");
    assert!(serde_json::from_slice::<T>(&body).is_ok(), "the structs hold it");
    let [alone, with_kind, theirs] = nanoseconds([
        &mut || drop(black_box(decode(black_box(&body)))),
        &mut || {
            let error = decode(black_box(&body));
            black_box(is_typed(&error));
        },
        &mut || drop(black_box(serde_json::from_slice::<T>(black_box(&body)))),
    ]);
    println!("reading an error with a payload {name}, beside owned structs");
    print(alone, theirs);
    println!("the same, and asking for the payload");
    print(with_kind, theirs);
}
