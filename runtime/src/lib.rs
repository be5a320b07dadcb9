//! Typed errors that stay in step with the error codes that an `OpenAPI` spec publishes.
//!
//! This crate is what generated code and its users name: the traits over all APIs, the types that no spec changes, and
//! what encodes and decodes error bodies by the tables that `errbook-build` writes.
//!
//! ```text
//! // src/lib.rs, beside a build.rs that says errbook_build::compile("shop.yaml")
//! pub mod shop {
//!     errbook::include_errors!("shop");
//! }
//! ```
//!
//! * A service answers with `shop::operation::CreateOrder` or `shop::ApiError`: nothing else can be built than what the
//!   spec documents.
//! * A client decodes with `shop::ResponseError`: nothing that a server sends can fail to decode.
//!
//! # Features
//!
//! | feature | what it brings |
//! |---|---|
//! | `derive` (default) | the derives |
//! | `spec` | derives that read a spec themselves |
//! | `axum` | errors that are answers of a handler |
//! | `reqwest`, `reqwest-middleware`, `tower` | error answers decoded, and calls tried again as the spec says |
//! | `testing` | the documented errors as answers, for the tests of a client |
//! | `tracing` | what a 5xx keeps to itself, and each failed try of a call, in the log |

mod api_error;
mod call_error;
mod client;
mod closed;
mod derived;
mod display;
mod error_class;
mod error_code;
mod field_error;
mod include;
mod integrations;
mod json;
mod kind;
mod layout;
mod lazy;
mod mismatch;
mod number;
mod open;
mod private;
mod quoted;
mod rate_limit;
mod response_error;
mod retry;
mod service;
mod slots;
mod table;
#[cfg(feature = "testing")]
pub mod testing;

pub use api_error::ApiError;
pub use call_error::CallError;
pub use closed::{Closed, UnknownCode};
#[cfg(feature = "derive")]
pub use errbook_macros::{ApiError, ErrorCode, operation};
pub use error_class::ErrorClass;
pub use error_code::ErrorCode;
pub use field_error::FieldError;
#[cfg(any(feature = "reqwest", feature = "tower"))]
pub use integrations::Retries;
#[cfg(feature = "reqwest")]
pub use integrations::reqwest;
#[cfg(feature = "reqwest-middleware")]
pub use integrations::reqwest_middleware;
#[cfg(feature = "tower")]
pub use integrations::tower;
pub use lazy::Lazy;
pub use mismatch::{Finding, Mismatch};
pub use number::Number;
pub use open::{Open, Unknown};
pub use rate_limit::{RateLimit, RateLimitPlan};
pub use response_error::{FromResponse, ResponseError};
pub use retry::{After, Backoff, Delay, RetryPolicy, RetryRule};
pub use slots::Slots;

#[doc(hidden)]
pub mod __private {
    pub use crate::private::v1;
}
