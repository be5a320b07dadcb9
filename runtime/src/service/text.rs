//! JSON strings: most of a body's bytes.

use crate::quoted::{is_plain, plain_run};

/// A JSON string.
pub(super) fn write_text(out: &mut Vec<u8>, text: &str) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    write_in_quotes(out, text);
    out.push(b'"');
}

/// What stands between the quotes of a JSON string: the text itself, nearly always, so that it is copied whole.
#[inline]
pub(super) fn write_in_quotes(out: &mut Vec<u8>, text: &str) {
    if is_plain(text.as_bytes()) {
        out.extend_from_slice(text.as_bytes());
    } else {
        write_escaped(out, text.as_bytes());
    }
}

/// The same of a text that must be escaped.
#[cold]
fn write_escaped(out: &mut Vec<u8>, text: &[u8]) {
    let mut rest = text;
    loop {
        let (before, escaped) = rest.split_at(plain_run(rest));
        out.extend_from_slice(before);
        let Some((byte, after)) = escaped.split_first() else { break };
        escape(out, *byte);
        rest = after;
    }
}

fn escape(out: &mut Vec<u8>, byte: u8) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    match byte {
        b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
        b'\n' => out.extend_from_slice(b"\\n"),
        b'\r' => out.extend_from_slice(b"\\r"),
        b'\t' => out.extend_from_slice(b"\\t"),
        0x08 => out.extend_from_slice(b"\\b"),
        0x0c => out.extend_from_slice(b"\\f"),
        _ => {
            let digits = [HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]];
            out.extend_from_slice(b"\\u00");
            out.extend_from_slice(&digits);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_written_as_serde_json_writes_them() {
        let mut texts: Vec<String> = (0..40).map(|length| "plain é ".chars().cycle().take(length).collect()).collect();
        for character in (0..0x80).chain([0xe9, 0x2028, 0x1_f600]).filter_map(char::from_u32) {
            texts.extend((0..20).map(|at| format!("{}{character}{character}after it", "x".repeat(at))));
        }
        for text in texts {
            let mut out = Vec::new();
            write_text(&mut out, &text);
            assert_eq!(String::from_utf8(out).ok(), serde_json::to_string(&text).ok(), "{text:?}");
        }
    }
}
