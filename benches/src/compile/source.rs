//! A spec, and an enum of the same codes.

use serde_json::{Map, Value, json};

/// A spec with so many codes, which are spread over so many operations; where there are fewer, some have none.
pub(super) fn spec(codes: u32, operations: u32) -> String {
    let all: Vec<String> = (0..codes).map(wire).collect();
    let facts: Map<String, Value> = all.iter().map(|code| (code.clone(), fact(code))).collect();
    let mut paths = Map::from_iter([("/all".to_owned(), path("all", &[]))]);
    for operation in 0..operations.min(codes) {
        let own: Vec<&String> = all.iter().skip(operation as usize).step_by(operations as usize).collect();
        paths.insert(format!("/things{operation}"), path(&format!("getThings{operation}"), &own));
    }
    let error = json!({
        "type": "object",
        "required": ["error"],
        "properties": {"error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {
                "code": {"type": "string", "enum": all, "x-error-codes": facts},
                "message": {"type": "string"},
            },
        }},
    });
    let spec = json!({
        "openapi": "3.0.3",
        "info": {"title": "Shop", "version": "1"},
        "paths": paths,
        "components": {"schemas": {"Error": error}},
    });
    spec.to_string()
}

fn fact(code: &str) -> Value {
    json!({"status": 409, "description": format!("Something like {code} went wrong")})
}

/// An operation with these codes; without any, its one response says nothing of codes.
fn path(id: &str, codes: &[&String]) -> Value {
    let mut response = json!({
        "description": "",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
    });
    let mut status = "500";
    if !codes.is_empty() {
        response["x-error-codes"] = json!(codes);
        status = "409";
    }
    json!({"get": {"operationId": id, "responses": {status: response}}})
}

fn wire(position: u32) -> String {
    format!("THING_{position}_CANNOT_BE_DONE")
}

/// The same codes as an enum that can be parsed, printed, listed, serialized and deserialized.
pub(super) fn derived(codes: u32) -> String {
    let variants: Vec<String> = (0..codes)
        .map(|position| {
            let wire = wire(position);
            format!(
                "    /// Something like {wire} went wrong\n    #[serde(rename = {wire:?})]\n    \
                 #[strum(serialize = {wire:?})]\n    Thing{position}CannotBeDone,\n"
            )
        })
        .collect();
    format!(
        "/// The error codes of Shop.\n#[derive(\n    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, \
         serde::Serialize, serde::Deserialize,\n    strum::EnumString, strum::Display, strum::AsRefStr, \
         strum::IntoStaticStr, strum::EnumIter,\n)]\npub enum ErrorCode {{\n{}}}\n",
        variants.concat()
    )
}
