//! Names with their positions, to be found by hash.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::number;

/// The hash of each name with its position, sorted.
pub fn index<'n>(names: impl Iterator<Item = &'n str>) -> Vec<TokenStream> {
    let mut index: Vec<(u64, usize)> = names.enumerate().map(|(position, name)| (hash(name), position)).collect();
    index.sort_unstable();
    let entry = |(hash, position): (u64, usize)| {
        let (hash, position) = (number::hexadecimal(hash), Literal::usize_unsuffixed(position));
        quote!((#hash, #position))
    };
    index.into_iter().map(entry).collect()
}

/// FNV-1a, 64 bits, as the runtime and the derives compute it.
pub fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_fnv_1a() {
        assert_eq!(hash(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(hash("foobar"), 0x8594_4171_f739_67e8);
    }
}
