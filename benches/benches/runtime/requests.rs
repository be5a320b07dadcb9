//! What an error costs a request: an axum service that answers with a created resource, with an error of the contract, and
//! with a constant that somebody wrote by hand; over a connection of the loopback device, and without one.

use std::cell::Cell;
use std::convert::Infallible;
use std::hint::black_box;
use std::io;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt as _;

use crate::bodies::MESSAGE;
use crate::bodies::refcampaign::operation::CreateAffiliate;
use crate::paired::nanoseconds;

const CONSTANT: &str = r#"{"success":false,"error":{"code":"ALREADY_EXISTS","message":"An affiliate with this email already exists"},"meta":{"timestamp":"2026-11-21T12:00:00.000Z"}}"#;
const PATHS: [&str; 3] = ["/error", "/created", "/constant"];

/// A success that is about as long as the error.
#[derive(Serialize)]
struct Affiliate {
    id: &'static str,
    email: &'static str,
    campaign: &'static str,
    url: &'static str,
}

async fn created() -> impl IntoResponse {
    let (email, campaign) = ("someone@example.com", "cmp_01HF3Z9V5Q");
    let url = "https://example.com/r/01HF3Z9V5Q";
    (StatusCode::CREATED, Json(Affiliate { id: "aff_01HF3Z9V5QWERTY", email, campaign, url }))
}

async fn error() -> Result<Json<Affiliate>, CreateAffiliate> {
    Err(CreateAffiliate::already_exists(black_box(MESSAGE)))
}

async fn constant() -> impl IntoResponse {
    (StatusCode::CONFLICT, [(header::CONTENT_TYPE, "application/json")], CONSTANT)
}

fn service() -> Router {
    Router::new().route(PATHS[0], get(error)).route(PATHS[1], get(created)).route(PATHS[2], get(constant))
}

/// Measures and prints.
pub(super) fn requests() -> io::Result<()> {
    let runtime = Builder::new_current_thread().enable_io().build()?;
    over_loopback(&runtime)?;
    in_process(&runtime);
    Ok(())
}

fn over_loopback(runtime: &Runtime) -> io::Result<()> {
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
    let address = listener.local_addr()?;
    runtime.spawn(async { axum::serve(listener, service()).await });
    let mut connections = Vec::new();
    for path in PATHS {
        connections.push(runtime.block_on(Connection::open(address, path))?);
    }
    let [error, created, constant] = &mut connections[..] else { return Ok(()) };
    let failed = Cell::new(None);
    let ask = |connection: &mut Connection| {
        if let Err(error) = runtime.block_on(connection.ask()) {
            failed.set(Some(error));
        }
    };
    let times = nanoseconds([&mut || ask(error), &mut || ask(created), &mut || ask(constant)]);
    println!("a request that is answered with an error, over one connection of the loopback device");
    print(times);
    failed.into_inner().map_or(Ok(()), Err)
}

fn in_process(runtime: &Runtime) {
    let service = service();
    let call = |path: &str| {
        let request = Request::builder().uri(path).body(Body::empty()).unwrap_or_default();
        let answer: Result<_, Infallible> = runtime.block_on(service.clone().oneshot(request));
        drop(black_box(answer));
    };
    let times = nanoseconds([&mut || call(PATHS[0]), &mut || call(PATHS[1]), &mut || call(PATHS[2])]);
    println!("the same without a connection: the router alone");
    print(times);
}

fn print([error, created, constant]: [f64; 3]) {
    println!(
        "  error {error:>8.0} ns   success {created:>8.0} ns   constant by hand {constant:>8.0} ns   {:.3} and {:.3} times as fast",
        created / error,
        constant / error
    );
}

/// A connection over which the same is asked again and again.
struct Connection {
    stream: TcpStream,
    request: String,
    answer: Vec<u8>,
}

impl Connection {
    /// Opens it, and learns how long the answer is.
    async fn open(address: std::net::SocketAddr, path: &str) -> io::Result<Self> {
        let mut stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n");
        stream.write_all(request.as_bytes()).await?;
        let mut answer = vec![0; 4_096];
        let mut length = 0;
        while !answer[..length].ends_with(b"}") {
            length += stream.read(&mut answer[length..]).await?;
        }
        answer.truncate(length);
        Ok(Self { stream, request, answer })
    }

    async fn ask(&mut self) -> io::Result<()> {
        self.stream.write_all(self.request.as_bytes()).await?;
        self.stream.read_exact(&mut self.answer).await.map(|_| ())
    }
}
