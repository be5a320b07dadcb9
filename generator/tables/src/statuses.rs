//! The table of statuses.

use errbook_spec::{Status, StatusKey};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::{Tables, number};

/// `STATUSES`.
pub(super) fn emit(tables: &Tables<'_>) -> TokenStream {
    let statuses = tables.catalog.statuses.iter().map(|it| status(tables, it));
    quote!(const STATUSES: &[v1::Status] = &[#(#statuses),*];)
}

/// A row of them.
pub(super) fn status(tables: &Tables<'_>, status: &Status) -> TokenStream {
    let key = key(status.key);
    let description = Literal::string(&status.description);
    let codes = status.codes.iter().filter_map(|code| tables.position(*code)).map(Literal::usize_unsuffixed);
    let uncoded = status.uncoded;
    let uncoded_envelope = number::position(status.uncoded_envelope);
    let envelopes = status.envelopes.iter().map(|envelope| Literal::usize_unsuffixed(*envelope));
    quote! {
        v1::Status {
            key: #key,
            description: #description,
            codes: &[#(#codes),*],
            uncoded: #uncoded,
            uncoded_envelope: #uncoded_envelope,
            envelopes: &[#(#envelopes),*],
        }
    }
}

/// The key of a response.
pub(super) fn key(key: StatusKey) -> TokenStream {
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
