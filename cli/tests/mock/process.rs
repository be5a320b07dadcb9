//! How the server begins and ends.

use crate::server::{Mock, command, file};

#[test]
fn a_busy_port_is_an_error() {
    let spec = file("spec/apis/plain.yaml");
    let mock = Mock::of(&spec);
    let output = command(&spec).args(["--listen", &mock.address]).output().expect("the command was built");
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(output.stdout.is_empty() && message.contains(&format!("cannot listen on {}", mock.address)), "{message}");
    assert_eq!(mock.get("/errors/404").status, 404, "who was there first goes on");
}

#[test]
fn what_cannot_be_served_is_said() {
    for (spec, listen, said) in [
        ("spec/apis/absent.yaml", "127.0.0.1:0", "absent.yaml"),
        ("spec/apis/plain.yaml", "nonsense:", "cannot listen on nonsense:"),
        ("spec/apis/plain.yaml", "4010", "as in `--listen 127.0.0.1:4010`"),
        ("spec/apis/plain.yaml", "localhost", "as in `--listen localhost:4010`"),
        ("spec/apis/plain.yaml", "127.0.0.1:65536", "as in `--listen 127.0.0.1:4010`"),
    ] {
        let output = command(&file(spec)).args(["--listen", listen]).output().expect("the command was built");
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{message}");
        assert!(output.stdout.is_empty() && message.contains(said), "{message}");
    }
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it_well() {
    use std::io::Write as _;
    use std::net::TcpStream;

    for signal in ["-INT", "-TERM"] {
        let mock = Mock::of(&file("spec/apis/plain.yaml"));
        // This connection is kept alive, the other one is in the middle of a request.
        assert_eq!(mock.get("/errors/404").status, 404);
        let mut unfinished = TcpStream::connect(&mock.address).expect("it listens");
        unfinished.write_all(b"GET /errors/404 HTTP/1.1\r\n").expect("it listens");
        assert_eq!(mock.end(signal), Some(0), "{signal}");
    }
}
