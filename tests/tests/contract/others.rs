//! Members that nobody declared: a type that begins or ceases to hold them.

use errbook_contract::{Side, compare};
use errbook_spec::{Options, Reading, read_text};
use serde_json::{Value, json};

use crate::edit::said;

/// An object that says this of other members.
fn pay(additional: Option<&Value>) -> Value {
    let mut pay = json!({"type": "object", "properties": {"account": {"type": "string"}}});
    if let (Some(pay), Some(additional)) = (pay.as_object_mut(), additional) {
        pay.insert("additionalProperties".to_owned(), additional.clone());
    }
    pay
}

/// A spec with one code, whose details are such an object.
#[track_caller]
fn details(additional: Option<&Value>) -> Reading {
    let details = json!({"code": {"const": "TOO_POOR"}, "details": {"$ref": "#/components/schemas/Pay"}});
    read(&json!({"type": "object", "required": ["code"], "properties": details}), &pay(additional))
}

#[track_caller]
fn read(body: &Value, pay: &Value) -> Reading {
    let response = json!({"description": "", "content": {"application/json": {"schema": body}}});
    let document = json!({
        "openapi": "3.1.0", "info": {"title": "Shop", "version": "1"},
        "paths": {"/orders": {"post": {"operationId": "order", "responses": {"402": response}}}},
        "components": {"schemas": {"Pay": pay}},
    });
    let mut options = Options::default();
    options.code_paths.push("code".to_owned());
    read_text("openapi.json", &document.to_string(), &options).unwrap_or_else(|report| panic!("{report}"))
}

/// Every change, and on which side and where it is shown.
fn changes(old: &Reading, new: &Reading) -> Vec<(String, Option<(Side, String)>)> {
    let changes = compare(old.catalog(), new.catalog());
    let place = |place: (Side, errbook_spec::Place)| (place.0, place.1.pointer.to_string());
    changes.into_iter().map(|change| (said(&change), change.place.clone().map(place))).collect()
}

#[test]
fn other_members_that_are_read_from_now_on_are_a_field_more() {
    let at = "/components/schemas/Pay/additionalProperties".to_owned();
    let texts = json!({"type": "string"});
    let came = vec![("field-added Pay.*: - → string".to_owned(), Some((Side::New, at.clone())))];
    let went = vec![("field-removed Pay.*: string → -".to_owned(), Some((Side::Old, at)))];
    for without in [None, Some(&json!(false))] {
        assert_eq!(changes(&details(without), &details(Some(&texts))), came);
        assert_eq!(changes(&details(Some(&texts)), &details(without)), went);
    }
    assert_eq!(changes(&details(None), &details(Some(&json!(false)))), [], "nothing is generated for either");
}

#[test]
fn a_body_that_closes_loses_what_its_schema_was_silent_of() {
    let steps = |additional: Option<&Value>| {
        let steps = json!({"type": "array", "items": {"type": "array", "items": {"$ref": "#/components/schemas/Pay"}}});
        let members = json!({"code": {"enum": ["GONE", "LOST"]}, "steps": steps});
        read(&json!({"type": "object", "required": ["code"], "properties": members}), &pay(additional))
    };
    let (open, closed) = (steps(None), steps(Some(&json!(false))));
    let said = |old: &Reading, new: &Reading| -> Vec<String> {
        changes(old, new).into_iter().map(|(change, _)| change).collect()
    };
    assert_eq!(said(&open, &closed), ["field-removed Pay.*: any value → -"]);
    assert_eq!(said(&closed, &open), ["field-added Pay.*: - → any value"]);
    assert_eq!(said(&open, &steps(Some(&json!(true)))), Vec::<String>::new());
}
