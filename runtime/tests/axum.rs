//! Errors as answers of axum handlers.
#![cfg(feature = "axum")]

mod apis;

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use apis::{json, refcampaign};
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use refcampaign::operation::GetAffiliate;

/// A body that is in memory is there at once.
fn body(response: Response<Body>) -> Vec<u8> {
    let reading = pin!(axum::body::to_bytes(response.into_body(), 10_000));
    match reading.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(bytes) => bytes.expect("it can be read").to_vec(),
        Poll::Pending => unreachable!("it is in memory"),
    }
}

#[test]
fn an_error_is_the_answer_of_a_handler() {
    let handler = || Err::<(), _>(GetAffiliate::not_found("no such affiliate").with_timestamp("t"));
    let response = handler().into_response();
    assert_eq!(response.status(), 404);
    assert_eq!(response.headers()["content-type"], "application/json");
    let expected = refcampaign::ApiError::not_found("no such affiliate").with_timestamp("t");
    assert_eq!(json(&body(response)), json(&expected.to_json()));

    let wait = std::time::Duration::from_secs(5);
    let response = refcampaign::ApiError::rate_limit_exceeded("slow down").with_retry_after(wait).into_response();
    assert_eq!((response.status().as_u16(), &response.headers()["retry-after"]), (429, &"5".parse().expect("a value")));
}
