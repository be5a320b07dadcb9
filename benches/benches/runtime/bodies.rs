//! Writing and reading error bodies, beside structs with serde's derives.

use std::hint::black_box;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::{Deserialize, Serialize};

use crate::paired::nanoseconds;

pub(crate) mod refcampaign {
    errbook::include_errors!("refcampaign");
}

use refcampaign::{ApiError, ResponseError};

pub(crate) const MESSAGE: &str = "An affiliate with this email already exists";
const TIMESTAMP: &str = "2026-11-21T12:00:00.000Z";
const LATER: &str = r#"{"meta":{"timestamp":"2026-11-21T12:00:00.000Z"},"error":{"message":"An affiliate with this email already exists","code":"ALREADY_EXISTS"},"success":false}"#;

/// The body as people declare it for serde.
#[derive(Debug, Serialize, Deserialize)]
struct Body<S> {
    success: bool,
    error: Inner<S>,
    meta: Meta<S>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Inner<S> {
    code: S,
    message: S,
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<Vec<Issue<S>>>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Issue<S> {
    path: Vec<S>,
    message: S,
    code: S,
}

#[derive(Debug, Serialize, Deserialize)]
struct Meta<S> {
    timestamp: S,
}

fn theirs() -> Body<String> {
    Body {
        success: false,
        error: Inner { code: "ALREADY_EXISTS".into(), message: MESSAGE.into(), details: None },
        meta: Meta { timestamp: TIMESTAMP.into() },
    }
}

/// Measures and prints.
pub(super) fn encoding() {
    let ours = ApiError::already_exists(MESSAGE).with_timestamp(TIMESTAMP);
    let theirs = theirs();
    let expected = serde_json::to_vec(&theirs).unwrap_or_default();
    assert_eq!(String::from_utf8_lossy(&ours.to_json()), String::from_utf8_lossy(&expected), "the bytes are the same");
    let [our_new, their_new] = nanoseconds([&mut || drop(black_box(black_box(&ours).to_json())), &mut || {
        drop(black_box(serde_json::to_vec(black_box(&theirs)).unwrap_or_default()));
    }]);
    println!("writing a body of {} bytes into a new Vec", expected.len());
    print(our_new, their_new);
    let (mut our_buffer, mut their_buffer) = (Vec::new(), Vec::new());
    let [our_reused, their_reused, their_new] = nanoseconds([
        &mut || {
            our_buffer.clear();
            black_box(&ours).write_json(&mut our_buffer);
            black_box(&our_buffer);
        },
        &mut || {
            their_buffer.clear();
            let _ = black_box(serde_json::to_writer(&mut their_buffer, black_box(&theirs)));
        },
        &mut || drop(black_box(serde_json::to_vec(black_box(&theirs)).unwrap_or_default())),
    ]);
    println!("the same into a buffer that is used again, beside `to_vec`");
    print(our_reused, their_new);
    println!("the same, beside `to_writer` into such a buffer");
    print(our_reused, their_reused);
}

/// Measures and prints.
pub(super) fn decoding() {
    let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))]);
    let laid_out = serde_json::to_vec(&theirs()).unwrap_or_default();
    for (name, body) in [("as the server writes it", laid_out), ("of another layout", LATER.as_bytes().to_vec())] {
        let body = Bytes::from(body);
        let error = ResponseError::decode(StatusCode::CONFLICT, &headers, body.clone());
        assert_eq!((error.code_str(), error.message(), error.mismatch()), (Some("ALREADY_EXISTS"), MESSAGE, None));
        let [ours, owned, borrowed] = nanoseconds([
            &mut || drop(black_box(ResponseError::decode(StatusCode::CONFLICT, black_box(&headers), body.clone()))),
            &mut || drop(black_box(serde_json::from_slice::<Body<String>>(black_box(&body)))),
            &mut || drop(black_box(serde_json::from_slice::<Body<&str>>(black_box(&body)))),
        ]);
        println!("reading a body {name}, beside owned structs");
        print(ours, owned);
        println!("reading a body {name}, beside borrowed structs");
        print(ours, borrowed);
    }
}

pub(crate) fn print(ours: f64, peer: f64) {
    println!("  errbook {ours:>8.1} ns   serde {peer:>8.1} ns   {:.2} times as fast", peer / ours);
}
