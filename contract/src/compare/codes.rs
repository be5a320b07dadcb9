//! What happened to the codes themselves.

use errbook_spec::{Alert, Catalog, Code, Place};

use super::changes::Changes;
use super::pairing::{CodePair, Fate};
use super::{Between, describe, occurrences, payloads};
use crate::{Change, Kind, Side, Topic};

pub(super) fn compare(between: &Between<'_>, changes: &mut Changes) {
    for index in &between.codes.removed {
        let code = &between.old.codes[*index];
        changes
            .note(whole(Kind::CodeRemoved, between.old, code).was(describe::statuses(code)).at(Side::Old, &code.place));
    }
    for index in &between.codes.added {
        let code = &between.new.codes[*index];
        changes.note(whole(Kind::CodeAdded, between.new, code).is(describe::statuses(code)).at(Side::New, &code.place));
    }
    for pair in &between.codes.pairs {
        let both = Both { pair, old: &between.old.codes[pair.old], new: &between.new.codes[pair.new] };
        both.fate(between, changes);
        both.statuses(between, changes);
        both.facts(changes);
        if pair.fate != Fate::Reused {
            payloads::compare((between.old, both.old), (between.new, both.new), changes);
        }
    }
}

/// A change of a code in all its operations.
fn whole(kind: Kind, catalog: &Catalog, code: &Code) -> Change {
    let operations = describe::operations(catalog, &code.operations);
    Change { operations, ..Change::new(kind, Topic::Code, code.wire.to_string()) }
}

/// A code before and after.
struct Both<'b, 'c> {
    pair: &'b CodePair,
    old: &'c Code,
    new: &'c Code,
}

impl Both<'_, '_> {
    fn change(&self, kind: Kind, place: Option<&Place>) -> Change {
        let change = Change::new(kind, Topic::Code, self.new.wire.to_string());
        change.at(Side::New, place.unwrap_or(&self.new.place))
    }

    fn fate(&self, between: &Between<'_>, changes: &mut Changes) {
        let (was, is) = (describe::statuses(self.old), describe::statuses(self.new));
        let status = self.new.evidence.statuses.first().map(|it| &it.place);
        let operations = describe::operations(between.new, &self.new.operations);
        let change = match self.pair.fate {
            Fate::Kept => return,
            Fate::Renamed => {
                let (was, is) = (self.old.wire.to_string(), self.new.wire.to_string());
                let change = Change::new(Kind::CodeRenamed, Topic::Code, was.clone());
                Change { is_guess: true, ..change.was(was).is(is).at(Side::New, &self.new.place) }
            }
            Fate::Moved => self.change(Kind::CodeMoved, status).was(was).is(is),
            Fate::Reused => self.change(Kind::CodeReused, status).was(was).is(is),
        };
        changes.note(Change { operations, ..change });
    }

    /// What no operation tells of the statuses.
    fn statuses(&self, between: &Between<'_>, changes: &mut Changes) {
        if matches!(self.pair.fate, Fate::Moved | Fate::Reused) {
            return;
        }
        let (was, is) = (&self.old.statuses, &self.new.statuses);
        if was != is {
            let told = occurrences::statuses_that_changed(between, self.pair);
            let only = |here: &[u16], there: &[u16]| -> Vec<u16> {
                here.iter().copied().filter(|status| !there.contains(status) && !told.contains(status)).collect()
            };
            for status in only(was, is) {
                let change = self.change(Kind::CodeStatusRemoved, None).was(status.to_string());
                changes.note(change.at(Side::Old, &self.old.place));
            }
            for status in only(is, was) {
                let said = self.new.evidence.statuses.iter().find(|it| it.status == status);
                changes.note(self.change(Kind::CodeStatusAdded, said.map(|it| &it.place)).is(status.to_string()));
            }
            // That there is no status above the others any more follows from it.
            return;
        }
        let text = |status: Option<u16>| status.map(|status| status.to_string());
        let kind = match (self.old.status, self.new.status) {
            (None, Some(_)) => Kind::PrimaryStatusDeclared,
            (Some(_), None) => Kind::PrimaryStatusWithdrawn,
            _ => return,
        };
        changes.note(self.change(kind, None).was(text(self.old.status)).is(text(self.new.status)));
    }

    fn facts(&self, changes: &mut Changes) {
        if self.pair.fate != Fate::Renamed && self.old.ident != self.new.ident {
            let change = self.change(Kind::VariantRenamed, None);
            changes.note(change.was(self.old.ident.clone()).is(self.new.ident.clone()));
        }
        let evidence = &self.new.evidence;
        match (self.old.deprecated, self.new.deprecated) {
            (false, true) => changes.note(self.change(Kind::CodeDeprecated, evidence.deprecated.as_ref())),
            (true, false) => changes.note(self.change(Kind::CodeUndeprecated, evidence.deprecated.as_ref())),
            _ => {}
        }
        if self.old.alert != self.new.alert {
            let change = self.change(Kind::AlertChanged, evidence.alert.as_ref());
            changes.note(change.was(alert(self.old.alert)).is(alert(self.new.alert)));
        }
    }
}

fn alert(alert: Alert) -> String {
    let word = match alert {
        Alert::None => "none",
        Alert::Warn => "warn",
        Alert::Page => "page",
    };
    word.to_owned()
}
