//! Scalars of YAML that need no parser: those that end in their line and surely are what is written.
//!
//! Whatever is not surely that is left to the parser; `tests.rs` compares both.

use super::Node;

/// The value of a scalar that stands behind a key or a dash, without the spaces around it.
pub(super) fn scalar(written: &str) -> Option<Node> {
    match written.as_bytes().first()? {
        quote @ (b'"' | b'\'') => {
            let inside = written.get(1..written.len().checked_sub(1)?)?;
            let is_quoted = written.len() > 1 && written.as_bytes().last() == Some(quote);
            (is_quoted && reads_as_written(inside.as_bytes(), *b"\"'\\")).then(|| Node::String(inside.to_owned()))
        }
        b'A'..=b'Z' | b'a'..=b'z' => word(written),
        b'0'..=b'9' => integer(written),
        _ => None,
    }
}

/// Whether all of a text is visible ASCII.
pub(super) fn is_visible(text: &str) -> bool {
    reads_as_written(text.as_bytes(), *b"\n\n\n")
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

/// The first line of a text without quotes that goes on in more.
pub(super) fn beginning(written: &str) -> Option<&str> {
    (written.as_bytes().first()?.is_ascii_alphabetic() && goes_on(written)).then_some(written)
}

/// Whether a line is part of a text without quotes, and all of it: it has no key and no comment.
pub(super) fn goes_on(written: &str) -> bool {
    let bytes = written.as_bytes();
    let mut before = b' ';
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        let is_structure = byte == b'#' && before == b' ' || byte == b' ' && before == b':';
        if is_structure || !matches!(byte, b' '..=b'~') {
            return false;
        }
        before = byte;
        at += 1;
    }
    before != b':'
}

/// What begins with a letter: text, unless it is a word that means something else.
fn word(written: &str) -> Option<Node> {
    match written {
        "true" => return Some(Node::Bool(true)),
        "false" => return Some(Node::Bool(false)),
        _ => {}
    }
    let is_word = ["null", "true", "false"].iter().any(|word| written.eq_ignore_ascii_case(word));
    (!is_word && goes_on(written)).then(|| Node::String(written.to_owned()))
}

/// Digits, of which the first is no zero that stands before others, within 64 bits.
fn integer(written: &str) -> Option<Node> {
    let bytes = written.as_bytes();
    if bytes.len() > 18 || bytes.len() > 1 && bytes[0] == b'0' {
        return None;
    }
    let (mut integer, mut at) = (0_i64, 0);
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            return None;
        }
        integer = integer * 10 + i64::from(bytes[at] - b'0');
        at += 1;
    }
    Some(Node::Integer(integer))
}
