//! What the headers of an answer say of the caller's rate limit.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::HeaderMap;

use super::wait::{LONGEST, Now, sent};
use crate::RateLimit;
use crate::table::RateLimitHeaders;

/// Of a header that lists limits so many are looked at.
const LIMITS: usize = 32;
/// From here on a number is a time since 1970, in seconds and in milliseconds: no server asks to wait 30 years.
const SECONDS_SINCE_1970: f64 = 1e9;
const MILLISECONDS_SINCE_1970: f64 = 1e12;

/// The state of the rate limit, by the headers that the contract names, else by those that the IETF drafted.
pub(super) fn rate_limit(headers: &HeaderMap, names: &RateLimitHeaders, now: Now) -> Option<RateLimit> {
    let text = |name: Option<&str>| headers.get(name?)?.to_str().ok();
    let reset = |name: &str, text: &str| Some(of_reset(name, leading_number(text)?, sent(headers, now)));
    let declared = RateLimit {
        limit: text(names.limit).and_then(leading_count),
        remaining: text(names.remaining).and_then(leading_count),
        reset: text(names.reset).and_then(|text| reset(names.reset.unwrap_or_default(), text)),
    };
    if declared != RateLimit::default() {
        return Some(declared);
    }
    drafted(text(Some("ratelimit"))?, text(Some("ratelimit-policy")))
}

/// `100` as well as `100, 100;w=60`, as earlier drafts had it.
fn leading_number(text: &str) -> Option<f64> {
    let number = text.split([',', ';']).next().unwrap_or_default().trim();
    number.parse().ok().filter(|number: &f64| *number >= 0.0)
}

fn leading_count(text: &str) -> Option<u64> {
    text.split([',', ';']).next().unwrap_or_default().trim().parse().ok()
}

/// `RateLimit-Reset`, as the IETF drafted it, counts seconds from now; of the older `X-…` headers some do, and others
/// give a time since 1970, in seconds or in milliseconds.
fn of_reset(name: &str, number: f64, sent: SystemTime) -> Duration {
    let duration = |seconds: f64| Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX);
    if name.eq_ignore_ascii_case("ratelimit-reset") || number < SECONDS_SINCE_1970 {
        return duration(number).min(LONGEST);
    }
    let in_seconds = number < MILLISECONDS_SINCE_1970;
    let since_1970 = duration(if in_seconds { number } else { number / 1_000.0 });
    since_1970.saturating_sub(sent.duration_since(UNIX_EPOCH).unwrap_or_default()).min(LONGEST)
}

/// `RateLimit: "default";r=50;t=30` with its `RateLimit-Policy: "default";q=100;w=60`
/// (draft-ietf-httpapi-ratelimit-headers), and `limit=100, remaining=50, reset=30` of earlier drafts. Of several limits
/// it is the one that is nearest to its end.
fn drafted(limits: &str, policies: Option<&str>) -> Option<RateLimit> {
    let members: Vec<Member<'_>> = members(limits).take(LIMITS).collect();
    let value = |key: &str| members.iter().find(|it| it.name == key)?.value?.parse().ok();
    let earlier = RateLimit {
        limit: value("limit"),
        remaining: value("remaining"),
        reset: value("reset").map(|seconds| Duration::from_secs(seconds).min(LONGEST)),
    };
    if earlier != RateLimit::default() {
        return Some(earlier);
    }
    let nearest = members.iter().filter_map(|it| Some((it.parameter("r")?, it))).min_by_key(|(left, _)| *left);
    let (remaining, limit) = nearest?;
    let policy = members_of(policies).find(|it| it.name == limit.name);
    Some(RateLimit {
        limit: policy.and_then(|policy| policy.parameter("q")),
        remaining: Some(remaining),
        reset: limit.parameter("t").map(|seconds| Duration::from_secs(seconds).min(LONGEST)),
    })
}

/// A member of a list or a dictionary of RFC 9651, as far as rate limits need it.
#[derive(Debug, Clone, Copy)]
struct Member<'h> {
    name: &'h str,
    value: Option<&'h str>,
    parameters: &'h str,
}

