//! The table of codes: parallel arrays, which cost the compiler less than anything else.

use std::collections::BTreeSet;

use errbook_spec::Wire;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use crate::emit::number;
use crate::plan::Plan;

/// `CODES`.
pub(super) fn emit(plan: &Plan<'_>) -> TokenStream {
    let codes = &plan.codes;
    let wire = codes.iter().map(|code| Literal::string(&code.wire.to_string()));
    let form = form(plan);
    let index = index(plan);
    let descriptions = codes.iter().map(|code| Literal::string(code.description.as_deref().unwrap_or_default()));
    let primary = codes.iter().map(|code| Literal::u16_unsuffixed(code.status.unwrap_or(0)));
    let statuses = codes.iter().map(|code| {
        let statuses = code.statuses.iter().map(|status| constant(*status));
        quote!(&[#(#statuses),*])
    });
    let retries = codes.iter().map(|code| number::position(code.retry.as_ref().and_then(|retry| plan.retry(retry))));
    let envelopes = codes.iter().map(|code| number::position(code.envelope));
    quote! {
        const CODES: v1::Codes = v1::Codes {
            wire: &[#(#wire),*],
            form: #form,
            index: &[#(#index),*],
            descriptions: &[#(#descriptions),*],
            primary: &[#(#primary),*],
            statuses: &[#(#statuses),*],
            retries: &[#(#retries),*],
            envelopes: &[#(#envelopes),*],
        };
    }
}

fn constant(status: u16) -> Ident {
    Ident::new(&format!("STATUS_{status}"), Span::call_site())
}

/// A constant per status that a code has: `STATUS_404`.
pub(super) fn constants(plan: &Plan<'_>) -> TokenStream {
    let statuses: BTreeSet<u16> = plan.codes.iter().flat_map(|code| code.statuses.iter().copied()).collect();
    let constant = |status: u16| {
        let (name, number) = (constant(status), Literal::u16_unsuffixed(status));
        quote!(const #name: v1::StatusCode = v1::status(#number);)
    };
    statuses.into_iter().map(constant).collect()
}

/// In which JSON types the codes are sent.
fn form(plan: &Plan<'_>) -> TokenStream {
    let integers: Vec<bool> = plan.codes.iter().map(|code| matches!(code.wire, Wire::Integer(_))).collect();
    if !integers.contains(&true) {
        quote!(v1::Form::Text)
    } else if !integers.contains(&false) {
        quote!(v1::Form::Integer)
    } else {
        quote!(v1::Form::Mixed(&[#(#integers),*]))
    }
}

/// The hash of each wire text with its position, sorted.
fn index(plan: &Plan<'_>) -> Vec<TokenStream> {
    let mut index: Vec<(u64, usize)> =
        plan.codes.iter().enumerate().map(|(position, code)| (hash(&code.wire.to_string()), position)).collect();
    index.sort_unstable();
    let entry = |(hash, position): (u64, usize)| {
        let (hash, position) = (number::hexadecimal(hash), Literal::usize_unsuffixed(position));
        quote!((#hash, #position))
    };
    index.into_iter().map(entry).collect()
}

/// FNV-1a, 64 bits, as the runtime computes it.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_fnv_1a() {
        assert_eq!(hash(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(hash("foobar"), 0x8594_4171_f739_67e8);
    }
}
