//! What a body says that is laid out as a service writes it, found piece by piece: each text is compared where it has to stand.

use super::found::{Finder, Found};
use super::scan::Scanner;
use crate::layout::{Layout, Pieces};
use crate::table::{OPTIONAL, Presence, Slot};

/// Finds what a body says that is laid out as a service does it; `None` if it is not, or not surely.
pub(crate) fn laid_out<L: Layout>(body: &[u8], status: u64, found: &mut Found) -> Option<()> {
    let Finder { mut scanner, .. } = L::tell(Some(Finder { scanner: Scanner::new(body)?, status, found }))?;
    scanner.space();
    scanner.is_done().then_some(())
}

/// Nothing, from the first piece on that does not agree.
#[allow(clippy::inline_always, reason = "a text is a constant, and a slot is known, only where these are inlined")]
impl Pieces for Option<Finder<'_, '_>> {
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn text(self, text: &'static str) -> Self {
        let mut finder = self?;
        finder.scanner.eat_known(text)?;
        finder.behind(text)
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn next(self, text: &'static str) -> Self {
        let mut finder = self?;
        finder.following(text)?;
        finder.behind(text)
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn quoted(self, text: &'static str, slot: &'static Slot) -> Self {
        let mut finder = self?;
        finder.scanner.eat_known(text)?;
        // The quote behind it belongs to the next piece.
        let text = finder.scanner.in_quotes()?;
        finder.found.string(slot, text)?;
        Some(finder)
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn value(self, text: &'static str, slot: &'static Slot, presence: Presence) -> Self {
        let mut finder = self?;
        finder.scanner.eat_known(text)?;
        finder.at_slot(slot, presence)
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn optional(self, text: &'static str, slot: &'static Slot) -> Self {
        self.group(text, |finder| finder?.at_slot(slot, OPTIONAL))
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn group(self, text: &'static str, inner: impl FnOnce(Self) -> Self) -> Self {
        let mut finder = self?;
        match finder.following(text) {
            Some(()) => inner(Some(finder)),
            None => Some(finder),
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

    /// Goes on behind a text, unless that opens an object or a list, and a comma stands where its first member has to.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[allow(clippy::inline_always, reason = "as above; most texts open nothing, and cost nothing here")]
    fn behind(self, text: &'static str) -> Option<Self> {
        if text.ends_with(['{', '[']) && self.scanner.peek() == Some(b',') { None } else { Some(self) }
    }

    /// Reads a value, whatever it is.
    #[inline(never)]
    fn at_slot(mut self, slot: &'static Slot, presence: Presence) -> Option<Self> {
        self.slot(slot, presence)?;
        Some(self)
    }
}
