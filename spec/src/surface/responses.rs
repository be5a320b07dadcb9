//! Error responses: their headers, their JSON bodies and the examples of these.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::components::Reader;
use super::declared::{self, At};
use super::typed::typed;
use super::{SurfaceBody, SurfaceResponse, child, repeated, text};
use crate::catalog::{Header, Place};
use crate::keyed::Keyed;
use crate::tree::Node;

/// A response on its way into the clean document.
#[derive(Debug)]
pub(super) struct Draft {
    place: Place,
    description: String,
    headers: Vec<Header>,
    /// By media type: the clean schema, examples.
    contents: Keyed<String, (Value, Vec<Value>)>,
    narrowing: Option<Vec<(String, Place)>>,
}

/// Whether a media type is JSON, by its name (RFC 6839 §3.1).
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    matches!(essence.as_str(), "application/json" | "text/json" | "*/*" | "application/*") || essence.ends_with("+json")
}

/// Whether a media type is that of RFC 9457.
pub(crate) fn media_type_is_problem(media_type: &str) -> bool {
    media_type.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/problem+json")
}

impl Reader<'_> {
    /// Reads the response at `place`, which is no reference any more.
    pub(super) fn response(&mut self, place: &Place) -> Draft {
        let node = self.document.node(self.diagnostics, place).unwrap_or(Node::Null);
        repeated::in_response(self.diagnostics, &node, place);
        let at = child(place, "content");
        let mut contents: Keyed<String, (Value, Vec<Value>)> = Keyed::default();
        for (media_type, content) in node.entries("content") {
            if is_json(media_type) {
                let at = child(&at, media_type);
                let schema = content
                    .get("schema")
                    .map_or_else(|| json!({}), |schema| self.schema(schema, &child(&at, "schema")));
                let examples = self.examples(content, &at);
                let content = (schema, examples);
                *contents.entry(media_type.to_owned(), Default::default).1 = content;
            }
        }
        let headers = self.headers(&node, &child(place, "headers"));
        let codes = node.get("x-error-codes");
        let narrowing = codes
            .and_then(|node| declared::narrowing(self.diagnostics, At { node, place: &child(place, "x-error-codes") }));
        Draft { place: place.clone(), description: text(&node, "description"), headers, contents, narrowing }
    }

    fn headers(&mut self, response: &Node, at: &Place) -> Vec<Header> {
        let mut headers = Vec::new();
        for (name, node) in response.entries("headers") {
            // `Content-Type` is no header of its own (OpenAPI 3.0.3 §4.7.17.1).
            if !name.eq_ignore_ascii_case("content-type") {
                let header = self.followed(node, &child(at, name));
                let description = header.get("description").and_then(Node::as_str).map(str::to_owned);
                let required = matches!(header.get("required"), Some(Node::Bool(true)));
                headers.push(Header { name: name.to_owned(), required, description });
            }
        }
        headers
    }

    /// The values of `example` and `examples` of a media type.
    fn examples(&mut self, content: &Node, at: &Place) -> Vec<Value> {
        let mut examples: Vec<Value> = content.get("example").map(Node::to_json).into_iter().collect();
        let at = child(at, "examples");
        for (name, node) in content.entries("examples") {
            let example = self.followed(node, &child(&at, name));
            examples.extend(example.get("value").map(Node::to_json));
        }
        examples
    }

    /// The node, or what its `$ref` leads to.
    fn followed<'n>(&mut self, node: &'n Node, at: &Place) -> Cow<'n, Node> {
        if node.get("$ref").is_none() {
            return Cow::Borrowed(node);
        }
        let target = self.document.target(self.diagnostics, at);
        Cow::Owned(target.and_then(|place| self.document.node(self.diagnostics, &place)).unwrap_or(Node::Null))
    }
}

impl Draft {
    /// Its typed bodies.
    pub(super) fn bodies(&mut self) -> Vec<SurfaceBody> {
        let contents = std::mem::take(&mut self.contents).into_iter();
        let bodies = contents.map(|(media_type, (schema, examples))| SurfaceBody {
            media_type,
            schema: typed(schema),
            examples,
        });
        bodies.collect()
    }

    pub(super) fn finish(self, bodies: Vec<SurfaceBody>) -> SurfaceResponse {
        let Self { place, description, headers, narrowing, .. } = self;
        SurfaceResponse { place, description, headers, bodies, narrowing }
    }
}
