//! A type that derives its errors, as checks and the impls see it.

use super::build::{Made, code_of_status, coded, uncoded};
use super::check::{Given, has_slot};
use super::contract::{Contract, Operation};
use super::emits::Emit;
use crate::slots::Slots;
use crate::table::NONE;

/// What a derive settles about a type. It is reached through a static: a constant that refers to the tables of a contract
/// would have all of them validated again; and through a reference, since the compiler asks each body that borrows anything
/// else from a static whether it could be changed.
#[derive(Debug)]
pub struct Sender<E: ?Sized = [Emit]> {
    /// The API as the user wrote it.
    pub name: &'static str,
    /// The API.
    pub contract: &'static Contract,
    /// The operation that the errors belong to; `None` where the user named none, or one that does not exist.
    pub operation: Option<Operation>,
    /// The codes of the variants as the user wrote them, or the types that they forward, and the operation; behind each a NUL.
    /// Only errors need them, and each text of its own would be one more reference for the compiler to look after.
    pub texts: &'static str,
    /// A bit for each of the first variants: set, it is given a payload, or details.
    pub given: u64,
    /// A bit for each of the first variants: set, its code, or all codes of what it forwards, are published and documented,
    /// have no payload, and a place for details if these are given. Then [`SERVED`] and [`FOUND`]. What has a bit has a
    /// check of its own, with nothing to do then.
    pub sure: u64,
    /// What the type can send, in the order of its variants.
    pub errors: E,
}

/// Beside the bit of a variant: not its code, but its details are to be checked.
pub const DETAILS: u64 = 1 << 61;

/// Set in what is sure: the API is served.
pub const SERVED: u64 = 1 << 62;

/// Set in what is sure: the operation that was named was found.
pub const FOUND: u64 = 1 << 63;

/// No operation.
pub const NO_OPERATION: Option<Operation> = None;

/// So many variants have bits.
pub(super) const SURE: usize = DETAILS.trailing_zeros() as usize;

/// An operation that documents no more codes has them gone through one by one.
const FEW: usize = 16;

impl<const N: usize> Sender<[Emit; N]> {
    /// What a type sends: the codes by their hashes, and by its position, in order, whatever is not simply a code.
    ///
    /// Each crate that derives evaluates this for each of its types, and a step of constant evaluation takes as long as a
    /// thousand of a program: so what is mostly the case is found out in few.
    pub const fn new<const M: usize>(
        name: &'static str,
        contract: &'static Contract,
        operation: Option<Operation>,
        texts: &'static str,
        given: u64,
        hashes: [u64; N],
        others: [(usize, Emit); M],
    ) -> Self {
        let all = contract.api.codes.index.hashes;
        let documented = match &operation {
            Some(operation) if operation.errors.codes.len() <= FEW => operation.errors.codes,
            _ => &[],
        };
        let none_carries = contract.payloads.is_empty();
        let mut errors = [Emit::Any; N];
        let mut sure = if contract.served { DETAILS | SERVED } else { DETAILS };
        if operation.is_some() {
            sure |= FOUND;
        }
        let (mut variant, mut bit, mut next, mut other) = (0, 1_u64, 0, 0);
        while variant < N {
            if other < M && others[other].0 == variant {
                errors[variant] = others[other].1;
                if are_all_in(documented, errors[variant]) {
                    sure |= bit;
                }
                other += 1;
                bit <<= 1;
                variant += 1;
                continue;
            }
            let hash = hashes[variant];
            // Errors are mostly written in the order in which they are published.
            if next == documented.len() || all[documented[next].0 as usize] != hash {
                next = place(documented, all, hash);
            }
            let code;
            let is_sound;
            if next < documented.len() {
                let envelope;
                (code, _, envelope) = documented[next];
                is_sound = given & bit == 0 || has_slot(contract, envelope, Given::Details);
                next += 1;
            } else {
                code = contract.code(hash);
                is_sound = given & bit == 0 && documents(operation.as_ref(), code);
            }
            if is_sound && (none_carries || contract.payload(code).is_none()) {
                sure |= bit;
            }
            errors[variant] = Emit::Code(code);
            bit <<= 1;
            variant += 1;
        }
        Self { name, contract, operation, texts, given, sure, errors }
    }
}

impl Sender {
    /// The operation by whose documentation something is sent: that of the outermost type, if it names one.
    pub fn within(&self, operation: Option<Operation>) -> Option<Operation> {
        operation.or(self.operation)
    }

    /// The code that is sent for a variant.
    pub fn code_str(&self, variant: usize, operation: Option<Operation>) -> Option<&'static str> {
        match self.at(variant) {
            Emit::Code(code) => Some(self.contract.wire(code)),
            Emit::Status(status) => code_of_status(self.contract, status, self.within(operation)),
            _ => None,
        }
    }

    /// The error that is sent for a variant, with no payload but free-form details.
    ///
    /// # Panics
    ///
    /// If it needs one, or is not published: what a derive checked is neither.
    pub fn send<A: Made>(&self, variant: usize, operation: Option<Operation>, slots: Slots) -> A {
        let operation = self.within(operation);
        let made = match self.at(variant) {
            Emit::Code(code) => coded(self.contract, code, operation, slots),
            Emit::Status(status) => uncoded(self.contract, status, operation, slots),
            _ => None,
        };
        made.expect("that the error is published and needs no payload was checked at compile time")
    }

    /// The text of a variant, or behind these that of the operation.
    pub(super) const fn text(&self, position: usize) -> &'static str {
        let (mut text, mut before) = (self.texts.as_bytes(), 0);
        while before < position {
            match text {
                [] => return "",
                [0, after @ ..] => (text, before) = (after, before + 1),
                [_, after @ ..] => text = after,
            }
        }
        let mut end = 0;
        while end < text.len() && text[end] != 0 {
            end += 1;
        }
        match std::str::from_utf8(text.split_at(end).0) {
            Ok(text) => text,
            Err(_) => "",
        }
    }

    /// What a variant sends, let out or not.
    pub(super) const fn at(&self, variant: usize) -> Emit {
        if variant >= self.errors.len() {
            return Emit::Many(&[]);
        }
        match self.errors[variant] {
            Emit::LetOutCode(code) => Emit::Code(code),
            Emit::LetOutStatus(status) => Emit::Status(status),
            error => error,
        }
    }
}

/// Whether what another type sends is nothing but codes of an operation.
const fn are_all_in(documented: &[(u16, u16, u16)], errors: Emit) -> bool {
    let Emit::Many(errors) = errors else { return false };
    let mut position = 0;
    while position < errors.len() {
        let Emit::Code(code) = errors[position] else { return false };
        let mut at = 0;
        while at < documented.len() && documented[at].0 != code {
            at += 1;
        }
        if at == documented.len() {
            return false;
        }
        position += 1;
    }
    true
}

/// Where the code of a hash stands among those of an operation; behind them if it does not.
const fn place(documented: &[(u16, u16, u16)], all: &[u64], hash: u64) -> usize {
    let mut at = 0;
    while at < documented.len() && all[documented[at].0 as usize] != hash {
        at += 1;
    }
    at
}

/// Whether a code is documented, by an operation or, where none is named, at all.
const fn documents(operation: Option<&Operation>, code: u16) -> bool {
    match operation {
        Some(operation) => operation.errors.code(code).is_some(),
        None => code != NONE,
    }
}
