//! Web frameworks and HTTP clients, each behind a feature of its name.
//!
//! Generated code calls the macros here for every type that sends errors. Whether they expand to anything is decided by the
//! features of this crate, so generated code is the same with and without them.

#[cfg(feature = "axum")]
pub mod axum;
#[cfg(any(feature = "reqwest", feature = "tower"))]
mod head;
#[cfg(feature = "reqwest")]
pub mod reqwest;
#[cfg(feature = "reqwest-middleware")]
pub mod reqwest_middleware;
#[cfg(any(feature = "reqwest", feature = "tower"))]
mod retries;
#[cfg(feature = "tower")]
pub mod tower;
#[cfg(feature = "tracing")]
mod tracing;

#[cfg(any(feature = "reqwest", feature = "tower"))]
pub use retries::Retries;

/// Nothing: the feature `testing` is off.
#[cfg(not(feature = "testing"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_examples {
    ($($any:tt)*) => {};
}

/// Nothing: the feature `axum` is off.
#[cfg(not(feature = "axum"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_into_response {
    ($name:ident) => {};
}

/// The same for types that derive their errors: `derived_response! { [impl<T>] [Type<T>] [where …] this => response }`.
#[cfg(not(feature = "axum"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_derived_response {
    ($($any:tt)*) => {};
}
