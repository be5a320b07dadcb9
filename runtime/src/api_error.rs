//! The service side's trait over all APIs.

use http::StatusCode;

/// An error that leaves as the envelope that its API publishes.
///
/// Generated types are named `ApiError` too: write `use errbook::ApiError as _` beside one of them.
pub trait ApiError {
    /// The code as it is sent; `None` for a status that comes without one.
    fn code_str(&self) -> Option<&str>;

    /// The status that is sent.
    fn status(&self) -> StatusCode;

    /// The body that is sent.
    fn to_json(&self) -> Vec<u8>;
}
