//! The hash that tells whether files say the same.

/// FNV-1a over words of 8 bytes, rotated so that every byte tells; the same everywhere and in all versions.
pub(super) struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    pub(super) fn text(&mut self, text: &str) {
        // Plain loops over a local, two words a step, since this sees every byte of a spec without optimisation too.
        let (pairs, rest) = text.as_bytes().as_chunks();
        let (mut hash, mut at) = (self.0, 0);
        while at < pairs.len() {
            let pair = u128::from_le_bytes(pairs[at]);
            hash = mixed(mixed(hash, low(pair)), low(pair >> 64));
            at += 1;
        }
        let (words, rest) = rest.as_chunks();
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
