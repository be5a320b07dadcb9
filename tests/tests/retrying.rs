//! When a failed call is tried again: what the five pages tell their callers, row by row, and never otherwise.

use std::time::Duration;

use errbook::{Delay, ErrorClass};
use errbook_tests::answer::{json_headers, status};
use errbook_tests::retries::{self, Page};
use errbook_tests::{affiliate, plain, publishing, ranges_and_default};
use http::header::RETRY_AFTER;
use http::{HeaderMap, HeaderValue, StatusCode};

/// The waits in seconds after each failed try, as long as there is a further one.
fn waits(error: &dyn errbook::ResponseError) -> Vec<u64> {
    (1..100).map_while(|done| error.retry_delay(done)).map(|wait| wait.as_secs()).collect()
}

/// The headers of an answer that says, or not, how long to wait.
fn retry_after(seconds: Option<u32>) -> HeaderMap {
    let mut headers = json_headers(&[]);
    headers.extend(seconds.map(|seconds| (RETRY_AFTER, HeaderValue::from(seconds))));
    headers
}

/// Checks each of the five APIs: its page, how it waits after an answer, its codes.
macro_rules! over_each_api {
    ($check:ident) => {
        over_each_api!(@ $check affiliate AFFILIATE);
        over_each_api!(@ $check trackagoat TRACKAGOAT);
        over_each_api!(@ $check refcampaign REFCAMPAIGN);
        over_each_api!(@ $check plain PLAIN);
        over_each_api!(@ $check publishing PUBLISHING);
    };
    (@ $check:ident $api:ident $page:ident) => {{
        use errbook_tests::$api::{ErrorCode, ResponseError};
        let decode = |number, headers: &HeaderMap, body| waits(&ResponseError::decode(status(number), headers, body));
        let codes: Vec<&str> = ErrorCode::ALL.iter().map(|code| code.as_str()).collect();
        $check(&retries::$page, decode, &codes);
    }};
}

/// The waits after an answer.
type Waits = fn(u16, &HeaderMap, String) -> Vec<u64>;

#[test]
fn every_row_of_the_pages() {
    let check = |page: &Page, waits: Waits, _: &[&str]| {
        for row in page.rows() {
            let body = page.body(row.code, row.body);
            assert_eq!(waits(row.status, &retry_after(row.header), body), row.waits, "{} {row:?}", page.name);
        }
    };
    over_each_api!(check);
}

/// Every code with every status, and every status without a code; an empty body says no more than a body without one.
#[test]
fn all_else_is_never_tried_again() {
    let check = |page: &Page, waits: Waits, codes: &[&str]| {
        for status in 400..600 {
            for code in codes.iter().copied().map(Some).chain([None]) {
                let is_tried = |body: String| !waits(status, &retry_after(Some(1)), body).is_empty();
                let expected = (page.is_retried)(code, status);
                assert_eq!(is_tried(page.body(code, None)), expected, "{} {code:?} {status}", page.name);
                assert!(code.is_some() || is_tried(String::new()) == expected, "{} {status}", page.name);
            }
        }
    };
    over_each_api!(check);
}

#[test]
fn who_says_so_is_told_apart() {
    let after = |headers| publishing::ResponseError::decode(StatusCode::TOO_MANY_REQUESTS, &headers, "");
    let asked = after(retry_after(Some(9)));
    assert_eq!(asked.next_delay(1), Some(Delay::Asked(Duration::from_secs(9))));
    let ruled = after(retry_after(None));
    assert_eq!(ruled.next_delay(2), Some(Delay::Ruled(Duration::from_secs(2))));
}

#[test]
fn rate_limits_are_read_from_the_declared_headers() {
    let headers = json_headers(&[
        ("x-ratelimit-limit", "100"),
        ("x-ratelimit-remaining", "0"),
        ("x-ratelimit-reset", "1700000060"),
        ("date", "Tue, 14 Nov 2023 22:13:20 GMT"),
    ]);
    let limit = |headers| affiliate::ResponseError::decode(StatusCode::TOO_MANY_REQUESTS, headers, "").rate_limit();
    let told = limit(&headers).expect("the headers tell it");
    assert_eq!((told.limit, told.remaining, told.reset), (Some(100), Some(0), Some(Duration::from_secs(60))));
    assert_eq!(limit(&json_headers(&[])), None);
    let drafted = json_headers(&[("ratelimit", "\"minute\";r=3;t=20"), ("ratelimit-policy", "\"minute\";q=60;w=60")]);
    let error = plain::ResponseError::decode(StatusCode::TOO_MANY_REQUESTS, &drafted, "");
    let limit = error.rate_limit().expect("the IETF's headers need no declaration");
    assert_eq!((limit.limit, limit.remaining, limit.reset), (Some(60), Some(3), Some(Duration::from_secs(20))));
}

#[test]
fn classes_stand_for_many_codes() {
    for (number, class) in [
        (401, ErrorClass::Authentication),
        (403, ErrorClass::Permission),
        (410, ErrorClass::NotFound),
        (412, ErrorClass::Conflict),
        (422, ErrorClass::Validation),
        (429, ErrorClass::RateLimit),
        (504, ErrorClass::Unavailable),
        (500, ErrorClass::Internal),
        (402, ErrorClass::Other),
    ] {
        let error = ranges_and_default::ResponseError::decode(status(number), &json_headers(&[]), r#"{"message":"x"}"#);
        let of_kind = error.kind().map(ranges_and_default::ErrorKind::class);
        assert_eq!((of_kind, error.class()), (Some(class), class), "{number}");
    }
    let classes: Vec<ErrorClass> = publishing::ErrorCode::ALL.iter().map(|it| ErrorClass::of(it.status())).collect();
    let expected = [
        ErrorClass::Validation,
        ErrorClass::Authentication,
        ErrorClass::Other,
        ErrorClass::Permission,
        ErrorClass::NotFound,
        ErrorClass::Conflict,
        ErrorClass::Conflict,
        ErrorClass::RateLimit,
        ErrorClass::Internal,
    ];
    assert_eq!(classes, expected);
    assert_eq!(publishing::ErrorKind::PreconditionFailed.class(), ErrorClass::Conflict);
}
