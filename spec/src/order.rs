//! What is put in order. To sort lists of one more type, or to collect into one more set that is sorted, is a thousand lines that
//! each first build compiles: so it is positions that are sorted, whatever stands there, and sets are filled one by one.

use std::cmp::Ordering;
use std::collections::BTreeSet;

/// The elements in order; those that are equal stay as they stand.
pub(crate) fn sorted<T>(list: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let Some(positions) = positions(list.len(), &|left, right| compare(&list[left], &list[right])) else { return list };
    let mut left: Vec<Option<T>> = list.into_iter().map(Some).collect();
    positions.into_iter().filter_map(|position| left[position].take()).collect()
}

/// The positions in order; `None` where they are, as most lists of a spec.
fn positions(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Option<Vec<usize>> {
    if (1..count).all(|position| compare(position - 1, position).is_le()) {
        return None;
    }
    let mut positions: Vec<usize> = (0..count).collect();
    positions.sort_by(|left, right| compare(*left, *right));
    Some(positions)
}

/// The set of these.
pub(crate) fn set<T: Ord>(elements: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    for element in elements {
        set.insert(element);
    }
    set
}
