//! What stands between the quotes of a JSON string, and what cannot: the bytes that both sides look for.

/// Whether a byte cannot stand in a JSON string as it is (RFC 8259 §7): a quote is the only byte that becomes a control
/// character, or a space, by this change, so that one comparison finds both.
const fn must_be_escaped(byte: u8) -> bool {
    (byte ^ 2) < 0x21 || byte == b'\\'
}

/// Whether one of these bytes must be escaped.
#[inline]
#[expect(clippy::needless_bitwise_bool, reason = "without a branch the compiler looks at sixteen bytes at a time")]
fn any<const N: usize>(bytes: &[u8; N]) -> bool {
    bytes.iter().fold(false, |found, byte| found | ((*byte ^ 2) < 0x21) | (*byte == b'\\'))
}

/// Whether no byte must be escaped. The last sixteen are looked at twice rather than one by one.
pub(crate) fn is_plain(text: &[u8]) -> bool {
    if let Some(last) = text.last_chunk::<16>() {
        return !any(last) && !text.as_chunks::<16>().0.iter().any(any);
    }
    if let (Some(first), Some(last)) = (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        return !(any(first) | any(last));
    }
    !text.iter().any(|byte| must_be_escaped(*byte))
}

/// How many bytes stand before the first that must be escaped, or all.
pub(crate) fn plain_run(bytes: &[u8]) -> usize {
    for (index, chunk) in bytes.as_chunks::<16>().0.iter().enumerate() {
        if any(chunk)
            && let Some(first) = first(chunk)
        {
            return index * 16 + first;
        }
    }
    let found = if let Some(last) = bytes.last_chunk::<16>() {
        // What has been looked at before is plain, so that the first that is found is the first of all.
        first(last).map(|first| bytes.len() - 16 + first)
    } else {
        bytes.iter().position(|byte| must_be_escaped(*byte))
    };
    found.unwrap_or(bytes.len())
}

/// Where the first of these bytes is that must be escaped.
fn first(bytes: &[u8; 16]) -> Option<usize> {
    let (words, _) = bytes.as_chunks::<8>();
    words.iter().enumerate().find_map(|(index, word)| {
        let found = found(u64::from_le_bytes(*word));
        (found != 0).then(|| index * 8 + found.trailing_zeros() as usize / 8)
    })
}

/// The highest bit is set of the first byte that must be escaped, and of none before it; what is behind it means nothing.
const fn found(word: u64) -> u64 {
    const LOWEST: u64 = 0x0101_0101_0101_0101;
    const HIGHEST: u64 = LOWEST << 7;
    let control_or_quote = (word ^ (LOWEST * 2)).wrapping_sub(LOWEST * 0x21);
    let backslash = (word ^ (LOWEST * b'\\' as u64)).wrapping_sub(LOWEST);
    (control_or_quote | backslash) & !word & HIGHEST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ways_agree() {
        for byte in 0..=u8::MAX {
            for length in 0..70 {
                for at in 0..length {
                    let mut bytes = vec![b'x'; length];
                    bytes[at] = byte;
                    let expected = must_be_escaped(byte).then_some(at);
                    assert_eq!(plain_run(&bytes), expected.unwrap_or(length), "{bytes:?}");
                    assert_eq!(is_plain(&bytes), expected.is_none(), "{bytes:?}");
                    bytes[length - 1] = b'"';
                    assert_eq!(plain_run(&bytes), expected.unwrap_or(length - 1), "{bytes:?}");
                }
            }
        }
    }
}
