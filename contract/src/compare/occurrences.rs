//! Which codes stand under which statuses of which operations, and what is not explained by what happened to the codes.

use std::collections::{BTreeMap, BTreeSet};

use errbook_spec::{Operation, Response, StatusKey};

use super::changes::Changes;
use super::pairing::{CodePair, Fate};
use super::{Between, describe};
use crate::{Change, Kind, Side, Topic};

/// A key of a response and a code under it, by its position in the new catalog.
type Occurrences = BTreeSet<(StatusKey, usize)>;

pub(super) fn compare(between: &Between<'_>, changes: &mut Changes) {
    for pair in &between.operations.pairs {
        OneOperation::new(between, *pair).compare(changes);
    }
}

/// The statuses of a code that came to or went from some operation.
pub(super) fn statuses_that_changed(between: &Between<'_>, code: &CodePair) -> BTreeSet<u16> {
    let statuses = |operations: &[Operation], code: usize, route: (&str, &str)| -> BTreeSet<u16> {
        let here = operations.iter().filter(|it| (it.method.as_str(), it.path.as_str()) == route);
        let having = here.flat_map(|it| &it.responses).filter(|it| it.codes.contains(&code));
        having.filter_map(|it| exact(it.key)).collect()
    };
    let (old, new) = (&between.old.operations, &between.new.operations);
    let routes: BTreeSet<(&str, &str)> =
        old.iter().chain(new).map(|it| (it.method.as_str(), it.path.as_str())).collect();
    let changed = routes.into_iter().flat_map(|route| {
        let (was, is) = (statuses(old, code.old, route), statuses(new, code.new, route));
        was.symmetric_difference(&is).copied().collect::<Vec<_>>()
    });
    changed.collect()
}

/// An operation before and after.
struct OneOperation<'b, 'c> {
    between: &'b Between<'c>,
    old: &'c Operation,
    new: &'c Operation,
    /// What is left to explain.
    was: Occurrences,
    is: Occurrences,
}

impl<'b, 'c> OneOperation<'b, 'c> {
    fn new(between: &'b Between<'c>, (old, new): (usize, usize)) -> Self {
        let (old, new) = (&between.old.operations[old], &between.new.operations[new]);
        let mut one = Self { between, old, new, was: Occurrences::new(), is: Occurrences::new() };
        one.was = old.responses.iter().flat_map(|response| one.before(response)).collect();
        one.is = new.responses.iter().flat_map(|response| one.after(response)).collect();
        one
    }

    /// The occurrences in an old response that nothing explains yet.
    fn before(&self, response: &Response) -> Vec<(StatusKey, usize)> {
        let pairs = response.codes.iter().filter_map(|code| self.between.codes.of_old(*code));
        pairs.filter(|pair| !self.is_explained(pair, response.key)).map(|pair| (response.key, pair.new)).collect()
    }

    /// The same of a new response.
    fn after(&self, response: &Response) -> Vec<(StatusKey, usize)> {
        let pairs = response.codes.iter().filter_map(|code| self.between.codes.of_new(*code));
        pairs.filter(|pair| !self.is_explained(pair, response.key)).map(|pair| (response.key, pair.new)).collect()
    }

    /// Whether a code that moved would come or go here because of that.
    fn is_explained(&self, pair: &CodePair, key: StatusKey) -> bool {
        let (was, is) = (&self.between.old.codes[pair.old].statuses, &self.between.new.codes[pair.new].statuses);
        let touched = exact(key).is_none_or(|status| was.contains(&status) != is.contains(&status));
        matches!(pair.fate, Fate::Moved | Fate::Reused) && touched
    }

    fn compare(mut self, changes: &mut Changes) {
        self.responses(changes);
        let mut by_code: BTreeMap<usize, (Vec<StatusKey>, Vec<StatusKey>)> = BTreeMap::new();
        for (key, code) in self.was.difference(&self.is) {
            by_code.entry(*code).or_default().0.push(*key);
        }
        for (key, code) in self.is.difference(&self.was) {
            by_code.entry(*code).or_default().1.push(*key);
        }
        changes.extend(by_code.into_iter().map(|(code, (left, came))| self.code(code, &left, &came)));
    }

    /// Whole responses that came or went.
    fn responses(&mut self, changes: &mut Changes) {
        let (was, is) = (self.was.clone(), self.is.clone());
        for response in self.old.responses.iter().filter(|it| !has(self.new, it.key)) {
            if is_news(response, &self.before(response), &is, &was) {
                changes.note(self.response(Kind::StatusRemoved, response));
                self.was.retain(|(key, _)| *key != response.key);
            }
        }
        for response in self.new.responses.iter().filter(|it| !has(self.old, it.key)) {
            if is_news(response, &self.after(response), &was, &is) {
                changes.note(self.response(Kind::StatusAdded, response));
                self.is.retain(|(key, _)| *key != response.key);
            }
        }
    }

    fn response(&self, kind: Kind, response: &Response) -> Change {
        let (side, catalog) = match kind {
            Kind::StatusRemoved => (Side::Old, self.between.old),
            _ => (Side::New, self.between.new),
        };
        let codes = describe::codes(catalog, &response.codes);
        let change = Change::new(kind, Topic::Status, response.key.to_string()).at(side, &response.key_place);
        Change { codes, operations: vec![self.new.id.clone()], ..change }
    }

    /// What happened to a code in this operation.
    fn code(&self, code: usize, left: &[StatusKey], came: &[StatusKey]) -> Change {
        let stays = self.was.intersection(&self.is).any(|(_, other)| *other == code);
        let kind = match (left.is_empty(), came.is_empty(), stays) {
            (false, false, _) => Kind::CodeMovedInOperation,
            (true, _, true) => Kind::CodeStatusAdded,
            (true, _, false) => Kind::CodeAddedToOperation,
            (false, true, true) => Kind::CodeStatusRemoved,
            (false, true, false) => Kind::CodeRemovedFromOperation,
        };
        let name = self.between.new.codes[code].wire.to_string();
        let text = |keys: &[StatusKey]| (!keys.is_empty()).then(|| describe::keys(keys));
        let change = Change::new(kind, Topic::Code, name).was(text(left)).is(text(came));
        let change = Change { operations: vec![self.new.id.clone()], ..change };
        let (operation, key, side) = match (came.first(), left.first()) {
            (Some(key), _) => (self.new, *key, Side::New),
            (None, Some(key)) if has(self.new, *key) => (self.new, *key, Side::New),
            (None, key) => (self.old, key.copied().unwrap_or(StatusKey::Default), Side::Old),
        };
        match operation.responses.iter().find(|it| it.key == key) {
            Some(response) => change.at(side, &response.key_place),
            None => change,
        }
    }
}

/// Whether a response that only one side has is a fact of its own: it can come without a code, or some code of it neither
/// came, went nor moved.
fn is_news(response: &Response, here: &[(StatusKey, usize)], there: &Occurrences, side: &Occurrences) -> bool {
    let moved = |code: usize| there.iter().any(|(key, other)| *other == code && !side.contains(&(*key, code)));
    response.uncoded || response.codes.is_empty() || here.iter().any(|(_, code)| !moved(*code))
}

fn has(operation: &Operation, key: StatusKey) -> bool {
    operation.responses.iter().any(|response| response.key == key)
}

fn exact(key: StatusKey) -> Option<u16> {
    match key {
        StatusKey::Exact(status) => Some(status),
        StatusKey::Range(_) | StatusKey::Default => None,
    }
}
