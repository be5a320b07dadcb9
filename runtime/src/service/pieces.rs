//! A body, written piece by piece: what [`object`](Writer::object) writes member by member, where no payload stands among the
//! members.

use super::encode::{Said, Writer};
use super::failure::Sent;
use super::fill;
use super::text::write_in_quotes;
use crate::kind::Payload;
use crate::quoted::{copy, copy_if_plain};
use crate::slots::Text;
use crate::table::{Envelope, Piece, REQUIRED, Slot};

/// There is room in this for a code, a time, an identifier and some numbers.
const TEXTS: usize = 96;

/// Of a buffer that has more room than a body needs, no more than this is used at once, since it is filled with zeroes first.
const AT_ONCE: usize = 1_024;

/// There is room for a body in so many bytes, unless it has escapes, details, or unusually long texts beside its message.
pub(super) fn room(envelope: &Envelope, message: &str) -> usize {
    usize::from(envelope.length) + message.len() + TEXTS
}

/// Writes all pieces of a body behind what is there.
pub(super) fn write(sent: &Sent<'_>, envelope: &'static Envelope, message: &str, out: &mut Vec<u8>) {
    Pieces { sent, message, room: room(envelope, message), out }.all(envelope.pieces);
}

struct Pieces<'a, 'o> {
    sent: &'a Sent<'a>,
    message: &'a str,
    room: usize,
    out: &'o mut Vec<u8>,
}

impl Pieces<'_, '_> {
    fn all(&mut self, pieces: &'static [Piece]) -> Said {
        let (mut rest, mut said) = (pieces, false);
        loop {
            let (count, said_by_run) = self.run(rest);
            said |= said_by_run;
            let Some((piece, after)) = rest.get(count..).and_then(<[Piece]>::split_first) else { return said };
            said |= self.piece(piece);
            rest = after;
        }
    }

    /// Writes as many pieces as are nothing but texts, for which there is room: by position, into zeroes.
    fn run(&mut self, pieces: &'static [Piece]) -> (usize, Said) {
        let start = self.out.len();
        let spare = (self.out.capacity() - start).min(AT_ONCE);
        self.out.resize(start + std::mem::take(&mut self.room).max(spare), 0);
        let mut place = self.out.get_mut(start..).unwrap_or_default();
        let (mut count, mut said) = (0, false);
        let mut left = place.len();
        for piece in pieces {
            let Some((said_by_piece, after)) = put(self.sent, self.message, piece, place) else { break };
            count += 1;
            said |= said_by_piece;
            left = after.len();
            place = after;
        }
        let end = self.out.len() - left;
        self.out.truncate(end);
        (count, said)
    }

    /// Writes any piece.
    fn piece(&mut self, piece: &'static Piece) -> Said {
        match piece {
            Piece::Text(text) => {
                self.out.extend_from_slice(text.as_bytes());
                false
            }
            Piece::Next(text) => {
                self.following(text);
                false
            }
            Piece::Code(text) => self.quoted(text, &Slot::Code),
            Piece::Message(text) => self.quoted(text, &Slot::Message),
            Piece::Quoted(text, slot) => self.quoted(text, slot),
            Piece::Value(text, slot, presence) => {
                self.out.extend_from_slice(text.as_bytes());
                let mut writer = self.by_member();
                let set = writer.set(*slot);
                if !set {
                    writer.fill(*slot, *presence);
                }
                set
            }
            Piece::Optional(text, slot) => self.perhaps(text, |pieces| pieces.by_member().set(*slot)),
            Piece::Group(text, inner) => self.perhaps(text, |pieces| pieces.all(inner)),
        }
    }

    /// Writes something behind a text that is taken back if there is nothing to say.
    fn perhaps(&mut self, text: &'static str, write: impl FnOnce(&mut Self) -> Said) -> Said {
        let start = self.out.len();
        self.following(text);
        let said = write(self);
        if !said {
            self.out.truncate(start);
        }
        said
    }

    /// Writes a text without the comma that it begins with, where it comes first.
    fn following(&mut self, text: &'static str) {
        let is_first = matches!(self.out.last(), Some(b'{' | b'['));
        self.out.extend_from_slice(text.as_bytes().get(usize::from(is_first)..).unwrap_or_default());
    }

