//! JSON text, looked at in place.
//!
//! It is stricter than JSON: whatever a parser might refuse, or might take for another value than the one that stands there,
//! is `None`, and whoever gets it asks the parser.

use super::span::Span;
use crate::quoted::plain_run;

/// Values within values; the parser takes more.
const DEEPEST: usize = 64;
/// Digits of a number, which the parser takes for the same number whatever they are.
const DIGITS: usize = 15;

/// A place in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scanner<'b> {
    text: &'b [u8],
    /// What has not been looked at.
    rest: &'b [u8],
}

/// What stands between the quotes of a string.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quoted {
    pub(super) span: Span,
    /// It has escapes, so that it is not the text that is meant.
    pub(super) escaped: bool,
}

impl<'b> Scanner<'b> {
    /// The start of a text, unless it is too long to be looked at in place.
    pub(super) fn new(text: &'b [u8]) -> Option<Self> {
        (text.len() <= Span::LONGEST).then_some(Self { text, rest: text })
    }

    /// Whether this is the end, and all that was passed over is UTF-8.
    #[inline]
    pub(super) fn is_done(&self) -> bool {
        self.rest.is_empty() && is_utf8(self.text)
    }

    /// How many bytes have been passed over.
    #[inline]
    fn at(&self) -> usize {
        self.text.len() - self.rest.len()
    }

    /// The next byte.
    #[inline]
    pub(super) fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// Passes over this text, if it stands here.
    #[inline]
    pub(super) fn eat(&mut self, text: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(text.as_bytes())?;
        Some(())
    }

    /// The same of a text that the compiler knows: it is compared in place, which `strip_prefix` does up to 32 bytes.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the text is a constant only where this is inlined")]
    pub(super) fn eat_known(&mut self, text: &'static str) -> Option<()> {
        let Some((first, last)) = text.as_bytes().split_first_chunk::<32>() else { return self.eat(text) };
        self.rest = self.rest.strip_prefix(first)?.strip_prefix(last)?;
        Some(())
    }

    /// Passes over this byte, if it stands here.
    #[inline]
    pub(super) fn eat_byte(&mut self, byte: u8) -> bool {
        match self.rest {
            [first, rest @ ..] if *first == byte => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// Passes over a byte, whatever it is.
    #[inline]
    pub(super) fn pass(&mut self) {
        self.rest = self.rest.get(1..).unwrap_or_default();
    }

    /// Whether one of an object's or list's first members may stand here.
    pub(super) fn is_after_opening(&self) -> bool {
        let before = self.at().checked_sub(1).and_then(|at| self.text.get(at));
        matches!(before, Some(b'{' | b'['))
    }

    /// Passes over white space.
    #[inline]
    pub(super) fn space(&mut self) {
        while let [b' ' | b'\n' | b'\r' | b'\t', rest @ ..] = self.rest {
            self.rest = rest;
        }
    }

    /// The place of what was passed over.
    #[inline]
    pub(super) fn since(&self, start: &Self) -> Span {
        Span::new(start.at(), self.at())
    }

    /// What stands in a place.
    #[inline]
    pub(super) fn bytes(&self, span: Span) -> &'b [u8] {
        span.bytes(self.text).unwrap_or_default()
    }

    /// The rest of a string behind its first quote, with the last one.
    #[inline]
    pub(super) fn string(&mut self) -> Option<Quoted> {
        let text = self.in_quotes()?;
        self.pass();
        Some(text)
    }

    /// The same without the last quote.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "most of a body's bytes are in strings, and a call takes as long as one")]
    pub(super) fn in_quotes(&mut self) -> Option<Quoted> {
        let start = *self;
        self.rest = self.rest.get(plain_run(self.rest)..)?;
        let escaped = self.peek()? != b'"';
        if escaped {
            self.rest = self.behind_escapes()?;
        }
        Some(Quoted { span: self.since(&start), escaped })
    }

    /// What stands at the end of a string that has an escape here.
    #[cold]
    fn behind_escapes(mut self) -> Option<&'b [u8]> {
        loop {
            self.rest = self.behind_escape()?;
            self.rest = self.rest.get(plain_run(self.rest)..)?;
            if self.peek()? == b'"' {
                return Some(self.rest);
            }
        }
    }

