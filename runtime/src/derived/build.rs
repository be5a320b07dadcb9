//! From one of a service's own errors to the one that is sent.

use std::error::Error;
use std::fmt::{self, Write as _};
use std::marker::{PhantomData, Send};

use http::StatusCode;
use serde::Serialize;

use super::contract::{Contract, Operation, Uncoded, status_code};
use super::emits::Published;
use super::sender::Sender;
use super::value;
use crate::kind::{Kind, Place};
use crate::service::{self, Failure, requires_code};
use crate::slots::{SetSlots, Slots, with};

/// An error of a code; `None` if there is no such code, or if it needs a payload.
pub(super) fn coded<A: Made>(
    contract: &'static Contract,
    code: u16,
    operation: Option<Operation>,
    slots: Slots,
) -> Option<A> {
    let (status, envelope) = contract.sent_with(operation.as_ref(), code);
    A::of_code(contract, code, (status_code(status), envelope), slots)
}

/// An error of a status that comes without a code; `None` if it never does.
pub(super) fn uncoded<A: Made>(
    contract: &'static Contract,
    status: u16,
    operation: Option<Operation>,
    slots: Slots,
) -> Option<A> {
    let documented = contract.uncoded(operation.as_ref(), status)?;
    A::of_status(contract, documented, status_code(status), slots)
}

/// An error of a code, with its payload.
pub fn carrying<A: Published>(kind: A::Kind, operation: Option<Operation>, slots: Slots) -> A {
    let position = kind.case().code().and_then(|position| u16::try_from(position).ok());
    let documented = operation.and_then(|operation| operation.errors.code(position?));
    A::from_failure(match documented {
        Some((_, status, envelope)) => Failure::documented(kind, slots, status_code(status), envelope),
        None => Failure::new(kind, slots),
    })
}

/// Types that are made from the positions that a contract has for errors: generated ones, and those by a spec.
pub trait Made: service::Send + SetSlots + Sized {
    /// An error of the code at a position, without a payload; `None` if there is no such code, or if it needs one.
    fn of_code(contract: &'static Contract, position: u16, sent: (StatusCode, u16), slots: Slots) -> Option<Self>;

    /// An error of a status that comes without a code; `None` if there is no such kind.
    fn of_status(contract: &'static Contract, found: Uncoded, status: StatusCode, slots: Slots) -> Option<Self>;
}

impl<A: Published> Made for A {
    fn of_code(
        _: &'static Contract,
        position: u16,
        (status, envelope): (StatusCode, u16),
        slots: Slots,
    ) -> Option<Self> {
        let kind = A::Kind::coded(usize::from(position), Place::NOWHERE).ok()?;
        Some(A::from_failure(Failure::documented(kind, slots, status, envelope)))
    }

    fn of_status(_: &'static Contract, found: Uncoded, status: StatusCode, slots: Slots) -> Option<Self> {
        let kind = A::Kind::uncoded(found.key, status)?;
        Some(A::from_failure(Failure::documented(kind, slots, status, found.envelope)))
    }
}

/// The code that is sent with a status that comes without a declared one, where its body has one all the same.
pub(super) fn code_of_status(
    contract: &'static Contract,
    status: u16,
    operation: Option<Operation>,
) -> Option<&'static str> {
    let documented = contract.uncoded(operation.as_ref(), status)?;
    let envelope = contract.api.envelope(documented.envelope)?;
    let codes = &contract.api.codes;
    let needed = requires_code(envelope.body) && !codes.are_types() && !codes.are_open_integers();
    needed.then(|| service::code_of_status(status_code(status)))
}

/// What becomes of `details = …` or `payload = …`: a kind where the contract types it, else a value for a slot.
pub trait Settle<A> {
    /// The error that is sent.
    fn settle(self, sender: &'static Sender, variant: usize, operation: Option<Operation>, slots: Slots) -> A;
}

/// Details that the contract leaves free.
#[derive(Debug)]
pub struct Free<T>(pub T);

impl<A: Made, T: Serialize> Settle<A> for Free<T> {
    fn settle(self, sender: &'static Sender, variant: usize, operation: Option<Operation>, slots: Slots) -> A {
        sender.send(variant, operation, value::say::details(slots, self.0))
    }
}

/// A payload where the contract has none; the compiler has said so.
#[derive(Debug)]
pub struct Unplaced;

/// As the functions of codes that have a payload.
pub fn unplaced<T>(_: T) -> Unplaced {
    Unplaced
}

impl<A> Settle<A> for Unplaced {
    fn settle(self, _: &'static Sender, _: usize, _: Option<Operation>, _: Slots) -> A {
        unreachable!("a payload that has no place does not compile")
    }
}

/// The error to be kept behind the one that is sent. Where it cannot be kept, the compiler says so once, and by the trait of
/// the same method nothing else.
pub struct Keep<A, T>(pub A, pub T);

impl<A: SetSlots, T: Error + Send + Sync + 'static> Keep<A, T> {
    /// The error that is sent, with the other one behind it.
    pub fn keep(self) -> A {
        with::value(self.0, Box::new(self.1))
    }
}

/// The same method, of what cannot be kept.
pub trait Keeps<A> {
    /// The error that is sent.
    fn keep(self) -> A;
}

impl<A, T> Keeps<A> for Keep<A, T> {
    fn keep(self) -> A {
        self.0
    }
}

/// Compiles if an error of this type can stand behind another one, but for [`Sync`].
pub fn is_error<E: IsError + Send + 'static>() {}

/// Any [`Error`]: its own trait, so that the compiler says how a type becomes one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no `std::error::Error` yet: derive `thiserror::Error` for it, or implement the trait",
    label = "not an error"
)]
pub trait IsError {}

#[diagnostic::do_not_recommend]
impl<E: Error> IsError for E {}

/// A type that several threads may use: what is not [`Send`] is not asked whether it is [`Sync`], since one error is enough.
#[derive(Debug)]
pub struct Shared<T>(pub PhantomData<T>);

impl<T: Send> Shared<T> {
    /// Compiles if it is.
    pub fn sync(self)
    where
        T: Sync,
    {
    }
}

/// The same method, of what is not even [`Send`].
pub trait SyncUnsaid: Sized {
    /// Compiles.
    fn sync(self) {}
}

impl<T> SyncUnsaid for Shared<T> {}

/// The message of an error that gives none: its `Display`. As with [`Keep`], that there is none is said elsewhere.
pub struct Shown<'a, T>(pub &'a T);

impl<T: fmt::Display> Shown<'_, T> {
    /// The text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        // What fails here is an implementation of `Display`; what it wrote so far is sent.
        let _ = write!(text, "{}", self.0);
        text
    }
}

/// The same method, of what cannot be shown.
pub trait ShownBlank {
    /// Nothing.
    fn text(&self) -> String {
        String::new()
    }
}

impl<T> ShownBlank for Shown<'_, T> {}
