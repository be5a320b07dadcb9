//! Every example of every error response, sent by a real server and compared with what the spec publishes.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use errbook::RateLimit;
use errbook_spec::{Operation, StatusKey};
use errbook_tests::published::Published;
use errbook_tests::{affiliate, plain, publishing, refcampaign, trackagoat};
use http::{HeaderMap, StatusCode};
use serde_json::Value;

/// What is asked for, and how the service answers it.
struct Case {
    name: String,
    status: StatusCode,
    response: errbook_spec::Response,
    example: Value,
    media_type: String,
    answer: Box<dyn Fn() -> Response + Send + Sync>,
}

/// The cases of an API: each example decoded, and an error made of what was understood.
fn cases<F, A>(published: &Published, answer: F) -> Vec<Case>
where
    F: Fn(StatusCode, &Value) -> A,
    A: Fn() -> Response + Send + Sync + 'static,
{
    let mut cases = Vec::new();
    for operation in &published.catalog().operations {
        for (status, response) in exact_responses(operation) {
            for example in &response.examples {
                cases.push(Case {
                    name: format!("{} {status} {}", operation.id, example.value),
                    status,
                    response: response.clone(),
                    example: example.value.clone(),
                    media_type: example.media_type.clone(),
                    answer: Box::new(answer(status, &example.value)),
                });
            }
        }
    }
    cases
}

fn exact_responses(operation: &Operation) -> impl Iterator<Item = (StatusCode, &errbook_spec::Response)> {
    operation.responses.iter().filter_map(|response| match response.key {
        StatusKey::Exact(status) => Some((StatusCode::from_u16(status).expect("the status is one"), response)),
        _ => None,
    })
}

/// Serves each case under its number and returns what a client sees.
fn ask(cases: Vec<Case>) -> Vec<(Case, StatusCode, HeaderMap, Vec<u8>)> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().expect("a runtime can be made");
    let cases = Arc::new(cases);
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a port is free");
    let address = listener.local_addr().expect("the listener is bound");
    let router = Router::new().route("/{number}", get(serve)).with_state(Arc::clone(&cases));
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = std::thread::spawn(move || {
        let serve = axum::serve(listener, router).with_graceful_shutdown(async move { drop(stopped.await) });
        runtime.block_on(async { serve.await }).expect("the server stops by itself");
    });
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(10)))
        .build()
        .into();
    let answers: Vec<(StatusCode, HeaderMap, Vec<u8>)> = (0..cases.len())
        .map(|number| {
            let mut response = agent.get(format!("http://{address}/{number}")).call().expect("the server answers");
            let body = response.body_mut().read_to_vec().expect("the body can be read");
            (response.status(), response.headers().clone(), body)
        })
        .collect();
    drop(agent);
    drop(stop);
    server.join().expect("the server stops by itself");
    let cases = Arc::into_inner(cases).expect("the server is gone");
    cases.into_iter().zip(answers).map(|(case, (status, headers, body))| (case, status, headers, body)).collect()
}

async fn serve(State(cases): State<Arc<Vec<Case>>>, Path(number): Path<usize>) -> Response {
    cases.get(number).map_or_else(|| StatusCode::NOT_IMPLEMENTED.into_response(), |case| (case.answer)())
}

/// Compares the answers with the spec; returns how many there were.
fn check(published: &Published, cases: Vec<Case>) -> usize {
    let answers = ask(cases);
    for (case, status, headers, body) in &answers {
        assert_eq!(*status, case.status, "{}", case.name);
        assert_eq!(
            headers.get("content-type").map(http::HeaderValue::as_bytes),
            Some(case.media_type.as_bytes()),
            "{}",
            case.name
        );
        let declared = published.catalog().statuses.iter().find(|it| it.key == case.response.key);
        for header in declared.expect("the status is declared").headers.iter().filter(|header| header.required) {
            assert!(headers.contains_key(&header.name), "{} has no {}", case.name, header.name);
        }
        let body: Value = serde_json::from_slice(body).expect("the body is JSON");
        assert_eq!(body, case.example, "{}", case.name);
        let validator = published.body(&case.response.place, &case.media_type);
        let errors: Vec<String> = validator.iter_errors(&body).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", case.name);
    }
    answers.len()
}

