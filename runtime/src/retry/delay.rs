//! From a rule and what the server said to the wait before the next try.

use std::time::Duration;

use super::{Backoff, RetryRule};

/// The longest wait, 136 years: more would overflow clocks that it is added to.
const LONGEST: Duration = Duration::from_secs(u32::MAX as u64);

/// How long to wait before the next try, and who says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Delay {
    /// The server asked for it: it is kept to, without jitter.
    Asked(Duration),
    /// The published rule has it: whoever waits may spread the waits of many callers.
    Ruled(Duration),
}

impl Delay {
    /// The wait.
    #[must_use]
    pub fn duration(self) -> Duration {
        match self {
            Self::Asked(wait) | Self::Ruled(wait) => wait,
        }
    }

    /// The wait between nothing and all of a ruled delay, chosen by a number from 0 to 1 (full jitter); what the server
    /// asked for is kept to.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use errbook::Delay;
    ///
    /// let eight = Duration::from_secs(8);
    /// assert_eq!(Delay::Ruled(eight).with_jitter(0.25), Duration::from_secs(2));
    /// assert_eq!(Delay::Asked(eight).with_jitter(0.25), eight);
    /// ```
    #[must_use]
    pub fn with_jitter(self, chosen: f64) -> Duration {
        match self {
            Self::Ruled(wait) if (0.0..=1.0).contains(&chosen) => wait.mul_f64(chosen),
            Self::Asked(wait) | Self::Ruled(wait) => wait,
        }
    }
}

impl RetryRule {
    /// The wait after so many failed tries (1 after the first), where the server asked for `asked` in one of the places
    /// that the rule names. `None`: there is no further try.
    ///
    /// A rule that says nothing but where the server tells the wait allows no try when the server does not tell.
    #[must_use]
    pub fn delay(&self, tries_done: u32, asked: Option<Duration>) -> Option<Delay> {
        if tries_done >= self.attempts {
            return None;
        }
        if let Some(asked) = asked {
            return Some(Delay::Asked(asked));
        }
        let ruled = self.default.or_else(|| self.backoff.map(|backoff| backoff.wait(tries_done)));
        ruled.or_else(|| self.after.is_empty().then_some(Duration::ZERO)).map(Delay::Ruled)
    }
}

impl Backoff {
    /// The wait after so many failed tries, 1 after the first.
    fn wait(&self, tries_done: u32) -> Duration {
        let exponent = i32::try_from(tries_done.saturating_sub(1)).unwrap_or(i32::MAX);
        let seconds = self.initial.as_secs_f64() * self.factor.powi(exponent);
        let wait = Duration::try_from_secs_f64(seconds).unwrap_or(LONGEST);
        wait.min(self.max.unwrap_or(LONGEST)).min(LONGEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::After;
    use crate::retry::{Retry, backoff, milliseconds, retry_rule};

    fn rule(retry: Retry) -> RetryRule {
        match retry {
            Retry::Rule(rule) => rule,
            Retry::Never => unreachable!("it is a rule"),
        }
    }

    #[test]
    fn waits_grow_up_to_the_longest_and_tries_end() {
        let rule = rule(retry_rule(&[], None, Some(backoff(milliseconds(1_000), 2.0, Some(milliseconds(5_000)))), 5));
        let waits: Vec<_> = (1..7).map(|done| rule.delay(done, None).map(|it| it.duration().as_secs())).collect();
        assert_eq!(waits, [Some(1), Some(2), Some(4), Some(5), None, None]);
        assert_eq!(rule.delay(0, None), rule.delay(1, None), "nothing has been tried less than once");
    }

    #[test]
    fn without_a_longest_wait_nothing_overflows() {
        let rule = rule(retry_rule(&[], None, Some(backoff(milliseconds(1_000), 10.0, None)), u32::MAX));
        assert_eq!(rule.delay(u32::MAX - 1, None), Some(Delay::Ruled(LONGEST)));
    }

    #[test]
    fn what_the_server_asks_for_comes_first() {
        let asked = Some(milliseconds(9_000));
        let with_default = rule(retry_rule(&[After::Header], Some(milliseconds(5_000)), None, 3));
        assert_eq!(with_default.delay(1, asked), Some(Delay::Asked(milliseconds(9_000))));
        assert_eq!(with_default.delay(2, None), Some(Delay::Ruled(milliseconds(5_000))));
        assert_eq!(with_default.delay(3, asked), None);
        let only_asked = rule(retry_rule(&[After::Header], None, None, 3));
        assert_eq!(
            (only_asked.delay(1, None), only_asked.delay(1, asked)),
            (None, Some(Delay::Asked(milliseconds(9_000))))
        );
        assert_eq!(rule(retry_rule(&[], None, None, 2)).delay(1, None), Some(Delay::Ruled(Duration::ZERO)));
    }

    #[test]
    fn a_number_that_is_no_share_changes_nothing() {
        for chosen in [f64::NAN, -1.0, 2.0] {
            assert_eq!(Delay::Ruled(milliseconds(1_000)).with_jitter(chosen), milliseconds(1_000));
        }
    }
}
