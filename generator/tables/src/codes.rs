//! The table of codes: parallel arrays, which cost the compiler less than anything else.

use std::collections::BTreeSet;

use errbook_spec::Wire;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote};

use crate::{Tables, number, two_places};

/// Fewer facts are read more easily one by one.
const MANY: usize = 4;

/// `CODES`.
pub(super) fn emit(tables: &Tables<'_>) -> TokenStream {
    let codes = || tables.codes();
    let wire = codes().map(|code| Literal::string(&code.wire.to_string()));
    let form = form(tables);
    let wires: Vec<String> = codes().map(|code| code.wire.to_string()).collect();
    let index = two_places::index(&wires);
    let descriptions = codes().map(|code| Literal::string(code.description.as_deref().unwrap_or_default()));
    let primary = codes().map(|code| Literal::u16_unsuffixed(code.status.unwrap_or(0)));
    let statuses = codes().map(|code| {
        let statuses = code.statuses.iter().map(|status| constant(*status));
        quote!(&[#(#statuses),*])
    });
    let descriptions = column(descriptions);
    let primary = column(primary);
    let retries = column(codes().map(|code| number::position(tables.retry(code.retry.as_ref()))));
    let envelopes = column(codes().map(|code| number::position(code.envelope)));
    quote! {
        const CODES: v1::Codes = v1::Codes {
            wire: &[#(#wire),*],
            form: #form,
            index: #index,
            descriptions: #descriptions,
            primary: #primary,
            statuses: &[#(#statuses),*],
            retries: #retries,
            envelopes: #envelopes,
        };
    }
}

/// A fact of each code; said once where it is the same of many.
fn column(facts: impl Iterator<Item = impl ToTokens>) -> TokenStream {
    let facts: Vec<TokenStream> = facts.map(ToTokens::into_token_stream).collect();
    let texts: BTreeSet<String> = facts.iter().map(ToString::to_string).collect();
    match (&facts[..], texts.len()) {
        ([fact, ..], 1) if facts.len() >= MANY => {
            let count = Literal::usize_unsuffixed(facts.len());
            quote!(&[#fact; #count])
        }
        _ => quote!(&[#(#facts),*]),
    }
}

fn constant(status: u16) -> Ident {
    Ident::new(&format!("STATUS_{status}"), Span::call_site())
}

/// A constant per status that a code has: `STATUS_404`.
pub(super) fn constants(tables: &Tables<'_>) -> TokenStream {
    let statuses: BTreeSet<u16> = tables.codes().flat_map(|code| code.statuses.iter().copied()).collect();
    let constant = |status: u16| {
        let (name, number) = (constant(status), Literal::u16_unsuffixed(status));
        quote!(const #name: v1::StatusCode = v1::status(#number);)
    };
    statuses.into_iter().map(constant).collect()
}

/// In which JSON types the codes are sent.
fn form(tables: &Tables<'_>) -> TokenStream {
    let integers: Vec<bool> = tables.codes().map(|code| matches!(code.wire, Wire::Integer(_))).collect();
    if let Some(base) = tables.catalog.type_base.as_ref().filter(|_| !integers.contains(&true)) {
        quote!(v1::Form::Types(#base))
    } else if !integers.contains(&true) {
        quote!(v1::Form::Text)
    } else if !integers.contains(&false) {
        quote!(v1::Form::Integer)
    } else {
        quote!(v1::Form::Mixed(&[#(#integers),*]))
    }
}
