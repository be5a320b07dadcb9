//! What a type holds.

use errbook_spec::{NamedType, Shape, Type};

/// What a type holds, under the names of its fields or variants; the members that are not declared last.
pub(super) fn held(named: &NamedType) -> Vec<(&str, &Type)> {
    match &named.shape {
        Shape::Object(object) => {
            let fields = object.fields.iter().map(|field| (field.ident.as_str(), &field.ty));
            fields.chain(object.additional.iter().map(|it| (it.ident.as_str(), &it.ty))).collect()
        }
        Shape::Union(variants) => variants.iter().map(|variant| (variant.ident.as_str(), &variant.ty)).collect(),
        Shape::Enum(_) => Vec::new(),
    }
}
