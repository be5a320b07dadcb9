//! Keys that are written twice where errors are described: of such a key only the last value counts.

use crate::catalog::Place;
use crate::diagnostic::Diagnostics;
use crate::tree::{Map, Node};

use super::child;

/// Reports those of an extension, however deep.
pub(super) fn in_extension(diagnostics: &mut Diagnostics, node: &Node, place: &Place) {
    let Some(map) = node.as_map() else { return };
    diagnostics.repeated_keys(place, map.duplicates());
    for (key, node) in map.iter() {
        in_extension(diagnostics, node, &child(place, key));
    }
}

/// Reports those of a response; its schemas are looked at by who reads them.
pub(super) fn in_response(diagnostics: &mut Diagnostics, response: &Node, place: &Place) {
    let mut report = |node: Option<&Node>, place: &Place| {
        let duplicates = node.and_then(Node::as_map).map(Map::duplicates);
        diagnostics.repeated_keys(place, duplicates.unwrap_or_default());
    };
    report(Some(response), place);
    report(response.get("headers"), &child(place, "headers"));
    let content = child(place, "content");
    report(response.get("content"), &content);
    for (media_type, node) in response.entries("content") {
        report(Some(node), &child(&content, media_type));
    }
}
