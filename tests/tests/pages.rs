//! Every JSON body that the five error pages show: decoded to what it means, and encoded back to the same JSON.

use std::time::Duration;

use errbook::FieldError;
use errbook_tests::answer::{json, json_headers, status};
use errbook_tests::{affiliate, plain, publishing, refcampaign, trackagoat};
use http::HeaderMap;
use serde_json::{Value, json};

/// What the body of a page says, whatever the API.
#[derive(Default)]
struct Says<'a> {
    status: u16,
    code: Option<&'a str>,
    message: &'a str,
    field_errors: &'a [FieldError],
    retry_after: Option<u64>,
    request_id: Option<&'a str>,
}

impl Says<'_> {
    /// Compares with what was decoded, by the trait that all APIs share.
    fn check(&self, error: &dyn errbook::ResponseError) {
        assert_eq!(error.status().as_u16(), self.status);
        assert_eq!(error.code_str(), self.code);
        assert_eq!(error.message(), self.message);
        assert_eq!(error.field_errors(), self.field_errors);
        assert_eq!(error.retry_after(), self.retry_after.map(Duration::from_secs));
        assert_eq!(error.request_id(), self.request_id);
        assert_eq!(error.mismatch(), None);
    }
}

/// Decodes a body under its status, with these headers.
macro_rules! decode {
    ($api:ident, $status:expr, $headers:expr, $body:expr) => {{
        let headers: HeaderMap = $headers;
        $api::ResponseError::decode(status($status), &headers, $body.to_string())
    }};
    ($api:ident, $status:expr, $body:expr) => {
        decode!($api, $status, json_headers(&[]), $body)
    };
}

#[test]
fn trackagoat_limit_reached() {
    use trackagoat::{ApiError, ErrorKind, LimitReachedMeta};
    let message = "Limit reached: max_creators_per_org";
    let body = json!({
        "data": null,
        "error": message,
        "meta": {"code": "limit_reached", "limitKey": "max_creators_per_org", "current": 5, "max": 5}
    });
    let error = decode!(trackagoat, 402, body);
    Says { status: 402, code: Some("limit_reached"), message, ..Says::default() }.check(&error);
    let meta = LimitReachedMeta { limit_key: "max_creators_per_org".into(), current: 5, max: 5 };
    assert_eq!(error.code(), Some(trackagoat::ErrorCode::LimitReached));
    assert_eq!(error.kind(), Some(&ErrorKind::LimitReached(meta.clone())));
    let sent = ApiError::limit_reached(meta, message);
    assert_eq!((sent.status().as_u16(), json(&sent.to_json())), (402, body));
}

#[test]
fn trackagoat_insufficient_scope() {
    use trackagoat::{ApiError, ErrorKind, InsufficientScopeMeta};
    let message = "This action requires the 'write' scope. Granted: [read]";
    let meta = json!({"code": "insufficient_scope", "required": "write", "granted": ["read"]});
    let body = json!({"data": null, "error": message, "meta": meta});
    let error = decode!(trackagoat, 403, body);
    Says { status: 403, code: Some("insufficient_scope"), message, ..Says::default() }.check(&error);
    let meta = InsufficientScopeMeta { required: "write".into(), granted: vec!["read".into()] };
    assert_eq!(error.kind(), Some(&ErrorKind::InsufficientScope(meta.clone())));
    let sent = ApiError::insufficient_scope(meta, message);
    assert_eq!((sent.status().as_u16(), json(&sent.to_json())), (403, body));
}

#[test]
fn trackagoat_sliding_window() {
    use trackagoat::{ApiError, ErrorKind, RateLimitExceededMeta};
    let message = "Rate limit exceeded";
    let meta = json!({"code": "rate_limit_exceeded", "bucket": "v1Api", "retryAfter": 7});
    let body = json!({"data": null, "error": message, "meta": meta});
    let says =
        Says { status: 429, code: Some("rate_limit_exceeded"), message, retry_after: Some(7), ..Says::default() };
    let error = decode!(trackagoat, 429, body);
    says.check(&error);
    let meta = RateLimitExceededMeta { bucket: Some("v1Api".into()), retry_after: Some(7) };
    assert_eq!(error.kind(), Some(&ErrorKind::RateLimitExceeded(meta.clone())));
    let error = decode!(trackagoat, 429, json_headers(&[("retry-after", "9")]), body);
    Says { retry_after: Some(9), ..says }.check(&error);
    let sent = ApiError::rate_limit_exceeded(meta, message);
    assert_eq!((sent.status().as_u16(), json(&sent.to_json())), (429, body));
    assert_eq!(sent.headers()["retry-after"], "7", "the page says that the answer has the header");
}

