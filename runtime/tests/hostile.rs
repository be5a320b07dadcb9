//! Answers that no contract describes: each is decoded, with what it has, and with what is wrong about it.

mod apis;

use std::time::{Duration, SystemTime};

use apis::{affiliate, client_only, headers, json_headers, odd, plain, publishing, refcampaign, trackagoat};
use errbook::Finding;
use http::{HeaderMap, StatusCode};
use serde_json::json;

/// What holds of every answer, whatever it is.
fn check(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Vec<Box<dyn errbook::ResponseError>> {
    let bytes = || bytes::Bytes::copy_from_slice(body);
    let errors: Vec<Box<dyn errbook::ResponseError>> = vec![
        Box::new(affiliate::ResponseError::decode(status, headers, bytes())),
        Box::new(odd::ResponseError::decode(status, headers, bytes())),
        Box::new(plain::ResponseError::decode(status, headers, bytes())),
        Box::new(publishing::ResponseError::decode(status, headers, bytes())),
        Box::new(refcampaign::ResponseError::decode(status, headers, bytes())),
        Box::new(trackagoat::ResponseError::decode(status, headers, bytes())),
    ];
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
        for status in [404, 429, 500, 599] {
            let status = StatusCode::from_u16(status).expect("a status");
            for error in check(status, &headers(&[("content-type", "text/html")]), body) {
                assert_eq!(error.code_str(), None);
                let odd_without_body = status == 404 && body.is_empty();
                assert!(odd_without_body || error.mismatch().is_some());
            }
        }
    }
    check(StatusCode::BAD_GATEWAY, &HeaderMap::new(), &vec![b'x'; 10_000_000]);
    let error = trackagoat::ResponseError::decode(StatusCode::NOT_FOUND, &HeaderMap::new(), "<html>");
    assert_eq!(error.kind(), Some(&trackagoat::ErrorKind::NotFound), "the status speaks for itself");
    assert_eq!(error.message(), "Not Found");
    let findings: Vec<_> = error.mismatch().expect("it is no JSON").iter().collect();
    assert!(matches!(findings[..], [Finding::MediaType { found: None, .. }, Finding::NotJson { .. }]), "{findings:?}");
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
fn ten_megabytes_of_message() {
    let message = "Very long, this is. ".repeat(500_000);
    let body = json!({"data": null, "error": message, "meta": {"code": "internal_error"}}).to_string();
    let error = trackagoat::ResponseError::decode(StatusCode::INTERNAL_SERVER_ERROR, &json_headers(&[]), body);
    assert_eq!(error.body().len(), message.len() + 57);
    assert!(error.to_string().chars().count() <= 500);
}

#[test]
fn wrong_types_everywhere() {
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
    let keys =
        ["data", "error", "meta", "success", "detail", "error_code", "status", "fields", "retry_after", "errors"];
    for value in &odd_values {
        let everywhere: serde_json::Map<_, _> = keys.iter().map(|key| ((*key).to_owned(), value.clone())).collect();
        let inner = json!({
            "success": value,
            "error": {"code": value, "message": value, "details": value},
            "meta": {"code": value, "retryAfter": value, "request_id": value, "timestamp": value, "retry_after": value},
            "errors": [{"code": value, "text": value}, value],
        });
        for body in [value.to_string(), serde_json::Value::Object(everywhere).to_string(), inner.to_string()] {
            for status in [400, 403, 404, 422, 429, 500, 503, 599] {
                let status = StatusCode::from_u16(status).expect("a status");
                check(status, &json_headers(&[]), body.as_bytes());
            }
        }
    }
}

#[test]
fn text_that_is_not_utf8_keeps_its_code() {
    let body = b"{\"success\": false, \"error\": {\"code\": \"SERVER_ERROR\", \"message\": \"caf\xe9\"}, \"meta\": {\"timestamp\": \"\"}}";
    let error = refcampaign::ResponseError::decode(StatusCode::INTERNAL_SERVER_ERROR, &json_headers(&[]), &body[..]);
    assert_eq!(error.code(), Some(refcampaign::ErrorCode::ServerError));
    assert_eq!(error.message(), "caf\u{fffd}");
    assert!(error.mismatch().expect("it is not UTF-8").to_string().contains("UTF-8"));
}

#[test]
fn an_unknown_code_leaves_the_kind_of_the_status() {
    use trackagoat::{ErrorKind, ResponseError};
    let body = json!({"data": null, "error": "Brand new", "meta": {"code": "brand_new", "retryAfter": 3}}).to_string();
    let error = ResponseError::decode(StatusCode::TOO_MANY_REQUESTS, &json_headers(&[]), body.clone());
    assert_eq!((error.code(), error.code_str(), error.kind()), (None, Some("brand_new"), None));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3)));
    assert_eq!(error.mismatch().expect("it is new").to_string(), "unknown code brand_new");
    assert_eq!(error.to_string(), "429 brand_new: Brand new");

    let error = ResponseError::decode(StatusCode::NOT_FOUND, &json_headers(&[]), body);
    assert_eq!((error.code_str(), error.kind()), (Some("brand_new"), Some(&ErrorKind::NotFound)));
}

