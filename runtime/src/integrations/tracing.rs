//! Errors in the log, on both sides of the wire.

#[cfg(any(feature = "reqwest", feature = "tower"))]
mod client;
#[cfg(feature = "axum")]
mod service;

#[cfg(any(feature = "reqwest", feature = "tower"))]
pub(super) use client::try_failed;
#[cfg(feature = "axum")]
pub(super) use service::sent;