    /// What stands behind an escape; halves of characters are for the parser.
    fn behind_escape(self) -> Option<&'b [u8]> {
        if self.peek() != Some(b'\\') {
            return None;
        }
        let length = match self.rest.get(1)? {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => 2,
            b'u' => {
                let digits = self.rest.get(2..6)?;
                let is_half = matches!(digits, [b'd' | b'D', b'8'..=b'9' | b'a'..=b'f' | b'A'..=b'F', ..]);
                if is_half || !digits.iter().all(u8::is_ascii_hexdigit) {
                    return None;
                }
                6
            }
            _ => return None,
        };
        self.rest.get(length..)
    }

    /// An integer that is not negative, by its digits.
    pub(super) fn digits(&mut self) -> Option<Span> {
        let start = *self;
        let digits = self.run_of_digits();
        let is_number = digits.len() == 1 || !digits.starts_with(b"0");
        let is_whole = !matches!(self.peek(), Some(b'.' | b'e' | b'E'));
        ((1..=DIGITS).contains(&digits.len()) && is_number && is_whole).then(|| self.since(&start))
    }

    fn run_of_digits(&mut self) -> &'b [u8] {
        let start = *self;
        while let [b'0'..=b'9', rest @ ..] = self.rest {
            self.rest = rest;
        }
        self.bytes(self.since(&start))
    }

    /// Any value.
    pub(super) fn value(&mut self) -> Option<Span> {
        let start = *self;
        let mut open = [0; DEEPEST];
        let mut depth = 0;
        loop {
            self.space();
            match self.peek()? {
                opening @ (b'{' | b'[') => {
                    self.pass();
                    self.space();
                    if !self.eat_byte(opening + 2) {
                        *open.get_mut(depth)? = opening;
                        depth += 1;
                        self.key(opening)?;
                        continue;
                    }
                }
                b'"' => {
                    self.pass();
                    self.string()?;
                }
                b't' => self.eat("true")?,
                b'f' => self.eat("false")?,
                b'n' => self.eat("null")?,
                _ => self.number()?,
            }
            if !self.next(&open, &mut depth)? {
                return Some(self.since(&start));
            }
        }
    }

    /// Behind a value: whether another one follows, within what is open.
    fn next(&mut self, open: &[u8], depth: &mut usize) -> Option<bool> {
        while let Some(opening) = depth.checked_sub(1).and_then(|last| open.get(last)).copied() {
            self.space();
            if self.eat_byte(b',') {
                self.key(opening)?;
                return Some(true);
            }
            // `}` and `]` are two behind `{` and `[`.
            if !self.eat_byte(opening + 2) {
                return None;
            }
            *depth -= 1;
        }
        Some(false)
    }

    /// Passes over a key, if members of an object have to have one here.
    fn key(&mut self, opening: u8) -> Option<()> {
        if opening == b'[' {
            return Some(());
        }
        self.space();
        self.eat("\"")?;
        self.string()?;
        self.space();
        self.eat(":")
    }

    /// A number.
    pub(super) fn number(&mut self) -> Option<()> {
        self.eat_byte(b'-');
        let start = self.at();
        let whole = self.run_of_digits();
        if whole.is_empty() || (whole.len() > 1 && whole.starts_with(b"0")) {
            return None;
        }
        if self.eat_byte(b'.') && self.run_of_digits().is_empty() {
            return None;
        }
        (self.at() - start <= DIGITS && !matches!(self.peek(), Some(b'e' | b'E'))).then_some(())
    }
}

/// Whether bytes are UTF-8. Nearly all bodies are ASCII, whose last bytes are looked at twice rather than one by one.
#[inline]
fn is_utf8(bytes: &[u8]) -> bool {
    let is_ascii = |last: &[u8; 64]| last.is_ascii() && bytes.as_chunks::<64>().0.iter().all(|chunk| chunk.is_ascii());
    bytes.last_chunk().is_some_and(is_ascii) || std::str::from_utf8(bytes).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<&str> {
        let mut scanner = Scanner::new(text.as_bytes())?;
        scanner.space();
        let value = scanner.value()?;
        scanner.space();
        if scanner.is_done() { value.text(text.as_bytes()) } else { None }
    }

    #[test]
    fn what_is_a_value_here_is_one_for_the_parser() {
        for text in [
            "1",
            "-0.5",
            "0",
            "\"\"",
            r#""\u00e9\n""#,
            "null",
            "[]",
            "{}",
            " [ 1 , {\"a\" : [ ] } ] ",
            "[[[]],{}]",
            r#"{"a":{"b":[true,false]},"c":"}"}"#,
        ] {
            assert_eq!(value(text), Some(text.trim()), "{text}");
            assert!(serde_json::from_str::<serde_json::Value>(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn what_is_no_value_is_none_here() {
        for text in [
            "",
            "01",
            "-",
            "1.",
            ".5",
            "+1",
            "nul",
            "nulll",
            "[1,]",
            "[,1]",
            "{\"a\"}",
            "{\"a\":}",
            "{a:1}",
            "[1 2]",
            "{\"a\":1,}",
            "\"",
            "\"\\x\"",
            "\"\t\"",
            "]",
            "[}",
            "{]",
            "[1}",
            "\"\\u12\"",
            "\"\\ud800\"",
            "\"\\u+123\"",
        ] {
            assert_eq!(value(text), None, "{text}");
            assert!(serde_json::from_str::<serde_json::Value>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_hard_is_left_to_the_parser() {
        for text in ["1e3", "1234567890123456", "0.1234567890123456", "\"\\ud83d\\ude00\""] {
            assert_eq!(value(text), None, "{text}");
        }
        let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(value(&deep(DEEPEST)).is_some());
        assert!(value(&deep(DEEPEST + 2)).is_none());
    }
}
