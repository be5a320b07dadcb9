//! Every JSON body that the five pages show: decoded to what it means, and encoded back to the same JSON.

mod apis;

use std::time::Duration;

use apis::{affiliate, json, json_headers, plain, publishing, refcampaign, trackagoat};
use errbook::FieldError;
use http::StatusCode;
use serde_json::{Value, json};

/// The status, headers and body as `bytes`.
fn bytes(body: &Value) -> Vec<u8> {
    body.to_string().into_bytes()
}

#[test]
fn trackagoat_limit_reached() {
    use trackagoat::{ApiError, ErrorCode, ErrorKind, LimitReached, ResponseError};
    let body = json!({
        "data": null,
        "error": "Limit reached: max_creators_per_org",
        "meta": {"code": "limit_reached", "limitKey": "max_creators_per_org", "current": 5, "max": 5}
    });
    let error = ResponseError::decode(StatusCode::PAYMENT_REQUIRED, &json_headers(&[]), bytes(&body));
    let limit = LimitReached { limit_key: "max_creators_per_org".into(), current: 5, max: 5 };
    assert_eq!(error.code(), Some(ErrorCode::LimitReached));
    assert_eq!(error.kind(), Some(&ErrorKind::LimitReached(limit.clone())));
    assert_eq!(error.message(), "Limit reached: max_creators_per_org");
    assert_eq!(error.retry_after(), None);
    assert!(error.field_errors().is_empty());
    assert_eq!(error.mismatch(), None);
    assert_eq!(error.to_string(), "402 limit_reached: Limit reached: max_creators_per_org");

    let sent = ApiError::limit_reached(limit, "Limit reached: max_creators_per_org");
    assert_eq!(sent.status(), StatusCode::PAYMENT_REQUIRED);
    assert_eq!(json(&sent.to_json()), body);
}

#[test]
fn trackagoat_insufficient_scope() {
    use trackagoat::{ApiError, ErrorCode, ErrorKind, InsufficientScope, ResponseError};
    let message = "This action requires the 'write' scope. Granted: [read]";
    let body = json!({
        "data": null,
        "error": message,
        "meta": {"code": "insufficient_scope", "required": "write", "granted": ["read"]}
    });
    let error = ResponseError::decode(StatusCode::FORBIDDEN, &json_headers(&[]), bytes(&body));
    let scope = InsufficientScope { required: "write".into(), granted: vec!["read".into()] };
    assert_eq!(error.code(), Some(ErrorCode::InsufficientScope));
    assert_eq!(error.kind(), Some(&ErrorKind::InsufficientScope(scope.clone())));
    assert_eq!(error.message(), message);
    assert_eq!(error.mismatch(), None);
    assert_eq!(json(&ApiError::insufficient_scope(scope, message).to_json()), body);
}

#[test]
fn trackagoat_without_a_code() {
    use trackagoat::{ApiError, ErrorKind, ResponseError};
    let body = json!({"data": null, "error": "This account is banned"});
    for (status, kind) in [(403, ErrorKind::Forbidden), (404, ErrorKind::NotFound), (410, ErrorKind::Gone)] {
        let status = StatusCode::from_u16(status).expect("a status");
        let error = ResponseError::decode(status, &json_headers(&[]), bytes(&body));
        assert_eq!((error.code(), error.kind()), (None, Some(&kind)));
        assert_eq!(error.mismatch(), None, "{status}");
        assert_eq!(json(&ApiError::new(kind, "This account is banned").to_json()), body);
    }
    let free = json!({"data": null, "error": "Not found", "meta": {"hint": 1}});
    let error = ResponseError::decode(StatusCode::NOT_FOUND, &json_headers(&[]), bytes(&free));
    assert_eq!((error.kind(), error.mismatch()), (Some(&ErrorKind::NotFound), None));
}

