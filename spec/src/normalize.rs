//! Schemas of OpenAPI 3.0, 3.1 and 3.2 in the one vocabulary that `openapiv3` reads: that of 3.0.
//!
//! Only what says something about errors is carried over: shapes, constants, enums, names and texts.
//! Lengths and patterns stay behind, so that nothing in them can fail a reading.
//!
//! `openapiv3` forgets where a schema stood; so each schema carries its place along, as extensions of our own:
//! `x-errbook-at` (an index into [`Places`]), `x-errbook-listed` (the keyword that its enum was written as),
//! `x-errbook-null` (it admits nothing but `null`) and `x-errbook-bounds` (its range, where numbers have one).

mod contents;
mod types;

use serde_json::{Map as JsonMap, Value, json};

use crate::catalog::Place;
use crate::diagnostic::Diagnostics;
use crate::tree::Node;

/// Extension: the index of the schema's place.
pub(crate) const AT: &str = "x-errbook-at";
/// Extension: the keyword that lists the values.
pub(crate) const LISTED: &str = "x-errbook-listed";
/// Extension: only `null` is admitted.
pub(crate) const NULL: &str = "x-errbook-null";

/// Most schemas say no more than this.
const FEW: usize = 8;
/// Extension: `minimum`, `maximum`, `exclusiveMinimum` and `exclusiveMaximum` as they are written.
pub(crate) const BOUNDS: &str = "x-errbook-bounds";

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
        let mut own = JsonMap::with_capacity(FEW);
        own.insert(AT.to_owned(), json!(self.places.add(place)));
        let Some(map) = node.as_map() else { return own };
        for (key, value) in map.iter() {
            let carried = match key.as_str() {
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

/// `json!` would copy them, with all that is in them.
fn alternatives(schemas: Vec<Value>) -> Value {
    Value::Object(JsonMap::from_iter([("oneOf".to_owned(), Value::Array(schemas))]))
}
