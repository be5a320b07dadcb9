//! Enums of values.

use errbook_spec::{EnumValue, Wire};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::purpose;
use crate::doc::{Doc, code_span};
use crate::emit::derive_constants;
use crate::plan::Type;

pub(super) fn emit(item: &Type<'_>, values: &[EnumValue]) -> TokenStream {
    let Type { ident, members, .. } = item;
    let docs = values.iter().map(|value| {
        let wire = code_span(&value.wire.to_string());
        value.description.as_deref().map_or_else(|| Doc::new(&wire), |text| Doc::led(&format!("{wire}:"), text))
    });
    let wires: Vec<Literal> = values.iter().map(|value| wire(&value.wire)).collect();
    let doc = purpose::of_type(item);
    let derive = derive_constants();
    let is_integer = matches!(values.first().map(|value| &value.wire), Some(Wire::Integer(_)));
    let impls = if is_integer { quote!(v1::integer_enum!) } else { quote!(v1::value_enum!) };
    quote! {
        #doc
        #derive
        pub enum #ident {
            #(#docs #members,)*
        }
        #impls { #ident { #(#members = #wires,)* } }
    }
}

fn wire(wire: &Wire) -> Literal {
    match wire {
        Wire::Text(text) => Literal::string(text),
        Wire::Integer(integer) => Literal::i64_unsuffixed(*integer),
    }
}
