//! The index of the codes: each stands in one of two places that its hash gives it (cuckoo hashing, by Pagh and Rodler).

use errbook_wire::{hash, places};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::number;

/// How often the table is made larger before codes are looked for one by one.
const TABLES: usize = 4;

/// `v1::Index` of these texts, in the order of their positions.
pub(crate) fn index(texts: &[String]) -> TokenStream {
    let hashes: Vec<u64> = texts.iter().map(|text| hash(text)).collect();
    let slots = place(&hashes).unwrap_or_default();
    let slots = slots.iter().map(|position| match position {
        Some(position) => number::short_hexadecimal(slot(hashes[*position], *position)),
        None => Literal::u8_unsuffixed(0),
    });
    let hashes = hashes.iter().map(|hash| number::hexadecimal(*hash));
    quote!(v1::Index { hashes: &[#(#hashes),*], slots: &[#(#slots),*] })
}

/// A position, counted from 1, below the lowest bits of the hash.
#[expect(clippy::cast_possible_truncation, reason = "there are fewer codes")]
fn slot(hash: u64, position: usize) -> u32 {
    tag(hash) | (position + 1) as u32 & 0xffff
}

/// What tells a code from others in its places.
#[expect(clippy::cast_possible_truncation, reason = "these are the bits that are wanted")]
fn tag(hash: u64) -> u32 {
    (hash as u32) << 16
}

/// The code in each slot; `None` if not every code finds one. At most half of the slots are taken, or a quarter, where more are
/// too many, and so on.
fn place(hashes: &[u64]) -> Option<Vec<Option<usize>>> {
    let count = |table: usize| (hashes.len() * 2).next_power_of_two() << table;
    (0..TABLES).filter(|_| !hashes.is_empty()).find_map(|table| fill(hashes, count(table)))
}

/// Each code takes its first place, and whoever stands there goes to its other one, as far as that leads.
fn fill(hashes: &[u64], count: usize) -> Option<Vec<Option<usize>>> {
    let mut slots: Vec<Option<usize>> = vec![None; count];
    for position in 0..hashes.len() {
        let mut moving = position;
        let [mut place, _] = places(hashes[moving], count);
        let mut moves = 0;
        while let Some(moved) = slots[place].replace(moving) {
            moves += 1;
            if moves > hashes.len() {
                return None;
            }
            let [first, second] = places(hashes[moved], count);
            place = if place == first { second } else { first };
            moving = moved;
        }
    }
    let is_found = |position: usize| found(hashes, &slots, hashes[position]) == Some(position);
    (0..hashes.len()).all(is_found).then_some(slots)
}

/// What a look-up takes for the code with this hash: what shares both a place and the lowest bits is taken for it, nothing too
/// where these are zero.
fn found(hashes: &[u64], slots: &[Option<usize>], hash: u64) -> Option<usize> {
    let untagged = |place: usize| slots[place].map_or(0, |position| slot(hashes[position], position)) ^ tag(hash);
    let [first, second] = places(hash, slots.len());
    untagged(first).min(untagged(second)).checked_sub(1).and_then(|position| usize::try_from(position).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_found() {
        for count in [1, 2, 3, 11, 250, 256, 2_000, 10_000] {
            let hashes: Vec<u64> = (0..count).map(|number| hash(&format!("CODE_{number}"))).collect();
            let slots = place(&hashes).unwrap_or_default();
            for (position, hash) in hashes.iter().enumerate() {
                assert_eq!(found(&hashes, &slots, *hash), Some(position));
            }
        }
    }

    #[test]
    fn one_hash_has_no_two_places() {
        assert!(place(&[7, 8, 7]).is_none());
        assert!(place(&[]).is_none());
    }
}
