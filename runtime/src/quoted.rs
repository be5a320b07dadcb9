//! What stands between the quotes of a JSON string, and what cannot: the bytes that both sides look for.

/// Whether a byte cannot stand in a JSON string as it is (RFC 8259 §7).
pub(crate) const fn must_be_escaped(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

const LOWEST: u64 = 0x0101_0101_0101_0101;
const HIGHEST: u64 = 0x8080_8080_8080_8080;

/// The highest bit is set of the lowest byte that must be escaped, and of none below it; other bits mean nothing.
#[inline]
const fn found(word: u64) -> u64 {
    const QUOTES: u64 = LOWEST * b'"' as u64;
    const BACKSLASHES: u64 = LOWEST * b'\\' as u64;
    let control = word.wrapping_sub(LOWEST * 0x20);
    let quote = (word ^ QUOTES).wrapping_sub(LOWEST);
    let backslash = (word ^ BACKSLASHES).wrapping_sub(LOWEST);
    (control | quote | backslash) & !word
}

/// Whether no byte must be escaped. Sixteen are looked at together, the last ones twice rather than one by one.
pub(crate) fn is_plain(text: &[u8]) -> bool {
    if let Some(last) = text.last_chunk::<16>() {
        return text.as_chunks::<16>().0.iter().fold(found_in(last), |all, chunk| all | found_in(chunk)) & HIGHEST == 0;
    }
    if let (Some(first), Some(last)) = (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        return (found_in(first) | found_in(last)) & HIGHEST == 0;
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
    let by_ends = copy_ends::<32>(place, text, look)
        .or_else(|| copy_ends::<16>(place, text, look))
        .or_else(|| copy_ends::<8>(place, text, look));
    by_ends.unwrap_or_else(|| {
        place.iter_mut().zip(text).for_each(|(place, byte)| *place = *byte);
        !look || !text.iter().any(|byte| must_be_escaped(*byte))
    })
}

/// Copies the first and the last so many bytes, if there are that many.
#[inline]
fn copy_ends<const N: usize>(place: &mut [u8], text: &[u8], look: bool) -> Option<bool> {
    let (first, last) = (text.first_chunk::<N>()?, text.last_chunk::<N>()?);
    *place.first_chunk_mut::<N>()? = *first;
    *place.last_chunk_mut::<N>()? = *last;
    Some(!look || (found_in(first) | found_in(last)) & HIGHEST == 0)
}

/// What is found in any of these words.
#[inline]
fn found_in<const N: usize>(bytes: &[u8; N]) -> u64 {
    bytes.as_chunks::<8>().0.iter().fold(0, |all, word| all | found(u64::from_le_bytes(*word)))
}

/// Where the first byte is that must be escaped.
pub(crate) fn first_to_escape(bytes: &[u8]) -> Option<usize> {
    plain_run(bytes).0
}

/// The same, and whether a byte near it or before it is not ASCII.
#[inline]
pub(crate) fn plain_run(bytes: &[u8]) -> (Option<usize>, bool) {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut all = 0;
    for (index, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        all |= word;
        let found = found(word) & HIGHEST;
        if found != 0 {
            return (Some(index * 8 + found.trailing_zeros() as usize / 8), all & HIGHEST != 0);
        }
    }
    let found = rest.iter().position(|byte| must_be_escaped(*byte));
    (found.map(|found| words.len() * 8 + found), all & HIGHEST != 0 || !rest.is_ascii())
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
                    assert_eq!(first_to_escape(&bytes), expected, "{bytes:?}");
                    assert_eq!(is_plain(&bytes), expected.is_none(), "{bytes:?}");
                    let mut place = vec![0; length];
                    assert_eq!(copy_if_plain(&mut place, &bytes), expected.is_none(), "{bytes:?}");
                    assert_eq!(place, bytes);
                    let is_wide = plain_run(&bytes).1;
                    assert!(is_wide || expected.is_some() || bytes.is_ascii(), "{bytes:?}");
                    bytes[length - 1] = b'"';
                    assert_eq!(first_to_escape(&bytes), expected.or(Some(length - 1)), "{bytes:?}");
                }
            }
        }
    }
}
