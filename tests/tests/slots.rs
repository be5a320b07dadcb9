//! What one occurrence of an error says beside its kind, in body and headers: set, or filled in where that is honest.

use std::time::Duration;

use bytes::Bytes;
use errbook::RateLimit;
use errbook_tests::answer::json;
use errbook_tests::{affiliate, fixed_members, publishing, refcampaign, times_as_numbers, trackagoat};
use http::{HeaderName, HeaderValue, StatusCode};
use serde_json::json;

#[test]
fn status_content_type_and_headers() {
    let error = affiliate::ApiError::quota_exceeded("No more links")
        .with_retry_after(Duration::from_millis(1))
        .with_rate_limit(RateLimit { limit: Some(300), remaining: Some(0), reset: Some(Duration::from_secs(60)) })
        .with_header(HeaderName::from_static("x-request-id"), HeaderValue::from_static("r1"))
        .with_header(HeaderName::from_static("link"), HeaderValue::from_static("a"))
        .with_header(HeaderName::from_static("link"), HeaderValue::from_static("b"))
        .with_header(http::header::CONTENT_TYPE, HeaderValue::from_static("text/html"));
    assert_eq!(error.content_type(), "application/json");
    let response = http::Response::<Bytes>::from(error);
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    let headers = response.headers();
    assert_eq!(headers["content-type"], "application/json");
    assert_eq!(headers["retry-after"], "1");
    assert_eq!(headers["x-ratelimit-limit"], "300");
    assert_eq!(headers["x-ratelimit-remaining"], "0");
    let reset: u64 = headers["x-ratelimit-reset"].to_str().expect("digits").parse().expect("a number");
    assert!(reset > 1_700_000_000, "seconds since 1970");
    assert_eq!(headers["x-request-id"], "r1");
    assert_eq!(headers.get_all("link").iter().count(), 2);
}

#[test]
fn a_header_that_is_set_by_name_wins() {
    let date = HeaderValue::from_static("Fri, 31 Dec 1999 23:59:59 GMT");
    let error = affiliate::ApiError::quota_exceeded("").with_retry_after(Duration::from_secs(9));
    let headers = error.with_header(http::header::RETRY_AFTER, date.clone()).headers();
    assert_eq!(headers.get_all("retry-after").iter().collect::<Vec<_>>(), [&date]);
}

#[test]
fn required_slots_that_nobody_set() {
    let error = publishing::ApiError::conflict("Published already");
    let body = json(&error.to_json());
    assert_eq!(json(&error.to_json()), body, "it stays the same however often it is written");
    let request_id = body["meta"]["request_id"].as_str().expect("a text");
    assert_eq!((request_id.len(), request_id.starts_with("req_")), (20, true));
    let timestamp = body["meta"]["timestamp"].as_str().expect("a text");
    assert_eq!((timestamp.len(), timestamp.ends_with('Z')), ("2026-05-03T10:23:11.000Z".len(), true));
    assert!(humantime::parse_rfc3339(timestamp).is_ok());
    assert!(body["meta"].get("retry_after").is_none());
    let other = json(&publishing::ApiError::conflict("").to_json());
    assert_ne!(other["meta"]["request_id"], body["meta"]["request_id"]);
    let error = affiliate::ApiError::validation_error("Invalid");
    assert_eq!(json(&error.to_json())["fields"], json!([]));
}

#[test]
fn times_as_numbers() {
    use times_as_numbers::ApiError;
    for (given, sent) in [("2026-02-01T12:00:00.750Z", 1_769_947_200), ("17", 17)] {
        let error = ApiError::too_many_requests("No").with_timestamp(given);
        assert_eq!(json(&error.to_json())["timestamp"], sent);
    }
    let now = json(&ApiError::too_many_requests("No").to_json());
    assert!(now["timestamp"].as_i64().is_some_and(|seconds| (1_700_000_000..100_000_000_000).contains(&seconds)));
}

#[test]
fn details_are_free_only_where_the_contract_leaves_them_free() {
    use refcampaign::{ApiError, ZodIssue};
    let free = ApiError::already_exists("Taken").with_details(json!({"email": "a@b.c"}));
    assert_eq!(json(&free.to_json())["error"]["details"], json!({"email": "a@b.c"}));
    let issue = ZodIssue { path: vec!["a".into(), 0.into()], code: None, message: "No".into() };
    let typed = ApiError::validation_failed(vec![issue], "No").with_details("anything");
    assert_eq!(json(&typed.to_json())["error"]["details"], json!([{"path": ["a", 0], "message": "No"}]));
}

#[test]
fn members_that_no_error_sets() {
    let body = json!({
        "code": "ODD",
        "ok": false,
        "version": [1, {"minor": 2}],
        "data": null,
        "message": "No",
        "note": "",
        "count": 0,
        "ratio": 0,
        "flag": false,
        "list": [],
        "object": {},
        "level": "minor",
        "nothing": null
    });
    let error = fixed_members::ApiError::odd("No");
    assert_eq!(json(&error.to_json()), body);
    let headers = error.headers();
    let decoded = fixed_members::ResponseError::decode(error.status(), &headers, error.to_json());
    assert_eq!((decoded.code(), decoded.mismatch()), (Some(fixed_members::ErrorCode::Odd), None));
    let other = body.to_string().replace(r#""minor":2"#, r#""minor":3"#);
    let decoded = fixed_members::ResponseError::decode(error.status(), &headers, other);
    let mismatch = decoded.mismatch().expect("the constant is another").to_string();
    assert_eq!(mismatch, r#"version: expected [1,{"minor":2}], found a list"#);
}

#[test]
fn text_is_escaped_as_serde_json_does() {
    let everything: String = (0..0x180).filter_map(char::from_u32).chain("\u{2028}😀\u{10ffff}".chars()).collect();
    let error = affiliate::ApiError::resource_not_found(everything.clone());
    let expected = format!(
        r#"{{"detail":{},"error_code":"RESOURCE_NOT_FOUND","status":404}}"#,
        serde_json::to_string(&everything).expect("a text")
    );
    assert_eq!(String::from_utf8(error.to_json()), Ok(expected));
}

#[test]
fn one_trait_over_all_apis() {
    let errors: Vec<Box<dyn errbook::ApiError>> =
        vec![Box::new(refcampaign::ApiError::unauthorized("")), Box::new(trackagoat::ApiError::gone(""))];
    let seen: Vec<_> = errors.iter().map(|error| (error.status().as_u16(), error.code_str())).collect();
    assert_eq!(seen, [(401, Some("UNAUTHORIZED")), (410, None)]);
    let body = serde_json::to_value(refcampaign::ApiError::not_found("x").with_timestamp("t")).expect("it serializes");
    assert_eq!(body["meta"], json!({"timestamp": "t"}));
}
