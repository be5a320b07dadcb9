//! The outline of block-style YAML: which lines begin an entry of a mapping, found by indentation alone.
//!
//! It recognises the layout that people and tools write, and nothing else: at anything it is not sure of (anchors,
//! tags, tabs, several documents, odd continuations, …) it gives up, and the plain parser reads the whole file. So a
//! file either is split here exactly as the parser would, or is not split here.
//!
//! Build scripts are not optimised, and this sees every byte of a spec: hence plain loops over bytes, and offsets
//! instead of slices.

mod scalar;

use std::ops::Range;

use super::Branch;
use scalar::{block_scalar, end_of_closed, key_end, line_end, plain_end, skip_spaces};

/// The lines of a file that are structure.
#[derive(Debug)]
pub(super) struct Outline {
    lines: Vec<Line>,
    end: usize,
}

/// A line that begins an entry, an item, or the value of the entry above.
#[derive(Debug, Clone, Copy)]
struct Line {
    start: usize,
    kind: Kind,
    /// The line after this entry and all that is in it.
    next: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Key,
    Item,
    Value,
}

/// Some lines of an outline: a value by themselves.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(super) range: Range<usize>,
    lines: Range<usize>,
}

impl Outline {
    /// The whole file.
    pub(super) fn whole(&self) -> Block {
        Block { range: 0..self.end, lines: 0..self.lines.len() }
    }

    /// The entries of a block that is a mapping; none for a sequence, `None` where the parser has to split it.
    pub(super) fn entries(&self, text: &str, block: &Block) -> Option<Vec<(String, Branch)>> {
        let mut entries = Vec::new();
        match self.lines.get(block.lines.start)?.kind {
            Kind::Key => {}
            Kind::Item => return Some(entries),
            Kind::Value => return None,
        }
        let mut index = block.lines.start;
        while index < block.lines.end {
            let line = self.lines.get(index)?;
            let next = line.next.min(block.lines.end);
            let end =
                self.lines.get(next).filter(|_| next < block.lines.end).map_or(block.range.end, |next| next.start);
            let (key, value) = split_key(text, line.start)?;
            let below = index + 1..next;
            let branch = match self.lines.get(below.start).filter(|_| !below.is_empty()) {
                Some(first) if is_nothing(text.as_bytes(), value) => {
                    Branch::Block(Block { range: first.start..end, lines: below })
                }
                _ => Branch::Text(line.start..end),
            };
            entries.push((key, branch));
            index = next;
        }
        Some(entries)
    }
}

/// Outlines a file, or gives up.
pub(super) fn outline(text: &str, limit: usize) -> Option<Outline> {
    if has_lone_returns(text) {
        return None;
    }
    let mut scan = Scan {
        text,
        bytes: text.as_bytes(),
        at: 0,
        lines: Vec::new(),
        open: Vec::new(),
        expecting: true,
        plain: None,
        begun: false,
        limit,
    };
    while scan.at < text.len() {
        scan.line()?;
    }
    while !scan.open.is_empty() {
        scan.close(scan.lines.len());
    }
    // A file that is one scalar, one list or one flow collection is the parser's.
    let mapping = scan.lines.first().is_some_and(|line| line.kind == Kind::Key);
    mapping.then_some(Outline { lines: scan.lines, end: text.len() })
}

/// A collection that is open.
#[derive(Debug)]
struct Open {
    column: usize,
    items: bool,
    /// The line of its last entry.
    last: usize,
}

struct Scan<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    lines: Vec<Line>,
    open: Vec<Open>,
    /// The entry before had no value yet, so that a deeper level may begin.
    expecting: bool,
    /// The column of the entry whose plain text may go on in deeper lines.
    plain: Option<usize>,
    /// The mark that begins the document was seen.
    begun: bool,
    limit: usize,
}

