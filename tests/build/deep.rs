//! A spec whose bodies hold types in large circles, in small ones, and deeper than the compiler follows types.

use serde_json::{Map, Value, json};

/// How many types are in the large circle, and how many in the chain.
const COUNT: usize = 40;

/// The spec: the data of an API, from the customer to the order and back to the customer, and that forty times.
pub(crate) fn spec() -> Value {
    let body = json!({
        "type": "object",
        "required": ["code"],
        "properties": {
            "code": {"enum": ["A", "B"]},
            "round": reference("Round0"),
            "deep": reference("Deep0"),
            "tree": reference("Tree"),
        },
    });
    let content = json!({"application/json": {"schema": body}});
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Deep types", "version": "1"},
        "paths": {"/a": {"get": {"operationId": "getA", "responses": {"404": {"description": "None", "content": content}}}}},
        "components": {"schemas": schemas()},
    })
}

fn schemas() -> Map<String, Value> {
    let mut schemas = Map::new();
    for number in 0..COUNT {
        let next = reference(&format!("Round{}", (number + 1) % COUNT));
        // As data that can be sent as its identifier, or whole.
        let either = json!({"oneOf": [{"type": "string"}, next]});
        let list = json!({"type": "array", "items": either});
        let round =
            json!({"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}, "next": list}});
        schemas.insert(format!("Round{number}"), round);
        let next = reference(&format!("Deep{}", number + 1));
        let map = json!({"type": "object", "additionalProperties": {"type": "array", "items": next}});
        schemas.insert(format!("Deep{number}"), json!({"type": "object", "properties": {"next": map}}));
    }
    schemas.insert(format!("Deep{COUNT}"), json!({"type": "object", "properties": {"end": {"type": "boolean"}}}));
    let (left, right) = (reference("Tree"), json!({"type": "array", "items": reference("Tree")}));
    schemas.insert("Tree".to_owned(), json!({"type": "object", "properties": {"left": left, "right": right}}));
    schemas
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}
