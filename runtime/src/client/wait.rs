//! How long a server asks its caller to wait.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};

use crate::After;
use crate::retry::Retry;

/// The longest wait that is told, 136 years: more would overflow clocks that it is added to.
const LONGEST: Duration = Duration::from_secs(u32::MAX as u64);

/// What the server said, from the places in the order of the rule, then from those that the rule does not name.
pub(super) fn retry_after(
    headers: &HeaderMap,
    body: Option<f64>,
    rule: Option<&Retry>,
    now: SystemTime,
) -> Option<Duration> {
    let preferred: &[After] = match rule {
        Some(Retry::Rule(rule)) => rule.after,
        _ => &[],
    };
    let places = preferred.iter().chain(&[After::Header, After::Body]);
    places.copied().find_map(|place| match place {
        After::Header => of_header(headers, now),
        After::Body => of_seconds(body?),
        After::Reset => None,
    })
}

/// `Retry-After` as RFC 9110 has it: seconds, or a date that counts from the server's own.
fn of_header(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let wait = text.parse().map_or(LONGEST, Duration::from_secs);
        return Some(wait.min(LONGEST));
    }
    let until = httpdate::parse_http_date(text).ok()?;
    let date = headers.get(DATE).and_then(|date| date.to_str().ok());
    let sent = date.and_then(|date| httpdate::parse_http_date(date).ok()).unwrap_or(now);
    Some(until.duration_since(sent).unwrap_or_default().min(LONGEST))
}

/// A number of a body; what is negative or no number says nothing.
fn of_seconds(seconds: f64) -> Option<Duration> {
    if seconds >= LONGEST.as_secs_f64() {
        return Some(LONGEST);
    }
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;
    use crate::retry::retry_rule;

    const BODY_FIRST: Retry = retry_rule(&[After::Body], None, None, 2);

    #[test]
    fn the_rule_settles_the_order_and_no_place_is_left_out() {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, HeaderValue::from_static("9"));
        let seconds = |headers: &HeaderMap, body, rule| {
            retry_after(headers, body, rule, SystemTime::UNIX_EPOCH).map(|wait| wait.as_secs())
        };
        assert_eq!(seconds(&headers, Some(7.0), None), Some(9));
        assert_eq!(seconds(&headers, Some(7.0), Some(&BODY_FIRST)), Some(7));
        assert_eq!(seconds(&headers, Some(f64::NAN), Some(&BODY_FIRST)), Some(9));
        assert_eq!(seconds(&HeaderMap::new(), Some(7.0), None), Some(7));
        assert_eq!(seconds(&HeaderMap::new(), None, Some(&BODY_FIRST)), None);
    }
}
