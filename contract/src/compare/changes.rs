//! The changes as they are found: the same fact in several places is one change that names them all.

use crate::Change;

/// Changes, none of which says what another says already.
#[derive(Debug, Default)]
pub(super) struct Changes(Vec<Change>);

impl Changes {
    /// Notes a change, or where else one that is known concerns somebody.
    pub(super) fn note(&mut self, change: Change) {
        let same = |known: &&mut Change| {
            known.kind == change.kind
                && known.subject == change.subject
                && known.old == change.old
                && known.new == change.new
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

    /// Whether a change of the same kind stands at the same place.
    pub(super) fn tell_of(&self, change: &Change) -> bool {
        change.place.is_some() && self.0.iter().any(|known| known.kind == change.kind && known.place == change.place)
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
