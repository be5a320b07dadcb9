//! The hash by which tables are searched, at run time and while constants are evaluated. The runtime has the same
//! functions, since it depends on nothing that reads a spec.

#![allow(clippy::cast_possible_truncation)] // Parts of a word are what is wanted.

const FIRST: u64 = 0x9e37_79b9_7f4a_7c15;
const LAST: u64 = 0xa076_1d64_78bd_642f;

/// The hash of a text, by pairs of words of 8 bytes, of which the last overlap: so there is no loop up to 32 bytes.
pub const fn hash(text: &str) -> u64 {
    let bytes = text.as_bytes();
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

/// Mixes two words, each with another one: both halves of a product.
const fn fold(pair: u128, low: u64, high: u64) -> u64 {
    let product = (pair as u64 ^ low) as u128 * ((pair >> 64) as u64 ^ high) as u128;
    product as u64 ^ (product >> 64) as u64
}

/// The two places, of so many, which is a power of two, that belong to a hash.
pub const fn places(hash: u64, count: usize) -> [usize; 2] {
    let lowest = count.wrapping_sub(1);
    [(hash >> 40) as usize & lowest, (hash >> 16) as usize & lowest]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_runtime() {
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
            assert_eq!(hash(text), expected, "{text}");
        }
    }
}
