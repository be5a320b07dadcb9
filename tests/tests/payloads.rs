//! Payloads: every type that one can have, read and written without loss, and named where it does not fit.

use std::collections::BTreeMap;

use errbook_tests::answer::{json, json_headers};
use errbook_tests::payload_types::{
    ApiError, Closing, ClosingPlace, ErrorCode, ErrorKind, Lock, LockMode, ResponseError,
};
use http::StatusCode;
use serde_json::{Value, json};

fn closing() -> Closing {
    Closing {
        reason: None,
        hours: BTreeMap::from([("mon".to_owned(), vec![9, 17])]),
        r#type: true,
        modes: vec![LockMode::Read.into()],
        place: Some(ClosingPlace { town: "Bonn".into(), floor: None }),
        within: None,
        note: Some(json!([1, {"a": null}])),
    }
}

fn closing_json() -> Value {
    json!({
        "reason": null,
        "hours": {"mon": [9, 17]},
        "type": true,
        "modes": ["read"],
        "place": {"town": "Bonn"},
        "note": [1, {"a": null}]
    })
}

#[test]
fn what_is_absent_and_what_is_null_stay_apart() {
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
    assert_eq!(serde_json::from_value::<Closing>(closing_json()).expect("it fits"), closing());
    assert_eq!(serde_json::to_value(closing()).expect("it serializes"), closing_json());
}

#[test]
fn what_does_not_fit_is_named() {
    for (member, value, expected) in [
        ("hours", json!({"mon": [9, "17"]}), "hours.mon[1]: expected an integer, found a string"),
        ("hours", json!([]), "hours: expected an object, found a list"),
        ("type", json!("yes"), "type: expected a boolean, found a string"),
        ("modes", json!({}), "modes: expected a list, found an object"),
        ("place", json!({"floor": 1}), "place.town: expected a value, found nothing"),
        ("place", json!({"town": null}), "place.town: expected a string, found null"),
        ("reason", json!(7), "reason: expected a string, found a number"),
    ] {
        let mut whole = closing_json();
        whole[member] = value;
        let misfit = serde_json::from_value::<Closing>(whole).expect_err("it does not fit");
        assert_eq!(misfit.to_string(), expected);
    }
    let misfit = serde_json::from_value::<Closing>(Value::Null).expect_err("it is no object");
    assert_eq!(misfit.to_string(), "the body: expected an object, found null");
}

#[test]
fn whole_numbers_are_integers() {
    let place = |floor: Value| serde_json::from_value::<ClosingPlace>(json!({"town": "Bonn", "floor": floor}));
    assert_eq!(place(json!(9.0)).expect("it is whole").floor, Some(9));
    assert_eq!(place(json!(i64::MIN)).expect("it is whole").floor, Some(i64::MIN));
    for floor in [json!(9.5), json!(1e300), json!(u64::MAX), json!(null)] {
        assert!(place(floor.clone()).is_err(), "{floor}");
    }
}

#[test]
fn a_required_payload() {
    let sent = ApiError::closed(closing(), "Closed");
    let body = json!({"code": "CLOSED", "message": "The shop is closed", "details": closing_json()});
    assert_eq!(json(&sent.to_json()), body);
    let error = ResponseError::decode(sent.status(), &json_headers(&[]), sent.to_json());
    assert_eq!((error.kind(), error.mismatch()), (Some(&ErrorKind::Closed(closing())), None));

    let body = r#"{"code":"CLOSED","message":"x"}"#;
    let error = ResponseError::decode(StatusCode::SERVICE_UNAVAILABLE, &json_headers(&[]), body);
    assert_eq!((error.code(), error.kind()), (Some(ErrorCode::Closed), None));
    let mismatch = error.mismatch().expect("the payload is missing").to_string();
    assert!(mismatch.contains("payload: details: expected a value, found nothing"), "{mismatch}");
    let body = r#"{"success":false,"error":{"code":"VALIDATION_FAILED","message":"x"},"meta":{"timestamp":"2026-11-21T12:00:00Z"}}"#;
    let error = errbook_tests::refcampaign::ResponseError::decode(StatusCode::BAD_REQUEST, &json_headers(&[]), body);
    let mismatch = error.mismatch().expect("the payload is missing").to_string();
    assert!(mismatch.contains("payload: error.details: expected a value, found nothing"), "{mismatch}");
}

#[test]
fn an_optional_payload() {
    let none = json!({"code": "LOCKED", "message": "Locked"});
    let lock = Lock { owner: Some("me".into()), mode: Some(LockMode::Write.into()), until: Some(None) };
    let some =
        json!({"code": "LOCKED", "message": "Locked", "details": {"owner": "me", "mode": "write", "until": null}});
    for (payload, body) in [(None, none), (Some(lock.clone()), some)] {
        let sent = ApiError::locked(payload.clone(), "Locked");
        assert_eq!(json(&sent.to_json()), body);
        let error = ResponseError::decode(sent.status(), &json_headers(&[]), sent.to_json());
        assert_eq!((error.kind(), error.mismatch()), (Some(&ErrorKind::Locked(payload)), None));
    }
    let taken = ApiError::locked(lock.clone(), "");
    assert_eq!(taken.kind(), &ErrorKind::Locked(Some(lock)), "a payload need not be wrapped");
}

#[test]
fn a_value_that_is_newer_than_the_spec_does_not_hide_the_payload() {
    let body = json!({"code": "LOCKED", "message": "Locked", "details": {"mode": "append"}});
    let error = ResponseError::decode(StatusCode::CONFLICT, &json_headers(&[]), body.to_string());
    let Some(ErrorKind::Locked(Some(Lock { mode: Some(mode), .. }))) = error.kind() else { unreachable!("{error:?}") };
    assert_eq!((mode.as_str(), mode.known(), error.mismatch()), ("append", None, None));
    assert_eq!(json(&ApiError::new(error.kind().expect("it is one").clone(), "Locked").to_json()), body);
}

#[test]
fn a_payload_beside_the_code() {
    use errbook_tests::payload_beside::{ApiError, ErrorKind, Limit, Locked, ResponseError};
    let limit = Limit { max: 5, unit: None };
    let sent = ApiError::limit(limit.clone(), "No more");
    assert_eq!(json(&sent.to_json()), json!({"code": "LIMIT", "message": "No more", "max": 5}));
    let error = ResponseError::decode(sent.status(), &json_headers(&[]), sent.to_json());
    assert_eq!((error.kind(), error.mismatch()), (Some(&ErrorKind::Limit(limit)), None));

    // Two operations document this one differently: what only one of them requires may be absent.
    let body = json!({"code": "LOCKED", "message": "No", "holder": "me", "by": "you"});
    let error = ResponseError::decode(StatusCode::CONFLICT, &json_headers(&[]), body.to_string());
    let locked = Locked { holder: "me".into(), since: None, by: Some("you".into()) };
    assert_eq!((error.kind(), error.mismatch()), (Some(&ErrorKind::Locked(locked)), None));

    let body = json!({"code": "LOCKED", "message": "No"});
    let error = ResponseError::decode(StatusCode::CONFLICT, &json_headers(&[]), body.to_string());
    let mismatch = error.mismatch().expect("nobody holds it").to_string();
    assert_eq!((error.kind(), mismatch.as_str()), (None, "payload: holder: expected a value, found nothing"));
}
