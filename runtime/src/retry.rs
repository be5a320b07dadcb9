//! The retry rules that a spec publishes.

mod delay;
mod policy;

use std::time::Duration;

pub use delay::Delay;
pub use policy::RetryPolicy;

/// How a failed call may be tried again.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct RetryRule {
    /// Where the server says how long to wait, in order of preference.
    pub after: &'static [After],
    /// The wait when the server said nothing.
    pub default: Option<Duration>,
    /// The growing wait when the server said nothing and there is no `default`.
    pub backoff: Option<Backoff>,
    /// Tries in all, the first included.
    pub attempts: u32,
}

/// Where a server says how long to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum After {
    /// In the `Retry-After` header.
    Header,
    /// In the body.
    Body,
    /// In the rate-limit header that tells the reset.
    Reset,
}

/// A wait that grows from try to try.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Backoff {
    /// The wait after the first failed try.
    pub initial: Duration,
    /// How much longer each further wait is.
    pub factor: f64,
    /// The longest wait.
    pub max: Option<Duration>,
}

/// What a spec says about trying again; saying nothing is a third possibility.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Retry {
    /// Not at all, whatever the status says.
    Never,
    /// By this rule.
    Rule(RetryRule),
}

/// A rule of a generated table.
pub const fn retry_rule(
    after: &'static [After],
    default: Option<Duration>,
    backoff: Option<Backoff>,
    attempts: u32,
) -> Retry {
    Retry::Rule(RetryRule { after, default, backoff, attempts })
}

/// A backoff of a generated table.
pub const fn backoff(initial: Duration, factor: f64, max: Option<Duration>) -> Backoff {
    Backoff { initial, factor, max }
}

/// A wait of a generated table.
pub const fn milliseconds(count: u64) -> Duration {
    Duration::from_millis(count)
}
