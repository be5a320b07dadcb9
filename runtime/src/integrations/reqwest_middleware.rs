//! Retries as a middleware of [`reqwest-middleware`](::reqwest_middleware).
//!
//! ```no_run
//! use errbook::reqwest::ResponseExt as _;
//! use errbook::reqwest_middleware::RetryErrors;
//! use errbook::{FromResponse, Retries};
//!
//! # async fn order<E: FromResponse>() -> Result<(), Box<dyn std::error::Error>> {
//! // `E` is a generated `ResponseError`.
//! let client = ::reqwest_middleware::ClientBuilder::new(::reqwest::Client::new())
//!     .with(RetryErrors::<E>::new(Retries::new()))
//!     .build();
//! let response = client.get("https://shop.example/orders/1").send().await?.error_for::<E>().await?;
//! # Ok(())
//! # }
//! ```

use std::marker::PhantomData;

use ::reqwest::{Body, Request, Response, ResponseBuilderExt as _};
use ::reqwest_middleware::{Error, Middleware, Next};
use async_trait::async_trait;
use http::Extensions;
use tokio::sync::Mutex;

use super::head::Head;
use super::reqwest::{Requests, is_error};
use super::retries::Retries;
use crate::{CallError, FromResponse};

/// Tries requests again as the rules of an API say, of which `E` is the generated `ResponseError`.
///
/// The response of the last try comes out of it as it came in, with all of its body. Requests to which no answer came
/// are not tried again.
pub struct RetryErrors<E> {
    retries: Retries,
    api: PhantomData<fn() -> E>,
}

impl<E: FromResponse> RetryErrors<E> {
    /// Retries of the requests to that API.
    #[must_use]
    pub fn new(retries: Retries) -> Self {
        Self { retries, api: PhantomData }
    }
}

impl<E> Clone for RetryErrors<E> {
    fn clone(&self) -> Self {
        Self { retries: self.retries.clone(), api: PhantomData }
    }
}

impl<E> std::fmt::Debug for RetryErrors<E> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("RetryErrors").field(&self.retries).finish()
    }
}

#[async_trait]
impl<E: FromResponse> Middleware for RetryErrors<E> {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> ::reqwest_middleware::Result<Response> {
        let mut requests = Requests::new(request);
        let may_repeat = requests.may_repeat(&self.retries);
        // Each try changes the same extensions: one after the other, which only a lock can promise.
        let extensions = Mutex::new(extensions);
        let attempt = || {
            let (request, next) = (requests.next(), next.clone());
            async {
                let response = next.run(request, &mut **extensions.lock().await).await;
                decode::<E>(response.map_err(CallError::Transport)?, self.retries.most_bytes()).await
            }
        };
        let answered = self.retries.run(may_repeat, attempt, |error| Some(&error.answered()?.error)).await;
        match answered {
            Ok(response) | Err(CallError::Answered(Answered { response, .. })) => Ok(response),
            Err(CallError::Transport(error)) => Err(error),
        }
    }
}

/// An error, beside the response that it was read from.
struct Answered<E> {
    error: E,
    response: Response,
}

/// Decodes an error answer, and makes the response anew from what was read of it.
async fn decode<E: FromResponse>(response: Response, limit: usize) -> Result<Response, CallError<Answered<E>, Error>> {
    if !is_error(&response) {
        return Ok(response);
    }
    let url = response.url().clone();
    let (mut parts, body) = http::Response::<Body>::from(response).into_parts();
    let head = Head::read(body, limit).await;
    let error = head.decode(parts.status, parts.headers.clone());
    if let Some(with_url) = http::Response::builder().url(url).extensions_mut() {
        parts.extensions.extend(std::mem::take(with_url));
    }
    let response = http::Response::from_parts(parts, Body::wrap(head)).into();
    Err(CallError::Answered(Answered { error, response }))
}
