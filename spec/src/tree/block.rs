//! The outline of block-style YAML: which lines begin an entry of a mapping, found by indentation alone.
//!
//! It is sure of itself where every value that is enclosed by quotes or brackets stays deeper than the line that begins
//! it (`openers.rs`): then a line belongs to the mapping whose column it stands at, whatever the lines between say. A file
//! of which that cannot be told is read by the plain parser as a whole; so is one of which a part turns out to be something
//! that is not understood by itself (an alias of what stands elsewhere). A file either is split here exactly as the parser
//! would, or is not split here.
//!
//! Nothing but the lines that are asked for is looked at closely. See `find.rs` for why there are no loops over all bytes.

mod lines;
mod openers;
mod read;
mod scalar;
mod sweep;

use super::find::line_end;
use super::members::FEW;
use super::{Branch, Entry, Key, Node, Span};
use lines::{Index, Line};
use read::Reader;
use scalar::{is_item, is_nothing, key_end};
use sweep::sweep;

/// A file that can be split by its lines.
#[derive(Debug)]
pub(super) struct Outline {
    index: Index,
    /// Whether there is a carriage return.
    pub(super) has_returns: bool,
}

/// Some lines of a file: a value by themselves.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block {
    pub(super) span: Span,
    /// How deep its first line is.
    column: u32,
}

impl Block {
    /// The block in a span; `None` if nothing stands there.
    fn of(bytes: &[u8], span: Span) -> Option<Self> {
        let first = lines::first(bytes, span.range())?;
        Some(Self { span: Span { start: first.start, end: span.end }, column: first.indent })
    }
}

impl Block {
    /// Where its first line has its content.
    pub(super) fn content(&self) -> usize {
        self.span.start as usize + self.column as usize
    }

    /// Whether it is a mapping or a list, as far as its first line tells.
    pub(super) fn is_collection(&self, text: &str) -> bool {
        is_item(text.as_bytes(), self.content()) || key_end(text.as_bytes(), self.content()).is_some()
    }
}

/// Outlines a file, or gives up.
pub(super) fn outline(text: &str, nesting: usize) -> Option<(Outline, Block)> {
    let bytes = text.as_bytes();
    let whole = Span::new(0, bytes.len())?;
    let (mut index, mut done, mut has_returns) = (Index::default(), 0, false);
    index.note(bytes, 0);
    let is_sure = sweep(bytes, |at, byte| match byte {
        b'\n' => {
            index.note(bytes, at + 1);
            true
        }
        b'\r' => {
            has_returns = true;
            bytes.get(at + 1) == Some(&b'\n')
        }
        // What only YAML 1.1 takes for the end of a line: U+0085, U+2028, U+2029.
        0xC2 => bytes.get(at + 1) != Some(&0x85),
        0xE2 => !matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xA8 | 0xA9])),
        // A byte order mark (U+FEFF), which is white space where a line begins.
        0xEF => bytes.get(at + 1..at + 3) != Some(&[0xBB, 0xBF]),
        b'"' | b'\'' | b'[' | b'{' => openers::is_harmless(text, at, &mut done, nesting),
        _ => true,
    });
    is_sure.then_some(())?;
    let mut root = Block::of(bytes, whole)?;
    if root.column == 0 && is_mark(bytes, 0, root.span.start as usize) {
        let end = line_end(bytes, root.span.start as usize);
        (text.get(root.span.start as usize..end)?.trim_end() == "---").then_some(())?;
        root = Block::of(bytes, Span::new(end, bytes.len())?)?;
    }
    Some((Outline { index: index.finish(), has_returns }, root))
}

impl Outline {
    /// Lets go of what is only faster to look up again.
    pub(super) fn forget(&mut self) {
        self.index.forget();
    }

    /// The entries of a block that is a mapping; none for a list, `None` where the parser has to split it.
    pub(super) fn entries(&self, text: &str, block: &Block) -> Option<Vec<Entry>> {
        let bytes = text.as_bytes();
        let mut lines = self.index.lines(bytes, block.span.range(), block.column)?;
        let mut next = lines.next();
        if is_item(bytes, next?.content()) {
            return Some(Vec::new());
        }
        let mut entries = Vec::with_capacity(FEW);
        while let Some(line) = next {
            (line.indent == block.column && !is_mark(bytes, block.column as usize, line.content())).then_some(())?;
            let (key, value) = key(text, line.content())?;
            let has_value = !is_nothing(bytes, value);
            next = lines.next();
            // A list may stand at the column of the key that it belongs to.
            while next.is_some_and(|next| next.indent == block.column && is_item(bytes, next.content())) {
                (!has_value).then_some(())?;
                next = lines.next();
            }
            let end = next.map_or(block.span.end, |next| next.start);
            entries.push(Entry::new(key, branch(bytes, line, value, end)?));
        }
        Some(entries)
    }
}

/// What stands behind a key: lines of their own, or something that the parser reads with its key.
fn branch(bytes: &[u8], line: Line, value: usize, end: u32) -> Option<Branch> {
    if is_nothing(bytes, value)
        && let Some(below) = Block::of(bytes, Span { start: u32::try_from(line_end(bytes, value)).ok()?, end })
    {
        return Some(Branch::Block(below));
    }
    Some(Branch::Text(Span { start: line.start, end }))
}

/// Whether a line begins or ends a document, which is only done in the first column.
fn is_mark(bytes: &[u8], column: usize, at: usize) -> bool {
    column == 0 && (bytes[at..].starts_with(b"---") || bytes[at..].starts_with(b"..."))
}

/// The key of an entry, and where its value begins.
pub(super) fn key(text: &str, start: usize) -> Option<(Key, usize)> {
    let bytes = text.as_bytes();
    let end = key_end(bytes, start)?;
    let mut behind = end - 1;
    while behind > start && bytes[behind - 1] == b' ' {
        behind -= 1;
    }
    let written = text.get(start..behind)?;
    let span = Span::new(start, behind)?;
    let key = match written.as_bytes().first()? {
        b'"' if written.contains('\\') => Key { span, own: Some(super::yaml::text(written)?.into()) },
        b'\'' if written.get(1..written.len() - 1)?.contains('\'') => {
            Key { span, own: Some(written.get(1..written.len() - 1)?.replace("''", "'").into()) }
        }
        b'"' | b'\'' => Key { span: Span { start: span.start + 1, end: span.end - 1 }, own: None },
        _ => Key { span, own: None },
    };
    Some((key, end))
}

/// The value that some lines are, and of how many nodes it consists; `None` where the parser has to read them.
pub(super) fn value(text: &str, lines: Span) -> Option<(Node, usize)> {
    Reader::of(text, lines).value()
}

/// The text that the one entry of a block is, if it has this key; `None` where that is not sure.
pub(super) fn text_of_only(text: &str, block: &Block, key: &str) -> Option<String> {
    let (written, end) = self::key(text, block.content())?;
    let is_here = written.text(text) == key && !is_nothing(text.as_bytes(), end);
    if is_here { Reader::of(text, block.span).text_behind(end) } else { None }
}

/// The same of the value of an entry, given with its key.
pub(super) fn entry(text: &str, lines: Span) -> Option<(Node, usize)> {
    Reader::of(text, lines).value_of_entry()
}
