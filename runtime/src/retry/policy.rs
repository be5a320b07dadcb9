//! Whether a call may be tried again, and after how long: the part of it that is the caller's own.

use std::time::Duration;

use http::{HeaderMap, Method};

use crate::{Delay, ResponseError};

/// What all tries of a call may wait together, unless something else is said.
const BUDGET: Duration = Duration::from_secs(15 * 60);

/// What a caller allows of the retries that an API publishes.
///
/// It only decides: time, chance and sleep come from outside.
///
/// ```
/// use std::time::Duration;
///
/// use errbook::RetryPolicy;
/// use http::{HeaderMap, Method};
///
/// let policy = RetryPolicy::new().budget(Duration::from_secs(60));
/// assert!(policy.may_repeat(&Method::PUT, &HeaderMap::new()));
/// assert!(!policy.may_repeat(&Method::POST, &HeaderMap::new()));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPolicy {
    budget: Duration,
    any_method: bool,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}

impl RetryPolicy {
    /// Requests that may be repeated are, as the API's rules say, for 15 minutes of waiting at most.
    #[must_use]
    pub const fn new() -> Self {
        Self { budget: BUDGET, any_method: false }
    }

    /// The most that all tries of a call may wait together. A wait that does not fit in is not begun, so that a server
    /// which asks for a century gets no further try instead of it.
    #[must_use]
    pub const fn budget(self, budget: Duration) -> Self {
        Self { budget, ..self }
    }

    /// Repeats requests of every method: for an API that takes nothing twice.
    #[must_use]
    pub const fn any_method(self) -> Self {
        Self { any_method: true, ..self }
    }

    /// Whether a request may be sent more than once: its method is idempotent (RFC 9110 §9.2.2), or it carries an
    /// `Idempotency-Key`, by which the server knows it again.
    #[must_use]
    pub fn may_repeat(&self, method: &Method, headers: &HeaderMap) -> bool {
        let has_key = || headers.get("idempotency-key").is_some_and(|key| !key.is_empty());
        self.any_method || method.is_idempotent() || has_key()
    }

    /// The wait before the next try, after so many failed ones (1 after the first) between which the call has waited so
    /// long; `None`: there is no further try.
    ///
    /// `chosen`, from 0 to 1, is the share of the wait that is taken where the published rule has it (full jitter); 1
    /// is without jitter. What the server asked for is kept to.
    #[must_use]
    pub fn next(&self, error: &dyn ResponseError, tries_done: u32, waited: Duration, chosen: f64) -> Option<Duration> {
        self.fit(error.next_delay(tries_done)?, waited, chosen)
    }

    /// The wait, if the budget has room for it.
    fn fit(&self, delay: Delay, waited: Duration, chosen: f64) -> Option<Duration> {
        let wait = delay.with_jitter(chosen);
        let total = waited.checked_add(wait)?;
        (total <= self.budget).then_some(wait)
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};

    use super::*;

    const NAME: HeaderName = HeaderName::from_static("idempotency-key");
    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn the_budget_is_of_all_waits_together() {
        let policy = RetryPolicy::new().budget(SECOND * 10);
        assert_eq!(policy.fit(Delay::Ruled(SECOND * 4), SECOND * 6, 1.0), Some(SECOND * 4));
        assert_eq!(policy.fit(Delay::Ruled(SECOND * 4), SECOND * 7, 1.0), None);
        assert_eq!(policy.fit(Delay::Ruled(SECOND * 4), SECOND * 7, 0.5), Some(SECOND * 2), "what is waited counts");
        assert_eq!(policy.fit(Delay::Asked(SECOND * 11), Duration::ZERO, 0.0), None);
        assert_eq!(policy.budget(Duration::MAX).fit(Delay::Asked(SECOND), Duration::MAX, 1.0), None);
    }

    #[test]
    fn fifteen_minutes_unless_something_else_is_said() {
        let minutes = |count: u32| Delay::Asked(SECOND * 60 * count);
        assert!(RetryPolicy::new().fit(minutes(15), Duration::ZERO, 1.0).is_some());
        assert!(RetryPolicy::new().fit(minutes(15), SECOND, 1.0).is_none());
    }

    #[test]
    fn what_may_be_sent_twice() {
        let policy = RetryPolicy::new();
        let none = HeaderMap::new();
        for method in [Method::GET, Method::HEAD, Method::OPTIONS, Method::TRACE, Method::PUT, Method::DELETE] {
            assert!(policy.may_repeat(&method, &none), "{method}");
        }
        let own = Method::from_bytes(b"PURGE").unwrap_or_default();
        for method in [Method::POST, Method::PATCH, Method::CONNECT, own] {
            assert!(!policy.may_repeat(&method, &none), "{method}");
            assert!(policy.any_method().may_repeat(&method, &none), "{method}");
            let key = |value| HeaderMap::from_iter([(NAME, HeaderValue::from_static(value))]);
            assert!(policy.may_repeat(&method, &key("a")), "{method}");
            assert!(!policy.may_repeat(&method, &key("")), "{method}");
        }
    }
}
