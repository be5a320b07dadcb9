//! The quick way through an answer: one that agrees with the contract is read in place.
//!
//! What it makes of an answer is what the plain way of [`decode`](super::decode) makes of it, which reads whatever there is: at
//! anything that is unknown, wrong, ambiguous or just unusual, this one gives way. `tests/tests/quick.rs` compares both.

use std::sync::OnceLock;

use http::StatusCode;
use serde_json::Value;

use super::answer::{Other, Said};
use super::found::{self, Found, may_have_code};
use super::given::{Given, Typed, no_reason_phrase};
use super::limits::rate_limit;
use super::problem_type;
use super::read::field_errors;
use super::span::Span;
use super::wait::Waits;
use crate::table::{Api, Envelope, Key, NONE};
use crate::{Mismatch, RateLimit};

/// What is found in an answer that agrees with the contract.
pub(super) struct Quick<'f> {
    pub(super) found: &'f Found,
    /// The position of the code.
    pub(super) code: Option<usize>,
    /// Without a code: the key that documents the status so.
    pub(super) uncoded: Option<Key>,
}

/// Finds what an answer says, and gives the position of its code, or [`NONE`].
pub(super) fn read(given: &Given<'_>, found: &mut Found) -> Option<u16> {
    let position = given.envelope()?;
    let envelope = given.api.envelope(position)?;
    found::find(given.body, envelope, given.status.as_u16().into(), found)?;
    (found.envelope, found.typed) = (position, given.typed(envelope));
    match found.said.code.bytes(given.body) {
        Some(text) => known(given.api, given.status, text, found.code_is_integer),
        None if has_code_elsewhere(given, envelope) => None,
        None => Some(NONE),
    }
}

/// The position of a code that is documented with this status; [`NONE`] of one of an open set.
fn known(api: &'static Api, status: StatusCode, text: &[u8], is_integer: bool) -> Option<u16> {
    let codes = &api.codes;
    if codes.wire.is_empty() {
        return if codes.are_types() { None } else { Some(NONE) };
    }
    if codes.are_types() && std::str::from_utf8(text).is_ok_and(problem_type::is_none) {
        return None;
    }
    let position = codes.position_of_bytes(text)?;
    let agrees = codes.is_integer(position) == is_integer && api.documents(position, status);
    u16::try_from(position).ok().filter(|_| agrees)
}

/// Whether another envelope may find a code in a body that has none for its own.
fn has_code_elsewhere(given: &Given<'_>, envelope: &'static Envelope) -> bool {
    let mut others = given.api.envelopes.iter().filter(|other| !std::ptr::eq(*other, envelope));
    let may_have = |body: &str| others.any(|other| may_have_code(body, other));
    std::str::from_utf8(given.body).map_or(true, may_have)
}

impl<'f> Quick<'f> {
    /// What is found, by an envelope, of which the code is known.
    #[inline]
    pub(super) fn of(given: &Given<'_>, found: &'f Found, code: u16) -> Self {
        let code = (code != NONE).then_some(usize::from(code));
        let uncoded = if code.is_none() { given.uncoded() } else { None };
        Self { found, code, uncoded }
    }

    /// Whether the contract knows what it is.
    #[inline]
    pub(super) fn has_kind(&self) -> bool {
        self.code.is_some() || self.uncoded.is_some()
    }

    /// Whether all that it says stands in the body as it is meant, but for a payload and details.
    #[inline]
    pub(super) fn is_plain(&self, given: &Given<'_>) -> bool {
        let Found { said, has_escapes, fields, .. } = self.found;
        fields.is_nowhere()
            && !has_escapes
            && (!said.message.is_empty() || given.status.canonical_reason().is_some())
            && match self.found.typed {
                Typed::Alone => true,
                Typed::Yes => !says_header(given),
                Typed::No => false,
            }
    }

    /// What else there is to say.
    pub(super) fn other(&self, given: &Given<'_>) -> Option<Other> {
        let Said { message, request_id, timestamp, .. } = self.found.said;
        let value = |span: Span| span.bytes(given.body).map(serde_json::from_slice::<Value>).transpose().ok();
        let (details, fields) = (value(self.found.details)?, value(self.found.fields)?);
        let field_errors = match (self.found.keys_of_fields, self.found.keys_of_details) {
            (Some(_), Some(_)) => return None,
            (Some(keys), None) => fields.map_or(Some(Vec::new()), |fields| field_errors(&fields, keys))?,
            (None, Some(keys)) => details.as_ref().and_then(|it| field_errors(it, keys)).unwrap_or_default(),
            (None, None) => Vec::new(),
        };
        let (limit, waits) = self.limits(given);
        let mut mismatch = Mismatch::default();
        if let Typed::No = self.found.typed {
            mismatch.extend(given.other_media_type());
        }
        let unescaped = |span| if self.found.has_escapes { unescaped(span, given.body).ok() } else { Some(None) };
        let no_message = || no_reason_phrase(given.status).filter(|_| message.is_empty());
        Some(Other {
            code_text: None,
            message: unescaped(message)?.or_else(no_message),
            details: OnceLock::from(details),
            field_errors: OnceLock::from(field_errors),
            request_id: unescaped(request_id)?,
            timestamp: unescaped(timestamp)?,
            waits,
            rate_limit: limit,
            mismatch,
        })
    }

    /// The state of the rate limit, and how long the server asks to wait.
    fn limits(&self, given: &Given<'_>) -> (Option<RateLimit>, Waits) {
        let of_body = self.found.said.retry_after(given.body);
        if let Typed::Alone = self.found.typed {
            return (None, Waits::of_body(of_body));
        }
        let limit = rate_limit(given.headers, &given.api.rate_limit, given.now);
        (limit, Waits::new(given.headers, of_body, limit, given.now))
    }

    /// The object that holds the code.
    pub(super) fn beside(&self, given: &Given<'_>) -> Option<Span> {
        if !self.found.beside.is_nowhere() {
            return Some(self.found.beside);
        }
        let mut found = Found::NOTHING;
        let envelope = given.api.envelope(self.found.envelope)?;
        found::member_by_member(given.body, envelope, given.status.as_u16().into(), &mut found)?;
        Some(found.beside)
    }
}

fn says_header(given: &Given<'_>) -> bool {
    let limit = rate_limit(given.headers, &given.api.rate_limit, given.now);
    limit.is_some() || Waits::new(given.headers, None, limit, given.now).has_header()
}

/// The text that is meant, where it has an escape and so is not the one that stands there.
fn unescaped(span: Span, body: &[u8]) -> serde_json::Result<Option<String>> {
    let text = span.text(body).filter(|text| text.contains('\\'));
    text.map(|text| serde_json::from_str(&format!("\"{text}\""))).transpose()
}