impl Scan<'_> {
    /// Takes one line, and the lines that its value goes on in.
    fn line(&mut self) -> Option<()> {
        let (bytes, start) = (self.bytes, self.at);
        let content = skip_spaces(bytes, start);
        let indent = content - start;
        match bytes.get(content) {
            None | Some(b'\n' | b'\r') => {
                self.at = line_end(bytes, content);
                return Some(());
            }
            Some(b'#') => {
                // A comment ends plain text.
                self.plain = None;
                self.at = line_end(bytes, content);
                return Some(());
            }
            Some(_) => {}
        }
        if self.plain.is_some_and(|column| indent > column) {
            let (end, commented) = plain_end(bytes, content)?;
            self.at = end;
            return (!commented).then_some(());
        }
        if indent == 0 && (bytes[start..].starts_with(b"---") || bytes[start..].starts_with(b"...")) {
            return self.document_mark(start);
        }
        self.plain = None;
        self.entry(start, content)
    }

    /// Takes the mark that begins the document; another one is not for here, nor is what only looks like one.
    fn document_mark(&mut self, start: usize) -> Option<()> {
        self.at = line_end(self.bytes, start);
        let alone = self.text.get(start..self.at)?.trim_end() == "---";
        let first = !std::mem::replace(&mut self.begun, true) && self.lines.is_empty();
        (alone && first).then_some(())
    }

    /// Takes the dashes, the key and the value of a line.
    fn entry(&mut self, start: usize, content: usize) -> Option<()> {
        let bytes = self.bytes;
        let line = self.lines.len();
        self.lines.push(Line { start, kind: Kind::Item, next: line + 1 });
        let mut at = content;
        let mut dash = None;
        while is_item(bytes, at) {
            self.level(at - start, true, line)?;
            dash = Some(at - start);
            let next = skip_spaces(bytes, at + 1);
            self.expecting = true;
            if is_nothing(bytes, at + 1) {
                self.at = line_end(bytes, next);
                return Some(());
            }
            at = next;
        }
        let column = at - start;
        let key = key_end(bytes, at);
        if dash.is_none() {
            self.lines[line].kind = if key.is_some() { Kind::Key } else { Kind::Value };
        }
        if let Some(key) = key {
            self.level(column, false, line)?;
            return self.value(column, key);
        }
        // A scalar: an item, or the value of a key on a line of its own. Anything else nobody is sure of.
        let holder = dash.or_else(|| self.open.last().map(|open| open.column).filter(|_| self.expecting))?;
        (holder < column).then_some(())?;
        self.value(holder, at)
    }

    /// Opens, continues or closes levels so that an entry stands in the right one. A level is opened only below the
    /// entry just before, never after going back out.
    fn level(&mut self, column: usize, items: bool, line: usize) -> Option<()> {
        let mut may_open = std::mem::replace(&mut self.expecting, false);
        while self.open.last().is_some_and(|open| open.column > column) {
            self.close(line);
            may_open = false;
        }
        // A sequence may stand at the column of the key it belongs to, and ends at the next key.
        if !items && self.open.last().is_some_and(|open| open.column == column && open.items) {
            self.close(line);
            may_open = false;
        }
        match self.open.last_mut() {
            Some(open) if open.column == column && open.items == items => {
                self.lines[open.last].next = line;
                open.last = line;
                Some(())
            }
            _ if may_open => {
                self.open.push(Open { column, items, last: line });
                (self.open.len() <= self.limit).then_some(())
            }
            _ => None,
        }
    }

    /// Closes the innermost collection: its last entry ends before a line.
    fn close(&mut self, line: usize) {
        if let Some(open) = self.open.pop() {
            self.lines[open.last].next = line;
        }
    }

    /// Takes a value that begins in this line, and the lines it goes on in.
    fn value(&mut self, column: usize, from: usize) -> Option<()> {
        let bytes = self.bytes;
        let start = skip_spaces(bytes, from);
        self.expecting = is_nothing(bytes, from);
        if self.expecting {
            self.at = line_end(bytes, start);
            return Some(());
        }
        match bytes[start] {
            b'|' | b'>' => self.at = block_scalar(self.text, start, column)?,
            b'"' | b'\'' | b'[' | b'{' => self.at = self.closed(column, start)?,
            b'&' | b'*' | b'!' | b'%' | b'@' | b'`' | b',' | b']' | b'}' | b'\t' => return None,
            b'-' | b'?' | b':' if bytes.get(start + 1).is_none_or(u8::is_ascii_whitespace) => return None,
            _ => {
                let (end, commented) = plain_end(bytes, start)?;
                self.plain = (!commented).then_some(column);
                self.at = end;
            }
        }
        Some(())
    }

    /// The end of the last line of quoted text or of a flow collection, whose lines must all be deeper than its entry.
    fn closed(&self, column: usize, start: usize) -> Option<usize> {
        let bytes = self.bytes;
        let end = end_of_closed(bytes, start, self.limit)?;
        let mut at = line_end(bytes, start);
        while at < end {
            let content = skip_spaces(bytes, at);
            let blank = matches!(bytes.get(content), Some(b'\n' | b'\r'));
            if !blank && content - at <= column {
                return None;
            }
            at = line_end(bytes, content);
        }
        is_nothing(bytes, end).then_some(at)
    }
}

/// Whether a carriage return ends a line by itself, as YAML allows.
fn has_lone_returns(text: &str) -> bool {
    text.contains('\r') && text.matches('\r').count() != text.matches("\r\n").count()
}

/// Whether the rest of a line holds no value: at most a comment, which stands behind a space.
fn is_nothing(bytes: &[u8], from: usize) -> bool {
    let at = skip_spaces(bytes, from);
    match bytes.get(at) {
        None | Some(b'\n' | b'\r') => true,
        Some(b'#') => at > from,
        Some(_) => false,
    }
}

fn is_item(bytes: &[u8], at: usize) -> bool {
    bytes.get(at) == Some(&b'-') && matches!(bytes.get(at + 1), None | Some(b' ' | b'\n' | b'\r'))
}

/// The key of an entry as text, and where its value begins.
fn split_key(text: &str, line: usize) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    let start = skip_spaces(bytes, line);
    let end = key_end(bytes, start)?;
    let written = text.get(start..end - 1)?.trim_end_matches(' ');
    let inside = || written.get(1..written.len().checked_sub(1)?);
    let key = match written.bytes().next()? {
        b'"' if written.contains('\\') => super::yaml::text(written)?,
        b'"' => inside()?.to_owned(),
        b'\'' => inside()?.replace("''", "'"),
        _ => written.to_owned(),
    };
    Some((key, end))
}
