//! Few connections, and little patience: whoever is stalled makes room.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::thread;

use errbook_spec::{Options, read_text};

use super::*;

const SPEC: &str = "
openapi: 3.0.3
info: {title: Shop, version: '1'}
paths: {/orders: {get: {responses: {'404': {description: Not there}}}}}
";
const REQUEST: &[u8] = b"GET /errors/404 HTTP/1.1\r\nHost: a\r\n\r\n";
const GENEROUS: Duration = Duration::from_secs(60);

/// Serves within these bounds for as long as the test runs.
fn server(bounds: Bounds) -> SocketAddr {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("the system has a port");
    listener.set_nonblocking(true).expect("it is ours");
    let address = listener.local_addr().expect("it listens");
    let play = Play::of(read_text("openapi.yaml", SPEC, &Options::default()).expect("it is a spec"));
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("the system has one");
        runtime.block_on(async {
            let listener = TcpListener::from_std(listener).expect("it does not block");
            answer_all(listener, Arc::new(play), std::future::pending(), bounds).await;
        });
    });
    address
}

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).expect("it listens");
    stream.set_read_timeout(Some(GENEROUS)).expect("it is ours");
    stream
}

/// Asks, and reads the head of the answer.
fn ask(mut stream: &TcpStream) -> io::Result<Vec<String>> {
    stream.write_all(REQUEST)?;
    BufReader::new(stream).lines().take_while(|line| line.as_ref().map_or(true, |line| !line.is_empty())).collect()
}

#[test]
fn who_takes_no_answer_makes_room() {
    let address = server(Bounds { connections: 2, patience: Duration::from_millis(500), life: GENEROUS });
    let stalled: Vec<TcpStream> = (0..2).map(|_| connect(address)).collect();
    for mut stream in &stalled {
        stream.set_write_timeout(Some(Duration::from_millis(100))).expect("it is ours");
        while stream.write_all(&REQUEST.repeat(1_000)).is_ok() {}
    }
    assert_eq!(ask(&connect(address)).expect("there is room")[0], "HTTP/1.1 404 Not Found");
    drop(stalled);
}

#[test]
fn a_connection_is_closed_with_an_answer_when_it_has_lived_long_enough() {
    let is_told = |life| {
        let address = server(Bounds { connections: 1, patience: GENEROUS, life });
        let head = ask(&connect(address)).expect("there is room");
        assert_eq!(head[0], "HTTP/1.1 404 Not Found");
        head.iter().any(|line| line == "connection: close")
    };
    assert!(is_told(Duration::ZERO) && !is_told(GENEROUS));
}
