//! Unions.

use errbook_spec::{Shape, Type as Data, Variant, Wire};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use super::{member, purpose};
use crate::doc::code_span;
use crate::emit::derive_data;
use crate::plan::{Plan, Type};

pub(super) fn emit(plan: &Plan<'_>, item: &Type<'_>, variants: &[Variant]) -> TokenStream {
    let Type { ident, members, .. } = item;
    let docs = variants.iter().map(|variant| {
        let told = told_by(variant);
        let otherwise = told.as_deref().unwrap_or_else(|| says(plan, &variant.ty));
        purpose::of_member(description(plan, &variant.ty), otherwise)
    });
    let types = variants.iter().map(|variant| member(plan, item, &variant.ty));
    let forms = variants.iter().map(|variant| form(plan, &variant.ty));
    let tags = variants.iter().map(|variant| {
        let tags = variant.tags.iter().flat_map(|(key, values)| values.iter().map(move |value| (key, literal(value))));
        let tags: Vec<_> = tags.map(|(key, value)| quote!(#key = #value)).collect();
        (!tags.is_empty()).then(|| quote!((#(#tags),*)))
    });
    let doc = purpose::of_type(item);
    let derive = derive_data();
    quote! {
        #doc
        #derive
        pub enum #ident {
            #(#docs #members(#types),)*
        }
        v1::union_impls! { #ident; #(#members: #forms #tags,)* }
    }
}

/// What a form is at first sight, and, for plain text and integers, that it can be made of those.
fn form(plan: &Plan<'_>, ty: &Data) -> TokenStream {
    match ty {
        Data::Boolean => quote!(boolean),
        Data::Integer => quote!(integer),
        Data::Unsigned => quote!(integer_value),
        Data::Number => quote!(number),
        Data::List(_) => quote!(list),
        Data::Named(position) | Data::Recursive(position) => match named(plan, *position) {
            Some(Shape::Enum(values)) if matches!(values.first().map(|it| &it.wire), Some(Wire::Integer(_))) => {
                quote!(integer_value)
            }
            Some(Shape::Enum(_)) => quote!(string_value),
            _ => quote!(object),
        },
        Data::String => quote!(string),
        Data::Code if is_integer_code(plan) => quote!(integer_value),
        Data::Code => quote!(string_value),
        Data::Map(_) | Data::Any | Data::Nullable(_) => quote!(object),
    }
}

/// By which values a form is told from the others.
fn told_by(variant: &Variant) -> Option<String> {
    let (key, values) = variant.tags.first()?;
    let values: Vec<String> = values.iter().map(|value| code_span(&value.to_string())).collect();
    Some(format!("Where {} is {}.", code_span(key), values.join(" or ")))
}

fn says<'p>(plan: &'p Plan<'_>, ty: &Data) -> &'p str {
    match ty {
        Data::Boolean => "`true` or `false`.",
        Data::Integer | Data::Unsigned => "A whole number.",
        Data::Number => "A number.",
        Data::String => "Text.",
        Data::Code => "A code.",
        Data::List(_) => "A list.",
        Data::Named(position) | Data::Recursive(position) => match named(plan, *position) {
            Some(Shape::Enum(_)) => "One of the published values.",
            _ => "An object.",
        },
        Data::Map(_) | Data::Any | Data::Nullable(_) => "An object with any keys.",
    }
}

fn description<'p>(plan: &'p Plan<'_>, ty: &Data) -> Option<&'p str> {
    match ty {
        Data::Named(position) | Data::Recursive(position) => plan.types.at(*position)?.named.description.as_deref(),
        _ => None,
    }
}

fn named<'p>(plan: &'p Plan<'_>, position: usize) -> Option<&'p Shape> {
    plan.types.at(position).map(|item| &item.named.shape)
}

/// Whether codes are integers.
fn is_integer_code(plan: &Plan<'_>) -> bool {
    plan.codes.first().is_some_and(|code| matches!(code.wire, Wire::Integer(_)))
}

fn literal(value: &Value) -> TokenStream {
    match value {
        Value::Bool(value) => quote!(#value),
        Value::Number(number) => {
            let integer = Literal::i64_suffixed(number.as_i64().unwrap_or_default());
            quote!(#integer)
        }
        other => {
            let text = other.as_str().unwrap_or_default();
            quote!(#text)
        }
    }
}
