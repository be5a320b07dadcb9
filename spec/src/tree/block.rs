//! The outline of block-style YAML: which lines begin an entry of a mapping, found by indentation alone.
//!
//! It recognises the layout that people and tools write, and nothing else: at anything it is not sure of (anchors,
//! tags, tabs, several documents, odd continuations, …) it gives up, and the plain parser reads the whole file. So a
//! file either is split here exactly as the parser would, or is not split here.

use std::ops::Range;

use indexmap::IndexMap;

use super::Branch;

/// The lines of a file that are structure.
#[derive(Debug)]
pub(super) struct Outline {
    lines: Vec<Line>,
    end: usize,
}

/// A line that begins an entry or an item.
#[derive(Debug, Clone, Copy)]
struct Line {
    start: usize,
    indent: u32,
    /// It begins with a dash.
    item: bool,
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
    pub(super) fn entries(&self, text: &str, block: &Block) -> Option<IndexMap<String, Branch>> {
        let lines = self.lines.get(block.lines.clone())?;
        let mut entries = IndexMap::new();
        let Some(first) = lines.first() else {
            return Some(entries);
        };
        if first.item {
            return Some(entries);
        }
        let starts: Vec<usize> = lines
            .iter()
            .enumerate()
            .filter(|(_, line)| line.indent == first.indent && !line.item)
            .map(|(index, _)| index)
            .collect();
        for (number, index) in starts.iter().enumerate() {
            let line = lines.get(*index)?;
            let next = starts.get(number + 1).copied().unwrap_or(lines.len());
            let end = lines.get(next).map_or(block.range.end, |line| line.start);
            let own = text.get(line.start..end)?;
            let (key, value) = split_key(own)?;
            let below = block.lines.start + index + 1..block.lines.start + next;
            let first_line = own.get(value..)?.lines().next().unwrap_or_default();
            let branch = if is_nothing(first_line) && !below.is_empty() {
                let start = self.lines.get(below.start)?.start;
                Branch::Block(Block { range: start..end, lines: below })
            } else {
                Branch::Text(line.start + value..end)
            };
            entries.insert(key, branch);
        }
        Some(entries)
    }
}

/// Outlines a file, or gives up.
pub(super) fn outline(text: &str, limit: usize) -> Option<Outline> {
    let mut scan = Scan { text, at: 0, lines: Vec::new(), open: Vec::new(), expecting: true, plain: None, limit };
    while scan.at < text.len() {
        scan.line()?;
    }
    // A file that is one scalar or one flow collection is the parser's.
    scan.lines.first().is_some_and(|line| !line.item).then_some(Outline { lines: scan.lines, end: text.len() })
}

/// A collection that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Open {
    column: usize,
    items: bool,
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    lines: Vec<Line>,
    open: Vec<Open>,
    /// The entry before had no value yet, so that a deeper level may begin.
    expecting: bool,
    /// The column of the entry whose plain text may go on in deeper lines.
    plain: Option<usize>,
    limit: usize,
}

