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
    if !value.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return None;
    }
    match value.as_bytes().first()? {
        quote @ (b'"' | b'\'') => {
            let inside = value.get(1..value.len().checked_sub(1)?)?;
            let is_plain = value.len() > 1 && value.as_bytes().last() == Some(quote);
            (is_plain && !inside.contains(['"', '\'', '\\'])).then_some(inside)
        }
        b'A'..=b'Z' | b'a'..=b'z' => is_text(value).then_some(value),
        _ => None,
    }
}

/// Whether what begins with a letter is text, and all of it.
fn is_text(value: &str) -> bool {
    let is_word = ["null", "true", "false"].iter().any(|word| value.eq_ignore_ascii_case(word));
    !is_word && !value.ends_with(':') && !value.contains(": ") && !value.contains(" #")
}
