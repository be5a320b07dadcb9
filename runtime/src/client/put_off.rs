//! A payload or details of an answer that agrees with its contract: where they stand, to be read once somebody asks for them.

use super::answer::Said;
use super::found::Found;
use super::span::Span;
use crate::table::{Envelope, FieldKeys, Member, Slot};

/// What is read later, by where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct PutOff {
    details: Span,
    beside: Span,
}

impl PutOff {
    /// What has to be read of a body: its details, and the kind where that is not the same each time.
    #[inline]
    pub(super) fn of(found: &Found, has_own_kind: bool) -> Option<Self> {
        let Found { details, beside, .. } = *found;
        (has_own_kind || !details.is_nowhere()).then_some(Self { details, beside })
    }

    /// What was found, as far as it is needed to read it.
    pub(super) fn found(self, said: Said, envelope: &'static Envelope) -> Found {
        let Self { details, beside } = self;
        Found { said, details, beside, keys_of_details: keys_of_details(envelope.body), ..Found::NOTHING }
    }
}

/// The keys, where the details can be a list of field errors.
fn keys_of_details(members: &'static [Member]) -> Option<&'static FieldKeys> {
    members.iter().find_map(|member| match member.of_any_code() {
        Member::Slot(_, _, Slot::DetailsOrFields(keys)) => Some(keys),
        Member::Object(_, _, inner) | Member::List(_, _, inner) => keys_of_details(inner),
        _ => None,
    })
}
