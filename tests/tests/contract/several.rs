//! One fact in several places, and several facts at once.

use errbook_contract::{Change, Release, compare};
use errbook_spec::{Options, read_text};
use serde_json::{Value, json};

/// The changes between two specs with these responses per operation.
#[track_caller]
fn changes(old: &Value, new: &Value) -> Vec<Change> {
    let read = |paths: &Value| {
        let document = json!({"openapi": "3.1.0", "info": {"title": "Shop", "version": "1"}, "paths": paths});
        let mut options = Options::default();
        options.code_paths.push("code".to_owned());
        read_text("openapi.json", &document.to_string(), &options).unwrap_or_else(|report| panic!("{report}"))
    };
    compare(read(old).catalog(), read(new).catalog())
}

/// A response whose codes are these.
fn response(codes: &[&str]) -> Value {
    let code = json!({"type": "string", "enum": codes});
    let schema = json!({"type": "object", "required": ["code"], "properties": {"code": code}});
    json!({"description": "", "content": {"application/json": {"schema": schema}}})
}

fn operation(id: &str, responses: &Value) -> Value {
    json!({"get": {"operationId": id, "responses": responses}})
}

fn names(changes: &[Change]) -> Vec<(&str, &str, Vec<&str>)> {
    let names = changes.iter().map(|change| {
        let operations = change.operations.iter().map(String::as_str).collect();
        (change.kind.name(), change.subject.name.as_str(), operations)
    });
    names.collect()
}

#[test]
fn a_code_that_came_to_three_operations_is_one_change() {
    let spec = |codes: &[&str]| {
        let responses = json!({"404": response(codes)});
        json!({"/a": operation("a", &responses), "/b": operation("b", &responses), "/c": operation("c", &responses)})
    };
    let changes = changes(&spec(&["GONE", "LOST"]), &spec(&["GONE", "LOST", "HIDDEN"]));
    assert_eq!(names(&changes), [("code-added", "HIDDEN", vec!["a", "b", "c"])]);
    assert_eq!(Release::of(&changes), Release::Minor);
}

#[test]
fn an_operation_that_went_is_one_change() {
    let responses = json!({"404": response(&["GONE", "LOST", "HIDDEN"]), "409": response(&["TAKEN", "BUSY"])});
    let both = json!({"/a": operation("a", &responses), "/b": operation("b", &responses)});
    let changes = changes(&both, &json!({"/a": operation("a", &responses)}));
    assert_eq!(names(&changes), [("operation-removed", "b", vec![])]);
}

#[test]
fn a_code_that_moves_in_one_operation_is_told_of_that_operation() {
    let there = json!({"404": response(&["GONE", "LOST"]), "409": response(&["TAKEN", "BUSY"])});
    let moved = json!({"404": response(&["GONE"]), "409": response(&["TAKEN", "BUSY", "LOST"])});
    let old = json!({"/a": operation("a", &there), "/b": operation("b", &there)});
    let new = json!({"/a": operation("a", &moved), "/b": operation("b", &there)});
    let changes = changes(&old, &new);
    assert_eq!(names(&changes), [("code-moved-in-operation", "LOST", vec!["a"])]);
    assert_eq!((changes[0].old.as_deref(), changes[0].new.as_deref()), (Some("404"), Some("409")));
}

#[test]
fn codes_without_anything_alike_are_not_taken_for_one() {
    let spec = |code: &str| json!({"/a": operation("a", &json!({"404": response(&["GONE", code])}))});
    let changes = changes(&spec("LOST"), &spec("UNREACHABLE"));
    assert_eq!(names(&changes), [("code-removed", "LOST", vec!["a"]), ("code-added", "UNREACHABLE", vec!["a"])]);
    assert!(changes.iter().all(|change| !change.is_guess));
}

#[test]
fn a_type_that_many_codes_carry_is_told_once() {
    let branch = |code: &str| {
        let limit = json!({"$ref": "#/components/schemas/Limit"});
        json!({"type": "object", "required": ["code"], "properties": {"code": {"const": code}, code.to_lowercase(): limit}})
    };
    let spec = |most: &str| {
        let schema = json!({"oneOf": [branch("LINKS"), branch("CLICKS"), branch("USERS")]});
        let response = json!({"description": "", "content": {"application/json": {"schema": schema}}});
        let document = json!({
            "openapi": "3.1.0", "info": {"title": "Shop", "version": "1"},
            "paths": {"/a": operation("a", &json!({"402": response}))},
            "components": {"schemas": {"Limit": {"type": "object", "properties": {"max": {"type": most}}}}},
        });
        read_text("openapi.json", &document.to_string(), &Options::default())
            .unwrap_or_else(|report| panic!("{report}"))
    };
    let changes = compare(spec("integer").catalog(), spec("string").catalog());
    assert_eq!(names(&changes), [("field-retyped", "Limit.max", vec![])]);
    assert_eq!(changes[0].codes, ["LINKS", "CLICKS", "USERS"]);
    assert_eq!(Release::of(&changes), Release::Major);
}

#[test]
fn nothing_is_a_patch() {
    let spec = json!({"/a": operation("a", &json!({"404": response(&["GONE", "LOST"])}))});
    assert_eq!(Release::of(&changes(&spec, &spec)), Release::Patch);
}
