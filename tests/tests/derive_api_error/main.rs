//! `#[derive(ApiError)]`: what a service's own errors are sent as, and what stays behind them.

mod bodies;
mod shapes;

use std::error::Error as _;
use std::time::Duration;

use axum::response::IntoResponse;
use errbook::ApiError as _;
use errbook_tests::answer::{json, json_headers};
use errbook_tests::{refcampaign, several_statuses};
use refcampaign::ZodIssue;
use serde_json::{Value, json};
use thiserror::Error;

const SECRET: &str = "postgres://admin:hunter2@db";

#[derive(Debug, Error, errbook::ApiError)]
#[errbook(api = errbook_tests::refcampaign)]
enum AuthError {
    #[error("no token was sent")]
    #[errbook(code = UNAUTHORIZED)]
    NoToken,
    #[error("{0} may not do this")]
    #[errbook(code = "PERMISSION_DENIED", details = json!({"role": _0}))]
    Role(String),
}

#[derive(Debug, Error, errbook::ApiError)]
#[errbook(api = refcampaign, operation = "createAffiliate")]
enum CreateError {
    #[error("an affiliate with the email {email} already exists")]
    #[errbook(code = ALREADY_EXISTS)]
    Duplicate { email: String },
    #[error("invalid input")]
    #[errbook(code = VALIDATION_FAILED, details = issues, timestamp = at)]
    Invalid { issues: Vec<ZodIssue>, at: Option<&'static str> },
    #[error("the body is no JSON")]
    #[errbook(code = INVALID_REQUEST, message = format!("line {line} is no JSON"))]
    NoJson {
        line: usize,
        #[source]
        cause: serde_json::Error,
    },
    #[error("database {SECRET}")]
    #[errbook(code = SERVER_ERROR)]
    Database(#[from] std::io::Error),
    #[error("try again at noon")]
    #[errbook(code = SERVICE_UNAVAILABLE, expose, retry_after = *wait)]
    Maintenance { wait: Duration },
    #[error(transparent)]
    #[errbook(code = SERVER_ERROR)]
    Other(#[from] anyhow::Error),
    #[error(transparent)]
    #[errbook(forward)]
    Auth(#[from] Box<AuthError>),
    #[error("no such campaign")]
    #[errbook(code = NOT_FOUND, undocumented = "the next release of the spec has it")]
    NoCampaign,
}

fn issue() -> ZodIssue {
    let issue = json!([{"path": ["email"], "message": "Invalid email", "code": "invalid_string"}]);
    let body = json!({"success": false, "error": {"code": "VALIDATION_FAILED", "message": "", "details": issue}, "meta": {"timestamp": ""}});
    let error = refcampaign::ResponseError::decode(
        http::StatusCode::BAD_REQUEST,
        &json_headers(&[]),
        body.to_string().into_bytes(),
    );
    match error.kind() {
        Some(refcampaign::ErrorKind::ValidationFailed(issues)) => issues.first().cloned().expect("there is one"),
        other => unreachable!("{other:?}: {:?}", error.mismatch()),
    }
}

fn error_of(error: &impl errbook::ApiError) -> Value {
    json(&error.to_json())
}

#[test]
fn code_status_and_message() {
    let error = CreateError::Duplicate { email: "a@b.de".to_owned() };
    assert_eq!((error.code_str(), error.status().as_u16()), (Some("ALREADY_EXISTS"), 409));
    let body = error_of(&error);
    assert_eq!(body["error"]["message"], "an affiliate with the email a@b.de already exists");
    let sent = refcampaign::ApiError::from(error);
    assert_eq!(sent.code(), Some(refcampaign::ErrorCode::AlreadyExists));
    assert_eq!(json(&sent.to_json())["error"], body["error"]);
}

#[test]
fn typed_details_and_optional_slots() {
    let at = Some("2026-01-01T00:00:00Z");
    let body = error_of(&CreateError::Invalid { issues: vec![issue()], at });
    assert_eq!(body["error"]["details"][0]["message"], "Invalid email");
    assert_eq!(body["meta"]["timestamp"], "2026-01-01T00:00:00Z");
    let body = error_of(&CreateError::Invalid { issues: Vec::new(), at: None });
    assert_ne!(body["meta"]["timestamp"], "2026-01-01T00:00:00Z");
}

#[test]
fn a_message_of_its_own_and_the_source_of_the_error() {
    let cause = serde_json::from_str::<Value>("{").expect_err("it is cut off");
    let text = cause.to_string();
    let sent = refcampaign::ApiError::from(CreateError::NoJson { line: 3, cause });
    assert_eq!(sent.message(), "line 3 is no JSON");
    assert_eq!(sent.source().expect("the source is kept").to_string(), text);
}

#[test]
fn a_5xx_keeps_everything_but_the_published_text_to_itself() {
    let error = CreateError::from(std::io::Error::other(SECRET));
    let leaves = |error: &refcampaign::ApiError| {
        let body = String::from_utf8(error.to_json()).expect("JSON is text");
        format!("{error} {body} {:?}", error.headers())
    };
    assert!(!error_of(&error).to_string().contains("hunter2"));
    let sent = refcampaign::ApiError::from(error);
    assert!(!leaves(&sent).contains("hunter2"));
    assert_eq!(sent.message(), refcampaign::ErrorCode::ServerError.description());
    let value = sent.source().expect("the error itself is behind it");
    assert!(value.downcast_ref::<CreateError>().is_some());
    assert!(value.source().is_some_and(|cause| cause.to_string().contains(SECRET)));
}

#[test]
fn anyhow_errors_have_their_causes() {
    let error = anyhow::anyhow!(SECRET).context("cannot load the plan");
    let sent = refcampaign::ApiError::from(CreateError::from(error));
    assert!(!String::from_utf8_lossy(&sent.to_json()).contains("plan"));
    let value = sent.source().expect("the error itself");
    assert_eq!(value.to_string(), "cannot load the plan");
    assert_eq!(value.source().expect("its cause").to_string(), SECRET);
}

/// What holds any error is no error itself, and can be behind one all the same.
#[derive(Debug, Error, errbook::ApiError)]
#[errbook(api = refcampaign)]
enum ReportError {
    #[error(transparent)]
    #[errbook(code = SERVER_ERROR)]
    Any(#[from] eyre::Report),
    #[error("cannot load the plan")]
    #[errbook(code = SERVER_ERROR)]
    Plan(#[source] eyre::Report),
    #[error("cannot load the plan")]
    #[errbook(code = SERVER_ERROR)]
    OtherPlan(#[source] anyhow::Error),
}

#[test]
fn reports_of_anyhow_and_eyre_stand_behind_the_error() {
    let errors = [
        ReportError::from(eyre::eyre!(SECRET).wrap_err("cannot load the plan")),
        ReportError::Plan(eyre::eyre!(SECRET)),
        ReportError::OtherPlan(anyhow::anyhow!(SECRET)),
    ];
    for error in errors {
        assert_eq!((error.code_str(), error.status().as_u16()), (Some("SERVER_ERROR"), 500));
        let sent = refcampaign::ApiError::from(error);
        let body = String::from_utf8_lossy(&sent.to_json()).into_owned();
        assert!(!body.contains("plan") && !body.contains(SECRET), "{body}");
        let value = sent.source().expect("the error itself");
        assert_eq!(value.to_string(), "cannot load the plan");
        assert_eq!(value.source().expect("its cause").to_string(), SECRET);
    }
}

#[test]
fn an_exposed_5xx_says_what_it_was_given() {
    let error = CreateError::Maintenance { wait: Duration::from_millis(1500) };
    assert_eq!(error_of(&error)["error"]["message"], "try again at noon");
    let sent = refcampaign::ApiError::from(error);
    assert_eq!(sent.headers()["retry-after"], "2");
    assert_eq!(sent.status().as_u16(), 503);
}

#[test]
fn forwarded_errors_are_sent_as_they_are() {
    let error = CreateError::from(Box::new(AuthError::Role("guest".to_owned())));
    assert_eq!((error.code_str(), error.status().as_u16()), (Some("PERMISSION_DENIED"), 403));
    assert_eq!(error_of(&error)["error"]["details"], json!({"role": "guest"}));
    let sent = refcampaign::ApiError::from(error);
    assert_eq!(sent.message(), "guest may not do this");
    let no_token = CreateError::from(Box::new(AuthError::NoToken));
    assert_eq!(refcampaign::ApiError::from(no_token).code(), Some(refcampaign::ErrorCode::Unauthorized));
}

#[test]
fn what_the_operation_does_not_document_can_be_let_out() {
    assert_eq!(CreateError::NoCampaign.status().as_u16(), 404);
}

/// An error about a call that another one makes.
#[derive(Debug, Error, errbook::ApiError)]
#[errbook(api = refcampaign)]
enum Generated {
    #[error(transparent)]
    #[errbook(forward)]
    Any(refcampaign::ApiError),
    #[error(transparent)]
    #[errbook(forward)]
    Get(refcampaign::operation::GetAffiliate),
}

#[test]
fn generated_errors_can_be_forwarded() {
    let any = Generated::Any(refcampaign::ApiError::not_found("gone").with_details(json!({"id": 3})));
    assert_eq!(any.code_str(), Some("NOT_FOUND"));
    assert_eq!(error_of(&any)["error"]["details"], json!({"id": 3}));
    let source = std::io::Error::other("disk");
    let get = Generated::Get(refcampaign::operation::GetAffiliate::server_error("no").with_source(source));
    assert_eq!(error_of(&get)["error"]["code"], "SERVER_ERROR");
    let sent = refcampaign::ApiError::from(get);
    assert!(sent.source().and_then(|value| value.downcast_ref::<Generated>()).is_some());
    let behind: Vec<String> =
        std::iter::successors(sent.source(), |&error| error.source()).map(ToString::to_string).collect();
    assert_eq!(behind[1..], ["no", "disk"]);
}

#[derive(Debug, Error, errbook::ApiError)]
#[errbook(api = several_statuses, operation = "searchOrders")]
enum SearchError {
    #[error(transparent)]
    #[errbook(forward)]
    Invalid(#[from] InvalidOrder),
}

#[derive(Debug, Error, errbook::ApiError)]
#[errbook(api = several_statuses, code = INVALID)]
#[error("invalid")]
struct InvalidOrder;

#[test]
fn the_status_is_that_of_the_operation() {
    assert_eq!(InvalidOrder.status().as_u16(), 422);
    assert_eq!(several_statuses::ApiError::from(InvalidOrder).status().as_u16(), 422);
    let search = SearchError::from(InvalidOrder);
    assert_eq!(search.status().as_u16(), 400);
    assert_eq!(several_statuses::ApiError::from(search).status().as_u16(), 400);
}

#[test]
fn responses_of_axum() {
    let response = CreateError::Duplicate { email: "a@b.de".to_owned() }.into_response();
    assert_eq!(response.status().as_u16(), 409);
    assert_eq!(response.headers()["content-type"], "application/json");
}

/// Two handlers: what they return is checked where it is written.
#[allow(clippy::unused_async)]
#[errbook::operation(refcampaign, "createAffiliate")]
async fn create(email: String) -> Result<String, CreateError> {
    Err(CreateError::Duplicate { email })
}

struct Handlers;

impl Handlers {
    #[errbook::operation(errbook_tests::refcampaign, "getAffiliate")]
    async fn get<F>(&self, f: F) -> Result<u8, refcampaign::operation::GetAffiliate>
    where
        F: Fn() -> u8 + Send,
    {
        #![allow(clippy::unused_async)]
        let number = f();
        if number > 0 { Ok(number) } else { Err(refcampaign::operation::GetAffiliate::not_found("none")) }
    }
}

#[tokio::test]
async fn checked_handlers_do_what_they_did() {
    assert!(create("a@b.de".to_owned()).await.is_err());
    assert_eq!(Handlers.get(|| 3).await.expect("there are three"), 3);
    assert_eq!(Handlers.get(|| 0).await.expect_err("there is none").status().as_u16(), 404);
}
