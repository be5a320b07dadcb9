//! Which code and which operation of one contract is which of the other.

use std::collections::HashMap;

use errbook_spec::{Catalog, Code, Operation, Wire};
use indexmap::IndexMap;

use super::payloads;

/// Texts that are at least so alike, of 1, may be two versions of one.
const ALIKE: f64 = 0.7;
/// Comparing texts takes the product of their lengths; what is longer is compared by its beginning.
const LONGEST_TEXT: usize = 300;
/// Where more pairs could be the same code, it is another API rather than another version of one.
const MOST_GUESSES: usize = 10_000;

/// The declared codes of both contracts; the numbers are indices into their catalogs.
#[derive(Debug)]
pub(super) struct Codes {
    pub(super) pairs: Vec<CodePair>,
    pub(super) removed: Vec<usize>,
    pub(super) added: Vec<usize>,
    /// Positions in `pairs`, by the code's position in the old catalog and in the new one.
    by_old: HashMap<usize, usize>,
    by_new: HashMap<usize, usize>,
}

/// A code in both contracts.
#[derive(Debug)]
pub(super) struct CodePair {
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) fate: Fate,
}

/// What happened to a code as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Kept,
    Renamed,
    Moved,
    Reused,
}

impl Codes {
    pub(super) fn pair(old: &Catalog, new: &Catalog) -> Self {
        let (mut removed, mut added) = (declared(old), declared(new));
        let mut pairs = Vec::new();
        for (wire, after) in declared(new) {
            if let Some(before) = removed.shift_remove(wire) {
                added.shift_remove(wire);
                let fate = fate((old, &old.codes[before]), (new, &new.codes[after]));
                pairs.push(CodePair { old: before, new: after, fate });
            }
        }
        let (removed, added) = (removed.into_values().collect(), added.into_values().collect());
        let mut codes = Self { pairs, removed, added, by_old: HashMap::new(), by_new: HashMap::new() };
        codes.guess_renames(old, new);
        codes.by_old = codes.pairs.iter().enumerate().map(|(position, pair)| (pair.old, position)).collect();
        codes.by_new = codes.pairs.iter().enumerate().map(|(position, pair)| (pair.new, position)).collect();
        codes
    }

    /// Takes a code that went and one that came for the same, the likeliest two first.
    fn guess_renames(&mut self, old: &Catalog, new: &Catalog) {
        if self.removed.len().saturating_mul(self.added.len()) > MOST_GUESSES {
            return;
        }
        let mut likely: Vec<(f64, usize, usize)> = Vec::new();
        for before in &self.removed {
            for after in &self.added {
                let likeness = likeness((old, &old.codes[*before]), (new, &new.codes[*after]));
                likely.extend(likeness.map(|likeness| (likeness, *before, *after)));
            }
        }
        likely.sort_by(|left, right| right.0.total_cmp(&left.0));
        for (_, before, after) in likely {
            if self.removed.contains(&before) && self.added.contains(&after) {
                self.removed.retain(|index| *index != before);
                self.added.retain(|index| *index != after);
                self.pairs.push(CodePair { old: before, new: after, fate: Fate::Renamed });
            }
        }
    }

    /// The pair of an old code.
    pub(super) fn of_old(&self, index: usize) -> Option<&CodePair> {
        self.by_old.get(&index).map(|position| &self.pairs[*position])
    }

    /// The pair of a new code.
    pub(super) fn of_new(&self, index: usize) -> Option<&CodePair> {
        self.by_new.get(&index).map(|position| &self.pairs[*position])
    }
}

/// The position of each declared code.
fn declared(catalog: &Catalog) -> IndexMap<&Wire, usize> {
    let declared = catalog.codes.iter().enumerate().filter(|(_, code)| !code.open);
    declared.map(|(index, code)| (&code.wire, index)).collect()
}

fn fate(old: (&Catalog, &Code), new: (&Catalog, &Code)) -> Fate {
    let (was, is) = (old.1, new.1);
    let known = !was.statuses.is_empty() && !is.statuses.is_empty();
    let apart = !was.statuses.iter().any(|status| is.statuses.contains(status));
    let other_primary = was.status.is_some() && is.status.is_some() && was.status != is.status;
    match (known && (apart || other_primary), payloads::are_apart(old, new)) {
        (false, _) => Fate::Kept,
        (true, false) => Fate::Moved,
        (true, true) => Fate::Reused,
    }
}

/// How much a new code looks like an old one by another name, if it may be one at all.
fn likeness(old: (&Catalog, &Code), new: (&Catalog, &Code)) -> Option<f64> {
    let (was, is) = (old.1, new.1);
    let same = (was.status, &was.statuses) == (is.status, &is.statuses) && payloads::are_alike(old, new);
    let names = similarity(&was.wire.to_string(), &is.wire.to_string());
    let texts = match (&was.description, &is.description) {
        (Some(was), Some(is)) => similarity(was, is),
        _ => 0.0,
    };
    (same && names.max(texts) >= ALIKE).then_some(names + 2.0 * texts)
}

/// From 0 to 1, case aside.
fn similarity(left: &str, right: &str) -> f64 {
    let beginning = |text: &str| text.to_lowercase().chars().take(LONGEST_TEXT).collect::<String>();
    strsim::normalized_damerau_levenshtein(&beginning(left), &beginning(right))
}

/// The operations of both contracts; the numbers are indices into their catalogs.
#[derive(Debug, Default)]
pub(super) struct Operations {
    pub(super) pairs: Vec<(usize, usize)>,
    pub(super) removed: Vec<usize>,
    pub(super) added: Vec<usize>,
}

impl Operations {
    /// By id and route, then by id, then by route alone.
    pub(super) fn pair(old: &Catalog, new: &Catalog) -> Self {
        let (removed, added) = ((0..old.operations.len()).collect(), (0..new.operations.len()).collect());
        let mut operations = Self { pairs: Vec::new(), removed, added };
        let by_route = |was: &Operation, is: &Operation| (&was.method, &was.path) == (&is.method, &is.path);
        let by_id = |was: &Operation, is: &Operation| was.id == is.id;
        operations.take(old, new, |was, is| by_id(was, is) && by_route(was, is));
        operations.take(old, new, by_id);
        operations.take(old, new, by_route);
        operations.pairs.sort_by_key(|(_, new)| *new);
        operations
    }

    fn take(&mut self, old: &Catalog, new: &Catalog, same: impl Fn(&Operation, &Operation) -> bool) {
        for after in std::mem::take(&mut self.added) {
            let is = &new.operations[after];
            match self.removed.iter().position(|before| same(&old.operations[*before], is)) {
                Some(position) => self.pairs.push((self.removed.remove(position), after)),
                None => self.added.push(after),
            }
        }
    }
}
