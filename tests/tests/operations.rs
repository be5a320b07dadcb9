//! The errors of one operation: what it documents, with the status and the body that it documents for it.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use errbook::ApiError as _;
use errbook_tests::answer::json;
use errbook_tests::{awkward_names, plain, ranges_and_default, refcampaign, several_statuses, trackagoat};
use http::StatusCode;
use serde_json::json;

#[test]
fn a_code_has_the_status_of_the_operation() {
    use several_statuses::operation::{CreateOrder, SearchOrders};
    use several_statuses::{ApiError, ErrorCode};
    assert_eq!(ErrorCode::Invalid.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ErrorCode::Invalid.statuses(), [StatusCode::BAD_REQUEST, StatusCode::UNPROCESSABLE_ENTITY]);
    assert_eq!(ApiError::invalid("").status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(CreateOrder::invalid("").status(), StatusCode::UNPROCESSABLE_ENTITY);
    let error = SearchOrders::invalid("No items");
    assert_eq!((error.code(), error.status()), (Some(ErrorCode::Invalid), StatusCode::BAD_REQUEST));
    assert_eq!(error.to_string(), "400 INVALID: No items");
    let error = ApiError::from(error);
    assert_eq!(error.status(), StatusCode::BAD_REQUEST, "it stays what the operation documents");
    assert_eq!(error.code_str(), Some("INVALID"));
}

#[test]
fn every_slot_comes_along() {
    use refcampaign::operation::GetAffiliate;
    let error = GetAffiliate::not_found("none")
        .with_message("no such affiliate")
        .with_timestamp("t")
        .with_details(json!({"id": 7}))
        .with_header(http::header::LINK, http::HeaderValue::from_static("a"));
    assert_eq!(error.message(), "no such affiliate");
    let error = refcampaign::ApiError::from(error);
    let body = json!({
        "success": false,
        "error": {"code": "NOT_FOUND", "message": "no such affiliate", "details": {"id": 7}},
        "meta": {"timestamp": "t"}
    });
    assert_eq!((json(&error.to_json()), &error.headers()["link"]), (body, &"a".parse().expect("a value")));
}

#[test]
fn a_payload_comes_along() {
    use trackagoat::operation::CreateCreator;
    let meta = trackagoat::LimitReachedMeta { limit_key: "links".into(), current: 1, max: 1 };
    let error = trackagoat::ApiError::from(CreateCreator::limit_reached(meta.clone(), "Limit reached"));
    assert_eq!(error.kind(), &trackagoat::ErrorKind::LimitReached(meta));
    let meta = json!({"code": "limit_reached", "limitKey": "links", "current": 1, "max": 1});
    assert_eq!(json(&error.to_json()), json!({"data": null, "error": "Limit reached", "meta": meta}));
}

#[test]
fn a_status_without_a_code() {
    let error = trackagoat::operation::CreateCreator::forbidden("Banned");
    assert_eq!((error.code(), error.status()), (None, StatusCode::FORBIDDEN));
    assert_eq!(json(&trackagoat::ApiError::from(error).to_json()), json!({"data": null, "error": "Banned"}));
}

#[test]
fn a_variant_is_built_of_text() {
    use ranges_and_default::operation::ChangeOrder;
    let error = ChangeOrder::NotFound("nothing here".into());
    assert_eq!((error.status(), error.message()), (StatusCode::NOT_FOUND, "nothing here"));
    let response = http::Response::<Bytes>::from(error);
    assert_eq!((response.status(), response.body().len()), (StatusCode::NOT_FOUND, 0));
    assert!(!response.headers().contains_key("content-type"));
}

#[test]
fn a_class_sends_no_status_of_another() {
    use ranges_and_default::ApiError;
    use ranges_and_default::operation::{ChangeOrder, ListOrders};
    let error = ApiError::from(ChangeOrder::client_error(StatusCode::GONE, "Sold out"));
    assert_eq!(
        (error.status(), error.kind()),
        (StatusCode::GONE, &ranges_and_default::ErrorKind::ClientError(StatusCode::GONE))
    );
    for error in [
        ChangeOrder::client_error(StatusCode::BAD_GATEWAY, "").into(),
        ChangeOrder::ClientError(StatusCode::BAD_GATEWAY, "".into()).into(),
        ApiError::client_error(StatusCode::BAD_GATEWAY, ""),
    ] {
        assert_eq!(error.status(), StatusCode::BAD_REQUEST);
        assert_eq!(error.kind().status(), StatusCode::BAD_REQUEST);
    }
    assert_eq!(ListOrders::server_error(StatusCode::OK, "").status(), StatusCode::INTERNAL_SERVER_ERROR);
}

#[test]
fn an_open_code_is_the_reason_phrase_unless_it_is_set() {
    let unnamed = plain::operation::CreateShipment::unprocessable_entity("No");
    assert_eq!(unnamed.to_string(), "422 unprocessable_entity: No");
    assert_eq!(plain::ApiError::from(unnamed).code_str(), Some("unprocessable_entity"));
    let named = plain::operation::CreateShipment::conflict("Sent already").with_code("sent");
    let body = json!({"error": {"code": "sent", "message": "Sent already"}});
    assert_eq!(json(&plain::ApiError::from(named).to_json()), body);
}

#[test]
fn errors_are_shown_by_their_names() {
    use ranges_and_default::ErrorKind as Ranged;
    use ranges_and_default::operation::ChangeOrder;
    use trackagoat::operation::CreateCreator;
    use trackagoat::{ErrorCode, ErrorKind};
    let codes = "[InvalidQuery, InvalidBody, InvalidParams, InvalidApiKey, InsufficientScope, RateLimitExceeded, \
                 InternalError, LimitReached, RetentionExceeded]";
    assert_eq!(format!("{:?}", ErrorCode::ALL), codes);
    let meta = || trackagoat::LimitReachedMeta { limit_key: "links".into(), current: 1, max: 1 };
    let shown = "LimitReached(LimitReachedMeta { limit_key: \"links\", current: 1, max: 1 })";
    assert_eq!(format!("{:?}", ErrorKind::LimitReached(meta())), shown);
    let kinds = [ErrorKind::InternalError, ErrorKind::RetentionExceeded, ErrorKind::Forbidden, ErrorKind::Gone];
    assert_eq!(format!("{kinds:?}"), "[InternalError, RetentionExceeded, Forbidden, Gone]");
    let of_ranges = [
        Ranged::NotFound,
        Ranged::ClientError(StatusCode::GONE),
        Ranged::ServerError(StatusCode::BAD_GATEWAY),
        Ranged::Other(StatusCode::FOUND),
    ];
    assert_eq!(format!("{of_ranges:?}"), "[NotFound, ClientError(410), ServerError(502), Other(302)]");
    let begin = |error: &dyn std::fmt::Debug| {
        let shown = format!("{error:?}");
        shown.split("message: ").next().unwrap_or_default().to_owned()
    };
    let slots = "Slots(SlotValues { given: Given { ";
    let payload = "LimitReachedMeta { limit_key: \"links\", current: 1, max: 1 }";
    assert_eq!(begin(&CreateCreator::limit_reached(meta(), "")), format!("LimitReached({payload}, {slots}"));
    assert_eq!(begin(&CreateCreator::forbidden("")), format!("Forbidden({slots}"));
    assert_eq!(begin(&ChangeOrder::client_error(StatusCode::FOUND, "")), format!("ClientError(302, {slots}"));
}

#[test]
fn names_that_meet_others_are_mended() {
    use awkward_names::operation::Type;
    use awkward_names::{ApiError, ErrorKind};
    let kinds = [
        ApiError::new_error("").kind().clone(),
        ApiError::from(Type::type_error("")).kind().clone(),
        ApiError::from(Type::with_details_error("")).kind().clone(),
        ApiError::from(Type::not_found("")).kind().clone(),
        ApiError::from(Type::not_found_status("")).kind().clone(),
        ApiError::from(Type::Status499("".into())).kind().clone(),
    ];
    let codes = kinds.each_ref().map(|kind| kind.code().map(awkward_names::ErrorCode::as_str));
    assert_eq!(codes, [Some("new"), Some("type"), Some("with_details"), Some("not_found"), None, None]);
    assert_eq!(kinds[4..], [ErrorKind::NotFoundStatus, ErrorKind::Status499]);
}

/// A body that is in memory is there at once.
fn body(response: Response<Body>) -> Vec<u8> {
    let reading = pin!(axum::body::to_bytes(response.into_body(), 10_000));
    match reading.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(bytes) => bytes.expect("it can be read").to_vec(),
        Poll::Pending => unreachable!("it is in memory"),
    }
}

#[test]
fn an_error_is_the_answer_of_an_axum_handler() {
    use refcampaign::operation::GetAffiliate;
    let handler = || Err::<(), _>(GetAffiliate::not_found("no such affiliate").with_timestamp("t"));
    let response = handler().into_response();
    assert_eq!(response.status(), 404);
    assert_eq!(response.headers()["content-type"], "application/json");
    let expected = refcampaign::ApiError::not_found("no such affiliate").with_timestamp("t");
    assert_eq!(body(response), expected.to_json());
}