impl Member<'_> {
    fn parameter(&self, key: &str) -> Option<u64> {
        let mut parameters = pieces(self.parameters, b';').filter_map(|parameter| parameter.split_once('='));
        parameters.find(|(name, _)| name.trim() == key)?.1.trim().parse().ok()
    }
}

fn members_of(text: Option<&str>) -> impl Iterator<Item = Member<'_>> {
    text.into_iter().flat_map(members).take(LIMITS)
}

fn members(text: &str) -> impl Iterator<Item = Member<'_>> {
    pieces(text, b',').map(|member| {
        let item = pieces(member, b';').next().unwrap_or_default();
        let parameters = member.get(item.len()..).unwrap_or_default();
        let (name, value) = match item.split_once('=') {
            Some((name, value)) if !item.trim_start().starts_with('"') => (name, Some(value.trim())),
            _ => (item, None),
        };
        Member { name: name.trim().trim_matches('"'), value, parameters }
    })
}

/// The pieces between separators that stand outside of quotes.
fn pieces(text: &str, separator: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let piece = rest?;
        let mut quoted = false;
        let end = piece.bytes().position(|byte| {
            quoted ^= byte == b'"';
            byte == separator && !quoted
        });
        rest = end.and_then(|end| piece.get(end + 1..));
        end.map_or(Some(piece), |end| piece.get(..end))
    })
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};

    use super::*;

    const NAMES: RateLimitHeaders = RateLimitHeaders {
        limit: Some("x-ratelimit-limit"),
        remaining: Some("x-ratelimit-remaining"),
        reset: Some("x-ratelimit-reset"),
    };
    const NOW: u64 = 1_700_000_000;

    fn read(fields: &[(&'static str, &'static str)]) -> Option<(Option<u64>, Option<u64>, Option<u64>)> {
        let headers: HeaderMap = fields
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect();
        let limit = rate_limit(&headers, &NAMES, Now(Some(UNIX_EPOCH + Duration::from_secs(NOW))))?;
        Some((limit.limit, limit.remaining, limit.reset.map(|wait| wait.as_secs())))
    }

    #[test]
    fn declared_headers_tell_times_in_three_ways() {
        for (reset, wait) in [
            ("30", 30),
            ("1700000030", 30),
            ("1700000030000", 30),
            ("1600000000", 0),
            ("1e300", u64::from(u32::MAX)),
            ("30.5", 30),
        ] {
            let read =
                read(&[("x-ratelimit-limit", "100"), ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", reset)]);
            assert_eq!(read, Some((Some(100), Some(0), Some(wait))), "{reset}");
        }
        assert_eq!(read(&[("x-ratelimit-limit", "100, 100;w=60")]), Some((Some(100), None, None)));
        let dated = [("x-ratelimit-reset", "1700000030"), ("date", "Tue, 14 Nov 2023 22:13:25 GMT")];
        assert_eq!(read(&dated), Some((None, None, Some(25))), "the server's clock is the one that counts");
    }

    #[test]
    fn drafted_headers() {
        let policy = ("ratelimit-policy", "\"burst\";q=100;w=60, \"da,ily\";q=1000;w=86400");
        let limits = ("ratelimit", "\"burst\";r=50;t=30,\"da,ily\";r=7;t=3600");
        assert_eq!(read(&[limits, policy]), Some((Some(1_000), Some(7), Some(3_600))));
        assert_eq!(read(&[("ratelimit", "default;t=5;r=1")]), Some((None, Some(1), Some(5))));
        assert_eq!(read(&[("ratelimit", "limit=100, remaining=50, reset=5")]), Some((Some(100), Some(50), Some(5))));
    }

    #[test]
    fn what_says_nothing() {
        for nonsense in ["", ",;,;=", "\"", "\"a;r=1", "a;r=x", "limit=-1"] {
            assert_eq!(read(&[("ratelimit", nonsense)]), None, "{nonsense}");
        }
        assert_eq!(read(&[("x-ratelimit-limit", "many"), ("x-ratelimit-reset", "-5")]), None);
        assert_eq!(read(&[]), None);
    }
}
