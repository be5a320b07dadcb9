//! A body, written piece by piece: what [`object`](Writer::object) writes member by member, where no payload stands among the
//! members.

use super::encode::{Said, Writer};
use super::failure::Sent;
use super::fill;
use super::text::write_in_quotes;
use crate::kind::Payload;
use crate::layout::{Layout, Pieces};
use crate::slots::Text;
use crate::table::{Presence, REQUIRED, Slot};

/// There is room in this for a code, a time, an identifier and some numbers.
const TEXTS: usize = 96;

/// There is room for a body in so many bytes, unless it has escapes, details, or unusually long texts beside its message.
pub(super) fn room(length: u16, message: &str) -> usize {
    usize::from(length) + message.len() + TEXTS
}

/// Writes all pieces of a body behind what is there.
pub(crate) fn write<'s, L: Layout>(sent: &Sent<'s>, message: &'s str, out: &mut Vec<u8>) {
    out.reserve(room(L::LENGTH, message));
    let writer = Writer { sent, slots: sent.slots.values(), out };
    L::tell(Written { writer, message, said: false });
}

/// A body that is being written. It is passed on by value, so that the compiler keeps all of it in registers.
struct Written<'a, 's> {
    writer: Writer<'a, 's>,
    message: &'s str,
    said: Said,
}

#[allow(clippy::inline_always, reason = "a text is a constant, and a slot is known, only where these are inlined")]
impl Pieces for Written<'_, '_> {
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn text(self, text: &'static str) -> Self {
        self.writer.out.extend_from_slice(text.as_bytes());
        self
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn next(self, text: &'static str) -> Self {
        match text.strip_prefix(',') {
            Some(first) if matches!(self.writer.out.last(), Some(b'{' | b'[')) => self.text(first),
            _ => self.text(text),
        }
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn code(self, text: &'static str) -> Self {
        let Sent { api, code, .. } = self.writer.sent;
        let Some(code) = code.and_then(|code| api.codes.wire.get(code)) else {
            return self.quoted(text, &Slot::Code);
        };
        self.writer.out.extend_from_slice(text.as_bytes());
        self.writer.out.extend_from_slice(code.as_bytes());
        Self { said: true, ..self }
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn quoted(mut self, text: &'static str, slot: &'static Slot) -> Self {
        self.writer.out.extend_from_slice(text.as_bytes());
        if let Some(text) = self.text_of(slot) {
            write_in_quotes(self.writer.out, text);
            return Self { said: true, ..self };
        }
        match self.made(slot) {
            Some(text) => write_in_quotes(self.writer.out, text),
            None => self.writer.fill_between_quotes(*slot),
        }
        self
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn value(mut self, text: &'static str, slot: &'static Slot, presence: Presence) -> Self {
        self.writer.out.extend_from_slice(text.as_bytes());
        if let Slot::Status = slot {
            self.writer.out.extend_from_slice(self.writer.sent.status.as_str().as_bytes());
            self.said = true;
        } else {
            self.said |= self.writer.set_or_fill(*slot, presence);
        }
        self
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn optional(self, text: &'static str, slot: &'static Slot) -> Self {
        if self.is_silent(slot) {
            return self;
        }
        self.group(text, |mut written| {
            written.said = written.writer.set(*slot);
            written
        })
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn group(mut self, text: &'static str, inner: impl FnOnce(Self) -> Self) -> Self {
        let (start, said) = (self.writer.out.len(), std::mem::take(&mut self.said));
        let mut written = inner(self.next(text));
        if !written.said {
            written.writer.out.truncate(start);
        }
        written.said |= said;
        written
    }
}

#[allow(clippy::inline_always, reason = "as above")]
impl<'s> Written<'_, 's> {
    /// The text of a slot that is written between quotes, if it is set.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn text_of(&self, slot: &Slot) -> Option<&'s str> {
        let Writer { sent, slots, .. } = &self.writer;
        match slot {
            Slot::Timestamp => slots.timestamp.get().map(Text::as_str),
            Slot::RequestId => slots.request_id.get().map(Text::as_str),
            Slot::Message => Some(self.message),
            Slot::Code => sent.code_str(),
            Slot::Title => slots.title.as_deref(),
            _ => None,
        }
    }

    /// The text of a slot that has to be filled with something of its own.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn made(&self, slot: &Slot) -> Option<&'s str> {
        let slots = self.writer.slots;
        match slot {
            Slot::Timestamp => Some(slots.timestamp.get_or_init(fill::timestamp).as_str()),
            Slot::RequestId => Some(slots.request_id.get_or_init(fill::request_id).as_str()),
            _ => None,
        }
    }

    /// Whether a slot that may be absent is surely not set.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn is_silent(&self, slot: &Slot) -> bool {
        let Writer { sent, slots, .. } = &self.writer;
        match slot {
            Slot::Details | Slot::DetailsOrFields(_) => {
                slots.details.is_none() && !matches!(sent.payload, Payload::Details(_))
            }
            Slot::Fields(_) => slots.fields.is_none(),
            Slot::RequestId => slots.request_id.get().is_none(),
            Slot::RetryAfter | Slot::RetryAfterMilliseconds => slots.retry_after.is_none(),
            Slot::Title => slots.title.is_none(),
            Slot::Instance => slots.instance.is_none(),
            _ => false,
        }
    }
}

impl Writer<'_, '_> {
    /// Writes a slot that is always there.
    fn set_or_fill(&mut self, slot: Slot, presence: Presence) -> Said {
        let said = self.set(slot);
        if !said {
            self.fill(slot, presence);
        }
        said
    }

    /// What is filled in has quotes, which are taken back: they belong to the texts around it.
    fn fill_between_quotes(&mut self, slot: Slot) {
        let start = self.out.len();
        self.fill(slot, REQUIRED);
        if self.out.len() > start {
            self.out.remove(start);
            self.out.pop();
        }
    }
}
