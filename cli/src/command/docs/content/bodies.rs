//! Envelopes that differ in a member or two are one body to a reader, who sees which members are not always there.

use errbook_spec::{Envelope, Role, Slot};

use super::super::page::{Inline, code, text};
use super::members::{Placed, members};
use super::types;

/// Envelopes of which none says something else in the same place.
#[derive(Debug)]
pub(super) struct Group<'c> {
    pub(super) media_type: &'c str,
    /// Which of the catalog's they are.
    pub(super) envelopes: Vec<usize>,
    pub(super) members: Vec<Merged<'c>>,
}

/// A member of some of them.
#[derive(Debug)]
pub(super) struct Merged<'c> {
    pub(super) placed: Placed<'c>,
    /// Whether every body with the object that it stands in has it.
    is_always_there: bool,
}

impl<'c> Group<'c> {
    /// Every envelope in the first group where it fits.
    pub(super) fn all(envelopes: &'c [Envelope]) -> Vec<Self> {
        let mut groups: Vec<Self> = Vec::new();
        for (index, envelope) in envelopes.iter().enumerate() {
            let placed = members(&envelope.body);
            match groups.iter_mut().find(|group| group.takes(envelope, &placed)) {
                Some(group) => group.merge(index, placed),
                None => groups.push(Self::of(index, envelope, placed)),
            }
        }
        groups
    }

    fn of(index: usize, envelope: &'c Envelope, placed: Vec<Placed<'c>>) -> Self {
        let merged = |placed: Placed<'c>| Merged { is_always_there: placed.member.required, placed };
        let members = placed.into_iter().map(merged).collect();
        Self { media_type: &envelope.media_type, envelopes: vec![index], members }
    }

    /// Whether an envelope has something in common with these, and contradicts none.
    fn takes(&self, envelope: &Envelope, placed: &[Placed<'c>]) -> bool {
        let pairs = || placed.iter().filter_map(|it| Some((self.member(&it.path)?, it)));
        let says = |role: &Role| matches!(role, Role::Slot(Slot::Code | Slot::Message | Slot::Title));
        self.media_type == envelope.media_type
            && pairs().any(|(known, it)| says(&it.member.role) && known.placed.member.role == it.member.role)
            && pairs().all(|(known, it)| merged(&known.placed.member.role, &it.member.role).is_some())
    }

    fn merge(&mut self, index: usize, placed: Vec<Placed<'c>>) {
        self.envelopes.push(index);
        for known in &mut self.members {
            let parent = known.placed.path.rsplit_once('.').map(|(parent, _)| parent.trim_end_matches("[]"));
            let has_parent =
                parent.is_none_or(|parent| placed.iter().any(|it| it.path == parent && holds(&it.member.role)));
            if has_parent && !placed.iter().any(|it| it.path == known.placed.path) {
                known.is_always_there = false;
            }
        }
        let mut behind = 0;
        for it in placed {
            if let Some(position) = self.members.iter().position(|known| known.placed.path == it.path) {
                self.meet(position, it);
                behind = position + 1;
            } else {
                self.insert(behind, it);
                behind += 1;
            }
        }
    }

    fn meet(&mut self, position: usize, it: Placed<'c>) {
        let Some(known) = self.members.get_mut(position) else { return };
        known.is_always_there &= it.member.required;
        if merged(&known.placed.member.role, &it.member.role) == Some(Which::Second) {
            known.placed = it;
        }
    }

    /// A member that not all have; below a member that only some have, it is as usual there as it says.
    fn insert(&mut self, position: usize, it: Placed<'c>) {
        let parent = it.path.rsplit_once('.').map(|(parent, _)| parent.trim_end_matches("[]"));
        let below = parent.map(|parent| format!("{parent}."));
        let is_new = below.is_some_and(|below| !self.members.iter().any(|known| known.placed.path.starts_with(&below)));
        let is_always_there = is_new && it.member.required;
        self.members.insert(position.min(self.members.len()), Merged { placed: it, is_always_there });
    }

    fn member(&self, path: &str) -> Option<&Merged<'c>> {
        self.members.iter().find(|known| known.placed.path == path)
    }

    /// When a member is there: always, sometimes, or whenever the object that it stands in is.
    pub(super) fn presence(&self, merged: &Merged<'c>) -> Vec<Inline> {
        let mut path = merged.placed.path.as_str();
        let mut optional = None;
        while let Some((parent, _)) = path.rsplit_once('.') {
            let parent = parent.trim_end_matches("[]");
            if self.member(parent).is_some_and(|parent| !parent.is_always_there) {
                optional = Some(parent);
                break;
            }
            path = parent;
        }
        match optional {
            Some(parent) if merged.is_always_there => vec![text("with "), code(parent)],
            _ => vec![text(types::presence(merged.is_always_there))],
        }
    }
}

impl Group<'_> {
    /// When that is there which a member always has, if it is there itself.
    pub(super) fn below(&self, merged: &Merged<'_>) -> Vec<Inline> {
        let path = merged.placed.path.as_str();
        if merged.is_always_there { self.presence(merged) } else { vec![text("with "), code(path)] }
    }
}

fn holds(role: &Role) -> bool {
    matches!(role, Role::Object(_) | Role::List(_))
}

/// Which of two roles says more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    First,
    Second,
}

/// The one that says more of the same, if they do not contradict each other.
fn merged(first: &Role, second: &Role) -> Option<Which> {
    let is_free = |role: &Role| matches!(role, Role::Slot(Slot::Details(None)) | Role::Other(errbook_spec::Type::Any));
    match (first, second) {
        (Role::Object(_), Role::Object(_)) | (Role::List(_), Role::List(_)) => Some(Which::First),
        (Role::Slot(Slot::Details(_)), Role::Slot(Slot::Details(Some(_)))) => Some(Which::Second),
        (first, second) if first == second || is_free(second) => Some(Which::First),
        (first, _) if is_free(first) => Some(Which::Second),
        _ => None,
    }
}
