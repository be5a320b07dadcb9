//! How long to wait: said in a header or in the body, in seconds, milliseconds or as a date; read and written.

use std::time::{Duration, SystemTime};

use errbook_tests::answer::{json, json_headers};
use errbook_tests::{affiliate, publishing, times_as_numbers, trackagoat};
use http::StatusCode;

/// Sun, 06 Nov 1994 08:49:37 GMT.
fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777)
}

fn wait(headers: &[(&'static str, &'static str)], body: &str) -> Option<Duration> {
    let headers = json_headers(headers);
    publishing::ResponseError::decode_at(now(), StatusCode::TOO_MANY_REQUESTS, &headers, body.to_owned()).retry_after()
}

#[test]
fn a_header_in_seconds() {
    assert_eq!(wait(&[("retry-after", "120")], ""), Some(Duration::from_secs(120)));
    assert_eq!(
        wait(&[("retry-after", "99999999999999999999999999")], ""),
        Some(Duration::from_secs(u64::from(u32::MAX)))
    );
    for nonsense in ["", "soon", "-1", "1.5", "+3"] {
        assert_eq!(wait(&[("retry-after", nonsense)], ""), None, "{nonsense}");
    }
}

#[test]
fn a_header_with_a_date() {
    assert_eq!(wait(&[("retry-after", "Sun, 06 Nov 1994 08:50:07 GMT")], ""), Some(Duration::from_secs(30)));
    let dated = [("retry-after", "Sun, 06 Nov 1994 08:50:07 GMT"), ("date", "Sun, 06 Nov 1994 08:50:00 GMT")];
    assert_eq!(wait(&dated, ""), Some(Duration::from_secs(7)), "the server's clock is the one that counts");
    assert_eq!(wait(&[("retry-after", "Sun, 06 Nov 1994 08:00:00 GMT")], ""), Some(Duration::from_secs(0)));
    assert_eq!(
        wait(&[("retry-after", "Fri, 31 Dec 9999 23:59:59 GMT")], ""),
        Some(Duration::from_secs(u64::from(u32::MAX)))
    );
}

#[test]
fn a_number_of_the_body() {
    for (sent, expected) in [
        ("45", Some(Duration::from_secs(45))),
        ("\"45\"", Some(Duration::from_secs(45))),
        ("0.25", Some(Duration::from_millis(250))),
        ("-3", None),
        ("1e300", Some(Duration::from_secs(u64::from(u32::MAX)))),
        ("null", None),
        ("\"NaN\"", None),
    ] {
        let body = format!(
            r#"{{"success":false,"error":{{"code":"RATE_LIMIT_EXCEEDED","message":"x"}},"meta":{{"retry_after":{sent}}}}}"#
        );
        assert_eq!(wait(&[], &body), expected, "{sent}");
    }
}

#[test]
fn the_rule_says_which_is_preferred() {
    let headers = json_headers(&[("retry-after", "9")]);
    let body = r#"{"data":null,"error":"x","meta":{"code":"rate_limit_exceeded","retryAfter":7}}"#;
    let error = trackagoat::ResponseError::decode(StatusCode::TOO_MANY_REQUESTS, &headers, body);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(9)), "the header comes first");
    let body = r#"{"detail":"x","error_code":"RATE_LIMIT_EXCEEDED","retry_after":7}"#;
    let error = affiliate::ResponseError::decode(StatusCode::TOO_MANY_REQUESTS, &headers, body);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)), "the body comes first");
}

#[test]
fn milliseconds_of_the_body() {
    let body = r#"{"message":"x","timestamp":5,"retry_after_ms":1500}"#;
    let error = times_as_numbers::ResponseError::decode(StatusCode::SERVICE_UNAVAILABLE, &json_headers(&[]), body);
    assert_eq!(error.retry_after(), Some(Duration::from_millis(1500)));
    assert_eq!((error.timestamp(), error.mismatch()), (Some("5"), None));
}

#[test]
fn body_and_header_say_the_same() {
    use times_as_numbers::ApiError;
    let error = ApiError::service_unavailable("").with_retry_after(Duration::from_micros(1_500_100));
    assert_eq!(
        (&json(&error.to_json())["retry_after_ms"], &error.headers()["retry-after"]),
        (&1501.into(), &"2".parse().expect("a value"))
    );
    let meta = trackagoat::RateLimitExceededMeta { bucket: None, retry_after: Some(7) };
    let error = trackagoat::ApiError::rate_limit_exceeded(meta, "x");
    assert_eq!(json(&error.to_json())["meta"]["retryAfter"], 7);
    assert_eq!(error.headers()["retry-after"], "7");
    let error = error.with_retry_after(Duration::from_millis(8_001));
    assert_eq!(json(&error.to_json())["meta"]["retryAfter"], 9, "what was set overrules the payload");
    assert_eq!(error.headers()["retry-after"], "9");
}

#[test]
fn a_required_wait_is_that_of_the_rule() {
    let error = times_as_numbers::ApiError::service_unavailable("");
    assert_eq!(json(&error.to_json())["retry_after_ms"], 2500);
    assert_eq!(error.headers()["retry-after"], "3");
}
