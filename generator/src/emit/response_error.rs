//! `ResponseError`: the client side.

use proc_macro2::TokenStream;
use quote::quote;

use super::bodies;
use crate::doc::Doc;
use crate::plan::Plan;

/// The type; all it can do is in the runtime.
pub(super) fn emit(plan: &Plan<'_>) -> TokenStream {
    let doc = Doc::led("An error answer of", &plan.title()).and(&bodies::of_api(plan), "");
    quote! {
        #doc
        #[derive(::core::clone::Clone)]
        pub struct ResponseError(v1::Answer<ErrorKind>);
        v1::response_error! { ResponseError, ErrorKind, ErrorCode }
    }
}
