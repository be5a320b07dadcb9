//! The types of payloads.

mod facets;
mod object;
mod purpose;
mod union;
mod values;

use errbook_spec::Shape;
use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{Case, Kind, Plan, Type};

/// Every named type.
pub(super) fn emit(plan: &Plan<'_>) -> TokenStream {
    plan.types()
        .map(|item| match &item.named.shape {
            Shape::Object(it) => object::emit(plan, item, it),
            Shape::Enum(it) => values::emit(item, it),
            Shape::Union(it) => union::emit(plan, item, it),
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
        T::Unsigned => quote!(u64),
        T::Number => quote!(v1::Number),
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
        T::Named(position) => plan.type_at(*position).map_or_else(|| quote!(v1::Value), |item| named(item, path)),
        T::Recursive(position) => {
            let item = plan.type_at(*position).map(|item| named(item, path));
            item.map_or_else(|| quote!(v1::Value), |item| quote!(v1::Box<#item>))
        }
    }
}

/// An enum of values is open wherever data has one, and so is a union: a server may be newer than the spec.
fn named(item: &Type<'_>, path: &TokenStream) -> TokenStream {
    let ident = &item.ident;
    match item.named.shape {
        Shape::Object(_) => quote!(#path #ident),
        Shape::Enum(_) | Shape::Union(_) => quote!(v1::Open<#path #ident>),
    }
}
