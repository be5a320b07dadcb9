//! Entries of values, which need nothing but themselves.

use std::time::Duration;

use serde_json::Value;

use crate::catalog::{
    After, Backoff, Bound, Channel, FieldKeys, Header, Retry, RetryRule, Slot, TimeFormat, TimeUnit, Wire,
};
use crate::lock::entry::{
    AfterEntry, BackoffEntry, BoundEntry, ChannelEntry, ConstantEntry, FieldKeysEntry, HeaderEntry, LimitEntry,
    RetryEntry, RetryWord, RuleEntry, SlotEntry, WireEntry,
};

pub(super) fn wire(wire: &Wire) -> WireEntry {
    match wire {
        Wire::Text(text) => WireEntry::Text(text.clone()),
        Wire::Integer(integer) => WireEntry::Integer(*integer),
    }
}

pub(super) fn channel(channel: Channel) -> ChannelEntry {
    match channel {
        Channel::XErrorCodes => ChannelEntry::XErrorCodes,
        Channel::Sibling => ChannelEntry::Sibling,
        Channel::Response => ChannelEntry::Response,
        Channel::Example => ChannelEntry::Example,
    }
}

pub(super) fn header(header: &Header) -> HeaderEntry {
    HeaderEntry { name: header.name.clone(), optional: !header.required, description: header.description.clone() }
}

pub(super) fn limit(limit: u64) -> LimitEntry {
    i64::try_from(limit).map_or_else(|_| LimitEntry::Digits(limit.to_string()), LimitEntry::Number)
}

pub(super) fn retry(retry: &Retry) -> RetryEntry {
    match retry {
        Retry::Never => RetryEntry::Word(RetryWord::Never),
        Retry::Rule(rule) => RetryEntry::Rule(self::rule(rule)),
    }
}

fn rule(rule: &RetryRule) -> RuleEntry {
    let after = |after: &After| match after {
        After::Header => AfterEntry::Header,
        After::Body => AfterEntry::Body,
        After::Reset => AfterEntry::Reset,
    };
    let backoff = |backoff: &Backoff| BackoffEntry {
        initial: duration(backoff.initial),
        factor: backoff.factor,
        max: backoff.max.map(duration),
    };
    RuleEntry {
        after: rule.after.iter().map(after).collect(),
        default: rule.default.map(duration),
        backoff: rule.backoff.as_ref().map(backoff),
        attempts: rule.attempts,
    }
}

/// As specs write it; they know nothing shorter than a millisecond.
fn duration(duration: Duration) -> String {
    let milliseconds = duration.as_millis();
    if milliseconds.is_multiple_of(1000) { format!("{}s", milliseconds / 1000) } else { format!("{milliseconds}ms") }
}

pub(super) fn slot_entry(slot: &Slot) -> SlotEntry {
    match slot {
        Slot::Code => SlotEntry::Code,
        Slot::Message => SlotEntry::Message,
        Slot::Details(_) => SlotEntry::Details,
        Slot::Fields(_) => SlotEntry::Fields,
        Slot::Status => SlotEntry::Status,
        Slot::RequestId => SlotEntry::RequestId,
        Slot::Timestamp(TimeFormat::Rfc3339) => SlotEntry::Rfc3339Timestamp,
        Slot::Timestamp(TimeFormat::EpochSeconds) => SlotEntry::EpochSecondsTimestamp,
        Slot::Timestamp(TimeFormat::EpochMilliseconds) => SlotEntry::EpochMillisecondsTimestamp,
        Slot::RetryAfter(TimeUnit::Seconds) => SlotEntry::RetryAfterSeconds,
        Slot::RetryAfter(TimeUnit::Milliseconds) => SlotEntry::RetryAfterMilliseconds,
        Slot::Title => SlotEntry::Title,
        Slot::Type => SlotEntry::Type,
        Slot::Instance => SlotEntry::Instance,
    }
}

pub(super) fn field_keys(keys: &FieldKeys) -> FieldKeysEntry {
    FieldKeysEntry {
        path: keys.path.clone(),
        path_is_list: keys.path_is_list,
        message: keys.message.clone(),
        code: keys.code.clone(),
    }
}

pub(super) fn bound(bound: &Bound) -> BoundEntry {
    BoundEntry { number: bound.number.to_string(), excluded: bound.excluded }
}

pub(super) fn constant((code, value): &(Wire, Value)) -> ConstantEntry {
    ConstantEntry { code: wire(code), always: value.to_string() }
}
