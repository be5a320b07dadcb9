//! Entities: the components that success responses return. What stands in them is data, and no place for error codes.

use indexmap::IndexSet;

use crate::catalog::Place;
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::surface::{Surface, child};
use crate::tree::Node;

/// A schema that is written into a response is looked through this deep for references.
const DEEPEST: usize = 8;

/// The components of the error surface that success responses return, alone, in a list or in a wrapper.
pub(super) fn of(document: &mut Document, surface: &Surface) -> IndexSet<String> {
    // Success responses are no concern of ours: what is wrong with them is not told.
    let mut silent = Diagnostics::default();
    let mut found = IndexSet::new();
    for (responses, key) in &surface.successes {
        let Some(place) = document.target(&mut silent, &child(responses, key)) else { continue };
        let at = child(&place, "content");
        for content in document.parts(&mut silent, &at) {
            let schema = child(&content.place, "schema");
            if let Some(node) = document.node(&mut silent, &schema) {
                references(&node, DEEPEST, &mut |reference| {
                    let target = document.resolve(&mut silent, &schema, reference);
                    found.extend(target.and_then(|place: Place| surface.component_at(&place)).map(str::to_owned));
                });
            }
        }
    }
    found
}

/// The references in a schema, without following them.
fn references(schema: &Node, depth: usize, found: &mut impl FnMut(&str)) {
    let Some(depth) = depth.checked_sub(1) else { return };
    if let Some(reference) = schema.get("$ref").and_then(Node::as_str) {
        found(reference);
    }
    for keyword in ["allOf", "oneOf", "anyOf"] {
        for branch in schema.get(keyword).and_then(Node::as_list).unwrap_or_default() {
            references(branch, depth, found);
        }
    }
    for (_, property) in schema.entries("properties") {
        references(property, depth, found);
    }
    if let Some(items) = schema.get("items") {
        references(items, depth, found);
    }
}
