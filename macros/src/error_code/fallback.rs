//! What is emitted beside mistakes: impls that do nothing, so that code which uses the type is not reported as well.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Fields};

/// The impls, where the type is such that it could have them, and what tracks the spec.
pub(super) fn fallback(
    item: &DeriveInput,
    runtime: &TokenStream,
    mistakes: Option<&TokenStream>,
    tracking: &TokenStream,
) -> TokenStream {
    let ident = &item.ident;
    let is_plain = matches!(&item.data, Data::Enum(data) if data.variants.iter().all(|variant| matches!(variant.fields, Fields::Unit)));
    let stub = (is_plain && item.generics.params.is_empty()).then(|| {
        quote! {
            #[allow(dead_code, missing_docs, unreachable_pub)]
            const _: () = {
                use #runtime::__private::v1;
                v1::error_code_stub! { #ident }
            };
        }
    });
    quote!(#mistakes #tracking #stub)
}
