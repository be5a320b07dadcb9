//! Problem details (RFC 9457) whose types are the codes: sent, received, and named in more than one way.

use std::time::Duration;

use axum::Router;
use axum::extract::Path as Requested;
use axum::routing::get;
use errbook_spec::{Catalog, Options, read, read_text};
use errbook_tests::answer::{headers, json, status};
use errbook_tests::problem_types::operation::Transfer;
use errbook_tests::problem_types::{ApiError, ErrorCode, ErrorKind, OutOfCredit, ResponseError};
use http::{HeaderMap, StatusCode};
use serde_json::{Value, json};

const OUT_OF_CREDIT: &str = "https://api.credit.example/problems/out-of-credit";

fn problem() -> HeaderMap {
    headers(&[("content-type", "application/problem+json")])
}

/// An answer with this body, decoded.
fn decoded(number: u16, body: &Value) -> ResponseError {
    ResponseError::decode(status(number), &problem(), body.to_string())
}

/// An answer with this type, whatever else the type asks for.
fn of_type(number: u16, of: &str) -> ResponseError {
    decoded(number, &json!({"type": of, "title": "t", "balance": 1}))
}

/// What the handler of `transfer` answers, by the order of the examples in the spec.
async fn transfer(Requested(number): Requested<usize>) -> Transfer {
    match number {
        0 => {
            let accounts = vec!["/account/12345".to_owned(), "/account/67890".to_owned()];
            let payload = OutOfCredit { balance: 30, accounts: Some(accounts) };
            let error = Transfer::out_of_credit(payload, "Your current balance is 30, but that costs 50.");
            error.with_instance("/account/12345/msgs/abc")
        }
        1 => Transfer::forbidden("No."),
        2 => Transfer::account_locked("Until noon."),
        3 => Transfer::conflict("Somebody was faster."),
        4 => Transfer::invalid_input("One member is wrong.").with_fields([errbook::FieldError {
            path: "#/age".to_owned(),
            message: "must be a positive integer".to_owned(),
            code: None,
        }]),
        _ => Transfer::internal_server_error("the ledger is on fire"),
    }
}

/// Serves `transfer` and asks once for each number below `count`.
fn ask(count: usize) -> Vec<(StatusCode, HeaderMap, Vec<u8>)> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().expect("a runtime can be made");
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a port is free");
    let address = listener.local_addr().expect("the listener is bound");
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = std::thread::spawn(move || {
        let router = Router::new().route("/{number}", get(transfer));
        let serve = axum::serve(listener, router).with_graceful_shutdown(async move { drop(stopped.await) });
        runtime.block_on(async { serve.await }).expect("the server stops by itself");
    });
    let config = ureq::Agent::config_builder().http_status_as_error(false);
    let agent: ureq::Agent = config.timeout_global(Some(Duration::from_secs(10))).build().into();
    let answer = |number| {
        let mut response = agent.get(format!("http://{address}/{number}")).call().expect("the server answers");
        let body = response.body_mut().read_to_vec().expect("the body can be read");
        (response.status(), response.headers().clone(), body)
    };
    let answers = (0..count).map(answer).collect();
    drop((agent, stop));
    server.join().expect("the server stops by itself");
    answers
}

fn catalog() -> Catalog {
    let spec = concat!(env!("CARGO_MANIFEST_DIR"), "/specs/problem-types.yaml");
    read(spec.as_ref(), &Options::default()).expect("the spec is right").catalog().clone()
}