#[test]
fn trackagoat_daily_quota() {
    use trackagoat::{ApiError, ErrorKind, RateLimitExceededMeta};
    let message = "Daily API request limit exceeded";
    let body = json!({"data": null, "error": message, "meta": {"code": "rate_limit_exceeded"}});
    let error = decode!(trackagoat, 429, body);
    Says { status: 429, code: Some("rate_limit_exceeded"), message, ..Says::default() }.check(&error);
    let meta = RateLimitExceededMeta { bucket: None, retry_after: None };
    assert_eq!(error.kind(), Some(&ErrorKind::RateLimitExceeded(meta.clone())));
    let sent = ApiError::rate_limit_exceeded(meta, message);
    assert_eq!(json(&sent.to_json()), body);
    assert!(!sent.headers().contains_key("retry-after"));
}

#[test]
fn trackagoat_without_a_code() {
    use trackagoat::{ApiError, ErrorKind};
    let message = "This account is banned";
    let body = json!({"data": null, "error": message});
    for kind in [ErrorKind::Forbidden, ErrorKind::NotFound, ErrorKind::Conflict, ErrorKind::Gone] {
        let status = kind.status().as_u16();
        let error = decode!(trackagoat, status, body);
        Says { status, message, ..Says::default() }.check(&error);
        assert_eq!((error.code(), error.kind()), (None, Some(&kind)));
        assert_eq!(json(&ApiError::new(kind, message).to_json()), body);
    }
}

#[test]
fn refcampaign_response_shape() {
    use refcampaign::{ApiError, ErrorKind, ZodIssue};
    let message = "Validation failed.";
    let timestamp = "2026-05-03T10:23:11.000Z";
    let text = "Number must be greater than 0";
    let details = json!([{"path": ["amount"], "message": text}]);
    let body = json!({
        "success": false,
        "error": {"code": "VALIDATION_FAILED", "message": message, "details": details},
        "meta": {"timestamp": timestamp}
    });
    let error = decode!(refcampaign, 400, body);
    let field_errors = &[FieldError::new("amount", text)];
    Says { status: 400, code: Some("VALIDATION_FAILED"), message, field_errors, ..Says::default() }.check(&error);
    assert_eq!(error.timestamp(), Some(timestamp));
    let issue = ZodIssue { path: vec!["amount".into()], code: None, message: text.into() };
    assert_eq!(error.kind(), Some(&ErrorKind::ValidationFailed(vec![issue.clone()])));
    let sent = ApiError::validation_failed(vec![issue], message).with_timestamp(timestamp);
    assert_eq!((sent.status().as_u16(), json(&sent.to_json())), (400, body));
}

/// The page's second example has no `meta`, which its own table calls constant: it decodes, and says so.
#[test]
fn refcampaign_zod_issues_without_meta() {
    use refcampaign::{ApiError, ErrorCode, ErrorKind};
    let body = json!({
        "success": false,
        "error": {
            "code": "VALIDATION_FAILED",
            "message": "Validation failed.",
            "details": [
                {"path": ["currency"], "code": "invalid_string", "message": "currency must be a 3-letter ISO code"},
                {"path": ["amount"], "code": "too_small", "message": "Number must be greater than 0"}
            ]
        }
    });
    let error = decode!(refcampaign, 400, body);
    assert_eq!((error.code(), error.message()), (Some(ErrorCode::ValidationFailed), "Validation failed."));
    let field = |path: &str, code: &str, message: &str| {
        let mut field = FieldError::new(path, message);
        field.code = Some(code.to_owned());
        field
    };
    assert_eq!(
        error.field_errors(),
        [
            field("currency", "invalid_string", "currency must be a 3-letter ISO code"),
            field("amount", "too_small", "Number must be greater than 0"),
        ]
    );
    let mismatch = error.mismatch().expect("there is no meta").to_string();
    assert_eq!(mismatch, "meta: expected an object, found nothing");
    let Some(ErrorKind::ValidationFailed(issues)) = error.kind() else { unreachable!("{error:?}") };
    let mut sent = json(&ApiError::validation_failed(issues.clone(), error.message()).to_json());
    assert!(sent.as_object_mut().and_then(|members| members.remove("meta")).is_some());
    assert_eq!(sent, body);
}

