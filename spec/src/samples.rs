//! Samples: what a spec shows of successes and of headers. Neither is part of the error surface, so nothing is read of them
//! until somebody asks, and what is wrong with them is nobody's concern.

use serde_json::Value;

use crate::catalog::{Example, Place, StatusKey};
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::surface::{METHODS, child, is_json, status_key};
use crate::tree::Node;

/// So many operations are looked at; published specs have a few thousand at most.
const MOST_OPERATIONS: usize = 20_000;

/// How an operation of the spec's `paths` succeeds.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Success {
    /// In lower case.
    pub method: String,
    /// The path template.
    pub path: String,
    /// The lowest status of the 200s that is documented; 200 for `2XX`. `None` where there is none.
    pub status: Option<u16>,
    /// The headers of that response.
    pub headers: Vec<HeaderSample>,
    /// The first example of its first body that is JSON.
    pub example: Option<Example>,
}

/// A header of a response, with a value that it could have.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct HeaderSample {
    /// Its name as the spec writes it.
    pub name: String,
    /// Whether every response has it.
    pub required: bool,
    /// The value that the spec shows, else one that its schema names, else a number where it is one.
    pub value: Option<Value>,
}

/// Looks at a document without a word about what it finds wrong.
pub(crate) struct Samples<'d> {
    document: &'d mut Document,
    unsaid: Diagnostics,
}

impl<'d> Samples<'d> {
    pub(crate) fn of(document: &'d mut Document) -> Self {
        Self { document, unsaid: Diagnostics::default() }
    }

    /// Every operation under `paths`, in the order of the spec.
    pub(crate) fn successes(mut self) -> Vec<Success> {
        let mut found = Vec::new();
        for item in self.document.parts(&mut self.unsaid, &child(&Place::start(), "paths")) {
            let Some(place) = self.target(&item.place).filter(|_| item.key.starts_with('/')) else { continue };
            for (method, operation) in self.operations(&place) {
                if found.len() == MOST_OPERATIONS {
                    return found;
                }
                found.push(self.success(method, item.key.clone(), &operation));
            }
        }
        found
    }

    /// The headers of a response.
    pub(crate) fn headers(&mut self, response: &Place) -> Vec<HeaderSample> {
        let parts = self.document.parts(&mut self.unsaid, &child(response, "headers"));
        let samples = parts.into_iter().filter_map(|part| {
            let header = self.target(&part.place)?;
            let required = matches!(self.node(&child(&header, "required")), Some(Node::Bool(true)));
            let value = self.shown(&header).or_else(|| self.admitted(&child(&header, "schema")));
            Some(HeaderSample { name: part.key, required, value })
        });
        samples.collect()
    }

    /// The methods of a path item.
    fn operations(&mut self, item: &Place) -> Vec<(String, Place)> {
        let mut operations = Vec::new();
        for part in self.document.parts(&mut self.unsaid, item) {
            if METHODS.contains(&part.key.as_str()) {
                operations.push((part.key, part.place));
            } else if part.key == "additionalOperations" {
                let more = self.document.parts(&mut self.unsaid, &part.place);
                operations.extend(more.into_iter().map(|part| (part.key.to_ascii_lowercase(), part.place)));
            }
        }
        operations
    }

    fn success(&mut self, method: String, path: String, operation: &Place) -> Success {
        let parts = self.document.parts(&mut self.unsaid, &child(operation, "responses"));
        let statuses = parts.into_iter().filter_map(|part| Some((succeeding(&part.key)?, part.place)));
        let first = statuses.min_by_key(|(status, _)| *status);
        let (status, place) = first.map_or((None, None), |(status, place)| (Some(status), self.target(&place)));
        let headers = place.as_ref().map(|place| self.headers(place)).unwrap_or_default();
        let example = place.and_then(|place| self.example(&child(&place, "content")));
        Success { method, path, status, headers, example }
    }

    /// The first example of the first body that is JSON.
    fn example(&mut self, content: &Place) -> Option<Example> {
        let bodies = self.document.parts(&mut self.unsaid, content);
        let body = bodies.into_iter().find(|body| is_json(&body.key))?;
        let value = self.shown(&body.place).or_else(|| self.shown_by_schema(&child(&body.place, "schema")))?;
        Some(Example { media_type: body.key, value })
    }

    /// `example`, or the first of `examples` that has a value.
    fn shown(&mut self, place: &Place) -> Option<Value> {
        if let Some(example) = self.node(&child(place, "example")) {
            return Some(example.to_json());
        }
        let examples = self.document.parts(&mut self.unsaid, &child(place, "examples"));
        examples.into_iter().find_map(|example| {
            let place = self.target(&example.place)?;
            self.node(&child(&place, "value")).map(|value| value.to_json())
        })
    }

