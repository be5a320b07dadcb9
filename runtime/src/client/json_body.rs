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

/// At least as many values as the text holds: each but the first follows one of these bytes.
fn values(body: &[u8]) -> usize {
    1 + body.iter().filter(|byte| matches!(byte, b',' | b':' | b'[' | b'{')).count()
}
