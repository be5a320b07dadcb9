//! Constants beside a code: each code sends those of its own branch, which is all that its schema admits.

use std::path::Path;

use errbook_tests::answer::{json, json_headers};
use errbook_tests::constants_by_code::operation::CreateOrder;
use errbook_tests::constants_by_code::{ApiError, Closed, ErrorCode, Odd, OddCategory, ResponseError, TooLarge};
use jsonschema::Validator;
use serde_json::{Value, json};

/// A validator of the answers of a status, made from the spec's own words.
fn validator(status: u16) -> Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("specs/constants-by-code.yaml");
    let text = std::fs::read_to_string(path).expect("the spec is there");
    let mut spec: Value = serde_yaml::from_str(&text).expect("the spec is YAML");
    let content = &spec["paths"]["/orders"]["post"]["responses"][status.to_string()]["content"]["application/json"];
    let mut schema = content["schema"].clone();
    schema["components"] = spec["components"].take();
    jsonschema::validator_for(&schema).expect("it is a schema")
}

/// Its branch leaves open what those of other codes settle.
fn odd() -> Odd {
    Odd { r#type: "about:blank".into(), title: "?".into(), category: OddCategory::Other.into(), transient: true }
}

/// Every error of the operation.
fn all() -> [CreateOrder; 6] {
    [
        CreateOrder::empty("Nothing"),
        CreateOrder::too_large(TooLarge { most: 7 }, "Too much"),
        CreateOrder::odd(odd(), "Odd"),
        CreateOrder::strange(odd(), "Strange"),
        CreateOrder::busy("Busy"),
        CreateOrder::closed(Closed { until: "9:00".into() }, "Closed"),
    ]
}

#[test]
fn what_is_sent_is_what_the_branch_of_the_code_admits() {
    for error in all() {
        let (code, status) = (error.code(), error.status().as_u16());
        let error = ApiError::from(error);
        let body = json(&error.to_json());
        assert!(validator(status).is_valid(&body), "{code:?}: {body}");
        let read = ResponseError::decode(error.status(), &json_headers(&[]), error.to_json());
        assert_eq!((read.code(), read.mismatch()), (code, None), "{body}");
    }
}

#[test]
fn constants_stand_in_for_what_was_said() {
    let body = |error: ApiError| json(&error.to_json());
    let too_large = body(ApiError::too_large(TooLarge { most: 7 }, "Too much"));
    let expected = json!({
        "type": "https://shop.example/problems/too-large", "title": "There is too much in it.", "code": "TOO_LARGE",
        "status": 400, "category": "limit", "transient": true, "most": 7,
    });
    assert_eq!(too_large, expected);
    let odd = body(ApiError::odd(odd(), "Odd"));
    assert_eq!((&odd["type"], &odd["category"]), (&json!("about:blank"), &json!("other")));
    let busy = body(ApiError::busy("Later"));
    assert_eq!(busy, json!({"kind": "wait", "error": {"code": "BUSY", "message": "Later", "level": 1}}));
    let closed = body(ApiError::closed(Closed { until: "9:00".into() }, "Gone"));
    let error = json!({"code": "CLOSED", "message": "The shop is closed.", "level": 2, "until": "9:00"});
    assert_eq!(closed, json!({"kind": "stop", "error": error}));
    assert_eq!(ErrorCode::ALL.len(), 6);
}

#[test]
fn a_body_of_nothing_does_not_agree_with_what_every_body_has() {
    for status in all().map(|error| error.status()) {
        let read = ResponseError::decode(status, &json_headers(&[]), "");
        assert_eq!(read.code(), None);
        assert!(read.mismatch().is_some(), "{status}");
    }
}
