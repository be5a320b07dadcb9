//! The errors of one operation: its documentation may differ from that of the API as a whole.

use errbook_spec::{Catalog, Response, Role, Slot, StatusKey};
use proc_macro2::Ident;

use super::{Case, Kind, ident};
use crate::error::Problem;

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
    match kind.case {
        Case::Code(code) => {
            // Declared codes come first in the catalog, and their kinds come first in the plan.
            let documenting = || responses.iter().filter(|response| response.codes.contains(&position));
            let exact = |response: &Response| match response.key {
                StatusKey::Exact(status) => Some(status),
                StatusKey::Range(_) | StatusKey::Default => None,
            };
            let at_primary = documenting().find(|response| exact(response).is_some() && exact(response) == code.status);
            let response = at_primary.or_else(|| documenting().next())?;
            let status = exact(response).or(code.status)?;
            let envelope = code.envelope.filter(|it| response.envelopes.contains(it));
            let envelope = envelope.or_else(|| response.envelopes.iter().copied().find(|it| has_code(catalog, *it)));
            Some(Fault { kind: position, status, envelope })
        }
        Case::Status(status) => {
            let response = responses.iter().find(|response| response.key == status.key && response.uncoded)?;
            let envelope = status.uncoded_envelope.filter(|it| response.envelopes.contains(it));
            let envelope = envelope.or_else(|| status.uncoded_envelope.and(response.envelopes.first().copied()));
            let number = if let StatusKey::Exact(number) = status.key { number } else { 0 };
            Some(Fault { kind: position, status: number, envelope })
        }
    }
}

/// Whether a body has a place for the code.
fn has_code(catalog: &Catalog, envelope: usize) -> bool {
    let Some(envelope) = catalog.envelopes.get(envelope) else { return false };
    let mut pending = vec![&envelope.body];
    while let Some(body) = pending.pop() {
        for member in &body.members {
            match &member.role {
                Role::Slot(Slot::Code) => return true,
                Role::Object(inner) | Role::List(inner) => pending.push(inner),
                Role::Slot(_) | Role::Constant(_) | Role::Other(_) => {}
            }
        }
    }
    false
}
