//! A running service, and what leaves it byte by byte.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::path::PathBuf;
use std::thread::JoinHandle;
use std::time::Duration;

use affiliate_service::Store;
use axum::Router;
use serde_json::Value;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions};
use tempfile::TempDir;
use tokio::sync::oneshot::Sender;

/// A service on a port of the system's choice and a database of its own, which stops when this is dropped.
pub(crate) struct Service {
    address: SocketAddr,
    folder: TempDir,
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// What a request is answered with.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// All of it as it left.
    pub(crate) bytes: Vec<u8>,
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made")
}

impl Service {
    pub(crate) fn start() -> Self {
        Self::serving(affiliate_service::router)
    }

    /// A service of other routes.
    pub(crate) fn serving(router: impl FnOnce(Store) -> Router) -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let runtime = runtime();
        let store = runtime.block_on(Store::open(&folder.path().join("affiliate.db"))).expect("a database can be made");
        let router = router(store);
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a port is free");
        let address = listener.local_addr().expect("the listener is bound");
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let thread = std::thread::spawn(move || {
            let service = axum::serve(listener, router).with_graceful_shutdown(async move { drop(stopped.await) });
            runtime.block_on(async { service.await }).expect("the service stops by itself");
        });
        Self { address, folder, stop: Some(stop), thread: Some(thread) }
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("affiliate.db")
    }

    /// Does something to the database behind the service's back.
    pub(crate) fn sql(&self, statements: &str) -> sqlx::Result<()> {
        runtime().block_on(async {
            let mut connection = SqliteConnectOptions::new().filename(self.database()).connect().await?;
            sqlx::raw_sql(AssertSqlSafe(statements.to_owned())).execute(&mut connection).await.map(drop)
        })
    }

    /// Sends a request such as `GET /campaigns`.
    pub(crate) fn ask(&self, request: &str, token: Option<&str>, body: &str) -> Answer {
        let authorization = token.map(|token| format!("authorization: Bearer {token}\r\n")).unwrap_or_default();
        let length = body.len();
        let head = format!("{request} HTTP/1.1\r\nhost: {}\r\n{authorization}connection: close\r\n", self.address);
        let mut stream = TcpStream::connect(self.address).expect("the service listens");
        stream.set_read_timeout(Some(Duration::from_secs(10))).expect("the timeout is not zero");
        write!(stream, "{head}content-length: {length}\r\n\r\n{body}").expect("the service reads");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("the service answers");
        drop(stream.shutdown(Shutdown::Both));
        Answer::read(bytes)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        drop(self.stop.take());
        drop(self.thread.take().map(JoinHandle::join));
    }
}

impl Answer {
    fn read(bytes: Vec<u8>) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("the headers end");
        let head = String::from_utf8(bytes[..end].to_vec()).expect("the headers are text");
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|status| status.parse().ok());
        let header = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned()));
        Self {
            status: status.expect("the first line has the status"),
            headers: lines.filter_map(header).collect(),
            body: bytes[end + 4..].to_vec(),
            bytes,
        }
    }

    /// The value of a header; names are in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("the body is JSON")
    }

    pub(crate) fn code(&self) -> Option<String> {
        Some(self.json().get("error_code")?.as_str()?.to_owned())
    }
}
