//! Finding a code by its text: a perfect hash, made when the tables are generated.

#![allow(clippy::cast_possible_truncation)] // Halves of a word are what is wanted, and a share is less than its count.

/// Where each code stands, by the hash of its text.
///
/// The upper half of a hash chooses a displacement, hash and displacement together choose a slot, and no two codes have the
/// same one: so a look-up compares at most one text.
#[derive(Debug)]
pub struct Index {
    /// The hash of each code's text, in the order of the codes.
    pub hashes: &'static [u64],
    /// What moves the codes of a bucket to slots of their own; empty where two codes have one hash, which are then looked
    /// for one by one.
    pub displacements: &'static [u16],
    /// The position of the code in each slot, below the 16 lowest bits of its hash; all bits where there is none.
    pub slots: &'static [u32],
}

impl Index {
    /// The position of the only code that can have this hash.
    #[inline]
    pub(crate) const fn candidate(&self, hash: u64) -> Option<usize> {
        let buckets = self.displacements.len();
        if buckets == 0 {
            return self.first(hash);
        }
        let displacement = self.displacements[share(hash, buckets)];
        let slot = self.slots[share(displaced(hash, displacement), self.slots.len())];
        let position = (slot & 0xffff) as usize;
        if slot >> 16 == (hash & 0xffff) as u32 && position < self.hashes.len() { Some(position) } else { None }
    }

    /// The position of the first code that has this hash.
    pub(crate) const fn first(&self, hash: u64) -> Option<usize> {
        let mut position = 0;
        while position < self.hashes.len() {
            if self.hashes[position] == hash {
                return Some(position);
            }
            position += 1;
        }
        None
    }

    /// The position of the code that has this hash.
    pub(crate) const fn exact(&self, hash: u64) -> Option<usize> {
        match self.candidate(hash) {
            Some(position) if self.hashes[position] == hash => Some(position),
            _ => None,
        }
    }

    /// Whether several codes have one hash.
    pub(crate) const fn is_linear(&self) -> bool {
        self.displacements.is_empty()
    }
}

const FIRST: u64 = 0x9e37_79b9_7f4a_7c15;
const LAST: u64 = 0xa076_1d64_78bd_642f;

/// The hash of a text, by pairs of words of 8 bytes; the last pair may overlap what is before it.
#[inline]
pub(crate) const fn hash(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut hash = bytes.len() as u64;
    let mut rest = bytes;
    while rest.len() > 16 {
        let Some((pair, after)) = rest.split_first_chunk::<16>() else { break };
        hash = fold(u128::from_le_bytes(*pair), hash);
        rest = after;
    }
    if let Some(pair) = bytes.last_chunk::<16>() {
        return fold(u128::from_le_bytes(*pair), hash);
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        return fold((u64::from_le_bytes(*last) as u128) << 64 | u64::from_le_bytes(*first) as u128, hash);
    }
    let (mut word, mut at) = (0, 0);
    while at < bytes.len() {
        word = word << 8 | bytes[at] as u128;
        at += 1;
    }
    fold(word, hash)
}

/// Mixes two words and what came before: both halves of a product.
const fn fold(pair: u128, hash: u64) -> u64 {
    let product = (pair as u64 ^ FIRST ^ hash) as u128 * ((pair >> 64) as u64 ^ LAST) as u128;
    product as u64 ^ (product >> 64) as u64
}

/// A hash that goes to another slot for each displacement.
const fn displaced(hash: u64, displacement: u16) -> u64 {
    hash.rotate_left(32).wrapping_mul(displacement as u64 * 2 + 1)
}

/// Which of so many places belongs to a hash.
const fn share(hash: u64, count: usize) -> usize {
    (((hash >> 32) * count as u64) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_generator() {
        let hashes = ["", "a", "NOT_FOUND", "RATE_LIMIT_EXCEEDED"].map(hash);
        let theirs = [0x6705_27f2_8686_2c69, 0x5352_3a00_5d88_5a95, 0xb252_86b8_ccc6_4f5a, 0xeecd_f118_63cf_a762];
        assert_eq!(hashes, theirs);
    }

    #[test]
    fn codes_with_one_hash_are_looked_for_one_by_one() {
        let index = Index { hashes: &[7, 9, 7], displacements: &[], slots: &[] };
        assert!(index.is_linear());
        assert_eq!((index.exact(7), index.exact(9), index.exact(8)), (Some(0), Some(1), None));
    }

    #[test]
    fn an_index_of_nothing_finds_nothing() {
        let index = Index { hashes: &[], displacements: &[], slots: &[] };
        assert_eq!(index.exact(hash("a")), None);
    }
}
