//! What a service sends, and what it keeps to itself.

mod apis;

use std::error::Error as _;
use std::time::Duration;

use apis::{affiliate, json, json_headers, odd, plain, publishing, refcampaign, trackagoat};
use bytes::Bytes;
use errbook::{ApiError as _, RateLimit};
use http::{HeaderName, HeaderValue, StatusCode};
use serde_json::json;

const SECRET: &str = "postgres://admin:hunter2@db";

/// Everything that leaves, in one text.
fn sent(error: refcampaign::ApiError) -> String {
    let text = format!("{error} {} {:?}", error.message(), error.headers());
    let serialized = serde_json::to_string(&error).expect("it serializes");
    let response = http::Response::<Bytes>::from(error);
    format!("{text} {serialized} {:?} {:?}", response.headers(), response.body())
}

#[test]
fn a_5xx_keeps_its_message_and_its_cause() {
    use refcampaign::{ApiError, operation::CreateAffiliate};
    let error = ApiError::server_error(SECRET).with_source(std::io::Error::other("disk hunter2 full"));
    let inner = error.source().expect("the message is inside");
    assert_eq!(inner.to_string(), SECRET);
    assert_eq!(inner.source().expect("the cause is behind it").to_string(), "disk hunter2 full");
    assert!(format!("{error:?}").contains(SECRET), "the logs may have it");
    assert_eq!(error.message(), "Something upstream failed.");
    assert_eq!(error.to_string(), "500 SERVER_ERROR: Something upstream failed.");
    assert!(!sent(error).contains("hunter2"));

    let error = CreateAffiliate::service_unavailable(SECRET).with_source("hunter2");
    assert_eq!(error.source().expect("the message is inside").to_string(), SECRET);
    assert_eq!(error.to_string(), "503 SERVICE_UNAVAILABLE: A service that this one relies on is degraded.");
    assert!(!sent(error.into()).contains("hunter2"));
}

#[test]
fn a_5xx_without_a_code_says_what_the_status_means() {
    let error = affiliate::ApiError::internal_server_error(SECRET);
    assert_eq!(json(&error.to_json()), json!({"detail": "The server failed.", "status": 500}));
    let status = StatusCode::from_u16(599).expect("a status");
    let error = odd::ApiError::other(status, SECRET);
    assert_eq!(error.to_string(), "599: Server error");
}

#[test]
fn an_exposed_5xx_and_a_4xx_send_their_message() {
    let error = refcampaign::ApiError::server_error("try again at noon").with_source("cause").expose();
    assert_eq!(error.message(), "try again at noon");
    assert_eq!(error.source().expect("there is a cause").to_string(), "cause");
    let error = refcampaign::ApiError::not_found("no such affiliate");
    assert_eq!(error.message(), "no such affiliate");
    assert!(error.source().is_none());
    assert_eq!(error.with_message("none").to_string(), "404 NOT_FOUND: none");
}

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
    let date = HeaderValue::from_static("Fri, 31 Dec 1999 23:59:59 GMT");
    let error = affiliate::ApiError::quota_exceeded("").with_retry_after(Duration::from_secs(9));
    let headers = error.with_header(http::header::RETRY_AFTER, date.clone()).headers();
    assert_eq!(headers.get_all("retry-after").iter().collect::<Vec<_>>(), [&date], "what is set by name wins");
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

    let error = odd::ApiError::shop_closed(None, "");
    let body = json(&error.to_json());
    assert_eq!((&body["code"], &body["wait"]), (&json!(-1), &json!(2500)));
    assert!(body["at"].as_i64().is_some_and(|at| at > 1_700_000_000_000));
    assert!(body.get("info").is_none());
    assert_eq!(error.headers()["retry-after"], "3", "body and header say the same");
}