#[test]
fn trackagoat_both_rate_limits() {
    use trackagoat::{ApiError, ErrorCode, ErrorKind, RateLimitExceeded, ResponseError};
    let body = json!({
        "data": null,
        "error": "Rate limit exceeded",
        "meta": {"code": "rate_limit_exceeded", "bucket": "v1Api", "retryAfter": 7}
    });
    let window = RateLimitExceeded { bucket: Some("v1Api".into()), retry_after: Some(7) };
    let error = ResponseError::decode(StatusCode::TOO_MANY_REQUESTS, &json_headers(&[]), bytes(&body));
    assert_eq!(error.code(), Some(ErrorCode::RateLimitExceeded));
    assert_eq!(error.kind(), Some(&ErrorKind::RateLimitExceeded(window.clone())));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(error.mismatch(), None);
    let headers = json_headers(&[("retry-after", "9")]);
    let error = ResponseError::decode(StatusCode::TOO_MANY_REQUESTS, &headers, bytes(&body));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(9)), "the header is preferred by the rule");

    let sent = ApiError::rate_limit_exceeded(window, "Rate limit exceeded");
    assert_eq!(json(&sent.to_json()), body);
    assert_eq!(sent.headers()["retry-after"], "7");
    let sent = sent.with_retry_after(Duration::from_millis(8_001));
    assert_eq!(json(&sent.to_json())["meta"]["retryAfter"], 9);
    assert_eq!(sent.headers()["retry-after"], "9");

    let body = json!({
        "data": null,
        "error": "Daily API request limit exceeded",
        "meta": {"code": "rate_limit_exceeded"}
    });
    let day = RateLimitExceeded { bucket: None, retry_after: None };
    let error = ResponseError::decode(StatusCode::TOO_MANY_REQUESTS, &json_headers(&[]), bytes(&body));
    assert_eq!(error.kind(), Some(&ErrorKind::RateLimitExceeded(day.clone())));
    assert_eq!((error.retry_after(), error.mismatch()), (None, None));
    let sent = ApiError::rate_limit_exceeded(day, "Daily API request limit exceeded");
    assert_eq!(json(&sent.to_json()), body);
    assert!(!sent.headers().contains_key("retry-after"));
}

#[test]
fn refcampaign_response_shape() {
    use refcampaign::{ApiError, ErrorCode, ErrorKind, ResponseError, ZodIssue};
    let body = json!({
        "success": false,
        "error": {
            "code": "VALIDATION_FAILED",
            "message": "Validation failed.",
            "details": [{"path": ["amount"], "message": "Number must be greater than 0"}]
        },
        "meta": {"timestamp": "2026-05-03T10:23:11.000Z"}
    });
    let issue = ZodIssue { path: vec!["amount".into()], code: None, message: "Number must be greater than 0".into() };
    let error = ResponseError::decode(StatusCode::BAD_REQUEST, &json_headers(&[]), bytes(&body));
    assert_eq!(error.code(), Some(ErrorCode::ValidationFailed));
    assert_eq!(error.kind(), Some(&ErrorKind::ValidationFailed(vec![issue.clone()])));
    assert_eq!(error.message(), "Validation failed.");
    assert_eq!(error.timestamp(), Some("2026-05-03T10:23:11.000Z"));
    assert_eq!(error.field_errors(), [FieldError::new("amount", "Number must be greater than 0")]);
    assert_eq!(error.mismatch(), None);
    let sent = ApiError::validation_failed(vec![issue], "Validation failed.");
    let sent = sent.with_timestamp("2026-05-03T10:23:11.000Z");
    assert_eq!(json(&sent.to_json()), body);
}

#[test]
fn refcampaign_zod_issues_without_meta() {
    use refcampaign::{ErrorKind, ResponseError};
    let body = json!({
        "success": false,
        "error": {
            "code": "VALIDATION_FAILED",
            "message": "Validation failed.",
            "details": [
                {"path": ["currency"], "code": "invalid_string", "message": "currency must be a 3-letter ISO code"},
                {"path": ["items", 0, "price"], "code": "too_small", "message": "Number must be greater than 0"}
            ]
        }
    });
    let error = ResponseError::decode(StatusCode::BAD_REQUEST, &json_headers(&[]), bytes(&body));
    assert!(matches!(error.kind(), Some(ErrorKind::ValidationFailed(issues)) if issues.len() == 2));
    let [currency, price] = error.field_errors() else { unreachable!("there are two field errors") };
    assert_eq!((currency.path.as_str(), currency.code.as_deref()), ("currency", Some("invalid_string")));
    assert_eq!(price.path, "items.0.price");
    let mismatch = error.mismatch().expect("there is no meta").to_string();
    assert_eq!(mismatch, "meta: expected an object, found nothing");
}

