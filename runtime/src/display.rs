//! Text that may hold anything, made fit for one line of a log.

use std::fmt::{self, Write as _};

/// The longest line that an error displays, in characters.
const LINE: usize = 500;
/// The most that a code or a request id may take of it.
const NAME: usize = 100;

/// Writes with a budget: control characters are escaped, and what does not fit is cut off with `…`.
pub(crate) struct Bounded<'a, 'f> {
    out: &'a mut fmt::Formatter<'f>,
    left: usize,
}

impl<'a, 'f> Bounded<'a, 'f> {
    pub(crate) fn new(out: &'a mut fmt::Formatter<'f>, budget: usize) -> Self {
        Self { out, left: budget }
    }

    /// Writes as much of the text as both budgets allow.
    pub(crate) fn text(&mut self, text: &str, at_most: usize) -> fmt::Result {
        let budget = at_most.min(self.left);
        let mut written = 0;
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            let escape = needs_escape(character);
            let width = if escape { character.escape_default().count() } else { 1 };
            // One place is kept for the mark of what was cut off.
            let reserved = usize::from(characters.peek().is_some());
            if written + width + reserved > budget {
                if written < budget {
                    self.out.write_char('…')?;
                    written += 1;
                }
                break;
            }
            if escape {
                write!(self.out, "{}", character.escape_default())?;
            } else {
                self.out.write_char(character)?;
            }
            written += width;
        }
        self.left -= written;
        Ok(())
    }
}

/// Control characters, line separators, and the marks that reorder text on a screen.
fn needs_escape(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The line of an error: `404 NOT_FOUND: no such affiliate (request req_1)`, in at most 500 characters.
pub(crate) fn error_line(
    formatter: &mut fmt::Formatter<'_>,
    status: http::StatusCode,
    code: Option<&str>,
    message: &str,
    request_id: Option<&str>,
) -> fmt::Result {
    let mut line = Bounded::new(formatter, LINE);
    let name = code.or(status.canonical_reason()).unwrap_or_default();
    let request_id = request_id.unwrap_or_default();
    let tail = if request_id.is_empty() { 0 } else { " (request )".len() + request_id.chars().count().min(NAME) };
    line.text(status.as_str(), LINE)?;
    if !name.is_empty() {
        line.text(" ", LINE)?;
        line.text(name, NAME)?;
    }
    if !message.is_empty() && message != name {
        line.text(": ", LINE)?;
        let room = line.left.saturating_sub(tail);
        line.text(message, room)?;
    }
    if !request_id.is_empty() {
        line.text(" (request ", LINE)?;
        line.text(request_id, NAME)?;
        line.text(")", LINE)?;
    }
    Ok(())
}

/// Text in one bounded line.
pub(crate) struct OneLine<'a>(pub(crate) &'a str, pub(crate) usize);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Bounded::new(formatter, self.1).text(self.0, self.1)
    }
}
