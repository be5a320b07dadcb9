//! Names and texts that vendor extensions give to the values of an enum, each in the shape in which it is published.

use errbook_spec::{Catalog, Options, read_text};
use serde_json::{Value, json};

/// What is read of a spec whose codes `FIRST_ERROR` and `SECOND_ERROR` are listed by a schema with these extensions.
#[track_caller]
fn catalog(extensions: Value) -> Catalog {
    let mut code = json!({"type": "string", "enum": ["FIRST_ERROR", "SECOND_ERROR"]});
    if let (Some(code), Value::Object(extensions)) = (code.as_object_mut(), extensions) {
        code.extend(extensions);
    }
    code.as_object_mut().into_iter().for_each(|code| code.retain(|_, value| !value.is_null()));
    let schema = json!({"type": "object", "properties": {"code": code}});
    let response = json!({"description": "", "content": {"application/json": {"schema": schema}}});
    let spec = json!({"openapi": "3.0.3", "paths": {"/a": {"get": {"responses": {"409": response}}}}});
    let reading = read_text("openapi.json", &spec.to_string(), &Options::default());
    reading.unwrap_or_else(|report| unreachable!("{report}")).catalog().clone()
}

fn names(catalog: &Catalog) -> Vec<&str> {
    catalog.codes.iter().map(|code| code.ident.as_str()).collect()
}

fn texts(catalog: &Catalog) -> Vec<Option<&str>> {
    catalog.codes.iter().map(|code| code.description.as_deref()).collect()
}

#[test]
fn names_of_variants() {
    assert_eq!(names(&catalog(json!({}))), ["FirstError", "SecondError"]);
    for extensions in [
        json!({"x-enum-varnames": ["One", "Two"]}),
        json!({"x-enumNames": ["One", "Two"]}),
        json!({"x-ms-enum": {"name": "Code", "values": [{"value": "SECOND_ERROR", "name": "Two"}, {"value": "FIRST_ERROR", "name": "One"}]}}),
    ] {
        assert_eq!(names(&catalog(extensions.clone())), ["One", "Two"], "{extensions}");
    }
}

#[test]
fn descriptions() {
    let of_go = "FIRST_ERROR CodeFirst The first.\nSECOND_ERROR CodeSecond  The second.";
    for extensions in [
        json!({"x-enum-descriptions": ["The first.", "The second."]}),
        json!({"x-enum-descriptions": {"SECOND_ERROR": "The second.", "FIRST_ERROR": "The first."}}),
        json!({"x-enum-descriptions": [{"description": "The first."}, {"description": "The second."}]}),
        json!({"x-enumDescriptions": {"SECOND_ERROR": "The second.", "FIRST_ERROR": "The first."}}),
        json!({"x-ms-enum": {"values": [{"value": "FIRST_ERROR", "description": "The first."}, {"value": "SECOND_ERROR", "description": "The second."}]}}),
        json!({"x-enum-elements": [{"name": "FIRST_ERROR", "description": "The first."}, {"name": "SECOND_ERROR", "description": "The second."}]}),
        json!({ "x-go-enum-desc": of_go }),
        json!({"x-go-enum-desc": "FIRST_ERROR The first.\nSECOND_ERROR The second."}),
    ] {
        assert_eq!(texts(&catalog(extensions.clone())), [Some("The first."), Some("The second.")], "{extensions}");
    }
    let bare = catalog(json!({"x-go-enum-desc": "FIRST_ERROR CodeFirst\nSECOND_ERROR_2 CodeOther Another one."}));
    assert_eq!(texts(&bare), [None, None], "a name is no description, and a longer value another one");
}

#[test]
fn an_enum_that_may_grow_lists_codes_all_the_same() {
    let extensible = catalog(json!({"enum": null, "x-extensible-enum": ["FIRST_ERROR", "SECOND_ERROR"]}));
    assert_eq!(names(&extensible), ["FirstError", "SecondError"]);
    let place = extensible.codes[1].place.pointer.to_string();
    assert!(place.ends_with("/properties/code/x-extensible-enum/1"), "{place}");
}
