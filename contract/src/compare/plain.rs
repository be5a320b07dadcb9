//! What bodies hold where the catalog says its meaning instead of its type.

use std::collections::HashSet;

use errbook_spec::{Catalog, Envelope, PlainMember, Type};

use super::describe;
use super::types::{self, At};
use crate::{Change, Kind};

/// The differences of what both envelopes have in the same slots. What became something else altogether was `told` of already.
pub(super) fn compare(
    old: (&Catalog, &Envelope),
    new: (&Catalog, &Envelope),
    told: &HashSet<String>,
    at: impl Fn(&str) -> At,
) -> Vec<Change> {
    let mut found = Vec::new();
    let holder = |path: &str| path.rsplit_once("[].").map_or_else(|| path.to_owned(), |(list, _)| list.to_owned());
    let holds = |members: &[PlainMember], path: &str| members.iter().any(|it| holder(&it.path) == holder(path));
    let is_told = |path: &str| told.contains(path) || told.contains(&holder(path));
    for was in old.1.plain.iter().filter(|was| !is_told(&was.path)) {
        match new.1.plain.iter().find(|is| is.path == was.path) {
            Some(is) => found.extend(changed(was, is, (old.0, new.0), &at(&was.path))),
            // A slot that is a slot no longer is compared with what it became.
            None if was.path.contains("[].") && holds(&new.1.plain, &was.path) => {
                found.push(at(&was.path).change(Kind::FieldRemoved).was(describe::ty(old.0, &was.ty)));
            }
            None => {}
        }
    }
    let is_new = |is: &&PlainMember| !is_told(&is.path) && !old.1.plain.iter().any(|was| was.path == is.path);
    for is in new.1.plain.iter().filter(is_new) {
        if is.path.contains("[].") && holds(&old.1.plain, &is.path) {
            let kind = if is.required { Kind::RequiredFieldAdded } else { Kind::FieldAdded };
            found.push(at(&is.path).change(kind).is(describe::ty(new.0, &is.ty)));
        }
    }
    found
}

fn changed(was: &PlainMember, is: &PlainMember, (old, new): (&Catalog, &Catalog), at: &At) -> Vec<Change> {
    let (was_null, was_ty) = without_null(&was.ty);
    let (is_null, is_ty) = without_null(&is.ty);
    let retyped = (was_ty != is_ty)
        .then(|| at.change(Kind::FieldRetyped).was(describe::ty(old, was_ty)).is(describe::ty(new, is_ty)));
    let is_item = was.path.contains("[].");
    // Whether a slot itself is required, or may be `null`, the member says.
    let required = types::required(was.required, is.required).filter(|_| is_item);
    let nullable = types::nullable(was_null, is_null).filter(|_| is_item);
    required.into_iter().chain(nullable).map(|kind| at.change(kind)).chain(retyped).collect()
}

fn without_null(ty: &Type) -> (bool, &Type) {
    match ty {
        Type::Nullable(inner) => (true, inner),
        ty => (false, ty),
    }
}
