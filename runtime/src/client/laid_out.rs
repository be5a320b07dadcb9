//! What a body says that is laid out as a service writes it, found piece by piece: each text is compared where it has to stand.

use super::found::{Finder, Found};
use super::scan::Scanner;
use crate::layout::{Layout, Pieces};
use crate::table::{OPTIONAL, Presence, Slot};

/// Finds what a body says that is laid out as a service does it; `None` if it is not, or not surely.
pub(crate) fn laid_out<L: Layout>(body: &[u8], status: u64, found: &mut Found) -> Option<()> {
    let Finder { mut scanner, .. } = L::tell(Finder { scanner: Scanner::new(body)?, status, found })?;
    scanner.space();
    scanner.is_done().then_some(())
}

#[allow(clippy::inline_always, reason = "a text is a constant, and a slot is known, only where these are inlined")]
impl Pieces for Finder<'_, '_> {
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn text(mut self, text: &'static str) -> Option<Self> {
        self.scanner.eat_known(text)?;
        Some(self)
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn next(mut self, text: &'static str) -> Option<Self> {
        self.following(text)?;
        Some(self)
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn code(self, text: &'static str) -> Option<Self> {
        self.quoted(text, &Slot::Code)
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn message(self, text: &'static str) -> Option<Self> {
        self.quoted(text, &Slot::Message)
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn quoted(mut self, text: &'static str, slot: &'static Slot) -> Option<Self> {
        self.scanner.eat_known(text)?;
        // The quote behind it belongs to the next piece.
        let text = self.scanner.in_quotes()?;
        self.found.string(slot, text)?;
        Some(self)
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn value(mut self, text: &'static str, slot: &'static Slot, presence: Presence) -> Option<Self> {
        self.scanner.eat_known(text)?;
        self.at_slot(slot, presence)
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn optional(self, text: &'static str, slot: &'static Slot) -> Option<Self> {
        self.group(text, |finder| finder.at_slot(slot, OPTIONAL))
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn group(mut self, text: &'static str, inner: impl FnOnce(Self) -> Option<Self>) -> Option<Self> {
        match self.following(text) {
            Some(()) => inner(self),
            None => Some(self),
        }
    }
}

impl Finder<'_, '_> {
    /// Passes over a text that begins with a comma, which is not there where nothing stands before it.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[allow(clippy::inline_always, reason = "as above")]
    fn following(&mut self, text: &'static str) -> Option<()> {
        match text.strip_prefix(',') {
            Some(first) if self.scanner.peek() == Some(b'"') && self.scanner.is_after_opening() => {
                self.scanner.eat_known(first)
            }
            _ => self.scanner.eat_known(text),
        }
    }

    /// Reads a value, whatever it is.
    #[inline(never)]
    fn at_slot(mut self, slot: &'static Slot, presence: Presence) -> Option<Self> {
        self.slot(slot, presence)?;
        Some(self)
    }
}
