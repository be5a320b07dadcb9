//! The hash by which tables are searched, at run time and while constants are evaluated. The runtime has the same
//! functions, since it depends on nothing that reads a spec.

#![allow(clippy::cast_possible_truncation)] // Halves of a word are what is wanted, and a share is less than its count.

const FIRST: u64 = 0x9e37_79b9_7f4a_7c15;
const LAST: u64 = 0xa076_1d64_78bd_642f;

/// The hash of a text, by pairs of words of 8 bytes; the last pair may overlap what is before it.
pub const fn hash(text: &str) -> u64 {
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
pub const fn displaced(hash: u64, displacement: u16) -> u64 {
    hash.rotate_left(32).wrapping_mul(displacement as u64 * 2 + 1)
}

/// Which of so many places belongs to a hash.
pub const fn share(hash: u64, count: usize) -> usize {
    (((hash >> 32) * count as u64) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_runtime() {
        let hashes = ["", "a", "NOT_FOUND", "RATE_LIMIT_EXCEEDED"].map(hash);
        let theirs = [0x6705_27f2_8686_2c69, 0x5352_3a00_5d88_5a95, 0xb252_86b8_ccc6_4f5a, 0xeecd_f118_63cf_a762];
        assert_eq!(hashes, theirs);
    }
}
