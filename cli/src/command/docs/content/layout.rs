//! JSON as people lay it out: what is short stands in one line.

use serde_json::Value;

/// As much as fits beside a key.
const SHORT: usize = 60;

/// What is nested deeper stands in one line. (Specs are not read that deep.)
const DEEPEST: usize = 64;

/// The value over as many lines as it takes.
pub(super) fn pretty(value: &Value) -> String {
    let mut text = String::new();
    write(&mut text, value, 0);
    text
}

fn write(text: &mut String, value: &Value, level: usize) {
    let is_object = value.is_object();
    let entries: Vec<(Option<&String>, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(key, value)| (Some(key), value)).collect(),
        Value::Array(items) => items.iter().map(|item| (None, item)).collect(),
        _ => Vec::new(),
    };
    if entries.is_empty() || level == DEEPEST || is_short(value, level) {
        in_line(text, value, &entries);
        return;
    }
    text.push(if is_object { '{' } else { '[' });
    for (index, (key, value)) in entries.into_iter().enumerate() {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        text.push_str(&"  ".repeat(level + 1));
        text.extend(key.map(|key| format!("{}: ", Value::from(key.as_str()))));
        write(text, value, level + 1);
    }
    text.push('\n');
    text.push_str(&"  ".repeat(level));
    text.push(if is_object { '}' } else { ']' });
}

/// Whether it holds nothing but short plain values; the whole body is never squeezed into a line.
fn is_short(value: &Value, level: usize) -> bool {
    let is_plain = |value: &Value| !value.is_object() && !value.is_array();
    let holds_plain = match value {
        Value::Object(members) => members.values().all(is_plain),
        Value::Array(items) => items.iter().all(is_plain),
        _ => true,
    };
    level > 0 && holds_plain && (value.is_array() || level > 1) && value.to_string().len() <= SHORT
}

fn in_line(text: &mut String, value: &Value, entries: &[(Option<&String>, &Value)]) {
    let parts = entries.iter().map(|(key, value)| match key {
        Some(key) => format!("{}: {value}", Value::from(key.as_str())),
        None => value.to_string(),
    });
    let inner = parts.collect::<Vec<_>>().join(", ");
    match value {
        Value::Object(_) if inner.is_empty() => text.push_str("{}"),
        Value::Object(_) => text.extend(["{ ", &inner, " }"]),
        Value::Array(_) => text.extend(["[", &inner, "]"]),
        plain => text.push_str(&plain.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_short_stands_in_one_line() {
        let value = json!({"a": {"b": 1}, "c": [1, "x"], "d": [{"e": 1, "f": null}, {}], "g": ["x".repeat(60)]});
        let text = pretty(&value);
        let long = "x".repeat(60);
        assert_eq!(
            text,
            format!(
                "{{\n  \"a\": {{\n    \"b\": 1\n  }},\n  \"c\": [1, \"x\"],\n  \"d\": [\n    {{ \"e\": 1, \"f\": null }},\n    {{}}\n  ],\n  \"g\": [\n    \"{long}\"\n  ]\n}}"
            )
        );
        assert_eq!(serde_json::from_str::<Value>(&text).expect("it is JSON"), value);
    }
}
