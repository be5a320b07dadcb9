//! A perfect hash of the codes: each has a slot of its own (hash and displace, by Belazzougui, Botelho and Dietzfelbinger).

use errbook_wire::{displaced, hash, share};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::number;

/// So many codes share a displacement, on average.
const BUCKET: usize = 4;

/// `v1::Index` of these texts, in the order of their positions.
pub(crate) fn index(texts: &[String]) -> TokenStream {
    let hashes: Vec<u64> = texts.iter().map(|text| hash(text)).collect();
    let Placed { displacements, slots } = place(&hashes).unwrap_or_default();
    let slots = slots.iter().map(|position| match position {
        Some(position) => number::short_hexadecimal(slot(hashes[*position], *position)),
        None => number::short_hexadecimal(u32::MAX),
    });
    let displacements = displacements.iter().map(|displacement| Literal::u16_unsuffixed(*displacement));
    let hashes = hashes.iter().map(|hash| number::hexadecimal(*hash));
    quote! {
        v1::Index { hashes: &[#(#hashes),*], displacements: &[#(#displacements),*], slots: &[#(#slots),*] }
    }
}

/// A position, below the lowest bits of the hash.
#[expect(clippy::cast_possible_truncation, reason = "these are the bits that are wanted, and there are fewer codes")]
fn slot(hash: u64, position: usize) -> u32 {
    (hash as u32) << 16 | position as u32 & 0xffff
}

/// What was found for all codes.
#[derive(Debug, Default)]
struct Placed {
    displacements: Vec<u16>,
    slots: Vec<Option<usize>>,
}

/// Finds a slot for each hash; none for two that are the same. The largest buckets go first, while there is much room.
fn place(hashes: &[u64]) -> Option<Placed> {
    let mut buckets: Vec<Vec<usize>> = vec![Vec::new(); hashes.len().div_ceil(BUCKET)];
    for (position, hash) in hashes.iter().enumerate() {
        buckets[share(*hash, hashes.len().div_ceil(BUCKET))].push(position);
    }
    let mut order: Vec<usize> = (0..buckets.len()).collect();
    order.sort_by_key(|bucket| std::cmp::Reverse(buckets[*bucket].len()));
    let mut placed =
        Placed { displacements: vec![0; buckets.len()], slots: vec![None; hashes.len() + hashes.len() / 4] };
    for bucket in order {
        let (displacement, slots) = displace(hashes, &buckets[bucket], &placed.slots)?;
        placed.displacements[bucket] = displacement;
        for (position, slot) in buckets[bucket].iter().zip(slots) {
            placed.slots[slot] = Some(*position);
        }
    }
    Some(placed)
}

/// The first displacement that leads a whole bucket to free slots, and these.
fn displace(hashes: &[u64], bucket: &[usize], taken: &[Option<usize>]) -> Option<(u16, Vec<usize>)> {
    (0..=u16::MAX).find_map(|displacement| {
        let mut slots: Vec<usize> = Vec::with_capacity(bucket.len());
        for position in bucket {
            let slot = share(displaced(hashes[*position], displacement), taken.len());
            if taken[slot].is_some() || slots.contains(&slot) {
                return None;
            }
            slots.push(slot);
        }
        Some((displacement, slots))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_slot_of_its_own() {
        for count in [1, 2, 3, 11, 250, 10_000] {
            let hashes: Vec<u64> = (0..count).map(|number| hash(&format!("CODE_{number}"))).collect();
            let placed = place(&hashes).unwrap_or_default();
            for (position, hash) in hashes.iter().enumerate() {
                let displacement = placed.displacements[share(*hash, placed.displacements.len())];
                assert_eq!(placed.slots[share(displaced(*hash, displacement), placed.slots.len())], Some(position));
            }
        }
    }

    #[test]
    fn one_hash_has_no_two_slots() {
        assert!(place(&[7, 8, 7]).is_none());
        assert!(place(&[]).is_some_and(|placed| placed.slots.is_empty()));
    }
}
