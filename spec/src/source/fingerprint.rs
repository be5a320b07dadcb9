//! The hash that tells whether files say the same.

/// FNV-1a over words of 8 bytes, rotated so that every byte tells; the same everywhere and in all versions.
///
/// A step waits for the one before. So words go in turn to four hashes of their own, which are put together behind them.
pub(super) struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    pub(super) fn text(&mut self, text: &str) {
        // Plain loops over locals, four words a step, since this sees every byte of a spec without optimisation too.
        let (mut pairs, _) = text.as_bytes().as_chunks::<16>();
        let (mut one, mut two, mut three, mut four) = (self.0, !self.0, self.0 >> 1, self.0 << 1);
        while let &[left, right, ref behind @ ..] = pairs {
            let (left, right) = (u128::from_le_bytes(left), u128::from_le_bytes(right));
            one = mixed(one, low(left));
            two = mixed(two, low(left >> 64));
            three = mixed(three, low(right));
            four = mixed(four, low(right >> 64));
            pairs = behind;
        }
        let mut hash = mixed(mixed(mixed(one, two), three), four);
        let left = text.len() % 32;
        let (words, rest) = text.as_bytes()[text.len() - left..].as_chunks();
        for word in words {
            hash = mixed(hash, u64::from_le_bytes(*word));
        }
        for byte in rest {
            hash = mixed(hash, u64::from(*byte));
        }
        self.0 = mixed(hash, u64::try_from(text.len()).unwrap_or(u64::MAX));
    }

    pub(super) fn word(&mut self, word: u64) {
        self.0 = mixed(self.0, word);
    }

    pub(super) fn finish(&self) -> u64 {
        (self.0 ^ (self.0 >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "as `mixed`")]
#[expect(clippy::cast_possible_truncation, reason = "the other half is taken apart")]
const fn low(pair: u128) -> u64 {
    pair as u64
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "it is called for every 8 bytes of a spec, without optimisation too")]
#[expect(clippy::manual_rotate, reason = "`rotate_left` is a call without optimisation")]
const fn mixed(hash: u64, word: u64) -> u64 {
    ((hash << 23 | hash >> 41) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_byte_tells_and_where_it_stands() {
        let mut known = HashSet::new();
        let mut is_new = |text: &str| {
            let mut hash = Hash::default();
            hash.text(text);
            known.insert(hash.finish())
        };
        for length in 0..100 {
            assert!(is_new(&"a".repeat(length)), "{length}");
            for at in 0..length {
                assert!(is_new(&format!("{}b{}", "a".repeat(at), "a".repeat(length - at - 1))), "{at} of {length}");
            }
        }
    }
}
