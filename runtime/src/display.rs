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

#[cfg(test)]
mod tests {
    use http::StatusCode;

    use super::*;

    struct Line<'a>(Option<&'a str>, &'a str, Option<&'a str>);

    impl fmt::Display for Line<'_> {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            error_line(formatter, StatusCode::NOT_FOUND, self.0, self.1, self.2)
        }
    }

    #[test]
    fn status_code_message_and_request() {
        for (line, text) in [
            (Line(Some("NO_SUCH_ORDER"), "none", Some("r1")), "404 NO_SUCH_ORDER: none (request r1)"),
            (Line(None, "none", None), "404 Not Found: none"),
            (Line(None, "Not Found", None), "404 Not Found"),
            (Line(Some("GONE"), "", Some("")), "404 GONE"),
        ] {
            assert_eq!(line.to_string(), text);
        }
    }

    #[test]
    fn what_is_too_long_is_cut_where_it_is_least_missed() {
        let (code, message, request) = ("C".repeat(1_000), "m".repeat(1_000), "r".repeat(1_000));
        let line = Line(Some(&code), &message, Some(&request)).to_string();
        assert_eq!(line.chars().count(), LINE);
        assert!(line.starts_with("404 CCC") && line.contains("C…: mmm") && line.contains("m… (request rrr"), "{line}");
        assert!(line.ends_with("r…)"), "{line}");
    }

    #[test]
    fn text_of_others_cannot_break_the_line() {
        assert_eq!(OneLine("a\nb\u{1b}[0m\u{202e}é", 100).to_string(), r"a\nb\u{1b}[0m\u{202e}é");
        for (budget, text) in [(0, ""), (1, "…"), (2, "a…"), (3, r"a\n"), (4, r"a\n")] {
            assert_eq!(OneLine("a\n", budget).to_string(), text, "{budget}");
        }
        assert_eq!(OneLine("a\nb", 3).to_string(), "a…", "an escape is not cut in half");
    }
}
