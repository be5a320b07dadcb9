//! What is no change of the contract gives no change, whatever else of a spec is written otherwise.

use errbook_contract::compare;
use serde_json::{Map, Value};

use crate::specs::Spec;

/// Turns the order of all mappings and enums around.
fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let turned = members.iter().rev().map(|(key, value)| {
                let value = match (key.as_str(), value) {
                    ("enum", Value::Array(values)) => values.iter().rev().cloned().collect(),
                    (_, value) => reversed(value),
                };
                (key.clone(), value)
            });
            Value::Object(turned.collect::<Map<_, _>>())
        }
        Value::Array(items) => items.iter().map(reversed).collect(),
        other => other.clone(),
    }
}

/// Takes away the texts for people.
fn without_texts(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|key, value| !(value.is_string() && (key == "description" || key == "summary")));
            members.values_mut().for_each(without_texts);
        }
        Value::Array(items) => items.iter_mut().for_each(without_texts),
        _ => {}
    }
}

#[track_caller]
fn assert_no_change(spec: &Spec, document: &Value, what: &str) {
    let (old, new) = (spec.read(&spec.document), spec.read(document));
    let changes = compare(&old, &new);
    assert!(changes.is_empty(), "{}, {what}: {changes:#?}", spec.name);
    let changes = compare(&new, &old);
    assert!(changes.is_empty(), "{}, {what}, taken back: {changes:#?}", spec.name);
}

#[test]
fn the_same() {
    for spec in Spec::all() {
        assert_no_change(&spec, &spec.document, "the same");
    }
}

#[test]
fn another_order() {
    for spec in Spec::all() {
        assert_no_change(&spec, &reversed(&spec.document), "another order");
    }
}

#[test]
fn other_texts() {
    for spec in Spec::all() {
        let mut document = spec.document.clone();
        without_texts(&mut document);
        assert_no_change(&spec, &document, "without texts");
    }
}
