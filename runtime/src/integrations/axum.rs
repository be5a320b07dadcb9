//! Errors as answers of an axum handler.

pub use axum::body::Body;
pub use axum::response::{IntoResponse, Response};
use bytes::Bytes;

use crate::service::Send;

/// The answer in axum's terms.
pub fn response<E: Send + Into<http::Response<Bytes>>>(error: E) -> Response {
    #[cfg(feature = "tracing")]
    super::tracing::sent(&error.sent());
    error.into().map(Body::from)
}

/// `IntoResponse`: status, headers and body as the contract has them.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_into_response {
    ($name:ident) => {
        #[automatically_derived]
        impl $crate::__private::v1::axum::IntoResponse for $name {
            fn into_response(self) -> $crate::__private::v1::axum::Response {
                $crate::__private::v1::axum::response(self)
            }
        }
    };
}

/// `IntoResponse` of a type that derives its errors, by way of the API's own.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_derived_response {
    ([$($generics:tt)*] [$name:ty] [$($bounds:tt)*] $this:ident => $response:expr) => {
        #[automatically_derived]
        impl $($generics)* $crate::__private::v1::axum::IntoResponse for $name $($bounds)* {
            fn into_response(self) -> $crate::__private::v1::axum::Response {
                let $this = self;
                $crate::__private::v1::axum::IntoResponse::into_response($response)
            }
        }
    };
}
