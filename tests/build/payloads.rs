//! A spec with a hundred payloads of every kind there is, the same ones on every machine.

use serde_json::{Map, Value, json};

/// How many payloads there are.
const COUNT: usize = 100;

/// The spec: a code for each payload, whose `details` hold it under `value`.
pub(crate) fn spec() -> Value {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let branches: Vec<Value> = (0..COUNT).map(|number| branch(&mut random, number)).collect();
    let body = json!({"application/json": {"schema": {"oneOf": branches}}});
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Many payloads", "version": "1"},
        "paths": {"/a": {"get": {
            "operationId": "getA",
            "responses": {"400": {"description": "An error", "content": body}},
        }}},
        "components": {"schemas": shared()},
    })
}

fn branch(random: &mut Random, number: usize) -> Value {
    let value = schema(random, 3);
    let required = if random.below(2) == 0 { json!(["value"]) } else { json!([]) };
    let details = json!({"type": "object", "required": required, "properties": {"value": value}});
    json!({
        "type": "object",
        "required": ["code", "message", "details"],
        "properties": {
            "code": {"const": format!("CODE_{number}")},
            "message": {"type": "string"},
            "details": details,
        },
    })
}

/// Components that contain themselves.
fn shared() -> Value {
    let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    json!({
        "Tree": {
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": {"type": "integer"},
                "left": reference("Tree"),
                "right": {"anyOf": [reference("Tree"), {"type": "null"}]},
                "more": {"type": "array", "items": reference("Tree")},
            },
            "additionalProperties": false,
        },
        "Term": {"oneOf": [{"type": "string"}, reference("All"), {"type": "array", "items": reference("Term")}]},
        "All": {
            "type": "object",
            "required": ["all"],
            "properties": {"all": reference("Term")},
            "additionalProperties": false,
        },
        "Anything": {"oneOf": [
            {"type": ["null", "boolean", "number", "string"]},
            {"type": "array", "items": reference("Anything")},
            {"type": "object", "additionalProperties": reference("Anything")},
        ]},
    })
}

fn schema(random: &mut Random, depth: usize) -> Value {
    let kinds = if depth == 0 { 9 } else { 22 };
    match random.below(kinds) {
        0 => json!({"type": "string"}),
        1 => json!({"type": "string", "enum": ["red", "dark-red", "GREEN"]}),
        2 => json!({"type": "integer"}),
        3 => json!({"type": "integer", "enum": [-1, 0, 404]}),
        4 => json!({"type": "integer", "format": "uint64", "minimum": 0, "maximum": u64::MAX}),
        5 => json!({"type": "number"}),
        6 => json!({"type": "boolean"}),
        7 => json!({"$ref": format!("#/components/schemas/{}", random.of(&["Tree", "Term", "Anything"]))}),
        8 => json!({"enum": ["auto", 1, true]}),
        9 => json!({"type": "object", "additionalProperties": schema(random, depth - 1)}),
        10 => json!({"anyOf": [schema(random, depth - 1), {"type": "null"}]}),
        11 => json!({"type": ["string", "integer", "null"]}),
        12 => json!({"type": ["array", "boolean"], "items": schema(random, depth - 1)}),
        13 => tagged(random, depth),
        14 => json!({"oneOf": [object(random, depth, "a", false), object(random, depth, "b", false)]}),
        15 => json!({"anyOf": [object(random, depth, "a", true), object(random, depth, "b", true)]}),
        16 => json!({"allOf": [object(random, depth, "a", true), object(random, depth, "b", true)]}),
        17 => json!({"oneOf": [{"type": "string"}, {"type": "integer"}, object(random, depth, "c", false)]}),
        18 => json!({"type": "array", "items": schema(random, depth - 1)}),
        19 => json!({"allOf": [{"$ref": "#/components/schemas/Tree"}, {"description": "Another one"}]}),
        20 => json!({"type": "object", "patternProperties": {"^x": schema(random, depth - 1)}}),
        _ => {
            let closed = random.below(2) == 0;
            object(random, depth, "c", !closed)
        }
    }
}

/// An object whose members begin with a letter, the first of them required; open ones may say what else they hold.
fn object(random: &mut Random, depth: usize, letter: &str, open: bool) -> Value {
    let count = 1 + random.below(3);
    let names: Vec<String> = (0..count).map(|number| format!("{letter}_{number}")).collect();
    let mut required = vec![json!(names[0])];
    let mut properties = Map::new();
    for name in &names {
        if random.below(3) == 0 && !required.contains(&json!(name)) {
            required.push(json!(name));
        }
        properties.insert(name.clone(), schema(random, depth - 1));
    }
    let mut object = json!({"type": "object", "required": required, "properties": properties});
    if !open {
        object["additionalProperties"] = json!(false);
    } else if letter == "c" {
        // What is merged with another object must leave room for its members.
        object["additionalProperties"] = if random.below(2) == 0 { json!(true) } else { schema(random, depth - 1) };
    }
    object
}

/// Objects that a constant tells apart, with a discriminator or without.
fn tagged(random: &mut Random, depth: usize) -> Value {
    let mut branches = Vec::new();
    for tag in ["first", "second", "third"] {
        // The same members in all: only the constant tells which is which.
        let mut branch = object(random, depth, "t", true);
        branch["properties"]["tag"] = json!({"const": tag});
        branch["required"] = json!(["tag"]);
        branches.push(branch);
    }
    if random.below(2) == 0 {
        return json!({"oneOf": branches, "discriminator": {"propertyName": "tag"}});
    }
    json!({"oneOf": branches})
}

/// Numbers that look random (`xorshift`).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % 1_000_003).unwrap_or_default() % end
    }

    fn of<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[self.below(all.len())]
    }
}
