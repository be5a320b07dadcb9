//! Nothing outside of the error surface can fail the reading, or change what it gives.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Map, Value};

use crate::specs::{Spec, cases, difference};

/// Stands for an integer that no machine holds; JSON has no limit.
const HUGE: &str = "a number of 40 digits";

/// Everything that JSON can say, with the words of OpenAPI in places where they make no sense.
fn anything() -> impl Strategy<Value = Value> {
    const WORDS: [&str; 8] =
        ["", "NO", "#/nowhere", "http://example.com/a.yaml", "../../outside.yaml", "string", "sting", "é\u{0}💥"];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        Just(Value::from(HUGE)),
        prop::sample::select(&WORDS[..]).prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    let keys = [
        "$ref",
        "type",
        "enum",
        "const",
        "properties",
        "required",
        "items",
        "allOf",
        "oneOf",
        "not",
        "schema",
        "content",
        "application/json",
        "example",
        "examples",
        "discriminator",
        "exclusiveMinimum",
        "nullable",
        "default",
        "404",
        "é",
    ];
    leaf.prop_recursive(4, 24, 5, move |inner| {
        let members = prop::collection::vec((prop::sample::select(keys.to_vec()), inner.clone()), 0..5);
        prop_oneof![
            prop::collection::vec(inner, 0..5).prop_map(Value::from),
            members.prop_map(|members| {
                Value::from(members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
            }),
        ]
    })
}

/// The part of a document that says something of errors, worked out apart from errbook: pointers, each with all below.
struct Surface {
    kept: BTreeSet<String>,
}

impl Surface {
    fn of(document: &Value) -> Self {
        let mut surface = Self { kept: BTreeSet::new() };
        for (key, _) in object(document) {
            if ["openapi", "info"].contains(&key.as_str()) || key.starts_with("x-") {
                surface.keep(document, &format!("/{}", escaped(key)));
            }
        }
        // Relative problem types are resolved against a server.
        if document.to_string().contains("application/problem+json") {
            surface.keep(document, "/servers");
        }
        for section in ["/paths", "/webhooks", "/components/callbacks", "/components/pathItems"] {
            surface.search(document, section);
        }
        // What stands beside an enum speaks of its codes, and is read wherever error responses reach it.
        surface
    }

    /// Keeps every error response below a place, and what decides how its operation is called.
    fn search(&mut self, document: &Value, pointer: &str) {
        for (key, value) in object(document.pointer(pointer).unwrap_or(&Value::Null)) {
            let at = format!("{pointer}/{}", escaped(key));
            match key.as_str() {
                "responses" => {
                    for (status, _) in object(value) {
                        if !status.starts_with(['1', '2', '3']) {
                            self.keep(document, &format!("{at}/{}", escaped(status)));
                        }
                    }
                }
                "$ref" | "operationId" | "x-error-codes" => self.keep(document, &at),
                "parameters" | "requestBody" | "servers" | "security" | "tags" => {}
                _ => self.search(document, &at),
            }
        }
    }

    /// Keeps a value and everything that it refers to.
    fn keep(&mut self, document: &Value, pointer: &str) {
        if !self.kept.insert(pointer.to_owned()) {
            return;
        }
        for reference in references(document.pointer(pointer).unwrap_or(&Value::Null)) {
            if let Some(target) = reference.strip_prefix('#') {
                let target = target.replace("%7B", "{").replace("%7D", "}");
                self.keep(document, &target);
            }
        }
    }

    /// Whether a value, or something in it, is kept.
    fn touches(&self, pointer: &str) -> bool {
        let below = format!("{pointer}/");
        self.kept
            .iter()
            .any(|kept| kept == pointer || kept.starts_with(&below) || pointer.starts_with(&format!("{kept}/")))
    }

    /// Every place that has nothing to do with errors. Path items stay what they are: a reference there is followed.
    fn outside(&self, document: &Value) -> Vec<String> {
        let mut found = Vec::new();
        let mut open = vec![(String::new(), document)];
        while let Some((pointer, value)) = open.pop() {
            for (key, value) in children(value) {
                let pointer = format!("{pointer}/{}", escaped(&key));
                let is_path_item = pointer.matches('/').count() == 2 && pointer.starts_with("/paths/");
                let is_section = ["/paths", "/webhooks", "/components"].contains(&pointer.as_str());
                if !self.touches(&pointer) && !is_path_item && !is_section {
                    found.push(pointer.clone());
                }
                open.push((pointer, value));
            }
        }
        found.sort();
        found
    }
}

fn object(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn children(value: &Value) -> Vec<(String, &Value)> {
    match value {
        Value::Object(members) => members.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect(),
        _ => Vec::new(),
    }
}

fn references(value: &Value) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    if let Some(discriminator) = value.get("discriminator").and_then(|it| it.get("mapping")) {
        found.extend(object(discriminator).filter_map(|(_, target)| target.as_str()));
    }
    found.extend(value.get("$ref").and_then(Value::as_str));
    found.extend(children(value).into_iter().flat_map(|(_, value)| references(value)));
    found
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[test]
fn what_is_outside_of_the_surface_changes_nothing() {
    let specs: Vec<_> = Spec::all()
        .into_iter()
        .map(|spec| {
            let outside = Surface::of(&spec.document).outside(&spec.document);
            let catalog = spec.read(&spec.document);
            (spec, outside, catalog)
        })
        .filter(|(_, outside, _)| !outside.is_empty())
        .collect();
    let replacements = prop::collection::vec((any::<prop::sample::Index>(), anything()), 1..8);
    let mut runner = proptest::test_runner::TestRunner::new(cases(150));
    let outcome = runner.run(&(0..specs.len(), replacements), |(spec, replacements)| {
        let (spec, outside, catalog) = &specs[spec];
        let mut document = spec.document.clone();
        for (at, value) in replacements {
            let pointer = at.get(outside);
            // An earlier replacement may have taken the place away.
            if let Some(place) = document.pointer_mut(pointer) {
                *place = value;
            }
        }
        let text = document.to_string().replace(&format!("\"{HUGE}\""), &"9".repeat(40));
        for form in ["openapi.json", "openapi.yaml"] {
            let difference = difference(&spec.read_text(form, &text), catalog);
            prop_assert!(difference.is_empty(), "{} as {}: {}", spec.name, form, difference);
        }
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}
