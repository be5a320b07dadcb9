//! Schemas of OpenAPI 3.0, 3.1 and 3.2 in the one vocabulary that `openapiv3` reads: that of 3.0.
//!
//! Only what says something about errors is carried over: shapes, constants, enums, names and texts.
//! Lengths and patterns stay behind, so that nothing in them can fail a reading.
//!
//! `openapiv3` forgets where a schema stood; so each schema carries its place along, as extensions of our own:
//! `x-errbook-at` (an index into [`Places`]), `x-errbook-listed` (the keyword that its enum was written as),
//! `x-errbook-null` (it admits nothing but `null`) and `x-errbook-bounds` (its range, where numbers have one).

use serde_json::{Map as JsonMap, Value, json};

use crate::catalog::Place;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::suggest::nearest;
use crate::tree::{Map, Node};

/// Extension: the index of the schema's place.
pub(crate) const AT: &str = "x-errbook-at";
/// Extension: the keyword that lists the values.
pub(crate) const LISTED: &str = "x-errbook-listed";
/// The keyword of an enum to which values may be added.
const EXTENSIBLE: &str = "x-extensible-enum";
/// Extension: only `null` is admitted.
pub(crate) const NULL: &str = "x-errbook-null";

/// Extension: `minimum`, `maximum`, `exclusiveMinimum` and `exclusiveMaximum` as they are written.
pub(crate) const BOUNDS: &str = "x-errbook-bounds";

const TYPES: [&str; 7] = ["string", "integer", "number", "boolean", "object", "array", "null"];

/// On the way only: the types that a list of several names.
const TYPE_LIST: &str = "x-errbook-types";
/// What says the shape of a value, and whatever must stay beside that.
const SHAPE: [&str; 11] =
    ["type", "enum", "properties", "required", "additionalProperties", "items", "format", AT, LISTED, NULL, BOUNDS];

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
                _ => {
                    let mut branching = JsonMap::from_iter([(keyword.to_owned(), Value::Array(branches))]);
                    branching.extend(own.get("discriminator").map(|it| ("discriminator".to_owned(), it.clone())));
                    parts.push(Value::Object(branching));
                }
            }
        }
        own.remove("discriminator");
        let types = own.remove(TYPE_LIST);
        parts.extend(types.map(|types| self.one_of_types(node, place, &types, &own)));
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
            for key in SHAPE {
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
        let bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
        let bounds: JsonMap<String, Value> =
            bounds.iter().filter_map(|key| Some(((*key).to_owned(), map.get(key)?.to_json()))).collect();
        if !bounds.is_empty() {
            own.insert(BOUNDS.to_owned(), Value::Object(bounds));
        }
        self.types(map, place, &mut own);
        self.contents(node, place, &mut own);
        own
    }

    /// What an object or a list holds.
    fn contents(&mut self, node: &Node, place: &Place, own: &mut JsonMap<String, Value>) {
        match own.get("type").and_then(Value::as_str) {
            Some("object") => self.object(node, place, own),
            Some("array") => {
                own.extend(self.items(node, place).map(|items| ("items".to_owned(), items)));
            }
            _ => {}
        }
    }

    /// A list of several types, as a branch for each.
    fn one_of_types(&mut self, node: &Node, place: &Place, types: &Value, own: &JsonMap<String, Value>) -> Value {
        let names = types.as_array().into_iter().flatten();
        let branches = names.map(|name| {
            let mut branch = JsonMap::from_iter([("type".to_owned(), name.clone())]);
            for key in [AT, BOUNDS, "format"] {
                // Formats are of one type each; that of another says nothing.
                if key != "format" || name == "string" {
                    branch.extend(own.get(key).map(|it| (key.to_owned(), it.clone())));
                }
            }
            self.contents(node, place, &mut branch);
            Value::Object(branch)
        });
        alternatives(branches.collect())
    }

    /// `enum`, `const`, and `x-extensible-enum`, which lists the values that there are so far.
    fn values(map: &Map, own: &mut JsonMap<String, Value>) {
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
        self.pattern_properties(node, place, own);
    }

    /// Members that a pattern names are members that no name declares; they may be what any of the patterns says.
    fn pattern_properties(&mut self, node: &Node, place: &Place, own: &mut JsonMap<String, Value>) {
        if node.get("patternProperties").is_none() {
            return;
        }
        let at = child(place, "patternProperties");
        let mut patterns: Vec<Value> = Vec::new();
        for (name, schema) in node.entries("patternProperties") {
            patterns.push(self.schema(schema, &child(&at, name)));
        }
        if patterns.is_empty() {
            return;
        }
        match own.remove("additionalProperties") {
            Some(schema @ Value::Object(_)) => patterns.push(schema),
            // Where nothing is said of those that no pattern names, they may be anything.
            Some(Value::Bool(true)) | None => patterns.push(json!({})),
            _ => {}
        }
        own.insert("additionalProperties".to_owned(), one_of(patterns));
    }

    /// What a list holds. Positions are not told apart: where some have a schema of their own, an item may be what any says.
    fn items(&mut self, node: &Node, place: &Place) -> Option<Value> {
        let mut each = self.list(node.get("prefixItems"), place, "prefixItems");
        let items = node.get("items").map(|items| self.schema(items, &child(place, "items")));
        if each.is_empty() {
            return items;
        }
        if !matches!(node.get("items"), Some(Node::Bool(false))) {
            each.push(items.unwrap_or_else(|| json!({})));
        }
        Some(one_of(each))
    }

    fn list(&mut self, node: Option<&Node>, place: &Place, keyword: &str) -> Vec<Value> {
        let Some(list) = node.and_then(Node::as_list) else { return Vec::new() };
        let at = child(place, keyword);
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
    if implied("object", &["properties", "required", "additionalProperties", "patternProperties"]) {
        Some("object")
    } else if implied("array", &["items", "prefixItems"]) {
        Some("array")
    } else {
        None
    }
}

/// What one of these schemas admits.
fn one_of(mut schemas: Vec<Value>) -> Value {
    if schemas.len() == 1 { schemas.swap_remove(0) } else { alternatives(schemas) }
}

/// `json!` would copy them, with all that is in them.
fn alternatives(schemas: Vec<Value>) -> Value {
    Value::Object(JsonMap::from_iter([("oneOf".to_owned(), Value::Array(schemas))]))
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
