//! The client side's trait over all APIs.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::{Delay, ErrorClass, FieldError, Mismatch, RateLimit};

/// An error answer of an API, for code that serves several.
///
/// Generated types are named `ResponseError` too: write `use errbook::ResponseError as _` beside one of them.
pub trait ResponseError: std::error::Error + Send + Sync {
    /// The status of the answer.
    fn status(&self) -> StatusCode;

    /// The code as it was sent, whether or not the contract knows it.
    fn code_str(&self) -> Option<&str>;

    /// The message; the reason phrase where the body has none.
    fn message(&self) -> &str;

    /// The request's identifier, as the body tells it.
    fn request_id(&self) -> Option<&str>;

    /// How long the server asks to wait.
    fn retry_after(&self) -> Option<Duration>;

    /// The wait before the next try, by the published rule, after so many failed ones (1 after the first), and who says
    /// so; `None`: do not try again.
    fn next_delay(&self, tries_done: u32) -> Option<Delay>;

    /// [`next_delay`](Self::next_delay) as nothing but a wait, without jitter.
    fn retry_delay(&self, tries_done: u32) -> Option<Duration> {
        self.next_delay(tries_done).map(Delay::duration)
    }

    /// What the headers say of the caller's rate limit.
    fn rate_limit(&self) -> Option<RateLimit>;

    /// What the error is about, coarsely, by its status.
    fn class(&self) -> ErrorClass {
        ErrorClass::of(self.status())
    }

    /// What is wrong with which field of the request.
    fn field_errors(&self) -> &[FieldError];

    /// The headers of the answer.
    fn headers(&self) -> &HeaderMap;

    /// The body of the answer.
    fn body(&self) -> &[u8];

    /// Where the answer did not agree with the contract.
    fn mismatch(&self) -> Option<&Mismatch>;
}

/// An error answer that can be made of what came: every generated `ResponseError` can.
///
/// The adapters of HTTP clients are generic over it.
pub trait FromResponse: ResponseError + Sized + 'static {
    /// Decodes an answer; it never fails. A date in `Retry-After` counts from `now` where the answer has no `Date` of
    /// its own.
    fn from_parts(now: SystemTime, status: StatusCode, headers: HeaderMap, body: Bytes) -> Self;
}
