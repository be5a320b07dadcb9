//! What a body has beside all that errbook knows the meaning of: typed, and read by the way to it.

use std::collections::BTreeMap;

use errbook::Open;
use errbook_tests::answer::{json_headers, status};
use errbook_tests::body_members::{
    BodyHints, BodyMood, Conflict, ConflictWinner, ErrorCode, ListOrders401Hints, ListOrders403Body,
    ListOrders403Hints, ResponseError,
};
use serde_json::{Value, json};

fn decode(number: u16, mut further: Value) -> ResponseError {
    further["error"] = json!({"code": "CONFLICT", "message": "No"});
    ResponseError::decode(status(number), &json_headers(&[]), further.to_string())
}

#[test]
fn members_have_types_of_their_own() {
    let error = decode(400, json!({"hints": [{"text": "a"}], "mood": "calm"}));
    let hint = BodyHints { text: "a".into(), additional: BTreeMap::new() };
    assert_eq!(error.member::<Vec<BodyHints>>("hints"), Some(vec![hint]));
    assert_eq!(error.member::<Open<BodyMood>>("mood"), Some(BodyMood::Calm.into()));

    let error = decode(409, json!({"winner": {"by": "b", "orders": [{"id": "1"}]}}));
    let winner = error.member::<ConflictWinner>("winner").expect("it is there");
    let orders = winner.orders.unwrap_or_default();
    assert_eq!((winner.by.as_str(), orders[0].id.as_str()), ("b", "1"));
}

/// Three bodies have `hints` of three shapes: each is named after where it stands.
#[test]
fn members_of_one_name_are_told_apart() {
    let locked =
        decode(401, json!({"hints": [{"until": "2030-01-01T00:00:00Z"}]})).member::<Vec<ListOrders401Hints>>("hints");
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

/// A whole body is a type, with the codes of the API in it, and with what the spec does not tell of.
#[test]
fn a_body_is_read_as_a_whole() {
    let sent = json!({
        "error": {"code": "CONFLICT", "message": "No", "since": 3},
        "winner": {"by": "b", "orders": [{"id": "1", "lines": [{"sku": "x"}]}]},
        "more": [null],
    });
    let error = ResponseError::decode(status(409), &json_headers(&[]), sent.to_string());
    let body: Conflict = error.body_as().expect("it is what the spec says");
    assert_eq!(body.error.code, ErrorCode::Conflict);
    assert_eq!(body.winner.as_ref().map(|winner| winner.by.as_str()), Some("b"));
    assert_eq!(body.additional["more"], json!([null]));
    assert_eq!(serde_json::to_value(&body).ok(), Some(sent));

    let error = decode(403, json!({"hints": [{"who": "x"}]}));
    let problem = error.body_as::<ListOrders403Body>().expect_err("it is something else").to_string();
    assert_eq!(problem, "hints[0].who: expected an integer, found a string");
    let error = ResponseError::decode(status(409), &json_headers(&[]), "<html>");
    assert_eq!(error.body_as::<Value>().expect_err("it is no JSON").to_string(), "expected value at line 1 column 1");
}

/// One member could bring all data of an API along; then whole bodies have types only where they are asked for.
#[test]
fn bodies_that_bring_many_types_along_have_none_unasked() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for (count, is_typed) in [(61, true), (62, false)] {
        let chain = (1..=count).map(|number| {
            let next = json!({"$ref": format!("#/components/schemas/Data{}", number % count + 1)});
            (format!("Data{number}"), json!({"type": "object", "properties": {"next": next, "n": {"type": "integer"}}}))
        });
        let either = json!({"oneOf": [{"$ref": "#/components/schemas/Data1"}, {"type": "string"}]});
        let error =
            json!({"type": "object", "properties": {"code": {"enum": ["A", "B"]}, "message": {"type": "string"}}});
        let body = json!({"type": "object", "properties": {
            "error": error, "records": {"type": "array", "items": {"$ref": "#/components/schemas/Data1"}}, "either": either,
        }});
        let content = json!({"application/json": {"schema": body}});
        let spec = json!({
            "openapi": "3.1.0",
            "info": {"title": "Data", "version": "1"},
            "paths": {"/a": {"get": {"responses": {"404": {"description": "None", "content": content}}}}},
            "components": {"schemas": chain.collect::<serde_json::Map<_, _>>()},
        });
        let path = folder.path().join("data.json");
        std::fs::write(&path, spec.to_string()).expect("the file can be written");
        let text = errbook_build::configure().client_only().generate(&path).expect("the spec is fine").text();
        assert_eq!(text.contains("pub struct Data1 "), is_typed, "{count}");
        assert_eq!(text.contains("// The 65 types of whole bodies are left out"), !is_typed, "{count}");
        let asked = errbook_build::configure().client_only().bodies().generate(&path).expect("the spec is fine").text();
        assert!(asked.contains("pub struct Data1 ") && !asked.contains("left out"), "{count}");
    }
}
