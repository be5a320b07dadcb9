//! An enum and its codes → impls, by the same tables and the same macros that a generated `ErrorCode` has.

use errbook_spec::{Catalog, Code};
use errbook_tables::Tables;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::input::{Input, Variant};

/// All that is derived; `codes` has the position of each variant's code in the catalog.
pub(super) fn expand(
    input: &Input<'_>,
    variants: &[Variant<'_>],
    catalog: &Catalog,
    codes: Vec<usize>,
    tracking: &TokenStream,
) -> TokenStream {
    let (ident, runtime) = (input.ident, input.runtime());
    let has_statuses = codes.iter().filter_map(|position| catalog.codes.get(*position)).all(has_status);
    let status = has_statuses.then(|| quote!(v1::code_status! { #ident, API }));
    let (variants, checked) = (list(variants), checked(input.ident));
    let tables = Tables::in_order(catalog, codes).emit_without_bodies();
    quote! {
        #[allow(dead_code, unreachable_pub)]
        const _: () = {
            use #runtime::__private::v1;
            #tracking
            #checked
            v1::error_code! {
                #ident [where for<'__a> #ident: ::core::marker::Copy + ::core::cmp::Eq + ::core::fmt::Debug], API;
                #variants
            }
            #status
            #tables
        };
    }
}

/// That the enum derives what it has to. The impls are under the same condition, which the compiler takes as it is since it
/// has a lifetime in it: so this is the only error. The trait stands in for what is missing, so it is unused where nothing is.
fn checked(ident: &Ident) -> TokenStream {
    let name = ident.to_string();
    let has = ["CLONE", "COPY", "DEBUG", "PARTIAL_EQ", "EQ"].map(|name| Ident::new(name, Span::call_site()));
    quote_spanned! {ident.span()=>
        const _: () = {
            #[allow(unused_imports)]
            use v1::HasNot as _;
            v1::check_derives(#name, [#(v1::Has::<#ident>::#has),*]);
        };
    }
}

fn has_status(code: &Code) -> bool {
    code.status.is_some()
}

/// The variants; with their positions where the numbers that they have as integers may be others.
fn list(variants: &[Variant<'_>]) -> TokenStream {
    let idents = variants.iter().map(|variant| variant.ident);
    if variants.iter().any(|variant| variant.is_numbered) {
        let positions = (0..variants.len()).map(Literal::usize_unsuffixed);
        quote!(#(#idents = #positions),*)
    } else {
        quote!(#(#idents),*)
    }
}
