//! From two catalogs to the changes between them: one fact gives one change.
//!
//! Codes and operations are paired first. What happened to a code as a whole explains where it stands now; only what
//! that leaves unexplained is a change of an operation, and only what neither explains is one of a response.

mod changes;
mod codes;
mod describe;
mod envelopes;
mod occurrences;
mod operations;
mod pairing;
mod payloads;
mod plain;
mod plans;
mod responses;
mod retries;
mod types;

use std::cmp::Reverse;

use errbook_spec::Catalog;

use crate::Change;
use changes::Changes;
use pairing::{Codes, Operations};

/// Two catalogs, and what in one is what in the other.
struct Between<'c> {
    old: &'c Catalog,
    new: &'c Catalog,
    codes: Codes,
    operations: Operations,
}

/// Every change of the contract, the worst first, else in the order of the new spec.
///
/// Codes that are only seen in examples, texts, and the order and place in which things are written make no difference.
pub fn compare(old: &Catalog, new: &Catalog) -> Vec<Change> {
    let codes = Codes::pair(old, new);
    let between = Between { old, new, codes, operations: Operations::pair(old, new) };
    let mut changes = Changes::default();
    codes::compare(&between, &mut changes);
    operations::compare(&between, &mut changes);
    occurrences::compare(&between, &mut changes);
    retries::compare(&between, &mut changes);
    responses::compare(&between, &mut changes);
    plans::compare(&between, &mut changes);
    let mut changes = changes.finish();
    changes.sort_by_key(|change| Reverse(change.kind.worst()));
    changes
}
