//! What objects and lists hold.

use serde_json::{Map as JsonMap, Value, json};

use super::{Normalizer, alternatives, child};
use crate::catalog::Place;
use crate::diagnostic::Diagnostics;
use crate::tree::{Map, Node};

impl<F: FnMut(&mut Diagnostics, &Place, &str) -> Option<String>> Normalizer<'_, F> {
    /// What an object or a list holds.
    pub(super) fn contents(&mut self, node: &Node, place: &Place, own: &mut JsonMap<String, Value>) {
        match own.get("type").and_then(Value::as_str) {
            Some("object") => self.object(node, place, own),
            Some("array") => {
                own.extend(self.items(node, place).map(|items| ("items".to_owned(), items)));
            }
            _ => {}
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
}

/// What one of these schemas admits.
fn one_of(mut schemas: Vec<Value>) -> Value {
    if schemas.len() == 1 { schemas.swap_remove(0) } else { alternatives(schemas) }
}
