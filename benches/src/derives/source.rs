//! A spec, and the errors of a service that answers by it.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

/// So many types are derived, each for an operation of its own.
pub(super) const ENUMS: usize = 30;

/// So many variants has each of them.
pub(super) const VARIANTS: usize = 8;

/// So many codes has an operation of its own; all of them have the first of all codes.
const OWN: usize = 6;

/// A spec with so many codes, as it is written by hand: the enum, and what each operation returns of it.
pub(super) fn spec(codes: usize) -> String {
    let all: Vec<String> = (0..codes).map(code).collect();
    let facts: Map<String, Value> =
        all.iter().enumerate().map(|(position, code)| (code.clone(), fact(position))).collect();
    let paths: Map<String, Value> = (0..ENUMS).map(|position| (format!("/things{position}"), path(position))).collect();
    let error = json!({
        "type": "object",
        "required": ["error"],
        "properties": {"error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {
                "code": {"type": "string", "enum": all, "x-error-codes": facts},
                "message": {"type": "string"},
                "details": {},
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

fn fact(position: usize) -> Value {
    json!({"status": status(position), "description": format!("Something of kind {position} went wrong")})
}

/// The first code is for all operations, the next ones are one operation's after the other's; what is left is for none.
fn path(operation: usize) -> Value {
    let mut responses: Map<String, Value> = Map::new();
    for position in std::iter::once(0).chain(own(operation)) {
        let response = responses.entry(status(position).to_string()).or_insert_with(|| {
            json!({
                "description": "",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
                "x-error-codes": [],
            })
        });
        if let Some(codes) = response["x-error-codes"].as_array_mut() {
            codes.push(code(position).into());
        }
    }
    json!({"get": {"operationId": format!("getThings{operation}"), "responses": responses}})
}

fn own(operation: usize) -> impl Iterator<Item = usize> {
    (0..OWN).map(move |position| 1 + operation * OWN + position)
}

fn code(position: usize) -> String {
    format!("THING_{position}_CANNOT_BE_DONE")
}

fn status(position: usize) -> u16 {
    [401, 500, 404, 409, 422, 429, 403][position % 7]
}

/// The errors of all operations: a code by itself and with details, a cause of another type, one that is forwarded.
pub(super) fn errors(derived: bool) -> String {
    let attribute = |text: &str| if derived { format!("#[errbook({text})] ") } else { String::new() };
    let derive = if derived { "Debug, thiserror::Error, errbook::ApiError" } else { "Debug, thiserror::Error" };
    let mut text = format!(
        "#[derive({derive})]\n{}#[error(\"who are you?\")]\npub struct Who;\n",
        attribute(&format!("api = apis::shop, code = {}", code(0)))
    );
    for operation in 0..ENUMS {
        let of_type = attribute(&format!("api = apis::shop, operation = \"getThings{operation}\""));
        let codes: Vec<String> =
            own(operation).map(|position| attribute(&format!("code = {}", code(position)))).collect();
        let with_details = attribute(&format!("code = {}, details = why", code(1 + operation * OWN)));
        let forward = attribute("forward");
        // Writing to a string does not fail.
        let _ = write!(
            text,
            "\n#[derive({derive})]\n{of_type}\npub enum Error{operation} {{\n    \
             #[error(\"the database did not answer\")] {}Database(#[from] std::io::Error),\n    \
             #[error(\"no thing {{0}}\")] {}Missing(String),\n    \
             #[error(\"there is a thing {{name}}\")] {}Taken {{ name: String }},\n    \
             #[error(\"no\")] {}No,\n    \
             #[error(\"not now\")] {}NotNow,\n    \
             #[error(\"never\")] {}Never,\n    \
             #[error(\"because\")] {with_details}Because {{ why: Vec<String> }},\n    \
             #[error(transparent)] {forward}Who(#[from] Who),\n}}\n",
            codes[0], codes[1], codes[2], codes[3], codes[4], codes[5],
        );
    }
    text
}
