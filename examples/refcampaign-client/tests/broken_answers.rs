//! Answers that end too early, or very late: the status is never lost.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use refcampaign_client::{Client, Failure};

/// What the client makes of an answer with this body, which is announced to be of this length.
fn status_of(length: usize, body: &'static [u8]) -> Option<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let url = format!("http://{}", listener.local_addr().expect("it listens"));
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("the client calls");
        let _ = stream.read(&mut [0; 4096]);
        let _ = write!(stream, "HTTP/1.1 503 x\r\ncontent-length: {length}\r\n\r\n");
        // The client may hang up before the end.
        let _ = stream.write_all(body);
    });
    let answer = Client::new(&url, "rc_live").affiliate("aff_1");
    drop(server.join());
    match answer {
        Err(Failure::Api(error)) => Some(error.status().as_u16()),
        _ => None,
    }
}

#[test]
fn a_body_that_breaks_off_leaves_the_status() {
    assert_eq!(status_of(100, b"{"), Some(503));
}

#[test]
fn a_body_that_is_too_large_leaves_the_status() {
    static SPACES: [u8; 3 << 20] = [b' '; 3 << 20];
    assert_eq!(status_of(SPACES.len(), &SPACES), Some(503));
}
