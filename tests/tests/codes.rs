//! Error codes: texts, numbers and lists of them, and what is known of each.

use std::fmt::Display;
use std::time::Duration;

use errbook::After;
use errbook_tests::answer::json_headers;
use errbook_tests::{
    affiliate, awkward_names, codes_in_a_list, integer_codes, odd_texts, plain, publishing, refcampaign,
    several_statuses, trackagoat,
};
use http::StatusCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

/// What holds for the codes of every API.
fn check<C>()
where
    C: errbook::ErrorCode + Display + for<'a> TryFrom<&'a str> + Serialize + DeserializeOwned,
{
    for code in C::ALL {
        assert_eq!(code.to_string(), code.as_str());
        assert_eq!(C::from_wire(code.as_str()), Some(*code));
        assert_eq!(C::try_from(code.as_str()).ok(), Some(*code));
        let json = serde_json::to_value(code).expect("it serializes");
        assert_eq!(serde_json::from_value::<C>(json.clone()).ok(), Some(*code));
        assert_eq!(json.to_string().trim_matches('"'), code.as_str());
        assert!(code.primary_status().is_some_and(|status| code.statuses().contains(&status)));
        let near = format!("{code} ");
        assert!(C::try_from(near.as_str()).is_err());
    }
    assert!(C::from_wire("").is_none());
}

#[test]
fn every_code_finds_itself() {
    check::<affiliate::ErrorCode>();
    check::<awkward_names::ErrorCode>();
    check::<integer_codes::ErrorCode>();
    check::<odd_texts::ErrorCode>();
    check::<plain::ErrorCode>();
    check::<publishing::ErrorCode>();
    check::<refcampaign::ErrorCode>();
    check::<several_statuses::ErrorCode>();
    check::<trackagoat::ErrorCode>();
    assert!(plain::ErrorCode::ALL.is_empty());
}

#[test]
fn facts_about_a_code() {
    use refcampaign::ErrorCode;
    const NAME: &str = ErrorCode::LimitExceeded.as_str();
    const STATUS: StatusCode = ErrorCode::LimitExceeded.status();
    assert_eq!((NAME, STATUS), ("LIMIT_EXCEEDED", StatusCode::TOO_MANY_REQUESTS));
    assert_eq!(ErrorCode::NotFound.description(), "No resource of this account has that id.");
    assert_eq!("NOT_FOUND".parse(), Ok(ErrorCode::NotFound));
    let unknown = "NOT\nFOUND".parse::<ErrorCode>().expect_err("it is none");
    assert_eq!(unknown.to_string(), r"`NOT\nFOUND` is not among the published codes");
}

#[test]
fn the_retry_rule_is_that_of_the_code_else_of_the_status() {
    use refcampaign::ErrorCode;
    let rule = ErrorCode::LimitExceeded.retry().expect("it may be tried again");
    assert_eq!((rule.after, rule.default, rule.attempts), (&[After::Header][..], None, 5));
    let rule = ErrorCode::ServiceUnavailable.retry().expect("all of its status may");
    assert_eq!(rule.backoff.map(|backoff| backoff.initial), Some(Duration::from_secs(1)));
    assert!(ErrorCode::NotFound.retry().is_none());
    assert!(affiliate::ErrorCode::QuotaExceeded.retry().is_none(), "it is forbidden");
    assert!(trackagoat::ErrorCode::RateLimitExceeded.retry().is_some());
}

#[test]
fn plans_are_data() {
    let plans: Vec<_> =
        affiliate::RATE_LIMIT_PLANS.iter().map(|plan| (plan.name, plan.per_minute, plan.per_day)).collect();
    let published = [
        ("Free", Some(30), Some(1_000)),
        ("Starter", Some(60), Some(5_000)),
        ("Pro", Some(300), Some(50_000)),
        ("Business", Some(600), Some(200_000)),
        ("Enterprise", None, None),
    ];
    assert_eq!(plans, published);
}

#[test]
fn numbers_are_sent_as_numbers() {
    use integer_codes::{ApiError, ErrorCode, ErrorKind, ResponseError};
    assert_eq!(serde_json::to_value(ErrorCode::Minus1).expect("it serializes"), json!(-1));
    assert!(serde_json::from_value::<ErrorCode>(json!("-1")).is_err());
    let body = json!({"code": 1001, "message": "Locked"});
    let sent = ApiError::code1001("Locked").to_json();
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&sent).expect("it is JSON"), body);
    let error = ResponseError::decode(StatusCode::CONFLICT, &json_headers(&[]), sent);
    assert_eq!((error.kind(), error.code_str()), (Some(&ErrorKind::Code1001), Some("1001")));
    assert_eq!((error.to_string(), error.mismatch()), ("409 1001: Locked".to_owned(), None));
}

#[test]
fn a_number_that_is_sent_as_text_is_known_and_noted() {
    use integer_codes::{ErrorKind, ResponseError};
    let error =
        ResponseError::decode(StatusCode::CONFLICT, &json_headers(&[]), r#"{"code":"1001","message":"Locked"}"#);
    assert_eq!(error.kind(), Some(&ErrorKind::Code1001));
    let mismatch = error.mismatch().expect("it is text").to_string();
    assert_eq!(mismatch, "code: expected an integer, found a string");
}

#[test]
fn codes_in_a_list() {
    use codes_in_a_list::{ErrorCode, ErrorKind, Locked, ResponseError};
    let body = json!({
        "request_id": null,
        "errors": [
            {"code": "NEW", "message": "first"},
            {"code": "LOCKED", "message": "second", "owner": "me"},
            {"code": "INVALID", "message": "third"}
        ]
    });
    let error = ResponseError::decode(StatusCode::CONFLICT, &json_headers(&[]), body.to_string());
    assert_eq!(error.codes(), [ErrorCode::Locked, ErrorCode::Invalid]);
    assert_eq!((error.code(), error.code_str()), (Some(ErrorCode::Locked), Some("LOCKED")));
    assert_eq!(
        error.kind(),
        Some(&ErrorKind::Locked(Locked { owner: "me".into() })),
        "the payload is that of its item"
    );
    assert_eq!(error.message(), "first");
    assert_eq!(error.mismatch().expect("one is new").to_string(), "unknown code NEW");
}

#[test]
fn a_service_writes_a_list_of_one() {
    use codes_in_a_list::{ApiError, Locked, ResponseError};
    let error = ApiError::locked(Locked { owner: "me".into() }, "Locked").with_request_id("r");
    let body = json!({"request_id": "r", "errors": [{"code": "LOCKED", "message": "Locked", "owner": "me"}]});
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&error.to_json()).expect("it is JSON"), body);
    let decoded = ResponseError::decode(error.status(), &json_headers(&[]), error.to_json());
    assert_eq!((decoded.kind(), decoded.request_id()), (Some(error.kind()), Some("r")));
    assert_eq!(decoded.mismatch(), None);
}
