//! Values that may be newer than the spec: they come in, and go out, as they are.

use errbook::Open;
use errbook_tests::payload_types::LockMode;
use errbook_tests::{integer_codes, open_integers, refcampaign};
use http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

#[test]
fn open_codes_are_lossless() {
    type Code = Open<refcampaign::ErrorCode>;
    for value in [json!("NOT_FOUND"), json!("BRAND_NEW"), json!(404), json!(null), json!({"a": [1.5]}), json!("404")] {
        let open: Code = serde_json::from_value(value.clone()).expect("anything decodes");
        assert_eq!(serde_json::to_value(&open).expect("it serializes"), value);
    }
    let known: Code = serde_json::from_value(json!("NOT_FOUND")).expect("it decodes");
    assert_eq!(known, refcampaign::ErrorCode::NotFound);
    assert_eq!(known, Open::from(refcampaign::ErrorCode::NotFound));
    let new: Code = serde_json::from_value(json!({"a": 1})).expect("it decodes");
    assert_eq!((new.known(), new.as_str()), (None, r#"{"a":1}"#));
}

#[test]
fn a_number_and_its_text_are_two_values() {
    for (value, known) in [(json!(1001), true), (json!("1001"), false), (json!(1001.5), false), (json!(-1), true)] {
        let open: Open<integer_codes::ErrorCode> = serde_json::from_value(value.clone()).expect("anything decodes");
        assert_eq!(open.known().is_some(), known, "{value}");
        assert_eq!(serde_json::to_value(&open).expect("it serializes"), value);
    }
}

#[test]
fn codes_that_are_any_integers_are_sent_as_integers() {
    use open_integers::{ApiError, ResponseError};
    let code = |error: ApiError| serde_json::from_slice::<Value>(&error.to_json()).expect("it is JSON")["code"].clone();
    let not_found = || ApiError::not_found("There is no such channel");
    assert_eq!(code(not_found().with_code("10003")), json!(10003));
    assert_eq!(code(not_found().with_code("-1")), json!(-1));
    assert_eq!(code(not_found().with_code("+007")), json!(7), "JSON has no such number");
    for none in [not_found(), not_found().with_code("unknown_channel"), not_found().with_code("1e3")] {
        assert_eq!(errbook::ApiError::code_str(&none), None);
        assert_eq!(code(none), json!(404), "it is none, so the status stands in for it");
    }
    let sent = not_found().with_code("10003").to_json();
    let error = ResponseError::decode(StatusCode::NOT_FOUND, &HeaderMap::new(), sent);
    assert_eq!((error.code_str(), error.message()), (Some("10003"), "There is no such channel"));
}

#[test]
fn they_fit_into_ones_own_types() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Event {
        code: Open<refcampaign::ErrorCode>,
        modes: Vec<Open<LockMode>>,
    }
    let text = r#"{"code":"NOT_FOUND","modes":["read","append",7]}"#;
    let event: Event = serde_json::from_str(text).expect("it fits");
    assert_eq!(event.code, refcampaign::ErrorCode::NotFound);
    assert_eq!(event.modes.iter().map(Open::known).collect::<Vec<_>>(), [Some(LockMode::Read), None, None]);
    assert_eq!(serde_json::to_string(&event).expect("it serializes"), text);
}
