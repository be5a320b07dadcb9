//! The changes as they are found: the same fact in several places is one change that names them all.

use crate::{Change, Topic};

/// Changes, none of which says what another says already.
#[derive(Debug, Default)]
pub(super) struct Changes(Vec<Change>);

impl Changes {
    /// Notes a change, or where else one that is known concerns somebody.
    pub(super) fn note(&mut self, change: Change) {
        // A field of a type that stands in several places is one field, whatever the way to it.
        let same_field = |known: &Change| {
            change.place.is_some()
                && known.place == change.place
                && [change.subject.topic, known.subject.topic] == [Topic::Field; 2]
        };
        let same = |known: &&mut Change| {
            known.kind == change.kind
                && (known.subject == change.subject || same_field(known))
                && (&known.old, &known.new) == (&change.old, &change.new)
        };
        match self.0.iter_mut().find(same) {
            Some(known) => {
                extend(&mut known.operations, change.operations);
                extend(&mut known.statuses, change.statuses);
                extend(&mut known.codes, change.codes);
            }
            None => self.0.push(change),
        }
    }

    /// Whether it is known that a field at the same place changed in the same way, by whatever type it was told.
    pub(super) fn tell_of(&self, change: &Change) -> bool {
        let same = |known: &Change| known.kind == change.kind && known.place == change.place;
        change.place.is_some() && self.0.iter().any(same)
    }

    pub(super) fn finish(self) -> Vec<Change> {
        self.0
    }
}

impl Extend<Change> for Changes {
    fn extend<I: IntoIterator<Item = Change>>(&mut self, changes: I) {
        changes.into_iter().for_each(|change| self.note(change));
    }
}

fn extend(names: &mut Vec<String>, more: Vec<String>) {
    for name in more {
        if !names.contains(&name) {
            names.push(name);
        }
    }
}
