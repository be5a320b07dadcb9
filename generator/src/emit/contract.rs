//! What derives check against: constant tables, and items of their own only for codes with a payload or a deprecation.

use errbook_spec::{Code, PayloadPosition};
use errbook_tables::{Tables, index};
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

/// A wire text as the tail of an identifier: itself if it can be, else its bytes in hexadecimal behind a letter that no
/// other wire text gives. Derives do the same.
fn mangled(wire: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    if wire.bytes().all(is_plain) && !wire.starts_with("x_") {
        return wire.to_owned();
    }
    wire.bytes().fold("x_".to_owned(), |name, byte| format!("{name}{byte:02x}"))
}

/// A name that errors of the compiler show: the wire text, or the variant where that is no identifier.
fn marker(wire: &str, variant: &Ident) -> Ident {
    syn::parse_str(wire).unwrap_or_else(|_| Ident::new(&variant.to_string(), Span::call_site()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_codes_have_one_name() {
        assert_eq!(mangled("NOT_FOUND"), "NOT_FOUND");
        assert_eq!(mangled("404"), "404");
        assert_eq!(mangled("a-b"), "x_612d62");
        assert_eq!(mangled("x_612d62"), "x_785f363132643632");
        assert_eq!(mangled("é"), "x_c3a9");
        assert_eq!(mangled(""), "");
    }

    #[test]
    fn markers_are_identifiers() {
        let variant = Ident::new("NotFound", Span::call_site());
        assert_eq!(marker("not_found", &variant), "not_found");
        assert_eq!(marker("not-found", &variant), "NotFound");
        assert_eq!(marker("type", &variant), "NotFound");
    }
}
