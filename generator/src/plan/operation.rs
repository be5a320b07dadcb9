//! The errors of one operation: its documentation may differ from that of the API as a whole.

use errbook_spec::{Catalog, Response};
use errbook_tables::{Documented, documented_code, documented_status};
use proc_macro2::Ident;

use super::{Case, Kind, ident};
use crate::problem::Problem;

/// An operation that documents an error.
pub(crate) struct Operation<'c> {
    /// The type of its errors.
    pub(crate) ident: Ident,
    /// What the spec says of it.
    pub(crate) facts: &'c errbook_spec::Operation,
    /// Its errors, in the order of the kinds.
    pub(crate) faults: Vec<Fault>,
}

/// An error that an operation documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Fault {
    /// The position of its kind in the plan.
    pub(crate) kind: usize,
    /// The status with which this operation sends it; of no meaning for a range or `default`.
    pub(crate) status: u16,
    /// The position of the envelope in which this operation sends it.
    pub(crate) envelope: Option<usize>,
}

pub(super) fn operations<'c>(catalog: &'c Catalog, kinds: &[Kind<'c>]) -> Result<Vec<Operation<'c>>, Problem> {
    let operation = |facts: &'c errbook_spec::Operation| {
        let fault = |(position, kind): (usize, &Kind<'c>)| fault(catalog, &facts.responses, position, kind);
        Ok(Operation {
            ident: ident(&facts.ident)?,
            facts,
            faults: kinds.iter().enumerate().filter_map(fault).collect(),
        })
    };
    catalog.operations.iter().map(operation).collect()
}

/// The error of a kind, if the operation documents it.
fn fault(catalog: &Catalog, responses: &[Response], position: usize, kind: &Kind<'_>) -> Option<Fault> {
    let documented = match kind.case {
        // Declared codes come first in the catalog, and their kinds come first in the plan.
        Case::Code(_) => documented_code(catalog, responses, position),
        Case::Status(status) => documented_status(responses, status),
    };
    documented.map(|Documented { status, envelope }| Fault { kind: position, status, envelope })
}
