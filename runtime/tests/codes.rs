//! Error codes, and values that may be newer than the spec.

mod apis;

use std::collections::BTreeMap;
use std::time::Duration;

use apis::{affiliate, odd, plain, refcampaign, trackagoat};
use errbook::{After, Open};
use http::StatusCode;
use serde_json::{Value, json};

/// What holds for the codes of every API.
fn check<C>()
where
    C: errbook::ErrorCode
        + std::fmt::Display
        + for<'a> TryFrom<&'a str>
        + serde::Serialize
        + serde::de::DeserializeOwned,
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
    check::<odd::ErrorCode>();
    check::<plain::ErrorCode>();
    check::<refcampaign::ErrorCode>();
    check::<trackagoat::ErrorCode>();
    assert!(plain::ErrorCode::ALL.is_empty());
}

#[test]
fn facts_about_a_code() {
    use refcampaign::ErrorCode;
    const NAME: &str = ErrorCode::LimitExceeded.as_str();
    const STATUS: StatusCode = ErrorCode::LimitExceeded.status();
    assert_eq!((NAME, STATUS), ("LIMIT_EXCEEDED", StatusCode::TOO_MANY_REQUESTS));
    assert_eq!(ErrorCode::ServerError.description(), "Something upstream failed.");
    assert_eq!("NOT_FOUND".parse(), Ok(ErrorCode::NotFound));
    let unknown = "NOT\nFOUND".parse::<ErrorCode>().expect_err("it is none");
    assert_eq!(unknown.to_string(), r"`NOT\nFOUND` is not among the published codes");
    assert_eq!(odd::ErrorCode::OrderInvalid.statuses(), [StatusCode::BAD_REQUEST, StatusCode::UNPROCESSABLE_ENTITY]);
    assert_eq!(serde_json::to_value(odd::ErrorCode::ShopClosed).expect("it serializes"), json!(-1));
    assert!(serde_json::from_value::<odd::ErrorCode>(json!("-1")).is_err());
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
fn open_values_are_lossless() {
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

    for (value, known) in [(json!(1001), true), (json!("1001"), false), (json!(1001.5), false), (json!(-1), true)] {
        let open: Open<odd::ErrorCode> = serde_json::from_value(value.clone()).expect("anything decodes");
        assert_eq!(open.known().is_some(), known, "{value}");
        assert_eq!(serde_json::to_value(&open).expect("it serializes"), value);
    }
}

#[test]
fn payloads_keep_what_is_absent_and_what_is_null_apart() {
    use odd::{Closing, Lock};
    for value in [
        json!({}),
        json!({"owner": "x"}),
        json!({"until": null}),
        json!({"until": 1.5, "mode": "read"}),
        json!({"mode": {"new": true}}),
    ] {
        let lock: Lock = serde_json::from_value(value.clone()).expect("it fits");
        assert_eq!(serde_json::to_value(&lock).expect("it serializes"), value);
    }
    let value = json!({"reason": null, "hours": {"mon": [9, 17]}, "type": {"reason": "r", "hours": {}}});
    let closing: Closing = serde_json::from_value(value.clone()).expect("it fits");
    assert_eq!(closing.hours, BTreeMap::from([("mon".to_owned(), vec![9, 17])]));
    assert_eq!(serde_json::to_value(&closing).expect("it serializes"), value);
    let misfit = serde_json::from_value::<Closing>(json!({"reason": null, "hours": {"mon": [9, "17"]}}));
    assert_eq!(misfit.expect_err("17 is text").to_string(), "hours.mon[1]: expected an integer, found a string");
    assert!(serde_json::from_value::<Closing>(Value::Null).is_err());
    assert_eq!(
        serde_json::from_value::<Closing>(json!({"reason": null, "hours": {"a": [9.0]}}))
            .expect("a whole number")
            .hours["a"],
        [9]
    );
}

#[test]
fn plans_are_data() {
    let [free, .., enterprise] = affiliate::RATE_LIMIT_PLANS else { unreachable!("there are five plans") };
    assert_eq!((free.name, free.per_minute, free.per_day), ("Free", Some(30), Some(1_000)));
    assert_eq!((enterprise.name, enterprise.per_minute), ("Enterprise", None));
}
