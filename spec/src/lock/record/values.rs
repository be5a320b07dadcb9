//! Blocks of values, which need nothing but themselves.

use std::time::Duration;

use serde_json::Value;

use crate::catalog::{After, Bound, FieldKeys, Header, Retry, RetryRule, Slot, TimeFormat, TimeUnit, Wire};
use crate::lock::block::Block;

pub(super) fn wire(wire: &Wire) -> Value {
    match wire {
        Wire::Text(text) => Value::from(text.as_str()),
        Wire::Integer(integer) => Value::from(*integer),
    }
}

pub(super) fn header(header: &Header) -> Value {
    Block::new()
        .with("name", header.name.as_str())
        .with("optional", !header.required)
        .with("description", header.description.clone())
        .into()
}

/// A number; beyond what TOML can hold, its digits.
pub(super) fn limit(limit: u64) -> Value {
    i64::try_from(limit).map_or_else(|_| Value::from(limit.to_string()), Value::from)
}

pub(super) fn retry(retry: &Retry) -> Value {
    match retry {
        Retry::Never => Value::from("never"),
        Retry::Rule(rule) => self::rule(rule).into(),
    }
}

/// The keys of `x-retry`.
fn rule(rule: &RetryRule) -> Block {
    let after = |after: &After| match after {
        After::Header => Value::from("header"),
        After::Body => Value::from("body"),
        After::Reset => Value::from("reset"),
    };
    let backoff = rule.backoff.as_ref().map(|backoff| {
        Block::new()
            .with("initial", duration(backoff.initial))
            .with("factor", backoff.factor)
            .with("max", backoff.max.map(duration))
    });
    Block::new()
        .list("after", rule.after.iter().map(after).collect())
        .with("default", rule.default.map(duration))
        .with("backoff", backoff)
        .with("attempts", rule.attempts)
}

/// As specs write it; they know nothing shorter than a millisecond.
fn duration(duration: Duration) -> String {
    let milliseconds = duration.as_millis();
    if milliseconds.is_multiple_of(1000) { format!("{}s", milliseconds / 1000) } else { format!("{milliseconds}ms") }
}

pub(super) fn slot_name(slot: &Slot) -> &'static str {
    match slot {
        Slot::Code => "code",
        Slot::Message => "message",
        Slot::Details(_) => "details",
        Slot::Fields(_) => "fields",
        Slot::Status => "status",
        Slot::RequestId => "request-id",
        Slot::Timestamp(TimeFormat::Rfc3339) => "rfc3339-timestamp",
        Slot::Timestamp(TimeFormat::EpochSeconds) => "epoch-seconds-timestamp",
        Slot::Timestamp(TimeFormat::EpochMilliseconds) => "epoch-milliseconds-timestamp",
        Slot::RetryAfter(TimeUnit::Seconds) => "retry-after-seconds",
        Slot::RetryAfter(TimeUnit::Milliseconds) => "retry-after-milliseconds",
        Slot::Title => "title",
        Slot::Type => "type",
        Slot::Instance => "instance",
    }
}

pub(super) fn field_keys(keys: &FieldKeys) -> Value {
    Block::new()
        .with("path", keys.path.as_str())
        .with("path-is-list", keys.path_is_list)
        .with("message", keys.message.as_str())
        .with("code", keys.code.clone())
        .into()
}

pub(super) fn bound(bound: &Bound) -> Value {
    Block::new().with("number", bound.number.to_string()).with("excluded", bound.excluded).into()
}

pub(super) fn constant((code, value): &(Wire, Value)) -> Value {
    Block::new().with("code", wire(code)).with("always", value.to_string()).into()
}
