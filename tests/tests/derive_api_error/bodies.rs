//! What is sent beside a code and a message: payloads, statuses without a code, open codes, numbers.

use errbook::{ApiError as _, FieldError};
use errbook_tests::trackagoat::{InsufficientScopeMeta, LimitReachedMeta, RateLimitExceededMeta};
use errbook_tests::{integer_codes, plain, trackagoat};
use serde_json::json;
use thiserror::Error;

use crate::error_of;

/// Payloads that stand beside the code, and statuses without one.
#[derive(Debug, Error, errbook::ApiError)]
#[errbook(api = trackagoat, operation = "createCreator", exhaustive)]
enum GoatError {
    #[error("no more")]
    #[errbook(code = limit_reached, payload = meta)]
    Limit { meta: LimitReachedMeta },
    #[error("scope {needs}")]
    #[errbook(code = insufficient_scope, payload = InsufficientScopeMeta { required: needs.clone(), granted: vec![] })]
    Scope { needs: String },
    #[error("slow down")]
    #[errbook(code = rate_limit_exceeded, payload = _0)]
    Slow(RateLimitExceededMeta),
    #[error("taken")]
    #[errbook(status = 409, details = json!({"key": key}))]
    Conflict { key: u8 },
    #[error("banned")]
    #[errbook(status = 403)]
    Banned,
    #[error(transparent)]
    #[errbook(forward)]
    Rest(#[from] GoatRest),
}

#[derive(Debug, Error, errbook::ApiError)]
#[errbook(api = trackagoat)]
enum GoatRest {
    #[error("query")]
    #[errbook(code = invalid_query)]
    Query,
    #[error("body")]
    #[errbook(code = invalid_body)]
    Body,
    #[error("path")]
    #[errbook(code = invalid_params)]
    Path,
    #[error("key")]
    #[errbook(code = invalid_api_key)]
    Key,
    #[error("history")]
    #[errbook(code = retention_exceeded)]
    History,
    #[error("broken")]
    #[errbook(code = internal_error)]
    Broken,
}

#[test]
fn payloads_beside_the_code() {
    let meta = LimitReachedMeta { limit_key: "creators".to_owned(), current: 3, max: 3 };
    let body = error_of(&GoatError::Limit { meta });
    let expected = json!({"code": "limit_reached", "limitKey": "creators", "current": 3, "max": 3});
    assert_eq!(body, json!({"data": null, "error": "no more", "meta": expected}));
    let body = error_of(&GoatError::Scope { needs: "write".to_owned() });
    assert_eq!(body["meta"], json!({"code": "insufficient_scope", "required": "write", "granted": []}));
    let slow = RateLimitExceededMeta { bucket: None, retry_after: Some(7) };
    let sent = trackagoat::ApiError::from(GoatError::Slow(slow));
    assert_eq!(sent.headers()["retry-after"], "7");
}

#[test]
fn statuses_without_a_code() {
    let conflict = GoatError::Conflict { key: 1 };
    assert_eq!((conflict.code_str(), conflict.status().as_u16()), (None, 409));
    assert_eq!(error_of(&conflict), json!({"data": null, "error": "taken", "meta": {"key": 1}}));
    assert_eq!(error_of(&GoatError::Banned), json!({"data": null, "error": "banned"}));
    let sent = trackagoat::ApiError::from(GoatError::Banned);
    assert_eq!(sent.kind(), &trackagoat::ErrorKind::Forbidden);
    for rest in [GoatRest::Query, GoatRest::Body, GoatRest::Path, GoatRest::Key, GoatRest::History, GoatRest::Broken] {
        assert!(GoatError::from(rest).code_str().is_some());
    }
}

#[derive(Debug, Error, errbook::ApiError)]
#[errbook(api = plain)]
enum PlainError {
    #[error("no such shipment")]
    #[errbook(status = 404)]
    Missing,
    #[error("invalid")]
    #[errbook(status = 422, code = "invalid_weight", fields = errors)]
    Invalid { errors: Vec<FieldError> },
}

#[test]
fn open_codes() {
    assert_eq!(PlainError::Missing.code_str(), Some("not_found"));
    assert_eq!(error_of(&PlainError::Missing)["error"]["code"], "not_found");
    let invalid = PlainError::Invalid { errors: vec![FieldError::new("items.0.weight", "too heavy")] };
    assert_eq!(invalid.code_str(), Some("invalid_weight"));
    let body = error_of(&invalid);
    assert_eq!(body["error"]["code"], "invalid_weight");
    assert_eq!(body["error"]["details"], json!([{"field": "items.0.weight", "message": "too heavy"}]));
}

#[derive(Debug, Error, errbook::ApiError)]
#[errbook(api = integer_codes)]
enum NumberError {
    #[error("locked")]
    #[errbook(code = 1001)]
    Locked,
    #[error("closed")]
    #[errbook(code = -1)]
    Closed,
    #[error("odd")]
    #[errbook(code = "1002")]
    Odd,
}

#[test]
fn codes_that_are_numbers() {
    let sent =
        [NumberError::Locked, NumberError::Closed, NumberError::Odd].map(|error| error_of(&error)["code"].clone());
    assert_eq!(sent, [json!(1001), json!(-1), json!(1002)]);
}
