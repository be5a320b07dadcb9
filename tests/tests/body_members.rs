//! What a body has beside all that errbook knows the meaning of: typed, and read by the way to it.

use std::collections::BTreeMap;

use errbook::Open;
use errbook_tests::answer::{json_headers, status};
use errbook_tests::body_members::{
    BodyHints, BodyMood, ConflictWinner, ListOrders403Hints, LockedHints, ResponseError,
};
use serde_json::{Value, json};

fn decode(number: u16, mut further: Value) -> ResponseError {
    further["error"] = json!({"code": "CONFLICT", "message": "No"});
    ResponseError::decode(status(number), &json_headers(&[]), further.to_string())
}

#[test]
fn members_have_types_of_their_own() {
    let error = decode(400, json!({"hints": [{"text": "a"}], "mood": "calm"}));
    assert_eq!(error.member::<Vec<BodyHints>>("hints"), Some(vec![BodyHints { text: "a".into() }]));
    assert_eq!(error.member::<Open<BodyMood>>("mood"), Some(BodyMood::Calm.into()));

    let error = decode(409, json!({"winner": {"by": "b", "orders": [{"id": "1"}]}}));
    let winner = ConflictWinner { by: "b".into(), orders: Some(vec![json!({"id": "1"})]) };
    assert_eq!(error.member("winner"), Some(winner));
}

/// Three bodies have `hints` of three shapes: each is named after where it stands.
#[test]
fn members_of_one_name_are_told_apart() {
    let locked = decode(401, json!({"hints": [{"until": "2030-01-01T00:00:00Z"}]})).member::<Vec<LockedHints>>("hints");
    assert_eq!(locked.map(|hints| hints[0].until.is_some()), Some(true));
    let hints = decode(403, json!({"hints": [{"who": 7}]})).member::<Vec<ListOrders403Hints>>("hints");
    assert_eq!(hints.map(|hints| hints[0].who), Some(Some(7)));
}

#[test]
fn a_member_is_read_as_any_type() {
    let error = decode(400, json!({"order": {"id": "1"}, "known": [{"id": "2"}, {"id": "3"}], "mood": null}));
    let order = error.member::<BTreeMap<String, String>>("order");
    assert_eq!(order, Some(BTreeMap::from([("id".to_owned(), "1".to_owned())])));
    assert_eq!(error.member::<String>("known.1.id").as_deref(), Some("3"));
    assert_eq!(error.member::<Option<String>>("mood"), Some(None));
    for path in ["mood", "order", "known.2.id", "known.x", "known.id", "order.id.x", "", "no.such"] {
        assert_eq!(error.member::<String>(path), None, "{path}");
    }
    let error = ResponseError::decode(status(400), &json_headers(&[]), "<html>");
    assert_eq!(error.member::<Value>("order"), None);
}

/// What success responses return is no type of the errors: it is left out, with the unions that it is a form of.
#[test]
fn data_of_the_api_is_left_out() {
    let spec = concat!(env!("CARGO_MANIFEST_DIR"), "/specs/body-members.yaml");
    let generated = errbook_build::configure().generate(spec).expect("the spec is fine");
    for name in ["Order", "OrderLines", "BodyLatest", "BodyKnown", "BodyDescription"] {
        let is_there = ["struct", "enum"].iter().any(|kind| generated.text().contains(&format!("pub {kind} {name} ")));
        assert!(!is_there, "{name}");
    }
}
