//! How often a token may call: so many times a minute and a day, by the plans that the spec publishes.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use errbook::RateLimitPlan;

use crate::affiliate::RATE_LIMIT_PLANS;

const MINUTE: u64 = 60;
const DAY: u64 = 24 * 60 * MINUTE;

/// What is settled for plans whose limits the spec leaves to be agreed upon.
const AGREED: (u64, u64) = (6_000, 2_000_000);

/// Calls without a valid token, which have one count together.
const ANONYMOUS: RateLimitPlan = RateLimitPlan { name: "", per_minute: Some(60), per_day: Some(100_000) };

/// The plan of a name.
pub(crate) fn plan(name: &str) -> Option<&'static RateLimitPlan> {
    RATE_LIMIT_PLANS.iter().find(|plan| plan.name == name)
}

/// The limits of those who have no plan.
pub(crate) fn anonymous() -> &'static RateLimitPlan {
    &ANONYMOUS
}

/// The calls so far, by token. There are no more entries than tokens in the database, and one.
#[derive(Debug, Default)]
pub(crate) struct Limiter(Mutex<HashMap<Option<i64>, [Window; 2]>>);

/// The calls of a minute or a day, which begins with the first of them.
#[derive(Debug, Default, Clone, Copy)]
struct Window {
    resets_at: u64,
    used: u64,
}

/// What a caller is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) limit: u64,
    pub(crate) remaining: u64,
    /// In seconds since 1970.
    pub(crate) resets_at: u64,
}

impl Limiter {
    /// Counts a call, and says how long to wait if it is one too many.
    pub(crate) fn spend(&self, token: Option<i64>, plan: &RateLimitPlan, now: u64) -> (Standing, Option<Duration>) {
        let limits = [plan.per_minute.unwrap_or(AGREED.0), plan.per_day.unwrap_or(AGREED.1)];
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let windows = all.entry(token).or_default();
        for (window, length) in windows.iter_mut().zip([MINUTE, DAY]) {
            if window.resets_at <= now {
                *window = Window { resets_at: now + length, used: 0 };
            }
        }
        let full = windows.iter().zip(limits).filter(|(window, limit)| window.used >= *limit);
        let refused = full.map(|(window, _)| window.resets_at - now).max();
        if refused.is_none() {
            for window in windows.iter_mut() {
                window.used += 1;
            }
        }
        let standings = windows.iter().zip(limits).map(|(window, limit)| Standing {
            limit,
            remaining: limit.saturating_sub(window.used),
            resets_at: window.resets_at,
        });
        // Of a full minute in a full day, the day is what there is to wait for.
        let tightest = standings.min_by_key(|standing| (standing.remaining, u64::MAX - standing.resets_at));
        (tightest.unwrap_or(Standing { limit: 0, remaining: 0, resets_at: now }), refused.map(Duration::from_secs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: RateLimitPlan = RateLimitPlan { name: "Tiny", per_minute: Some(2), per_day: Some(3) };

    fn standing(limit: u64, remaining: u64, resets_at: u64) -> Standing {
        Standing { limit, remaining, resets_at }
    }

    #[test]
    fn a_minute_and_a_day() {
        let limiter = Limiter::default();
        let spend = |now| limiter.spend(Some(1), &PLAN, now);
        assert_eq!(spend(1_000), (standing(2, 1, 1_060), None));
        assert_eq!(spend(1_059), (standing(2, 0, 1_060), None));
        assert_eq!(spend(1_059), (standing(2, 0, 1_060), Some(Duration::from_secs(1))));
        assert_eq!(spend(1_060), (standing(3, 0, 1_000 + DAY), None));
        assert_eq!(spend(1_130), (standing(3, 0, 1_000 + DAY), Some(Duration::from_secs(DAY - 130))));
        assert_eq!(spend(1_000 + DAY), (standing(2, 1, 1_060 + DAY), None));
    }

    #[test]
    fn tokens_are_counted_apart() {
        let limiter = Limiter::default();
        for token in [None, Some(1), Some(2)] {
            assert_eq!(limiter.spend(token, &PLAN, 0).0.remaining, 1);
        }
    }

    #[test]
    fn plans_are_those_of_the_spec() {
        assert_eq!(plan("Pro").and_then(|plan| plan.per_minute), Some(300));
        assert_eq!(plan("Platinum"), None);
        let enterprise = plan("Enterprise").expect("the spec has it");
        assert_eq!(Limiter::default().spend(Some(1), enterprise, 0).0, standing(6_000, 5_999, 60));
    }
}
