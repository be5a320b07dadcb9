//! The examples of the spec as answers, and a server that is busy at first.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::thread;

use errbook_spec::{Catalog, Example, Options};
use exchange_client::exchange::{ErrorCode, ErrorKind, ResponseError};
use exchange_client::{Client, Failure, advice};
use ureq::http::{HeaderMap, HeaderValue, StatusCode, header};

/// What spec and overlay say together.
fn catalog() -> Catalog {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut options = Options::default();
    options.overlays = vec![folder.join("exchange.overlay.yaml")];
    let reading = errbook_spec::read(&folder.join("exchange.yaml"), &options).expect("both are right");
    reading.catalog().clone()
}

fn examples(catalog: &Catalog) -> Vec<&Example> {
    let order = catalog.operations.iter().find(|it| it.id == "placeOrder").expect("there is such an operation");
    order.responses.iter().flat_map(|it| &it.examples).collect()
}

fn decode(status: u16, body: impl Into<Vec<u8>>) -> ResponseError {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    ResponseError::decode(StatusCode::from_u16(status).expect("it is one"), &headers, body.into())
}

#[test]
fn every_recorded_body_is_typed() {
    let catalog = catalog();
    let examples = examples(&catalog);
    assert_eq!(examples.len(), 9);
    for example in examples {
        let sent = &example.value["errors"][0];
        let code = catalog.code(sent["id"].as_str().expect("it has an id")).expect("the enum lists it");
        // The one of which nobody knows it is taken with any.
        let error = decode(code.status.unwrap_or(451), example.value.to_string());
        let known: ErrorCode = code.wire.to_string().parse().expect("it is a variant");
        assert_eq!((error.code(), error.mismatch()), (Some(known), None), "{}", example.value);
        assert_eq!(error.kind().and_then(ErrorKind::code), Some(known));
        assert_eq!(error.message(), sent["message"]);
    }
}

#[test]
fn the_overlay_says_what_the_spec_does_not() {
    let statuses = |code: ErrorCode| code.statuses().iter().map(StatusCode::as_u16).collect::<Vec<_>>();
    assert_eq!(statuses(ErrorCode::FundsInsufficient), [409]);
    assert_eq!(statuses(ErrorCode::WithdrawalsFrozen), [423]);
    assert!(statuses(ErrorCode::OrderRefused).is_empty());
    let frozen = decode(423, r#"{"errors":[{"id":"withdrawals_frozen","message":"Until further notice"}]}"#);
    assert_eq!((frozen.kind(), frozen.mismatch()), (Some(&ErrorKind::WithdrawalsFrozen), None));
    // What comes with another status than the handbook says is understood all the same: the spec's `default` allows it.
    let moved = decode(400, r#"{"errors":[{"id":"market_closed","message":"Closed"}]}"#);
    assert_eq!(moved.kind(), Some(&ErrorKind::MarketClosed));
}

#[test]
fn all_errors_of_a_list_are_there() {
    let both = r#"{"errors":[{"id":"param_invalid","message":"a"},{"id":"second_factor_required","message":"b"}]}"#;
    assert_eq!(decode(400, both).codes(), [ErrorCode::ParamInvalid, ErrorCode::SecondFactorRequired]);
    let newer = decode(403, r#"{"errors":[{"id":"country_barred","message":"Not from here"}]}"#);
    assert_eq!((newer.code(), newer.code_str(), newer.message()), (None, Some("country_barred"), "Not from here"));
}

/// Answers one request, whatever it asks.
fn serve(connection: &mut TcpStream, status: &str, headers: &str, body: &str) {
    let mut request = Vec::new();
    let mut buffer = [0; 1024];
    while !request.ends_with(b"}") {
        match connection.read(&mut buffer) {
            Ok(0) | Err(_) => return,
            Ok(read) => request.extend_from_slice(&buffer[..read]),
        }
    }
    let head = format!("HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n", body.len());
    let answer = format!("{head}connection: close\r\n{headers}\r\n{body}");
    connection.write_all(answer.as_bytes()).expect("the client listens");
}

/// A server that gives these answers, one after the other; how many calls there were is known once all are given.
fn server(answers: Vec<(&'static str, &'static str, &'static str)>) -> (Client, thread::JoinHandle<usize>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let url = format!("http://{}", listener.local_addr().expect("it is bound"));
    let served = thread::spawn(move || {
        let serve_one = |(answer, connection): ((&str, &str, &str), std::io::Result<TcpStream>)| {
            let (status, headers, body) = answer;
            serve(&mut connection.expect("a client calls"), status, headers, body);
        };
        answers.into_iter().zip(listener.incoming()).map(serve_one).count()
    });
    (Client::new(&url, "key"), served)
}

#[test]
fn an_order_is_tried_again_as_the_overlay_says() {
    let busy = r#"{"errors":[{"id":"rate_exceeded","message":"Ten orders per second"}]}"#;
    let (client, served) = server(vec![
        ("429 Too Many Requests", "retry-after: 0\r\n", busy),
        ("429 Too Many Requests", "retry-after: 0\r\n", busy),
        ("201 Created", "", r#"{"market":"BTC-EUR","side":"buy","size":"0.1"}"#),
    ]);
    assert_eq!(client.buy("BTC-EUR", "0.1").expect("the third time it is taken")["size"], "0.1");
    assert_eq!(served.join().expect("the server ends"), 3);
}

#[test]
fn an_order_that_is_refused_is_not_tried_again() {
    let short = r#"{"errors":[{"id":"funds_insufficient","message":"You hold 0.3 BTC"}]}"#;
    let (client, served) = server(vec![("409 Conflict", "retry-after: 0\r\n", short)]);
    let failure = client.buy("BTC-EUR", "1").expect_err("there are no funds");
    assert_eq!(advice(&failure), "Not enough funds: You hold 0.3 BTC");
    assert!(matches!(failure, Failure::Exchange(_)));
    assert_eq!(served.join().expect("the server ends"), 1);
}
