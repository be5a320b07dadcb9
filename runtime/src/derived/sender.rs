//! A type that derives its errors, as checks and the impls see it.

use super::build::{Made, code_of_status, coded, uncoded};
use super::contract::{Contract, Operation};
use super::emits::Emit;
use crate::slots::Slots;

/// What a derive settles about a type. It is a static: a constant that refers to the tables of a contract would have all of
/// them validated again.
#[derive(Debug)]
pub struct Sender {
    /// The API as the user wrote it.
    pub name: &'static str,
    /// The API.
    pub contract: &'static Contract,
    /// The operation that the errors belong to; `None` where the user named none, or one that does not exist.
    pub operation: Option<Operation>,
    /// What the type can send, in the order of its variants.
    pub errors: &'static [Emit],
    /// A bit for each of the first 64 variants: set, its code is published and documented, and needs no payload. Each variant
    /// has checks of its own, which have nothing to do then: that is most of their price.
    sure: u64,
}

/// No operation.
pub const NO_OPERATION: Option<Operation> = None;

impl Sender {
    /// All that a derive says of a type, with what follows from it.
    pub const fn new(
        name: &'static str,
        contract: &'static Contract,
        operation: Option<Operation>,
        errors: &'static [Emit],
    ) -> Self {
        let mut sure = 0;
        let mut variant = 0;
        while variant < errors.len() && variant < u64::BITS as usize {
            if let Emit::Code(code) = errors[variant]
                && contract.is_sure(operation.as_ref(), code)
            {
                sure |= 1 << variant;
            }
            variant += 1;
        }
        Self { name, contract, operation, errors, sure }
    }

    /// Whether nothing can be wrong with the code of a variant.
    pub(super) const fn is_sure(&self, variant: usize) -> bool {
        variant < u64::BITS as usize && self.sure >> variant & 1 == 1
    }

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

/// What a type sends: the codes by their hashes, and by its position whatever is not simply a code.
pub const fn emits<const N: usize, const M: usize>(
    contract: &Contract,
    hashes: [u64; N],
    others: [(usize, Emit); M],
) -> [Emit; N] {
    let mut emits = [Emit::Any; N];
    let mut position = 0;
    while position < N {
        emits[position] = Emit::Code(contract.code(hashes[position]));
        position += 1;
    }
    position = 0;
    while position < M {
        emits[others[position].0] = others[position].1;
        position += 1;
    }
    emits
}
