//! What `#[derive(errbook::ApiError)]` names: the contract as constant evaluation reads it, the checks against it, and the
//! way from a service's own error to the one that is sent.

mod build;
mod by_spec;
mod check;
mod contract;
mod emits;
mod macros;
mod nearest;
mod payload;
mod sentence;
mod value;

pub use build::{
    Free, Keep, Keeps, Settle, Shared, Shown, ShownBlank, SyncUnsaid, Unplaced, carrying, code_of_status, coded,
    json_of, status_of, uncoded,
};
pub use by_spec::{Beside, BySpec};
pub use check::{
    Given, check_client_only, check_code, check_exhaustive, check_expose, check_forward, check_operation,
    check_payload, check_slot, check_status,
};
pub use contract::{Carried, Contract, Documents, NO_OPERATIONS, NOTHING, Operation, Operations, Place, range_key};
pub use emits::{Emit, Emits, Forward, Forwards, Published, Releases, at, emit_code, let_out};
pub use payload::{Carries, MayCarry};
pub use value::say;
