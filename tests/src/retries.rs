//! When the five pages tell their callers to try again, row by row: what every way of calling is held to.

use std::fmt::Display;

/// An answer that a server gives each time, and how long a caller waits between its tries.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The status.
    pub status: u16,
    /// The code in the body, if there is one.
    pub code: Option<&'static str>,
    /// The seconds in the header `Retry-After`.
    pub header: Option<u32>,
    /// The seconds in the body.
    pub body: Option<u32>,
    /// The waits without jitter, in seconds.
    pub waits: &'static [u64],
}

/// What one page tells.
#[derive(Debug)]
pub struct Page {
    /// The name of the API.
    pub name: &'static str,
    /// Rows of what the spec documents.
    pub documented: &'static [Row],
    /// Rows of what it does not, and has a rule for: codes that are newer, other statuses of a class.
    pub further: &'static [Row],
    /// Whether an error is to be tried again when the server says how long to wait in `Retry-After`.
    pub is_retried: fn(code: Option<&str>, status: u16) -> bool,
    body: fn(code: Option<&str>, wait: Option<u32>) -> String,
}

impl Page {
    /// All rows.
    pub fn rows(&self) -> impl Iterator<Item = &'static Row> {
        self.documented.iter().chain(self.further)
    }

    /// A body of the API, with this code and wait where it has them.
    #[must_use]
    pub fn body(&self, code: Option<&str>, wait: Option<u32>) -> String {
        (self.body)(code, wait)
    }
}

const fn row(
    status: u16,
    code: Option<&'static str>,
    (header, body): (Option<u32>, Option<u32>),
    waits: &'static [u64],
) -> Row {
    Row { status, code, header, body, waits }
}

/// The server does not say how long.
const UNTOLD: (Option<u32>, Option<u32>) = (None, None);

