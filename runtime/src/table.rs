//! What generated code tells the runtime about one API: constant tables, laid out as parallel arrays.
//!
//! A table per property costs the compiler far less than a match per property, and the same tables serve both sides.

mod envelope;
mod index;

use http::StatusCode;

pub use envelope::{
    ABSENT, Envelope, FieldKeys, Member, OPTIONAL, OPTIONAL_OR_NULL, Presence, REQUIRED, REQUIRED_OR_NULL, Slot,
};
pub use index::Index;

use crate::retry::{Retry, RetryRule};

/// Stands in a table of positions where there is nothing to point to.
pub const NONE: u16 = u16::MAX;

/// Everything the runtime knows about the errors of one API.
#[derive(Debug)]
pub struct Api {
    /// The codes.
    pub codes: Codes,
    /// The documented error statuses: exact ones ascending, then classes, then the default.
    pub statuses: &'static [Status],
    /// The distinct error bodies.
    pub envelopes: &'static [Envelope],
    /// The distinct retry rules.
    pub retries: &'static [Retry],
    /// The rules for statuses and classes of them, as positions in `retries`.
    pub status_retries: &'static [(Key, u16)],
    /// The names of the headers that tell the state of the rate limit.
    pub rate_limit: RateLimitHeaders,
}

/// The codes of an API; but for `index` and `status_lists`, arrays are in the order of the enum's variants.
#[derive(Debug)]
pub struct Codes {
    /// The values that are sent, integers as their decimal text.
    pub wire: &'static [&'static str],
    /// How they are sent.
    pub form: Form,
    /// Where each stands, by its wire text.
    pub index: Index,
    /// What each means; empty where the spec is silent.
    pub descriptions: &'static [&'static str],
    /// The primary status; 0 where it is not known.
    pub primary: &'static [u16],
    /// All statuses, as a position in `status_lists`.
    pub statuses: &'static [u16],
    /// The distinct lists of statuses, each ascending.
    pub status_lists: &'static [&'static [StatusCode]],
    /// Position in [`Api::retries`], or [`NONE`]: the status decides.
    pub retries: &'static [u16],
    /// Position in [`Api::envelopes`] of the body that carries the code at its primary status, or [`NONE`].
    pub envelopes: &'static [u16],
}

/// In which JSON type codes are sent.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// All as strings.
    Text,
    /// All as problem types (RFC 9457): URI references, the relative ones to be resolved against this URI.
    Types(&'static str),
    /// All as integers.
    Integer,
    /// Each as this table says: `true` for an integer.
    Mixed(&'static [bool]),
}

/// A documented error status.
#[derive(Debug)]
pub struct Status {
    /// Which statuses it covers.
    pub key: Key,
    /// What the spec says of it.
    pub description: &'static str,
    /// The positions of the codes it can carry.
    pub codes: &'static [u16],
    /// Whether it can come without a code.
    pub uncoded: bool,
    /// The body of a codeless answer, or [`NONE`] where it has no body.
    pub uncoded_envelope: u16,
    /// All bodies it can have.
    pub envelopes: &'static [u16],
}

/// The key of a response in the spec.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// One status.
    Exact(u16),
    /// All statuses with this first digit.
    Class(u8),
    /// All statuses that are not documented otherwise.
    Default,
}

impl Key {
    /// Whether it covers a status.
    fn covers(self, status: StatusCode) -> bool {
        match self {
            Self::Exact(number) => number == status.as_u16(),
            Self::Class(class) => u16::from(class) == status.as_u16() / 100,
            Self::Default => true,
        }
    }

    /// The keys that cover a status, the most exact first.
    fn covering(status: StatusCode) -> [Self; 3] {
        let class = u8::try_from(status.as_u16() / 100).unwrap_or_default();
        [Self::Exact(status.as_u16()), Self::Class(class), Self::Default]
    }
}

/// The names of the headers that tell the state of the rate limit.
#[derive(Debug)]
pub struct RateLimitHeaders {
    /// How many requests are allowed.
    pub limit: Option<&'static str>,
    /// How many are left.
    pub remaining: Option<&'static str>,
    /// When there are more.
    pub reset: Option<&'static str>,
}

/// A status as a constant; what is no status (below 100, above 999) becomes 500.
pub const fn status(number: u16) -> StatusCode {
    match StatusCode::from_u16(number) {
        Ok(status) => status,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl Codes {
    /// The position of the code with this wire text.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "where the table is known, its numbers are constants; generated code asks once"
    )]
    pub fn position(&self, text: &str) -> Option<usize> {
        self.position_of_bytes(text.as_bytes())
    }

    /// The same of bytes that need not be text.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "as above")]
    pub(crate) fn position_of_bytes(&self, text: &[u8]) -> Option<usize> {
        if self.index.is_linear() {
            return self.position_one_by_one(text);
        }
        let position = self.index.candidate(index::hash(text))?;
        if index::is_same(self.wire.get(position)?.as_bytes(), text) { Some(position) } else { None }
    }

    #[cold]
    fn position_one_by_one(&self, text: &[u8]) -> Option<usize> {
        self.wire.iter().position(|wire| wire.as_bytes() == text)
    }

    /// Whether they are problem types (RFC 9457).
    pub fn are_types(&self) -> bool {
        matches!(self.form, Form::Types(_))
    }

    /// Whether any integer is a code.
    pub(crate) fn are_open_integers(&self) -> bool {
        self.wire.is_empty() && matches!(self.form, Form::Integer)
    }

    /// Whether the code is sent as an integer.
    pub fn is_integer(&self, position: usize) -> bool {
        match self.form {
            Form::Text | Form::Types(_) => false,
            Form::Integer => true,
            Form::Mixed(integers) => integers.get(position).copied().unwrap_or(false),
        }
    }

    /// All statuses of a code, ascending; none of what is no code.
    pub const fn statuses(&self, position: usize) -> &'static [StatusCode] {
        if position >= self.statuses.len() || self.statuses[position] as usize >= self.status_lists.len() {
            return &[];
        }
        self.status_lists[self.statuses[position] as usize]
    }

    /// The primary status of a code.
    pub fn primary_status(&self, position: usize) -> Option<StatusCode> {
        StatusCode::from_u16(*self.primary.get(position)?).ok()
    }

    /// What a code means, where the spec says so.
    pub fn description(&self, position: usize) -> Option<&'static str> {
        self.descriptions.get(position).copied().filter(|text| !text.is_empty())
    }
}

