//! What stands in an envelope where the catalog says what a member tells instead of its type.

use super::slots::field_keys;
use crate::catalog::{Place, PlainMember, Slot, Type};
use crate::schema::{Alternative, Schemas};

/// The types of a slot, and of the members of the field errors in it; each with where it is described.
pub(super) fn members<'a>(
    schemas: &Schemas<'a>,
    slot: &Slot,
    path: &str,
    alternatives: &[Alternative<'a>],
) -> Vec<(PlainMember, Option<Place>)> {
    let is_listed = || alternatives.iter().all(|it| schemas.admitted(it, None).is_some());
    match slot {
        // Codes say themselves what they are.
        Slot::Code if is_listed() => Vec::new(),
        Slot::Code | Slot::Status | Slot::RetryAfter(_) => {
            vec![(PlainMember { path: path.to_owned(), ty: ty(schemas, alternatives), required: false }, None)]
        }
        Slot::Fields(_) | Slot::Details(Some(_)) => of_field_errors(schemas, path, alternatives),
        _ => Vec::new(),
    }
}

/// Every member of the items; one is always there where all alternatives require it.
fn of_field_errors<'a>(
    schemas: &Schemas<'a>,
    path: &str,
    alternatives: &[Alternative<'a>],
) -> Vec<(PlainMember, Option<Place>)> {
    let mut found: Vec<(PlainMember, Option<Place>)> = Vec::new();
    let lists = alternatives.iter().filter(|it| field_keys(it, schemas).is_some()).filter_map(Alternative::items);
    for item in lists.filter_map(|items| schemas.expand(&items).ok()).flatten() {
        for member in item.members().into_values() {
            let path = format!("{path}[].{}", member.name);
            let alternatives = schemas.expand(&member.parts).unwrap_or_default();
            let place = alternatives.iter().flat_map(|it| &it.schemas).find_map(|it| schemas.place(it)).cloned();
            let member = PlainMember { path, ty: ty(schemas, &alternatives), required: member.required };
            merge(&mut found, member, place);
        }
    }
    found
}

fn merge(found: &mut Vec<(PlainMember, Option<Place>)>, member: PlainMember, place: Option<Place>) {
    match found.iter_mut().find(|(known, _)| known.path == member.path) {
        Some((known, _)) => known.merge(&member),
        None => found.push((member, place)),
    }
}

/// The type of a value, as far as JSON tells values apart.
fn ty(schemas: &Schemas<'_>, alternatives: &[Alternative<'_>]) -> Type {
    let others = alternatives.iter().filter(|it| it.type_name() != Some("null"));
    let types = others.map(|it| {
        let plain = match it.type_name() {
            Some("string") => Type::String,
            Some("integer") => Type::Integer,
            Some("number") => Type::Number,
            Some("boolean") => Type::Boolean,
            Some("array") => Type::List(Box::new(Type::Any)),
            Some("object") => Type::Map(Box::new(Type::Any)),
            _ => return of_values(schemas, it),
        };
        if it.nullable { Type::Nullable(Box::new(plain)) } else { plain }
    });
    let ty = types.reduce(|known, ty| known.covering(&ty)).unwrap_or(Type::Any);
    let has_null = alternatives.iter().any(|it| it.type_name() == Some("null"));
    if has_null { ty.covering(&Type::Nullable(Box::new(ty.clone()))) } else { ty }
}

/// An enum without a type has that of its values.
fn of_values(schemas: &Schemas<'_>, alternative: &Alternative<'_>) -> Type {
    let values = schemas.admitted(alternative, None).unwrap_or_default();
    let types = values.iter().map(|it| match &it.value {
        serde_json::Value::String(_) => Type::String,
        serde_json::Value::Number(number) if number.is_i64() || number.is_u64() => Type::Integer,
        serde_json::Value::Number(_) => Type::Number,
        serde_json::Value::Bool(_) => Type::Boolean,
        _ => Type::Any,
    });
    types.reduce(|known, ty| known.covering(&ty)).unwrap_or(Type::Any)
}