#[test]
fn times_as_numbers() {
    let error = odd::ApiError::order_invalid("No").with_timestamp("2026-02-01T12:00:00.750Z");
    assert_eq!(json(&error.to_json())["at"], 1_769_947_200);
    let error = odd::ApiError::order_invalid("No").with_timestamp("17");
    assert_eq!(json(&error.to_json())["at"], 17);
    let error = odd::ApiError::shop_closed(None, "No").with_timestamp("2026-02-01T12:00:00.750Z");
    assert_eq!(json(&error.to_json())["at"], 1_769_947_200_750_i64);
    let wait = Duration::from_micros(1_500_100);
    let error = odd::ApiError::shop_closed(None, "No").with_retry_after(wait);
    assert_eq!(json(&error.to_json())["wait"], 1501);
    assert_eq!(error.headers()["retry-after"], "2");
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
fn operations_answer_with_what_they_document() {
    use odd::operation::ChangeOrder;
    let api = |error: ChangeOrder| odd::ApiError::from(error);
    let error = ChangeOrder::order_invalid("No items");
    assert_eq!((error.code(), error.status()), (Some(odd::ErrorCode::OrderInvalid), StatusCode::BAD_REQUEST));
    assert_eq!(error.to_string(), "400 1002: No items");
    let error = api(error);
    assert_eq!(error.status(), StatusCode::BAD_REQUEST, "here it is 400, though elsewhere 422");
    assert_eq!(error.code_str(), Some("1002"));
    assert_eq!(odd::ApiError::order_invalid("").status(), StatusCode::UNPROCESSABLE_ENTITY);

    let lock = odd::Lock { owner: Some("me".into()), mode: Some(odd::LockMode::Write.into()), until: Some(None) };
    let error = api(ChangeOrder::order_locked(lock.clone(), "Locked").with_timestamp("1").with_request_id("r"));
    let code = json!({"code": 1001, "text": "Locked", "owner": "me", "mode": "write", "until": null});
    let body = json!({"errors": [code], "at": 1, "request": "r", "version": [1, {"minor": 2}], "note": ""});
    assert_eq!(json(&error.to_json()), body);
    let answer = odd::ResponseError::decode(error.status(), &json_headers(&[]), error.to_json());
    assert_eq!((answer.kind(), answer.mismatch()), (Some(&odd::ErrorKind::OrderLocked(Some(lock))), None));

    let built = ChangeOrder::NotFound("nothing here".into());
    assert_eq!((built.status(), built.message()), (StatusCode::NOT_FOUND, "nothing here"));
    let response = http::Response::<Bytes>::from(built);
    assert_eq!((response.status(), response.body().len()), (StatusCode::NOT_FOUND, 0));
    assert!(!response.headers().contains_key("content-type"));

    let error = api(ChangeOrder::client_error(StatusCode::GONE, "Sold out").with_instance("/orders/1"));
    assert_eq!(error.content_type(), "application/problem+json");
    let body =
        json!({"type": "about:blank", "title": "Gone", "status": 410, "detail": "Sold out", "instance": "/orders/1"});
    assert_eq!(json(&error.to_json()), body);
    let outside = api(ChangeOrder::client_error(StatusCode::BAD_GATEWAY, ""));
    assert_eq!(outside.status(), StatusCode::BAD_REQUEST, "a status of another class is not documented");
}

#[test]
fn operations_of_the_five_convert() {
    let error = trackagoat::operation::CreateCreator::forbidden("Banned");
    assert_eq!(json(&trackagoat::ApiError::from(error).to_json()), json!({"data": null, "error": "Banned"}));
    let unnamed = plain::operation::CreateItem::unprocessable_entity("No");
    assert_eq!(unnamed.to_string(), "422 unprocessable_entity: No");
    assert_eq!(plain::ApiError::from(unnamed).code_str(), Some("unprocessable_entity"));
    let error = plain::operation::CreateItem::bad_gateway(SECRET).with_code("upstream");
    let body = json!({"error": {"code": "upstream", "message": "A server behind this one failed."}});
    assert_eq!(json(&plain::ApiError::from(error).to_json()), body);
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
