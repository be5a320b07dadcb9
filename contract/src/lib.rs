//! Compares what two specs publish about the errors of an API: every change of the contract, and what it means for those
//! who send the errors and for those who receive them.
//!
//! ```
//! use errbook_contract::{Kind, Verdict, compare};
//!
//! let spec = |codes: &str| {
//!     let text = format!(
//!         "openapi: 3.0.3
//! info: {{title: Shop, version: '1'}}
//! paths:
//!   /orders:
//!     get:
//!       responses:
//!         '404':
//!           description: There is no such order
//!           content:
//!             application/json:
//!               schema: {{type: object, properties: {{code: {{type: string, enum: [{codes}]}}}}}}
//! "
//!     );
//!     errbook_spec::read_text("openapi.yaml", &text, &errbook_spec::Options::default())
//! };
//! let (old, new) = (spec("NO_ORDER, NO_CUSTOMER")?, spec("NO_ORDER, NO_CUSTOMER, ARCHIVED")?);
//! let changes = compare(old.catalog(), new.catalog());
//! assert_eq!(changes.len(), 1);
//! assert_eq!(changes[0].kind, Kind::CodeAdded);
//! assert_eq!(changes[0].subject.name, "ARCHIVED");
//! assert_eq!(changes[0].kind.services(), Verdict::Safe);
//! # Ok::<(), errbook_spec::Report>(())
//! ```

mod change;
mod compare;
mod kind;
mod verdict;

pub use change::{Change, Side, Subject, Topic};
pub use compare::compare;
pub use kind::Kind;
pub use verdict::{Release, Verdict};
