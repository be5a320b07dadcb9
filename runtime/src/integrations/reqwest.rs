//! Calls by [`reqwest`](::reqwest): error answers decoded, and tried again as the API's rules say.
//!
//! ```no_run
//! use errbook::reqwest::RequestBuilderExt as _;
//! use errbook::{CallError, FromResponse, Retries};
//!
//! # async fn order<E: FromResponse>(client: ::reqwest::Client) {
//! let retries = Retries::new();
//! // `E` is a generated `ResponseError`.
//! match client.get("https://shop.example/orders/1").send_with_retry::<E>(&retries).await {
//!     Ok(response) => println!("{}", response.status()),
//!     Err(CallError::Answered(error)) => println!("the shop refuses: {error}"),
//!     Err(CallError::Transport(error)) => println!("the shop is out of reach: {error}"),
//! }
//! # }
//! ```
//!
//! It is reqwest 0.13. TLS, compression and the like are features of reqwest, which your own dependency on it settles;
//! how long an answer may take, its body included, is a timeout of the client or the request.

use ::reqwest::{Body, Client, Request, RequestBuilder, Response};

use super::head;
use super::retries::{BODY_LIMIT, Retries};
use crate::{CallError, FromResponse};

/// A response that may be an error of an API.
pub trait ResponseExt: Sized {
    /// The response, unless its status is an error (400 and above), which is decoded. Of its body 1 MiB is read at
    /// most; if it breaks off, what came is decoded.
    ///
    /// # Errors
    ///
    /// The error that the server answered with.
    fn error_for<E: FromResponse>(self) -> impl Future<Output = Result<Response, E>> + Send {
        self.error_within(BODY_LIMIT)
    }

    /// [`error_for`](Self::error_for) with another limit to what is read of the body of an error, in bytes.
    ///
    /// # Errors
    ///
    /// The error that the server answered with.
    fn error_within<E: FromResponse>(self, limit: usize) -> impl Future<Output = Result<Response, E>> + Send;
}

impl ResponseExt for Response {
    async fn error_within<E: FromResponse>(self, limit: usize) -> Result<Response, E> {
        if !is_error(&self) {
            return Ok(self);
        }
        let (parts, body) = http::Response::<Body>::from(self).into_parts();
        Err(head::decode(parts, body, limit).await)
    }
}

/// A request that is sent until it works, or the rules of the API allow no further try.
pub trait RequestBuilderExt {
    /// Sends the request, and again where the API's rules and the [policy](crate::RetryPolicy) say so. A request whose
    /// body is a stream is sent once, and so is one to which no answer came.
    ///
    /// # Errors
    ///
    /// The error of the last try, whether the server answered with it or no answer came.
    fn send_with_retry<E: FromResponse>(
        self,
        retries: &Retries,
    ) -> impl Future<Output = Result<Response, CallError<E, ::reqwest::Error>>> + Send;
}

impl RequestBuilderExt for RequestBuilder {
    async fn send_with_retry<E: FromResponse>(
        self,
        retries: &Retries,
    ) -> Result<Response, CallError<E, ::reqwest::Error>> {
        let (client, request) = self.build_split();
        let mut requests = Requests::new(request.map_err(CallError::Transport)?);
        let may_repeat = requests.may_repeat(retries);
        let attempt = || send::<E>(&client, requests.next(), retries.most_bytes());
        retries.run(may_repeat, attempt, |error| error.answered().map(|it| it as _)).await
    }
}

/// One try.
async fn send<E: FromResponse>(
    client: &Client,
    request: Request,
    limit: usize,
) -> Result<Response, CallError<E, ::reqwest::Error>> {
    let response = client.execute(request).await.map_err(CallError::Transport)?;
    response.error_within(limit).await.map_err(CallError::Answered)
}

/// Whether a response is an error.
pub(super) fn is_error(response: &Response) -> bool {
    response.status().as_u16() >= 400
}

/// What each try sends: copies of a request, or once the request itself, if its body can be read only once.
pub(super) struct Requests(Option<Request>);

impl Requests {
    pub(super) fn new(request: Request) -> Self {
        Self(Some(request))
    }

    /// Whether there may be a second.
    pub(super) fn may_repeat(&self, retries: &Retries) -> bool {
        let copy = self.0.as_ref().and_then(Request::try_clone);
        copy.is_some_and(|request| retries.allowed().may_repeat(request.method(), request.headers()))
    }

    pub(super) fn next(&mut self) -> Request {
        let copy = self.0.as_ref().and_then(Request::try_clone);
        copy.or_else(|| self.0.take()).expect("a request that cannot be copied is not repeated")
    }
}
