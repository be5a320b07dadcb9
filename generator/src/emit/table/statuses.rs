//! The table of statuses.

use errbook_spec::{Status, StatusKey};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::number;
use crate::plan::Plan;

/// `STATUSES`.
pub(super) fn emit(plan: &Plan<'_>) -> TokenStream {
    let statuses = plan.catalog.statuses.iter().map(|it| status(plan, it));
    quote!(const STATUSES: &[v1::Status] = &[#(#statuses),*];)
}

fn status(plan: &Plan<'_>, status: &Status) -> TokenStream {
    let key = key(status.key);
    let description = Literal::string(&status.description);
    // What was only seen in an example has no place in the tables; it stands behind the declared codes.
    let codes =
        status.codes.iter().filter(|code| **code < plan.codes.len()).map(|code| Literal::usize_unsuffixed(*code));
    let uncoded = status.uncoded;
    let uncoded_envelope = number::position(status.uncoded_envelope);
    let envelopes = status.envelopes.iter().map(|envelope| Literal::usize_unsuffixed(*envelope));
    let retry = number::position(status.retry.as_ref().and_then(|retry| plan.retry(retry)));
    quote! {
        v1::Status {
            key: #key,
            description: #description,
            codes: &[#(#codes),*],
            uncoded: #uncoded,
            uncoded_envelope: #uncoded_envelope,
            envelopes: &[#(#envelopes),*],
            retry: #retry,
        }
    }
}

fn key(key: StatusKey) -> TokenStream {
    match key {
        StatusKey::Exact(status) => {
            let status = Literal::u16_unsuffixed(status);
            quote!(v1::Key::Exact(#status))
        }
        StatusKey::Range(class) => {
            let class = Literal::u8_unsuffixed(class);
            quote!(v1::Key::Class(#class))
        }
        StatusKey::Default => quote!(v1::Key::Default),
    }
}
