//! What is not about waiting: nothing of a response is lost, and having no answer is not an answer.

use bytes::Bytes;
use errbook::reqwest::{RequestBuilderExt as _, ResponseExt as _};
use errbook::reqwest_middleware::RetryErrors;
use errbook::{CallError, Retries};
use errbook_tests::refcampaign::{ErrorCode, ResponseError};
use http::Extensions;
use http_body_util::Full;
use reqwest_middleware::Next;

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

/// Counts its calls where the caller of the client can see it.
struct Counting;

#[async_trait::async_trait]
impl reqwest_middleware::Middleware for Counting {
    async fn handle(
        &self,
        request: reqwest::Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<reqwest::Response> {
        *extensions.get_or_insert_default::<usize>() += 1;
        next.run(request, extensions).await
    }
}

#[tokio::test]
async fn what_is_behind_the_middleware_runs_at_each_try() {
    let server = Server::saying(Answer::new(503, &[], "")).await;
    let call = Call::get("/");
    let retries = RetryErrors::<ResponseError>::new(call.retries());
    let client = reqwest_middleware::ClientBuilder::new(client()).with(retries).with(Counting).build();
    for calls in [1, 2] {
        let mut extensions = Extensions::new();
        let request = client.get(server.url("/")).build().expect("it is a request");
        assert!(client.execute_with_extensions(request, &mut extensions).await.is_ok());
        assert_eq!(extensions.get::<usize>(), Some(&5));
        assert_eq!(
            (server.count(), call.seconds()),
            (calls * 5, [1, 2, 4, 8].repeat(calls)),
            "each call counts its own"
        );
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
