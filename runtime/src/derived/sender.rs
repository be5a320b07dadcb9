//! A type that derives its errors, as checks and the impls see it.

use super::build::{Made, code_of_status, coded, uncoded};
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
    /// A bit for each of the first 64 variants: set, its code is published and documented, and needs no payload. Each variant
    /// has a check of its own, which has nothing to do then.
    pub sure: u64,
    /// What the type can send, in the order of its variants.
    pub errors: E,
}

/// No operation.
pub const NO_OPERATION: Option<Operation> = None;

/// An operation that documents no more codes has them gone through one by one.
const FEW: usize = 16;

impl<const N: usize> Sender<[Emit; N]> {
    /// What a type sends: the codes by their hashes, and by its position whatever is not simply a code.
    ///
    /// Each crate that derives evaluates this for each of its types, and a step of constant evaluation takes as long as a
    /// thousand of a program: so what is mostly the case is found out in few.
    pub const fn new<const M: usize>(
        name: &'static str,
        contract: &'static Contract,
        operation: Option<Operation>,
        hashes: [u64; N],
        others: [(usize, Emit); M],
    ) -> Self {
        let all = contract.api.codes.index.hashes;
        let documented = match &operation {
            Some(operation) if operation.errors.codes.len() <= FEW => operation.errors.codes,
            _ => &[],
        };
        let none_carries = contract.payloads.is_empty();
        let (mut errors, mut sure) = ([Emit::Any; N], 0);
        let (mut variant, mut bit, mut next) = (0, 1_u64, 0);
        while variant < N {
            let hash = hashes[variant];
            // Errors are mostly written in the order in which they are published.
            if next == documented.len() || all[documented[next].0 as usize] != hash {
                next = place(documented, all, hash);
            }
            let code;
            let is_documented;
            if next < documented.len() {
                code = documented[next].0;
                is_documented = true;
                next += 1;
            } else {
                code = contract.code(hash);
                is_documented = documents(operation.as_ref(), code);
            }
            if is_documented && (none_carries || contract.payload(code).is_none()) {
                sure |= bit;
            }
            errors[variant] = Emit::Code(code);
            bit <<= 1;
            variant += 1;
        }
        let mut other = 0;
        while other < M {
            errors[others[other].0] = others[other].1;
            other += 1;
        }
        Self { name, contract, operation, sure, errors }
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
