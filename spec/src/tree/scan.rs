//! A pass over JSON that checks it and notes where long values end, so that none is read again to be passed over.
//!
//! Build scripts are not optimised, and this sees every byte of a spec: hence plain loops over bytes.

use super::Span;

/// Shorter values are cheaper to read again than to note.
const LONG: u32 = 256;

pub(super) struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
    limit: usize,
    /// The collections that are open, each with its place in `long`.
    open: Vec<(Close, usize)>,
    long: Vec<Span>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Close {
    Object,
    List,
}

impl<'t> Scan<'t> {
    pub(super) fn new(text: &'t str, limit: usize) -> Self {
        Self { bytes: text.as_bytes(), at: 0, limit, open: Vec::new(), long: Vec::new() }
    }

    /// A scan of a value within a text that is known to be JSON of bounded depth.
    pub(super) fn within(text: &'t str, at: usize) -> Self {
        Self { at, ..Self::new(text, usize::MAX) }
    }

    /// How far it came.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Whether it ended because of too many open collections.
    pub(super) fn too_deep(&self) -> bool {
        self.open.len() > self.limit
    }

    /// The values that are long, by their beginning.
    pub(super) fn into_long(self) -> Vec<Span> {
        self.long
    }

    /// Passes over a whole document; `None` where it is no JSON.
    pub(super) fn document(&mut self) -> Option<()> {
        self.value()?;
        self.at = skip_space(self.bytes, self.at);
        (self.at == self.bytes.len()).then_some(())
    }

    /// Passes over one value, without recursion.
    pub(super) fn value(&mut self) -> Option<()> {
        loop {
            self.at = skip_space(self.bytes, self.at);
            match *self.bytes.get(self.at)? {
                b'{' => {
                    self.begin(Close::Object)?;
                    if self.peek()? != b'}' {
                        self.key()?;
                        continue;
                    }
                }
                b'[' => {
                    self.begin(Close::List)?;
                    if self.peek()? != b']' {
                        continue;
                    }
                }
                _ => self.scalar()?,
            }
            if !self.after_value()? {
                return Some(());
            }
        }
    }

    /// Closes what ends behind a value; whether another value follows.
    fn after_value(&mut self) -> Option<bool> {
        while let Some((close, _)) = self.open.last().copied() {
            match (self.peek()?, close) {
                (b',', Close::List) => self.at += 1,
                (b',', Close::Object) => {
                    self.at += 1;
                    self.key()?;
                }
                (b'}', Close::Object) | (b']', Close::List) => {
                    self.at += 1;
                    self.end();
                    continue;
                }
                _ => return None,
            }
            return Some(true);
        }
        Some(false)
    }

    fn begin(&mut self, close: Close) -> Option<()> {
        self.open.push((close, self.long.len()));
        if self.too_deep() {
            return None;
        }
        let start = u32::try_from(self.at).ok()?;
        self.long.push(Span { start, end: start });
        self.at += 1;
        Some(())
    }

    fn end(&mut self) {
        let Some((_, index)) = self.open.pop() else { return };
        let Some(span) = self.long.get_mut(index) else { return };
        span.end = u32::try_from(self.at).unwrap_or(u32::MAX);
        // What is in a short value is shorter still, and was dropped before.
        if span.end - span.start < LONG {
            self.long.truncate(index);
        }
    }

    /// The next byte that is no space.
    fn peek(&mut self) -> Option<u8> {
        self.at = skip_space(self.bytes, self.at);
        self.bytes.get(self.at).copied()
    }

    fn key(&mut self) -> Option<()> {
        self.peek()?;
        self.at = end_of_string(self.bytes, self.at)?;
        (self.peek()? == b':').then(|| self.at += 1)
    }

    fn scalar(&mut self) -> Option<()> {
        let word = match *self.bytes.get(self.at)? {
            b'"' => {
                self.at = end_of_string(self.bytes, self.at)?;
                return Some(());
            }
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

pub(super) fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() && matches!(bytes[at], b' ' | b'\n' | b'\r' | b'\t') {
        at += 1;
    }
    at
}

/// Where a string ends, behind its closing quote; `None` where none begins.
pub(super) fn end_of_string(bytes: &[u8], start: usize) -> Option<usize> {
    if bytes.get(start) != Some(&b'"') {
        return None;
    }
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => return Some(at + 1),
            b'\\' => at = end_of_escape(bytes, at + 1)?,
            0..=0x1F => return None,
            _ => at += 1,
        }
    }
    None
}

fn end_of_escape(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(at + 1),
        b'u' => bytes.get(at + 1..at + 5)?.iter().all(u8::is_ascii_hexdigit).then_some(at + 5),
        _ => None,
    }
}
