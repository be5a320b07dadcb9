//! Errors of an API for which no module was generated: a derive has read the spec itself.

use bytes::Bytes;
use http::StatusCode;
use serde::Serialize;
use serde_json::{Map, Value};

use super::build::{Made, Settle};
use super::contract::{Contract, Operation, Uncoded};
use super::sender::Sender;
use crate::json::{Object, Visit};
use crate::kind::Payload;
use crate::service::{Send, Sent};
use crate::slots::{SetSlots, Slots};
use crate::table::Api;

/// An error as it is sent. `SPEC` is made of what was read: two types that derive their errors from the same spec send errors
/// of the same type.
#[derive(Debug)]
pub struct BySpec<const SPEC: u64>(Box<Parts>);

#[derive(Debug)]
struct Parts {
    api: &'static Api,
    code: Option<usize>,
    payload: Members,
    status: StatusCode,
    envelope: u16,
    slots: Slots,
}

/// What stands beside a code.
#[derive(Debug, Default)]
struct Members(Map<String, Value>);

impl Object for Members {
    fn each(&self, visit: &mut Visit<'_>) {
        for (key, value) in &self.0 {
            visit(key, value);
        }
    }
}

impl<const SPEC: u64> BySpec<SPEC> {
    fn new(
        contract: &'static Contract,
        code: Option<usize>,
        (status, envelope): (StatusCode, u16),
        slots: Slots,
    ) -> Self {
        Self(Box::new(Parts { api: contract.api, code, payload: Members::default(), status, envelope, slots }))
    }
}

impl<const SPEC: u64> Made for BySpec<SPEC> {
    fn of_code(contract: &'static Contract, position: u16, sent: (StatusCode, u16), slots: Slots) -> Option<Self> {
        let position = usize::from(position);
        (position < contract.api.codes.wire.len()).then(|| Self::new(contract, Some(position), sent, slots))
    }

    fn of_status(contract: &'static Contract, found: Uncoded, status: StatusCode, slots: Slots) -> Option<Self> {
        Some(Self::new(contract, None, (status, found.envelope), slots))
    }
}

impl<const SPEC: u64> SetSlots for BySpec<SPEC> {
    fn slots_mut(&mut self) -> &mut Slots {
        &mut self.0.slots
    }
}

impl<const SPEC: u64> Send for BySpec<SPEC> {
    fn sent(&self) -> Sent<'_> {
        let Parts { api, code, payload, status, envelope, slots } = &*self.0;
        let payload = if payload.0.is_empty() { Payload::None } else { Payload::Beside(payload) };
        Sent { api, code: *code, payload, status: *status, envelope: *envelope, slots }
    }
}

impl<const SPEC: u64> From<BySpec<SPEC>> for http::Response<Bytes> {
    fn from(error: BySpec<SPEC>) -> Self {
        error.sent().into_response()
    }
}

crate::__v1_derived_response! {
    [<const SPEC: u64>] [BySpec<SPEC>] []
    this => crate::__private::v1::axum::response(this)
}

/// A payload whose members stand beside the code. What is no object has none.
#[derive(Debug)]
pub struct Beside<T>(pub T);

impl<const SPEC: u64, T: Serialize> Settle<BySpec<SPEC>> for Beside<T> {
    fn settle(
        self,
        sender: &'static Sender,
        variant: usize,
        operation: Option<Operation>,
        slots: Slots,
    ) -> BySpec<SPEC> {
        let mut error: BySpec<SPEC> = sender.send(variant, operation, slots);
        if let Ok(Value::Object(members)) = serde_json::to_value(self.0) {
            error.0.payload = Members(members);
        }
        error
    }
}

/// What a derive that reads a spec needs of its codes: `spec_codes! { payloads { payload_A } deprecated { code_B "note" } }`.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_spec_codes {
    (payloads { $($function:ident)* } deprecated { $($alias:ident $note:literal)* }) => {
        pub mod codes {
            $(
                pub fn $function<T>(payload: T) -> $crate::__private::v1::Beside<T> {
                    $crate::__private::v1::Beside(payload)
                }
            )*

            $(
                #[deprecated(note = $note)]
                pub type $alias = ();
            )*
        }
    };
}
