//! What derives check against: constant tables, and items of their own only for codes with a payload or a deprecation.

use errbook_spec::{Code, PayloadPosition};
use errbook_tables::{Tables, index};
use errbook_wire::mangled;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use super::payload;
use crate::plan::{Case, Kind, Plan, Side};

/// `CONTRACT`, and the hidden module through which derives reach it.
pub(super) fn emit(plan: &Plan<'_>) -> TokenStream {
    let operations = operations(plan);
    let payloads = Tables::new(plan.catalog).payloads();
    let served = plan.side == Side::Both;
    let call = match plan.side {
        Side::Both => derives(plan),
        Side::Client => quote!(v1::client_only_derives! { ErrorKind, CONTRACT }),
    };
    quote! {
        static CONTRACT: v1::Contract = v1::Contract {
            api: &API,
            operations: #operations,
            payloads: #payloads,
            served: #served,
        };
        #call
    }
}

fn operations(plan: &Plan<'_>) -> TokenStream {
    if plan.operations.is_empty() {
        return quote!(v1::NO_OPERATIONS);
    }
    let ids: Vec<&str> = plan.operations.iter().map(|operation| operation.facts.id.as_str()).collect();
    let index = index(ids.iter().copied());
    let errors = plan.operations.iter().map(|operation| {
        let ident = &operation.ident;
        quote!(<operation::#ident as v1::Documented>::ERRORS)
    });
    quote! {
        v1::Operations {
            ids: &[#(#ids),*],
            index: &[#(#index),*],
            errors: &[#(#errors),*],
        }
    }
}

fn derives(plan: &Plan<'_>) -> TokenStream {
    let coded: Vec<(&Ident, &Code)> = plan.kinds.iter().filter_map(coded).collect();
    let payloads = coded.iter().filter_map(|(variant, code)| {
        let payload = code.payload.as_ref()?;
        let presence = if payload.required { quote!(required) } else { quote!(optional) };
        let wire = code.wire.to_string();
        let function = match payload.position {
            PayloadPosition::Details => format_ident!("details_{}", mangled(&wire)),
            PayloadPosition::Beside => format_ident!("payload_{}", mangled(&wire)),
        };
        let ty = payload::type_(plan, &payload.ty, &quote!(super::super::));
        let marker = marker(&wire, variant);
        Some(quote!(#presence #function(#marker: #ty) => #variant,))
    });
    let deprecated = coded.iter().filter(|(_, code)| code.deprecated).map(|(_, code)| {
        let wire = code.wire.to_string();
        let alias = format_ident!("code_{}", mangled(&wire));
        let note = format!("error code `{wire}` is deprecated");
        quote!(#alias #note,)
    });
    quote! {
        v1::derives! { ApiError, ErrorKind, CONTRACT;
            payloads { #(#payloads)* }
            deprecated { #(#deprecated)* }
        }
    }
}

fn coded<'p>(kind: &'p Kind<'_>) -> Option<(&'p Ident, &'p Code)> {
    match kind.case {
        Case::Code(code) => Some((&kind.ident, code)),
        Case::Status(_) => None,
    }
}

/// A name that errors of the compiler show: the wire text, or the variant where that is no identifier.
fn marker(wire: &str, variant: &Ident) -> Ident {
    syn::parse_str(wire).unwrap_or_else(|_| Ident::new(&variant.to_string(), Span::call_site()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_identifiers() {
        let variant = Ident::new("NotFound", Span::call_site());
        assert_eq!(marker("not_found", &variant), "not_found");
        assert_eq!(marker("not-found", &variant), "NotFound");
        assert_eq!(marker("type", &variant), "NotFound");
    }
}
