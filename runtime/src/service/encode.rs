//! The body of an error, written member by member as its envelope lists them.

use std::io::Write as _;
use std::time::Duration;

use serde_json::Value;

use super::failure::Sent;
use super::text::write_text;
use super::{fill, pieces};
use crate::FieldError;
use crate::json::ToJson;
use crate::kind::Payload;
use crate::layout::InPieces;
use crate::slots::{SlotValues, Text};
use crate::table::{FieldKeys, Member, Presence, Slot};

const SECOND: Duration = Duration::from_secs(1);
const MILLISECOND: Duration = Duration::from_millis(1);

/// The body, or nothing where the status is documented without one.
pub(super) fn to_vec(sent: &Sent<'_>) -> Vec<u8> {
    let Some(in_pieces) = in_pieces(sent) else {
        let mut out = Vec::new();
        encode_members(sent, &mut out);
        return out;
    };
    let message = sent.message();
    let mut out = Vec::with_capacity(pieces::room(in_pieces.length, message));
    (in_pieces.write)(sent, message, &mut out);
    out
}

/// Writes the body behind what is there.
pub(super) fn encode(sent: &Sent<'_>, out: &mut Vec<u8>) {
    match in_pieces(sent) {
        Some(in_pieces) => (in_pieces.write)(sent, sent.message(), out),
        None => encode_members(sent, out),
    }
}

