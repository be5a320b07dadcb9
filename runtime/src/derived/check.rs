//! What derives let the compiler evaluate. Each check looks at one thing and is quiet where another one reports, so that one
//! mistake is one error; the first line of the error is the whole sentence.
//!
//! A `variant` is a position among what the type sends.

mod code;
mod forward;
mod slot;
mod status;

use super::nearest::nearest;
use super::sender::Sender;
use super::sentence::Sentence;

pub use code::{check_code, check_payload};
pub use forward::{check_exhaustive, check_forward, check_handler};
pub use slot::{Given, check_expose, check_slot};
pub use status::check_status;

/// That the API is served: a module that was generated for a client alone has no `ApiError`.
#[track_caller]
pub const fn check_api(sender: &Sender) {
    if !sender.contract.served {
        let sentence = Sentence::new("")
            .name(sender.name)
            .then(" was generated for a client alone: a service sends nothing of it");
        sentence.then("; generate it without `client_only`").fail();
    }
}

/// That there is an operation with documented errors of this identifier.
#[track_caller]
pub const fn check_operation(sender: &Sender, id: &str) {
    let Sender { name, contract, operation, .. } = sender;
    if operation.is_some() || !contract.served {
        return;
    }
    let ids = contract.operations.ids;
    let sentence = Sentence::new("").name(name).then(" documents no errors of an operation ").name(id);
    match nearest(ids, id) {
        Some(near) => sentence.then("; did you mean ").name(near).then("?").fail(),
        None if ids.is_empty() => sentence.then(", nor of any other: leave out `operation`").fail(),
        None => sentence.then("; it does of ").names(ids).fail(),
    }
}
