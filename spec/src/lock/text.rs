//! Blocks → TOML, laid out for review: a block per code, a line per fact, no line that says what is usual anyway.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::block::Block;

/// Lists of these become blocks with a header; all others stand behind their key, an entry to a line.
const BLOCKS: [&str; 9] = ["api", "code", "status", "operation", "response", "body", "type", "retry", "plan"];

const INDENT: &str = "  ";

/// The text of a block and of all below it.
pub(super) fn text(block: &Block) -> String {
    let mut text = String::new();
    table(&mut text, "", block.keys());
    text
}

fn table(text: &mut String, path: &str, keys: &Map<String, Value>) {
    for (key, value) in keys.iter().filter(|(key, value)| !is_usual(value) && blocks(key, value).is_none()) {
        let _ = write!(text, "{key} = ");
        write_value(text, value, "");
        text.push('\n');
    }
    for (key, value) in keys {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        for block in blocks(key, value).into_iter().flatten().filter_map(Value::as_object) {
            let _ = write!(text, "\n[[{path}]]\n");
            table(text, &path, block);
        }
    }
}

fn blocks<'v>(key: &str, value: &'v Value) -> Option<&'v Vec<Value>> {
    value.as_array().filter(|list| BLOCKS.contains(&key) && list.iter().all(Value::is_object))
}

/// What the reader takes a missing key for. An object without members is none: that there is nothing in it is a fact.
fn is_usual(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Object(keys) => keys.values().all(is_usual),
        _ => false,
    }
}

fn write_value(text: &mut String, value: &Value, indent: &str) {
    match value {
        Value::Null => text.push_str("\"\""),
        Value::Bool(_) | Value::Number(_) => {
            let _ = write!(text, "{value}");
        }
        Value::String(string) if indent.is_empty() && reads_well_in_lines(string) => lines(text, string),
        Value::String(string) => {
            let _ = write!(text, "\"{}\"", escaped(string));
        }
        Value::Array(list) => write_list(text, list, indent),
        Value::Object(keys) => write_inline(text, keys, indent),
    }
}

/// An entry to a line, so that two changes meet only where they are of one entry.
fn write_list(text: &mut String, list: &[Value], indent: &str) {
    let is_plain = !list.iter().any(Value::is_object);
    if is_plain && (!indent.is_empty() || list.iter().all(Value::is_number)) {
        text.push('[');
        for (position, value) in list.iter().enumerate() {
            text.push_str(if position == 0 { "" } else { ", " });
            write_value(text, value, INDENT);
        }
        text.push(']');
        return;
    }
    let inner = format!("{indent}{INDENT}");
    text.push_str("[\n");
    for value in list {
        text.push_str(&inner);
        write_value(text, value, &inner);
        text.push_str(",\n");
    }
    text.push_str(indent);
    text.push(']');
}

fn write_inline(text: &mut String, keys: &Map<String, Value>, indent: &str) {
    let indent = if indent.is_empty() { INDENT } else { indent };
    text.push('{');
    for (position, (key, value)) in keys.iter().filter(|(_, value)| !is_usual(value)).enumerate() {
        let _ = write!(text, "{}{key} = ", if position == 0 { " " } else { ", " });
        write_value(text, value, indent);
    }
    text.push_str(" }");
}

/// Lines that look like the marks of a conflict would be taken for some.
fn reads_well_in_lines(string: &str) -> bool {
    string.trim_end().contains('\n') && !string.lines().any(super::is_mark)
}

/// Text of several lines as several lines.
fn lines(text: &mut String, string: &str) {
    text.push_str("\"\"\"\n");
    for (position, line) in string.split('\n').enumerate() {
        text.push_str(if position == 0 { "" } else { "\n" });
        text.push_str(&escaped(line));
    }
    text.push_str("\"\"\"");
}

/// What stands between the quotes of a basic string.
fn escaped(string: &str) -> String {
    let mut escaped = String::with_capacity(string.len());
    for it in string.chars() {
        match it {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push_str("\\t"),
            // What turns text around would let a reviewer read something else than what is written.
            it if it.is_control()
                || matches!(it, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') =>
            {
                let _ = write!(escaped, "\\u{:04X}", u32::from(it));
            }
            it => escaped.push(it),
        }
    }
    escaped
}
