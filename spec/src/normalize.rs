//! Schemas of OpenAPI 3.0, 3.1 and 3.2 in the one vocabulary that `openapiv3` reads: that of 3.0.
//!
//! Only what says something about errors is carried over: shapes, constants, enums, names and texts.
//! Bounds and patterns stay behind, so that nothing in them can fail a reading.
//!
//! `openapiv3` forgets where a schema stood; so each schema carries its place along, as extensions of our own:
//! `x-errbook-at` (an index into [`Places`]), `x-errbook-const` (its enum was written as `const`) and
//! `x-errbook-null` (it admits nothing but `null`).

use serde_json::{Map as JsonMap, Value, json};

use crate::catalog::Place;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::suggest::nearest;
use crate::tree::{Map, Node};

/// Extension: the index of the schema's place.
pub(crate) const AT: &str = "x-errbook-at";
/// Extension: the enum was written as `const`.
pub(crate) const CONST: &str = "x-errbook-const";
/// Extension: only `null` is admitted.
pub(crate) const NULL: &str = "x-errbook-null";

const TYPES: [&str; 7] = ["string", "integer", "number", "boolean", "object", "array", "null"];

/// The places of the schemas that were normalised, by the index they carry.
#[derive(Debug, Default)]
pub(crate) struct Places(Vec<Place>);

impl Places {
    fn add(&mut self, place: &Place) -> usize {
        self.0.push(place.clone());
        self.0.len() - 1
    }

    /// The place of the schema that carries these extensions.
    pub(crate) fn get(&self, index: usize) -> Option<&Place> {
        self.0.get(index)
    }
}

/// Turns schemas into 3.0's vocabulary.
pub(crate) struct Normalizer<'a, F> {
    pub(crate) diagnostics: &'a mut Diagnostics,
    pub(crate) places: &'a mut Places,
    /// Every `x-error-codes` met beside an enum, which is read elsewhere.
    pub(crate) error_codes: &'a mut Vec<(Place, Node)>,
    /// From the place of a `$ref` and its text to the name of the component in the clean document; reports a wrong one.
    pub(crate) component: F,
}

