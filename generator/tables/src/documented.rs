//! How one operation sends an error: its documentation may differ from that of the API as a whole.

use errbook_spec::{Body, Catalog, Response, Role, Slot, Status, StatusKey};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::{Tables, number, statuses};

/// How an operation sends an error that it documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Documented {
    /// The status; 0 for a range or `default`.
    pub status: u16,
    /// The position of the body in the catalog; `None` where there is none.
    pub envelope: Option<usize>,
}

/// A code, by its position in the catalog; `None` if the operation with these responses does not document it.
pub fn documented_code(catalog: &Catalog, responses: &[Response], position: usize) -> Option<Documented> {
    let code = catalog.codes.get(position)?;
    let documenting = || responses.iter().filter(|response| response.codes.contains(&position));
    let at_primary = documenting().find(|response| exact(response).is_some() && exact(response) == code.status);
    let response = at_primary.or_else(|| documenting().next())?;
    let status = exact(response).or(code.status)?;
    let envelope = code.envelope.filter(|it| response.envelopes.contains(it));
    let envelope = envelope.or_else(|| response.envelopes.iter().copied().find(|it| has_code(catalog, *it)));
    Some(Documented { status, envelope })
}

/// A status that comes without a code; `None` if the operation with these responses does not document it so.
pub fn documented_status(responses: &[Response], status: &Status) -> Option<Documented> {
    let response = responses.iter().find(|response| response.key == status.key && response.uncoded)?;
    let envelope = status.uncoded_envelope.filter(|it| response.envelopes.contains(it));
    let envelope = envelope.or_else(|| status.uncoded_envelope.and(response.envelopes.first().copied()));
    Some(Documented { status: exact(response).unwrap_or(0), envelope })
}

impl Tables<'_> {
    /// `v1::Documents …`: everything that the operation with these responses documents.
    pub fn documents(&self, responses: &[Response]) -> TokenStream {
        let codes = self.order.iter().enumerate().filter_map(|(position, in_catalog)| {
            let Documented { status, envelope } = documented_code(self.catalog, responses, *in_catalog)?;
            let (position, status) = (Literal::usize_unsuffixed(position), Literal::u16_unsuffixed(status));
            let envelope = number::position(envelope);
            Some(quote!((#position, #status, #envelope)))
        });
        let uncoded = self.catalog.statuses.iter().filter(|status| status.uncoded).filter_map(|status| {
            let envelope = number::position(documented_status(responses, status)?.envelope);
            let key = statuses::key(status.key);
            Some(quote!((#key, #envelope)))
        });
        quote!(v1::Documents { codes: &[#(#codes),*], uncoded: &[#(#uncoded),*] })
    }
}

fn exact(response: &Response) -> Option<u16> {
    match response.key {
        StatusKey::Exact(status) => Some(status),
        StatusKey::Range(_) | StatusKey::Default => None,
    }
}

/// Whether a body has a place for the code.
fn has_code(catalog: &Catalog, envelope: usize) -> bool {
    let mut pending: Vec<&Body> = catalog.envelopes.get(envelope).map(|envelope| &envelope.body).into_iter().collect();
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
