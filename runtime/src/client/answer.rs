//! An error answer: what came, and what the contract makes of it.

use std::fmt;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::{DeserializeOwned, Error as _};
use serde_json::Value;

use super::wait::Waits;
use super::{decode, json_body};
use crate::kind::Kind;
use crate::retry::Retry;
use crate::{After, Delay, FieldError, Mismatch, RateLimit};

/// What a generated `ResponseError` holds.
#[derive(Clone)]
pub struct Answer<K: Kind>(pub(super) Box<Parts<K>>);

#[derive(Clone)]
pub(super) struct Parts<K: Kind> {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    pub(super) code: Option<K::Code>,
    pub(super) codes: Vec<K::Code>,
    pub(super) code_text: Option<String>,
    pub(super) kind: Option<K>,
    pub(super) message: Option<String>,
    pub(super) details: Option<Value>,
    pub(super) field_errors: Vec<FieldError>,
    pub(super) request_id: Option<String>,
    pub(super) timestamp: Option<String>,
    pub(super) waits: Waits,
    pub(super) rate_limit: Option<RateLimit>,
    /// What the contract says about trying again.
    pub(super) retry: Option<&'static Retry>,
    pub(super) mismatch: Mismatch,
}

impl<K: Kind> Answer<K> {
    /// Decodes an answer; dates without a base count from `now`.
    pub fn decode(now: SystemTime, status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        decode::decode(now, status, headers, body)
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The body.
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }

    /// A member of the body, as any type.
    pub fn member<T: DeserializeOwned>(&self, path: &str) -> Option<T> {
        let body = json_body::parse(&self.0.body).value?;
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
        let parsed = json_body::parse(&self.0.body);
        let value = parsed.value.ok_or_else(|| serde_json::Error::custom(parsed.problem.unwrap_or_default()))?;
        T::deserialize(value)
    }

    /// The code, if it is known.
    pub fn code(&self) -> Option<K::Code> {
        self.0.code
    }

    /// All known codes.
    pub fn codes(&self) -> &[K::Code] {
        &self.0.codes
    }

    /// The code as it was sent.
    pub fn code_str(&self) -> Option<&str> {
        self.0.code_text.as_deref()
    }

    /// The kind.
    pub fn kind(&self) -> Option<&K> {
        self.0.kind.as_ref()
    }

    /// The message; the reason phrase where the body has none.
    pub fn message(&self) -> &str {
        self.0.message.as_deref().or(self.0.status.canonical_reason()).unwrap_or_default()
    }

    /// The details.
    pub fn details(&self) -> Option<&Value> {
        self.0.details.as_ref()
    }

    /// The field errors.
    pub fn field_errors(&self) -> &[FieldError] {
        &self.0.field_errors
    }

    /// The request's identifier.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// When it happened, as it was sent.
    pub fn timestamp(&self) -> Option<&str> {
        self.0.timestamp.as_deref()
    }

    /// How long the server asks to wait: where the rule says that it does, else in the header or the body.
    pub fn retry_after(&self) -> Option<Duration> {
        let preferred: &[After] = match self.0.retry {
            Some(Retry::Rule(rule)) => rule.after,
            _ => &[],
        };
        self.0.waits.first(preferred).or_else(|| self.0.waits.first(&[After::Header, After::Body]))
    }

    /// The wait before the next try, after so many failed ones.
    pub fn next_delay(&self, tries_done: u32) -> Option<Delay> {
        match self.0.retry? {
            Retry::Never => None,
            Retry::Rule(rule) => rule.delay(tries_done, self.0.waits.first(rule.after)),
        }
    }

    /// The state of the rate limit.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        self.0.rate_limit
    }

    /// Where it did not agree with the contract.
    pub fn mismatch(&self) -> Option<&Mismatch> {
        Some(&self.0.mismatch).filter(|mismatch| !mismatch.is_empty())
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
            .field("body_length", &self.0.body.len())
            .finish_non_exhaustive()
    }
}
