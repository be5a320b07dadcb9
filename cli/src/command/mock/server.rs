//! HTTP: bounded requests on bounded connections, until a signal comes.

mod hurried;
#[cfg(test)]
mod tests;

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONNECTION, CONTENT_TYPE, HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioTimer;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep, timeout};

use self::hurried::Hurried;
use super::answer::Answer;
use super::play::{self, Play};
use crate::exit::Failure;

/// Request line and headers, in bytes.
const LARGEST_HEAD: usize = 32 << 10;
const MOST_HEADERS: usize = 100;
/// A body is not looked at, but it is taken so far.
const LARGEST_BODY: usize = 1 << 20;
const BOUNDS: Bounds = Bounds { connections: 256, patience: Duration::from_secs(10), life: Duration::from_secs(60) };
/// How long requests that are being answered have when the server is told to end.
const GRACE: Duration = Duration::from_secs(1);
/// How long to wait where the system has no room for a connection.
const PAUSE: Duration = Duration::from_millis(100);

/// How much room and time there is for clients.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    /// So many at once; others wait until one of these ends.
    connections: usize,
    /// How long a client may take for a head, again for a body, and again to take what it is answered.
    patience: Duration,
    /// When a connection has lived so long, the next answer is its last.
    life: Duration,
}

/// Serves until SIGINT or SIGTERM comes; announces its address when it can be reached.
pub(super) fn serve(
    listener: std::net::TcpListener,
    play: Play,
    announce: impl FnOnce(SocketAddr) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let refused = |error: io::Error| Failure::Because(format!("error: the system refuses to serve: {error}").into());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(refused)?;
    runtime.block_on(async {
        let (listener, mut end, address) = ready(listener).map_err(refused)?;
        announce(address)?;
        answer_all(listener, Arc::new(play), end.received(), BOUNDS).await;
        Ok(())
    })
}

/// What listens, what ends it, and where it can be reached.
fn ready(listener: std::net::TcpListener) -> io::Result<(TcpListener, Signals, SocketAddr)> {
    listener.set_nonblocking(true)?;
    let listener = TcpListener::from_std(listener)?;
    let address = listener.local_addr()?;
    Ok((listener, Signals::new()?, address))
}

async fn answer_all(listener: TcpListener, play: Arc<Play>, end: impl Future<Output = ()>, bounds: Bounds) {
    let room = Arc::new(Semaphore::new(bounds.connections));
    let open = GracefulShutdown::new();
    let mut end = pin!(end);
    loop {
        let (stream, place) = tokio::select! {
            accepted = accept(&listener, &room) => accepted,
            () = &mut end => break,
        };
        let play = Arc::clone(&play);
        let begun = Instant::now();
        let service = service_fn(move |request| {
            let play = Arc::clone(&play);
            async move {
                let mut response = respond(&play, request, bounds.patience).await;
                if begun.elapsed() >= bounds.life {
                    close_after(&mut response);
                }
                Ok::<_, Infallible>(response)
            }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(bounds.patience)
            .max_buf_size(LARGEST_HEAD)
            .max_headers(MOST_HEADERS)
            .serve_connection(Hurried::new(stream, bounds.patience), service);
        let connection = open.watch(connection);
        tokio::spawn(async move {
            // What is wrong with one connection is told to its client, as far as that listens.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    // Who is not done by then has had its time.
    let _ = timeout(GRACE, open.shutdown()).await;
}

/// The next connection, when there is room for it.
async fn accept(listener: &TcpListener, room: &Arc<Semaphore>) -> (TcpStream, Option<OwnedSemaphorePermit>) {
    // The semaphore is never closed.
    let place = Arc::clone(room).acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return (stream, place),
            Err(_) => sleep(PAUSE).await,
        }
    }
}

async fn respond(play: &Play, request: Request<Incoming>, patience: Duration) -> Response<Full<Bytes>> {
    let (head, body) = request.into_parts();
    let refused = match timeout(patience, pass_over(body)).await {
        Ok(Taken::All) => None,
        Ok(Taken::TooMuch) => Some(Answer::message(413, "the body is too large")),
        Err(_) => Some(Answer::message(408, "the body did not come")),
    };
    if let Some(refused) = refused {
        let mut response = written(refused);
        close_after(&mut response);
        return response;
    }
    let prefer: Vec<_> =
        head.headers.get_all("prefer").iter().map(|it| String::from_utf8_lossy(it.as_bytes())).collect();
    written(play.answer(play::Request {
        method: head.method.as_str(),
        path: head.uri.path(),
        prefer: &prefer.join(","),
        now: SystemTime::now(),
    }))
}

/// Lets an answer be the last one of its connection, and tells the client so.
fn close_after<B>(response: &mut Response<B>) {
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
}

/// How much of a body was taken.
enum Taken {
    All,
    TooMuch,
}

async fn pass_over(mut body: Incoming) -> Taken {
    let mut left = LARGEST_BODY;
    // A body that breaks off takes its connection with it.
    while let Some(Ok(frame)) = body.frame().await {
        let length = frame.data_ref().map(Bytes::len).unwrap_or_default();
        match left.checked_sub(length) {
            Some(rest) => left = rest,
            None => return Taken::TooMuch,
        }
    }
    Taken::All
}

/// The answer as HTTP, without those of its headers that cannot be sent.
fn written(answer: Answer) -> Response<Full<Bytes>> {
    let (media_type, body) =
        answer.body.map_or_else(Default::default, |(media_type, body)| (media_type, body.to_string()));
    let mut response = Response::new(Full::new(Bytes::from(body)));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in answer.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().append(name, value);
        }
    }
    if let Some(media_type) = HeaderValue::try_from(media_type).ok().filter(|it| !it.is_empty()) {
        response.headers_mut().insert(CONTENT_TYPE, media_type);
    }
    response
}

/// The signals by which the server is told to end.
#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn received(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

/// The signal by which the server is told to end.
#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn new() -> io::Result<Self> {
        Ok(Self)
    }

    async fn received(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
