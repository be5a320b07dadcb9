//! Types that send the errors of an API: generated ones, and those that derive it.

use std::marker::PhantomData;

use http::StatusCode;

use super::contract::{Documents, Operation};
use super::sender::Sender;
use crate::ApiError;
use crate::kind::Kind;
use crate::service::{Failure, Send};
use crate::slots::SetSlots;

/// The `ApiError` of a generated module.
pub trait Published: Send + SetSlots + Sized {
    /// The API's kinds.
    type Kind: Kind;

    /// Makes one.
    fn from_failure(failure: Failure<Self::Kind>) -> Self;
}

/// What a type can send.
#[derive(Debug, Clone, Copy)]
pub enum Emit {
    /// A code, by its position; `NONE` for one that the API has not.
    Code(u16),
    /// A status without a code.
    Status(u16),
    /// A code that is let out where an operation does not document it.
    LetOutCode(u16),
    /// A status that is let out where an operation does not document it.
    LetOutStatus(u16),
    /// What another type can send.
    Many(&'static [Emit]),
    /// All that an operation documents.
    Documented(Documents),
    /// Any error of the API.
    Any,
}

/// A type whose values leave as errors of an API.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no error of this API: derive `errbook::ApiError` for it, with the same `api` or `spec`",
    label = "not an error of this API",
    note = "errors of this API are sent as `{A}`"
)]
pub trait Emits<A> {
    /// What it can send.
    const ERRORS: &'static [Emit];

    /// Which of them this is, where each is a variant.
    fn variant(&self) -> usize {
        0
    }

    /// The code that is sent.
    fn code_str(&self, operation: Option<Operation>) -> Option<&str>;

    /// The error that is sent, without what is behind it. Statuses are those that the operation documents.
    fn to_api(&self, operation: Option<Operation>) -> A;
}

/// A type of its own that derives its errors. Whoever implements this need not implement [`ApiError`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no error of an API: derive `errbook::ApiError` for it",
    label = "not an error of an API"
)]
pub trait Derived: Emits<Self::Api> {
    /// The type of the errors that are sent.
    type Api: Send;
}

impl<T: Derived> ApiError for T {
    fn code_str(&self) -> Option<&str> {
        Emits::code_str(self, None)
    }

    fn status(&self) -> StatusCode {
        self.to_api(None).sent().status()
    }

    fn to_json(&self) -> Vec<u8> {
        self.to_api(None).sent().to_json()
    }
}

impl<A, T: Emits<A> + ?Sized> Emits<A> for Box<T> {
    const ERRORS: &'static [Emit] = T::ERRORS;

    fn code_str(&self, operation: Option<Operation>) -> Option<&str> {
        (**self).code_str(operation)
    }

    fn to_api(&self, operation: Option<Operation>) -> A {
        (**self).to_api(operation)
    }
}

/// The error in a variant that is forwarded. Its methods are those of a trait where it has none of its own, so that an error
/// about the missing implementation is not followed by one about the missing method.
#[derive(Debug)]
pub struct Forward<T, A>(pub T, pub PhantomData<A>);

impl<T: Emits<A>, A> Forward<&T, A> {
    /// As [`Emits::code_str`], by the operation of the type that forwards.
    pub fn code_str<'t>(self, sender: &Sender, operation: Option<Operation>) -> Option<&'t str>
    where
        Self: 't,
    {
        self.0.code_str(sender.within(operation))
    }

    /// As [`Emits::to_api`], by the operation of the type that forwards.
    pub fn to_api(self, sender: &Sender, operation: Option<Operation>) -> A {
        self.0.to_api(sender.within(operation))
    }
}

/// The same methods, of types for which they cannot be called: the compiler has said why.
pub trait Forwards<'t, A>: Sized {
    /// Never called.
    fn code_str(self, _: &Sender, _: Option<Operation>) -> Option<&'t str> {
        None
    }

    /// Never called.
    fn to_api(self, _: &Sender, _: Option<Operation>) -> A {
        unreachable!("a type that cannot be forwarded does not compile")
    }
}

impl<T, A> Forwards<'_, A> for Forward<T, A> {}
