//! The service as its callers see it: over HTTP, on loopback.

mod errors;
mod limits;
mod secrets;
mod service;
