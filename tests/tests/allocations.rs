//! How often a request asks for memory: never to read an answer that agrees with its contract, and once to write a body.

use allocation_counter::measure;
use bytes::Bytes;
use errbook_tests::{plain, publishing, refcampaign, trackagoat};
use http::{HeaderMap, HeaderValue, Response, StatusCode, header};

fn headers() -> HeaderMap {
    HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))])
}

macro_rules! allocations_of_reading {
    ($api:ident, $status:ident, $body:expr, $code:expr, $message:expr) => {{
        let (headers, body) = (headers(), Bytes::from_static($body.as_bytes()));
        let mut decoded = None;
        let reading =
            measure(|| decoded = Some($api::ResponseError::decode(StatusCode::$status, &headers, body.clone())));
        let asking = measure(|| {
            let error = decoded.as_ref().expect("it has been decoded");
            assert_eq!((error.code_str(), error.message()), ($code, $message));
            assert!(error.mismatch().is_none() && error.kind().is_some());
            assert!(error.retry_delay(1).is_none() && error.details().is_none() && error.field_errors().is_empty());
        });
        let headers_again = decoded.as_ref().map($api::ResponseError::headers);
        assert_eq!(headers_again, Some(&headers));
        (reading.count_total, asking.count_total)
    }};
}

#[test]
fn an_answer_that_agrees_with_its_contract_is_read_in_place() {
    let laid_out = r#"{"success":false,"error":{"code":"ALREADY_EXISTS","message":"It is there already"},"meta":{"timestamp":"2026-11-21T12:00:00.000Z"}}"#;
    let of_another_layout = r#"{
        "meta": {"timestamp": "2026-11-21T12:00:00.000Z"},
        "error": {"message": "It is there already", "code": "ALREADY_EXISTS", "new": [1, {"x": "é"}]},
        "success": false
    }"#;
    let (code, message) = (Some("ALREADY_EXISTS"), "It is there already");
    assert_eq!(allocations_of_reading!(refcampaign, CONFLICT, laid_out, code, message), (0, 0));
    assert_eq!(allocations_of_reading!(refcampaign, CONFLICT, of_another_layout, code, message), (0, 0));

    let without_code = r#"{"data":null,"error":"No such campaign"}"#;
    assert_eq!(allocations_of_reading!(trackagoat, NOT_FOUND, without_code, None, "No such campaign"), (0, 0));
    let of_an_open_set = r#"{"error":{"code":"no_such_thing","message":"No such thing"}}"#;
    let code = Some("no_such_thing");
    assert_eq!(allocations_of_reading!(plain, NOT_FOUND, of_an_open_set, code, "No such thing"), (0, 0));
}

#[test]
fn a_payload_is_made_once_somebody_asks_for_it() {
    let body = r#"{"data":null,"error":"Limit reached","meta":{"code":"limit_reached","limitKey":"max_creators_per_org","current":5,"max":5}}"#;
    let (headers, body) = (headers(), Bytes::from_static(body.as_bytes()));
    let mut decoded = None;
    let reading = || decoded = Some(trackagoat::ResponseError::decode(StatusCode::PAYMENT_REQUIRED, &headers, body));
    assert_eq!(measure(reading).count_total, 0);
    let error = decoded.expect("it has been decoded");
    let asking = |error: &trackagoat::ResponseError| {
        assert_eq!((error.code_str(), error.message()), (Some("limit_reached"), "Limit reached"));
        assert!(error.retry_after().is_none() && error.rate_limit().is_none() && error.request_id().is_none());
    };
    assert_eq!(measure(|| asking(&error)).count_total, 0);
    let kind = || assert!(matches!(error.kind(), Some(trackagoat::ErrorKind::LimitReached(limit)) if limit.max == 5));
    assert!(measure(kind).count_total > 0);
    assert_eq!(measure(kind).count_total, 0, "it is kept");
}

#[test]
fn the_headers_of_a_response_are_kept_where_they_are() {
    let body = r#"{"success":false,"error":{"code":"ALREADY_EXISTS","message":"It is there already"},"meta":{"timestamp":""}}"#;
    let mut response = Response::new(Bytes::from_static(body.as_bytes()));
    *response.status_mut() = StatusCode::CONFLICT;
    *response.headers_mut() = headers();
    response.headers_mut().insert(header::DATE, HeaderValue::from_static("Sat, 21 Nov 2026 12:00:00 GMT"));
    response.headers_mut().insert(header::SERVER, HeaderValue::from_static("server"));
    let mut decoded = None;
    let reading = measure(|| decoded = Some(refcampaign::ResponseError::from_response(response)));
    assert_eq!(reading.count_total, 1, "they are in a box");
    assert_eq!(decoded.map(|error| error.headers().len()), Some(3));
}

#[test]
fn a_body_is_written_into_one_piece_of_memory() {
    let long = "a message that is longer than any other ".repeat(20);
    for message in ["", "short", &long] {
        let errors = [refcampaign::ApiError::not_found(message), refcampaign::ApiError::server_error(message)];
        for error in errors {
            let mut body = Vec::new();
            assert_eq!(measure(|| body = error.to_json()).count_total, 1, "{}", String::from_utf8_lossy(&body));
            let mut again = Vec::with_capacity(body.capacity());
            assert_eq!(measure(|| error.write_json(&mut again)).count_total, 0);
            assert_eq!(again, body);
        }
        let fresh = publishing::ApiError::not_found(message);
        let writing = measure(|| drop(fresh.to_json()));
        assert_eq!(writing.count_total, 1, "time and identifier are made, and need no memory of their own");
    }
}
