//! JSON strings: most of a body's bytes.

/// A JSON string. Runs that need no escape, which is nearly always all of it, are copied whole.
pub(super) fn write_text(out: &mut Vec<u8>, text: &str) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    let mut plain = text.as_bytes();
    while let Some(position) = first_to_escape(plain) {
        let (before, rest) = plain.split_at(position);
        out.extend_from_slice(before);
        let Some((byte, after)) = rest.split_first() else { break };
        escape(out, *byte);
        plain = after;
    }
    out.extend_from_slice(plain);
    out.push(b'"');
}

/// Where the first byte is that cannot stand in a JSON string (RFC 8259 §7). Eight bytes are looked at together.
fn first_to_escape(bytes: &[u8]) -> Option<usize> {
    const LOWEST: u64 = 0x0101_0101_0101_0101;
    const HIGHEST: u64 = 0x8080_8080_8080_8080;
    // The highest bit of a byte is set where a byte is less, and never where all of them are not.
    let any_less = |word: u64, than: u8| word.wrapping_sub(LOWEST * u64::from(than)) & !word & HIGHEST;
    let any_is = |word: u64, byte: u8| any_less(word ^ (LOWEST * u64::from(byte)), 1);
    let (words, rest) = bytes.as_chunks::<8>();
    let is_plain = |word: &[u8; 8]| {
        let word = u64::from_le_bytes(*word);
        any_less(word, 0x20) | any_is(word, b'"') | any_is(word, b'\\') == 0
    };
    let plain = words.iter().take_while(|word| is_plain(word)).count() * 8;
    let rest = if plain == words.len() * 8 { rest } else { bytes.get(plain..)? };
    let found = rest.iter().position(|byte| *byte < 0x20 || matches!(byte, b'"' | b'\\'))?;
    Some(plain + found)
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
