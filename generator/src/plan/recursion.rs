//! Which members of payload types have to be boxed, because their type contains itself.

use errbook_spec::{NamedType, Shape, Type};

/// The positions of the members of a type through which it contains itself other than in a list or a map.
pub(super) fn boxed(types: &[NamedType], owner: usize) -> Vec<usize> {
    let Some(Shape::Object(fields)) = types.get(owner).map(|it| &it.shape) else { return Vec::new() };
    let boxed =
        fields.iter().enumerate().filter(|(_, field)| held(&field.ty).is_some_and(|held| contains(types, held, owner)));
    boxed.map(|(position, _)| position).collect()
}

/// The named type whose value a value of this type holds in itself.
fn held(ty: &Type) -> Option<usize> {
    match ty {
        Type::Named(position) => Some(*position),
        Type::Nullable(inner) => held(inner),
        _ => None,
    }
}

/// Whether a type is, or holds in itself, another.
fn contains(types: &[NamedType], outer: usize, inner: usize) -> bool {
    let mut seen = vec![false; types.len()];
    let mut pending = vec![outer];
    while let Some(position) = pending.pop() {
        if position == inner {
            return true;
        }
        match (seen.get_mut(position), types.get(position).map(|it| &it.shape)) {
            (Some(seen), Some(Shape::Object(fields))) if !*seen => {
                *seen = true;
                pending.extend(fields.iter().filter_map(|field| held(&field.ty)));
            }
            _ => {}
        }
    }
    false
}
