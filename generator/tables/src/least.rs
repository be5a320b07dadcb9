//! The least JSON of a type: what a service writes into a required member that nobody gives it a value for.

use errbook_spec::{Catalog, Shape, Type, Wire};
use serde_json::Value;

/// The least JSON of a type, by how deep it stands in others.
pub(super) fn least(catalog: &Catalog, ty: &Type, depth: usize) -> String {
    /// Types may contain themselves.
    const DEEPEST: usize = 8;
    match ty {
        Type::Any | Type::Nullable(_) => "null".to_owned(),
        Type::Boolean => "false".to_owned(),
        Type::Integer | Type::Unsigned | Type::Number => "0".to_owned(),
        Type::String => "\"\"".to_owned(),
        Type::Code => catalog.codes.first().map_or_else(|| "null".to_owned(), |code| json_wire(&code.wire)),
        Type::List(_) => "[]".to_owned(),
        Type::Map(_) => "{}".to_owned(),
        Type::Named(position) | Type::Recursive(position) => match catalog.types.get(*position).map(|it| &it.shape) {
            Some(Shape::Enum(values)) => {
                values.first().map_or_else(|| "null".to_owned(), |value| json_wire(&value.wire))
            }
            Some(Shape::Union(variants)) if depth < DEEPEST => {
                variants.first().map_or_else(|| "null".to_owned(), |variant| least(catalog, &variant.ty, depth + 1))
            }
            Some(Shape::Object(object)) if depth < DEEPEST => {
                let required = object.fields.iter().filter(|field| field.required);
                let members = required
                    .map(|field| format!("{}:{}", json_text(&field.wire), least(catalog, &field.ty, depth + 1)));
                format!("{{{}}}", members.collect::<Vec<_>>().join(","))
            }
            Some(Shape::Object(_) | Shape::Union(_)) | None => "null".to_owned(),
        },
    }
}

fn json_wire(wire: &Wire) -> String {
    match wire {
        Wire::Text(text) => json_text(text),
        Wire::Integer(integer) => integer.to_string(),
    }
}

pub(super) fn json_text(text: &str) -> String {
    Value::from(text).to_string()
}
