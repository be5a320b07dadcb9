//! Passing over spaces and strings, 8 bytes at a time.
//!
//! Words are taken by patterns, which are no calls where nothing is optimised, and one load where it is.
//! Differences wrap and may borrow from the next byte, so of what a word holds only the first is told for sure, and no more is
//! asked. The tests compare this with loops over the bytes.

/// Each byte of a word the same.
const fn all(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

const SPACES: u64 = all(b' ');
const HIGH: u64 = all(0x80);
const BIT_OF_QUOTES: u64 = all(0x02);
const ABOVE_QUOTES: u64 = all(0x21);
const BACKSLASHES: u64 = all(b'\\');
const ONES: u64 = all(0x01);

/// Whether this is a space, a tab or a newline.
fn is_blank(byte: u8) -> bool {
    byte == b' ' || byte == b'\n' || byte == b'\t'
}

/// The first byte that is not blank.
pub(super) fn skip_blank(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() {
        let byte = bytes[at];
        // Most of what is met behind spaces is no control character.
        if byte > b' ' || !is_blank(byte) {
            return at;
        }
        at = if byte == b'\n' { skip_spaces(bytes, at + 1) } else { at + 1 };
    }
    at
}

/// Passes over the many spaces that a line may begin with; near the end some may be left.
#[inline(always)]
#[expect(clippy::inline_always, reason = "it is called for every line of a spec, without optimisation too")]
pub(super) fn skip_spaces(bytes: &[u8], from: usize) -> usize {
    let mut rest = &bytes[from..];
    while let &[a, b, c, d, e, f, g, h, ref behind @ ..] = rest {
        let others = u64::from_le_bytes([a, b, c, d, e, f, g, h]) ^ SPACES;
        if others != 0 {
            return bytes.len() - rest.len() + (others.trailing_zeros() >> 3) as usize;
        }
        rest = behind;
    }
    bytes.len() - rest.len()
}

/// The first byte from here that does not stand for itself in a string in double quotes: a quote, a backslash or a control
/// character; the end of the text where there is none.
pub(super) fn end_of_plain(bytes: &[u8], from: usize) -> usize {
    let mut rest = bytes.get(from..).unwrap_or_default();
    while let &[a, b, c, d, e, f, g, h, ref behind @ ..] = rest {
        let special = special(u64::from_le_bytes([a, b, c, d, e, f, g, h]));
        if special != 0 {
            return bytes.len() - rest.len() + (special.trailing_zeros() >> 3) as usize;
        }
        rest = behind;
    }
    let mut at = bytes.len() - rest.len();
    while at < bytes.len() && !is_special(bytes[at]) {
        at += 1;
    }
    at
}

/// Whether 8 spaces stand here.
#[inline(always)]
#[expect(clippy::inline_always, reason = "as `skip_spaces`")]
pub(super) fn are_spaces(bytes: &[u8], at: usize) -> bool {
    if let Some(&[a, b, c, d, e, f, g, h, ..]) = bytes.get(at..) {
        u64::from_le_bytes([a, b, c, d, e, f, g, h]) == SPACES
    } else {
        false
    }
}

fn is_special(byte: u8) -> bool {
    matches!(byte, 0..=0x1F | b'"' | b'\\')
}

/// The highest bit of bytes that are special; the lowest that is set is right.
#[inline(always)]
#[expect(clippy::inline_always, reason = "as `skip_spaces`")]
const fn special(word: u64) -> u64 {
    // With this bit turned, controls and `"` (0x22) are what is below 0x21.
    let quotes = (word ^ BIT_OF_QUOTES).wrapping_sub(ABOVE_QUOTES);
    let backslashes = (word ^ BACKSLASHES).wrapping_sub(ONES);
    (quotes | backslashes) & !word & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts in which one or two bytes differ from a third, wherever these stand.
    fn texts() -> impl Iterator<Item = Vec<u8>> {
        let bytes = 0..=u8::MAX;
        bytes.flat_map(|byte| {
            let lengths = [1, 7, 8, 9, 17];
            lengths.into_iter().flat_map(move |length| {
                let around = [b' ', b'x', 0xC3, b'!'];
                around.into_iter().flat_map(move |around| {
                    (0..length).flat_map(move |at| {
                        let mut text = vec![around; length];
                        text[at] = byte;
                        let mut other = text.clone();
                        other[length - 1 - at / 2] = b'"';
                        other[at / 2] = b'\n';
                        [text, other]
                    })
                })
            })
        })
    }

    #[test]
    fn what_is_passed_over_by_words_is_what_is_passed_over_by_bytes() {
        for text in texts() {
            for from in [0, 1, text.len()] {
                let first = |is: fn(u8) -> bool| (from..text.len()).find(|at| is(text[*at])).unwrap_or(text.len());
                assert_eq!(end_of_plain(&text, from), first(is_special), "{text:?} {from}");
                let spaces = text[from..].starts_with(b"        ");
                assert_eq!(are_spaces(&text, from), spaces, "{text:?} {from}");
                assert_eq!(skip_blank(&text, from), first(|byte| !is_blank(byte)), "{text:?}");
            }
        }
    }
}
