//! Rate limits: what a response says of them, and what a spec publishes.

use std::time::Duration;

/// The state of the caller's rate limit.
///
/// ```
/// use std::time::Duration;
///
/// use errbook::RateLimit;
///
/// let used_up = RateLimit { remaining: Some(0), reset: Some(Duration::from_secs(60)), ..RateLimit::default() };
/// assert_eq!(used_up.limit, None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct RateLimit {
    /// How many requests are allowed.
    pub limit: Option<u64>,
    /// How many are left.
    pub remaining: Option<u64>,
    /// How long until there are more.
    pub reset: Option<Duration>,
}

/// The published rate limits of one plan.
///
/// Where a spec has `x-rate-limit-plans`, its generated module has them all as `RATE_LIMIT_PLANS`, in the order of the
/// spec: a service counts by them, and a client can tell what another plan allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RateLimitPlan {
    /// The plan's name.
    pub name: &'static str,
    /// Requests per minute; `None` where they are settled individually.
    pub per_minute: Option<u64>,
    /// Requests per day; `None` where they are settled individually.
    pub per_day: Option<u64>,
}
