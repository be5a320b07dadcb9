//! Answers that are not quite what the contract says: what can be understood is, and what cannot is named.

use std::time::Duration;

use errbook_tests::answer::{headers, json_headers, status};
use errbook_tests::{affiliate, refcampaign, trackagoat};
use http::StatusCode;
use serde_json::json;

#[test]
fn an_unknown_code_loses_nothing_else() {
    use trackagoat::ResponseError;
    let body = json!({"data": null, "error": "Brand new", "meta": {"code": "brand_new", "retryAfter": 3}}).to_string();
    let headers = json_headers(&[("x-request-id", "r1")]);
    let error = ResponseError::decode(StatusCode::TOO_MANY_REQUESTS, &headers, body.clone());
    assert_eq!((error.code(), error.code_str(), error.kind()), (None, Some("brand_new"), None));
    assert_eq!((error.status(), error.headers()), (StatusCode::TOO_MANY_REQUESTS, &headers));
    assert_eq!((error.message(), error.body()), ("Brand new", body.as_bytes()));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3)), "a 429 stays retryable whatever its code");
    assert_eq!(error.mismatch().expect("it is new").to_string(), "unknown code brand_new");
    assert_eq!(error.to_string(), "429 brand_new: Brand new");
}

#[test]
fn an_unknown_code_is_of_the_kind_of_its_status() {
    use trackagoat::{ErrorKind, ResponseError};
    let body = json!({"data": null, "error": "Brand new", "meta": {"code": "brand_new"}}).to_string();
    let error = ResponseError::decode(StatusCode::NOT_FOUND, &json_headers(&[]), body);
    assert_eq!((error.code_str(), error.kind()), (Some("brand_new"), Some(&ErrorKind::NotFound)));
}

#[test]
fn a_known_code_on_another_status_is_kept() {
    use trackagoat::{ErrorCode, ErrorKind, LimitReachedMeta, ResponseError};
    let limit = LimitReachedMeta { limit_key: "links".into(), current: 1, max: 1 };
    let meta = json!({"code": "limit_reached", "limitKey": "links", "current": 1, "max": 1});
    let body = json!({"data": null, "error": "Limit reached", "meta": meta}).to_string();
    for (number, expected) in [
        (409, "code limit_reached is not documented with status 409"),
        (418, "status 418 is not documented; code limit_reached is not documented with status 418"),
    ] {
        let error = ResponseError::decode(status(number), &json_headers(&[]), body.clone());
        assert_eq!(error.code(), Some(ErrorCode::LimitReached));
        assert_eq!(error.kind(), Some(&ErrorKind::LimitReached(limit.clone())));
        assert_eq!(error.message(), "Limit reached");
        assert_eq!(error.mismatch().expect("it is elsewhere").to_string(), expected);
    }
}

#[test]
fn a_wrong_payload_leaves_the_code() {
    use trackagoat::{ErrorCode, ResponseError};
    let body = json!({"data": null, "error": "Limit", "meta": {"code": "limit_reached", "limitKey": 7}}).to_string();
    let error = ResponseError::decode(StatusCode::PAYMENT_REQUIRED, &json_headers(&[]), body);
    assert_eq!((error.code(), error.kind()), (Some(ErrorCode::LimitReached), None));
    let mismatch = error.mismatch().expect("the payload is wrong").to_string();
    assert_eq!(mismatch, "payload: meta.limitKey: expected a string, found a number");
}

#[test]
fn a_wrong_item_of_a_payload_is_named() {
    let body = json!({
        "success": false,
        "error": {"code": "VALIDATION_FAILED", "message": "No", "details": [{"path": [], "message": "x"}, {"path": 1}]},
        "meta": {"timestamp": "now"}
    });
    let error = refcampaign::ResponseError::decode(StatusCode::BAD_REQUEST, &json_headers(&[]), body.to_string());
    assert_eq!((error.code(), error.kind()), (Some(refcampaign::ErrorCode::ValidationFailed), None));
    let mismatch = error.mismatch().expect("the payload is wrong").to_string();
    assert_eq!(mismatch, "payload: error.details[1].path: expected a list, found a number");
}

#[test]
fn positions_in_lists_are_dotted() {
    let issue = json!({"path": ["items", 0, "price"], "message": "too small"});
    let body = json!({
        "success": false,
        "error": {"code": "VALIDATION_FAILED", "message": "No", "details": [issue]},
        "meta": {"timestamp": "now"}
    });
    let error = refcampaign::ResponseError::decode(StatusCode::BAD_REQUEST, &json_headers(&[]), body.to_string());
    assert_eq!(error.field_errors(), [errbook::FieldError::new("items.0.price", "too small")]);
}

#[test]
fn a_wrong_media_type_does_not_hide_the_body() {
    let body = json!({"detail": "No", "error_code": "TOKEN_EXPIRED", "status": 401}).to_string();
    let plain_text = headers(&[("content-type", "text/plain")]);
    let error = affiliate::ResponseError::decode(StatusCode::UNAUTHORIZED, &plain_text, body);
    assert_eq!(error.code(), Some(affiliate::ErrorCode::TokenExpired));
    let mismatch = error.mismatch().expect("the media type is wrong").to_string();
    assert_eq!(mismatch, "media type text/plain instead of application/json");
}

#[test]
fn a_status_in_the_body_that_is_another_one() {
    let body = json!({"detail": "No", "error_code": "TOKEN_EXPIRED", "status": 403}).to_string();
    let error = affiliate::ResponseError::decode(StatusCode::UNAUTHORIZED, &json_headers(&[]), body);
    assert_eq!((error.code(), error.status()), (Some(affiliate::ErrorCode::TokenExpired), StatusCode::UNAUTHORIZED));
    assert!(error.mismatch().expect("401 is not 403").to_string().starts_with("status: expected the status"));
}