#[test]
fn a_known_code_on_another_status_is_kept() {
    use trackagoat::{ErrorCode, ErrorKind, LimitReached, ResponseError};
    let limit = LimitReached { limit_key: "links".into(), current: 1, max: 1 };
    let meta = json!({"code": "limit_reached", "limitKey": "links", "current": 1, "max": 1});
    let body = json!({"data": null, "error": "Limit reached", "meta": meta}).to_string();
    for (status, expected) in [
        (409, "code limit_reached is not documented with status 409"),
        (418, "status 418 is not documented; code limit_reached is not documented with status 418"),
    ] {
        let status = StatusCode::from_u16(status).expect("a status");
        let error = ResponseError::decode(status, &json_headers(&[]), body.clone());
        assert_eq!(error.code(), Some(ErrorCode::LimitReached));
        assert_eq!(error.kind(), Some(&ErrorKind::LimitReached(limit.clone())));
        assert_eq!(error.message(), "Limit reached");
        assert_eq!(error.mismatch().expect("it is elsewhere").to_string(), expected);
    }
}

#[test]
fn a_wrong_payload_leaves_the_code() {
    use trackagoat::{ErrorCode, ResponseError};
    let body = json!({"data": null, "error": "Limit", "meta": {"code": "limit_reached", "limitKey": 7}}).to_string();
    let error = ResponseError::decode(StatusCode::PAYMENT_REQUIRED, &json_headers(&[]), body);
    assert_eq!((error.code(), error.kind()), (Some(ErrorCode::LimitReached), None));
    let mismatch = error.mismatch().expect("the payload is wrong").to_string();
    assert_eq!(mismatch, "payload: meta.limitKey: expected a string, found a number");

    let body = json!({
        "success": false,
        "error": {"code": "VALIDATION_FAILED", "message": "No", "details": [{"path": [], "message": "x"}, {"path": 1}]},
        "meta": {"timestamp": "now"}
    });
    let error = refcampaign::ResponseError::decode(StatusCode::BAD_REQUEST, &json_headers(&[]), body.to_string());
    assert_eq!(error.kind(), None);
    let mismatch = error.mismatch().expect("the payload is wrong").to_string();
    assert_eq!(mismatch, "payload: error.details[1].path: expected a list, found a number");
}

#[test]
fn a_wrong_media_type_does_not_hide_the_body() {
    let body = json!({"detail": "No", "error_code": "TOKEN_EXPIRED", "status": 401}).to_string();
    let plain_text = headers(&[("content-type", "text/plain")]);
    let error = affiliate::ResponseError::decode(StatusCode::UNAUTHORIZED, &plain_text, body);
    assert_eq!(error.code(), Some(affiliate::ErrorCode::TokenExpired));
    let mismatch = error.mismatch().expect("the media type is wrong").to_string();
    assert_eq!(mismatch, "media type text/plain instead of application/json");
}

#[test]
fn a_status_in_the_body_that_is_another_one() {
    let body = json!({"detail": "No", "error_code": "TOKEN_EXPIRED", "status": 403}).to_string();
    let error = affiliate::ResponseError::decode(StatusCode::UNAUTHORIZED, &json_headers(&[]), body);
    assert_eq!(error.code(), Some(affiliate::ErrorCode::TokenExpired));
    assert!(error.mismatch().expect("401 is not 403").to_string().starts_with("status: expected the status"));
}

