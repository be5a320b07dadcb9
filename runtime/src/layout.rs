//! How a service lays a body out: texts that never change, and the values between them.
//!
//! A generated module tells the pieces of each body in order, as code and not as a table, so that the compiler knows each text
//! where it is copied or compared: a few instructions, where a loop over a table takes some dozens for each. So all of it is
//! inlined, except in builds with debug assertions, which would only take longer to compile.

use crate::client::Found;
use crate::service::Sent;
use crate::table::{Presence, Slot};

/// One body as a service writes it.
pub trait Layout {
    /// So many bytes all its texts take.
    const LENGTH: u16;

    /// Tells all its pieces in order.
    fn tell<P: Pieces>(to: P) -> P;
}

/// Who is told the pieces of a body. All have a text, and most a value behind it; a payload that stands beside the code has no
/// piece.
#[allow(clippy::inline_always, reason = "a slot is known only where these are inlined")]
pub trait Pieces: Sized {
    /// Always this text.
    #[must_use]
    fn text(self, text: &'static str) -> Self;

    /// The same, but for the comma that it begins with where nothing stands before it in its object.
    #[must_use]
    fn next(self, text: &'static str) -> Self;

    /// The code, whose quotes belong to the texts around it. No code of the API needs an escape.
    #[must_use]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn code(self, text: &'static str) -> Self {
        self.quoted(text, &Slot::Code)
    }

    /// The message, in the same way.
    #[must_use]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn message(self, text: &'static str) -> Self {
        self.quoted(text, &Slot::Message)
    }

    /// What else every such error says as a string, in the same way.
    #[must_use]
    fn quoted(self, text: &'static str, slot: &'static Slot) -> Self;

    /// A value that is always there.
    #[must_use]
    fn value(self, text: &'static str, slot: &'static Slot, presence: Presence) -> Self;

    /// A value that an error may have, behind a text that begins with a comma as that of `next` does.
    #[must_use]
    fn optional(self, text: &'static str, slot: &'static Slot) -> Self;

    /// The same of an object or a list, left out where nothing in it is particular to the error.
    #[must_use]
    fn group(self, text: &'static str, inner: impl FnOnce(Self) -> Self) -> Self;
}

/// A layout, put to its uses.
#[derive(Debug)]
pub struct InPieces {
    /// So many bytes all its texts take.
    pub(crate) length: u16,
    /// Writes an error with this message behind what is there.
    pub(crate) write: for<'s> fn(&Sent<'s>, &'s str, &mut Vec<u8>),
    /// Finds what the body of an answer with this status says; `None` if it is not laid out so, or not surely.
    pub(crate) find: fn(&[u8], u64, &mut Found) -> Option<()>,
}

impl InPieces {
    /// The uses of a layout.
    pub const fn of<L: Layout>() -> Self {
        Self { length: L::LENGTH, write: crate::service::write::<L>, find: crate::client::laid_out::<L> }
    }
}