#[test]
fn every_example_is_sent_and_understood() {
    let catalog = catalog();
    let responses = catalog.operations.iter().flat_map(|it| &it.responses);
    let examples: Vec<&Value> = responses.flat_map(|it| &it.examples).map(|it| &it.value).collect();
    let answers = ask(examples.len() + 1);
    assert_eq!(answers.len(), 6);
    let kinds =
        [Some(ErrorCode::OutOfCredit), None, Some(ErrorCode::AccountLocked), None, Some(ErrorCode::InvalidInput)];
    for ((example, code), (status, headers, body)) in examples.iter().zip(kinds).zip(&answers) {
        assert_eq!(headers["content-type"], "application/problem+json");
        assert_eq!(
            (json(body), u64::from(status.as_u16())),
            ((*example).clone(), example["status"].as_u64().expect("all say it"))
        );
        let error = ResponseError::decode(*status, headers, body.clone());
        assert_eq!((error.code(), error.mismatch()), (code, None), "{example}");
        assert_eq!(error.message(), example["detail"], "{example}");
        assert!(error.kind().is_some(), "{example}");
    }
    let (status, headers, body) = &answers[5];
    assert_eq!(
        (status.as_u16(), &headers["content-type"]),
        (500, &"application/problem+json".parse().expect("it is one"))
    );
    let expected =
        json!({"type": "about:blank", "title": "Internal Server Error", "status": 500, "detail": "The service failed"});
    assert_eq!(json(body), expected);
}

#[test]
fn extensions_are_the_payload() {
    let error = of_type(402, OUT_OF_CREDIT);
    assert!(matches!(error.kind(), Some(ErrorKind::OutOfCredit(OutOfCredit { balance: 1, accounts: None }))));
    let error = decoded(402, &json!({"type": OUT_OF_CREDIT, "title": "You do not have enough credit."}));
    assert_eq!((error.code(), error.kind()), (Some(ErrorCode::OutOfCredit), None));
    assert!(error.mismatch().is_some_and(|mismatch| mismatch.to_string().contains("balance")));
}

/// Relative types are resolved against `https://api.credit.example/v1/`, the first absolute server.
#[test]
fn one_type_has_many_names() {
    for (number, of, code) in [
        (402, OUT_OF_CREDIT, ErrorCode::OutOfCredit),
        (402, "/problems/out-of-credit", ErrorCode::OutOfCredit),
        (402, "//api.credit.example/problems/out-of-credit", ErrorCode::OutOfCredit),
        (402, "../problems/out-of-credit", ErrorCode::OutOfCredit),
        (402, "/v1/./../problems/out-of-credit", ErrorCode::OutOfCredit),
        (402, "HTTPS://API.Credit.example/problems/out-of-credit", ErrorCode::OutOfCredit),
        (409, "/problems/account-locked", ErrorCode::AccountLocked),
        (409, "https://api.credit.example/problems/account-locked", ErrorCode::AccountLocked),
        (409, "/problems#too-late", ErrorCode::TooLate),
        (422, "urn:problem:credit:invalid-input", ErrorCode::InvalidInput),
    ] {
        let error = of_type(number, of);
        assert_eq!((error.code(), error.code_str()), (Some(code), Some(of)));
        assert_eq!(error.kind().and_then(ErrorKind::code), Some(code), "{of}");
    }
    for of in [
        "https://other.example/problems/out-of-credit",
        "http://api.credit.example/problems/out-of-credit",
        "https://api.credit.example/problems/Out-Of-Credit",
        "https://api.credit.example/problems/out-of-credit?v=2",
        "problems/out-of-credit",
        "out-of-credit",
        "/problems/out-of-credit/",
        "urn:problem:out-of-credit",
        "ABOUT:BLANK",
    ] {
        let error = of_type(402, of);
        assert_eq!((error.code(), error.code_str()), (None, Some(of)));
        assert!(error.mismatch().is_some_and(|mismatch| mismatch.to_string().contains(of)), "{of}");
    }
    // What is sent is what the spec writes, and what a user's own types hold is exact.
    assert_eq!(json(&ApiError::account_locked("").to_json())["type"], "/problems/account-locked");
    assert_eq!("/problems/out-of-credit".parse::<ErrorCode>().ok(), None);
    assert_eq!(OUT_OF_CREDIT.parse(), Ok(ErrorCode::OutOfCredit));
}