impl<F: FnMut(&mut Diagnostics, &Place, &str) -> Option<String>> Normalizer<'_, F> {
    fn component(&mut self, place: &Place, reference: &str) -> Option<String> {
        (self.component)(self.diagnostics, place, reference)
    }

    /// The schema at `place`, normalised.
    pub(crate) fn schema(&mut self, node: &Node, place: &Place) -> Value {
        let Some(map) = node.as_map() else {
            return match node {
                Node::Bool(false) => json!({"not": {}}),
                _ => json!({}),
            };
        };
        self.diagnostics.repeated_keys(place, map.duplicates());
        let mut own = self.own(node, place);
        let mut parts = Vec::new();
        if let Some(reference) = map.get("$ref").and_then(Node::as_str)
            && let Some(component) = self.component(&child(place, "$ref"), reference)
        {
            let reference = json!({"$ref": format!("#/components/schemas/{component}")});
            if map.len() == 1 {
                return reference;
            }
            parts.push(reference);
        }
        parts.extend(self.list(map.get("allOf"), place, "allOf"));
        for keyword in ["oneOf", "anyOf"] {
            let (branches, null) = self.alternatives(map.get(keyword), place, keyword);
            if null {
                own.insert("nullable".to_owned(), Value::Bool(true));
            }
            match branches.len() {
                0 => {}
                1 => parts.extend(branches),
                _ => parts.push(json!({"oneOf": branches})),
            }
        }
        Self::assemble(own, parts)
    }

    /// Puts a schema's own keywords and what it is composed of together, so that each result is of one clean kind.
    fn assemble(mut own: JsonMap<String, Value>, mut parts: Vec<Value>) -> Value {
        if parts.is_empty() {
            return Value::Object(own);
        }
        let says_shape = ["type", "enum", NULL].iter().any(|key| own.contains_key(*key));
        if says_shape {
            let mut shape = JsonMap::new();
            for key in
                ["type", "enum", "properties", "required", "additionalProperties", "items", "format", AT, CONST, NULL]
            {
                if let Some(value) = if key == AT { own.get(key).cloned() } else { own.remove(key) } {
                    shape.insert(key.to_owned(), value);
                }
            }
            parts.insert(0, Value::Object(shape));
        }
        own.remove("format");
        own.insert("allOf".to_owned(), Value::Array(parts));
        Value::Object(own)
    }

    /// What the schema says itself, without what it is composed of.
    fn own(&mut self, node: &Node, place: &Place) -> JsonMap<String, Value> {
        let mut own = JsonMap::new();
        own.insert(AT.to_owned(), json!(self.places.add(place)));
        let Some(map) = node.as_map() else { return own };
        for (key, value) in map.iter() {
            let carried = match key {
                "title" | "description" | "format" => value.as_str().is_some(),
                "deprecated" | "nullable" => matches!(value, Node::Bool(_)),
                "default" => true,
                "x-error-codes" => {
                    self.error_codes.push((child(place, key), value.clone()));
                    false
                }
                _ => key.starts_with("x-") && !key.starts_with("x-errbook-"),
            };
            if carried {
                own.insert(key.to_owned(), value.to_json());
            }
        }
        if let Some(discriminator) = map.get("discriminator") {
            own.extend(self.discriminator(discriminator, place).map(|it| ("discriminator".to_owned(), it)));
        }
        Self::values(map, &mut own);
        self.types(map, place, &mut own);
        match own.get("type").and_then(Value::as_str) {
            Some("object") => self.object(node, place, &mut own),
            Some("array") => {
                if let Some(items) = map.get("items") {
                    let items = self.schema(items, &child(place, "items"));
                    own.insert("items".to_owned(), items);
                }
            }
            _ => {}
        }
        own
    }

    /// `enum` and `const`.
    fn values(map: &Map, own: &mut JsonMap<String, Value>) {
        if let Some(constant) = map.get("const") {
            own.insert("enum".to_owned(), json!([constant.to_json()]));
            own.insert(CONST.to_owned(), Value::Bool(true));
        } else if let Some(values) = map.get("enum").and_then(Node::as_list) {
            own.insert("enum".to_owned(), values.iter().map(Node::to_json).collect());
        }
    }

    /// `type` as text or as a list, `null` among the types, and the type that is meant where none is written.
    fn types(&mut self, map: &Map, place: &Place, own: &mut JsonMap<String, Value>) {
        let written: Vec<&str> = match map.get("type") {
            Some(Node::List(list)) => list.iter().filter_map(Node::as_str).collect(),
            Some(node) => node.as_str().into_iter().collect(),
            None => Vec::new(),
        };
        for name in written.iter().filter(|name| !TYPES.contains(name)) {
            let mut diagnostic =
                Diagnostic::warning(Rule::UnknownType, format!("`{name}` is no type of OpenAPI; any value is assumed"))
                    .at(child(place, "type"));
            if let Some(nearest) = nearest(name, TYPES) {
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
        let meant = if values.is_empty() { single(&types).or_else(|| shape(map, &types)) } else { type_of(&values) };
        if let Some(name) = meant {
            own.insert("type".to_owned(), json!(name));
            if matches!(name, "boolean" | "object" | "array") {
                own.remove("format");
            }
        }
    }

    fn object(&mut self, node: &Node, place: &Place, own: &mut JsonMap<String, Value>) {
        let mut properties = JsonMap::new();
        let at = child(place, "properties");
        let twice = node.get("properties").and_then(Node::as_map).map(Map::duplicates);
        self.diagnostics.repeated_keys(&at, twice.unwrap_or_default());
        for (name, schema) in node.entries("properties") {
            if !matches!(schema, Node::Bool(false)) {
                properties.insert(name.to_owned(), self.schema(schema, &child(&at, name)));
            }
        }
        own.insert("properties".to_owned(), Value::Object(properties));
        let required: Vec<&str> =
            node.get("required").and_then(Node::as_list).unwrap_or_default().iter().filter_map(Node::as_str).collect();
        own.insert("required".to_owned(), json!(required));
        match node.get("additionalProperties") {
            Some(Node::Bool(allowed)) => {
                own.insert("additionalProperties".to_owned(), json!(allowed));
            }
            Some(schema @ Node::Map(_)) => {
                let schema = self.schema(schema, &child(place, "additionalProperties"));
                own.insert("additionalProperties".to_owned(), schema);
            }
            _ => {}
        }
    }

    fn list(&mut self, node: Option<&Node>, place: &Place, keyword: &str) -> Vec<Value> {
        let at = child(place, keyword);
        let list = node.and_then(Node::as_list).unwrap_or_default();
        list.iter()
            .enumerate()
            .map(|(index, schema)| self.schema(schema, &Place { file: at.file, pointer: at.pointer.index(index) }))
            .collect()
    }

    /// The branches of a `oneOf` or `anyOf`, and whether `null` was one of them.
    fn alternatives(&mut self, node: Option<&Node>, place: &Place, keyword: &str) -> (Vec<Value>, bool) {
        let mut branches = self.list(node, place, keyword);
        let before = branches.len();
        branches.retain(|branch| branch.get(NULL).is_none());
        let null = branches.len() < before;
        (branches, null)
    }

    /// `propertyName` and `mapping`, its references as names of components.
    fn discriminator(&mut self, node: &Node, place: &Place) -> Option<Value> {
        let name = node.get("propertyName")?.as_str()?;
        let at = child(place, "discriminator");
        let mut mapping = JsonMap::new();
        for (value, target) in node.entries("mapping") {
            let Some(target) = target.as_str() else {
                continue;
            };
            // A bare name stands for a component of that name (OpenAPI 3.0.3 §4.7.25).
            let reference = if target.contains(['/', '#', '.']) {
                target.to_owned()
            } else {
                format!("#/components/schemas/{target}")
            };
            if let Some(component) = self.component(&at, &reference) {
                mapping.insert(value.to_owned(), json!(component));
            }
        }
        Some(json!({"propertyName": name, "mapping": mapping}))
    }
}

fn child(place: &Place, key: &str) -> Place {
    Place { file: place.file, pointer: place.pointer.child(key) }
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
    if implied("object", &["properties", "required", "additionalProperties"]) {
        Some("object")
    } else if implied("array", &["items"]) {
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
