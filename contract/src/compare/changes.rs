//! The changes as they are found: the same fact in several places is one change that names them all.

use std::collections::HashSet;

use crate::{Change, Kind, Topic};

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

    /// Without what follows from what happened to a code: bodies may repeat the enum of the codes in other fields.
    pub(super) fn finish(mut self) -> Vec<Change> {
        let codes = self.0.iter().filter(|change| change.subject.topic == Topic::Code);
        let came_or_went: HashSet<String> =
            codes.flat_map(|change| [Some(change.subject.name.clone()), change.new.clone()]).flatten().collect();
        self.0.retain(|change| {
            let value = match change.kind {
                Kind::ValueAdded => change.new.as_ref(),
                Kind::ValueRemoved => change.old.as_ref(),
                _ => None,
            };
            value.is_none_or(|value| !came_or_went.contains(value))
        });
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
