//! What stands between the quotes of a JSON string, and what cannot: the bytes that both sides look for.

/// Whether a byte cannot stand in a JSON string as it is (RFC 8259 §7): a quote is the only byte that becomes a control
/// character, or a space, by this change, so that one comparison finds both.
const fn must_be_escaped(byte: u8) -> bool {
    (byte ^ 2) < 0x21 || byte == b'\\'
}

/// Whether one of these bytes must be escaped. Without a branch, so that the compiler looks at sixteen of them at a time.
#[inline]
fn any<const N: usize>(bytes: &[u8; N]) -> bool {
    bytes.iter().fold(0, |found, byte| found | u8::from((*byte ^ 2) < 0x21) | u8::from(*byte == b'\\')) != 0
}

/// Whether no byte must be escaped. The last sixteen are looked at twice rather than one by one.
pub(crate) fn is_plain(text: &[u8]) -> bool {
    if let Some(last) = text.last_chunk::<16>() {
        return !text.as_chunks::<16>().0.iter().fold(any(last), |found, chunk| found | any(chunk));
    }
    if let (Some(first), Some(last)) = (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        return !(any(first) | any(last));
    }
    !text.iter().any(|byte| must_be_escaped(*byte))
}

/// Copies a text to a place of the same length by its ends, which overlap unless it is as long as both: most texts of a body
/// are too short for a call of `memcpy` to be worth it.
#[inline]
pub(crate) fn copy(place: &mut [u8], text: &[u8]) {
    copy_and_look(place, text, false);
}

/// The same, and whether no byte of the text must be escaped.
#[inline]
pub(crate) fn copy_if_plain(place: &mut [u8], text: &[u8]) -> bool {
    copy_and_look(place, text, true)
}

#[inline]
fn copy_and_look(place: &mut [u8], text: &[u8], look: bool) -> bool {
    if text.len() > 64 {
        place.copy_from_slice(text);
        return !look || is_plain(text);
    }
    copy_ends::<32>(place, text, look)
        .or_else(|| copy_ends::<16>(place, text, look))
        .or_else(|| copy_ends::<8>(place, text, look))
        .or_else(|| copy_ends::<4>(place, text, look))
        .or_else(|| copy_ends::<2>(place, text, look))
        .or_else(|| copy_ends::<1>(place, text, look))
        // Nothing is left but the empty text.
        .unwrap_or(true)
}

/// Copies the first and the last so many bytes, if there are that many.
#[inline]
fn copy_ends<const N: usize>(place: &mut [u8], text: &[u8], look: bool) -> Option<bool> {
    let (first, last) = (text.first_chunk::<N>()?, text.last_chunk::<N>()?);
    *place.first_chunk_mut::<N>()? = *first;
    *place.last_chunk_mut::<N>()? = *last;
    Some(!look || !(any(first) | any(last)))
}

/// How many bytes stand before the first that must be escaped, or all; and whether a byte near it or before it is not ASCII.
pub(crate) fn plain_run(bytes: &[u8]) -> (usize, bool) {
    let mut is_wide = false;
    for (index, chunk) in bytes.as_chunks::<16>().0.iter().enumerate() {
        if any_special(chunk) {
            is_wide |= !chunk.is_ascii();
            if let Some(first) = first(chunk) {
                return (index * 16 + first, is_wide);
            }
        }
    }
    let found = if let Some(last) = bytes.last_chunk::<16>() {
        is_wide |= !last.is_ascii();
        // What has been looked at before is plain, so that the first that is found is the first of all.
        first(last).map(|first| bytes.len() - 16 + first)
    } else {
        is_wide = !bytes.is_ascii();
        bytes.iter().position(|byte| must_be_escaped(*byte))
    };
    (found.unwrap_or(bytes.len()), is_wide)
}

/// Whether one of these bytes must be escaped, or is not ASCII: a negative number.
#[inline]
fn any_special(bytes: &[u8; 16]) -> bool {
    let special = |byte: u8| u8::from((byte ^ 2).cast_signed() < 0x21) | u8::from(byte == b'\\');
    bytes.iter().fold(0, |found, byte| found | special(*byte)) != 0
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
                    assert_eq!(plain_run(&bytes).0, expected.unwrap_or(length), "{bytes:?}");
                    assert_eq!(is_plain(&bytes), expected.is_none(), "{bytes:?}");
                    let mut place = vec![0; length];
                    assert_eq!(copy_if_plain(&mut place, &bytes), expected.is_none(), "{bytes:?}");
                    assert_eq!(place, bytes);
                    let is_wide = plain_run(&bytes).1;
                    assert!(is_wide || expected.is_some() || bytes.is_ascii(), "{bytes:?}");
                    bytes[length - 1] = b'"';
                    assert_eq!(plain_run(&bytes).0, expected.unwrap_or(length - 1), "{bytes:?}");
                }
            }
        }
    }
}
