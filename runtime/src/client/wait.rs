//! How long a server asks its caller to wait.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};

use crate::{After, RateLimit};

/// The longest wait that is told, 136 years: more would overflow clocks that it is added to.
pub(super) const LONGEST: Duration = Duration::from_secs(u32::MAX as u64);

/// What an answer says of waiting, by where it says it; settled when the answer is decoded.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Waits {
    header: Option<Duration>,
    body: Option<Duration>,
    reset: Option<Duration>,
}

/// The time of decoding: told, or to be asked for when something depends on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Now(pub(super) Option<SystemTime>);

impl Now {
    fn time(self) -> SystemTime {
        self.0.unwrap_or_else(SystemTime::now)
    }
}

impl Waits {
    /// Gathers them; `body` is in seconds.
    pub(super) fn new(headers: &HeaderMap, body: Option<f64>, limit: Option<RateLimit>, now: Now) -> Self {
        Self { header: of_header(headers, now), body: body.and_then(of_seconds), reset: limit.and_then(|it| it.reset) }
    }

    /// Of a body that says so many seconds, in an answer whose headers say nothing.
    pub(super) fn of_body(seconds: Option<f64>) -> Self {
        Self { header: None, body: seconds.and_then(of_seconds), reset: None }
    }

    /// Whether a header says something.
    pub(super) fn has_header(&self) -> bool {
        self.header.is_some() || self.reset.is_some()
    }

    /// What is said in the first of these places that says something.
    pub(super) fn first(&self, places: &[After]) -> Option<Duration> {
        places.iter().find_map(|place| match place {
            After::Header => self.header,
            After::Body => self.body,
            After::Reset => self.reset,
        })
    }
}

/// `Retry-After` as RFC 9110 has it: seconds, or a date that counts from the server's own.
fn of_header(headers: &HeaderMap, now: Now) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let wait = text.parse().map_or(LONGEST, Duration::from_secs);
        return Some(wait.min(LONGEST));
    }
    let until = httpdate::parse_http_date(text).ok()?;
    Some(until.duration_since(sent(headers, now)).unwrap_or_default().min(LONGEST))
}

/// When an answer was sent, by the server's own clock where it tells that.
pub(super) fn sent(headers: &HeaderMap, now: Now) -> SystemTime {
    let date = headers.get(DATE).and_then(|date| date.to_str().ok());
    date.and_then(|date| httpdate::parse_http_date(date).ok()).unwrap_or_else(|| now.time())
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

    #[test]
    fn the_first_place_that_says_something_counts() {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, HeaderValue::from_static("9"));
        let limit = RateLimit { reset: Some(Duration::from_secs(5)), ..RateLimit::default() };
        let seconds = |headers: &HeaderMap, body, places: &[After]| {
            Waits::new(headers, body, Some(limit), Now(Some(SystemTime::UNIX_EPOCH)))
                .first(places)
                .map(|wait| wait.as_secs())
        };
        assert_eq!(seconds(&headers, Some(7.0), &[After::Header, After::Body]), Some(9));
        assert_eq!(seconds(&headers, Some(7.0), &[After::Body, After::Header]), Some(7));
        assert_eq!(seconds(&headers, Some(f64::NAN), &[After::Body, After::Header]), Some(9));
        assert_eq!(seconds(&HeaderMap::new(), None, &[After::Header, After::Reset]), Some(5));
        assert_eq!(seconds(&HeaderMap::new(), Some(-1.0), &[After::Header, After::Body]), None);
        assert_eq!(seconds(&headers, Some(7.0), &[]), None);
    }
}
