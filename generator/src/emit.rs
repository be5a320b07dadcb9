//! Plan → tokens, a file per item of the output. What depends on the spec is emitted; what does not is in the runtime.

mod api_error;
mod bodies;
mod contract;
mod describe;
mod error_code;
mod error_kind;
mod examples;
mod operation;
mod payload;
mod plans;
mod response_error;

use errbook_tables::Tables;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::plan::{Plan, Side};

pub(crate) use examples::emit as examples;

/// The items of a file that stands alone, in a crate that knows the runtime under this name: what `include_errors!`
/// puts around the others.
pub(crate) fn stand_alone(runtime: &Ident, items: &TokenStream) -> TokenStream {
    quote! {
        #[allow(
            dead_code,
            unreachable_pub,
            unused_qualifications,
            non_camel_case_types,
            clippy::doc_markdown,
            clippy::enum_variant_names,
            clippy::large_enum_variant,
            clippy::large_stack_arrays,
            clippy::option_option,
            clippy::self_named_constructors,
            clippy::struct_excessive_bools,
            clippy::struct_field_names,
            clippy::type_complexity,
            clippy::unicode_not_nfc,
            clippy::upper_case_acronyms
        )]
        #[rustfmt::skip]
        mod __generated {
            use ::#runtime as __errbook;
            #items
        }
        #[allow(unused_imports)]
        pub use __generated::*;
    }
}

/// All items of the generated module.
pub(crate) fn emit(plan: &Plan<'_>) -> TokenStream {
    let error_code = error_code::emit(plan);
    let error_kind = error_kind::emit(plan);
    let payloads = payload::emit(plan);
    let response_error = response_error::emit(plan);
    let service = (plan.side == Side::Both).then(|| api_error::emit(plan));
    let operations = operation::emit(plan);
    let plans = plans::emit(plan);
    let tables = Tables::new(plan.catalog).emit();
    let contract = contract::emit(plan);
    quote! {
        use __errbook::__private::v1;
        v1::interface!(1);
        #error_code
        #error_kind
        #payloads
        #service
        #response_error
        #operations
        #plans
        #tables
        #contract
    }
}

/// `#[derive(…)]` of a type that holds data.
fn derive_data() -> TokenStream {
    quote!(#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)])
}

/// `#[derive(…)]` of an enum of constants.
fn derive_constants() -> TokenStream {
    quote! {
        #[derive(
            ::core::clone::Clone,
            ::core::marker::Copy,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::cmp::Eq,
            ::core::hash::Hash,
            ::core::cmp::PartialOrd,
            ::core::cmp::Ord
        )]
    }
}
