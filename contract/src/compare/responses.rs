//! Responses that both contracts have: their headers, their bodies, and whether they can come without a code.

use std::collections::{BTreeMap, BTreeSet};

use errbook_spec::{Header, Operation, Response};

use super::changes::Changes;
use super::{Between, envelopes};
use crate::{Change, Kind, Side, Topic};

/// What differs between two bodies, by their positions in the catalogs: most responses share a few of them.
type Compared = BTreeMap<(usize, usize), Vec<Change>>;

pub(super) fn compare(between: &Between<'_>, changes: &mut Changes) {
    let mut compared = Compared::new();
    for (before, after) in &between.operations.pairs {
        let (was, is) = (&between.old.operations[*before], &between.new.operations[*after]);
        for new in &is.responses {
            if let Some(old) = was.responses.iter().find(|it| it.key == new.key) {
                Both { between, operation: is, old, new }.compare(&mut compared, changes);
            }
        }
    }
}

/// A response of an operation before and after.
struct Both<'b, 'c> {
    between: &'b Between<'c>,
    operation: &'c Operation,
    old: &'c Response,
    new: &'c Response,
}

impl<'c> Both<'_, 'c> {
    fn compare(&self, compared: &mut Compared, changes: &mut Changes) {
        self.headers(changes);
        self.media_types(changes);
        let mut same_bodies = true;
        for pair in self.bodies() {
            let found = compared.entry(pair).or_insert_with(|| {
                let mut found = envelopes::compare(self.between, pair);
                found.retain(|change| !changes.tell_of(change));
                found
            });
            same_bodies &= found.is_empty();
            changes.extend(found.iter().map(|change| self.here(change.clone())));
        }
        // Where codes came or went, or where the body that holds them changed, this follows from it.
        if same_bodies && self.same_codes() {
            self.uncoded(changes);
        }
    }

    /// Adds where it is.
    fn here(&self, change: Change) -> Change {
        let statuses = vec![self.new.key.to_string()];
        Change { operations: vec![self.operation.id.clone()], statuses, ..change }
    }

    fn headers(&self, changes: &mut Changes) {
        let find = |headers: &'c [Header], name: &str| headers.iter().find(|it| it.name.eq_ignore_ascii_case(name));
        let change = |kind, header: &Header| {
            let (side, response) =
                if kind == Kind::HeaderRemoved { (Side::Old, self.old) } else { (Side::New, self.new) };
            let mut place = response.place.clone();
            place.pointer = place.pointer.child("headers").child(&header.name);
            self.here(Change::new(kind, Topic::Header, header.name.clone()).at(side, &place))
        };
        for header in &self.new.headers {
            match find(&self.old.headers, &header.name).map(|it| (it.required, header.required)) {
                None => changes.note(change(Kind::HeaderAdded, header)),
                Some((false, true)) => changes.note(change(Kind::HeaderRequired, header)),
                Some((true, false)) => changes.note(change(Kind::HeaderOptional, header)),
                Some(_) => {}
            }
        }
        let gone = self.old.headers.iter().filter(|header| find(&self.new.headers, &header.name).is_none());
        changes.extend(gone.map(|header| change(Kind::HeaderRemoved, header)));
    }

    /// The bodies of one media type, before and after; those whose media type changed are taken in their order.
    fn bodies(&self) -> Vec<(usize, usize)> {
        let (gone, come) = self.media_types_apart();
        let same = |old: usize| self.new.envelopes.iter().find(|new| self.have_one_type(old, **new));
        let kept = self.old.envelopes.iter().filter_map(|old| Some((*old, *same(*old)?)));
        kept.chain(gone.into_iter().zip(come)).collect()
    }

    fn media_types(&self, changes: &mut Changes) {
        let (gone, come) = self.media_types_apart();
        let gone: Vec<&str> = gone.iter().map(|index| self.old_type(*index)).collect();
        let come: Vec<&str> = come.iter().map(|index| self.new_type(*index)).collect();
        let exchanged = gone.len().min(come.len());
        let change = |kind, media_type: &str| {
            let mut place = self.new.place.clone();
            place.pointer = place.pointer.child("content").child(media_type);
            self.here(Change::new(kind, Topic::Body, media_type).at(Side::New, &place))
        };
        for (was, is) in gone.iter().zip(&come) {
            let change = change(Kind::MediaTypeChanged, is).was((*was).to_owned()).is((*is).to_owned());
            changes.note(change);
        }
        let removed = if self.new.envelopes.is_empty() { Kind::BodyRemoved } else { Kind::MediaTypeRemoved };
        changes.extend(gone.iter().skip(exchanged).map(|media_type| change(removed, media_type)));
        let added = if self.old.envelopes.is_empty() { Kind::BodyAdded } else { Kind::MediaTypeAdded };
        changes.extend(come.iter().skip(exchanged).map(|media_type| change(added, media_type)));
    }

    /// The bodies whose media type only one side has.
    fn media_types_apart(&self) -> (Vec<usize>, Vec<usize>) {
        let (old, new) = (&self.old.envelopes, &self.new.envelopes);
        let gone = old.iter().filter(|old| !new.iter().any(|new| self.have_one_type(**old, *new)));
        let come = new.iter().filter(|new| !old.iter().any(|old| self.have_one_type(*old, **new)));
        (gone.copied().collect(), come.copied().collect())
    }

    fn old_type(&self, envelope: usize) -> &'c str {
        &self.between.old.envelopes[envelope].media_type
    }

    fn new_type(&self, envelope: usize) -> &'c str {
        &self.between.new.envelopes[envelope].media_type
    }

    fn have_one_type(&self, old: usize, new: usize) -> bool {
        self.old_type(old).eq_ignore_ascii_case(self.new_type(new))
    }

    fn same_codes(&self) -> bool {
        let codes = &self.between.codes;
        let was: BTreeSet<Option<usize>> =
            self.old.codes.iter().map(|code| codes.of_old(*code).map(|pair| pair.new)).collect();
        was == self.new.codes.iter().map(|code| Some(*code)).collect()
    }

    fn uncoded(&self, changes: &mut Changes) {
        let kind = match (self.old.uncoded, self.new.uncoded) {
            (false, true) => Kind::UncodedAdded,
            (true, false) => Kind::UncodedRemoved,
            _ => return,
        };
        let change = Change::new(kind, Topic::Status, self.new.key.to_string()).at(Side::New, &self.new.place);
        changes.note(Change { operations: vec![self.operation.id.clone()], ..change });
    }
}
