//! Finding a code by its text: each has one of two places, settled when the tables are generated.

#![allow(clippy::cast_possible_truncation)] // Parts of a word are what is wanted.

/// Where each code stands, by the hash of its text.
///
/// Two parts of a hash lead to a slot each, and a code stands in one of both, told apart from the other by the lowest 16 bits
/// of its hash: so a look-up reads two slots, neither of which depends on the other, and compares at most one text.
#[derive(Debug)]
pub struct Index {
    /// The hash of each code's text, in the order of the codes.
    pub hashes: &'static [u64],
    /// In each slot the position of a code, counted from 1, below the 16 lowest bits of its hash; 0 where there is none. No
    /// slots at all where not every code has one of its own: then codes are looked for one by one.
    pub slots: &'static [u32],
}

impl Index {
    /// The position of the only code that can have this hash; beyond all codes if there is none.
    #[inline]
    pub(crate) fn candidate(&self, hash: u64) -> Option<usize> {
        let [first, second] = places(hash, self.slots.len());
        let (first, second) = (*self.slots.get(first)?, *self.slots.get(second)?);
        // Which of them it is follows no pattern, so that a branch would be guessed wrong every other time.
        Some(position(untagged(first, hash).min(untagged(second, hash))))
    }

    /// The position of the code that has this hash; of several, the first.
    pub(crate) const fn exact(&self, hash: u64) -> Option<usize> {
        if self.is_linear() {
            return self.first(hash);
        }
        let [first, second] = places(hash, self.slots.len());
        let (first, second) = (untagged(self.slots[first], hash), untagged(self.slots[second], hash));
        let position = position(if first < second { first } else { second });
        if position < self.hashes.len() && self.hashes[position] == hash { Some(position) } else { None }
    }

    const fn first(&self, hash: u64) -> Option<usize> {
        let mut position = 0;
        while position < self.hashes.len() {
            if self.hashes[position] == hash {
                return Some(position);
            }
            position += 1;
        }
        None
    }

    /// Whether codes are looked for one by one.
    #[inline]
    pub(crate) const fn is_linear(&self) -> bool {
        self.slots.is_empty()
    }
}

/// What is in a slot besides the lowest bits of this hash; far beyond all positions if it is another one's.
#[inline]
const fn untagged(slot: u32, hash: u64) -> u32 {
    slot ^ (hash as u32) << 16
}

/// A position that was counted from 1; none, which is 0, is beyond all codes.
#[inline]
const fn position(counted: u32) -> usize {
    (counted as usize).wrapping_sub(1)
}

const FIRST: u64 = 0x9e37_79b9_7f4a_7c15;
const LAST: u64 = 0xa076_1d64_78bd_642f;

/// The hash of a text, by pairs of words of 8 bytes, of which the last overlap: so there is no loop up to 32 bytes.
#[inline]
pub(crate) const fn hash(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64 ^ FIRST;
    let mut rest = bytes;
    if let Some(last) = bytes.last_chunk::<16>() {
        while rest.len() > 32 {
            let Some((pair, after)) = rest.split_first_chunk::<16>() else { break };
            hash = fold(u128::from_le_bytes(*pair), hash, LAST);
            rest = after;
        }
        let Some(first) = rest.first_chunk::<16>() else { return hash };
        let (first, last) = (u128::from_le_bytes(*first), u128::from_le_bytes(*last));
        return fold(first, hash, LAST) ^ fold(last, hash.rotate_left(17), FIRST);
    }
    if let (Some(first), Some(last)) = (rest.first_chunk::<8>(), rest.last_chunk::<8>()) {
        return fold((u64::from_le_bytes(*last) as u128) << 64 | u64::from_le_bytes(*first) as u128, hash, LAST);
    }
    if let (Some(first), Some(last)) = (rest.first_chunk::<4>(), rest.last_chunk::<4>()) {
        return fold((u32::from_le_bytes(*last) as u128) << 64 | u32::from_le_bytes(*first) as u128, hash, LAST);
    }
    let (first, middle, last) = match rest {
        [] => (0, 0, 0),
        [first, middle @ .., last] if !middle.is_empty() => (*first, middle[0], *last),
        [first, .., last] => (*first, 0, *last),
        [only] => (*only, 0, 0),
    };
    fold(first as u128 | (middle as u128) << 8 | (last as u128) << 16, hash, LAST)
}

/// Whether two texts are the same, by the pairs of words that have been hashed: most are too short for a call of `memcmp`.
#[inline]
pub(crate) fn is_same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len()
        && match one.len() {
            16..=32 => by_ends::<16>(one, other),
            8..16 => by_ends::<8>(one, other),
            _ => is_same_at_length(one, other),
        }
}

#[inline]
fn by_ends<const N: usize>(one: &[u8], other: &[u8]) -> bool {
    one.first_chunk::<N>() == other.first_chunk() && one.last_chunk::<N>() == other.last_chunk()
}

/// Apart, so that nothing has to be saved for the call where none is made.
#[inline(never)]
fn is_same_at_length(one: &[u8], other: &[u8]) -> bool {
    one == other
}

/// Mixes two words, each with another one: both halves of a product.
#[inline]
const fn fold(pair: u128, low: u64, high: u64) -> u64 {
    let product = (pair as u64 ^ low) as u128 * ((pair >> 64) as u64 ^ high) as u128;
    product as u64 ^ (product >> 64) as u64
}

/// The two places, of so many, which is a power of two, that belong to a hash.
#[inline]
const fn places(hash: u64, count: usize) -> [usize; 2] {
    let lowest = count.wrapping_sub(1);
    [(hash >> 40) as usize & lowest, (hash >> 16) as usize & lowest]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_generator() {
        for (text, expected) in [
            ("", 0x6705_27f2_8686_2c69),
            ("a", 0x5352_3a00_5d88_5a95),
            ("at", 0x1311_ad83_9428_a3cf),
            ("BAD", 0xef5c_6a12_e168_06c1),
            ("GONE", 0xb192_c61e_6294_2b9f),
            ("CONFLICT", 0x8cea_3160_99bd_2bff),
            ("NOT_FOUND", 0xb252_86b8_ccc6_4f5a),
            ("RATE_LIMIT_EXCEEDED", 0x8583_38da_f6dc_f8e0),
            ("A_CODE_THAT_TAKES_MORE_THAN_THIRTY_TWO_BYTES", 0x663c_11ea_f462_e2f3),
            ("A_CODE_THAT_TAKES_EVEN_MORE_THAN_FORTY_EIGHT_BYTES_AND_ONE_MORE", 0xa1a4_d1b7_8cf8_f7ed),
        ] {
            assert_eq!(hash(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn texts_that_differ_in_a_byte_are_not_the_same() {
        for length in 0..40 {
            let one = vec![b'x'; length];
            assert!(is_same(&one, &one.clone()) && !is_same(&one, &[&one[..], b"x"].concat()));
            for at in 0..length {
                let mut other = one.clone();
                other[at] = b'y';
                assert!(!is_same(&one, &other));
            }
        }
    }

    #[test]
    fn codes_with_one_hash_are_looked_for_one_by_one() {
        let index = Index { hashes: &[7, 9, 7], slots: &[] };
        assert!(index.is_linear());
        assert_eq!((index.exact(7), index.exact(9), index.exact(8)), (Some(0), Some(1), None));
    }

    #[test]
    fn an_index_of_nothing_finds_nothing() {
        let index = Index { hashes: &[], slots: &[] };
        assert_eq!(index.exact(hash(b"a")), None);
    }
}
