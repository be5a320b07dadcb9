//! The hash by which tables are searched, at run time and while constants are evaluated. The runtime has the same
//! functions, since it depends on nothing that reads a spec.

#![allow(clippy::cast_possible_truncation)] // Halves of a word are what is wanted, and a share is less than its count.

const FIRST: u64 = 0x9e37_79b9_7f4a_7c15;
const LAST: u64 = 0xa076_1d64_78bd_642f;

/// The hash of a text, by pairs of words of 8 bytes, of which the last overlap: so there is no loop up to 32 bytes.
pub const fn hash(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut hash = bytes.len() as u64 ^ FIRST;
    let mut rest = bytes;
    while rest.len() > 32 {
        let Some((pair, after)) = rest.split_first_chunk::<16>() else { break };
        hash = fold(u128::from_le_bytes(*pair), hash, LAST);
        rest = after;
    }
    if let (Some(first), Some(last)) = (rest.first_chunk::<16>(), rest.last_chunk::<16>()) {
        let (first, last) = (u128::from_le_bytes(*first), u128::from_le_bytes(*last));
        return fold(first, hash, LAST) ^ fold(last, hash.rotate_left(17), FIRST);
    }
    if let (Some(first), Some(last)) = (rest.first_chunk::<8>(), rest.last_chunk::<8>()) {
        return fold((u64::from_le_bytes(*last) as u128) << 64 | u64::from_le_bytes(*first) as u128, hash, LAST);
    }
    let (mut word, mut at) = (0, 0);
    while at < rest.len() {
        word = word << 8 | rest[at] as u128;
        at += 1;
    }
    fold(word, hash, LAST)
}

/// Mixes two words, each with another one: both halves of a product.
const fn fold(pair: u128, low: u64, high: u64) -> u64 {
    let product = (pair as u64 ^ low) as u128 * ((pair >> 64) as u64 ^ high) as u128;
    product as u64 ^ (product >> 64) as u64
}

/// The two places, of so many, that belong to a hash.
pub const fn places(hash: u64, count: usize) -> [usize; 2] {
    [share(hash >> 32, count), share(hash & 0xffff_ffff, count)]
}

const fn share(half: u64, count: usize) -> usize {
    ((half * count as u64) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_runtime() {
        let hashes = ["", "a", "NOT_FOUND", "RATE_LIMIT_EXCEEDED"].map(hash);
        let theirs = [0x6705_27f2_8686_2c69, 0x5352_3a00_5d88_5a95, 0xb252_86b8_ccc6_4f5a, 0x8583_38da_f6dc_f8e0];
        assert_eq!(hashes, theirs);
    }
}
