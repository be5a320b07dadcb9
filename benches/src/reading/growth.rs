//! How time and memory grow with the size of a spec, and with its codes.

use std::error::Error;
use std::fmt::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;

use super::task::{self, Task};

/// The sizes of the specs, in megabytes.
const SIZES: [usize; 4] = [1, 4, 20, 80];
/// The numbers of codes.
const CODES: [usize; 4] = [10, 100, 1_000, 10_000];
/// The numbers of branches of one body; thousands are refused.
const BRANCHES: [usize; 4] = [10, 100, 1_000, 2_000];
/// An operation that has codes of its own has so many.
const CODES_OF_ONE: usize = 10;
/// Each is done so often, of which the best counts.
const ROUNDS: usize = 3;

/// Prints a line for each size and each number of codes.
pub(super) fn measure() -> Result<(), Box<dyn Error>> {
    let folder = env::temp_dir().join(format!("errbook-growth-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let measured = sizes(&folder).and_then(|()| codes(&folder));
    fs::remove_dir_all(&folder)?;
    measured
}

fn sizes(folder: &Path) -> Result<(), Box<dyn Error>> {
    println!("a spec of ever more paths and schemas, a fifth of its operations with one of 20 error responses");
    for megabytes in SIZES {
        let text = yaml(megabytes * 1_000_000);
        let json = serde_json::to_string_pretty(&serde_yaml::from_str::<Value>(&text)?)?;
        for (form, text) in [("yaml", text), ("json", json)] {
            let path = write(folder, form, &text)?;
            let (milliseconds, memory) = best(&path)?;
            #[expect(clippy::cast_precision_loss, reason = "some hundred million bytes")]
            let each = milliseconds / (text.len() as f64 / 1e6);
            println!(
                "  {form} {:>11} bytes  {milliseconds:>8.1} ms  {each:>6.2} ms a megabyte  {memory:>6.1} MiB beside the file",
                text.len()
            );
        }
    }
    Ok(())
}

fn codes(folder: &Path) -> Result<(), Box<dyn Error>> {
    println!("a spec of 100 operations that answer with any of N codes");
    codes_of(folder, CODES, of_shared_codes)?;
    println!("a spec of N codes in enums of ten, each in an operation of its own");
    codes_of(folder, CODES, of_own_codes)?;
    println!("a spec of one body with N branches, each of a code with a payload of its own");
    codes_of(folder, BRANCHES, of_branches)
}

fn codes_of(folder: &Path, counts: [usize; 4], spec: fn(usize) -> String) -> Result<(), Box<dyn Error>> {
    for count in counts {
        let path = write(folder, "json", &spec(count))?;
        let (milliseconds, memory) = best(&path)?;
        #[expect(clippy::cast_precision_loss, reason = "some thousand codes")]
        let each = milliseconds * 1e3 / count as f64;
        println!(
            "  {count:>6} codes  {milliseconds:>8.1} ms  {each:>8.1} µs a code  {memory:>6.1} MiB beside the file"
        );
    }
    Ok(())
}

fn write(folder: &Path, form: &str, text: &str) -> Result<PathBuf, Box<dyn Error>> {
    let path = folder.join(format!("spec.{form}"));
    fs::write(&path, text)?;
    Ok(path)
}

/// The least time and memory of several processes.
fn best(path: &Path) -> Result<(f64, f64), Box<dyn Error>> {
    let mut best = (f64::INFINITY, f64::INFINITY);
    for _ in 0..ROUNDS {
        let taken = task::peak_apart(Task::Generate, path)?;
        best = (best.0.min(taken.milliseconds), best.1.min(taken.memory));
    }
    Ok(best)
}

/// A spec of about so many bytes.
fn yaml(bytes: usize) -> String {
    let mut paths = String::new();
    let mut schemas = String::new();
    let mut index = 0;
    while paths.len() + schemas.len() < bytes {
        let _ = write!(
            paths,
            "  /things/{index}:\n    get:\n      operationId: getThing{index}\n      description: |-\n        What \"thing\" {index} \
             is, [in words](https://example.com/{index}).\n      parameters:\n        - name: page\n          in: query\n          \
             schema: {{type: integer, default: 1}}\n      responses:\n        '200':\n          description: Fine\n          \
             content:\n            application/json:\n              schema:\n                $ref: \
             '#/components/schemas/Thing{index}'\n              example:\n                name: 'a name'\n                tags: \
             [a, \"b\", c]\n"
        );
        if index % 5 == 0 {
            let _ = writeln!(paths, "        '404':\n          $ref: '#/components/responses/Missing{}'", index % 20);
        }
        let _ = write!(
            schemas,
            "    Thing{index}:\n      type: object\n      description: A thing\n      required:\n        - name\n      properties:\n"
        );
        for member in ["name", "title", "owner", "created_at", "updated_at", "url"] {
            let _ = writeln!(
                schemas,
                "        {member}:\n          type: string\n          description: The {member} of it"
            );
        }
        index += 1;
    }
    let mut responses = String::new();
    for index in 0..20 {
        let _ = write!(
            responses,
            "    Missing{index}:\n      description: Missing\n      content:\n        application/json:\n          schema:\n            \
             type: object\n            required: [code]\n            properties:\n              code:\n                type: \
             string\n                enum: [MISSING_{index}, GONE_{index}]\n"
        );
    }
    format!(
        "openapi: 3.0.3\ninfo:\n  title: Things\n  version: '1'\npaths:\n{paths}components:\n  responses:\n{responses}  schemas:\n{schemas}"
    )
}

/// A spec whose operations answer with any of so many codes.
fn of_shared_codes(count: usize) -> String {
    let error = serde_json::json!({"Error": error_of(0..count)});
    of_operations((0..100).map(|_| serde_json::json!({"$ref": "#/components/schemas/Error"})), &error)
}

/// A spec of so many codes, each operation with ten of its own.
fn of_own_codes(count: usize) -> String {
    let each = (0..count).step_by(CODES_OF_ONE).map(|first| error_of(first..count.min(first + CODES_OF_ONE)));
    of_operations(each, &serde_json::json!({}))
}

/// A spec of so many codes, each in a branch of the same body, with a member that no other branch has.
fn of_branches(count: usize) -> String {
    let branch = |index| {
        let member = format!("detail_{index}");
        let mut body = error_of(index..index + 1);
        body["properties"][&member] = serde_json::json!({"type": "string"});
        body["required"] = serde_json::json!(["code", member]);
        body
    };
    let branches: Vec<Value> = (0..count).map(branch).collect();
    of_operations(std::iter::once(serde_json::json!({"oneOf": branches})), &serde_json::json!({}))
}

/// An object with one of these codes.
fn error_of(codes: Range<usize>) -> Value {
    let codes: Vec<String> = codes.map(|index| format!("THING_{index}_FAILED")).collect();
    serde_json::json!({"type": "object", "required": ["code"],
        "properties": {"code": {"type": "string", "enum": codes}}})
}

/// A spec of an operation for each of these bodies of errors.
fn of_operations(bodies: impl Iterator<Item = Value>, schemas: &Value) -> String {
    let path = |(index, body): (usize, Value)| {
        let response = serde_json::json!({"description": "Wrong", "content": {"application/json": {"schema": body}}});
        (format!("/things/{index}"), serde_json::json!({"get": {"responses": {"400": response}}}))
    };
    let paths: serde_json::Map<String, Value> = bodies.enumerate().map(path).collect();
    let document = serde_json::json!({"openapi": "3.0.3", "info": {"title": "Things", "version": "1"}, "paths": paths,
        "components": {"schemas": schemas}});
    format!("{document:#}\n")
}
