//! Beside retries: nothing of a response is lost, and no answer is told apart from an error.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use errbook::reqwest::{RequestBuilderExt as _, ResponseExt as _};
use errbook::reqwest_middleware::RetryErrors;
use errbook::tower::DecodeErrors;
use errbook::{CallError, Retries};
use errbook_tests::refcampaign::{ErrorCode, ResponseError};
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode};
use http_body::Frame;
use http_body_util::{BodyExt as _, Full};
use tower::retry::RetryLayer;
use tower::{ServiceBuilder, ServiceExt as _, service_fn};

use crate::clients::{Adapter, Alone, Call, Middleware, Reqwest, Tower, client};
use crate::server::{Answer, Body, Server};

const BODY: &str = r#"{"success":false,"error":{"code":"NOT_FOUND","message":"x"}}"#;

/// A client with the middleware, which reads so many bytes.
fn middleware(limit: usize) -> reqwest_middleware::ClientWithMiddleware {
    let retries = Call { body_limit: limit, ..Call::get("/") }.retries();
    let middleware = RetryErrors::<ResponseError>::new(retries);
    reqwest_middleware::ClientBuilder::new(client()).with(middleware).build()
}

#[tokio::test]
async fn the_response_behind_the_middleware_is_the_one_before_it() {
    let server = Server::saying(Answer::new(404, &[("x-first", "1"), ("x-first", "2")], BODY)).await;
    for limit in [0, 1, BODY.len() - 1, BODY.len(), 1_000] {
        let response = middleware(limit).get(server.url("/a?b")).send().await.expect("it is answered");
        assert_eq!((response.status().as_u16(), response.url().as_str()), (404, &*server.url("/a?b")));
        assert_eq!(response.headers().get_all("x-first").iter().count(), 2);
        assert_eq!(response.content_length(), Some(BODY.len() as u64), "{limit}");
        assert!(response.remote_addr().is_some());
        assert_eq!(response.text().await.expect("it is whole"), BODY, "{limit}");
    }
}

#[tokio::test]
async fn a_body_that_broke_off_breaks_off_behind_the_middleware_too() {
    let server = Server::saying(Answer::new(404, &[], "").with_body(Body::Broken(b"half".to_vec()))).await;
    let mut response = middleware(1_000).get(server.url("/")).send().await.expect("it is answered");
    assert_eq!(response.chunk().await.expect("it came").as_deref(), Some(&b"half"[..]));
    assert!(response.chunk().await.is_err());
}

#[tokio::test]
async fn any_response_of_reqwest_can_be_asked_for_its_error() {
    let server = Server::start(|number, _| Answer::new([404, 399][number.min(1)], &[], BODY)).await;
    let get = || async { client().get(server.url("/")).send().await.expect("it is answered") };
    let error = get().await.error_for::<ResponseError>().await.err();
    assert_eq!(error.and_then(|error| error.code()), Some(ErrorCode::NotFound));
    let response = get().await.error_for::<ResponseError>().await.expect("399 is no error");
    assert_eq!(response.text().await.expect("its body is still there"), BODY);
}

#[tokio::test]
async fn what_can_be_read_only_once_is_sent_once() {
    let server = Server::saying(Answer::new(503, &[], "")).await;
    let stream = reqwest::Body::wrap(Full::new(Bytes::from_static(b"a")));
    let call = Call::get("/");
    let request = client().put(server.url("/")).body(stream);
    let outcome = request.send_with_retry::<ResponseError>(&call.retries()).await;
    assert!(outcome.is_err_and(|error| error.answered().is_some()));
    assert_eq!((server.count(), call.seconds()), (1, vec![]));
}

#[tokio::test]
async fn a_request_that_cannot_be_built_is_no_answer() {
    let request = client().get("no address");
    let outcome = request.send_with_retry::<ResponseError>(&Retries::new()).await;
    let Err(error @ CallError::Transport(_)) = outcome else { unreachable!("{outcome:?}") };
    assert!(error.to_string().starts_with("no answer: "), "{error}");
}

async fn no_answer_by<A: Adapter>(server: &Server) {
    let call = Call::get("/");
    let outcome = A::call::<ResponseError>(server, &call).await;
    assert!(matches!(outcome, Err(CallError::Transport(_))), "{outcome:?}");
    assert!(call.waits().is_empty());
}

#[tokio::test]
async fn a_server_that_is_gone_is_no_answer() {
    let server = Server::saying(Answer::new(200, &[], "")).await;
    server.stop();
    no_answer_by::<Reqwest>(&server).await;
    no_answer_by::<Middleware>(&server).await;
    no_answer_by::<Tower>(&server).await;
    assert!(Alone::call::<ResponseError>(&server, &Call::get("/")).await.is_ok(), "it takes no network");
}

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

#[tokio::test(start_paused = true)]
async fn unless_it_is_told_otherwise_a_call_waits_by_the_clock_of_tokio() {
    let waited = async |retries: Retries| {
        let answer = |_| std::future::ready(Ok::<_, Infallible>(unavailable()));
        let client = ServiceBuilder::new()
            .layer(RetryLayer::new(errbook::tower::RetryErrors::new(retries)))
            .layer(DecodeErrors::<ResponseError>::new())
            .service(service_fn(answer));
        let start = tokio::time::Instant::now();
        assert!(client.oneshot(Request::new(())).await.is_err());
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
