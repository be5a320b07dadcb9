//! Values for what a contract requires and nobody has set, where that is honest.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::StatusCode;

use super::clock;
use crate::retry::{Retry, RetryRule};
use crate::slots::Text;

/// A request identifier that no other process and no other request has, but for an accident of 64 bits.
pub(super) fn request_id() -> Text {
    static KEYS: OnceLock<RandomState> = OnceLock::new();
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    let count = COUNTER.fetch_add(1, Ordering::Relaxed);
    let hash = KEYS.get_or_init(RandomState::new).hash_one(count);
    Text::made(format_args!("req_{hash:016x}"))
}

/// The time, as RFC 3339 in UTC with milliseconds.
pub(super) fn timestamp() -> Text {
    let now = SystemTime::now();
    clock::rfc3339(now).map_or_else(
        || Text::made(format_args!("{}", humantime::format_rfc3339_millis(now))),
        |text| Text::Made(text, 24),
    )
}

/// How long before or after 1970 a timestamp is: it may be such a count itself, in the unit asked for, or RFC 3339 text.
pub(super) fn epoch(timestamp: &str, unit: Duration) -> i128 {
    if let Ok(count) = timestamp.parse::<i64>() {
        return count.into();
    }
    let time = humantime::parse_rfc3339_weak(timestamp).unwrap_or_else(|_| SystemTime::now());
    let unit = i128::try_from(unit.as_millis().max(1)).unwrap_or(1);
    let milliseconds = |distance: Duration| i128::try_from(distance.as_millis()).unwrap_or(i128::MAX);
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => milliseconds(since) / unit,
        Err(before) => -milliseconds(before.duration()) / unit,
    }
}

/// How long a caller should wait of whom nobody said it.
pub(super) fn wait(retry: Option<&Retry>) -> Duration {
    const SHORT: Duration = Duration::from_secs(1);
    match retry {
        Some(Retry::Rule(RetryRule { default: Some(wait), .. })) => *wait,
        Some(Retry::Rule(RetryRule { backoff: Some(backoff), .. })) => backoff.initial,
        _ => SHORT,
    }
}

/// The code of an answer whose API has an open set of them: `unprocessable_entity`. Each status has one, made once.
pub(crate) fn code_of_status(status: StatusCode) -> &'static str {
    static CODES: [OnceLock<String>; 1000] = [const { OnceLock::new() }; 1000];
    let made = CODES.get(usize::from(status.as_u16()));
    made.map_or("error", |code| code.get_or_init(|| snake_case(status.canonical_reason().unwrap_or("error"))))
}

fn snake_case(phrase: &str) -> String {
    let letters = phrase.chars().filter(|character| *character != '\'');
    letters
        .map(|character| if character.is_ascii_alphanumeric() { character.to_ascii_lowercase() } else { '_' })
        .collect()
}

/// A duration in whole units, rounded up.
pub(super) fn count(wait: Duration, unit: Duration) -> u128 {
    wait.as_nanos().div_ceil(unit.as_nanos().max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_numbers() {
        let (second, millisecond) = (Duration::from_secs(1), Duration::from_millis(1));
        for (text, unit, count) in [
            ("1970-01-01T00:00:02.750Z", second, 2),
            ("1970-01-01T00:00:02.750Z", millisecond, 2_750),
            ("17", second, 17),
            ("-3", millisecond, -3),
        ] {
            assert_eq!(epoch(text, unit), count, "{text}");
        }
        assert!(epoch("yesterday", second) > 1_700_000_000, "what is no time is now");
        assert!(humantime::parse_rfc3339(timestamp().as_str()).is_ok());
        assert_eq!(request_id().as_str().len(), 20);
    }

    #[test]
    fn waits_are_rounded_up() {
        let second = Duration::from_secs(1);
        for (wait, counted) in [(Duration::ZERO, 0), (Duration::from_nanos(1), 1), (Duration::from_millis(2_001), 3)] {
            assert_eq!(count(wait, second), counted);
        }
        assert_eq!(count(Duration::MAX, Duration::from_millis(1)), Duration::MAX.as_millis() + 1);
    }

    #[test]
    fn codes_by_reason_phrase() {
        for (status, code) in [
            (StatusCode::UNPROCESSABLE_ENTITY, "unprocessable_entity"),
            (StatusCode::IM_A_TEAPOT, "im_a_teapot"),
            (StatusCode::NON_AUTHORITATIVE_INFORMATION, "non_authoritative_information"),
            (crate::table::status(599), "error"),
        ] {
            assert_eq!(code_of_status(status), code);
        }
    }
}
