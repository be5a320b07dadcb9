//! HTTP clients that are services of [`tower`](::tower): a layer that decodes error answers, and a policy for tower's
//! own retries above it.
//!
//! ```
//! use errbook::tower::{DecodeErrors, RetryErrors};
//! use errbook::{FromResponse, Retries};
//! use ::tower::ServiceBuilder;
//! use ::tower::retry::RetryLayer;
//!
//! # fn stack<E: FromResponse, C>(client: C) {
//! // `E` is a generated `ResponseError`.
//! let client = ServiceBuilder::new()
//!     .layer(RetryLayer::new(RetryErrors::new(Retries::new())))
//!     .layer(DecodeErrors::<E>::new())
//!     .service(client);
//! # let _ = client;
//! # }
//! ```

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use ::tower::retry::Policy;
use ::tower::{Layer, Service};
use http::{Request, Response};
use http_body::Body;

use super::head;
use super::retries::{BODY_LIMIT, Retries, Sleep, Tries};
use crate::{CallError, FromResponse, ResponseError};

/// A layer that turns error answers (status 400 and above) into errors, `E` being the generated `ResponseError` of the
/// API. All other answers pass through untouched.
pub struct DecodeErrors<E> {
    body_limit: usize,
    api: PhantomData<fn() -> E>,
}

impl<E: FromResponse> DecodeErrors<E> {
    /// The layer.
    #[must_use]
    pub fn new() -> Self {
        Self { body_limit: BODY_LIMIT, api: PhantomData }
    }

    /// How many bytes are read of the body of an error; 1 MiB unless it is said. If a body breaks off, what came is
    /// decoded.
    #[must_use]
    pub fn body_limit(self, bytes: usize) -> Self {
        Self { body_limit: bytes, ..self }
    }
}

impl<E: FromResponse> Default for DecodeErrors<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E> Clone for DecodeErrors<E> {
    fn clone(&self) -> Self {
        Self { body_limit: self.body_limit, api: PhantomData }
    }
}

impl<E> fmt::Debug for DecodeErrors<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("DecodeErrors").field("body_limit", &self.body_limit).finish()
    }
}

impl<E, S> Layer<S> for DecodeErrors<E> {
    type Service = Decoded<S, E>;

    fn layer(&self, inner: S) -> Decoded<S, E> {
        Decoded { inner, layer: self.clone() }
    }
}

/// A client whose error answers are errors; made by [`DecodeErrors`].
#[derive(Debug)]
pub struct Decoded<S, E> {
    inner: S,
    layer: DecodeErrors<E>,
}

impl<S: Clone, E> Clone for Decoded<S, E> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), layer: self.layer.clone() }
    }
}

impl<S, E, R, B> Service<R> for Decoded<S, E>
where
    S: Service<R, Response = Response<B>, Future: Send + 'static>,
    E: FromResponse,
    B: Body<Data: Send, Error: Send> + Send,
{
    type Response = Response<B>;
    type Error = CallError<E, S::Error>;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(context).map_err(CallError::Transport)
    }

    fn call(&mut self, request: R) -> Self::Future {
        let (answer, limit) = (self.inner.call(request), self.layer.body_limit);
        Box::pin(async move {
            let response = answer.await.map_err(CallError::Transport)?;
            if response.status().as_u16() < 400 {
                return Ok(response);
            }
            let (parts, body) = response.into_parts();
            Err(CallError::Answered(head::decode(parts, body, limit).await))
        })
    }
}

/// A policy of [`tower::retry`](::tower::retry), above [`DecodeErrors`]: calls are tried again as the API's rules and
/// the [policy](crate::RetryPolicy) say. A call to which no answer came is not.
#[derive(Debug, Clone)]
pub struct RetryErrors {
    retries: Retries,
    tries: Tries,
}

impl RetryErrors {
    /// The policy.
    #[must_use]
    pub fn new(retries: Retries) -> Self {
        Self { retries, tries: Tries::default() }
    }
}

/// tower clones the policy for each call, and the clone counts its tries.
impl<B: Clone, R, E: ResponseError, T> Policy<Request<B>, R, CallError<E, T>> for RetryErrors {
    type Future = Sleep;

    fn retry(&mut self, request: &mut Request<B>, result: &mut Result<R, CallError<E, T>>) -> Option<Sleep> {
        let error = result.as_ref().err()?;
        let may_repeat = self.retries.allowed().may_repeat(request.method(), request.headers());
        let answer = error.answered().map(|answer| answer as &dyn ResponseError);
        let wait = self.tries.failed(&self.retries, may_repeat, answer)?;
        Some(self.retries.wait(wait))
    }

    fn clone_request(&mut self, request: &Request<B>) -> Option<Request<B>> {
        Some(request.clone())
    }
}
