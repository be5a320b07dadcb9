//! An answer as it came, and what of it is asked for again and again.

use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

use super::wait::Now;
use crate::Finding;
use crate::table::{Api, Envelope, Key};

/// What is decoded.
#[derive(Clone, Copy)]
pub(super) struct Given<'a> {
    pub(super) api: &'static Api,
    pub(super) now: Now,
    pub(super) status: StatusCode,
    pub(super) headers: &'a HeaderMap,
    pub(super) body: &'a [u8],
}

impl<'a> Given<'a> {
    /// The position of the envelope, where the contract has just one for the status: of this media type, or at all.
    #[inline]
    pub(super) fn envelope(&self) -> Option<u16> {
        let mut only = None;
        for entry in self.api.covering(self.status) {
            for position in entry.envelopes {
                if only.is_some_and(|only| only != *position) {
                    return self.typed_envelope();
                }
                only = Some(*position);
            }
        }
        only
    }

    /// That of the only envelope of this media type.
    #[cold]
    fn typed_envelope(&self) -> Option<u16> {
        let media_type = self.media_type();
        let positions = self.api.covering(self.status).flat_map(|entry| entry.envelopes);
        let mut typed = positions.filter(|it| self.api.envelope(**it).is_some_and(|it| is(it, media_type)));
        let first = typed.next()?;
        typed.all(|other| other == first).then_some(*first)
    }

    /// Whether the answer is of the media type of an envelope.
    #[inline]
    pub(super) fn typed(&self, envelope: &Envelope) -> Typed {
        let alone = self.headers.iter().next().filter(|_| self.headers.len() == 1);
        match alone {
            Some((name, value)) if name == CONTENT_TYPE && value.as_bytes() == envelope.media_type.as_bytes() => {
                Typed::Alone
            }
            _ if is(envelope, self.media_type()) => Typed::Yes,
            _ => Typed::No,
        }
    }

    /// The key that documents the status without a code.
    pub(super) fn uncoded(&self) -> Option<Key> {
        self.api.covering(self.status).find(|entry| entry.uncoded).map(|entry| entry.key)
    }

    /// The media type, without its parameters.
    pub(super) fn media_type(&self) -> Option<&'a str> {
        let text = self.headers.get(CONTENT_TYPE)?.to_str().ok()?;
        let essence = text.split(';').next().unwrap_or_default().trim();
        Some(essence).filter(|essence| !essence.is_empty())
    }

    /// The media type that the contract says, where the answer has another one.
    pub(super) fn other_media_type(&self) -> Option<Finding> {
        let mut envelopes = self.api.covering(self.status).flat_map(|entry| entry.envelopes);
        let expected = envelopes.find_map(|position| self.api.envelope(*position))?.media_type;
        Some(other_media_type(expected, self.media_type()))
    }
}

/// Whether an answer is of the media type that the contract says.
#[derive(Debug, Clone, Copy)]
pub(super) enum Typed {
    /// It is, to the letter, and that is all its headers say.
    Alone,
    Yes,
    No,
}

/// Whether an envelope is of this media type.
pub(super) fn is(envelope: &Envelope, media_type: Option<&str>) -> bool {
    media_type.is_some_and(|media_type| envelope.media_type.eq_ignore_ascii_case(media_type))
}

pub(super) fn other_media_type(expected: &'static str, found: Option<&str>) -> Finding {
    Finding::MediaType { expected, found: found.map(str::to_ascii_lowercase) }
}

/// The message of a status that nobody has put into words.
pub(super) fn no_reason_phrase(status: StatusCode) -> Option<String> {
    status.canonical_reason().is_none().then(|| format!("HTTP status {}", status.as_u16()))
}
