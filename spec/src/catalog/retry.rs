//! Retry rules.

use std::time::Duration;

use super::{Place, StatusKey};

/// Whether and when to try again.
#[derive(Debug, Clone, PartialEq)]
pub enum Retry {
    /// Not at all.
    Never,
    /// By this rule.
    Rule(RetryRule),
}

/// A rule of `x-retry`, or of `retry` in `x-error-codes`.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RetryRule {
    /// Where the server says how long to wait, in order of preference.
    pub after: Vec<After>,
    /// The wait when the server said nothing.
    pub default: Option<Duration>,
    /// The growing wait when the server said nothing.
    pub backoff: Option<Backoff>,
    /// Tries in all, the first included; at least 1.
    pub attempts: u32,
}

/// Where a server says how long to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum After {
    /// The `Retry-After` header (RFC 9110 §10.2.3).
    Header,
    /// The `retry_after` slot of the body.
    Body,
    /// The rate-limit header that tells the reset.
    Reset,
}

/// A wait that grows from try to try.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Backoff {
    /// After the first failed try.
    pub initial: Duration,
    /// How much longer each further wait is; at least 1.
    pub factor: f64,
    /// The longest wait.
    pub max: Option<Duration>,
}

/// A rule for a status or a class of them.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct StatusRetry {
    /// Which statuses it is for; of several rules the most exact counts.
    pub key: StatusKey,
    /// The rule.
    pub retry: Retry,
    /// Where it stands.
    pub place: Place,
}
