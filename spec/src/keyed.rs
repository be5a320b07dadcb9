//! Values in the order in which their keys are met. Each kind of map is a hundred functions that every first build compiles
//! anew; here the index is a set of keys, which is one for each kind of key, whatever the values are.

use std::hash::Hash;
use std::slice;

use indexmap::{Equivalent, IndexSet, set};

/// Values by their keys, in the order in which these are met.
#[derive(Debug, Clone)]
pub(crate) struct Keyed<K, T> {
    keys: IndexSet<K>,
    /// What stands at the positions of the keys.
    values: Vec<T>,
}

impl<K, T> Default for Keyed<K, T> {
    fn default() -> Self {
        Self { keys: IndexSet::default(), values: Vec::new() }
    }
}

impl<K: Hash + Eq, T> Keyed<K, T> {
    /// The position of a key, and its value: a new one at the end, if the key is new.
    pub(crate) fn entry(&mut self, key: K, new: impl FnOnce() -> T) -> (usize, &mut T) {
        let (position, is_new) = self.keys.insert_full(key);
        if is_new {
            self.values.push(new());
        }
        (position, &mut self.values[position])
    }

    pub(crate) fn position<Q: Hash + Equivalent<K> + ?Sized>(&self, key: &Q) -> Option<usize> {
        self.keys.get_index_of(key)
    }

    pub(crate) fn get<Q: Hash + Equivalent<K> + ?Sized>(&self, key: &Q) -> Option<&T> {
        self.values.get(self.position(key)?)
    }

    pub(crate) fn get_entry<Q: Hash + Equivalent<K> + ?Sized>(&self, key: &Q) -> Option<(&K, &T)> {
        self.at(self.position(key)?)
    }

    pub(crate) fn get_mut<Q: Hash + Equivalent<K> + ?Sized>(&mut self, key: &Q) -> Option<&mut T> {
        let position = self.position(key)?;
        self.values.get_mut(position)
    }

    pub(crate) fn swap(&mut self, left: usize, right: usize) {
        self.keys.swap_indices(left, right);
        self.values.swap(left, right);
    }
}

impl<K, T> Keyed<K, T> {
    /// The key at a position, and its value.
    pub(crate) fn at(&self, position: usize) -> Option<(&K, &T)> {
        Some((self.keys.get_index(position)?, self.values.get(position)?))
    }

    pub(crate) fn keys(&self) -> set::Iter<'_, K> {
        self.keys.iter()
    }

    pub(crate) fn values(&self) -> &[T] {
        &self.values
    }

    pub(crate) fn values_mut(&mut self) -> &mut [T] {
        &mut self.values
    }

    pub(crate) fn into_values(self) -> Vec<T> {
        self.values
    }

    pub(crate) fn into_iter(self) -> std::iter::Zip<set::IntoIter<K>, std::vec::IntoIter<T>> {
        self.keys.into_iter().zip(self.values)
    }

    pub(crate) fn iter(&self) -> std::iter::Zip<set::Iter<'_, K>, slice::Iter<'_, T>> {
        self.keys.iter().zip(&self.values)
    }
}
