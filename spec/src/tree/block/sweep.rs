//! One sweep over a text, 16 bytes at a time, for the few bytes that may be structure.
//!
//! Without optimisation a step costs about 2 ns, whatever it does, so a step does as much as it can. `tests` compares this
//! with a loop over the bytes.

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
const SPACES: u128 = all(b' ');

/// Calls for each newline, carriage return, quote and opening bracket, in order, until one call says `false`; whether none
/// did. It is called for some other bytes too: for `#` and `&`, and for control characters.
pub(super) fn sweep(bytes: &[u8], mut found: impl FnMut(usize, u8) -> bool) -> bool {
    let (words, rest) = bytes.as_chunks();
    let mut index = 0;
    while index < words.len() {
        let mut hits = hits(u128::from_le_bytes(words[index]));
        while hits != 0 {
            let at = index * 16 + hits.trailing_zeros() as usize / 8;
            if !found(at, bytes[at]) {
                return false;
            }
            hits &= hits - 1;
        }
        index += 1;
    }
    let mut at = bytes.len() - rest.len();
    while at < bytes.len() {
        if hits(u128::from(bytes[at]) | SPACES << 8) != 0 && !found(at, bytes[at]) {
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
    let controls = low + UP_TO_0X10;
    // `"` is 0x22 and `'` is 0x27; 0x23 and 0x26 are alike in the bits that are left.
    let quotes = ((low & BITS_OF_QUOTES) ^ QUOTES) + ALL_BUT_HIGH;
    // `[` is 0x5B, and `{` is 0x7B.
    let brackets = ((low | SPACES) ^ BRACES) + ALL_BUT_HIGH;
    !((controls & quotes & brackets) | word) & HIGH
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
                let may_be = byte < 0x10 || wanted.contains(&byte) || matches!(byte, b'#' | b'&');
                assert_eq!(found, if may_be { vec![(at, byte)] } else { Vec::new() }, "{byte} {length} {at}");
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
            text.bytes().enumerate().filter(|(_, it)| b"\n\r\"'[{".contains(it)).map(|(at, _)| at).collect();
        assert_eq!(found, expected);
        assert!(!sweep(text.as_bytes(), |at, _| at < 50));
    }
}
