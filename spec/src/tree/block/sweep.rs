//! One sweep over a text, 16 bytes at a time, for the few bytes that may be structure.
//!
//! Without optimisation a step costs about 2 ns, whatever it does, so a step does as much as it can, and sums wrap because
//! checks for overflow would cost a third more. `tests` compares this with a loop over the bytes.

use super::super::words::are_spaces;

/// A line that so many spaces begin is not told.
pub(super) const DEEP: usize = 9;

/// Each byte of a word the same.
const fn all(byte: u8) -> u128 {
    u128::from_le_bytes([byte; 16])
}

const HIGH: u128 = all(0x80);
const ALL_BUT_HIGH: u128 = all(0x7F);
const UP_TO_0X10: u128 = all(0x70);
const QUOTES: u128 = all(0x22);
const BITS_OF_QUOTES: u128 = all(!0x05);
const BRACES: u128 = all(b'{');
const ODD: u128 = all(0xC2);
const BITS_OF_ODD: u128 = all(!0x20);
const MARK: u128 = all(0xEF);
const SPACES: u128 = all(b' ');

/// Calls for each carriage return, quote and opening bracket, for each newline before a line that is not deep, and for
/// each 0xC2, 0xE2 and 0xEF, in order, until one call says `false`; whether none did. It is called for some other bytes too: for
/// `#` and `&`, and for control characters.
pub(super) fn sweep(bytes: &[u8], mut found: impl FnMut(usize, u8) -> bool) -> bool {
    let (words, rest) = bytes.as_chunks();
    let (mut base, mut index) = (0, 0);
    while index < words.len() {
        let word = u128::from_le_bytes(words[index]);
        index += 1;
        let mut hits = hits(word);
        while hits != 0 {
            let bit = hits.trailing_zeros();
            let at = base | (bit >> 3) as usize;
            let byte = bytes[at];
            if (byte != b'\n' || !is_deep(bytes, at + 1)) && !found(at, byte) {
                return false;
            }
            hits &= hits.wrapping_sub(1);
        }
        base += 16;
    }
    let mut at = bytes.len() - rest.len();
    while at < bytes.len() {
        let is_told = bytes[at] != b'\n' || !is_deep(bytes, at + 1);
        if hits(u128::from(bytes[at]) | SPACES << 8) != 0 && is_told && !found(at, bytes[at]) {
            return false;
        }
        at += 1;
    }
    true
}

/// The highest bit of each byte that is looked for. No sum carries into the next byte.
#[inline(always)]
#[expect(clippy::inline_always, reason = "it is called for every 16 bytes of a spec, without optimisation too")]
const fn hits(word: u128) -> u128 {
    let low = word & ALL_BUT_HIGH;
    // Below 0x10: newline (0x0A) and carriage return (0x0D).
    let controls = low.wrapping_add(UP_TO_0X10);
    // `"` is 0x22 and `'` is 0x27; 0x23 and 0x26 are alike in the bits that are left.
    let quotes = ((low & BITS_OF_QUOTES) ^ QUOTES).wrapping_add(ALL_BUT_HIGH);
    // `[` is 0x5B, and `{` is 0x7B.
    let brackets = ((low | SPACES) ^ BRACES).wrapping_add(ALL_BUT_HIGH);
    let hits = !((controls & quotes & brackets) | word) & HIGH;
    if word & HIGH == 0 { hits } else { hits | odd(word) }
}

/// The same of 0xC2 and 0xE2, which differ in one bit, and of 0xEF: most text has no byte that is not ASCII.
const fn odd(word: u128) -> u128 {
    let odd = (word & BITS_OF_ODD) ^ ODD;
    let mark = word ^ MARK;
    let odd = (odd & ALL_BUT_HIGH).wrapping_add(ALL_BUT_HIGH) | odd;
    let mark = (mark & ALL_BUT_HIGH).wrapping_add(ALL_BUT_HIGH) | mark;
    !(odd & mark) & HIGH
}

/// Whether a deep line begins here.
#[inline(always)]
#[expect(clippy::inline_always, reason = "it is called for every line of a spec, without optimisation too")]
fn is_deep(bytes: &[u8], start: usize) -> bool {
    are_spaces(bytes, start) && start + 8 < bytes.len() && bytes[start + 8] == b' '
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_for_is_found_wherever_it_stands() {
        let wanted = [b'\n', b'\r', b'"', b'\'', b'[', b'{'];
        for byte in 0..=u8::MAX {
            for (length, at) in [(1, 0), (16, 0), (16, 15), (17, 16), (40, 7), (40, 23), (47, 46)] {
                let mut bytes = vec![b'x'; length];
                bytes[at] = byte;
                let mut found = Vec::new();
                assert!(sweep(&bytes, |at, byte| {
                    found.push((at, byte));
                    true
                }));
                let may_be = byte < 0x10 || wanted.contains(&byte) || matches!(byte, b'#' | b'&' | 0xC2 | 0xE2 | 0xEF);
                assert_eq!(found, if may_be { vec![(at, byte)] } else { Vec::new() }, "{byte} {length} {at}");
            }
        }
    }

    #[test]
    fn deep_lines_are_not_told() {
        for before in 0..40 {
            for spaces in 0..20 {
                let text = format!("{}\n{}x{}", "x".repeat(before), " ".repeat(spaces), "x".repeat(40));
                let mut found = Vec::new();
                assert!(sweep(text.as_bytes(), |at, _| {
                    found.push(at);
                    true
                }));
                assert_eq!(found, if spaces < DEEP { vec![before] } else { Vec::new() }, "{before} {spaces}");
            }
        }
    }

    #[test]
    fn all_is_found_in_order_until_enough_is_known() {
        let text = "a: \"é\"\n  b: [\u{2028}'x']\r\n  c: {d: \u{7f}}\n".repeat(9);
        let mut found = Vec::new();
        assert!(sweep(text.as_bytes(), |at, _| {
            found.push(at);
            true
        }));
        let expected: Vec<usize> =
            text.bytes().enumerate().filter(|(_, it)| b"\n\r\"'[{\xE2".contains(it)).map(|(at, _)| at).collect();
        assert_eq!(found, expected);
        assert!(!sweep(text.as_bytes(), |at, _| at < 50));
    }
}
