//! Markdown → blocks: paragraphs, list items, rows of tables, fenced code.
//!
//! Indentation is dropped outside of fences, so nothing can be an indented code block; nested lists become flat ones,
//! headings and quotations paragraphs.

use super::inline::{self, Word};
use super::line;

/// A piece of text that is written by itself.
#[derive(Debug)]
pub(super) enum Block {
    /// Text to be filled.
    Paragraph(Vec<Word>),
    /// An item of a list.
    Item {
        /// `-` or a number with its dot.
        marker: String,
        /// Whether the block before it is an item of the same list.
        joins: bool,
        /// Text to be filled.
        words: Vec<Word>,
    },
    /// A row of a table, or what looks like one.
    Row {
        /// Whether the block before it is a row too.
        joins: bool,
        /// The cells between the bars.
        cells: Vec<Vec<Word>>,
    },
    /// Code, line by line.
    Code(Vec<String>),
}

impl Block {
    /// Whether no blank line stands between this block and the one before.
    pub(super) fn joins_previous(&self) -> bool {
        matches!(self, Self::Item { joins: true, .. } | Self::Row { joins: true, .. })
    }

    /// Appends the lines of the block.
    pub(super) fn write(&self, lines: &mut Vec<String>) {
        match self {
            Self::Paragraph(words) => line::fill(words, "", "", lines),
            Self::Item { marker, words, .. } => {
                let indent = " ".repeat(marker.len() + 1);
                line::fill(words, &format!("{marker} "), &indent, lines);
            }
            Self::Row { cells, .. } => lines.push(line::row(cells)),
            Self::Code(code) => {
                let fence = "`".repeat(code.iter().map(|it| longest_run(it)).max().unwrap_or(0).max(2) + 1);
                lines.push(format!("{fence}text"));
                lines.extend(code.iter().cloned());
                lines.push(fence);
            }
        }
    }
}

/// Puts words in front; a colon at their end only where something follows.
pub(super) fn lead(blocks: &mut Vec<Block>, lead: &str) {
    let lead = if blocks.is_empty() { lead.trim_end_matches(':') } else { lead };
    let mut lead: Vec<Word> =
        pieces(lead).into_iter().map(|text| Word { text: text.to_owned(), plain: false }).collect();
    if let Some(Block::Paragraph(words)) = blocks.first_mut() {
        lead.append(words);
        *words = lead;
    } else {
        blocks.insert(0, Block::Paragraph(lead));
    }
}

/// Words of our own in pieces between which a line may end: each but the first begins with a name, as code or as a link.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut fence) = (0, 0);
    let mut position = 0;
    while let Some(rest) = text.get(position..).filter(|rest| !rest.is_empty()) {
        let run = rest.len() - rest.trim_start_matches('`').len();
        if run > 0 {
            fence = if fence == 0 {
                run
            } else if fence == run {
                0
            } else {
                fence
            };
        } else if fence == 0 && (rest.starts_with(" `") || rest.starts_with(" [`")) {
            pieces.extend(text.get(start..position));
            start = position + 1;
        }
        position += run.max(rest.chars().next().map_or(1, char::len_utf8));
    }
    pieces.extend(text.get(start..));
    pieces
}

fn longest_run(line: &str) -> usize {
    line.split(|it| it != '`').map(str::len).max().unwrap_or(0)
}

/// What kind of block a line without its indentation begins or goes on with.
enum Line<'t> {
    Blank,
    Fence { sign: char, length: usize },
    Item { marker: String, text: &'t str },
    Heading(&'t str),
    Row(&'t str),
    Text(&'t str),
}

/// Splits Markdown into its blocks; every block has something to show.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        match kind(line.trim()) {
            Line::Blank => reader.finish(),
            Line::Fence { sign, length } => {
                reader.finish();
                let code = lines.by_ref().take_while(|it| !closes(it, sign, length)).map(|it| it.trim_end().to_owned());
                reader.blocks.push(Block::Code(code.collect()));
            }
            Line::Item { marker, text } => {
                reader.finish();
                reader.marker = Some(marker);
                reader.pending.push(text);
            }
            Line::Heading(text) => {
                reader.finish();
                reader.pending.push(text);
                reader.finish();
            }
            Line::Row(text) => {
                reader.finish();
                reader.row(text);
            }
            Line::Text(text) => reader.pending.push(text),
        }
    }
    reader.finish();
    reader.blocks
}

/// The blocks read so far, and the paragraph or item that is being read.
#[derive(Default)]
struct Reader<'t> {
    blocks: Vec<Block>,
    marker: Option<String>,
    pending: Vec<&'t str>,
}

impl Reader<'_> {
    fn finish(&mut self) {
        let words = inline::words(&std::mem::take(&mut self.pending).join(" "));
        let marker = self.marker.take();
        if words.is_empty() {
            return;
        }
        let block = match marker {
            None => Block::Paragraph(words),
            Some(marker) => {
                let joins = matches!(self.blocks.last(), Some(Block::Item { marker: last, .. }) if (last == "-") == (marker == "-"));
                Block::Item { marker, joins, words }
            }
        };
        self.blocks.push(block);
    }

    fn row(&mut self, text: &str) {
        let cells = text.trim_matches('|').split('|').map(inline::words).collect();
        let joins = matches!(self.blocks.last(), Some(Block::Row { .. }));
        self.blocks.push(Block::Row { joins, cells });
    }
}

fn kind(line: &str) -> Line<'_> {
    let line = quoted(line);
    let marks = line.trim_start_matches('#');
    let level = line.len() - marks.len();
    if line.is_empty() || is_rule(line) {
        Line::Blank
    } else if let Some((sign, length)) = fence(line) {
        Line::Fence { sign, length }
    } else if let Some((marker, text)) = item(line) {
        Line::Item { marker, text }
    } else if (1..=6).contains(&level) && marks.starts_with(' ') {
        Line::Heading(marks.trim().trim_end_matches('#'))
    } else if line.starts_with('|') {
        Line::Row(line)
    } else {
        Line::Text(line)
    }
}

/// The text of a quotation; `>= 5` is none, whatever Markdown says.
fn quoted(mut line: &str) -> &str {
    while let Some(text) = line.strip_prefix('>').filter(|it| it.is_empty() || it.starts_with([' ', '>'])) {
        line = text.trim_start();
    }
    line
}

/// A thematic break, or the underline of a heading.
fn is_rule(line: &str) -> bool {
    ['-', '*', '_', '='].iter().any(|sign| line.chars().all(|it| it == *sign || it == ' ')) && line.len() >= 3
}

fn fence(line: &str) -> Option<(char, usize)> {
    let sign = line.chars().next().filter(|it| matches!(it, '`' | '~'))?;
    let rest = line.trim_start_matches(sign);
    let length = line.len() - rest.len();
    (length >= 3 && !(sign == '`' && rest.contains('`'))).then_some((sign, length))
}

fn closes(line: &str, sign: char, length: usize) -> bool {
    let line = line.trim();
    line.len() >= length && line.chars().all(|it| it == sign)
}

fn item(line: &str) -> Option<(String, &str)> {
    if let Some(text) = ["- ", "* ", "+ "].iter().find_map(|marker| line.strip_prefix(marker)) {
        return Some(("-".to_owned(), text));
    }
    let rest = line.trim_start_matches(|it: char| it.is_ascii_digit());
    let number = line.get(..line.len() - rest.len())?;
    let text = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "))?;
    (1..=9).contains(&number.len()).then(|| (format!("{number}."), text))
}