#[test]
fn affiliate_bodies() {
    use affiliate::{ApiError, ErrorCode, ResponseError};
    let body = json!({"detail": "Campaign not found", "error_code": "RESOURCE_NOT_FOUND", "status": 404});
    let error = ResponseError::decode(StatusCode::NOT_FOUND, &json_headers(&[]), bytes(&body));
    assert_eq!(error.code(), Some(ErrorCode::ResourceNotFound));
    assert_eq!((error.message(), error.mismatch()), ("Campaign not found", None));
    assert_eq!(json(&ApiError::resource_not_found("Campaign not found").to_json()), body);

    let body = json!({
        "detail": "Validation failed",
        "error_code": "VALIDATION_ERROR",
        "status": 422,
        "fields": [
            {"field": "commission_amount", "message": "Must be a positive number"},
            {"field": "name", "message": "Required field"}
        ]
    });
    let fields =
        [FieldError::new("commission_amount", "Must be a positive number"), FieldError::new("name", "Required field")];
    let error = ResponseError::decode(StatusCode::UNPROCESSABLE_ENTITY, &json_headers(&[]), bytes(&body));
    assert_eq!(error.code(), Some(ErrorCode::ValidationError));
    assert_eq!((error.field_errors(), error.mismatch()), (&fields[..], None));
    assert_eq!(json(&ApiError::validation_error("Validation failed").with_fields(fields).to_json()), body);

    let message = "Rate limit exceeded. Retry after 42 seconds.";
    let body = json!({"detail": message, "error_code": "RATE_LIMIT_EXCEEDED", "retry_after": 42});
    let headers = json_headers(&[("retry-after", "43")]);
    let error = ResponseError::decode(StatusCode::TOO_MANY_REQUESTS, &headers, bytes(&body));
    assert_eq!(error.code(), Some(ErrorCode::RateLimitExceeded));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(42)), "the body is preferred by the rule");
    assert_eq!(error.mismatch(), None);
    let sent = ApiError::rate_limit_exceeded(message).with_retry_after(Duration::from_secs(42));
    assert_eq!(json(&sent.to_json()), body);
    assert_eq!(sent.headers()["retry-after"], "42");
}

#[test]
fn affiliate_statuses_without_a_code() {
    use affiliate::{ApiError, ErrorKind, ResponseError};
    let body = json!({"detail": "Malformed JSON", "status": 400});
    let error = ResponseError::decode(StatusCode::BAD_REQUEST, &json_headers(&[]), bytes(&body));
    assert_eq!((error.kind(), error.mismatch()), (Some(&ErrorKind::BadRequest), None));
    assert_eq!(json(&ApiError::bad_request("Malformed JSON").to_json()), body);
}

#[test]
fn publishing_bodies() {
    use publishing::{ApiError, ErrorCode, ErrorKind, ResponseError};
    let cases = [
        (400, ErrorKind::ValidationError, "topic is required and must be 3-500 characters", "req_abc123"),
        (401, ErrorKind::Unauthorized, "Invalid or expired API key", "req_def456"),
        (
            402,
            ErrorKind::InsufficientCredits,
            "This operation requires 40 credits but your balance is 12",
            "req_ghi789",
        ),
        (403, ErrorKind::Forbidden, "API key lacks 'write' permission required for this endpoint", "req_jkl012"),
        (429, ErrorKind::RateLimitExceeded, "Rate limit exceeded. Retry after 45 seconds.", "req_mno345"),
    ];
    for (status, kind, message, request_id) in cases {
        let code = kind.code().expect("every kind has a code here");
        let mut meta = json!({"request_id": request_id, "timestamp": "2026-02-01T12:00:00Z"});
        let mut sent = ApiError::new(kind.clone(), message).with_request_id(request_id);
        sent = sent.with_timestamp("2026-02-01T12:00:00Z");
        if code == ErrorCode::RateLimitExceeded {
            meta["retry_after"] = json!(45);
            sent = sent.with_retry_after(Duration::from_secs(45));
        }
        let body = json!({"success": false, "error": {"code": code.as_str(), "message": message}, "meta": meta});
        assert_eq!(sent.status().as_u16(), status);
        assert_eq!(json(&sent.to_json()), body);

        let error = ResponseError::decode(sent.status(), &json_headers(&[]), bytes(&body));
        assert_eq!((error.code(), error.kind()), (Some(code), Some(&kind)));
        assert_eq!((error.message(), error.request_id()), (message, Some(request_id)));
        assert_eq!(error.retry_after(), (status == 429).then_some(Duration::from_secs(45)));
        assert_eq!(error.mismatch(), None);
        assert_eq!(error.to_string(), format!("{status} {code}: {message} (request {request_id})"));
    }
}

#[test]
fn plain_template_under_422() {
    use plain::{ApiError, ErrorKind, ResponseError};
    let body = json!({
        "error": {"code": "string", "message": "string", "details": [{"field": "string", "message": "string"}]}
    });
    let error = ResponseError::decode(StatusCode::UNPROCESSABLE_ENTITY, &json_headers(&[]), bytes(&body));
    assert_eq!((error.code(), error.code_str()), (None, Some("string")));
    assert_eq!(error.kind(), Some(&ErrorKind::UnprocessableEntity));
    assert_eq!(error.message(), "string");
    assert_eq!(error.field_errors(), [FieldError::new("string", "string")]);
    assert_eq!(error.mismatch(), None);

    let sent = ApiError::unprocessable_entity("string").with_code("string");
    let sent = sent.with_fields([FieldError::new("string", "string")]);
    assert_eq!(json(&sent.to_json()), body);
    let unnamed = ApiError::unprocessable_entity("Name is missing").to_json();
    assert_eq!(json(&unnamed), json!({"error": {"code": "unprocessable_entity", "message": "Name is missing"}}));
}
