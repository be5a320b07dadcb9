//! The bytes of a body as a JSON value, bounded in memory and depth.

use serde_json::Value;

/// How many values a body may hold. A value of two bytes takes thirty-two times that in memory.
const VALUES: usize = 100_000;

/// Parses a body. Invalid UTF-8 does not keep the rest of it from being read.
///
/// The depth is bounded by `serde_json` (128), the number of values here, both before any of it is built.
pub(super) fn parse(body: &[u8]) -> Parsed {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    if body.iter().all(u8::is_ascii_whitespace) {
        return Parsed::failed("the body is empty");
    }
    if values(body) > VALUES {
        return Parsed::failed(format!("it holds more than {VALUES} values"));
    }
    match serde_json::from_slice(body) {
        Ok(value) => Parsed { value: Some(value), problem: None },
        Err(error) => match std::str::from_utf8(body) {
            Ok(_) => Parsed::failed(error.to_string()),
            Err(invalid) => Parsed {
                value: serde_json::from_str(&String::from_utf8_lossy(body)).ok(),
                problem: Some(format!("it is not UTF-8: {invalid}")),
            },
        },
    }
}

/// What came of parsing; there may be both a value and something to say.
pub(super) struct Parsed {
    pub(super) value: Option<Value>,
    pub(super) problem: Option<String>,
}

impl Parsed {
    fn failed(problem: impl Into<String>) -> Self {
        Self { value: None, problem: Some(problem.into()) }
    }
}

/// At least as many values as the text holds: each but the first follows one of these bytes. What stands in a string is
/// no value, as a parser sees it too, up to the place where it gives up.
fn values(body: &[u8]) -> usize {
    let mut count = 1;
    let mut in_string = false;
    let mut escaped = false;
    for byte in body {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b',' | b':' | b'[' | b'{' if !in_string => count += 1,
            _ => {}
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(body: &[u8]) -> String {
        parse(body).problem.unwrap_or_default()
    }

    #[test]
    fn values_are_counted_outside_of_strings() {
        assert_eq!(values(b"1"), 1);
        assert_eq!(values(br#"{"a": [1, 2], "b": "x, y: [{"}"#), 7);
        assert_eq!(values(br#"["\\", "\"", 1]"#), 4);
        assert_eq!(values(br#"["\",[[[["#), 2, "an escaped quote ends no string");
    }

    #[test]
    fn long_text_is_one_value() {
        let text = "a, b: [c] {d}".repeat(100_000);
        let parsed = parse(serde_json::to_string(&text).expect("it is text").as_bytes());
        assert_eq!((parsed.value, parsed.problem), (Some(Value::String(text)), None));
    }

    #[test]
    fn what_is_too_much_is_not_built() {
        let wide = format!("[{}0]", "0,".repeat(VALUES));
        assert_eq!(problem(wide.as_bytes()), "it holds more than 100000 values");
        assert!(problem("[".repeat(50_000).as_bytes()).contains("recursion limit"));
    }

    #[test]
    fn whatever_it_is_there_is_a_reason() {
        assert_eq!(problem(b""), "the body is empty");
        assert_eq!(problem(b"\xEF\xBB\xBF \n"), "the body is empty");
        assert!(problem(b"{\"a\": ").starts_with("EOF"));
        assert!(problem(b"\xff").starts_with("it is not UTF-8"));
        assert_eq!(problem(b"\xEF\xBB\xBF{}"), "", "a byte order mark is passed over");
        let parsed = parse(b"\"caf\xe9\"");
        assert_eq!(parsed.value, Some(Value::from("caf\u{fffd}")));
        assert!(parsed.problem.is_some());
    }
}
