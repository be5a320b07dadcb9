//! A server that says what a test wants to hear, whether or not it is HTTP as it should be.

use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// The longest request that is read, in bytes.
const LONGEST_REQUEST: usize = 64 * 1024;
/// How much of an endless body is written at once.
const CHUNK: usize = 64 * 1024;

/// What a server says.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
}

/// How the body of an answer comes.
#[derive(Clone)]
pub(crate) enum Body {
    /// As it should.
    Whole(Vec<u8>),
    /// It breaks off after this.
    Broken(Vec<u8>),
    /// Whole in the end, byte by byte, each on its way before the next is written.
    Slow(Vec<u8>),
    /// So many spaces.
    Spaces(usize),
}

impl Answer {
    /// An answer of JSON.
    pub(crate) fn new(status: u16, further: &[(&'static str, &'static str)], body: &str) -> Self {
        let status = StatusCode::from_u16(status).expect("tests write statuses");
        let mut headers = HeaderMap::new();
        headers.insert("content-type", HeaderValue::from_static("application/json"));
        for (name, value) in further {
            headers.append(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        Self { status, headers, body: Body::Whole(body.as_bytes().to_vec()) }
    }

    pub(crate) fn with_body(self, body: Body) -> Self {
        Self { body, ..self }
    }
}

type Script = dyn Fn(usize, &Request<()>) -> Answer + Send + Sync;

/// A server on a port of its own; it ends with the test.
pub(crate) struct Server {
    state: Arc<State>,
    address: SocketAddr,
    accepting: JoinHandle<()>,
}

struct State {
    script: Box<Script>,
    requests: Mutex<Vec<Request<()>>>,
    written: AtomicUsize,
}

impl Server {
    /// Answers each request by its number, from 0, and what it is.
    pub(crate) async fn start(script: impl Fn(usize, &Request<()>) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("the system has a free port");
        let address = listener.local_addr().expect("it listens");
        let state =
            Arc::new(State { script: Box::new(script), requests: Mutex::default(), written: AtomicUsize::new(0) });
        let accepting = tokio::spawn(accept(listener, Arc::clone(&state)));
        Self { state, address, accepting }
    }

    /// Answers every request alike.
    pub(crate) async fn saying(answer: Answer) -> Self {
        Self::start(move |_, _| answer.clone()).await
    }

    /// Where a path of it is.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Hangs up, and answers no more.
    pub(crate) fn stop(&self) {
        self.accepting.abort();
    }

    /// What it says to a request that takes no network.
    pub(crate) fn answer(&self, request: Request<()>) -> Answer {
        self.state.answer(request)
    }

    /// How many requests there were.
    pub(crate) fn count(&self) -> usize {
        self.state.requests().len()
    }

    /// How many bytes of bodies were written.
    pub(crate) fn written(&self) -> usize {
        self.state.written.load(Ordering::Relaxed)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

impl State {
    fn requests(&self) -> std::sync::MutexGuard<'_, Vec<Request<()>>> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, request: Request<()>) -> Answer {
        let mut requests = self.requests();
        let answer = (self.script)(requests.len(), &request);
        requests.push(request);
        answer
    }
}

async fn accept(listener: TcpListener, state: Arc<State>) {
    while let Ok((stream, _)) = listener.accept().await {
        let state = Arc::clone(&state);
        // A client that hangs up in the middle is what some tests are about.
        tokio::spawn(async move { serve(stream, &state).await.is_ok() });
    }
}

/// One request to a connection.
async fn serve(stream: TcpStream, state: &State) -> io::Result<()> {
    let mut stream = BufReader::new(stream);
    let answer = state.answer(read(&mut stream).await?);
    stream.write_all(&head(&answer)).await?;
    match &answer.body {
        Body::Whole(body) | Body::Broken(body) => write(&mut stream, body, state).await?,
        Body::Slow(body) => {
            for byte in body.chunks(1) {
                write(&mut stream, byte, state).await?;
                stream.flush().await?;
                tokio::task::yield_now().await;
            }
        }
        Body::Spaces(count) => {
            let spaces = vec![b' '; CHUNK];
            for _ in 0..count / CHUNK {
                write(&mut stream, &spaces, state).await?;
            }
        }
    }
    stream.shutdown().await
}

async fn write(stream: &mut BufReader<TcpStream>, bytes: &[u8], state: &State) -> io::Result<()> {
    stream.write_all(bytes).await?;
    state.written.fetch_add(bytes.len(), Ordering::Relaxed);
    Ok(())
}

/// The status line and the headers.
fn head(answer: &Answer) -> Vec<u8> {
    let length = match &answer.body {
        Body::Whole(body) | Body::Slow(body) => body.len(),
        Body::Broken(body) => body.len() + 1,
        Body::Spaces(count) => *count,
    };
    let mut head = format!("HTTP/1.1 {} x\r\nconnection: close\r\n", answer.status.as_u16()).into_bytes();
    for (name, value) in &answer.headers {
        head.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
    }
    head.extend(format!("content-length: {length}\r\n\r\n").into_bytes());
    head
}

/// Reads a request, and passes over its body.
async fn read(stream: &mut BufReader<TcpStream>) -> io::Result<Request<()>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if head.len() == LONGEST_REQUEST {
            return Err(io::Error::other("the request is too long"));
        }
        head.push(stream.read_u8().await?);
    }
    let request = parse(&String::from_utf8_lossy(&head)).ok_or_else(|| io::Error::other("it is no request"))?;
    let length = request.headers().get("content-length").and_then(|length| length.to_str().ok()?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0).min(LONGEST_REQUEST)];
    stream.read_exact(&mut body).await?;
    Ok(request)
}

fn parse(head: &str) -> Option<Request<()>> {
    let mut lines = head.lines();
    let mut first = lines.next()?.split(' ');
    let method = Method::from_bytes(first.next()?.as_bytes()).ok()?;
    let mut request = Request::builder().method(method).uri(first.next()?);
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        request = request.header(name, value);
    }
    request.body(()).ok()
}
