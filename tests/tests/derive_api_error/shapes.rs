//! Types of every shape: structs, parameters, borrowed data, without thiserror.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use axum::response::IntoResponse;
use errbook::{ApiError as _, RateLimit};
use errbook_tests::answer::json;
use errbook_tests::{affiliate, publishing, refcampaign};
use serde_json::json;
use thiserror::Error;

use crate::{AuthError, SECRET, error_of};

#[derive(Debug, Error, errbook::ApiError)]
#[errbook(api = affiliate, operation = "getCampaign", code = RATE_LIMIT_EXCEEDED)]
#[errbook(retry_after = self.wait, rate_limit = &self.limit)]
#[error("slow down")]
struct Slow {
    wait: Option<Duration>,
    limit: RateLimit,
}

#[derive(Debug, Error, errbook::ApiError)]
#[errbook(api = publishing, code = CONFLICT, request_id = _0, skip(axum))]
#[error("conflict in {0}")]
struct Conflict(String);

/// Would not compile if the derive had not skipped it.
impl IntoResponse for Conflict {
    fn into_response(self) -> axum::response::Response {
        http::StatusCode::IM_A_TEAPOT.into_response()
    }
}

#[derive(Debug, Error, errbook::ApiError)]
#[errbook(api = affiliate, status = 500)]
#[error("{SECRET}")]
struct Broken;

#[test]
fn structs() {
    let limit = RateLimit { limit: Some(60), remaining: Some(0), reset: None };
    let slow = affiliate::ApiError::from(Slow { wait: Some(Duration::from_secs(9)), limit });
    assert_eq!(json(&slow.to_json())["retry_after"], 9);
    assert_eq!(slow.headers()["retry-after"], "9");
    assert_eq!(slow.headers()["x-ratelimit-limit"], "60");
    let body = error_of(&Conflict("req_7".to_owned()));
    assert_eq!(
        (&body["meta"]["request_id"], &body["error"]["message"]),
        (&json!("req_7"), &json!("conflict in req_7"))
    );
    assert!(!error_of(&Broken).to_string().contains("hunter2"));
    assert_eq!(Broken.status().as_u16(), 500);
}

/// Without thiserror; with parameters; a field named as the derive's own variables are.
#[derive(Debug, errbook::ApiError)]
#[errbook(api = refcampaign)]
enum Generic<'a, T, const N: usize>
where
    T: fmt::Debug + Clone,
{
    #[errbook(code = NOT_FOUND, details = json!({"operation": operation, "this": this, "slots": N}))]
    Missing { operation: &'a str, this: String },
    #[errbook(code = INVALID_REQUEST, message = format!("{_0:?} is invalid"))]
    Invalid(T),
    #[errbook(forward)]
    Auth(AuthError),
}

impl<T: fmt::Debug + Clone, const N: usize> fmt::Display for Generic<'_, T, N> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("generic")
    }
}

impl<T: fmt::Debug + Clone, const N: usize> Error for Generic<'_, T, N> {}

#[test]
fn parameters_and_borrowed_data() {
    let name = "n".repeat(3);
    let missing: Generic<'_, u8, 2> = Generic::Missing { operation: &name, this: "that".to_owned() };
    let details = json!({"operation": "nnn", "this": "that", "slots": 2});
    assert_eq!(error_of(&missing)["error"]["details"], details);
    let invalid = refcampaign::ApiError::from(Generic::<'_, _, 0>::Invalid(Some(3)));
    assert_eq!(invalid.message(), "Some(3) is invalid");
    assert_eq!(Generic::<'_, u8, 0>::Auth(AuthError::NoToken).code_str(), Some("UNAUTHORIZED"));
}

#[test]
fn the_answers_decode_as_what_was_sent() {
    let error = publishing::ApiError::from(Conflict("req_8".to_owned()));
    let response = publishing::ResponseError::decode(error.status(), &error.headers(), error.to_json());
    assert_eq!(response.kind(), Some(error.kind()));
    assert_eq!(response.request_id(), Some("req_8"));
    assert!(response.mismatch().is_none(), "{:?}", response.mismatch());
}
