//! The headers of an answer that carries an error.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, HeaderName, HeaderValue};

use super::encode::wait;
use super::failure::Sent;
use super::fill;
use crate::RateLimit;
use crate::table::RateLimitHeaders;

const SECOND: Duration = Duration::from_secs(1);

/// The headers that the contract and the error call for; what was set by name stands in for what is written unasked.
pub(super) fn headers(sent: &Sent<'_>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    if let Some(rate_limit) = &sent.slots.values().rate_limit {
        write_rate_limit(&mut headers, &sent.api.rate_limit, rate_limit);
    }
    if let Some(wait) = wait(sent) {
        insert(&mut headers, RETRY_AFTER, fill::count(wait, SECOND));
    }
    let given = &sent.slots.values().headers;
    for name in given.keys() {
        headers.remove(name);
        for value in given.get_all(name) {
            headers.append(name, value.clone());
        }
    }
    headers.remove(CONTENT_TYPE);
    if let Ok(media_type) = HeaderValue::from_maybe_shared(Bytes::from_static(sent.content_type().as_bytes()))
        && !media_type.is_empty()
    {
        headers.insert(CONTENT_TYPE, media_type);
    }
    headers
}

fn insert(headers: &mut HeaderMap, name: HeaderName, count: u128) {
    if let Ok(value) = HeaderValue::from_str(&count.to_string()) {
        headers.insert(name, value);
    }
}

fn write_rate_limit(headers: &mut HeaderMap, names: &RateLimitHeaders, state: &RateLimit) {
    let mut write = |name: Option<&str>, count: Option<u128>| {
        if let Some(count) = count
            && let Some(Ok(name)) = name.map(|name| HeaderName::from_bytes(name.as_bytes()))
        {
            insert(headers, name, count);
        }
    };
    write(names.limit, state.limit.map(u128::from));
    write(names.remaining, state.remaining.map(u128::from));
    write(names.reset, state.reset.map(|wait| reset(names.reset.unwrap_or_default(), wait)));
}

/// `RateLimit-Reset`, as the IETF drafted it, counts seconds from now; the older `X-…` headers give seconds since 1970.
fn reset(name: &str, wait: Duration) -> u128 {
    if name.eq_ignore_ascii_case("ratelimit-reset") {
        return fill::count(wait, SECOND);
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    fill::count(now.saturating_add(wait), SECOND)
}
