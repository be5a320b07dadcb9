//! An error answer: what came, and what the contract makes of it.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::{DeserializeOwned, Error as _};
use serde_json::Value;

use super::deferred::{Deferred, fields_of_details};
use super::headers::Headers;
use super::span::Span;
use super::wait::{Now, Waits};
use super::{decode, json_body};
use crate::kind::Kind;
use crate::retry::Retry;
use crate::table::NONE;
use crate::{After, Delay, ErrorCode as _, FieldError, Mismatch, RateLimit};

/// What a generated `ResponseError` holds. What an answer says is a part of its body, as long as it agrees with the contract
/// and says nothing unusual; all else is in `more`.
#[derive(Clone)]
pub struct Answer<K: Kind> {
    pub(super) status: StatusCode,
    /// The position of the code, or [`NONE`].
    pub(super) code: u16,
    pub(super) said: Said,
    pub(super) kind: Option<&'static K>,
    pub(super) headers: Headers,
    pub(super) body: Bytes,
    /// The position of the envelope that it agrees with, or [`NONE`].
    pub(super) envelope: u16,
    /// What is read into `more` once somebody asks for it.
    pub(super) deferred: Option<Deferred>,
    pub(super) more: OnceLock<Box<More<K>>>,
}

/// What a body says, by where it says it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    pub(super) code: Span,
    pub(super) message: Span,
    pub(super) request_id: Span,
    pub(super) timestamp: Span,
    /// In seconds, or milliseconds.
    pub(super) retry_after: Span,
    pub(super) in_milliseconds: bool,
}

/// What else there is to say of an answer.
#[derive(Clone)]
pub(super) struct More<K: Kind> {
    pub(super) codes: Vec<K::Code>,
    pub(super) kind: Option<K>,
    pub(super) other: Other,
}

/// The same, as far as it does not depend on the API.
#[derive(Clone, Default)]
pub(super) struct Other {
    pub(super) code_text: Option<String>,
    pub(super) message: Option<String>,
    pub(super) details: OnceLock<Option<Value>>,
    pub(super) field_errors: OnceLock<Vec<FieldError>>,
    pub(super) request_id: Option<String>,
    pub(super) timestamp: Option<String>,
    pub(super) waits: Waits,
    pub(super) rate_limit: Option<RateLimit>,
    pub(super) mismatch: Mismatch,
}

impl Said {
    /// Nothing.
    pub(super) const NOTHING: Self = Self {
        code: Span::NOWHERE,
        message: Span::NOWHERE,
        request_id: Span::NOWHERE,
        timestamp: Span::NOWHERE,
        retry_after: Span::NOWHERE,
        in_milliseconds: false,
    };

    /// In seconds.
    pub(super) fn retry_after(&self, body: &[u8]) -> Option<f64> {
        let number: f64 = self.retry_after.text(body)?.parse().ok()?;
        Some(if self.in_milliseconds { number / 1_000.0 } else { number })
    }
}

impl<K: Kind> Answer<K> {
    /// Decodes an answer; dates without a base count from `now`, or from the clock.
    pub fn decode(
        now: Option<SystemTime>,
        status: StatusCode,
        headers: Cow<'_, HeaderMap>,
        body: impl Into<Bytes>,
    ) -> Self {
        decode::decode(Now(now), status, headers, body.into())
    }

    /// The same, without the quick way through answers that agree with the contract: by this it is proven right.
    pub fn decode_plainly(
        now: Option<SystemTime>,
        status: StatusCode,
        headers: Cow<'_, HeaderMap>,
        body: impl Into<Bytes>,
    ) -> Self {
        decode::decode_plainly(Now(now), status, headers, body.into())
    }

    /// The position of the code.
    fn position(&self) -> Option<usize> {
        (self.code != NONE).then_some(usize::from(self.code))
    }