impl Scan<'_> {
    /// Takes one line, and the lines that its value goes on in.
    fn line(&mut self) -> Option<()> {
        let line = line_at(self.text, self.at);
        let content = line.trim_start_matches(' ');
        let indent = line.len() - content.len();
        if content.trim_end().is_empty() {
            self.at += line.len();
            return Some(());
        }
        if content.starts_with('#') {
            // A comment ends plain text.
            self.plain = None;
            self.at += line.len();
            return Some(());
        }
        if self.plain.is_some_and(|column| indent > column) {
            self.at += line.len();
            return continues_plain(content).then_some(());
        }
        if self.lines.is_empty() && content.trim_end() == "---" && indent == 0 {
            self.at += line.len();
            return Some(());
        }
        self.plain = None;
        self.lines.push(Line { start: self.at, indent: u32::try_from(indent).ok()?, item: is_item(content) });
        self.entry(indent, line)
    }

    /// Takes the dashes, the key and the value of a line.
    fn entry(&mut self, indent: usize, line: &str) -> Option<()> {
        let mut column = indent;
        let mut dash = None;
        let mut rest = line.get(indent..)?;
        while is_item(rest) {
            self.level(Open { column, items: true })?;
            dash = Some(column);
            let after = rest.get(1..)?;
            let spaces = after.len() - after.trim_start_matches(' ').len();
            if is_nothing(after) {
                self.at += line.len();
                self.expecting = true;
                return Some(());
            }
            column += 1 + spaces;
            rest = after.get(spaces..)?;
            self.expecting = true;
        }
        let from = line.len() - rest.len();
        if let Some(key) = key_end(rest) {
            self.level(Open { column, items: false })?;
            return self.value(column, line, from + key);
        }
        // A scalar: an item, or the value of a key on a line of its own. Anything else nobody is sure of.
        let holder = dash.or_else(|| self.open.last().map(|open| open.column).filter(|_| self.expecting))?;
        (dash.is_some() || holder < column).then_some(())?;
        self.value(holder, line, from)
    }

    /// Opens, continues or closes levels so that an entry stands in the right one.
    fn level(&mut self, wanted: Open) -> Option<()> {
        while self.open.last().is_some_and(|open| open.column > wanted.column) {
            self.open.pop();
        }
        let top = self.open.last().copied();
        match top {
            Some(open) if open.column == wanted.column => {
                if open.items == wanted.items {
                    self.expecting = false;
                    return Some(());
                }
                if wanted.items {
                    // A sequence may stand at the column of the key it belongs to.
                    return self.expecting.then(|| self.push(wanted))?;
                }
                self.open.pop();
                (self.open.last() == Some(&wanted)).then(|| self.expecting = false)
            }
            _ => self.expecting.then(|| self.push(wanted))?,
        }
    }

    fn push(&mut self, open: Open) -> Option<()> {
        self.open.push(open);
        self.expecting = false;
        (self.open.len() <= self.limit).then_some(())
    }

    /// Takes a value that begins in `line`, and the lines it goes on in.
    fn value(&mut self, column: usize, line: &str, from: usize) -> Option<()> {
        let start = self.at;
        self.at += line.len();
        let rest = line.get(from..)?;
        let spaces = rest.len() - rest.trim_start_matches(' ').len();
        let value = rest.get(spaces..)?;
        if is_nothing(rest) {
            self.expecting = true;
            return Some(());
        }
        self.expecting = false;
        match value.bytes().next()? {
            b'|' | b'>' => self.block_scalar(column, value),
            b'"' | b'\'' | b'[' | b'{' => self.closed(column, start + from + spaces),
            b'&' | b'*' | b'!' | b'%' | b'@' | b'`' | b',' | b']' | b'}' | b'\t' => None,
            b'-' | b'?' | b':' if value.trim_end().len() == 1 || value.as_bytes().get(1) == Some(&b' ') => None,
            _ => {
                self.plain = Some(column);
                continues_plain(value).then_some(())
            }
        }
    }

    /// Passes over the lines of a block scalar: all that are deeper than its entry.
    fn block_scalar(&mut self, column: usize, header: &str) -> Option<()> {
        let header = header.trim_end();
        let sign = header.get(1..)?.split(" #").next()?.trim_end();
        // An explicit indentation counts from the entry around it, which a piece does not have.
        if sign.len() > 1 || !sign.bytes().all(|byte| matches!(byte, b'+' | b'-')) {
            return None;
        }
        while self.at < self.text.len() {
            let line = line_at(self.text, self.at);
            let content = line.trim_start_matches(' ');
            if !content.trim_end_matches(['\r', '\n']).is_empty() && line.len() - content.len() <= column {
                break;
            }
            self.at += line.len();
        }
        Some(())
    }

    /// Passes over quoted text or a flow collection, which may go on in deeper lines.
    fn closed(&mut self, column: usize, start: usize) -> Option<()> {
        let end = end_of_closed(self.text, start, self.limit)?;
        let mut at = self.at;
        while at < end {
            let line = line_at(self.text, at);
            let content = line.trim_start_matches(' ');
            if !content.trim_end().is_empty() && line.len() - content.len() <= column {
                return None;
            }
            at += line.len();
        }
        self.at = at;
        let after = self.text.get(end..at)?;
        is_nothing(after).then_some(())
    }
}

/// The line that begins at an offset, with its end.
fn line_at(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    rest.split_inclusive('\n').next().unwrap_or_default()
}

/// Whether the rest of a line holds no value.
fn is_nothing(rest: &str) -> bool {
    let trimmed = rest.trim_matches([' ', '\r', '\n']);
    trimmed.is_empty() || trimmed.starts_with('#') && rest.starts_with([' ', '#'])
}

