//! What `#[derive(errbook::ApiError)]` names: the contract as constant evaluation reads it, the checks against it, and the
//! way from a service's own error to the one that is sent.

mod build;
mod by_spec;
mod check;
mod contract;
mod derives;
mod emits;
mod impls;
mod macros;
mod nearest;
mod payload;
mod sender;
mod sentence;
mod value;

pub use build::{
    Free, Keep, Keeps, Settle, Shared, Shown, ShownBlank, SyncUnsaid, Unplaced, carrying, is_error, unplaced,
};
pub use by_spec::{Beside, BySpec};
pub use check::{
    Given, check_code, check_exhaustive, check_expose, check_forward, check_payload, check_slot, check_status,
    check_unsure,
};
pub use contract::{Carried, Contract, Documents, NO_OPERATIONS, NOTHING, Operation, Operations, Place, range_key};
pub use derives::{Has, HasNot, check_derives};
pub use emits::{Derived, Emit, Emits, Forward, Forwards, Published};
pub use payload::{Carries, MayCarry};
pub use sender::{DETAILS, FOUND, NO_OPERATION, SERVED, Sender};
pub use value::say;
