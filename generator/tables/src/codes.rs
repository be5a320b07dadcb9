//! The table of codes: parallel arrays, which cost the compiler less than anything else.

use std::collections::HashMap;

use errbook_spec::{Catalog, Envelope, Type, Wire};
use proc_macro2::{Literal, TokenStream};
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
    let descriptions = column(descriptions);
    let primary = column(primary);
    let (statuses, lists) = status_lists(tables);
    let statuses = column(statuses.into_iter().map(Literal::usize_unsuffixed));
    let status_lists = lists.iter().map(|list| {
        let statuses = list.iter().map(|status| Literal::u16_unsuffixed(*status));
        quote!(&[#(v1::status(#statuses)),*])
    });
    let retries = column(codes().map(|code| number::position(tables.retry(code.retry.as_ref()))));
    let envelopes = column(codes().map(|code| number::position(code.envelope)));
    quote! {
        const CODES: v1::Codes = v1::Codes {
            wire: &[#(#wire),*],
            form: #form,
            index: #index,
            descriptions: #descriptions,
            primary: #primary,
            statuses: #statuses,
            status_lists: &[#(#status_lists),*],
            retries: #retries,
            envelopes: #envelopes,
        };
    }
}

/// A fact of each code; said once where it is the same of many.
fn column(facts: impl Iterator<Item = impl ToTokens>) -> TokenStream {
    let facts: Vec<TokenStream> = facts.map(ToTokens::into_token_stream).collect();
    let mut texts = facts.iter().map(ToString::to_string);
    let first = texts.next();
    match &facts[..] {
        [fact, ..] if facts.len() >= MANY && texts.all(|text| Some(text) == first) => {
            let count = Literal::usize_unsuffixed(facts.len());
            quote!(&[#fact; #count])
        }
        _ => quote!(&[#(#facts),*]),
    }
}

/// The position of each code's statuses among the distinct lists of them, and these, in order of appearance.
fn status_lists<'c>(tables: &Tables<'c>) -> (Vec<usize>, Vec<&'c [u16]>) {
    let (mut known, mut lists) = (HashMap::new(), Vec::new());
    let positions = tables.codes().map(|code| {
        *known.entry(&code.statuses).or_insert_with(|| {
            lists.push(code.statuses.as_slice());
            lists.len() - 1
        })
    });
    (positions.collect(), lists)
}

/// Whether the spec says that codes are integers, and lists none.
pub(crate) fn are_open_integers(catalog: &Catalog) -> bool {
    let mut types = catalog.envelopes.iter().filter_map(Envelope::open_code).peekable();
    types.peek().is_some() && types.all(|ty| *ty == Type::Integer) && catalog.codes.iter().all(|code| code.open)
}

/// In which JSON types the codes are sent.
fn form(tables: &Tables<'_>) -> TokenStream {
    let integers: Vec<bool> = tables.codes().map(|code| matches!(code.wire, Wire::Integer(_))).collect();
    if are_open_integers(tables.catalog) {
        return quote!(v1::Form::Integer);
    }
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
