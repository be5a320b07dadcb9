//! The table of payloads, by which derives are checked.

use errbook_spec::{Catalog, PayloadPosition, Shape, Type};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::Tables;

impl Tables<'_> {
    /// `&[v1::Carried …]`: the codes with a payload, in the order of the variants.
    pub fn payloads(&self) -> TokenStream {
        let carried = self.codes().enumerate().filter_map(|(position, code)| {
            let payload = code.payload.as_ref()?;
            let position = Literal::usize_unsuffixed(position);
            let place = match payload.position {
                PayloadPosition::Details => quote!(v1::PayloadPlace::Details),
                PayloadPosition::Beside => quote!(v1::PayloadPlace::Beside),
            };
            let required = payload.required;
            let type_name = type_name(self.catalog, &payload.ty);
            Some(quote!(v1::Carried { code: #position, required: #required, place: #place, type_name: #type_name }))
        });
        quote!(&[#(#carried),*])
    }
}

/// A type as people write it, without the paths that generated code needs.
fn type_name(catalog: &Catalog, ty: &Type) -> String {
    match ty {
        Type::Any => "serde_json::Value".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::Integer => "i64".to_owned(),
        Type::Unsigned => "u64".to_owned(),
        Type::Number => "Number".to_owned(),
        Type::String => "String".to_owned(),
        Type::Code => "Open<ErrorCode>".to_owned(),
        Type::List(item) => format!("Vec<{}>", type_name(catalog, item)),
        Type::Map(item) => format!("BTreeMap<String, {}>", type_name(catalog, item)),
        Type::Nullable(inner) => format!("Option<{}>", type_name(catalog, inner)),
        Type::Named(position) | Type::Recursive(position) => match catalog.types.get(*position) {
            Some(named) if matches!(named.shape, Shape::Enum(_) | Shape::Union(_)) => format!("Open<{}>", named.ident),
            Some(named) => named.ident.clone(),
            None => "serde_json::Value".to_owned(),
        },
    }
}
