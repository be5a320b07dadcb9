//! The functions of `JSONPath` that take a regular expression (RFC 9485). The library has them too, but by a `regex` with all that
//! makes long texts fast, which is half of what overlays would cost each first build; the texts of a spec are short.

use regex::Regex;
use serde_json::Value;
use serde_json_path::functions::{LogicalType, ValueType};

/// Whether a text is what an expression says.
#[serde_json_path::function(name = "match")]
fn is_all(value: ValueType, expression: ValueType) -> LogicalType {
    is(&value, &expression, |expression| format!("(?R)^(?:{expression})$"))
}

/// Whether something in a text is what an expression says.
#[serde_json_path::function(name = "search")]
fn is_part(value: ValueType, expression: ValueType) -> LogicalType {
    is(&value, &expression, |expression| format!("(?R)(?:{expression})"))
}

/// Nothing but text is what an expression says, and nothing is what an expression says that is none.
fn is(value: &ValueType<'_>, expression: &ValueType<'_>, whole: fn(&str) -> String) -> LogicalType {
    let text = value.as_value().and_then(Value::as_str);
    let expression = expression.as_value().and_then(Value::as_str);
    let (Some(text), Some(expression)) = (text, expression) else { return LogicalType::False };
    Regex::new(&whole(expression)).is_ok_and(|expression| expression.is_match(text)).into()
}
