//! What is put in order. To sort lists of one more type is a thousand lines that each first build compiles, and so is one more
//! kind of tree: so it is positions that are sorted, whatever stands there, and sets are lists that are kept in order.

use std::cmp::Ordering;

/// Puts elements in order; those that are equal stay as they stand.
pub(crate) fn sort<T>(list: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let in_list = |left: usize, right: usize| compare(&list[left], &list[right]);
    // Most lists of a spec are in order.
    if (1..list.len()).all(|position| in_list(position - 1, position).is_le()) {
        return;
    }
    let positions = positions(list.len(), &in_list);
    arrange(positions, &mut |left, right| list.swap(left, right));
}

/// The positions of so many elements in the order of these.
pub(crate) fn positions(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..count).collect();
    positions.sort_by(|left, right| compare(*left, *right));
    positions
}

/// Brings elements to where these positions have them, two at a time.
pub(crate) fn arrange(mut positions: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..positions.len() {
        // Places that follow one another make a circle, and each of them is gone through once.
        let mut place = start;
        while positions[place] != start {
            let from = std::mem::replace(&mut positions[place], place);
            swap(place, from);
            place = from;
        }
        positions[place] = place;
    }
}

/// These in order, each once.
pub(crate) fn set<T: Ord>(elements: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut set = Vec::new();
    for element in elements {
        insert(&mut set, element);
    }
    set
}

/// Adds to a list that is in order, and says whether that is new.
pub(crate) fn insert<T: Ord>(set: &mut Vec<T>, element: T) -> bool {
    let place = set.binary_search(&element);
    if let Err(place) = place {
        set.insert(place, element);
    }
    place.is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_elements_stay_as_they_stand() {
        let mut list: Vec<(usize, usize)> = (0..50).map(|index| (index * 7 % 5, index)).collect();
        let mut expected = list.clone();
        sort(&mut list, |(left, _), (right, _)| left.cmp(right));
        expected.sort_by_key(|(key, _)| *key);
        assert_eq!(list, expected);
    }

    #[test]
    fn every_arrangement_of_five_is_sorted() {
        for digits in 0..5_usize.pow(5) {
            let mut list: Vec<usize> = (0..5).map(|place| digits / 5_usize.pow(place) % 5).collect();
            let mut expected = list.clone();
            sort(&mut list, Ord::cmp);
            expected.sort_unstable();
            assert_eq!(list, expected);
            expected.dedup();
            assert_eq!(set(list.into_iter().rev()), expected);
        }
    }
}
