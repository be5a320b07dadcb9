//! The service side: errors on their way out.

mod alike;
mod clock;
mod encode;
mod failure;
mod fill;
mod headers;
mod macros;
mod operation;
mod pieces;
pub mod sent;
mod text;

pub(crate) use failure::requires_code;
pub use failure::{Failure, Send, Sent, serialize_body};
pub(crate) use fill::code_of_status;
pub use operation::{
    Documented, debug_documented, documented_code, documented_copy, documented_error, documented_response,
};
pub(crate) use pieces::write;
