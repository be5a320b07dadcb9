//! The client side: answers on their way in. Nothing that a server sends can fail to decode.

mod answer;
mod decode;
mod deferred;
mod found;
mod given;
mod headers;
mod json_body;
mod laid_out;
mod limits;
mod macros;
mod node;
mod problem_type;
mod quick;
mod read;
mod scan;
mod span;
mod wait;

pub use answer::Answer;
pub(crate) use found::Found;
pub(crate) use laid_out::laid_out;
