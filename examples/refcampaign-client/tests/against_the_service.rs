//! The client against the service, over loopback.

use std::time::Duration;

use refcampaign_client::refcampaign::{ErrorCode, ErrorKind, ResponseError};
use refcampaign_client::{Client, Failure, advice};

/// A service on a port of the system's choice, which stops when this is dropped.
struct Service {
    url: String,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Service {
    fn start() -> Self {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a port is free");
        let url = format!("http://{}", listener.local_addr().expect("the listener is bound"));
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let thread = std::thread::spawn(move || {
            let service = axum::serve(listener, refcampaign_service::router());
            let service = service.with_graceful_shutdown(async move { drop(stopped.await) });
            runtime.block_on(async { service.await }).expect("the service stops by itself");
        });
        Self { url, stop: Some(stop), thread: Some(thread) }
    }

    fn client(&self, key: &str) -> Client {
        Client::new(&self.url, key)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        drop(self.stop.take());
        drop(self.thread.take().map(std::thread::JoinHandle::join));
    }
}

fn error<T: std::fmt::Debug>(result: Result<T, Failure>) -> ResponseError {
    match result.expect_err("an error of the API was expected") {
        Failure::Api(error) => Some(error),
        Failure::Transport(_) => None,
    }
    .expect("the service answered")
}

#[test]
fn errors_arrive_typed() {
    let service = Service::start();
    let live = service.client("rc_live");
    assert!(live.create_affiliate("cmp_1", "ada@example.com").is_ok());

    let again = error(live.create_affiliate("cmp_1", "ada@example.com"));
    assert_eq!(again.kind(), Some(&ErrorKind::AlreadyExists));
    assert_eq!(advice(&Failure::Api(again)), "You are signed up already.");

    let invalid = error(live.create_affiliate("cmp_1", "ada"));
    assert_eq!(invalid.field_errors()[0].path, "email");
    assert_eq!(advice(&Failure::Api(invalid)), "Please correct: email must be an address");

    let full = error(service.client("rc_free").create_affiliate("cmp_1", "bob@example.com"));
    assert_eq!(full.code(), Some(ErrorCode::LimitExceeded));
    assert_eq!(full.retry_after(), Some(Duration::from_secs(2_592_000)));

    let busy = service.client("rc_busy");
    assert!(busy.affiliate("aff_1").is_ok());
    assert_eq!(error(busy.affiliate("aff_1")).code(), Some(ErrorCode::RateLimitExceeded));

    let unknown = error(service.client("rc_gone").affiliate("aff_1"));
    assert_eq!(unknown.to_string(), "401 UNAUTHORIZED: The API key is missing or not known.");
    assert_eq!(error(live.affiliate("nobody")).code(), Some(ErrorCode::NotFound));
    assert_eq!(error(service.client("rc_locked").affiliate("aff_1")).code(), Some(ErrorCode::PermissionDenied));
}

#[test]
fn what_failed_inside_stays_inside() {
    let service = Service::start();
    for (key, code) in [("rc_broken", ErrorCode::ServerError), ("rc_degraded", ErrorCode::ServiceUnavailable)] {
        let failed = error(service.client(key).affiliate("aff_1"));
        assert_eq!(failed.code(), Some(code));
        let seen = format!("{failed} {:?} {}", failed.headers(), String::from_utf8_lossy(failed.body()));
        for secret in ["hunter2", "db.internal", "10.0.0.7", "the database", "the queue"] {
            assert!(!seen.contains(secret), "{seen}");
        }
    }
}