#[test]
fn no_type_is_the_status_alone() {
    let error = of_type(409, "about:blank");
    assert_eq!((error.kind(), error.code_str(), error.mismatch()), (Some(&ErrorKind::Conflict), None, None));
    // Members of the wrong type are passed over (RFC 9457 §3.1), as absent ones are; the contract was another.
    for body in
        [json!({"title": "t"}), json!({"type": null, "title": "t"}), json!({"type": ["about:blank"], "title": "t"})]
    {
        let error = decoded(403, &body);
        assert_eq!((error.kind(), error.code_str()), (Some(&ErrorKind::Forbidden), None), "{body}");
        assert!(error.mismatch().is_some(), "{body}");
    }
    assert_eq!(errbook::ApiError::code_str(&ApiError::conflict("")), None);
    for code in ErrorCode::ALL {
        assert_ne!(code.as_str(), "about:blank");
    }
}

#[test]
fn hostile_types_are_unknown_ones() {
    let long = format!("{OUT_OF_CREDIT}{}", "/..".repeat(100_000));
    let climbing = format!("{}problems/out-of-credits", "../".repeat(100_000));
    let odd = [
        "",
        "#",
        "?",
        "//",
        "://",
        "http:",
        ":",
        "%",
        "/\u{0}",
        "\u{202e}",
        "https://[::1",
        &long,
        &climbing,
        &"x".repeat(1 << 20),
    ];
    for of in odd {
        for number in [402, 409, 599] {
            let error = of_type(number, of);
            assert_eq!((error.code(), error.code_str()), (None, Some(of)));
            let line = error.to_string();
            assert!(line.starts_with(&number.to_string()) && line.chars().count() <= 500, "{line}");
            assert!(!line.chars().any(char::is_control), "{line}");
        }
    }
    // Climbing above the root ends at the root.
    let error = of_type(402, &format!("{}problems/out-of-credit", "../".repeat(100_000)));
    assert_eq!(error.code(), Some(ErrorCode::OutOfCredit));
}

/// A spec with one error response per schema.
fn spec(servers: &str, schemas: &[&str]) -> String {
    let response = |(index, schema): (usize, &&str)| {
        format!(
            "        '{}': {{description: no, content: {{application/problem+json: {{schema: {schema}}}}}}}\n",
            400 + index
        )
    };
    let responses = schemas.iter().enumerate().map(response).collect::<String>();
    format!(
        "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\nservers: {servers}\npaths:\n  /a:\n    get:\n      responses:\n{responses}"
    )
}

#[test]
fn a_service_with_a_code_of_its_own_beside_the_type_is_asked_about() {
    let both = "{properties: {type: {enum: [/problems/a, /problems/b]}, code: {enum: [A, B]}}}";
    let report = read_text("openapi.yaml", &spec("[]", &[both]), &Options::default()).expect_err("there are two");
    let said = report.to_string();
    assert!(said.contains("error[ambiguous-code-location]") && said.contains("--code-at 'type'"), "{said}");
    let mut options = Options::default();
    options.code_paths = vec!["code".to_owned()];
    let reading = read_text("openapi.yaml", &spec("[]", &[both]), &options).expect("it was said");
    let catalog = reading.catalog();
    assert_eq!((catalog.codes.len(), &catalog.type_base), (2, &None));
    // Where only one of them tells errors apart, nobody needs to be asked.
    let blank = "{properties: {type: {const: 'about:blank'}, code: {enum: [A, B]}}}";
    let reading = read_text("openapi.yaml", &spec("[]", &[blank, blank]), &Options::default()).expect("it is clear");
    assert_eq!(reading.catalog().code_paths, ["code"]);
}

#[test]
fn types_that_end_alike_are_told_apart_by_the_user() {
    let two = "{properties: {type: {enum: [/a/late, /b/late, /c/early]}}}";
    let report = read_text("openapi.yaml", &spec("[]", &[two]), &Options::default()).expect_err("two names meet");
    assert!(report.to_string().contains(".rename(\"/b/late\", "), "{report}");
    let mut options = Options::default();
    options.renames = vec![("/b/late".to_owned(), "TooLate".to_owned())];
    let reading = read_text("openapi.yaml", &spec("[]", &[two]), &options).expect("one of them has another");
    let idents: Vec<&str> = reading.catalog().codes.iter().map(|code| code.ident.as_str()).collect();
    assert_eq!(idents, ["Late", "TooLate", "Early"]);
}
