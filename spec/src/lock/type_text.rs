//! Types in a few signs: `string`, `code` (of the API), `Limit`, `[Limit]` (a list), `{integer}` (a map), `string?` (or `null`), `*Limit` (behind a
//! pointer).

use crate::catalog::{NamedType, Type};

/// Deeper types are refused.
const DEEPEST: usize = 128;

const SIMPLE: [(&str, Type); 7] = [
    ("any", Type::Any),
    ("boolean", Type::Boolean),
    ("integer", Type::Integer),
    ("unsigned", Type::Unsigned),
    ("number", Type::Number),
    ("string", Type::String),
    ("code", Type::Code),
];

/// How a type is written.
pub(super) fn write(ty: &Type, types: &[NamedType]) -> String {
    let name = |position: &usize| types.get(*position).map_or("", |named| named.ident.as_str());
    match ty {
        Type::Named(position) => name(position).to_owned(),
        Type::Recursive(position) => format!("*{}", name(position)),
        Type::List(inner) => format!("[{}]", write(inner, types)),
        Type::Map(inner) => format!("{{{}}}", write(inner, types)),
        Type::Nullable(inner) => format!("{}?", write(inner, types)),
        simple => SIMPLE.iter().find(|(_, ty)| ty == simple).map_or("any", |(name, _)| name).to_owned(),
    }
}

/// The type that is written so; `position` knows the named ones.
pub(super) fn read(text: &str, position: &impl Fn(&str) -> Option<usize>) -> Option<Type> {
    read_within(text, position, DEEPEST)
}

fn read_within(text: &str, position: &impl Fn(&str) -> Option<usize>, deepest: usize) -> Option<Type> {
    let inner = |text: &str| Some(Box::new(read_within(text, position, deepest.checked_sub(1)?)?));
    if let Some(text) = text.strip_suffix('?') {
        return inner(text).map(Type::Nullable);
    }
    if let Some(text) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        return inner(text).map(Type::List);
    }
    if let Some(text) = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')) {
        return inner(text).map(Type::Map);
    }
    if let Some(name) = text.strip_prefix('*') {
        return position(name).map(Type::Recursive);
    }
    let simple = SIMPLE.iter().find(|(name, _)| *name == text).map(|(_, ty)| ty.clone());
    simple.or_else(|| position(text).map(Type::Named))
}
