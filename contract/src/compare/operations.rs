//! Operations that came, went, or are called otherwise.

use errbook_spec::{Catalog, Operation};

use super::Between;
use super::changes::Changes;
use crate::{Change, Kind, Side, Topic};

pub(super) fn compare(between: &Between<'_>, changes: &mut Changes) {
    for index in &between.operations.removed {
        changes.note(at_all(Kind::OperationRemoved, between.old, *index, Side::Old));
    }
    for index in &between.operations.added {
        changes.note(at_all(Kind::OperationAdded, between.new, *index, Side::New));
    }
    for (before, after) in &between.operations.pairs {
        let (was, is) = (&between.old.operations[*before], &between.new.operations[*after]);
        if was.id != is.id {
            let change = Change::new(Kind::OperationRenamed, Topic::Operation, was.id.clone());
            changes.note(placed(change.was(was.id.clone()).is(is.id.clone()), is, Side::New));
        }
    }
}

fn at_all(kind: Kind, catalog: &Catalog, index: usize, side: Side) -> Change {
    let operation = &catalog.operations[index];
    let route = format!("{} {}", operation.method.to_uppercase(), operation.path);
    let change = Change::new(kind, Topic::Operation, operation.id.clone());
    let change = if side == Side::Old { change.was(route) } else { change.is(route) };
    placed(change, operation, side)
}

/// An operation stands two levels above the keys of its responses.
fn placed(change: Change, operation: &Operation, side: Side) -> Change {
    let Some(mut place) = operation.responses.first().map(|response| response.key_place.clone()) else {
        return change;
    };
    if let Some(pointer) = place.pointer.parent().and_then(|responses| responses.parent()) {
        place.pointer = pointer;
    }
    change.at(side, &place)
}
