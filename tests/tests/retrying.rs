//! When a failed call is tried again: what the five pages tell their callers, row by row, and never otherwise.

use std::time::Duration;

use errbook::{Delay, ErrorClass};
use errbook_tests::answer::json_headers;
use errbook_tests::refcampaign::{ErrorCode, ErrorKind};
use http::StatusCode;

type Headers = &'static [(&'static str, &'static str)];

/// The waits in seconds after each failed try, as long as there is a further one.
fn waits(error: &dyn errbook::ResponseError) -> Vec<u64> {
    (1..100).map_while(|done| error.retry_delay(done)).map(|wait| wait.as_secs()).collect()
}

macro_rules! decoders {
    ($($api:ident),*) => {$(
        pub(crate) mod $api {
            use super::{Headers, StatusCode, json_headers};

            pub(crate) fn error(status: u16, headers: Headers, body: &str) -> ::errbook_tests::$api::ResponseError {
                let status = StatusCode::from_u16(status).expect("it is a status");
                ::errbook_tests::$api::ResponseError::decode(status, &json_headers(headers), body.to_owned())
            }

            pub(crate) fn waits(status: u16, headers: Headers, body: &str) -> Vec<u64> {
                crate::waits(&error(status, headers, body))
            }
        }
    )*};
}

mod api {
    use super::{Headers, StatusCode, json_headers};

    decoders!(affiliate, trackagoat, refcampaign, plain, publishing);
}

