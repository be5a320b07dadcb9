//! Answers made to hurt: each is decoded in bounded time and memory, keeps what came, and shows it in one line.

use errbook::{Finding, ResponseError};
use errbook_tests::answer::{headers, json_headers, status};
use errbook_tests::{
    affiliate, awkward_names, client_only, codes_in_a_list, fixed_members, integer_codes, payload_beside,
    payload_types, plain, problem, publishing, ranges_and_default, refcampaign, several_statuses, times_as_numbers,
    trackagoat,
};
use http::{HeaderMap, StatusCode};
use serde_json::{Map, Value, json};

/// Decodes an answer as one of each API.
fn decode_by_all(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Vec<Box<dyn ResponseError>> {
    let bytes = bytes::Bytes::copy_from_slice(body);
    macro_rules! all {
        ($($api:ident),*) => {
            vec![$(Box::new($api::ResponseError::decode(status, headers, bytes.clone())) as Box<dyn ResponseError>),*]
        };
    }
    all!(
        affiliate,
        awkward_names,
        client_only,
        codes_in_a_list,
        fixed_members,
        integer_codes,
        payload_beside,
        payload_types,
        plain,
        problem,
        publishing,
        ranges_and_default,
        refcampaign,
        several_statuses,
        times_as_numbers,
        trackagoat
    )
}

/// What holds of every answer, whatever it is.
fn check(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Vec<Box<dyn ResponseError>> {
    let errors = decode_by_all(status, headers, body);
    for error in &errors {
        assert_eq!((error.status(), error.headers(), error.body()), (status, headers, body));
        let line = error.to_string();
        assert!(line.starts_with(status.as_str()), "{line}");
        assert!(line.chars().count() <= 500 && !line.chars().any(char::is_control), "{line}");
        assert!(!error.message().is_empty());
        assert!(format!("{error:?}").len() < 4_000);
        assert!(error.mismatch().is_none_or(|mismatch| mismatch.to_string().len() < 6_000));
    }
    errors
}

#[test]
fn bodies_that_are_no_json() {
    let bodies: [&[u8]; 7] = [
        b"",
        b"  \r\n",
        b"<html><body>502 Bad Gateway</body></html>",
        br#"{"success": false, "error": {"code": "SERVER_ER"#,
        b"\xff\xfe\x00",
        b"\xEF\xBB\xBF",
        br#"{"error": 1} trailing"#,
    ];
    for body in bodies {
        for number in [404, 429, 500, 599] {
            for error in check(status(number), &headers(&[("content-type", "text/html")]), body) {
                assert_eq!(error.code_str(), None);
                // Two of the APIs document a status without a body.
                assert!(body.is_empty() || error.mismatch().is_some(), "{number} {error:?}");
            }
        }
    }
}

#[test]
fn html_leaves_what_the_status_says() {
    let error = trackagoat::ResponseError::decode(StatusCode::NOT_FOUND, &HeaderMap::new(), "<html>");
    assert_eq!((error.kind(), error.message()), (Some(&trackagoat::ErrorKind::NotFound), "Not Found"));
    let findings: Vec<_> = error.mismatch().expect("it is no JSON").iter().collect();
    assert!(matches!(findings[..], [Finding::MediaType { found: None, .. }, Finding::NotJson { .. }]), "{findings:?}");
    assert_eq!(error.body(), b"<html>");
}

#[test]
fn deep_and_wide_bodies() {
    let deep = "[".repeat(200_000);
    let deep_objects = r#"{"error":"#.repeat(200_000);
    let closed = format!(r#"{{"error":{{"details":{}{}}}}}"#, "[".repeat(200_000), "]".repeat(200_000));
    let wide = format!(r#"{{"error":[{}0]}}"#, "0,".repeat(2_000_000));
    let keys = format!(r#"{{{}"a":0}}"#, r#""error":{},"#.repeat(30_000));
    for body in [deep, deep_objects, closed, wide, keys] {
        check(StatusCode::INTERNAL_SERVER_ERROR, &json_headers(&[]), body.as_bytes());
    }
}

#[test]
fn ten_megabytes() {
    check(StatusCode::BAD_GATEWAY, &HeaderMap::new(), &vec![b'x'; 10_000_000]);
    let message = "Very long, this is. ".repeat(500_000);
    let body = json!({"data": null, "error": message, "meta": {"code": "internal_error"}}).to_string();
    let length = body.len();
    let error = trackagoat::ResponseError::decode(StatusCode::INTERNAL_SERVER_ERROR, &json_headers(&[]), body);
    assert_eq!(error.body().len(), length);
    assert!(error.message() == message, "text is no more than one value, however long");
    assert!(error.to_string().chars().count() <= 500);
}

#[test]
fn wrong_types_in_every_slot() {
    let odd_values = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1e300),
        json!("text"),
        json!([]),
        json!([[]]),
        json!([null, 1, "x"]),
        json!({}),
        json!({"code": {}, "retryAfter": "soon", "granted": 7}),
    ];
    let keys = [
        "code",
        "data",
        "detail",
        "details",
        "error",
        "error_code",
        "errors",
        "fields",
        "message",
        "meta",
        "request_id",
        "retry_after",
        "retry_after_ms",
        "status",
        "success",
        "timestamp",
        "title",
        "type",
    ];
    for value in &odd_values {
        let everywhere: Map<String, Value> = keys.iter().map(|key| ((*key).to_owned(), value.clone())).collect();
        let inner = json!({
            "success": value,
            "error": {"code": value, "message": value, "details": value},
            "meta": {"code": value, "retryAfter": value, "request_id": value, "timestamp": value, "retry_after": value},
            "errors": [{"code": value, "message": value}, value],
        });
        for body in [value.to_string(), Value::Object(everywhere).to_string(), inner.to_string()] {
            for number in [400, 403, 404, 409, 422, 429, 500, 503, 599] {
                check(status(number), &json_headers(&[]), body.as_bytes());
            }
        }
    }
}

#[test]
fn what_is_wrong_is_said_of_every_slot() {
    let body = json!({
        "success": "no",
        "error": {"code": "RATE_LIMIT_EXCEEDED", "message": 1},
        "meta": {"request_id": [], "timestamp": false, "retry_after": {}}
    });
    let error = publishing::ResponseError::decode(StatusCode::TOO_MANY_REQUESTS, &json_headers(&[]), body.to_string());
    assert_eq!(error.code(), Some(publishing::ErrorCode::RateLimitExceeded), "one wrong member does not hide another");
    assert_eq!(error.message(), "Too Many Requests");
    let mismatch = error.mismatch().expect("nearly all of it is wrong").to_string();
    for said in [
        "success: expected false, found a string",
        "error.message: expected a string, found a number",
        "meta.request_id: expected a string, found a list",
        "meta.timestamp: expected a string, found a boolean",
        "meta.retry_after: expected a number, found an object",
    ] {
        assert!(mismatch.contains(said), "{said}: {mismatch}");
    }
}

#[test]
fn text_that_is_not_utf8_keeps_its_code() {
    let body = b"{\"success\": false, \"error\": {\"code\": \"SERVER_ERROR\", \"message\": \"caf\xe9\"}, \"meta\": {\"timestamp\": \"\"}}";
    let error = refcampaign::ResponseError::decode(StatusCode::INTERNAL_SERVER_ERROR, &json_headers(&[]), &body[..]);
    assert_eq!(error.code(), Some(refcampaign::ErrorCode::ServerError));
    assert_eq!((error.message(), error.body()), ("caf\u{fffd}", &body[..]));
    assert!(error.mismatch().expect("it is not UTF-8").to_string().contains("UTF-8"));
}

#[test]
fn one_line_whatever_the_server_sent() {
    let message = format!("two\nlines \u{1b}[31mred\u{202e} {}", "é".repeat(1_000));
    let body = json!({
        "success": false,
        "error": {"code": "a\tb".repeat(500), "message": message},
        "meta": {"request_id": "\u{7}".repeat(500), "timestamp": ""}
    });
    let error = publishing::ResponseError::decode(StatusCode::CONFLICT, &json_headers(&[]), body.to_string());
    let line = error.to_string();
    assert!(line.starts_with(r"409 a\tba\tb"), "{line}");
    assert!(line.contains(r"two\nlines \u{1b}[31mred\u{202e} é"), "{line}");
    assert!(line.ends_with(')'), "{line}");
    assert!(!format!("{error:?}").contains('\u{7}'));
}

#[test]
fn results_stay_small() {
    // No allocation for an answer that agrees with the contract: so it is all inside, below what clippy calls large.
    assert!(size_of::<Result<(), trackagoat::ResponseError>>() <= 128);
    assert!(size_of::<Result<(), trackagoat::ApiError>>() <= 8);
    assert!(size_of::<Result<(), refcampaign::operation::CreateAffiliate>>() <= 128);
}