    /// A text that is a part of the body, unless it had to be put together.
    fn text<'a>(&'a self, span: Span, own: impl FnOnce(&'a Other) -> Option<&'a String>) -> Option<&'a str> {
        match self.other().and_then(own) {
            Some(text) => Some(text),
            None => span.text(&self.body),
        }
    }

    /// What else there is to say, but for what is deferred.
    fn other(&self) -> Option<&Other> {
        self.more.get().map(|more| &more.other)
    }

    /// What else there is to say.
    fn whole(&self) -> Option<&More<K>> {
        match self.deferred {
            Some(deferred) => Some(self.more.get_or_init(|| Box::new(decode::read_deferred(self, deferred)))),
            None => self.more.get().map(|more| &**more),
        }
    }

    /// What the contract says about trying again.
    fn retry(&self) -> Option<&'static Retry> {
        K::API.retry(self.position(), Some(self.status))
    }

    fn waits(&self) -> Waits {
        let of_body = || Waits::of_body(self.said.retry_after(&self.body));
        self.other().map_or_else(of_body, |other| other.waits)
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.headers.get(K::API.envelope(self.envelope).map(|envelope| envelope.media_type))
    }

    /// The body.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// A member of the body, as any type.
    pub fn member<T: DeserializeOwned>(&self, path: &str) -> Option<T> {
        let body = json_body::parse(&self.body).value?;
        let member = path.split('.').try_fold(&body, |value, step| match value {
            Value::Array(items) => items.get(step.parse::<usize>().ok()?),
            other => other.get(step),
        })?;
        T::deserialize(member).ok()
    }

    /// The whole body, as any type.
    ///
    /// # Errors
    ///
    /// If it is something else.
    pub fn body_as<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        let parsed = json_body::parse(&self.body);
        let value = parsed.value.ok_or_else(|| serde_json::Error::custom(parsed.problem.unwrap_or_default()))?;
        T::deserialize(value)
    }

    /// The code, if it is known.
    pub fn code(&self) -> Option<K::Code> {
        K::Code::ALL.get(self.position()?).copied()
    }

    /// All known codes.
    pub fn codes(&self) -> &[K::Code] {
        match self.more.get() {
            Some(more) if !more.codes.is_empty() => &more.codes,
            _ => self.position().and_then(|position| K::Code::ALL.get(position..=position)).unwrap_or_default(),
        }
    }

    /// The code as it was sent.
    pub fn code_str(&self) -> Option<&str> {
        self.text(self.said.code, |other| other.code_text.as_ref())
    }

    /// The kind.
    pub fn kind(&self) -> Option<&K> {
        self.kind.or_else(|| self.whole()?.kind.as_ref())
    }

    /// The message; the reason phrase where the body has none.
    pub fn message(&self) -> &str {
        let said = self.text(self.said.message, |other| other.message.as_ref()).filter(|said| !said.is_empty());
        said.or(self.status.canonical_reason()).unwrap_or_default()
    }

    /// The details.
    pub fn details(&self) -> Option<&Value> {
        let details = &self.whole()?.other.details;
        details.get_or_init(|| self.deferred?.details(&self.body)).as_ref()
    }

    /// The field errors.
    pub fn field_errors(&self) -> &[FieldError] {
        let Some(more) = self.whole() else { return &[] };
        more.other.field_errors.get_or_init(|| {
            let envelope = K::API.envelope(self.envelope);
            envelope.map(|envelope| fields_of_details(self.details(), envelope.body)).unwrap_or_default()
        })
    }

    /// The request's identifier.
    pub fn request_id(&self) -> Option<&str> {
        self.text(self.said.request_id, |other| other.request_id.as_ref())
    }

    /// When it happened, as it was sent.
    pub fn timestamp(&self) -> Option<&str> {
        self.text(self.said.timestamp, |other| other.timestamp.as_ref())
    }

    /// How long the server asks to wait: where the rule says that it does, else in the header or the body.
    pub fn retry_after(&self) -> Option<Duration> {
        let preferred: &[After] = match self.retry() {
            Some(Retry::Rule(rule)) => rule.after,
            _ => &[],
        };
        let waits = self.waits();
        waits.first(preferred).or_else(|| waits.first(&[After::Header, After::Body]))
    }

    /// The wait before the next try, after so many failed ones.
    pub fn next_delay(&self, tries_done: u32) -> Option<Delay> {
        match self.retry()? {
            Retry::Never => None,
            Retry::Rule(rule) => rule.delay(tries_done, self.waits().first(rule.after)),
        }
    }

    /// The state of the rate limit.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        self.other()?.rate_limit
    }

    /// Where it did not agree with the contract.
    pub fn mismatch(&self) -> Option<&Mismatch> {
        self.whole().map(|more| &more.other.mismatch).filter(|mismatch| !mismatch.is_empty())
    }

    /// One line, always useful: status, code, message, request.
    ///
    /// # Errors
    ///
    /// Those of the formatter.
    pub fn display(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::display::error_line(formatter, self.status(), self.code_str(), self.message(), self.request_id())
    }

    /// What is known, but not the body, of which it tells the length, nor the headers, which may hold secrets.
    ///
    /// # Errors
    ///
    /// Those of the formatter.
    pub fn debug(&self, name: &str, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |text: &str| crate::display::OneLine(text, 200).to_string();
        formatter
            .debug_struct(name)
            .field("status", &self.status())
            .field("code", &self.code_str().map(short))
            .field("message", &short(self.message()))
            .field("request_id", &self.request_id().map(short))
            .field("retry_after", &self.retry_after())
            .field("mismatch", &self.mismatch().map(ToString::to_string))
            .field("body_length", &self.body.len())
            .finish_non_exhaustive()
    }
}