/// Two systems of limits, of which only one is worth waiting for.
pub const AFFILIATE: Page = Page {
    name: "affiliate",
    documented: &[
        row(429, Some("RATE_LIMIT_EXCEEDED"), (None, Some(42)), &[42; 4]),
        row(429, Some("RATE_LIMIT_EXCEEDED"), UNTOLD, &[1, 2, 4, 8]),
        row(429, Some("QUOTA_EXCEEDED"), UNTOLD, &[]),
        row(429, Some("QUOTA_EXCEEDED"), (Some(3), Some(3)), &[]),
        row(500, None, UNTOLD, &[5]),
    ],
    further: &[],
    is_retried: |code, status| match code {
        Some("RATE_LIMIT_EXCEEDED") => true,
        Some("QUOTA_EXCEEDED") => false,
        _ => status == 500,
    },
    body: |code, wait| {
        let (code, wait) = (member("error_code", code.map(quoted)), member("retry_after", wait));
        format!(r#"{{"detail":"x"{code}{wait}}}"#)
    },
};

/// The header goes before the body, and a minute before nothing.
pub const TRACKAGOAT: Page = Page {
    name: "trackagoat",
    documented: &[
        row(429, Some("rate_limit_exceeded"), (Some(1), Some(7)), &[1; 4]),
        row(429, Some("rate_limit_exceeded"), (None, Some(7)), &[7; 4]),
        row(429, Some("rate_limit_exceeded"), UNTOLD, &[60; 4]),
    ],
    further: &[
        row(429, None, UNTOLD, &[60; 4]),
        row(429, None, (Some(9), None), &[9; 4]),
        row(429, Some("newer_than_this"), (None, Some(7)), &[7; 4]),
    ],
    is_retried: |_, status| status == 429,
    body: |code, wait| {
        let meta = code.map(|code| format!(r#"{{"code":"{code}"{}}}"#, member("retryAfter", wait)));
        format!(r#"{{"data":null,"error":"x"{}}}"#, member("meta", meta))
    },
};

/// Two codes of one status with opposite rules; every 5xx alike.
pub const REFCAMPAIGN: Page = Page {
    name: "refcampaign",
    documented: &[
        row(500, Some("SERVER_ERROR"), UNTOLD, &[1, 2, 4, 8]),
        row(503, Some("SERVICE_UNAVAILABLE"), UNTOLD, &[1, 2, 4, 8]),
        row(429, Some("RATE_LIMIT_EXCEEDED"), (Some(9), None), &[9; 4]),
        row(429, Some("RATE_LIMIT_EXCEEDED"), UNTOLD, &[5; 4]),
        row(429, Some("LIMIT_EXCEEDED"), (Some(3), None), &[3; 4]),
        row(429, Some("LIMIT_EXCEEDED"), UNTOLD, &[]),
    ],
    further: &[
        row(429, Some("NEWER_THAN_THIS"), UNTOLD, &[5; 4]),
        row(429, Some("NEWER_THAN_THIS"), (Some(9), None), &[9; 4]),
        row(429, None, UNTOLD, &[5; 4]),
        row(500, None, UNTOLD, &[1, 2, 4, 8]),
        row(503, Some("SERVER_ERROR"), UNTOLD, &[1, 2, 4, 8]),
        row(599, Some("NEWER_THAN_THIS"), UNTOLD, &[1, 2, 4, 8]),
        row(599, None, UNTOLD, &[1, 2, 4, 8]),
    ],
    is_retried: |code, status| code == Some("LIMIT_EXCEEDED") || status == 429 || status >= 500,
    body: |code, _| {
        let code = member("code", code.map(quoted));
        format!(r#"{{"success":false,"error":{{"message":"x"{code}}},"meta":{{"timestamp":"2026-01-01T00:00:00Z"}}}}"#)
    },
};

/// No code at all, and nothing that the server says counts.
pub const PLAIN: Page = Page {
    name: "plain",
    documented: &[row(429, None, UNTOLD, &[1, 2, 4, 8]), row(429, None, (Some(3), None), &[1, 2, 4, 8])],
    further: &[row(429, Some("whatever"), UNTOLD, &[1, 2, 4, 8])],
    is_retried: |_, status| status == 429,
    body: |code, _| format!(r#"{{"error":{{"message":"x"{}}}}}"#, member("code", code.map(quoted))),
};

/// Header, body, backoff, in this order; some codes never, whatever their status.
pub const PUBLISHING: Page = Page {
    name: "publishing",
    documented: &[
        row(429, Some("RATE_LIMIT_EXCEEDED"), (Some(1), Some(45)), &[1; 3]),
        row(429, Some("RATE_LIMIT_EXCEEDED"), (None, Some(45)), &[45; 3]),
        row(429, Some("RATE_LIMIT_EXCEEDED"), UNTOLD, &[1, 2, 4]),
        row(500, Some("INTERNAL_ERROR"), UNTOLD, &[1, 2, 4]),
    ],
    further: &[row(429, Some("NEWER_THAN_THIS"), (None, Some(7)), &[7; 3]), row(500, None, UNTOLD, &[1, 2, 4])],
    is_retried: |code, status| {
        let never = ["VALIDATION_ERROR", "UNAUTHORIZED", "FORBIDDEN", "NOT_FOUND"];
        matches!(status, 429 | 500) && code.is_none_or(|code| !never.contains(&code))
    },
    body: |code, wait| {
        let (code, wait) = (member("code", code.map(quoted)), member("retry_after", wait));
        let meta = format!(r#"{{"request_id":"r","timestamp":"2026-01-01T00:00:00Z"{wait}}}"#);
        format!(r#"{{"success":false,"error":{{"message":"x"{code}}},"meta":{meta}}}"#)
    },
};

fn quoted(code: &str) -> String {
    format!("\"{code}\"")
}

/// A member behind others, if it has a value.
fn member(name: &str, value: Option<impl Display>) -> String {
    value.map(|value| format!(r#","{name}":{value}"#)).unwrap_or_default()
}
