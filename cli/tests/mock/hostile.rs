//! Requests that are no requests, or far too large: the mock goes on.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::json;

use crate::server::{Mock, file};

/// Sends bytes as they are, and reads until the mock closes; it does so at once, or never within this test.
fn send(mock: &Mock, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(&mock.address).expect("it listens");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("it is ours");
    // It may answer, and close, before it has all.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn first_line(answer: &str) -> &str {
    answer.lines().next().unwrap_or_default()
}

#[test]
fn what_is_no_request_ends_its_own_connection_alone() {
    let mock = Mock::of(&file("spec/apis/plain.yaml"));
    let unfinished: Vec<TcpStream> = (0..20)
        .map(|_| {
            let mut stream = TcpStream::connect(&mock.address).expect("it listens");
            stream.write_all(b"GET /errors/404 HTTP/1.1\r\nHost: a\r\nX-Slow: ").expect("it listens");
            stream
        })
        .collect();
    let long = "a".repeat(1 << 17);
    let many = "X-Many: a\r\n".repeat(2_000);
    for bytes in [
        b"\0\xff\xfe garbage \r\n\r\n".to_vec(),
        b"GET\r\n\r\n".to_vec(),
        format!("GET /errors/404 HTTP/1.1\r\nHost: a\r\nX-Long: {long}\r\n\r\n").into_bytes(),
        format!("GET /errors/404 HTTP/1.1\r\nHost: a\r\n{many}\r\n").into_bytes(),
        format!("GET /{long} HTTP/1.1\r\nHost: a\r\n\r\n").into_bytes(),
        b"POST /errors/404 HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n".to_vec(),
    ] {
        let answer = send(&mock, &bytes);
        let status = first_line(&answer).split(' ').nth(1).unwrap_or_default();
        assert!(matches!(status, "" | "400" | "414" | "431"), "{answer}");
    }
    assert_eq!(mock.get("/errors/404").status, 404);
    drop(unfinished);
    assert_eq!(mock.get("/errors/409").status, 409);
}

#[test]
fn a_connection_that_ends_makes_room() {
    let mock = Mock::of(&file("spec/apis/plain.yaml"));
    // More than the mock holds at once: the last ones wait until the first ones leave.
    let idle: Vec<TcpStream> =
        (0..300).map(|_| TcpStream::connect(&mock.address).expect("the system holds what the mock does not")).collect();
    drop(idle);
    for _ in 0..2 {
        assert_eq!(mock.get("/errors/404").status, 404);
    }
}

#[test]
fn who_asks_on_and_on_and_takes_no_answer_is_left() {
    let mock = Mock::of(&file("spec/apis/plain.yaml"));
    let mut stream = TcpStream::connect(&mock.address).expect("it listens");
    stream.set_write_timeout(Some(Duration::from_secs(60))).expect("it is ours");
    let requests = b"GET /errors HTTP/1.1\r\nHost: a\r\n\r\n".repeat(100);
    // Once neither side takes any more, all that can happen is that the mock ends the connection.
    let error = loop {
        if let Err(error) = stream.write_all(&requests) {
            break error;
        }
    };
    assert!(!matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut), "it waits for good: {error}");
    assert_eq!(mock.get("/errors/404").status, 404);
}

#[test]
fn a_body_is_taken_until_it_is_too_large() {
    let mock = Mock::of(&file("spec/apis/plain.yaml"));
    let post = |length: usize| {
        let head =
            format!("POST /errors/409 HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n");
        let mut request = head.into_bytes();
        request.resize(request.len() + length, b'x');
        first_line(&send(&mock, &request)).to_owned()
    };
    assert_eq!(post(1 << 19), "HTTP/1.1 409 Conflict");
    // The answer comes before all was sent, and may be lost with the connection.
    let refused = post(1 << 23);
    assert!(matches!(refused.as_str(), "" | "HTTP/1.1 413 Payload Too Large"), "{refused}");
    assert_eq!(mock.get("/errors/409").status, 409);
}

#[test]
fn what_a_request_says_comes_back_as_json_alone() {
    let mock = Mock::of(&file("spec/apis/plain.yaml"));
    let answer = mock.get("/errors/%3Cscript%3E%22%0d%0aX-Evil:%201%ff");
    assert_eq!((answer.status, answer.header("content-type")), (404, Some("application/json")));
    assert_eq!(answer.header("x-evil"), None);
    assert_eq!(answer.body["message"], json!("the spec has no error code `<script>\"\r\nX-Evil: 1\u{fffd}`"));
    let raw = b"GET /rates HTTP/1.1\r\nHost: a\r\nConnection: close\r\nPrefer: code=\"\xff\\\"\"\r\nPrefer: status=400\r\n\r\n";
    let answer = send(&mock, raw);
    assert_eq!(first_line(&answer), "HTTP/1.1 405 Method Not Allowed", "{answer}");
    let answer = send(&mock, &[b"POST".as_slice(), raw.strip_prefix(b"GET").expect("it begins so")].concat());
    assert_eq!(first_line(&answer), "HTTP/1.1 404 Not Found", "{answer}");
    assert!(answer.contains("no error code `\u{fffd}\\\"`"), "{answer}");
}

#[test]
fn there_are_not_too_many_counters() {
    let mock = Mock::of(&file("spec/apis/plain.yaml"));
    let ask = |session: usize| mock.ask("GET", "/errors/404", &format!("times=1; session={session}")).status;
    assert_eq!([ask(0), ask(0)], [404, 204]);
    for session in 1..=1_000 {
        assert_eq!(ask(session), 404);
    }
    assert_eq!([ask(1_000), ask(0)], [204, 404], "the first has made way");
}
