//! In a stack of tower's services: what is read, what is left alone, and whose tries are counted.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::fmt::Debug;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use errbook::tower::DecodeErrors;
use errbook::{CallError, Retries};
use errbook_tests::refcampaign::ResponseError;
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode};
use http_body::Frame;
use http_body_util::{BodyExt as _, Full};
use tower::retry::RetryLayer;
use tower::{Service, ServiceBuilder, ServiceExt as _, service_fn};

use crate::clients::Call;

/// A body frame by frame, which counts what is asked of it.
struct Frames {
    left: VecDeque<Frame<Bytes>>,
    asked: Arc<AtomicUsize>,
}

impl http_body::Body for Frames {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        Poll::Ready(self.left.pop_front().map(Ok))
    }
}

/// What a client in tower gets that answers so, and how many frames were asked for.
async fn by_tower(status: u16, frames: Vec<Frame<Bytes>>) -> (Result<Response<Frames>, ResponseError>, usize) {
    let asked = Arc::new(AtomicUsize::new(0));
    let body = Frames { left: frames.into(), asked: Arc::clone(&asked) };
    let response = Response::builder().status(status).body(body).expect("it is a response");
    let mut response = Some(response);
    let client =
        service_fn(move |()| std::future::ready(Ok::<_, Infallible>(response.take().expect("it is called once"))));
    let client = ServiceBuilder::new().layer(DecodeErrors::<ResponseError>::new().body_limit(5)).service(client);
    let outcome = client.oneshot(()).await.map_err(|error| match error {
        CallError::Answered(error) => error,
        CallError::Transport(never) => match never {},
    });
    (outcome, asked.load(Ordering::Relaxed))
}

#[tokio::test]
async fn no_frame_is_asked_for_beyond_the_limit() {
    let frames = (0..1_000).map(|_| Frame::data(Bytes::from_static(b"abc"))).collect();
    let (outcome, asked) = by_tower(500, frames).await;
    assert_eq!(outcome.err().map(|error| error.body().to_vec()).as_deref(), Some(&b"abcab"[..]));
    assert_eq!(asked, 2);
}

/// A client that gets 503 from nowhere, with tower's retries.
fn retrying(retries: Retries) -> impl Service<Request<()>, Error = impl Debug> {
    ServiceBuilder::new()
        .layer(RetryLayer::new(errbook::tower::RetryErrors::new(retries)))
        .layer(DecodeErrors::<ResponseError>::new())
        .service_fn(|_| std::future::ready(Ok::<_, Infallible>(unavailable())))
}

#[tokio::test]
async fn each_call_counts_its_own_tries() {
    let call = Call::get("/");
    let mut client = retrying(call.retries());
    for calls in [1, 2] {
        let client = client.ready().await.expect("it is always ready");
        assert!(client.call(Request::new(())).await.is_err());
        assert_eq!(call.seconds(), [1, 2, 4, 8].repeat(calls));
    }
}

#[tokio::test(start_paused = true)]
async fn unless_it_is_told_otherwise_a_call_waits_by_the_clock_of_tokio() {
    let waited = async |retries: Retries| {
        let start = tokio::time::Instant::now();
        assert!(retrying(retries).oneshot(Request::new(())).await.is_err());
        start.elapsed()
    };
    assert_eq!(waited(Retries::new().jitter(|| 1.0)).await.as_secs(), 1 + 2 + 4 + 8);
    let (first, second) = (waited(Retries::new()).await, waited(Retries::new()).await);
    assert!(first.as_secs() < 15 && second.as_secs() < 15);
    assert_ne!(first, second, "the jitter is by chance");
}

fn unavailable() -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::default());
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    response
}

#[tokio::test]
async fn trailers_end_a_body() {
    let trailers = HeaderMap::from_iter([(http::header::ETAG, HeaderValue::from_static("a"))]);
    let frames = || vec![Frame::data(Bytes::from_static(b"ab")), Frame::trailers(trailers.clone())];
    let (outcome, asked) = by_tower(500, frames()).await;
    assert_eq!(outcome.err().map(|error| error.body().to_vec()).as_deref(), Some(&b"ab"[..]));
    assert_eq!(asked, 2);
    let (outcome, asked) = by_tower(200, frames()).await;
    let body = outcome.expect("it is no error").into_body();
    assert_eq!(asked, 0, "what is no error is not touched");
    assert_eq!(body.collect().await.map(|body| body.trailers().is_some()), Ok(true));
}
