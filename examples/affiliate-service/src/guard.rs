//! What every request passes: who calls, how often, and the end of what panics. Every answer tells the rate limit.

use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;
use std::time::SystemTime;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::Shared;
use crate::access::{AccessError, identify, pay, seconds_since_1970};
use crate::affiliate::ApiError;
use crate::rate_limit::{Standing, anonymous};

pub(crate) async fn guard(State(service): Shared, mut request: Request, next: Next) -> Response {
    let caller = identify(&service.store, request.headers()).await;
    let (token, plan) = match &caller {
        Ok(caller) => (Some(caller.token_id), caller.plan),
        Err(_) => (None, anonymous()),
    };
    let (standing, refused) = service.limiter.spend(token, plan, seconds_since_1970(SystemTime::now()));
    let paid = match (refused, caller) {
        (Some(wait), _) => Err(AccessError::TooOften(wait)),
        (None, Err(error)) => Err(error),
        (None, Ok(caller)) => pay(&service.store, &caller).await.map(|()| caller),
    };
    let mut response = match paid {
        Err(error) => error.into_response(),
        Ok(caller) => {
            request.extensions_mut().insert(caller);
            let panicked = |_| ApiError::internal_server_error("a handler panicked").into_response();
            caught(next.run(request)).await.unwrap_or_else(panicked)
        }
    };
    tell(standing, response.headers_mut());
    response
}

/// Runs a future to its end or to its panic. What panicked is dropped, so nobody sees a value it left half-made.
async fn caught<F: Future>(future: F) -> Result<F::Output, Box<dyn Any + Send>> {
    let mut future = pin!(future);
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
        Ok(poll) => poll.map(Ok),
        Err(panic) => Poll::Ready(Err(panic)),
    })
    .await
}

fn tell(standing: Standing, headers: &mut HeaderMap) {
    let Standing { limit, remaining, resets_at } = standing;
    for (name, value) in
        [("x-ratelimit-limit", limit), ("x-ratelimit-remaining", remaining), ("x-ratelimit-reset", resets_at)]
    {
        headers.insert(HeaderName::from_static(name), HeaderValue::from(value));
    }
}
