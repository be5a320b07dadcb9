//! Codes, and the payloads that they carry.

use super::slot::{Given, has_slot};
use crate::derived::contract::{Carried, Contract, Operation, Place};
use crate::derived::emits::Emit;
use crate::derived::nearest::nearest;
use crate::derived::sender::{SURE, Sender};
use crate::derived::sentence::Sentence;
use crate::table::NONE;

/// That a code is published, that the operation documents it, and that it has the payload that it needs. Whether a payload
/// that is given is the right one is for [`check_payload`] and for the compiler to say.
#[track_caller]
pub const fn check_code(sender: &Sender, variant: usize, given: bool) {
    if variant < SURE && sender.sure >> variant & 1 == 1 {
        return;
    }
    let Sender { name, contract, operation, errors, .. } = sender;
    let Emit::Code(code) = sender.at(variant) else { return };
    if !contract.served {
        return;
    }
    let wire = sender.text(variant);
    if code == NONE {
        unknown(name, contract, wire).fail();
    }
    if let Some(operation) = operation
        && !matches!(errors[variant], Emit::LetOutCode(_))
        && operation.errors.code(code).is_none()
    {
        undocumented_code(contract, operation, wire).fail();
    }
    if let Some(payload) = contract.payload(code)
        && payload.required
        && !given
    {
        let sentence = Sentence::new("error code ").name(wire).then(" needs its payload: add `");
        sentence.then(key(payload)).then(" = …` of type ").name(payload.type_name).fail();
    }
}

/// That `payload` and `details` are given where the code has them.
#[track_caller]
pub const fn check_payload(sender: &Sender, variant: usize, payload_given: bool, details_given: bool) {
    let Sender { contract, operation, .. } = sender;
    let Emit::Code(code) = sender.at(variant) else { return };
    if !contract.served || code == NONE {
        return;
    }
    let (_, envelope) = contract.sent_with(operation.as_ref(), code);
    let has_details = has_slot(contract, envelope, Given::Details);
    let wire = contract.wire(code);
    match contract.payload(code) {
        None if payload_given => {
            let sentence = Sentence::new("error code ").name(wire).then(" has no payload: remove `payload`");
            let sentence = if has_details { sentence.then(", or write `details = …` instead") } else { sentence };
            sentence.fail();
        }
        Some(Carried { place: Place::Details, .. }) if payload_given => {
            let sentence = Sentence::new("the payload of error code ").name(wire).then(" is its details: ");
            sentence
                .then(if details_given { "remove `payload`" } else { "write `details = …` instead of `payload`" })
                .fail();
        }
        Some(Carried { place: Place::Beside, required, .. })
            if details_given && !payload_given && (*required || !has_details) =>
        {
            let sentence = Sentence::new("the payload of error code ").name(wire).then(" stands beside it: ");
            sentence.then("write `payload = …` instead of `details`").fail();
        }
        None | Some(Carried { place: Place::Beside, .. }) if details_given && !has_details => {
            let sentence = Sentence::new("the body of error code ").name(wire).then(" has no place for `details`");
            sentence.then(": remove it").fail();
        }
        _ => {}
    }
}

/// The attribute that gives a payload.
const fn key(payload: &Carried) -> &'static str {
    match payload.place {
        Place::Details => "details",
        Place::Beside => "payload",
    }
}

const fn unknown(name: &str, contract: &Contract, wire: &str) -> Sentence {
    let codes = contract.api.codes.wire;
    if codes.is_empty() {
        let sentence = Sentence::new("").name(name).then(" has no error codes, so not ").name(wire);
        return sentence.then(": write `status = …` instead of `code`");
    }
    let sentence = Sentence::new("").name(name).then(" has no error code ").name(wire);
    match nearest(codes, wire) {
        Some(near) => sentence.then("; did you mean ").name(near).then("?"),
        None => sentence.then("; its codes are ").names(codes),
    }
}

const fn undocumented_code(contract: &Contract, operation: &Operation, wire: &str) -> Sentence {
    let sentence = Sentence::new("operation ").name(operation.id).then(" does not document error code ").name(wire);
    documented(sentence, contract, operation).then("; to send it all the same, add `undocumented = \"why\"`")
}

/// Which codes the operation documents, as the end of a sentence.
pub(super) const fn documented(sentence: Sentence, contract: &Contract, operation: &Operation) -> Sentence {
    let codes = operation.errors.codes;
    if codes.is_empty() {
        return sentence.then("; it documents no error codes");
    }
    let mut sentence = sentence.then("; it documents ");
    let mut position = 0;
    while position < codes.len() && position < Sentence::MOST {
        sentence = sentence.comma(position).name(contract.wire(codes[position].0));
        position += 1;
    }
    sentence.more(codes.len())
}
