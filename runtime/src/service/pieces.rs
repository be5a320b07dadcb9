//! A body, written piece by piece: what [`object`](Writer::object) writes member by member, where no payload stands among the
//! members.

use super::encode::{Said, Writer, room};
use super::failure::Sent;
use super::pad::Pad;
use super::text::write_in_quotes;
use crate::kind::Payload;
use crate::slots::Text;
use crate::table::{Piece, Presence, REQUIRED, Slot};

/// Writes all pieces of a body behind what is there.
pub(super) fn write(sent: &Sent<'_>, pieces: &'static [Piece], out: &mut Vec<u8>) {
    let mut pieces_of = Pieces { sent, message: sent.message(), pad: Pad::new(out, room(sent)) };
    pieces_of.all(pieces);
}

struct Pieces<'a, 'o> {
    sent: &'a Sent<'a>,
    message: &'a str,
    pad: Pad<'o>,
}

impl Pieces<'_, '_> {
    fn all(&mut self, pieces: &'static [Piece]) -> Said {
        let mut said = false;
        for piece in pieces {
            said |= match piece {
                Piece::Text(text) => {
                    self.pad.put(text.as_bytes());
                    false
                }
                Piece::Next(text) => {
                    self.following(text);
                    false
                }
                Piece::Code(text) => {
                    self.pad.put(text.as_bytes());
                    self.code()
                }
                Piece::Message(text) => {
                    self.pad.put(text.as_bytes());
                    self.text(self.message);
                    true
                }
                Piece::Quoted(text, slot) => {
                    self.pad.put(text.as_bytes());
                    self.quoted(*slot)
                }
                Piece::Value(text, slot, presence) => {
                    self.pad.put(text.as_bytes());
                    self.value(*slot, *presence)
                }
                Piece::Optional(_, slot) if self.is_silent(*slot) => false,
                Piece::Optional(text, slot) => {
                    self.perhaps(text, |pieces| pieces.by_member(|writer| writer.set(*slot)))
                }
                Piece::Group(text, inner) => self.perhaps(text, |pieces| pieces.all(inner)),
            };
        }
        said
    }

    /// Whether a slot that may be absent is surely not set.
    fn is_silent(&self, slot: Slot) -> bool {
        let slots = self.sent.slots.values();
        match slot {
            Slot::Details | Slot::DetailsOrFields(_) => {
                slots.details.is_none() && !matches!(self.sent.payload, Payload::Details(_))
            }
            Slot::Fields(_) => slots.fields.is_none(),
            Slot::RequestId => slots.request_id.get().is_none(),
            Slot::RetryAfter | Slot::RetryAfterMilliseconds => slots.retry_after.is_none(),
            _ => false,
        }
    }

    /// Writes something behind a text that is taken back if there is nothing to say.
    fn perhaps(&mut self, text: &'static str, write: impl FnOnce(&mut Self) -> Said) -> Said {
        let start = self.pad.position();
        self.following(text);
        let said = write(self);
        if !said {
            self.pad.truncate(start);
        }
        said
    }

    /// Writes a text without the comma that it begins with, where it comes first.
    fn following(&mut self, text: &'static str) {
        let is_first = matches!(self.pad.last(), Some(b'{' | b'['));
        self.pad.put(text.as_bytes().get(usize::from(is_first)..).unwrap_or_default());
    }

    #[inline]
    fn code(&mut self) -> Said {
        let declared = self.sent.code.and_then(|position| self.sent.api.codes.wire.get(position));
        match declared {
            Some(code) => self.pad.put(code.as_bytes()),
            None => return self.quoted(Slot::Code),
        }
        true
    }

    fn quoted(&mut self, slot: Slot) -> Said {
        let slots = self.sent.slots.values();
        let text = match slot {
            Slot::Timestamp => slots.timestamp.get().map(Text::as_str),
            Slot::RequestId => slots.request_id.get().map(Text::as_str),
            Slot::Code => self.sent.code_str(),
            Slot::Title => slots.title.as_deref(),
            _ => None,
        };
        match text {
            Some(text) => self.text(text),
            None => self.fill_quoted(slot),
        }
        text.is_some()
    }

    #[inline]
    fn text(&mut self, text: &str) {
        if !self.pad.put_plain(text.as_bytes()) {
            self.pad.grow(|out| write_in_quotes(out, text));
        }
    }

    /// Fills a slot as everywhere, and takes the quotes back, which belong to the pieces around it.
    #[cold]
    fn fill_quoted(&mut self, slot: Slot) {
        let start = self.pad.position();
        self.by_member(|writer| {
            writer.fill(slot, REQUIRED);
            if writer.out.len() > start {
                writer.out.remove(start);
                writer.out.pop();
            }
        });
    }

    fn value(&mut self, slot: Slot, presence: Presence) -> Said {
        self.by_member(|writer| {
            let set = writer.set(slot);
            if !set {
                writer.fill(slot, presence);
            }
            set
        })
    }

    /// Writes a value as it is written anywhere.
    fn by_member<T>(&mut self, write: impl FnOnce(&mut Writer<'_, '_>) -> T) -> T {
        let sent = self.sent;
        self.pad.grow(|out| write(&mut Writer { sent, slots: sent.slots.values(), out }))
    }
}