fn is_item(content: &str) -> bool {
    content.strip_prefix('-').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\r', '\n']))
}

/// Whether a line of plain text is only that: no key, no comment that would end it unnoticed.
fn continues_plain(content: &str) -> bool {
    let text = content.trim_end_matches(['\r', '\n']);
    let before_comment = text.split(" #").next().unwrap_or_default();
    !before_comment.contains(": ")
        && !before_comment.trim_end().ends_with(':')
        && !text.contains('\t')
        && before_comment.len() == text.len()
        || plain_with_comment(text)
}

/// A one-line plain value with a comment behind it.
fn plain_with_comment(text: &str) -> bool {
    match text.split_once(" #") {
        Some((value, _)) => !value.contains(": ") && !value.trim_end().ends_with(':') && !value.contains('\t'),
        None => false,
    }
}

/// The length of a key with its colon, where a line begins with a simple key.
fn key_end(content: &str) -> Option<usize> {
    match content.bytes().next()? {
        quote @ (b'"' | b'\'') => {
            let end = end_of_quoted(content.as_bytes(), 0, quote)?;
            let key = content.get(..end)?;
            (!key.contains('\n') && content.as_bytes().get(end) == Some(&b':') && ends_key(content, end + 1))
                .then_some(end + 1)
        }
        b'[' | b'{' | b'&' | b'*' | b'!' | b'|' | b'>' | b'%' | b'@' | b'`' | b'#' | b',' | b']' | b'}' | b'\t' => None,
        b'?' if content.as_bytes().get(1).is_none_or(u8::is_ascii_whitespace) => None,
        _ => {
            let colon = content.match_indices(':').map(|(at, _)| at).find(|at| ends_key(content, at + 1))?;
            let key = content.get(..colon)?;
            (!key.contains(" #") && !key.contains('\t') && key != "<<").then_some(colon + 1)
        }
    }
}

fn ends_key(content: &str, at: usize) -> bool {
    content.as_bytes().get(at).is_none_or(u8::is_ascii_whitespace)
}

/// The key of an entry as text, and where its value begins.
fn split_key(entry: &str) -> Option<(String, usize)> {
    let content = entry.trim_start_matches(' ');
    let length = key_end(content)?;
    let written = content.get(..length - 1)?.trim_end_matches(' ');
    let key = match written.bytes().next()? {
        b'"' if written.contains('\\') => serde_json::from_str(written).ok()?,
        b'"' => written.get(1..written.len() - 1)?.to_owned(),
        b'\'' => written.get(1..written.len() - 1)?.replace("''", "'"),
        _ => written.to_owned(),
    };
    Some((key, entry.len() - content.len() + length))
}

/// Where quoted text ends, behind its closing quote.
fn end_of_quoted(bytes: &[u8], start: usize, quote: u8) -> Option<usize> {
    let mut at = start + 1;
    loop {
        let byte = *bytes.get(at)?;
        if byte == b'\\' && quote == b'"' {
            at += 2;
        } else if byte == quote {
            if quote == b'\'' && bytes.get(at + 1) == Some(&quote) {
                at += 2;
            } else {
                return Some(at + 1);
            }
        } else {
            at += 1;
        }
    }
}

/// Where quoted text or a flow collection ends; `None` for what is not surely understood.
fn end_of_closed(text: &str, start: usize, limit: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let first = *bytes.get(start)?;
    if matches!(first, b'"' | b'\'') {
        return end_of_quoted(bytes, start, first);
    }
    let mut depth = 0_usize;
    let mut at = start;
    // Quotes, anchors, aliases and tags mean something only where a value may begin.
    let mut fresh = true;
    loop {
        let byte = *bytes.get(at)?;
        match byte {
            b'[' | b'{' => {
                depth += 1;
                fresh = true;
                if depth > limit {
                    return None;
                }
            }
            b']' | b'}' => {
                depth = depth.checked_sub(1)?;
                fresh = false;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            b'"' | b'\'' if fresh => {
                at = end_of_quoted(bytes, at, byte)?;
                fresh = false;
                continue;
            }
            b'&' | b'*' | b'!' | b'%' | b'@' | b'`' if fresh => return None,
            b'#' if at.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(u8::is_ascii_whitespace) => {
                return None;
            }
            b'\t' => return None,
            b',' | b':' => fresh = true,
            b' ' | b'\r' | b'\n' => {}
            _ => fresh = false,
        }
        at += 1;
    }
}
