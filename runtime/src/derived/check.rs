//! What derives let the compiler evaluate. Each check looks at one thing and is quiet where another one reports, so that one
//! mistake is one error; the first line of the error is the whole sentence.
//!
//! A `variant` is a position among what the type sends.

mod code;
mod forward;
mod slot;
mod status;

use super::nearest::nearest;
use super::sender::{DETAILS, FOUND, SERVED, Sender};
use super::sentence::Sentence;

pub use code::{check_code, check_payload};
pub use forward::{check_exhaustive, check_forward};
pub(super) use slot::has_slot;
pub use slot::{Given, check_expose, check_slot};
pub use status::check_status;

/// The check of what has this bit in what is sure, which was not set.
#[track_caller]
pub const fn check_unsure(sender: &Sender, bit: u64) {
    match bit {
        SERVED => check_api(sender),
        FOUND => check_operation(sender),
        _ if bit & DETAILS != 0 => check_payload(sender, bit.trailing_zeros() as usize, false, true),
        _ => {
            let variant = bit.trailing_zeros() as usize;
            check_code(sender, variant, sender.given & bit != 0);
            check_forward(sender, variant);
        }
    }
}

/// That the API is served: a module that was generated for a client alone has no `ApiError`.
#[track_caller]
const fn check_api(sender: &Sender) {
    if !sender.contract.served {
        let sentence = Sentence::new("")
            .name(sender.name)
            .then(" was generated for a client alone: a service sends nothing of it");
        sentence.then("; generate it without `client_only`").fail();
    }
}

/// That there is an operation with documented errors of this identifier.
#[track_caller]
const fn check_operation(sender: &Sender) {
    let Sender { name, contract, operation, .. } = sender;
    if operation.is_some() || !contract.served {
        return;
    }
    let id = sender.text(sender.errors.len());
    let ids = contract.operations.ids;
    let sentence = Sentence::new("").name(name).then(" documents no errors of an operation ").name(id);
    match nearest(ids, id) {
        Some(near) => sentence.then("; did you mean ").name(near).then("?").fail(),
        None if ids.is_empty() => sentence.then(", nor of any other: leave out `operation`").fail(),
        None => sentence.then("; it does of ").names(ids).fail(),
    }
}
