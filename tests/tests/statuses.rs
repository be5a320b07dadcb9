//! Statuses without a code: told apart though they share an envelope, documented by class, as the default, or without a
//! body, and not known at all.

use errbook_tests::answer::{headers, json, json_headers, status};
use errbook_tests::{client_only, plain, problem, ranges_and_default, refcampaign};
use http::{HeaderMap, StatusCode};
use serde_json::json;

#[test]
fn one_envelope_is_not_one_kind() {
    use plain::{ErrorKind, ResponseError};
    let body = json!({"error": {"code": "some_code", "message": "No"}}).to_string();
    let kinds = [404, 429].map(|number| {
        let error = ResponseError::decode(status(number), &json_headers(&[]), body.clone());
        assert_eq!(error.mismatch(), None);
        assert_eq!(error.to_string(), format!("{number} some_code: No"));
        error.kind().cloned()
    });
    assert_eq!(kinds, [Some(ErrorKind::NotFound), Some(ErrorKind::TooManyRequests)]);
}

#[test]
fn one_envelope_with_codes_is_not_one_kind() {
    use refcampaign::{ErrorKind, ResponseError};
    let kinds = [(404, "NOT_FOUND"), (429, "RATE_LIMIT_EXCEEDED")].map(|(number, code)| {
        let body = json!({"success": false, "error": {"code": code, "message": "No"}, "meta": {"timestamp": "t"}});
        let error = ResponseError::decode(status(number), &json_headers(&[]), body.to_string());
        assert_eq!(error.mismatch(), None);
        error.kind().cloned()
    });
    assert_eq!(kinds, [Some(ErrorKind::NotFound), Some(ErrorKind::RateLimitExceeded)]);
}

#[test]
fn classes_and_the_default() {
    use ranges_and_default::{ErrorKind, ResponseError};
    let body = json!({"message": "Sold out"}).to_string();
    for (number, kind) in [
        (410, ErrorKind::ClientError(StatusCode::GONE)),
        (502, ErrorKind::ServerError(StatusCode::BAD_GATEWAY)),
        (302, ErrorKind::Other(StatusCode::FOUND)),
        (404, ErrorKind::NotFound),
    ] {
        let error = ResponseError::decode(status(number), &json_headers(&[]), body.clone());
        assert_eq!((error.kind(), error.message(), error.mismatch()), (Some(&kind), "Sold out", None));
        assert_eq!(kind.status().as_u16(), number);
    }
}

#[test]
fn a_status_that_nobody_named_has_a_message() {
    let error = ranges_and_default::ResponseError::decode(status(599), &json_headers(&[]), r#"{"message":""}"#);
    assert_eq!(error.message(), "HTTP status 599");
    assert_eq!(error.to_string(), "599: HTTP status 599");
}

#[test]
fn a_status_without_a_body() {
    use ranges_and_default::{ApiError, ErrorKind, ResponseError};
    let error = ResponseError::decode(StatusCode::NOT_FOUND, &HeaderMap::new(), "");
    assert_eq!((error.kind(), error.mismatch()), (Some(&ErrorKind::NotFound), None));
    let sent = ApiError::not_found("nobody reads this");
    assert_eq!((sent.to_json(), sent.content_type()), (Vec::new(), ""));
    assert!(sent.headers().is_empty());
}

#[test]
fn a_class_sends_no_status_of_another() {
    use ranges_and_default::ApiError;
    let error = ApiError::client_error(StatusCode::GONE, "Sold out");
    assert_eq!((error.status(), error.code()), (StatusCode::GONE, None));
    assert_eq!(json(&error.to_json()), json!({"message": "Sold out"}));
    assert_eq!(ApiError::client_error(StatusCode::BAD_GATEWAY, "").status(), StatusCode::BAD_REQUEST);
    assert_eq!(ApiError::server_error(StatusCode::OK, "").status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(ApiError::other(StatusCode::FOUND, "").status(), StatusCode::FOUND);
}

#[test]
fn problems() {
    use problem::{ApiError, ErrorKind, ResponseError};
    let body =
        json!({"type": "about:blank", "title": "Gone", "status": 410, "detail": "Sold out", "instance": "/orders/1"});
    let sent = ApiError::gone("Sold out").with_instance("/orders/1");
    assert_eq!((sent.content_type(), json(&sent.to_json())), ("application/problem+json", body.clone()));
    let headers = headers(&[("content-type", "application/problem+json")]);
    let error = ResponseError::decode(StatusCode::GONE, &headers, body.to_string());
    assert_eq!((error.kind(), error.message(), error.mismatch()), (Some(&ErrorKind::Gone), "Sold out", None));
    let named = ApiError::gone("").with_title("The order is gone");
    assert_eq!(json(&named.to_json())["title"], "The order is gone");
}

#[test]
fn a_code_whose_status_nobody_knows() {
    use client_only::{ErrorCode, ErrorKind, ResponseError};
    let error = ResponseError::decode(StatusCode::CONFLICT, &json_headers(&[]), r#"{"code":"quota"}"#);
    assert_eq!((error.code(), error.mismatch()), (Some(ErrorCode::Quota), None));
    assert_eq!(error.kind().and_then(ErrorKind::status), None);
    assert_eq!(errbook::ErrorCode::primary_status(ErrorCode::Quota), None);
    let error = ResponseError::decode(StatusCode::NOT_FOUND, &json_headers(&[]), r#"{"code":"missing"}"#);
    assert_eq!(error.kind().and_then(ErrorKind::status), Some(StatusCode::NOT_FOUND));
}

#[test]
fn a_body_that_the_status_does_not_have_is_read_all_the_same() {
    use client_only::{ErrorKind, ResponseError};
    let error = ResponseError::decode(StatusCode::BAD_GATEWAY, &HeaderMap::new(), "");
    assert_eq!((error.kind(), error.mismatch()), (Some(&ErrorKind::ServerError(StatusCode::BAD_GATEWAY)), None));
    let error = ResponseError::decode(StatusCode::BAD_GATEWAY, &json_headers(&[]), r#"{"message":"down"}"#);
    assert_eq!(error.message(), "down", "it is read by an envelope of another status");
    let mismatch = error.mismatch().expect("no body is documented").to_string();
    assert_eq!(mismatch, "the body: expected no body, found an object; code: expected a code, found nothing");
}
