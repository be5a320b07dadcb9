//! The documented rate limits.

use super::changes::Changes;
use super::{Between, describe};
use crate::{Change, Kind, Topic};

pub(super) fn compare(between: &Between<'_>, changes: &mut Changes) {
    let (was, is) = (&between.old.plans, &between.new.plans);
    for before in was {
        let change = |kind| Change::new(kind, Topic::Plan, before.name.clone()).was(describe::plan(before));
        match is.iter().find(|after| after.name == before.name) {
            None => changes.note(change(Kind::PlanRemoved)),
            Some(after) if after != before => changes.note(change(Kind::PlanChanged).is(describe::plan(after))),
            Some(_) => {}
        }
    }
    for after in is.iter().filter(|after| !was.iter().any(|before| before.name == after.name)) {
        changes.note(Change::new(Kind::PlanAdded, Topic::Plan, after.name.clone()).is(describe::plan(after)));
    }
}