/// Makes the function that turns an example into an error of one API: the kind that was decoded, its message, and the
/// slots that the API has.
macro_rules! answers {
    ($api:ident, $with:expr) => {
        |status: StatusCode, example: &Value| {
            let example = example.clone();
            let body = serde_json::to_vec(&example).expect("a value can be written");
            let decoded = $api::ResponseError::decode(status, &HeaderMap::new(), body);
            let kind = decoded.kind().unwrap_or_else(|| panic!("{decoded:?}: {:?}", decoded.mismatch())).clone();
            let message = decoded.message().to_owned();
            let with = $with;
            move || {
                let error = $api::ApiError::new(kind.clone(), message.clone());
                with(error, &example).into_response()
            }
        }
    };
}

fn text<'v>(value: &'v Value, pointer: &str) -> Option<&'v str> {
    value.pointer(pointer).and_then(Value::as_str)
}

fn seconds(value: &Value, pointer: &str) -> Option<Duration> {
    value.pointer(pointer).and_then(Value::as_u64).map(Duration::from_secs)
}

#[test]
fn refcampaign() {
    let published = Published::api("refcampaign");
    let with = |mut error: refcampaign::ApiError, example: &Value| {
        if let Some(timestamp) = text(example, "/meta/timestamp") {
            error = error.with_timestamp(timestamp);
        }
        if error.code() != Some(refcampaign::ErrorCode::ValidationFailed)
            && let Some(details) = example.pointer("/error/details")
        {
            error = error.with_details(details.clone());
        }
        error.with_retry_after(Duration::from_secs(5))
    };
    assert!(check(&published, cases(&published, answers!(refcampaign, with))) > 40);
}

#[test]
fn affiliate() {
    let published = Published::api("affiliate");
    let with = |mut error: affiliate::ApiError, example: &Value| {
        if let Some(fields) = example.get("fields").and_then(Value::as_array) {
            let text = |field: &Value, key: &str| text(field, key).unwrap_or_default().to_owned();
            error = error.with_fields(fields.iter().map(|field| errbook::FieldError {
                path: text(field, "/field"),
                message: text(field, "/message"),
                code: None,
            }));
        }
        if let Some(wait) = seconds(example, "/retry_after") {
            error = error.with_retry_after(wait);
        }
        let mut limit = RateLimit::default();
        (limit.limit, limit.remaining, limit.reset) = (Some(300), Some(287), Some(Duration::from_secs(60)));
        error.with_rate_limit(limit)
    };
    assert!(check(&published, cases(&published, answers!(affiliate, with))) > 30);
}

#[test]
fn trackagoat() {
    let published = Published::api("trackagoat");
    let with = |mut error: trackagoat::ApiError, example: &Value| {
        if error.code().is_none()
            && let Some(meta) = example.get("meta")
        {
            error = error.with_details(meta.clone());
        }
        error
    };
    assert!(check(&published, cases(&published, answers!(trackagoat, with))) > 40);
}

#[test]
fn plain() {
    let published = Published::api("plain");
    let with = |mut error: plain::ApiError, example: &Value| {
        if let Some(code) = text(example, "/error/code") {
            error = error.with_code(code);
        }
        if let Some(fields) = example.pointer("/error/details").and_then(Value::as_array) {
            let text = |field: &Value, key: &str| text(field, key).unwrap_or_default().to_owned();
            error = error.with_fields(fields.iter().map(|field| errbook::FieldError {
                path: text(field, "/field"),
                message: text(field, "/message"),
                code: None,
            }));
        }
        error
    };
    assert!(check(&published, cases(&published, answers!(plain, with))) > 30);
}

#[test]
fn publishing() {
    let published = Published::api("publishing");
    let with = |mut error: publishing::ApiError, example: &Value| {
        if let Some(id) = text(example, "/meta/request_id") {
            error = error.with_request_id(id);
        }
        if let Some(timestamp) = text(example, "/meta/timestamp") {
            error = error.with_timestamp(timestamp);
        }
        if let Some(wait) = seconds(example, "/meta/retry_after") {
            error = error.with_retry_after(wait);
        }
        error
    };
    assert!(check(&published, cases(&published, answers!(publishing, with))) > 30);
}

/// Every declared code is among the examples, so that the tests above leave none out.
#[test]
fn every_code_has_an_example() {
    for (name, at) in [
        ("refcampaign", "/error/code"),
        ("affiliate", "/error_code"),
        ("trackagoat", "/meta/code"),
        ("publishing", "/error/code"),
    ] {
        let published = Published::api(name);
        let responses = published.catalog().operations.iter().flat_map(|operation| &operation.responses);
        let shown: Vec<&str> =
            responses.flat_map(|response| &response.examples).filter_map(|example| text(&example.value, at)).collect();
        for code in &published.catalog().codes {
            assert!(shown.contains(&code.wire.to_string().as_str()), "{name} shows no {}", code.wire);
        }
    }
}
