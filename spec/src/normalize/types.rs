//! The type of a value, and the values that are listed of it.

use serde_json::{Map as JsonMap, Value, json};

use super::{LISTED, NULL, Normalizer, TYPE_LIST, child};
use crate::catalog::Place;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::suggest::nearest;
use crate::tree::{Map, Node};

/// The keyword of an enum to which values may be added.
const EXTENSIBLE: &str = "x-extensible-enum";
const TYPES: [&str; 7] = ["string", "integer", "number", "boolean", "object", "array", "null"];

impl<F: FnMut(&mut Diagnostics, &Place, &str) -> Option<String>> Normalizer<'_, F> {
    /// `enum`, `const`, and `x-extensible-enum`, which lists the values that there are so far.
    pub(super) fn values(map: &Map, own: &mut JsonMap<String, Value>) {
        let list = |keyword: &str| map.get(keyword).and_then(Node::as_list);
        let (keyword, values) = if let Some(constant) = map.get("const") {
            ("const", std::slice::from_ref(constant))
        } else if let Some(values) = list("enum") {
            ("enum", values)
        } else if let Some(values) = list(EXTENSIBLE) {
            (EXTENSIBLE, values)
        } else {
            return;
        };
        own.insert("enum".to_owned(), values.iter().map(Node::to_json).collect());
        own.insert(LISTED.to_owned(), json!(keyword));
    }

    /// `type` as text or as a list, `null` among the types, and the type that is meant where none is written.
    pub(super) fn types(&mut self, map: &Map, place: &Place, own: &mut JsonMap<String, Value>) {
        let written: Vec<&str> = match map.get("type") {
            Some(Node::List(list)) => list.iter().filter_map(Node::as_str).collect(),
            Some(node) => node.as_str().into_iter().collect(),
            None => Vec::new(),
        };
        for name in written.iter().filter(|name| !TYPES.contains(name)) {
            let mut diagnostic =
                Diagnostic::warning(Rule::UnknownType, format!("`{name}` is no type of OpenAPI; any value is assumed"))
                    .at(child(place, "type"));
            if let Some(nearest) = nearest(name, &mut TYPES.into_iter()) {
                diagnostic = diagnostic.help(format!("did you mean `{nearest}`?"));
            }
            self.diagnostics.push(diagnostic);
        }
        let mut types: Vec<&str> = written.into_iter().filter(|name| TYPES.contains(name)).collect();
        let null = types.contains(&"null");
        types.retain(|name| *name != "null");
        let values = own.get("enum").and_then(Value::as_array).cloned().unwrap_or_default();
        let null = null || values.contains(&Value::Null);
        let only_null = null && types.is_empty() && values.iter().all(Value::is_null);
        if null {
            own.insert("nullable".to_owned(), Value::Bool(true));
        }
        if only_null {
            own.remove("enum");
            own.insert(NULL.to_owned(), Value::Bool(true));
            return;
        }
        if values.is_empty() && types.len() > 1 {
            own.insert(TYPE_LIST.to_owned(), json!(types));
            return;
        }
        let meant = if values.is_empty() { single(&types).or_else(|| shape(map, &types)) } else { type_of(&values) };
        if let Some(name) = meant {
            own.insert("type".to_owned(), json!(name));
            if matches!(name, "boolean" | "object" | "array") {
                own.remove("format");
            }
        }
    }
}

fn single<'t>(types: &[&'t str]) -> Option<&'t str> {
    match types {
        [only] => Some(only),
        _ => None,
    }
}

/// The type that keywords imply where `type` is missing.
fn shape(map: &Map, types: &[&str]) -> Option<&'static str> {
    let implied = |name: &str, keywords: &[&str]| {
        (types.is_empty() || types.contains(&name)) && keywords.iter().any(|keyword| map.get(keyword).is_some())
    };
    if implied("object", &["properties", "required", "additionalProperties", "patternProperties"]) {
        Some("object")
    } else if implied("array", &["items", "prefixItems"]) {
        Some("array")
    } else {
        None
    }
}

/// The one type that all values have, `null` aside. Integers too big for 64 bits have none.
fn type_of(values: &[Value]) -> Option<&'static str> {
    let mut values = values.iter().filter(|value| !value.is_null());
    let of = |value: &Value| match value {
        Value::String(_) => Some("string"),
        Value::Bool(_) => Some("boolean"),
        Value::Number(number) if number.is_i64() => Some("integer"),
        _ => None,
    };
    let first = of(values.next()?)?;
    values.all(|value| of(value) == Some(first)).then_some(first)
}
