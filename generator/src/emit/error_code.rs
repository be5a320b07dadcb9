//! `ErrorCode`: the published enum.

use proc_macro2::TokenStream;
use quote::quote;

use super::describe;
use crate::doc::Doc;
use crate::plan::{Case, Plan};

/// The enum, a variant per code; what it can do is in the runtime and in the tables.
pub(super) fn emit(plan: &Plan<'_>) -> TokenStream {
    let doc = Doc::led("The error codes of", &plan.title());
    let variants = plan.kinds.iter().filter_map(|kind| match kind.case {
        Case::Code(code) => {
            let (doc, ident) = (describe::code(code), &kind.ident);
            Some(quote!(#doc #ident,))
        }
        Case::Status(_) => None,
    });
    let idents = plan.kinds.iter().filter(|kind| matches!(kind.case, Case::Code(_))).map(|kind| &kind.ident);
    let in_types = plan.have_codes_in_types().then(|| quote!(v1::code_in_types! { ErrorCode }));
    quote! {
        #doc
        #[derive(
            ::core::clone::Clone,
            ::core::marker::Copy,
            ::core::cmp::PartialEq,
            ::core::cmp::Eq,
            ::core::hash::Hash,
            ::core::cmp::PartialOrd,
            ::core::cmp::Ord
        )]
        pub enum ErrorCode { #(#variants)* }
        v1::error_code! { ErrorCode, API; #(#idents,)* }
        #in_types
    }
}
