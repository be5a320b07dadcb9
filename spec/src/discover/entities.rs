//! Entities: the components that success responses return. What stands in them is data, and no place for error codes.

use std::collections::HashSet;

use crate::catalog::{Body, Catalog, Place, Role};
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::surface::{Surface, child};
use crate::tree::Node;

/// A schema that is written into a response is looked through this deep for references.
const DEEPEST: usize = 8;

/// Marks the types of a catalog that are entities. Where no body as such holds any type, nobody asks.
pub(crate) fn mark(catalog: &mut Catalog, document: &mut Document, surface: &Surface) {
    if !catalog.envelopes.iter().any(|envelope| holds_types(&envelope.body)) {
        return;
    }
    let entities = of(document, surface);
    for named in &mut catalog.types {
        named.is_entity = surface.component_at(&named.place).is_some_and(|name| entities.contains(name));
    }
}

fn holds_types(body: &Body) -> bool {
    body.members.iter().any(|member| match &member.role {
        Role::Other(ty) => ty.named().is_some(),
        Role::Object(below) | Role::List(below) => holds_types(below),
        Role::Constant(_) | Role::Slot(_) => false,
    })
}

/// The components of the error surface that success responses return, alone, in a list or in a wrapper.
pub(super) fn of(document: &mut Document, surface: &Surface) -> HashSet<String> {
    // Success responses are no concern of ours: what is wrong with them is not told.
    let mut silent = Diagnostics::default();
    let mut found = HashSet::new();
    for success in &surface.successes {
        let Some(place) = document.target(&mut silent, success) else { continue };
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
