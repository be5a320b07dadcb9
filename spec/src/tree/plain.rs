//! Scalars of YAML that need no parser: an entry in one line whose value surely is a text.
//!
//! The parser takes 100,000 instructions to begin, without optimisation, and most of what is asked for are references and
//! names. Whatever is not surely text as it stands is left to it; `tests.rs` compares both.

use super::Span;
use super::block;

/// The text that the value of an entry is.
pub(super) fn text(text: &str, entry: Span) -> Option<&str> {
    let written = text.get(entry.range())?;
    let start = block::value(text, entry.start as usize)? - entry.start as usize;
    let (line, rest) = written.get(start..)?.split_once('\n').unwrap_or((written.get(start..)?, ""));
    if !rest.trim_ascii().is_empty() {
        return None;
    }
    let value = line.trim_ascii_end();
    match value.as_bytes().first()? {
        quote @ (b'"' | b'\'') => {
            let inside = value.get(1..value.len().checked_sub(1)?)?;
            let is_plain = value.len() > 1 && value.as_bytes().last() == Some(quote);
            (is_plain && reads_as_written(inside.as_bytes(), *b"\"'\\")).then_some(inside)
        }
        b'A'..=b'Z' | b'a'..=b'z' => is_text(value).then_some(value),
        _ => None,
    }
}

/// Whether all that is written is visible ASCII, and none of it means something else.
fn reads_as_written(bytes: &[u8], special: [u8; 3]) -> bool {
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        let is_special = byte == special[0] || byte == special[1] || byte == special[2];
        if is_special || !matches!(byte, b' '..=b'~') {
            return false;
        }
        at += 1;
    }
    true
}

/// Whether what begins with a letter is text, and all of it.
fn is_text(value: &str) -> bool {
    let is_word = ["null", "true", "false"].iter().any(|word| value.eq_ignore_ascii_case(word));
    !is_word && reads_as_written(value.as_bytes(), *b"::#")
}
