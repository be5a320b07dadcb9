//! Names with their positions, to be found by hash.

use errbook_wire::hash;
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
