//! The members of a mapping, found by their keys.

use std::cell::OnceCell;

use indexmap::IndexSet;

use super::{Branch, Keys, Span};
use crate::order;

/// Most mappings that are split have no more members than this.
pub(super) const FEW: usize = 12;
/// Among fewer members than this a key is found by looking at each.
const MANY: usize = 16;

/// A value and, once they were asked for, its members.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: Key,
    pub(super) branch: Branch,
    pub(super) below: OnceCell<Box<Members>>,
}

impl Entry {
    pub(super) fn new(key: Key, branch: Branch) -> Self {
        Self { key, branch, below: OnceCell::new() }
    }

    /// The value that a file is.
    pub(super) fn root(branch: Branch) -> Self {
        Self::new(Key::owned(""), branch)
    }

    /// The same, with the members that it is known to have.
    pub(super) fn split(branch: Branch, members: Members) -> Self {
        Self { below: OnceCell::from(Box::new(members)), ..Self::root(branch) }
    }
}

/// The key of a member: as it stands in the text, or apart, where it is written in another way than it reads.
#[derive(Debug)]
pub(super) struct Key {
    /// What is the key, or (of one that is apart) what is written for it.
    pub(super) span: Span,
    pub(super) own: Option<Box<str>>,
}

impl Key {
    /// A key that stands nowhere in the text.
    pub(super) fn owned(key: &str) -> Self {
        Self { span: Span { start: 0, end: 0 }, own: Some(key.into()) }
    }

    pub(super) fn text<'k>(&'k self, text: &'k str) -> &'k str {
        match &self.own {
            Some(own) => own,
            None => text.get(self.span.range()).unwrap_or_default(),
        }
    }

    /// Whether it reads so; most that do not are known by their length, which costs a tenth of the comparison.
    fn is(&self, text: &str, key: &str) -> bool {
        if self.own.is_none() && (self.span.end - self.span.start) as usize != key.len() {
            return false;
        }
        self.text(text) == key
    }
}

/// The members of a mapping in their order, each key once. Of a key that is written more than once the last value counts.
#[derive(Debug)]
pub(super) struct Members {
    entries: Vec<Entry>,
    /// Where there are many: their positions by their keys.
    sorted: Vec<usize>,
    /// The keys that are written more than once.
    repeated: Vec<String>,
}

impl Members {
    pub(super) fn new(text: &str, written: Vec<Entry>) -> Self {
        let mut members = Self { entries: written, sorted: Vec::new(), repeated: Vec::new() };
        members.sort(text);
        if members.has_repeated(text) {
            members.merge_repeated(text);
            members.sort(text);
        }
        members
    }

    fn key<'k>(&'k self, text: &'k str, position: usize) -> &'k str {
        self.entries[position].key.text(text)
    }

    fn sort(&mut self, text: &str) {
        if self.entries.len() < MANY {
            return;
        }
        self.sorted =
            order::positions(self.entries.len(), &|left, right| self.key(text, left).cmp(self.key(text, right)));
    }

    fn has_repeated(&self, text: &str) -> bool {
        if self.entries.len() < MANY {
            let mut index = 1;
            while index < self.entries.len() {
                if self.first(text, self.entries[index].key.text(text), index).is_some() {
                    return true;
                }
                index += 1;
            }
            return false;
        }
        self.sorted.windows(2).any(|pair| self.key(text, pair[0]) == self.key(text, pair[1]))
    }

    /// The first of so many members that has a key.
    fn first(&self, text: &str, key: &str, of: usize) -> Option<usize> {
        let mut position = 0;
        while position < of {
            if self.entries[position].key.is(text, key) {
                return Some(position);
            }
            position += 1;
        }
        None
    }

    /// Keeps of each key its first place and its last value.
    fn merge_repeated(&mut self, text: &str) {
        let mut keys: IndexSet<String> = IndexSet::new();
        for entry in std::mem::take(&mut self.entries) {
            let (position, is_new) = keys.insert_full(entry.key.text(text).to_owned());
            if is_new {
                self.entries.push(entry);
            } else {
                self.repeated.push(entry.key.text(text).to_owned());
                self.entries[position] = entry;
            }
        }
    }

    /// Where the member of a key is; near `last`, if it is there.
    pub(super) fn position(&self, text: &str, key: &str, last: usize) -> Option<usize> {
        let is_at = |position: usize| position < self.entries.len() && self.entries[position].key.is(text, key);
        if is_at(last) {
            return Some(last);
        }
        if is_at(last + 1) {
            return Some(last + 1);
        }
        if self.entries.len() < MANY {
            return self.first(text, key, self.entries.len());
        }
        let found = self.sorted.binary_search_by(|position| self.key(text, *position).cmp(key)).ok()?;
        Some(self.sorted[found])
    }

    /// The member at a position that [`Members::position`] gave.
    pub(super) fn get(&self, position: usize) -> &Entry {
        &self.entries[position]
    }

    pub(super) fn get_mut(&mut self, position: usize) -> &mut Entry {
        &mut self.entries[position]
    }

    pub(super) fn keys(&self, text: &str, wanted: &dyn Fn(&str) -> bool) -> Keys {
        let mut all = Vec::new();
        for entry in &self.entries {
            let key = entry.key.text(text);
            if wanted(key) {
                all.push(key.to_owned());
            }
        }
        Keys { all, repeated: self.repeated.clone() }
    }
}
