//! What a 5xx keeps to itself: the message that it was given, and the errors behind it.

use std::error::Error as _;

use bytes::Bytes;
use errbook_tests::answer::{json, json_headers, status};
use errbook_tests::{affiliate, odd_texts, plain, publishing, ranges_and_default, refcampaign, trackagoat};
use serde_json::json;

const SECRET: &str = "postgres://admin:hunter2@db";

/// Everything that leaves, in one text.
macro_rules! leaves {
    ($error:expr) => {{
        let error = $error;
        let text = format!("{error} {} {:?}", error.message(), error.headers());
        let serialized = serde_json::to_string(&error).expect("it serializes");
        let response = http::Response::<Bytes>::from(error);
        format!("{text} {serialized} {:?} {:?}", response.headers(), response.body())
    }};
}

#[test]
fn no_5xx_of_any_api_tells_its_message() {
    macro_rules! check {
        ($($api:ident: $($kind:expr),+;)+) => {
            $($({
                use $api::ErrorKind;
                let kind: ErrorKind = $kind;
                let error = $api::ApiError::new(kind, SECRET).with_source("hunter2 was here");
                assert_eq!(error.source().expect("it is kept").to_string(), SECRET);
                assert!(error.status().is_server_error());
                let decoded = $api::ResponseError::decode(error.status(), &json_headers(&[]), error.to_json());
                assert_eq!(decoded.message().contains("hunter2"), false);
                let text = leaves!(error);
                assert!(!text.contains("hunter2"), "{text}");
            })+)+
        };
    }
    check! {
        affiliate: ErrorKind::InternalServerError;
        odd_texts: ErrorKind::InternalServerError, ErrorKind::ServerError(status(507));
        plain: ErrorKind::InternalServerError, ErrorKind::BadGateway;
        publishing: ErrorKind::InternalError;
        ranges_and_default: ErrorKind::ServerError(status(599)), ErrorKind::Other(status(503));
        refcampaign: ErrorKind::ServerError, ErrorKind::ServiceUnavailable;
        trackagoat: ErrorKind::InternalError;
    }
}

#[test]
fn message_and_cause_stay_inside() {
    let error = refcampaign::ApiError::server_error(SECRET).with_source(std::io::Error::other("disk hunter2 full"));
    let inner = error.source().expect("the message is inside");
    assert_eq!(inner.to_string(), SECRET);
    assert_eq!(inner.source().expect("the cause is behind it").to_string(), "disk hunter2 full");
    assert!(format!("{error:?}").contains(SECRET), "the logs may have it");
    let published = refcampaign::ErrorCode::ServerError.description();
    assert_eq!(error.message(), published);
    assert_eq!(error.to_string(), format!("500 SERVER_ERROR: {published}"));
    let replaced = error.with_message("hunter2 again");
    assert_eq!(replaced.source().expect("the message is inside").to_string(), "hunter2 again");
    assert!(!leaves!(replaced).contains("hunter2"));
}

#[test]
fn an_error_of_an_operation_does_not_tell_either() {
    use refcampaign::operation::CreateAffiliate;
    let error = CreateAffiliate::service_unavailable(SECRET).with_source("hunter2");
    assert_eq!(error.source().expect("the message is inside").to_string(), SECRET);
    assert!(!format!("{error} {}", error.message()).contains("hunter2"));
    assert!(!leaves!(refcampaign::ApiError::from(error)).contains("hunter2"));
    let response = http::Response::<Bytes>::from(CreateAffiliate::ServerError(SECRET.into()));
    assert!(!format!("{response:?}").contains("hunter2"));
}

#[test]
fn a_status_without_a_code_says_what_the_spec_says_of_it() {
    let error = affiliate::ApiError::internal_server_error(SECRET);
    let detail = "An unexpected error on the server; contact support if it stays.";
    assert_eq!(json(&error.to_json()), json!({"detail": detail, "status": 500}));
    assert_eq!(ranges_and_default::ApiError::other(status(599), SECRET).to_string(), "599: Something is wrong");
}

#[test]
fn what_is_exposed_is_sent() {
    let error = refcampaign::ApiError::server_error("try again at noon").with_source("cause").expose();
    assert_eq!(error.message(), "try again at noon");
    assert_eq!(json(&error.to_json())["error"]["message"], "try again at noon");
    assert_eq!(error.source().expect("there is a cause").to_string(), "cause");
    assert!(!leaves!(error).contains("cause"), "the cause never is");
}

#[test]
fn a_4xx_sends_its_message() {
    let error = refcampaign::ApiError::not_found("no such affiliate");
    assert_eq!(error.message(), "no such affiliate");
    assert!(error.source().is_none());
    assert_eq!(error.with_message("none").to_string(), "404 NOT_FOUND: none");
    let error = refcampaign::ApiError::not_found("no such affiliate").with_source(SECRET);
    assert_eq!(error.source().expect("there is a cause").to_string(), SECRET);
    assert!(!leaves!(error).contains("hunter2"));
}
