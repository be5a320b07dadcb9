//! Values that need no parser: mappings and lists by their lines, of scalars that surely are what is written.
//!
//! Without optimisation the parser takes 100,000 instructions to begin and 10,000 for a line, a tenth of which is enough for
//! what most error responses are written in. At anything else (brackets, quotes over several lines, anchors, aliases, tags)
//! this gives way to it, and it only ever says what the parser would: `tests.rs` compares both.

use super::super::find::line_end;
use super::super::{Key, Map, Node, Span, plain};
use super::lines::{self, Line};
use super::scalar::{is_item, is_nothing, key_end, skip_spaces};
use super::{is_mark, key};

/// Deeper values are left to the parser.
const DEEPEST: usize = 64;

/// Reads the lines of a part of a file.
pub(super) struct Reader<'t> {
    text: &'t str,
    end: usize,
    /// What is read next.
    line: Option<Line>,
    /// How many nodes were built.
    built: usize,
}

impl<'t> Reader<'t> {
    pub(super) fn of(text: &'t str, lines: Span) -> Self {
        let mut reader = Self { text, end: lines.range().end, line: None, built: 0 };
        reader.go_on(lines.range().start);
        reader
    }

    /// The value that the lines are, and of how many nodes it consists.
    pub(super) fn value(mut self) -> Option<(Node, usize)> {
        let node = self.collection(0)?;
        self.line.is_none().then_some((node, self.built))
    }

    /// The same of the value of the one entry that the lines are.
    pub(super) fn value_of_entry(mut self) -> Option<(Node, usize)> {
        let (_, node) = self.entry(self.line?, 0)?;
        self.line.is_none().then_some((node, self.built))
    }

    /// The text behind the key of the one entry that the lines are.
    pub(super) fn text_behind(mut self, key_end: usize) -> Option<String> {
        let column = self.line?.indent;
        match self.scalar(skip_spaces(self.text.as_bytes(), key_end), column)? {
            Node::String(text) if self.line.is_none() => Some(text),
            _ => None,
        }
    }

    fn go_on(&mut self, from: usize) {
        self.line = lines::first(self.text.as_bytes(), from..self.end);
    }

    /// The mapping or list that begins at the next line.
    fn collection(&mut self, depth: usize) -> Option<Node> {
        let line = self.line.filter(|_| depth < DEEPEST)?;
        self.built += 1;
        if is_item(self.text.as_bytes(), line.content()) {
            self.list(line.indent, depth + 1)
        } else {
            self.mapping(line.indent, depth + 1)
        }
    }

    fn mapping(&mut self, column: u32, depth: usize) -> Option<Node> {
        let bytes = self.text.as_bytes();
        let mut entries = Vec::new();
        while let Some(line) = self.line
            && line.indent == column
            && !is_item(bytes, line.content())
        {
            let (key, node) = self.entry(line, depth)?;
            entries.push((key.text(self.text).to_owned(), node));
        }
        Some(Node::Map(Map::new(entries)))
    }

    /// The key and the value of the entry that the next line begins.
    fn entry(&mut self, line: Line, depth: usize) -> Option<(Key, Node)> {
        let bytes = self.text.as_bytes();
        let column = line.indent;
        if is_mark(bytes, column as usize, line.content()) {
            return None;
        }
        let (key, value) = key(self.text, line.content())?;
        let node = if is_nothing(bytes, value) {
            self.go_on(line_end(bytes, value));
            // A list may stand at the column of the key that it belongs to.
            let is_below =
                |below: Line| below.indent > column || below.indent == column && is_item(bytes, below.content());
            self.below(is_below, depth)?
        } else {
            self.scalar(skip_spaces(bytes, value), column)?
        };
        Some((key, node))
    }

    fn list(&mut self, column: u32, depth: usize) -> Option<Node> {
        let bytes = self.text.as_bytes();
        let mut items = Vec::new();
        while let Some(line) = self.line
            && line.indent == column
            && is_item(bytes, line.content())
        {
            let behind = line.content() + 1;
            let at = skip_spaces(bytes, behind);
            let node = if is_nothing(bytes, behind) {
                self.go_on(line_end(bytes, behind));
                self.below(|below: Line| below.indent > column, depth)?
            } else if is_item(bytes, at) || key_end(bytes, at).is_some() {
                // The item begins in the line of its dash.
                self.line = Some(Line { indent: u32::try_from(at).ok()? - line.start, ..line });
                self.collection(depth)?
            } else {
                self.scalar(at, column)?
            };
            items.push(node);
        }
        Some(Node::List(items))
    }

    /// What stands in lines of its own, if the next line belongs to it.
    fn below(&mut self, is_below: impl Fn(Line) -> bool, depth: usize) -> Option<Node> {
        if self.line.is_some_and(is_below) {
            return self.collection(depth);
        }
        self.built += 1;
        Some(Node::Null)
    }

    /// A scalar that ends in its line, or keeps its lines, of an entry or item at a column.
    fn scalar(&mut self, at: usize, column: u32) -> Option<Node> {
        let end = line_end(self.text.as_bytes(), at);
        let node = match self.text.get(at..end)?.trim_ascii_end() {
            "|" => Node::String(self.literal(end, column)? + "\n"),
            "|-" => Node::String(self.literal(end, column)?),
            written => {
                self.go_on(end);
                match self.line {
                    Some(more) if more.indent > column => Node::String(self.folded(written, end, column)?),
                    _ => plain::scalar(written)?,
                }
            }
        };
        self.built += 1;
        // What is deeper would belong to it.
        if self.line.is_some_and(|line| line.indent > column) { None } else { Some(node) }
    }

    /// A text that goes on in the lines behind its first, which are deeper; of a line's end a space is left.
    fn folded(&mut self, first: &str, mut end: usize, column: u32) -> Option<String> {
        let bytes = self.text.as_bytes();
        let mut text = plain::beginning(first)?.to_owned();
        while let Some(line) = self.line
            && line.indent > column
        {
            // What is passed over, a blank line or a comment, would mean something; so would a line of tabs.
            let is_next = line.start as usize == end && bytes[line.content()] != b'\t';
            end = line_end(bytes, line.content());
            let more = self.text.get(line.content()..end)?.trim_ascii_end();
            text.push(' ');
            text.push_str((is_next && plain::goes_on(more)).then_some(more)?);
            self.go_on(end);
        }
        Some(text)
    }

    /// The lines of a text that keeps them, the last without its end.
    fn literal(&mut self, from: usize, column: u32) -> Option<String> {
        let bytes = self.text.as_bytes();
        let indent = skip_spaces(bytes, from) - from;
        let spaces = self.text.get(from..from + indent).filter(|_| indent > column as usize)?.as_bytes();
        let (mut text, mut at) = (String::new(), from);
        while at < self.end {
            let end = line_end(bytes, at);
            let line = self.text.get(at..end)?.strip_suffix('\n')?;
            if line.as_bytes().starts_with(spaces) {
                let content = line.get(indent..).filter(|content| !content.trim_ascii_start().is_empty())?;
                text.push_str(plain::is_visible(content).then_some(content)?);
            } else if !line.trim_ascii_start().is_empty() {
                break;
            } else if !line.is_empty() {
                return None;
            }
            text.push('\n');
            at = end;
        }
        self.go_on(at);
        text.truncate(text.trim_end_matches('\n').len());
        Some(text)
    }
}