#[test]
fn affiliate_waits() {
    let body = |code: &str, rest: &str| format!(r#"{{"detail":"x","error_code":"{code}"{rest}}}"#);
    let asked = body("RATE_LIMIT_EXCEEDED", r#","retry_after":7"#);
    assert_eq!(api::affiliate::waits(429, &[], &asked), [7; 4], "the body says it; five tries in all");
    assert_eq!(api::affiliate::waits(429, &[], &body("RATE_LIMIT_EXCEEDED", "")), [1, 2, 4, 8]);
    assert_eq!(api::affiliate::waits(500, &[], r#"{"detail":"x"}"#), [5], "two tries in all");
    assert_eq!(api::affiliate::waits(429, &[("retry-after", "3")], &body("QUOTA_EXCEEDED", "")), [0; 0]);
}

#[test]
fn trackagoat_waits() {
    let limited = |rest: &str| format!(r#"{{"data":null,"error":"x","meta":{{"code":"rate_limit_exceeded"{rest}}}}}"#);
    let both = limited(r#","retryAfter":7"#);
    assert_eq!(api::trackagoat::waits(429, &[("retry-after", "9")], &both), [9; 4]);
    assert_eq!(api::trackagoat::waits(429, &[], &both), [7; 4]);
    assert_eq!(api::trackagoat::waits(429, &[], r#"{"data":null,"error":"x"}"#), [60; 4]);
}

#[test]
fn refcampaign_waits() {
    let body = |code: &str| {
        format!(
            r#"{{"success":false,"error":{{"code":"{code}","message":"x"}},"meta":{{"timestamp":"2026-01-01T00:00:00Z"}}}}"#
        )
    };
    for status in [500, 503, 599] {
        assert_eq!(api::refcampaign::waits(status, &[], &body("SERVER_ERROR")), [1, 2, 4, 8], "{status}");
        assert_eq!(api::refcampaign::waits(status, &[], ""), [1, 2, 4, 8], "{status}");
    }
    assert_eq!(api::refcampaign::waits(429, &[("retry-after", "9")], &body("RATE_LIMIT_EXCEEDED")), [9; 4]);
    assert_eq!(api::refcampaign::waits(429, &[], &body("RATE_LIMIT_EXCEEDED")), [5; 4]);
    assert_eq!(api::refcampaign::waits(429, &[], &body("NEWER_THAN_THIS")), [5; 4], "any other 429");
    let limit = body("LIMIT_EXCEEDED");
    assert_eq!(api::refcampaign::waits(429, &[], &limit), [0; 0], "two codes of one status are told apart");
    assert_eq!(api::refcampaign::waits(429, &[("retry-after", "3")], &limit).first(), Some(&3));
}

#[test]
fn plain_waits() {
    let body = r#"{"error":{"code":"whatever","message":"x"}}"#;
    assert_eq!(api::plain::waits(429, &[], body), [1, 2, 4, 8]);
}

#[test]
fn publishing_waits() {
    let body = |code: &str, rest: &str| {
        format!(
            r#"{{"success":false,"error":{{"code":"{code}","message":"x"}},"meta":{{"request_id":"r","timestamp":"t"{rest}}}}}"#
        )
    };
    let both = body("RATE_LIMIT_EXCEEDED", r#","retry_after":7"#);
    assert_eq!(api::publishing::waits(429, &[("retry-after", "9")], &both), [9; 3]);
    assert_eq!(api::publishing::waits(429, &[], &both), [7; 3]);
    assert_eq!(api::publishing::waits(429, &[], &body("RATE_LIMIT_EXCEEDED", "")), [1, 2, 4]);
    assert_eq!(api::publishing::waits(500, &[], &body("INTERNAL_ERROR", "")), [1, 2, 4]);
}

/// Every status that is no row above, and every code under its own status, asked for or not.
#[test]
fn all_else_is_never_tried_again() {
    let headers: Headers = &[("retry-after", "1")];
    macro_rules! check {
        ($($api:ident: $body:literal, $retried:expr;)*) => {$(
            let retried: &[u16] = $retried;
            for status in (400..600).filter(|status| !retried.contains(status)) {
                assert_eq!(api::$api::waits(status, headers, ""), [0; 0], "{} {status}", stringify!($api));
            }
            for code in errbook_tests::$api::ErrorCode::ALL {
                let status = code.status().as_u16();
                if !retried.contains(&status) {
                    let body = $body.replace("CODE", code.as_str());
                    let error = api::$api::error(status, headers, &body);
                    assert_eq!(error.code(), Some(*code));
                    assert_eq!(waits(&error), [0; 0], "{} {code}", stringify!($api));
                }
            }
        )*};
    }
    let server: Vec<u16> = (500..600).chain([429]).collect();
    check! {
        affiliate: r#"{"detail":"x","error_code":"CODE"}"#, &[429, 500];
        trackagoat: r#"{"data":null,"error":"x","meta":{"code":"CODE"}}"#, &[429];
        refcampaign: r#"{"success":false,"error":{"code":"CODE","message":"x"}}"#, &server;
        plain: r#"{"error":{"code":"CODE","message":"x"}}"#, &[429];
        publishing: r#"{"success":false,"error":{"code":"CODE","message":"x"},"meta":{}}"#, &[429, 500];
    }
}

#[test]
fn who_says_so_is_told_apart() {
    let asked = api::publishing::error(429, &[("retry-after", "9")], "");
    assert_eq!(asked.next_delay(1), Some(Delay::Asked(Duration::from_secs(9))));
    let ruled = api::publishing::error(429, &[], "");
    assert_eq!(ruled.next_delay(2), Some(Delay::Ruled(Duration::from_secs(2))));
}

#[test]
fn rate_limits_are_read_from_the_declared_headers() {
    let headers: Headers = &[
        ("x-ratelimit-limit", "100"),
        ("x-ratelimit-remaining", "0"),
        ("x-ratelimit-reset", "1700000060"),
        ("date", "Tue, 14 Nov 2023 22:13:20 GMT"),
    ];
    let limit = api::affiliate::error(429, headers, "").rate_limit().expect("the headers tell it");
    assert_eq!((limit.limit, limit.remaining, limit.reset), (Some(100), Some(0), Some(Duration::from_secs(60))));
    assert_eq!(api::affiliate::error(429, &[], "").rate_limit(), None);
    let drafted: Headers = &[("ratelimit", "\"minute\";r=3;t=20"), ("ratelimit-policy", "\"minute\";q=60;w=60")];
    let limit = api::plain::error(429, drafted, "").rate_limit().expect("the IETF's headers need no declaration");
    assert_eq!((limit.limit, limit.remaining, limit.reset), (Some(60), Some(3), Some(Duration::from_secs(20))));
}

#[test]
fn classes_stand_for_many_codes() {
    assert_eq!(api::refcampaign::error(429, &[], "").class(), ErrorClass::RateLimit);
    assert_eq!(api::refcampaign::error(502, &[], "").class(), ErrorClass::Unavailable);
    assert_eq!(ErrorKind::NotFound.class(), ErrorClass::NotFound);
    let classes: Vec<ErrorClass> = ErrorCode::ALL.iter().map(|code| ErrorClass::of(code.status())).collect();
    assert!(classes.contains(&ErrorClass::Authentication) && classes.contains(&ErrorClass::Internal));
}