#[test]
fn retry_after_in_all_its_forms() {
    use publishing::ResponseError;
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777); // Sun, 06 Nov 1994 08:49:37 GMT
    let wait = |all: &[(&'static str, &'static str)], body: &str| {
        ResponseError::decode_at(now, StatusCode::TOO_MANY_REQUESTS, &json_headers(all), body.to_owned()).retry_after()
    };
    let seconds = |count| Some(Duration::from_secs(count));
    assert_eq!(wait(&[("retry-after", "120")], ""), seconds(120));
    assert_eq!(wait(&[("retry-after", "Sun, 06 Nov 1994 08:50:07 GMT")], ""), seconds(30));
    let dated = [("retry-after", "Sun, 06 Nov 1994 08:50:07 GMT"), ("date", "Sun, 06 Nov 1994 08:50:00 GMT")];
    assert_eq!(wait(&dated, ""), seconds(7), "the server's clock is the one that counts");
    assert_eq!(wait(&[("retry-after", "Sun, 06 Nov 1994 08:00:00 GMT")], ""), seconds(0));
    assert_eq!(wait(&[("retry-after", "99999999999999999999999999")], ""), seconds(u64::from(u32::MAX)));
    assert_eq!(wait(&[("retry-after", "Fri, 31 Dec 9999 23:59:59 GMT")], ""), seconds(u64::from(u32::MAX)));
    for nonsense in ["", "soon", "-1", "1.5", "+3"] {
        assert_eq!(wait(&[("retry-after", nonsense)], ""), None, "{nonsense}");
    }
    for (sent, expected) in [
        ("45", seconds(45)),
        ("\"45\"", seconds(45)),
        ("0.25", Some(Duration::from_millis(250))),
        ("-3", None),
        ("1e300", seconds(u64::from(u32::MAX))),
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
fn codes_in_a_list() {
    use odd::{ErrorCode, ErrorKind, Lock, LockMode, ResponseError};
    let body = json!({
        "errors": [{"code": 77, "text": "first"}, {"code": 1001, "text": "second", "owner": "me", "mode": "append"}, {"code": 1002, "text": "third"}],
        "at": 5, "version": [1, {"minor": 2}], "note": "n"
    });
    let error = ResponseError::decode(StatusCode::CONFLICT, &json_headers(&[]), body.to_string());
    assert_eq!(error.codes(), [ErrorCode::OrderLocked, ErrorCode::OrderInvalid]);
    assert_eq!((error.code(), error.code_str()), (Some(ErrorCode::OrderLocked), Some("1001")));
    assert_eq!((error.message(), error.timestamp()), ("first", Some("5")));
    let Some(ErrorKind::OrderLocked(Some(Lock { owner, mode: Some(mode), until }))) = error.kind() else {
        unreachable!("{error:?}");
    };
    assert_eq!((owner.as_deref(), mode.as_str(), *until), (Some("me"), "append", None));
    assert_ne!(*mode, LockMode::Read);
    let mismatch = error.mismatch().expect("77 is new").to_string();
    assert_eq!(mismatch, "unknown code 77");

    let body =
        json!({"errors": [{"code": "1001", "text": "as text"}], "at": 5, "version": [1, {"minor": 2}], "note": ""});
    let error = ResponseError::decode(StatusCode::CONFLICT, &json_headers(&[]), body.to_string());
    assert_eq!(error.kind(), Some(&ErrorKind::OrderLocked(None)));
    assert!(error.mismatch().expect("it is text").to_string().contains("expected an integer, found a string"));
}

#[test]
fn classes_and_the_default() {
    use odd::{ErrorCode, ErrorKind, ResponseError};
    let problem = headers(&[("content-type", "application/problem+json")]);
    let body = json!({"type": "about:blank", "title": "Gone", "status": 410, "detail": "Sold out"}).to_string();
    let error = ResponseError::decode(StatusCode::GONE, &problem, body.clone());
    assert_eq!((error.kind(), error.mismatch()), (Some(&ErrorKind::ClientError(StatusCode::GONE)), None));
    assert_eq!(error.message(), "Sold out");
    let teapot = StatusCode::from_u16(599).expect("a status");
    let error = ResponseError::decode(teapot, &problem, r#"{"type":"about:blank","title":"x"}"#);
    assert_eq!((error.kind(), error.message()), (Some(&ErrorKind::Other(teapot)), "HTTP status 599"));
    let body = json!({"errors": [{"code": 1002, "text": "No"}], "at": 5, "version": [1, {"minor": 2}], "note": ""});
    let error = ResponseError::decode(StatusCode::BAD_REQUEST, &json_headers(&[]), body.to_string());
    assert_eq!((error.code(), error.mismatch()), (Some(ErrorCode::OrderInvalid), None), "{error:?}");
    let error = ResponseError::decode(StatusCode::NOT_FOUND, &HeaderMap::new(), "");
    assert_eq!((error.kind(), error.mismatch()), (Some(&ErrorKind::NotFound), None));
}

#[test]
fn a_code_whose_status_nobody_knows() {
    use client_only::{ErrorCode, ErrorKind, ResponseError};
    let error = ResponseError::decode(StatusCode::NOT_FOUND, &json_headers(&[]), r#"{"code":"quota"}"#);
    assert_eq!((error.code(), error.mismatch()), (Some(ErrorCode::Quota), None));
    assert_eq!(error.kind().and_then(ErrorKind::status), None);
    let error = ResponseError::decode(StatusCode::NOT_FOUND, &json_headers(&[]), r#"{"code":404}"#);
    assert_eq!(error.kind().and_then(ErrorKind::status), Some(StatusCode::NOT_FOUND));
    let error = ResponseError::decode(StatusCode::NOT_FOUND, &json_headers(&[]), r#"{"code":"code"}"#);
    assert_eq!(error.kind(), Some(&ErrorKind::Code));
    let error = ResponseError::decode(StatusCode::BAD_GATEWAY, &HeaderMap::new(), "");
    assert_eq!((error.kind(), error.mismatch()), (Some(&ErrorKind::ServerError(StatusCode::BAD_GATEWAY)), None));
    let error = ResponseError::decode(StatusCode::BAD_GATEWAY, &json_headers(&[]), r#"{"text":"down"}"#);
    assert_eq!(error.message(), "down", "it is read by an envelope of another status");
    let mismatch = error.mismatch().expect("no body is documented").to_string();
    assert_eq!(mismatch, "the body: expected no body, found an object; code: expected a code, found nothing");
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
    assert!(size_of::<Result<(), trackagoat::ResponseError>>() <= 24);
    assert!(size_of::<Result<(), trackagoat::ApiError>>() <= 24);
    assert!(size_of::<Result<(), refcampaign::operation::CreateAffiliate>>() <= 128);
}
