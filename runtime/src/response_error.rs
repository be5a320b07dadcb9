//! The client side's trait over all APIs.

use std::time::Duration;

use http::{HeaderMap, StatusCode};

use crate::{FieldError, Mismatch};

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

    /// What is wrong with which field of the request.
    fn field_errors(&self) -> &[FieldError];

    /// The headers of the answer.
    fn headers(&self) -> &HeaderMap;

    /// The body of the answer.
    fn body(&self) -> &[u8];

    /// Where the answer did not agree with the contract.
    fn mismatch(&self) -> Option<&Mismatch>;
}
