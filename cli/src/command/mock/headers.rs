//! The headers of an error.

use std::time::{Duration, UNIX_EPOCH};

use errbook_spec::{After, HeaderSample, RateLimitHeaders, Retry};
use serde_json::Value;

use super::moment::Moment;
use super::prefer::Wait;
use super::waiting::waits;

/// Headers that say how a message is sent, and not what it says.
const FRAMING: [&str; 5] = ["connection", "content-length", "content-type", "date", "transfer-encoding"];
const RETRY_AFTER: &str = "Retry-After";
const TOO_MANY_REQUESTS: u16 = 429;

/// What the headers of an error depend on.
pub(super) struct Headers<'h> {
    pub(super) names: &'h RateLimitHeaders,
    pub(super) status: u16,
    pub(super) rule: Option<&'h Retry>,
    pub(super) moment: &'h Moment,
}

impl Headers<'_> {
    /// `Retry-After` where a client looks for it or must find it, unless the request says otherwise; the state of the rate limit; and what else is required.
    pub(super) fn of(&self, samples: &[HeaderSample]) -> Vec<(String, String)> {
        let mut headers = Vec::new();
        let is_required = |sample: &HeaderSample| sample.required && sample.name.eq_ignore_ascii_case(RETRY_AFTER);
        let is_usual = || waits(self.rule, After::Header) || samples.iter().any(is_required);
        if self.moment.wait.map_or_else(is_usual, |wait| wait != Wait::Untold) {
            headers.push((RETRY_AFTER.to_owned(), self.wait().to_string()));
        }
        for sample in samples.iter().filter(|sample| !sample.name.eq_ignore_ascii_case(RETRY_AFTER)) {
            let value = self.rate_limit(sample).or_else(|| required(sample));
            headers.extend(value.map(|value| (sample.name.clone(), value)));
        }
        headers
    }

    fn wait(&self) -> u64 {
        match self.moment.wait {
            Some(Wait::Seconds(seconds)) => seconds.into(),
            Some(Wait::Untold) | None => 1,
        }
    }

    /// The state of the rate limit, if the header tells it: used up where the error says so.
    fn rate_limit(&self, sample: &HeaderSample) -> Option<String> {
        let is = |name: &Option<String>| name.as_ref().is_some_and(|name| name.eq_ignore_ascii_case(&sample.name));
        let shown = |otherwise: &str| sample.value.as_ref().map_or_else(|| otherwise.to_owned(), text);
        if is(&self.names.limit) {
            Some(shown("60"))
        } else if is(&self.names.remaining) {
            Some(if self.status == TOO_MANY_REQUESTS { "0".to_owned() } else { shown("59") })
        } else if is(&self.names.reset) {
            Some(self.reset(&sample.name).to_string())
        } else {
            None
        }
    }

    /// `RateLimit-Reset`, as the IETF drafted it, counts seconds from now; the older `X-…` headers give seconds since 1970.
    fn reset(&self, name: &str) -> u64 {
        if name.eq_ignore_ascii_case("ratelimit-reset") {
            return self.wait();
        }
        let now = self.moment.now.duration_since(UNIX_EPOCH).unwrap_or_default();
        now.saturating_add(Duration::from_secs(self.wait())).as_secs()
    }
}

/// The headers of a success: those that it must have.
pub(super) fn of_success(samples: &[HeaderSample]) -> Vec<(String, String)> {
    samples.iter().filter_map(|sample| Some((sample.name.clone(), required(sample)?))).collect()
}

fn required(sample: &HeaderSample) -> Option<String> {
    let is_framing = FRAMING.iter().any(|name| sample.name.eq_ignore_ascii_case(name));
    let value = sample.value.as_ref().map_or_else(|| "mock".to_owned(), text);
    (sample.required && !is_framing).then_some(value)
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The media type that is sent for one that may be a range of them.
pub(super) fn concrete(media_type: &str) -> &str {
    match media_type.split(';').next().unwrap_or_default().trim() {
        "*/*" | "application/*" => "application/json",
        _ => media_type,
    }
}