#[test]
fn affiliate_not_found() {
    use affiliate::{ApiError, ErrorKind};
    let message = "Campaign not found";
    let body = json!({"detail": message, "error_code": "RESOURCE_NOT_FOUND", "status": 404});
    let error = decode!(affiliate, 404, body);
    Says { status: 404, code: Some("RESOURCE_NOT_FOUND"), message, ..Says::default() }.check(&error);
    assert_eq!(error.kind(), Some(&ErrorKind::ResourceNotFound));
    let sent = ApiError::resource_not_found(message);
    assert_eq!((sent.status().as_u16(), json(&sent.to_json())), (404, body));
}

#[test]
fn affiliate_validation() {
    use affiliate::{ApiError, ErrorKind};
    let message = "Validation failed";
    let body = json!({
        "detail": message,
        "error_code": "VALIDATION_ERROR",
        "status": 422,
        "fields": [
            {"field": "commission_amount", "message": "Must be a positive number"},
            {"field": "name", "message": "Required field"}
        ]
    });
    let field_errors =
        [FieldError::new("commission_amount", "Must be a positive number"), FieldError::new("name", "Required field")];
    let error = decode!(affiliate, 422, body);
    let says = Says { status: 422, code: Some("VALIDATION_ERROR"), message, ..Says::default() };
    Says { field_errors: &field_errors, ..says }.check(&error);
    assert_eq!(error.kind(), Some(&ErrorKind::ValidationError));
    let sent = ApiError::validation_error(message).with_fields(field_errors);
    assert_eq!((sent.status().as_u16(), json(&sent.to_json())), (422, body));
}

#[test]
fn affiliate_rate_limit() {
    use affiliate::{ApiError, ErrorKind};
    let message = "Rate limit exceeded. Retry after 42 seconds.";
    let body = json!({"detail": message, "error_code": "RATE_LIMIT_EXCEEDED", "retry_after": 42});
    let error = decode!(affiliate, 429, json_headers(&[("retry-after", "43")]), body);
    let says = Says { status: 429, code: Some("RATE_LIMIT_EXCEEDED"), message, ..Says::default() };
    Says { retry_after: Some(42), ..says }.check(&error);
    assert_eq!(error.kind(), Some(&ErrorKind::RateLimitExceeded));
    let sent = ApiError::rate_limit_exceeded(message).with_retry_after(Duration::from_secs(42));
    assert_eq!((sent.status().as_u16(), json(&sent.to_json())), (429, body));
    assert_eq!(sent.headers()["retry-after"], "42");
}

#[test]
fn publishing_examples() {
    use publishing::{ApiError, ErrorKind};
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
        let code = kind.code().map(publishing::ErrorCode::as_str);
        let timestamp = "2026-02-01T12:00:00Z";
        let retry_after = (status == 429).then_some(45);
        let mut meta = json!({"request_id": request_id, "timestamp": timestamp});
        if let Some(seconds) = retry_after {
            meta["retry_after"] = json!(seconds);
        }
        let body = json!({"success": false, "error": {"code": code, "message": message}, "meta": meta});
        let error = decode!(publishing, status, body);
        let says = Says { status, code, message, retry_after, ..Says::default() };
        Says { request_id: Some(request_id), ..says }.check(&error);
        assert_eq!((error.kind(), error.timestamp()), (Some(&kind), Some(timestamp)));

        let mut sent = ApiError::new(kind, message).with_request_id(request_id).with_timestamp(timestamp);
        if let Some(seconds) = retry_after {
            sent = sent.with_retry_after(Duration::from_secs(seconds));
        }
        assert_eq!((sent.status().as_u16(), json(&sent.to_json())), (status, body));
    }
}

/// The page shows a template, which stands for a validation error here.
#[test]
fn plain_template() {
    use plain::{ApiError, ErrorKind};
    let details: Value = json!([{"field": "string", "message": "string"}]);
    let body = json!({"error": {"code": "string", "message": "string", "details": details}});
    let error = decode!(plain, 422, body);
    let field_errors = [FieldError::new("string", "string")];
    let says = Says { status: 422, code: Some("string"), message: "string", ..Says::default() };
    Says { field_errors: &field_errors, ..says }.check(&error);
    assert_eq!((error.code(), error.kind()), (None, Some(&ErrorKind::UnprocessableEntity)));
    let sent = ApiError::unprocessable_entity("string").with_code("string").with_fields(field_errors);
    assert_eq!((sent.status().as_u16(), json(&sent.to_json())), (422, body));
}
