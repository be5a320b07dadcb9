//! The service side: errors on their way out.

mod encode;
mod failure;
mod fill;
mod headers;
mod macros;

pub use failure::{Documented, Failure, Send, Sent, serialize_body};
