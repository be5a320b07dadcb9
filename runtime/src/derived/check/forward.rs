//! What a type can send through the errors that it forwards.

use super::code::documented;
use super::status::undocumented_status;
use crate::derived::contract::{Contract, Documents, Operation, same};
use crate::derived::emits::Emit;
use crate::derived::sender::Sender;
use crate::derived::sentence::Sentence;
use crate::table::{Key, NONE};

/// An error that an operation does not document.
#[derive(Clone, Copy)]
enum Slip {
    Code(u16),
    Status(u16),
    Range(Key),
}

/// That the operation documents all that the forwarded type of a variant, or that of a handler, can send.
#[track_caller]
pub const fn check_forward(sender: &Sender, variant: usize) {
    let Sender { contract, operation: Some(operation), .. } = sender else { return };
    let errors @ Emit::Many(_) = sender.at(variant) else { return };
    if !contract.served {
        return;
    }
    let Some(slip) = slip(contract, operation, errors) else { return };
    let forwarded = sender.text(variant);
    match slip {
        Slip::Code(code) => {
            let sentence = Sentence::new("operation ").name(operation.id).then(" does not document error code ");
            let sentence = sentence.name(contract.wire(code)).then(", which ").name(forwarded).then(" can send");
            documented(sentence, contract, operation).fail();
        }
        Slip::Status(status) => {
            let sentence = undocumented_status(contract, operation, status).then("; ");
            sentence.name(forwarded).then(" can send it").fail();
        }
        Slip::Range(key) => {
            let sentence = Sentence::new("operation ").name(operation.id).then(" does not document ");
            let sentence = match key {
                Key::Class(class) => sentence.then("every status of ").number(class as usize).then("XX"),
                _ => sentence.then("a default response"),
            };
            sentence.then(", which ").name(forwarded).then(" can send").fail();
        }
    }
}

/// The first error that the operation does not document.
const fn slip(contract: &Contract, operation: &Operation, errors: Emit) -> Option<Slip> {
    match errors {
        Emit::LetOutCode(_) | Emit::LetOutStatus(_) | Emit::Code(NONE) => None,
        Emit::Code(code) => slip_of_code(operation, code),
        Emit::Status(status) if contract.uncoded(None, status).is_none() => None,
        Emit::Status(status) if operation.errors.uncoded(status).is_none() => Some(Slip::Status(status)),
        Emit::Status(_) => None,
        Emit::Many(several) => {
            let mut position = 0;
            while position < several.len() {
                if let Some(slip) = slip(contract, operation, several[position]) {
                    return Some(slip);
                }
                position += 1;
            }
            None
        }
        Emit::Documented(documents) => slip_of_operation(operation, documents),
        Emit::Any => slip_of_api(contract, operation),
    }
}

const fn slip_of_code(operation: &Operation, code: u16) -> Option<Slip> {
    if operation.errors.code(code).is_some() { None } else { Some(Slip::Code(code)) }
}

const fn slip_of_key(operation: &Operation, key: Key) -> Option<Slip> {
    let uncoded = operation.errors.uncoded;
    let mut position = 0;
    while position < uncoded.len() {
        if same(uncoded[position].0, key) {
            return None;
        }
        position += 1;
    }
    match key {
        Key::Exact(status) if operation.errors.uncoded(status).is_some() => None,
        Key::Exact(status) => Some(Slip::Status(status)),
        range => Some(Slip::Range(range)),
    }
}

const fn slip_of_operation(operation: &Operation, documents: Documents) -> Option<Slip> {
    let mut position = 0;
    while position < documents.codes.len() {
        if let Some(slip) = slip_of_code(operation, documents.codes[position].0) {
            return Some(slip);
        }
        position += 1;
    }
    position = 0;
    while position < documents.uncoded.len() {
        if let Some(slip) = slip_of_key(operation, documents.uncoded[position].0) {
            return Some(slip);
        }
        position += 1;
    }
    None
}

const fn slip_of_api(contract: &Contract, operation: &Operation) -> Option<Slip> {
    let mut code = 0;
    while (code as usize) < contract.api.codes.wire.len() {
        if let Some(slip) = slip_of_code(operation, code) {
            return Some(slip);
        }
        code += 1;
    }
    let statuses = contract.api.statuses;
    let mut position = 0;
    while position < statuses.len() {
        if statuses[position].uncoded
            && let Some(slip) = slip_of_key(operation, statuses[position].key)
        {
            return Some(slip);
        }
        position += 1;
    }
    None
}

/// That a type can send every code that the operation documents, or, where none is named, every code of the API.
#[track_caller]
pub const fn check_exhaustive(sender: &'static Sender, type_name: &str) {
    let Sender { name, contract, operation, errors, .. } = sender;
    let errors = Emit::Many(errors);
    let all = contract.api.codes.wire.len();
    if !contract.served {
        return;
    }
    if all == 0 {
        let sentence = Sentence::new("`exhaustive` checks nothing: ").name(name);
        sentence.then(" has no error codes; remove it").fail();
    }
    let count = match operation {
        Some(operation) => operation.errors.codes.len(),
        None => all,
    };
    let mut missing = Sentence::new("");
    let (mut found, mut position, mut own) = (0, 0, 0);
    while position < count {
        let code = match operation {
            Some(operation) => operation.errors.codes[position].0,
            None => own,
        };
        if !sends(errors, code) {
            missing = missing.comma(found).name(contract.wire(code));
            found += 1;
        }
        position += 1;
        own += 1;
    }
    if found > 0 {
        let sentence = Sentence::new("").name(type_name).then(" is not exhaustive: ");
        let sentence = match operation {
            Some(operation) => sentence.then("operation ").name(operation.id).then(" documents error code"),
            None => sentence.name(name).then(" has error code"),
        };
        let (plural, advice) = match found {
            1 => (" ", ", which it does not send: add a variant"),
            _ => ("s ", ", which it does not send: add a variant for each"),
        };
        sentence.then(plural).and(&missing).then(advice).fail();
    }
}

/// Whether a code is among what can be sent.
const fn sends(errors: Emit, code: u16) -> bool {
    match errors {
        Emit::Code(sent) | Emit::LetOutCode(sent) => sent == code,
        Emit::Many(several) => {
            let mut position = 0;
            while position < several.len() {
                if sends(several[position], code) {
                    return true;
                }
                position += 1;
            }
            false
        }
        Emit::Documented(documents) => documents.code(code).is_some(),
        Emit::Any => true,
        Emit::Status(_) | Emit::LetOutStatus(_) => false,
    }
}
