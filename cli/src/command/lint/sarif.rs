//! Findings in the Static Analysis Results Interchange Format, version 2.1.0.

use std::fmt::Write as _;

use errbook_spec::{Finding, Rule, Severity};
use serde_json::{Map, Value, json};

/// A log of one run (§3.13).
pub(super) fn log(findings: &[&Finding]) -> Value {
    let rules: Vec<Value> =
        Rule::ALL.iter().map(|rule| json!({"id": rule.name(), "shortDescription": {"text": rule.summary()}})).collect();
    let driver = json!({"name": "errbook", "version": env!("CARGO_PKG_VERSION"), "rules": rules});
    let results: Vec<Value> = findings.iter().map(|finding| result(finding)).collect();
    // Columns are counted in characters, as the report counts them (§3.14.17).
    json!({
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    })
}

/// A result (§3.27).
fn result(finding: &Finding) -> Value {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let help = finding.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    json!({
        "ruleId": finding.rule.name(),
        "ruleIndex": Rule::ALL.iter().position(|rule| *rule == finding.rule),
        "level": level,
        "message": {"text": format!("{}{help}", finding.message)},
        "locations": location(finding).into_iter().collect::<Vec<_>>(),
    })
}

/// Where it is (§3.28); none for what is nowhere in a file.
fn location(finding: &Finding) -> Option<Value> {
    let mut physical = Map::new();
    physical.insert("artifactLocation".to_owned(), json!({"uri": uri(finding.file.as_deref()?)}));
    if let Some(line) = finding.line {
        physical.insert("region".to_owned(), json!({"startLine": line, "startColumn": finding.column}));
    }
    let mut location = Map::from_iter([("physicalLocation".to_owned(), Value::Object(physical))]);
    if let Some(pointer) = &finding.pointer {
        location.insert("logicalLocations".to_owned(), json!([{"fullyQualifiedName": pointer}]));
    }
    Some(Value::Object(location))
}

/// A path as a relative reference (RFC 3986 §4.2), with what a path may not hold percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'\\' if cfg!(windows) => uri.push('/'),
            b'/' | b'-' | b'.' | b'_' | b'~' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => uri.push(char::from(byte)),
            byte => {
                // Writing into memory cannot fail.
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}