    /// `example` of a schema, or the first of its `examples`.
    fn shown_by_schema(&mut self, schema: &Place) -> Option<Value> {
        let schema = self.target(schema)?;
        let first = |node: Node| node.as_list().and_then(<[Node]>::first).map(Node::to_json);
        let example = self.node(&child(&schema, "example")).map(|node| node.to_json());
        example.or_else(|| self.node(&child(&schema, "examples")).and_then(first))
    }

    /// A value of a schema of a header.
    fn admitted(&mut self, schema: &Place) -> Option<Value> {
        if let Some(shown) = self.shown_by_schema(schema) {
            return Some(shown);
        }
        let schema = self.target(schema)?;
        let node = self.node(&schema)?;
        let listed = node.get("enum").and_then(Node::as_list).and_then(<[Node]>::first);
        let named = node.get("const").or(node.get("default")).or(listed);
        named.map(Node::to_json).or_else(|| match node.get("type").and_then(Node::as_str)? {
            "integer" | "number" => Some(node.get("minimum").map_or_else(|| Value::from(1), Node::to_json)),
            "boolean" => Some(Value::Bool(true)),
            _ => None,
        })
    }

    fn target(&mut self, place: &Place) -> Option<Place> {
        self.document.target(&mut self.unsaid, place)
    }

    fn node(&mut self, place: &Place) -> Option<Node> {
        self.document.node(&mut self.unsaid, place)
    }
}

/// The status of a response key, if it is one of the 200s.
fn succeeding(key: &str) -> Option<u16> {
    match status_key(key)? {
        StatusKey::Exact(status) if status / 100 == 2 => Some(status),
        StatusKey::Range(2) => Some(200),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{Options, read_text};

    const SPEC: &str = "
openapi: 3.1.0
info: {title: t, version: '1'}
paths:
  /orders:
    get:
      responses:
        '204': {description: none}
        '200':
          description: fine
          headers:
            X-Total: {$ref: '#/components/headers/Total'}
            X-Kind: {required: true, schema: {type: string, enum: [new, old]}}
            X-Count: {schema: {type: integer, minimum: 3}}
            X-Text: {schema: {type: string}}
            X-Lost: {$ref: '#/components/headers/Lost'}
          content:
            text/plain: {example: no}
            application/json: {examples: {lost: {$ref: '#/nowhere'}, one: {$ref: '#/components/examples/One'}}}
        '404': {description: none, content: {application/json: {schema: {properties: {code: {enum: [A, B]}}}}}}
    post:
      responses:
        2XX: {$ref: '#/components/responses/Made'}
    delete: {responses: {'302': {description: elsewhere}}}
    put: {responses: {'200': {$ref: '#/components/responses/Round'}}}
  x-orders: {get: {responses: {'200': {description: fine}}}}
components:
  headers: {Total: {example: 7}}
  examples: {One: {value: {id: 1}}}
  responses:
    Made: {description: made, content: {application/vnd.shop+json: {schema: {$ref: '#/components/schemas/Order'}}}}
    Round: {$ref: '#/components/responses/Round'}
  schemas: {Order: {examples: [{id: 2}]}}
";

    fn successes() -> Vec<Success> {
        let reading = read_text("a.yaml", SPEC, &Options::default());
        reading.unwrap_or_else(|report| panic!("{report}")).successes()
    }

    #[test]
    fn each_operation_has_its_first_success_and_what_it_shows() {
        let found = successes();
        let said: Vec<_> = found
            .iter()
            .map(|it| {
                (it.method.as_str(), it.status, it.example.as_ref().map(|it| (it.media_type.as_str(), &it.value)))
            })
            .collect();
        let (one, two) = (json!({"id": 1}), json!({"id": 2}));
        let expected = [
            ("get", Some(200), Some(("application/json", &one))),
            ("post", Some(200), Some(("application/vnd.shop+json", &two))),
            ("delete", None, None),
            ("put", Some(200), None),
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn headers_have_values_that_the_spec_names() {
        let found = successes();
        let headers: Vec<_> =
            found[0].headers.iter().map(|it| (it.name.as_str(), it.required, it.value.clone())).collect();
        let expected = [
            ("X-Total", false, Some(json!(7))),
            ("X-Kind", true, Some(json!("new"))),
            ("X-Count", false, Some(json!(3))),
            ("X-Text", false, None),
        ];
        assert_eq!(headers, expected);
    }
}
