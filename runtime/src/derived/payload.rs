//! What may be given as the payload of a code: the payload itself, or a reference, of which it is cloned.

/// A payload that is always there. The error about another type names both types; the code stands
/// beside it in the attribute, and its marker in the notes.
#[diagnostic::on_unimplemented(
    message = "the payload of this error code is `{Payload}`, not `{Self}`",
    label = "not the payload of this error code"
)]
pub trait Carries<Code, Payload> {
    /// The payload.
    fn payload(self) -> Payload;
}

impl<Code, Payload> Carries<Code, Payload> for Payload {
    fn payload(self) -> Payload {
        self
    }
}

impl<Code, Payload: Clone> Carries<Code, Payload> for &Payload {
    fn payload(self) -> Payload {
        self.clone()
    }
}

/// A payload that may be absent.
#[diagnostic::on_unimplemented(
    message = "the payload of this error code is `{Payload}`, not `{Self}`",
    label = "not the payload of this error code"
)]
pub trait MayCarry<Code, Payload> {
    /// The payload.
    fn payload(self) -> Option<Payload>;
}

impl<Code, Payload> MayCarry<Code, Payload> for Payload {
    fn payload(self) -> Option<Payload> {
        Some(self)
    }
}

impl<Code, Payload: Clone> MayCarry<Code, Payload> for &Payload {
    fn payload(self) -> Option<Payload> {
        Some(self.clone())
    }
}

impl<Code, Payload> MayCarry<Code, Payload> for Option<Payload> {
    fn payload(self) -> Option<Payload> {
        self
    }
}

impl<Code, Payload: Clone> MayCarry<Code, Payload> for &Option<Payload> {
    fn payload(self) -> Option<Payload> {
        self.clone()
    }
}
