//! `#[derive(ApiError)]` with `spec = …`: nothing is generated beside it, and what is sent is what the generated module sends.

use std::fmt;
use std::time::Duration;

use axum::response::IntoResponse;
use errbook::{ApiError, FieldError};
use errbook_tests::answer::json;
use http::StatusCode;
use serde::Serialize;
use serde_json::{Value, json};
use thiserror::Error;

mod renamed {
    pub(super) use errbook as runtime;
}

#[derive(Debug, Error, ApiError)]
#[errbook(spec = "../spec/apis/refcampaign.yaml", at = "error.code")]
#[error("no token was sent")]
#[errbook(code = UNAUTHORIZED)]
struct NoToken;

#[derive(Debug, Error, ApiError)]
#[errbook(spec = "../spec/apis/refcampaign.yaml", operation = "createAffiliate")]
enum CreateError {
    #[error("an affiliate with the email {email} already exists")]
    #[errbook(code = ALREADY_EXISTS)]
    Duplicate { email: String },
    #[error("invalid input")]
    #[errbook(code = "VALIDATION_FAILED", details = issues, timestamp = "2026-01-01T00:00:00Z")]
    Invalid { issues: Vec<Issue> },
    #[error("the database at {0} is away")]
    #[errbook(code = SERVER_ERROR)]
    Database(String),
    #[error(transparent)]
    #[errbook(forward)]
    Auth(#[from] Box<NoToken>),
    #[error("slow down")]
    #[errbook(code = RATE_LIMIT_EXCEEDED, retry_after = *wait)]
    Throttled { wait: Duration },
    #[error("no such campaign")]
    #[errbook(code = NOT_FOUND, undocumented = "the next release of the spec has it")]
    NoCampaign,
}

#[derive(Debug, Serialize)]
struct Issue {
    path: Vec<&'static str>,
    message: &'static str,
    code: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Reached {
    limit_key: &'static str,
    current: u64,
    max: u64,
}

#[derive(Debug, Error, ApiError)]
#[errbook(spec = "../spec/apis/trackagoat.yaml", crate = renamed::runtime, skip(axum))]
enum GoatError {
    #[error("{} of {} {}", limit.current, limit.max, limit.limit_key)]
    #[errbook(code = limit_reached, payload = limit)]
    Limit { limit: Reached },
    #[error("there is no such creator")]
    #[errbook(status = 404)]
    Missing,
}

#[derive(Debug, Error, ApiError)]
#[errbook(spec = "../spec/apis/plain.yaml", crate = self::renamed::runtime)]
#[errbook(status = 422, code = "invalid_email", fields = [field(_0, "is no address")])]
#[error("invalid {0}")]
struct PlainError(String);

#[derive(Debug, Error, ApiError)]
#[errbook(spec = "../spec/apis/affiliate.yaml")]
enum Wrapped<E: fmt::Debug + fmt::Display> {
    #[error("{0}")]
    #[errbook(code = VALIDATION_ERROR, fields = [field("email", "is empty")])]
    Invalid(E),
}

#[derive(Debug, Error, ApiError)]
#[errbook(spec = "specs/integer-codes.yaml", operation = "changeOrder", exhaustive)]
enum NumberError {
    #[error("locked")]
    #[errbook(code = 1001)]
    Locked,
    #[error("unknown")]
    #[errbook(code = 1002)]
    Unknown,
    #[error("closed")]
    #[errbook(code = -1)]
    Closed,
}

#[derive(Debug, Error, ApiError)]
#[errbook(spec = "tests/two-bodies.yaml", operation = "getOrder")]
enum GetError {
    #[error("no order")]
    #[errbook(status = 404)]
    Missing,
    #[error("locked")]
    #[errbook(code = LOCKED)]
    Locked,
}

#[derive(Debug, Error, ApiError)]
#[errbook(spec = "tests/two-bodies.yaml", operation = "changeOrder")]
enum ChangeError {
    #[error("busy")]
    #[errbook(code = BUSY)]
    Busy,
    #[error(transparent)]
    #[errbook(forward)]
    Get(#[from] GetError),
}

#[derive(Debug, Error, ApiError)]
#[errbook(spec = "tests/two-bodies.yaml", overlay = "tests/gone.overlay.yaml", operation = "getOrder")]
#[errbook(status = 410)]
#[error("removed in {0}")]
struct Removed(u32);

fn field(path: &str, message: &str) -> FieldError {
    FieldError { path: path.to_owned(), message: message.to_owned(), code: None }
}

fn sent(error: &impl ApiError) -> (Option<String>, u16, Value) {
    (error.code_str().map(str::to_owned), error.status().as_u16(), json(&error.to_json()))
}

#[test]
fn code_status_and_message() {
    let (code, status, body) = sent(&CreateError::Duplicate { email: "a@b.de".to_owned() });
    assert_eq!((code.as_deref(), status), (Some("ALREADY_EXISTS"), 409));
    assert_eq!(body["success"], false);
    assert_eq!(body["error"]["code"], "ALREADY_EXISTS");
    assert_eq!(body["error"]["message"], "an affiliate with the email a@b.de already exists");
    assert!(body["meta"]["timestamp"].is_string(), "what is required and was not said is filled: {body}");
}

#[test]
fn details_are_whatever_serializes() {
    let issues = vec![Issue { path: vec!["email"], message: "Invalid email", code: "invalid_string" }];
    let (_, status, body) = sent(&CreateError::Invalid { issues });
    assert_eq!(status, 400);
    let expected = json!({
        "success": false,
        "error": {
            "code": "VALIDATION_FAILED",
            "message": "invalid input",
            "details": [{"path": ["email"], "message": "Invalid email", "code": "invalid_string"}],
        },
        "meta": {"timestamp": "2026-01-01T00:00:00Z"},
    });
    assert_eq!(body, expected);
}

#[test]
fn a_payload_stands_beside_its_code() {
    let (code, status, body) = sent(&GoatError::Limit { limit: Reached { limit_key: "creators", current: 5, max: 5 } });
    assert_eq!((code.as_deref(), status), (Some("limit_reached"), 402));
    let expected = json!({
        "data": null,
        "error": "5 of 5 creators",
        "meta": {"code": "limit_reached", "limitKey": "creators", "current": 5, "max": 5},
    });
    assert_eq!(body, expected);
    let (code, status, body) = sent(&GoatError::Missing);
    assert_eq!((code, status), (None, 404));
    assert_eq!(body["error"], "there is no such creator");
}

#[test]
fn types_of_the_same_spec_forward_to_each_other() {
    let (code, status, body) = sent(&CreateError::from(Box::new(NoToken)));
    assert_eq!((code.as_deref(), status), (Some("UNAUTHORIZED"), 401));
    assert_eq!(body["error"]["message"], "no token was sent");
}

#[test]
fn what_is_forwarded_is_sent_as_the_other_operation_documents_it() {
    let own = [GetError::Missing, GetError::Locked].map(|error| sent(&error));
    assert_eq!(own[0], (None, 404, json!({"message": "no order"})));
    let body = json!({"error": {"code": "LOCKED", "message": "locked"}});
    assert_eq!(own[1], (Some("LOCKED".to_owned()), 409, body));
    let forwarded = [GetError::Missing, GetError::Locked].map(|error| sent(&ChangeError::from(error)));
    assert_eq!(forwarded[0], (None, 404, json!({"detail": "no order"})));
    let body = json!({"success": false, "error": {"code": "LOCKED", "message": "locked"}});
    assert_eq!(forwarded[1], (Some("LOCKED".to_owned()), 423, body));
    let body = json!({"success": false, "error": {"code": "BUSY", "message": "busy"}});
    assert_eq!(sent(&ChangeError::Busy), (Some("BUSY".to_owned()), 423, body));
}

#[test]
fn an_overlay_says_what_the_spec_does_not() {
    assert_eq!(sent(&Removed(1999)), (None, 410, json!({"message": "removed in 1999"})));
}

#[test]
fn a_5xx_sends_what_is_published() {
    let error = CreateError::Database("postgres://admin:hunter2@db".to_owned());
    let (code, status, body) = sent(&error);
    assert_eq!((code.as_deref(), status), (Some("SERVER_ERROR"), 500));
    assert!(!body.to_string().contains("hunter2"), "{body}");
    assert_eq!(body["error"]["message"], errbook_tests::refcampaign::ErrorCode::ServerError.description());
    let response = error.into_response();
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!format!("{:?}", response.headers()).contains("hunter2"));
}

#[test]
fn axum_answers_with_status_headers_and_body() {
    let response = CreateError::Throttled { wait: Duration::from_millis(1500) }.into_response();
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(response.headers()["content-type"], "application/json");
    assert_eq!(response.headers()["retry-after"], "2");
}

#[test]
fn codes_that_are_open_slots_numbers_and_parameters() {
    let (code, status, body) = sent(&PlainError("email".to_owned()));
    assert_eq!((code.as_deref(), status), (Some("invalid_email"), 422));
    assert_eq!(body["error"]["details"][0]["field"], "email");
    let (code, status, body) = sent(&Wrapped::Invalid("no email"));
    assert_eq!((code.as_deref(), status), (Some("VALIDATION_ERROR"), 422));
    assert_eq!(body["fields"][0]["message"], "is empty");
    let errors = [NumberError::Locked, NumberError::Unknown, NumberError::Closed];
    assert_eq!(errors.map(|error| sent(&error).2["code"].clone()), [json!(1001), json!(1002), json!(-1)]);
}

#[test]
fn what_is_let_out_is_sent_as_the_api_documents_it() {
    let (code, status, _) = sent(&CreateError::NoCampaign);
    assert_eq!((code.as_deref(), status), (Some("NOT_FOUND"), 404));
}
