//! A payload or details of an answer that agrees with its contract: where they stand, to be read once somebody asks for them.

use super::answer::Said;
use serde_json::Value;

use super::found::Found;
use super::read::field_errors;
use super::span::Span;
use crate::FieldError;
use crate::table::{FieldKeys, Member, Slot};

/// What is read later, by where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deferred {
    details: Span,
    beside: Span,
}

impl Deferred {
    /// What has to be read of a body: its details, and the kind where that is not the same each time.
    #[inline]
    pub(super) fn of(found: &Found, has_own_kind: bool) -> Option<Self> {
        let Found { details, beside, .. } = *found;
        (has_own_kind || !details.is_nowhere()).then_some(Self { details, beside })
    }

    /// What was found, as far as a payload needs it.
    pub(super) fn found(self, said: Said) -> Found {
        let Self { details, beside } = self;
        Found { said, details, beside, ..Found::NOTHING }
    }

    /// The details.
    pub(super) fn details(self, body: &[u8]) -> Option<Value> {
        serde_json::from_slice(self.details.bytes(body)?).ok()
    }
}

/// What is wrong with which field, where the details of an envelope can be a list of that.
pub(super) fn fields_of_details(details: Option<&Value>, members: &'static [Member]) -> Vec<FieldError> {
    let keys = keys_of_details(members);
    keys.and_then(|keys| field_errors(details?, keys)).unwrap_or_default()
}

/// The keys, where the details can be a list of field errors.
fn keys_of_details(members: &'static [Member]) -> Option<&'static FieldKeys> {
    members.iter().find_map(|member| match member.of_any_code() {
        Member::Slot(_, _, Slot::DetailsOrFields(keys)) => Some(keys),
        Member::Object(_, _, inner) | Member::List(_, _, inner) => keys_of_details(inner),
        _ => None,
    })
}