    /// Writes a string. What is filled in has quotes, which are taken back: they belong to the texts around it.
    fn quoted(&mut self, before: &'static str, slot: &Slot) -> Said {
        self.out.extend_from_slice(before.as_bytes());
        if let Some(text) = text_of(self.sent, self.message, slot) {
            write_in_quotes(self.out, text);
            return true;
        }
        let start = self.out.len();
        self.by_member().fill(*slot, REQUIRED);
        if self.out.len() > start {
            self.out.remove(start);
            self.out.pop();
        }
        false
    }

    /// Writes as it is done member by member.
    fn by_member(&mut self) -> Writer<'_, '_> {
        Writer { sent: self.sent, slots: self.sent.slots.values(), out: self.out }
    }
}

/// Puts a piece that is nothing but texts, and gives the room behind it; `None` if it is more than that, or if there is no room
/// for it.
#[inline]
fn put<'o>(sent: &Sent<'_>, message: &str, piece: &'static Piece, place: &'o mut [u8]) -> Option<(Said, &'o mut [u8])> {
    match piece {
        Piece::Text(text) => Some((false, put_text(text, place)?)),
        Piece::Code(text) => Some((true, put_text(sent.api.codes.wire.get(sent.code?)?, put_text(text, place)?)?)),
        Piece::Message(text) => Some((true, put_plain(message, put_text(text, place)?)?)),
        Piece::Quoted(text, slot) => {
            let place = put_text(text, place)?;
            match text_of(sent, message, slot) {
                Some(text) => Some((true, put_plain(text, place)?)),
                None => Some((false, put_plain(made(sent, slot)?, place)?)),
            }
        }
        Piece::Optional(_, slot) => is_silent(sent, slot).then_some((false, place)),
        Piece::Next(_) | Piece::Value(..) | Piece::Group(..) => None,
    }
}

/// The text of a slot that is written between quotes, if it is set.
#[inline]
fn text_of<'a>(sent: &Sent<'a>, message: &'a str, slot: &Slot) -> Option<&'a str> {
    let slots = sent.slots.values();
    match slot {
        Slot::Timestamp => slots.timestamp.get().map(Text::as_str),
        Slot::RequestId => slots.request_id.get().map(Text::as_str),
        Slot::Message => Some(message),
        Slot::Code => sent.code_str(),
        Slot::Title => slots.title.as_deref(),
        _ => None,
    }
}

/// The text of a slot that has to be filled with something of its own.
fn made<'a>(sent: &Sent<'a>, slot: &Slot) -> Option<&'a str> {
    let slots = sent.slots.values();
    match slot {
        Slot::Timestamp => Some(slots.timestamp.get_or_init(fill::timestamp).as_str()),
        Slot::RequestId => Some(slots.request_id.get_or_init(fill::request_id).as_str()),
        _ => None,
    }
}

/// Whether a slot that may be absent is surely not set.
#[inline]
fn is_silent(sent: &Sent<'_>, slot: &Slot) -> bool {
    let slots = sent.slots.values();
    match slot {
        Slot::Details | Slot::DetailsOrFields(_) => {
            slots.details.is_none() && !matches!(sent.payload, Payload::Details(_))
        }
        Slot::Fields(_) => slots.fields.is_none(),
        Slot::RequestId => slots.request_id.get().is_none(),
        Slot::RetryAfter | Slot::RetryAfterMilliseconds => slots.retry_after.is_none(),
        _ => false,
    }
}

/// Puts a text, if there is room for it.
#[inline]
fn put_text<'o>(text: &str, place: &'o mut [u8]) -> Option<&'o mut [u8]> {
    let (here, after) = place.split_at_mut_checked(text.len())?;
    copy(here, text.as_bytes());
    Some(after)
}

/// Puts a text, if there is room for it and no byte of it must be escaped.
#[inline]
fn put_plain<'o>(text: &str, place: &'o mut [u8]) -> Option<&'o mut [u8]> {
    let (here, after) = place.split_at_mut_checked(text.len())?;
    copy_if_plain(here, text.as_bytes()).then_some(after)
}
