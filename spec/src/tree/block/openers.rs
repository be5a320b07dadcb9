//! Quotes and brackets: what they enclose may look like structure, and is none.
//!
//! Lines can be told by their indentation alone if whatever is enclosed ends in the line in which it begins, or goes on
//! only in lines that are deeper. What looks like the beginning of a value, and is none because its line is prose (of a block
//! scalar, say), does no harm if it fulfils that too: deeper lines are part of the same prose.

use super::super::find::line_end;
use super::super::words::end_of_plain;
use super::scalar::{
    end_of_flow, end_of_quoted, entry_column, is_block_header, is_item, is_nothing, key_end, skip_spaces,
};

/// So far the end of a single quote is looked for byte by byte, which without optimisation costs as much as to begin to look by words.
const SOON: usize = 48;

/// Whether no line that is structure can be mistaken because of what may be opened here, behind what is passed over already
/// (`done`); `false` where nobody is sure.
pub(super) fn is_harmless(text: &str, at: usize, done: &mut usize, nesting: usize) -> bool {
    if at < *done || !may_open(text.as_bytes(), at) || ends_soon(text.as_bytes(), at) {
        return true;
    }
    let end = end_of_lines(text, at, nesting);
    *done = (*done).max(end.unwrap_or_default());
    end.is_some()
}

/// Whether a value may begin here: behind a key, a dash, an anchor or a tag, or as the first of its line.
fn may_open(bytes: &[u8], at: usize) -> bool {
    if at == 0 {
        return true;
    }
    let mut before = at - 1;
    if !matches!(bytes[before], b' ' | b'\t' | b'\n') {
        return false;
    }
    while before > 0 && matches!(bytes[before], b' ' | b'\t') {
        before -= 1;
    }
    if matches!(bytes[before], b':' | b'-' | b'?' | b'\n' | b' ' | b'\t') {
        return true;
    }
    while before > 0 && !bytes[before - 1].is_ascii_whitespace() {
        before -= 1;
    }
    matches!(bytes[before], b'&' | b'!')
}

/// Whether this surely is a quote that ends in its line, as those of keys and references do.
fn ends_soon(bytes: &[u8], start: usize) -> bool {
    let (quote, end) = match bytes[start] {
        b'"' => (b'"', end_of_plain(bytes, start + 1)),
        b'\'' => (b'\'', end_of_single(bytes, start + 1)),
        _ => return false,
    };
    end < bytes.len() && bytes[end] == quote && bytes.get(end + 1) != Some(&quote)
}

/// Where the next single quote is, if it is near.
fn end_of_single(bytes: &[u8], start: usize) -> usize {
    let (mut at, end) = (start, bytes.len().min(start + SOON));
    while at < end && bytes[at] != b'\'' && bytes[at] != b'\n' {
        at += 1;
    }
    at
}

/// Up to where lines need not be looked at because of what begins here: 0 where it ends in its line.
fn end_of_lines(text: &str, at: usize, nesting: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let end = |limit: usize| match bytes[at] {
        quote @ (b'"' | b'\'') => end_of_quoted(&bytes[..limit], at, quote),
        _ => end_of_flow(&bytes[..limit], at, nesting),
    };
    let line = line_end(bytes, at);
    if end(line).is_some() {
        return Some(0);
    }
    let start = line_start(text, at);
    match stand(text, start, at) {
        Stand::Prose => return Some(0),
        Stand::Unknown => {}
        Stand::Value { holder } => {
            if let Some(end) = end(end_of_deeper(bytes, line, holder)) {
                return Some(end);
            }
        }
    }
    end_of_block_scalar(text, start)
}

/// What something is that does not end in its line, if that line is structure.
enum Stand {
    /// The value of a line that is so deep: its own or the one above.
    Value { holder: usize },
    /// Part of a key, of a plain value or of a comment.
    Prose,
    /// Something that has more to it than a key.
    Unknown,
}

fn stand(text: &str, start: usize, at: usize) -> Stand {
    let bytes = text.as_bytes();
    let content = skip_spaces(bytes, start);
    if content == at {
        return alone(text, start, content - start);
    }
    let value = value(bytes, content);
    match bytes.get(value) {
        _ if value == at => Stand::Value { holder: content - start },
        first => unlike_value(first.copied()),
    }
}

/// Where the value begins in a line of structure.
fn value(bytes: &[u8], content: usize) -> usize {
    let mut at = content;
    while is_item(bytes, at) {
        at = skip_spaces(bytes, at + 1);
    }
    at = key_end(bytes, at).unwrap_or(at);
    while matches!(bytes.get(at), Some(b' ' | b'\t')) {
        at += 1;
    }
    at
}

fn unlike_value(first: Option<u8>) -> Stand {
    match first {
        Some(b'&' | b'*' | b'!' | b'?' | b'<' | b'%' | b'@' | b'`' | b':') => Stand::Unknown,
        _ => Stand::Prose,
    }
}

/// What stands in a line of its own: the value of the line above, or part of the text there.
fn alone(text: &str, start: usize, indent: usize) -> Stand {
    let bytes = text.as_bytes();
    let mut below = start;
    while below > 0 {
        let above = line_start(text, below - 1);
        let content = skip_spaces(bytes, above);
        match bytes.get(content) {
            None | Some(b'\n' | b'\r') => below = above,
            Some(b'#') => return Stand::Unknown,
            Some(_) => {
                let value = value(bytes, content);
                let is_open = is_nothing(bytes, value) || bytes.get(value) == Some(&b'#');
                return match bytes.get(value) {
                    _ if is_open && content - above < indent => Stand::Value { holder: content - above },
                    _ if is_open => Stand::Unknown,
                    first => unlike_value(first.copied()),
                };
            }
        }
    }
    Stand::Unknown
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

/// Where the first line begins that is not blank and not deeper than this; comments count as lines.
fn end_of_deeper(bytes: &[u8], mut at: usize, indent: usize) -> usize {
    while at < bytes.len() {
        let content = skip_spaces(bytes, at);
        if content - at <= indent && !matches!(bytes.get(content), None | Some(b'\n' | b'\r')) {
            break;
        }
        at = line_end(bytes, content);
    }
    at
}

/// Where the block scalar ends that a line stands in, if it stands in one.
///
/// It is looked for from line to less deep line: one of them is its header, and all between are deeper than its entry.
fn end_of_block_scalar(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut least = skip_spaces(bytes, start) - start;
    let mut below = start;
    while below > 0 && least > 0 {
        let above = line_start(text, below - 1);
        let content = skip_spaces(bytes, above);
        let indent = content - above;
        let first = bytes.get(content);
        if indent < least && !matches!(first, None | Some(b'\n' | b'\r')) {
            let line = text.get(content..below)?;
            if first != Some(&b'#') && is_block_header(line) {
                let column = entry_column(bytes, above);
                if column < least {
                    return Some(end_of_deeper(bytes, start, column));
                }
            }
            least = indent;
        }
        below = above;
    }
    None
}