impl Api {
    /// The documented entries that cover a status, the most exact first.
    pub(crate) fn covering(&'static self, status: StatusCode) -> impl Iterator<Item = &'static Status> {
        self.statuses.iter().filter(move |entry| entry.key.covers(status))
    }

    /// Whether the contract has this code with the status, or says nothing of the code's statuses.
    pub(crate) fn documents(&'static self, code: usize, status: StatusCode) -> bool {
        let statuses = self.codes.statuses(code);
        let has_code = |entry: &Status| entry.codes.iter().any(|it| usize::from(*it) == code);
        statuses.is_empty() || statuses.contains(&status) || self.covering(status).any(has_code)
    }

    /// The entry with this key.
    pub(crate) fn entry(&'static self, key: Key) -> Option<&'static Status> {
        self.statuses.iter().find(|entry| entry.key == key)
    }

    /// The envelope at a position, unless it is [`NONE`].
    pub(crate) fn envelope(&self, position: u16) -> Option<&'static Envelope> {
        self.envelopes.get(usize::from(position))
    }

    /// What the contract says about trying again after this failure: by its code, else by its status.
    pub(crate) fn retry(&'static self, code: Option<usize>, status: Option<StatusCode>) -> Option<&'static Retry> {
        let rule = |position: u16| self.retries.get(usize::from(position));
        let by_code = code.and_then(|code| self.codes.retries.get(code)).and_then(|position| rule(*position));
        let of_key = |key| self.status_retries.iter().find(|(known, _)| *known == key).and_then(|(_, it)| rule(*it));
        by_code.or_else(|| Key::covering(status?).into_iter().find_map(of_key))
    }

    /// The rule by which a call that failed with this code may be tried again.
    pub fn code_retry(&'static self, code: usize) -> Option<&'static RetryRule> {
        let status = self.codes.primary_status(code).or_else(|| self.codes.statuses(code).first().copied());
        match self.retry(Some(code), status)? {
            Retry::Never => None,
            Retry::Rule(rule) => Some(rule),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::retry::{milliseconds, retry_rule};

    const WAIT: Retry = retry_rule(&[], Some(milliseconds(1_000)), None, 2);

    const fn documented(key: Key) -> Status {
        let (codes, envelopes): (&[u16], &[u16]) = (&[], &[]);
        Status { key, description: "", codes, uncoded: true, uncoded_envelope: NONE, envelopes }
    }

    static API: Api = Api {
        codes: Codes {
            wire: &["first", "2"],
            form: Form::Mixed(&[false, true]),
            // One hash for both: what has the same hash is still told apart.
            index: Index { hashes: &[7, 7], slots: &[] },
            descriptions: &["The first.", ""],
            primary: &[404, 0],
            statuses: &[0, 1],
            status_lists: &[&[StatusCode::NOT_FOUND], &[StatusCode::BAD_GATEWAY]],
            retries: &[0, NONE],
            envelopes: &[NONE, NONE],
        },
        statuses: &[documented(Key::Exact(404)), documented(Key::Class(4)), documented(Key::Default)],
        envelopes: &[],
        retries: &[Retry::Never, WAIT],
        status_retries: &[(Key::Exact(404), 1), (Key::Class(5), 1)],
        rate_limit: RateLimitHeaders { limit: None, remaining: None, reset: None },
    };

    #[test]
    fn the_most_exact_entry_comes_first() {
        let keys = |number| API.covering(status(number)).map(|entry| entry.key).collect::<Vec<_>>();
        assert_eq!(keys(404), [Key::Exact(404), Key::Class(4), Key::Default]);
        assert_eq!(keys(409), [Key::Class(4), Key::Default]);
        assert_eq!(keys(302), [Key::Default]);
    }

    #[test]
    fn a_code_is_found_by_its_text_alone() {
        assert_eq!(API.codes.position("2"), Some(1));
        assert_eq!(API.codes.position("first"), Some(0));
        assert_eq!(API.codes.position("third"), None);
        assert_eq!((API.codes.is_integer(0), API.codes.is_integer(1), API.codes.is_integer(2)), (false, true, false));
        assert_eq!((API.codes.description(0), API.codes.description(1)), (Some("The first."), None));
    }

    #[test]
    fn a_code_that_forbids_overrules_its_status() {
        assert_eq!(API.retry(Some(0), Some(StatusCode::NOT_FOUND)), Some(&Retry::Never));
        assert_eq!(API.retry(None, Some(StatusCode::NOT_FOUND)), Some(&WAIT));
        assert_eq!(API.retry(None, Some(StatusCode::CONFLICT)), None);
        assert!(API.code_retry(0).is_none());
        assert!(API.code_retry(1).is_some_and(|rule| rule.attempts == 2), "by the one status that is known of it");
    }

    #[test]
    fn numbers_that_are_no_status() {
        for (number, expected) in [(404, 404), (99, 500), (1_000, 500), (0, 500)] {
            assert_eq!(status(number).as_u16(), expected);
        }
    }
}
