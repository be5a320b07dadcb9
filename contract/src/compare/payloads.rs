//! What codes carry beside what the envelope holds for all.

use std::collections::HashSet;

use errbook_spec::{Body, Catalog, Code, Payload, PayloadPosition, Role, Slot};

use super::changes::Changes;
use super::describe;
use super::types::{self, At};
use crate::{Change, Kind, Topic, Verdict};

/// Objects that are nested deeper than this hold no code.
const DEEPEST: usize = 64;

/// A code and the catalog that it belongs to.
type In<'c> = (&'c Catalog, &'c Code);

pub(super) fn compare(old: In<'_>, new: In<'_>, changes: &mut Changes) {
    let wire = new.1.wire.to_string();
    changes.extend(differences(old, new).into_iter().map(|change| Change { codes: vec![wire.clone()], ..change }));
}

/// Whether two codes carry the same.
pub(super) fn are_alike(old: In<'_>, new: In<'_>) -> bool {
    differences(old, new).is_empty()
}

/// Whether two codes carry something else, rather than the same and more.
pub(super) fn are_apart(old: In<'_>, new: In<'_>) -> bool {
    let differences = differences(old, new);
    differences.iter().any(|it| it.subject.topic == Topic::Payload || it.kind.worst() == Verdict::Breaking)
}

fn differences(old: In<'_>, new: In<'_>) -> Vec<Change> {
    let at = |members| At::payload(old.1, new.1, members);
    match (&old.1.payload, &new.1.payload) {
        (None, None) => Vec::new(),
        (None, Some(payload)) if is_beside(payload) => {
            let holder = Holder::of(new);
            let mut added = types::fields_added(new.0, &payload.ty, payload.required, &at(holder.prefix()));
            added.retain(|change| !Holder::of(old).has(&change.subject.name));
            added
        }
        (Some(payload), None) if is_beside(payload) => {
            let holder = Holder::of(old);
            let mut removed = types::fields_removed(old.0, &payload.ty, &at(holder.prefix()));
            removed.retain(|change| !Holder::of(new).has(&change.subject.name));
            removed
        }
        (None, Some(payload)) => {
            let kind = if payload.required { Kind::RequiredFieldAdded } else { Kind::FieldAdded };
            vec![at(None).change(kind).is(describe::ty(new.0, &payload.ty))]
        }
        (Some(payload), None) => vec![at(None).change(Kind::FieldRemoved).was(describe::ty(old.0, &payload.ty))],
        (Some(was), Some(is)) => both((old.0, was), (new.0, is), &at(Holder::of(new).prefix_for(is))),
    }
}

fn both(old: (&Catalog, &Payload), new: (&Catalog, &Payload), at: &At) -> Vec<Change> {
    let (was, is) = (old.1, new.1);
    if was.position != is.position {
        let text = |payload| if is_beside(payload) { "beside the code" } else { "in the details" }.to_owned();
        return vec![at.change(Kind::FieldRetyped).was(text(was)).is(text(is))];
    }
    let mut changes: Vec<Change> =
        types::required(was.required, is.required).map(|kind| at.change(kind)).into_iter().collect();
    changes.extend(types::compare((old.0, &was.ty), (new.0, &is.ty), at));
    changes
}

/// The ways to what codes carry beside themselves in an envelope, which does not list that among its own members.
pub(super) fn ways_beside(catalog: &Catalog, envelope: usize) -> HashSet<String> {
    let here = catalog.codes.iter().filter(|code| code.envelope == Some(envelope));
    let ways = here.flat_map(|code| {
        let prefix = Holder::of((catalog, code)).prefix().unwrap_or_default();
        let payload = code.payload.as_ref().filter(|payload| is_beside(payload));
        let fields = payload.and_then(|payload| types::object(catalog, &payload.ty)).map(|(_, fields)| fields);
        fields.into_iter().flatten().map(move |field| format!("{prefix}{}", field.wire))
    });
    ways.collect()
}

fn is_beside(payload: &Payload) -> bool {
    payload.position == PayloadPosition::Beside
}

/// The object that holds a code, and the way to it.
struct Holder<'c>(Option<(String, &'c Body)>);

impl<'c> Holder<'c> {
    fn of((catalog, code): In<'c>) -> Self {
        let envelope = code.envelope.and_then(|index| catalog.envelopes.get(index));
        Self(envelope.and_then(|envelope| holder(&envelope.body, "", DEEPEST)))
    }

    /// What precedes the names of members there.
    fn prefix(&self) -> Option<String> {
        self.0.as_ref().map(|(prefix, _)| prefix.clone())
    }

    fn prefix_for(&self, payload: &Payload) -> Option<String> {
        self.prefix().filter(|_| is_beside(payload))
    }

    /// Whether the envelope itself has a member of this name there.
    fn has(&self, path: &str) -> bool {
        let Some((prefix, body)) = &self.0 else { return false };
        path.strip_prefix(prefix.as_str()).is_some_and(|wire| body.members.iter().any(|member| member.wire == wire))
    }
}

fn holder<'c>(body: &'c Body, prefix: &str, depth: usize) -> Option<(String, &'c Body)> {
    let depth = depth.checked_sub(1)?;
    body.members.iter().find_map(|member| match &member.role {
        Role::Slot(Slot::Code) => Some((prefix.to_owned(), body)),
        Role::Object(inner) => holder(inner, &format!("{prefix}{}.", member.wire), depth),
        Role::List(inner) => holder(inner, &format!("{prefix}{}[].", member.wire), depth),
        Role::Slot(_) | Role::Constant(_) | Role::Other(_) => None,
    })
}
