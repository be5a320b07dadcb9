//! The types of payloads.

use errbook_spec::{EnumValue, Field, Shape};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{derive_constants, derive_data};
use crate::doc::{Doc, code_span};
use crate::plan::{Case, Kind, Plan, Type};

/// Every named type.
pub(super) fn emit(plan: &Plan<'_>) -> TokenStream {
    plan.types
        .iter()
        .map(|item| match &item.named.shape {
            Shape::Object(fields) => object(plan, item, fields),
            Shape::Enum(values) => constants(item, values),
        })
        .collect()
}

/// What a variant of `ErrorKind` holds, its names reached through `path` (`super::`, or nothing).
pub(super) fn held_by(plan: &Plan<'_>, kind: &Kind<'_>, path: &TokenStream) -> Option<TokenStream> {
    match kind.case {
        Case::Code(code) => {
            let payload = code.payload.as_ref()?;
            let ty = type_(plan, &payload.ty, path);
            Some(if payload.required { ty } else { quote!(v1::Option<#ty>) })
        }
        Case::Status(_) => kind.holds_status().then(|| quote!(v1::StatusCode)),
    }
}

/// The argument of a constructor for what its variant holds.
pub(super) fn argument(plan: &Plan<'_>, kind: &Kind<'_>, path: &TokenStream) -> Option<TokenStream> {
    let held = held_by(plan, kind, path)?;
    Some(match kind.case {
        Case::Code(code) if code.payload.as_ref().is_some_and(|payload| !payload.required) => {
            quote!((payload: impl v1::Into<#held>))
        }
        Case::Code(_) => quote!((payload: #held)),
        Case::Status(_) => quote!((status: #held)),
    })
}

/// A type of payload data in Rust.
pub(super) fn type_(plan: &Plan<'_>, ty: &errbook_spec::Type, path: &TokenStream) -> TokenStream {
    use errbook_spec::Type as T;
    match ty {
        T::Any => quote!(v1::Value),
        T::Boolean => quote!(bool),
        T::Integer => quote!(i64),
        T::Number => quote!(f64),
        T::String => quote!(::std::string::String),
        T::List(item) => {
            let item = type_(plan, item, path);
            quote!(::std::vec::Vec<#item>)
        }
        T::Map(item) => {
            let item = type_(plan, item, path);
            quote!(::std::collections::BTreeMap<::std::string::String, #item>)
        }
        T::Nullable(inner) => {
            let inner = type_(plan, inner, path);
            quote!(v1::Option<#inner>)
        }
        T::Named(position) => plan.types.get(*position).map_or_else(|| quote!(v1::Value), |item| named(item, path)),
    }
}

/// An enum of values is open wherever data has one: a server may be newer than the spec.
fn named(item: &Type<'_>, path: &TokenStream) -> TokenStream {
    let ident = &item.ident;
    match item.named.shape {
        Shape::Object(_) => quote!(#path #ident),
        Shape::Enum(_) => quote!(v1::Open<#path #ident>),
    }
}

fn object(plan: &Plan<'_>, item: &Type<'_>, fields: &[Field]) -> TokenStream {
    let Type { ident, members, .. } = item;
    let docs = fields.iter().map(|field| described(field.description.as_deref(), &code_span(&field.wire)));
    let types = fields.iter().map(|field| {
        let ty = type_(plan, &field.ty, &TokenStream::new());
        if field.required { ty } else { quote!(v1::Option<#ty>) }
    });
    let presence = fields.iter().map(|field| if field.required { quote!(required) } else { quote!(optional) });
    let keys = fields.iter().map(|field| Literal::string(&field.wire));
    let doc = described(item.named.description.as_deref(), &purpose(plan, item));
    let derive = derive_data();
    quote! {
        #doc
        #derive
        pub struct #ident {
            #(#docs pub #members: #types,)*
        }
        v1::object_impls! { #ident; #(#members: #presence #keys,)* }
    }
}

fn constants(item: &Type<'_>, values: &[EnumValue]) -> TokenStream {
    let Type { ident, members, .. } = item;
    let docs = values.iter().map(|value| Doc::new(&code_span(&value.wire)));
    let wires: Vec<_> = values.iter().map(|value| Literal::string(&value.wire)).collect();
    let doc = described(item.named.description.as_deref(), "One of the published values.");
    let derive = derive_constants();
    quote! {
        #doc
        #derive
        pub enum #ident {
            #(#docs #members,)*
        }
        v1::value_enum! { #ident { #(#members = #wires,)* } }
    }
}

/// What the spec says of a type or a field; where it is silent, words of ours.
fn described(description: Option<&str>, otherwise: &str) -> Doc {
    Doc::new(description.filter(|text| !text.trim().is_empty()).unwrap_or(otherwise))
}

/// Which codes carry an object, if it is a payload as a whole.
fn purpose(plan: &Plan<'_>, item: &Type<'_>) -> String {
    let carries = |payload: &errbook_spec::Payload| match payload.ty {
        errbook_spec::Type::Named(position) => plan.types.get(position).is_some_and(|it| it.ident == item.ident),
        _ => false,
    };
    let codes = plan.codes.iter().filter(|code| code.payload.as_ref().is_some_and(carries));
    let codes: Vec<String> = codes.map(|code| code_span(&code.wire.to_string())).collect();
    if codes.is_empty() { "A part of a payload.".to_owned() } else { format!("What {} carries.", codes.join(" or ")) }
}
