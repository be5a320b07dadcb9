//! One call, by each adapter: what comes of it is to be the same.

use std::fmt::Display;
use std::future::ready;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use errbook::reqwest::{RequestBuilderExt as _, ResponseExt as _};
use errbook::reqwest_middleware::RetryErrors;
use errbook::tower::DecodeErrors;
use errbook::{CallError, FromResponse, Retries, RetryPolicy};
use http::{Method, Request, StatusCode};
use http_body_util::Full;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use tower::retry::RetryLayer;
use tower::{ServiceBuilder, ServiceExt as _};

use crate::server::{Body, Server};

/// How a call is made, and how long it waited.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) headers: &'static [(&'static str, &'static str)],
    pub(crate) policy: RetryPolicy,
    /// The share of each ruled wait.
    pub(crate) jitter: f64,
    pub(crate) body_limit: usize,
    pub(crate) slept: Arc<Mutex<Vec<Duration>>>,
}

impl Call {
    /// A `GET` by the default policy without jitter.
    pub(crate) fn get(path: impl Into<String>) -> Self {
        Self {
            method: Method::GET,
            path: path.into(),
            headers: &[],
            policy: RetryPolicy::new(),
            jitter: 1.0,
            body_limit: 1024 * 1024,
            slept: Arc::default(),
        }
    }

    pub(crate) fn post() -> Self {
        Self { method: Method::POST, ..Self::get("/") }
    }

    /// How long it slept, each time; it did not really.
    pub(crate) fn waits(&self) -> Vec<Duration> {
        self.slept.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The same in seconds.
    pub(crate) fn seconds(&self) -> Vec<u64> {
        self.waits().iter().map(Duration::as_secs).collect()
    }

    fn wait(&self, wait: Duration) {
        self.slept.lock().unwrap_or_else(PoisonError::into_inner).push(wait);
    }

    pub(crate) fn retries(&self) -> Retries {
        let (this, jitter) = (self.clone(), self.jitter);
        Retries::new().policy(self.policy).operation("call").body_limit(self.body_limit).jitter(move || jitter).sleep(
            move |wait| {
                this.wait(wait);
                ready(())
            },
        )
    }

    fn request<B>(&self, uri: String, body: B) -> Request<B> {
        let mut request = Request::builder().method(&self.method).uri(uri);
        for (name, value) in self.headers {
            request = request.header(*name, *value);
        }
        request.body(body).expect("tests write requests")
    }
}

/// The status of a success, or why there is none, transport's reasons as text.
pub(crate) type Outcome<E> = Result<StatusCode, CallError<E, String>>;

/// A way to make calls.
pub(crate) trait Adapter {
    async fn call<E: FromResponse>(server: &Server, call: &Call) -> Outcome<E>;
}

/// reqwest's client, which talks to this machine whatever proxy the environment names.
pub(crate) fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().expect("it needs no more than sockets")
}

/// By reqwest.
pub(crate) struct Reqwest;

/// By reqwest with the middleware.
pub(crate) struct Middleware;

/// By hyper's client in tower's retries.
pub(crate) struct Tower;

/// By no client: answers as they are, and the policy.
pub(crate) struct Alone;

impl Adapter for Reqwest {
    async fn call<E: FromResponse>(server: &Server, call: &Call) -> Outcome<E> {
        let request = call.request(server.url(&call.path), "").try_into().expect("it is a request");
        let builder = reqwest::RequestBuilder::from_parts(client(), request);
        let response = builder.send_with_retry::<E>(&call.retries()).await;
        response.map(|response| response.status()).map_err(in_words)
    }
}

impl Adapter for Middleware {
    async fn call<E: FromResponse>(server: &Server, call: &Call) -> Outcome<E> {
        let client =
            reqwest_middleware::ClientBuilder::new(client()).with(RetryErrors::<E>::new(call.retries())).build();
        let request = call.request(server.url(&call.path), "").try_into().expect("it is a request");
        let response = client.execute(request).await.map_err(CallError::Transport).map_err(in_words)?;
        assert_eq!(response.url().as_str(), server.url(&call.path), "the response of the last try is whole");
        let response = response.error_within::<E>(call.body_limit).await;
        response.map(|response| response.status()).map_err(CallError::Answered)
    }
}

impl Adapter for Tower {
    async fn call<E: FromResponse>(server: &Server, call: &Call) -> Outcome<E> {
        let client = ServiceBuilder::new()
            .layer(RetryLayer::new(errbook::tower::RetryErrors::new(call.retries())))
            .layer(DecodeErrors::<E>::new().body_limit(call.body_limit))
            .service(Client::builder(TokioExecutor::new()).build_http::<Full<Bytes>>());
        let request = call.request(server.url(&call.path), Full::default());
        let response = client.oneshot(request).await;
        response.map(|response| response.status()).map_err(in_words)
    }
}

impl Adapter for Alone {
    async fn call<E: FromResponse>(server: &Server, call: &Call) -> Outcome<E> {
        let mut waited = Duration::ZERO;
        for tries_done in 1.. {
            let request = call.request(call.path.clone(), ());
            let may_repeat = call.policy.may_repeat(request.method(), request.headers());
            let answer = server.answer(request);
            if answer.status.as_u16() < 400 {
                return Ok(answer.status);
            }
            let mut body = match answer.body {
                Body::Whole(body) | Body::Broken(body) | Body::Slow(body) => body,
                Body::Spaces(count) => vec![b' '; count.min(call.body_limit)],
            };
            body.truncate(call.body_limit);
            let error = E::from_parts(SystemTime::now(), answer.status, answer.headers, body.into());
            match call.policy.next(&error, tries_done, waited, call.jitter) {
                Some(wait) if may_repeat => {
                    call.wait(wait);
                    waited += wait;
                }
                _ => return Err(CallError::Answered(error)),
            }
        }
        unreachable!("tries are bounded")
    }
}

/// What went wrong on the way, as text.
fn in_words<E, T: Display>(error: CallError<E, T>) -> CallError<E, String> {
    match error {
        CallError::Answered(answer) => CallError::Answered(answer),
        CallError::Transport(failure) => CallError::Transport(failure.to_string()),
    }
}
