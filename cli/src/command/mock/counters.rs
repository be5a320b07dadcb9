//! How often something has been asked for.

use indexmap::IndexMap;

/// So many counters are kept; the one that was begun first makes way.
const MOST: usize = 1_000;

/// Counts by key.
#[derive(Debug, Default)]
pub(super) struct Counters(IndexMap<String, u32>);

impl Counters {
    /// How often this was called with the key before.
    pub(super) fn next(&mut self, key: String) -> u32 {
        if self.0.len() >= MOST && !self.0.contains_key(&key) {
            self.0.shift_remove_index(0);
        }
        let count = self.0.entry(key).or_default();
        let before = *count;
        *count = count.saturating_add(1);
        before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_is_counted_until_it_makes_way() {
        let mut counters = Counters::default();
        assert_eq!(["a", "b", "a", "a"].map(|key| counters.next(key.to_owned())), [0, 0, 1, 2]);
        for other in 0..MOST - 1 {
            assert_eq!(counters.next(format!("other {other}")), 0);
        }
        assert_eq!(counters.0.len(), MOST);
        assert_eq!(["b", "a"].map(|key| counters.next(key.to_owned())), [1, 0]);
    }
}
