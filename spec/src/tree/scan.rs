//! A pass over JSON that checks it and notes where long values end, so that none is read again to be passed over.
//!
//! Build scripts are not optimised, and this sees every byte of a spec: hence plain loops, by words where there is much of the
//! same (`words.rs`).

use super::Span;
use super::words::{end_of_plain, skip_blank};

/// Shorter values are cheaper to read again than to note.
const LONG: u32 = 128;

pub(super) struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
    limit: usize,
    /// What closes the innermost collection that is open.
    closing: u8,
    /// For each collection that is open: what closes the one around it, and its own place in `long`.
    open: Vec<(u8, usize)>,
    long: Vec<Span>,
    /// Whether there was a carriage return.
    has_returns: bool,
}

/// What closes the text, which is around all.
const END: u8 = 0;

impl<'t> Scan<'t> {
    pub(super) fn new(text: &'t str, limit: usize) -> Self {
        let (open, long) = (Vec::new(), Vec::new());
        Self { bytes: text.as_bytes(), at: 0, limit, closing: END, open, long, has_returns: false }
    }

    /// How far it came.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Whether it ended because of too many open collections.
    pub(super) fn too_deep(&self) -> bool {
        self.open.len() > self.limit
    }

    /// Whether it passed over a carriage return. Strings have none.
    pub(super) fn has_returns(&self) -> bool {
        self.has_returns
    }

    /// The values that are long, by their beginning.
    pub(super) fn into_long(mut self) -> Vec<Span> {
        self.long.shrink_to_fit();
        self.long
    }

    /// Passes over a whole document; `None` where it is no JSON.
    pub(super) fn document(&mut self) -> Option<()> {
        self.value()?;
        self.peek().is_none().then_some(())
    }

    /// Passes over one value, without recursion.
    pub(super) fn value(&mut self) -> Option<()> {
        loop {
            if self.closing == b'}' {
                self.key()?;
            }
            match self.peek()? {
                b'"' => self.string()?,
                opening @ (b'{' | b'[') => {
                    // In ASCII, what closes stands two behind what opens.
                    self.begin(opening + 2)?;
                    if self.peek()? != self.closing {
                        continue;
                    }
                }
                _ => self.scalar()?,
            }
            if !self.goes_on()? {
                return Some(());
            }
        }
    }

    /// Closes what ends behind a value; whether another value follows.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is called for every value of a spec")]
    fn goes_on(&mut self) -> Option<bool> {
        while self.closing != END {
            let next = self.peek()?;
            if next == b',' {
                self.at += 1;
                return Some(true);
            }
            if next != self.closing {
                return None;
            }
            self.end();
        }
        Some(false)
    }

    fn begin(&mut self, closing: u8) -> Option<()> {
        self.open.push((self.closing, self.long.len()));
        if self.too_deep() {
            return None;
        }
        let start = u32::try_from(self.at).ok()?;
        self.long.push(Span { start, end: start });
        self.closing = closing;
        self.at += 1;
        Some(())
    }

    fn end(&mut self) {
        self.at += 1;
        let Some((closing, index)) = self.open.pop() else { return };
        self.closing = closing;
        let Some(span) = self.long.get_mut(index) else { return };
        span.end = u32::try_from(self.at).unwrap_or(u32::MAX);
        // What is in a short value is shorter still, and was dropped before.
        if span.end - span.start < LONG {
            self.long.truncate(index);
        }
    }

    /// The next byte that is no space.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is called for every value of a spec, and mostly there is no space")]
    fn peek(&mut self) -> Option<u8> {
        if self.at < self.bytes.len() && self.bytes[self.at] > b' ' {
            return Some(self.bytes[self.at]);
        }
        self.peek_behind_space()
    }

    fn peek_behind_space(&mut self) -> Option<u8> {
        self.at = skip_blank(self.bytes, self.at);
        while self.bytes.get(self.at) == Some(&b'\r') {
            self.has_returns = true;
            self.at = skip_blank(self.bytes, self.at + 1);
        }
        self.bytes.get(self.at).copied()
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is called for every member of a spec")]
    fn key(&mut self) -> Option<()> {
        if self.peek()? != b'"' {
            return None;
        }
        self.string()?;
        if self.peek()? != b':' {
            return None;
        }
        self.at += 1;
        // A single space is what most write here.
        if self.at < self.bytes.len() && self.bytes[self.at] == b' ' {
            self.at += 1;
        }
        Some(())
    }

    /// Passes over the string that begins here.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is called for every string of a spec")]
    fn string(&mut self) -> Option<()> {
        self.at = end_of_plain(self.bytes, self.at + 1);
        if self.at < self.bytes.len() && self.bytes[self.at] == b'"' {
            self.at += 1;
            return Some(());
        }
        self.at = end_of_string(self.bytes, self.at)?;
        Some(())
    }

    fn scalar(&mut self) -> Option<()> {
        let word = match *self.bytes.get(self.at)? {
            b't' => "true",
            b'f' => "false",
            b'n' => "null",
            _ => return self.number(),
        };
        let end = self.at + word.len();
        (self.bytes.get(self.at..end)? == word.as_bytes()).then(|| self.at = end)
    }

    fn number(&mut self) -> Option<()> {
        self.at += usize::from(self.bytes.get(self.at) == Some(&b'-'));
        if self.bytes.get(self.at) == Some(&b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.bytes.get(self.at) == Some(&b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.bytes.get(self.at) {
            self.at += 1;
            self.at += usize::from(matches!(self.bytes.get(self.at), Some(b'+' | b'-')));
            self.digits()?;
        }
        Some(())
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.at < self.bytes.len() && self.bytes[self.at].is_ascii_digit() {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }
}

/// Where the value that begins here ends, in a text that is known to be JSON.
pub(super) fn end_of_known(bytes: &[u8], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0_usize);
    while at < bytes.len() {
        let byte = bytes[at];
        // Nothing else shows where a number or a word ends.
        if depth == 0 && matches!(byte, b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t') {
            return at;
        }
        at = match byte {
            b'"' => end_of_string(bytes, at + 1).unwrap_or(bytes.len()),
            b'\n' => skip_blank(bytes, at),
            _ => at + 1,
        };
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        if depth == 0 && matches!(byte, b'"' | b'}' | b']') {
            return at;
        }
    }
    at
}

/// The first byte that is no space.
pub(super) fn skip_space(bytes: &[u8], from: usize) -> usize {
    let mut at = skip_blank(bytes, from);
    while bytes.get(at) == Some(&b'\r') {
        at = skip_blank(bytes, at + 1);
    }
    at
}

/// Where a string ends that is open here, behind its closing quote; `None` where it does not.
pub(super) fn end_of_string(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = end_of_plain(bytes, from);
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at = end_of_plain(bytes, end_of_escape(bytes, at + 1)?),
            _ => return None,
        }
    }
}

fn end_of_escape(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(at + 1),
        b'u' => bytes.get(at + 1..at + 5)?.iter().all(u8::is_ascii_hexdigit).then_some(at + 5),
        _ => None,
    }
}
