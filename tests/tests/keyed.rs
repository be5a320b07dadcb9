//! What an answer is depends on its status, its media type and its code, in this order; none of them is taken for another.

use errbook_tests::answer::{headers, json_headers, status};
use errbook_tests::several_bodies::{ErrorCode, ErrorKind, ResponseError};
use errbook_tests::{publishing, refcampaign};
use http::StatusCode;
use serde_json::json;

const SECOND: (&str, &str) = ("content-type", "application/vnd.shop.v2+json");

fn decode(number: u16, body: &serde_json::Value) -> ResponseError {
    ResponseError::decode(status(number), &json_headers(&[]), body.to_string())
}

#[test]
fn one_body_is_read_by_its_media_type() {
    let body = json!({"code": "INVALID", "message": "first", "detail": "second"});
    let first = decode(400, &body);
    let second = ResponseError::decode(StatusCode::BAD_REQUEST, &headers(&[SECOND]), body.to_string());
    assert_eq!((first.message(), first.mismatch()), ("first", None));
    assert_eq!((second.message(), second.mismatch()), ("second", None));
    assert_eq!((first.kind(), second.kind()), (Some(&ErrorKind::Invalid), Some(&ErrorKind::Invalid)));
}

#[test]
fn a_body_of_the_other_media_type_is_read_and_noted() {
    let second = decode(400, &json!({"code": "TOO_OLD", "detail": "second"}));
    assert_eq!((second.code(), second.message()), (Some(ErrorCode::TooOld), "second"));
    assert!(second.mismatch().expect("it has no message").to_string().contains("message: expected a string"));
}

#[test]
fn bodies_of_one_media_type_are_told_apart_by_what_they_have() {
    let fields = json!({"message": "No", "errors": [{"field": "items.0", "message": "too many"}]});
    let error = decode(400, &fields);
    assert_eq!((error.kind(), error.mismatch()), (Some(&ErrorKind::BadRequest), None));
    assert_eq!(error.field_errors(), [errbook::FieldError::new("items.0", "too many")]);
    let coded = decode(400, &json!({"code": "TOO_LARGE", "message": "No"}));
    assert_eq!((coded.kind(), coded.mismatch()), (Some(&ErrorKind::TooLarge), None));
    assert!(coded.field_errors().is_empty());
}

#[test]
fn an_exact_status_goes_before_its_class_and_that_before_the_default() {
    let by_class = json!({"message": "No", "request_id": "r1"});
    let by_default = json!({"detail": "No"});
    for (number, body, kind) in [
        (409, json!({"code": "LOCKED", "message": "No"}), ErrorKind::Locked),
        (410, by_class.clone(), ErrorKind::ClientError(StatusCode::GONE)),
        (500, by_default.clone(), ErrorKind::Other(StatusCode::INTERNAL_SERVER_ERROR)),
    ] {
        let error = decode(number, &body);
        assert_eq!((error.kind(), error.message(), error.mismatch()), (Some(&kind), "No", None), "{number}");
    }
    assert_eq!(decode(410, &by_class).request_id(), Some("r1"));
    // What the exact status documents always has a code, yet nothing of an answer without one is lost.
    let uncoded = decode(409, &by_class);
    assert_eq!((uncoded.code(), uncoded.message(), uncoded.request_id()), (None, "No", Some("r1")));
    assert_eq!(decode(500, &by_class).message(), "No", "a body of a class is read outside of it");
    assert!(decode(500, &by_class).mismatch().is_some(), "and noted");
}

#[test]
fn a_known_code_on_an_unexpected_status_is_noted_and_kept() {
    let error = decode(400, &json!({"code": "LOCKED", "message": "No"}));
    assert_eq!((error.code(), error.kind()), (Some(ErrorCode::Locked), Some(&ErrorKind::Locked)));
    let mismatch = error.mismatch().expect("it is elsewhere").to_string();
    assert_eq!(mismatch, "code LOCKED is not documented with status 400");
}

#[test]
fn a_success_that_carries_an_error_can_be_asked_for_it() {
    use refcampaign::ErrorKind;
    let error = json!({"code": "LIMIT_EXCEEDED", "message": "Too many conversions"});
    let body = json!({"success": false, "error": error, "meta": {"timestamp": "2026-01-01T00:00:00Z"}}).to_string();
    let response = http::Response::builder().header("content-type", "application/json").body(body);
    let error = refcampaign::ResponseError::from_response(response.expect("it is a response"));
    assert_eq!((error.status(), error.kind()), (StatusCode::OK, Some(&ErrorKind::LimitExceeded)));
    assert_eq!(error.to_string(), "200 LIMIT_EXCEEDED: Too many conversions");
    let mismatch = error.mismatch().expect("200 is no error").to_string();
    assert!(mismatch.contains("status 200 is not documented"), "{mismatch}");
}

/// Control characters, and those that reorder text on a screen.
const CONTROLS: &str = "\u{0}\u{7}\t\r\n\u{1b}\u{7f}\u{85}\u{61c}\u{200e}\u{200f}\u{2028}\u{2029}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}";

#[test]
fn one_line_for_a_log_says_what_matters_and_nothing_else() {
    for text in [CONTROLS.to_owned(), "é".repeat(10_000), format!("{CONTROLS}x").repeat(1_000)] {
        let meta = json!({"request_id": format!("req_1{text}"), "timestamp": "", "note": "hunter2"});
        let body =
            json!({"success": false, "error": {"code": format!("NEW_CODE{text}"), "message": text}, "meta": meta});
        let headers = json_headers(&[("set-cookie", "session=hunter2")]);
        let error = publishing::ResponseError::decode(StatusCode::CONFLICT, &headers, body.to_string());
        let (line, debug) = (error.to_string(), format!("{error:?}"));
        for said in [&line, &debug] {
            assert!(!said.contains(|it: char| CONTROLS.contains(it)), "{said}");
            assert!(said.contains("409") && said.contains("NEW_CODE") && said.contains("req_1"), "{said}");
            assert!(!said.contains("hunter2"), "{said}");
        }
        assert!(line.chars().count() <= 500 && debug.len() < 4_000, "{line}");
    }
}