/// The layout, if the body is nothing but its pieces.
fn in_pieces(sent: &Sent<'_>) -> Option<&'static InPieces> {
    let envelope = sent.api.envelope(sent.envelope)?;
    if let Payload::Beside(_) = sent.payload { None } else { envelope.in_pieces.as_ref() }
}

/// The same member by member, whatever stands among them.
pub(super) fn encode_members(sent: &Sent<'_>, out: &mut Vec<u8>) {
    if let Some(envelope) = sent.api.envelope(sent.envelope) {
        Writer { sent, slots: sent.slots.values(), out }.object(envelope.body);
    }
}

/// How long the caller is told to wait, in the body and in the header: what was set, else what the payload says, else
/// what the contract makes of it where its body must say something.
pub(super) fn wait(sent: &Sent<'_>) -> Option<Duration> {
    let explicit = sent.slots.values().retry_after;
    let envelope = sent.api.envelope(sent.envelope);
    explicit.or_else(|| {
        let found = find_retry_after(envelope.filter(|it| it.waits)?.body)?;
        let said = if found.beside_payload { payload_member(sent.payload, found.key) } else { None };
        let required = || found.required.then(|| fill::wait(sent.api.retry(sent.code, Some(sent.status))));
        said.and_then(|value| to_duration(&value, found.unit)).or_else(required)
    })
}

/// The member of a body that says how long to wait.
struct RetryAfter {
    key: &'static str,
    unit: Duration,
    required: bool,
    beside_payload: bool,
}

fn find_retry_after(members: &'static [Member]) -> Option<RetryAfter> {
    let beside_payload = has_payload(members);
    let found =
        |key, presence: Presence, unit| Some(RetryAfter { key, unit, required: presence.required, beside_payload });
    members.iter().find_map(|member| match member.of_any_code() {
        Member::Slot(key, presence, Slot::RetryAfter) => found(*key, *presence, SECOND),
        Member::Slot(key, presence, Slot::RetryAfterMilliseconds) => found(*key, *presence, MILLISECOND),
        Member::Object(_, presence, members) | Member::List(_, presence, members) => {
            find_retry_after(members).map(|inner| RetryAfter { required: inner.required && presence.required, ..inner })
        }
        _ => None,
    })
}

/// A member of a payload that stands beside the code.
fn payload_member(payload: Payload<'_>, wanted: &str) -> Option<Value> {
    let mut found = None;
    if let Payload::Beside(object) = payload {
        object.each(&mut |key, value| {
            if key == wanted {
                found = Some(value.to_value());
            }
        });
    }
    found
}

fn to_duration(value: &Value, unit: Duration) -> Option<Duration> {
    Duration::try_from_secs_f64(value.as_f64()? * unit.as_secs_f64()).ok()
}

pub(super) struct Writer<'a, 's> {
    pub(super) sent: &'a Sent<'s>,
    pub(super) slots: &'s SlotValues,
    pub(super) out: &'a mut Vec<u8>,
}

/// Whether something was written that is particular to this error: an optional object without it is left out.
pub(super) type Said = bool;

impl Writer<'_, '_> {
    fn object(&mut self, members: &'static [Member]) -> Said {
        self.out.push(b'{');
        let mut said = false;
        for member in members {
            said |= self.member(member, members);
        }
        self.out.push(b'}');
        said
    }

    fn member(&mut self, member: &'static Member, siblings: &'static [Member]) -> Said {
        match member {
            Member::Constant(key, json) => {
                self.key(key);
                self.out.extend_from_slice(json.as_bytes());
                false
            }
            Member::Other(key, presence, json) => {
                if presence.required {
                    self.key(key);
                    self.out.extend_from_slice(json.as_bytes());
                }
                false
            }
            Member::Slot(key, presence, slot) => self.slot(key, *presence, *slot, siblings),
            Member::Object(key, presence, members) => self.nested(key, *presence, |writer| writer.object(members)),
            Member::List(key, presence, members) => self.nested(key, *presence, |writer| {
                writer.out.push(b'[');
                let said = writer.object(members);
                writer.out.push(b']');
                said
            }),
            Member::Payload => self.payload(siblings),
            Member::ByCode(constants, member) => match self.constant(constants, member) {
                Some(()) => false,
                None => self.member(member, siblings),
            },
        }
    }

    /// Writes what a member always is beside the code, if it is always the same.
    fn constant(&mut self, constants: &[(u16, &str)], member: &Member) -> Option<()> {
        let code = u16::try_from(self.sent.code?).ok()?;
        let position = constants.binary_search_by_key(&code, |(code, _)| *code).ok()?;
        let (_, json) = constants.get(position)?;
        let (Member::Slot(key, ..) | Member::Other(key, ..)) = member else { return None };
        self.key(key);
        self.out.extend_from_slice(json.as_bytes());
        Some(())
    }

    /// Writes something that is taken back if it is optional and says nothing.
    fn nested(&mut self, key: &str, presence: Presence, write: impl FnOnce(&mut Self) -> Said) -> Said {
        let start = self.out.len();
        self.key(key);
        let said = write(self);
        if !said && !presence.required {
            self.out.truncate(start);
        }
        said
    }

    /// The members of the payload, but for those that a slot of the same key writes.
    fn payload(&mut self, siblings: &'static [Member]) -> Said {
        let Payload::Beside(object) = self.sent.payload else {
            return false;
        };
        let mut said = false;
        object.each(&mut |key, value| {
            let is_slot =
                siblings.iter().any(|member| matches!(member.of_any_code(), Member::Slot(slot, ..) if *slot == key));
            if !is_slot {
                self.key(key);
                value.write(self.out);
                said = true;
            }
        });
        said
    }

    /// Writes what was set; else what a payload in the same object has; else, where it is required, what is honest.
    fn slot(&mut self, key: &'static str, presence: Presence, slot: Slot, siblings: &'static [Member]) -> Said {
        let start = self.out.len();
        self.key(key);
        if self.set(slot) {
            return true;
        }
        if has_payload(siblings) && self.payload_value(key) {
            return true;
        }
        if presence.required {
            self.fill(slot, presence);
        } else {
            self.out.truncate(start);
        }
        false
    }

    /// Writes a slot that has been set.
    pub(super) fn set(&mut self, slot: Slot) -> bool {
        let slots = self.slots;
        match slot {
            Slot::Code => self.code(),
            Slot::Message => self.text(Some(self.sent.message())),
            Slot::Details | Slot::DetailsOrFields(_) => self.details(),
            Slot::Fields(keys) => slots.fields.as_ref().is_some_and(|fields| self.fields(fields, &keys)),
            Slot::Status => self.number(self.sent.status.as_u16()),
            Slot::RequestId => self.text(slots.request_id.get().map(Text::as_str)),
            Slot::Timestamp => self.text(slots.timestamp.get().map(Text::as_str)),
            Slot::TimestampSeconds => {
                slots.timestamp.get().is_some_and(|text| self.number(fill::epoch(text.as_str(), SECOND)))
            }
            Slot::TimestampMilliseconds => {
                slots.timestamp.get().is_some_and(|text| self.number(fill::epoch(text.as_str(), MILLISECOND)))
            }
            Slot::RetryAfter => slots.retry_after.is_some_and(|wait| self.number(fill::count(wait, SECOND))),
            Slot::RetryAfterMilliseconds => {
                slots.retry_after.is_some_and(|wait| self.number(fill::count(wait, MILLISECOND)))
            }
            Slot::Title => self.text(slots.title.as_deref()),
            Slot::Instance => self.text(slots.instance.as_deref()),
            Slot::Type => false,
        }
    }

    /// Writes a slot that is required and was not set. Time and identifier stay the same however often one writes.
    pub(super) fn fill(&mut self, slot: Slot, presence: Presence) {
        let slots = self.slots;
        match slot {
            Slot::Timestamp | Slot::TimestampSeconds | Slot::TimestampMilliseconds => {
                slots.timestamp.get_or_init(fill::timestamp);
                self.set(slot);
            }
            Slot::RequestId => {
                slots.request_id.get_or_init(fill::request_id);
                self.set(slot);
            }
            Slot::RetryAfter => {
                self.number(fill::count(self.default_wait(), SECOND));
            }
            Slot::RetryAfterMilliseconds => {
                self.number(fill::count(self.default_wait(), MILLISECOND));
            }
            Slot::Code if self.sent.api.codes.are_open_integers() => {
                self.number(self.sent.status.as_u16());
            }
            Slot::Code => {
                let types = self.sent.api.codes.are_types();
                self.text(Some(if types { "about:blank" } else { fill::code_of_status(self.sent.status) }));
            }
            Slot::Title => {
                let title = self.sent.code.and_then(|code| self.sent.api.codes.description(code)?.lines().next());
                self.text(title.or_else(|| self.sent.status.canonical_reason()).or(Some("Error")));
            }
            Slot::Type => {
                self.text(Some("about:blank"));
            }
            Slot::Fields(_) | Slot::DetailsOrFields(_) if !presence.nullable => {
                self.out.extend_from_slice(b"[]");
            }
            Slot::Details if !presence.nullable => self.out.extend_from_slice(b"{}"),
            Slot::Instance if !presence.nullable => self.out.extend_from_slice(b"\"\""),
            _ => self.out.extend_from_slice(b"null"),
        }
    }

    fn default_wait(&self) -> Duration {
        fill::wait(self.sent.api.retry(self.sent.code, Some(self.sent.status)))
    }

    fn code(&mut self) -> bool {
        let codes = &self.sent.api.codes;
        let Some(position) = self.sent.code else {
            let text = self.sent.code_str();
            if codes.are_open_integers() {
                return text.and_then(|text| text.parse::<i64>().ok()).is_some_and(|code| self.number(code));
            }
            return self.text(text);
        };
        let wire = codes.wire.get(position).copied();
        if codes.is_integer(position) {
            self.out.extend_from_slice(wire.unwrap_or_default().as_bytes());
            true
        } else {
            self.text(wire)
        }
    }

    /// Details that the contract types are the payload's alone.
    fn details(&mut self) -> bool {
        match (self.sent.payload, &self.slots.details) {
            (Payload::Details(payload), _) => payload.write(self.out),
            (_, Some(details)) => details.write(self.out),
            _ => return false,
        }
        true
    }

    fn fields(&mut self, fields: &[FieldError], keys: &FieldKeys) -> bool {
        self.out.push(b'[');
        for field in fields {
            self.separate();
            self.out.push(b'{');
            self.key(keys.path);
            if keys.path_is_list {
                write_segments(self.out, &field.path);
            } else {
                write_text(self.out, &field.path);
            }
            if let (Some(key), Some(code)) = (keys.code, &field.code) {
                self.key(key);
                write_text(self.out, code);
            }
            self.key(keys.message);
            write_text(self.out, &field.message);
            self.out.push(b'}');
        }
        self.out.push(b']');
        true
    }

    fn payload_value(&mut self, wanted: &str) -> bool {
        let mut written = false;
        if let Payload::Beside(object) = self.sent.payload {
            object.each(&mut |key, value| {
                if key == wanted {
                    value.write(self.out);
                    written = true;
                }
            });
        }
        written
    }

    fn text(&mut self, text: Option<&str>) -> bool {
        if let Some(text) = text {
            write_text(self.out, text);
        }
        text.is_some()
    }

    fn number(&mut self, number: impl std::fmt::Display) -> bool {
        write!(self.out, "{number}").is_ok()
    }

    /// A comma, unless this is the first in its object or list.
    fn separate(&mut self) {
        if !matches!(self.out.last(), Some(b'{' | b'[')) {
            self.out.push(b',');
        }
    }

    fn key(&mut self, key: &str) {
        self.separate();
        write_text(self.out, key);
        self.out.push(b':');
    }
}

/// Whether the members of a payload stand among these.
fn has_payload(members: &[Member]) -> bool {
    members.iter().any(|member| matches!(member, Member::Payload))
}

/// Segments of a dotted path; those that are numbers stand for positions in a list.
fn write_segments(out: &mut Vec<u8>, path: &str) {
    let segments = path.split('.').filter(|_| !path.is_empty());
    let segments: Vec<Value> =
        segments.map(|segment| segment.parse::<u32>().map_or_else(|_| segment.into(), Value::from)).collect();
    segments.write(out);
}
