//! Types, compared field by field.

use std::collections::HashSet;

use errbook_spec::{
    Additional, Catalog, Code, EnumValue, Facets, Field, NamedType, Place, Pointer, Shape, Type, Variant,
};

use super::describe;
use crate::{Change, Kind, Side, Topic};

/// Types that are written deeper than this are taken for equal below.
const DEEPEST: usize = 128;

/// What a difference is said of.
#[derive(Debug, Clone)]
pub(super) struct At {
    topic: Topic,
    name: String,
    old: Option<Place>,
    new: Option<Place>,
    /// What precedes the names of members, where those of the body say more than the name of the type.
    members: Option<String>,
}

impl At {
    /// A field of an envelope, or of a type.
    pub(super) fn field(name: &str, old: Option<&Place>, new: Option<&Place>) -> Self {
        Self { topic: Topic::Field, name: name.to_owned(), old: old.cloned(), new: new.cloned(), members: None }
    }

    /// All that a code carries, whose members stand below `members`.
    pub(super) fn payload(old: &Code, new: &Code, members: Option<String>) -> Self {
        let place = |code: &Code| Some(code.evidence.payload.clone().unwrap_or_else(|| code.place.clone()));
        let name = new.wire.to_string();
        Self { topic: Topic::Payload, name, old: place(old), new: place(new), members }
    }

    fn below(&self, suffix: &str) -> Self {
        Self { name: format!("{}{suffix}", self.name), members: None, ..self.clone() }
    }

    /// A member of an object type.
    fn member(&self, old: Option<&NamedType>, new: Option<&NamedType>, wire: &str) -> Self {
        self.inside(old, new, wire, |object| object.child("properties").child(wire))
    }

    /// All members of an object type that have no name there.
    fn others(&self, old: Option<&NamedType>, new: Option<&NamedType>) -> Self {
        self.inside(old, new, "*", |object| object.child("additionalProperties"))
    }

    fn inside(
        &self,
        old: Option<&NamedType>,
        new: Option<&NamedType>,
        wire: &str,
        below: impl Fn(&Pointer) -> Pointer,
    ) -> Self {
        let place = |named: &NamedType| Place { file: named.place.file, pointer: below(&named.place.pointer) };
        let ident = new.or(old).map(|named| format!("{}.", named.ident)).unwrap_or_default();
        let name = format!("{}{wire}", self.members.as_ref().unwrap_or(&ident));
        Self { topic: Topic::Field, name, old: old.map(place), new: new.map(place), members: None }
    }

    pub(super) fn change(&self, kind: Kind) -> Change {
        let change = Change::new(kind, self.topic, self.name.clone());
        match (&self.old, &self.new) {
            (Some(place), _) if kind.is_loss() => change.at(Side::Old, place),
            (_, Some(place)) => change.at(Side::New, place),
            (Some(place), None) => change.at(Side::Old, place),
            (None, None) => change,
        }
    }

    /// A member that came.
    fn added(&self, catalog: &Catalog, required: bool, ty: &Type) -> Change {
        let kind = if required { Kind::RequiredFieldAdded } else { Kind::FieldAdded };
        self.change(kind).is(describe::ty(catalog, ty))
    }

    /// A member that went.
    fn removed(&self, catalog: &Catalog, ty: &Type) -> Change {
        self.change(Kind::FieldRemoved).was(describe::ty(catalog, ty))
    }
}

/// What it means that something is now always there, or no longer is.
pub(super) fn required(was: bool, is: bool) -> Option<Kind> {
    match (was, is) {
        (false, true) => Some(Kind::FieldRequired),
        (true, false) => Some(Kind::FieldOptional),
        _ => None,
    }
}

/// What it means that something may now be `null`, or no longer may.
pub(super) fn nullable(was: bool, is: bool) -> Option<Kind> {
    match (was, is) {
        (false, true) => Some(Kind::FieldNullable),
        (true, false) => Some(Kind::FieldNotNullable),
        _ => None,
    }
}

/// Every field of an object type that came with it.
pub(super) fn fields_added(catalog: &Catalog, ty: &Type, required: bool, at: &At) -> Vec<Change> {
    let fields = object(catalog, ty).into_iter().flat_map(|(named, fields)| fields.iter().map(move |it| (named, it)));
    let added = fields.map(|(named, field)| {
        at.member(None, Some(named), &field.wire).added(catalog, required && field.required, &field.ty)
    });
    added.collect()
}

/// Every field of an object type that went with it.
pub(super) fn fields_removed(catalog: &Catalog, ty: &Type, at: &At) -> Vec<Change> {
    let fields = object(catalog, ty).into_iter().flat_map(|(named, fields)| fields.iter().map(move |it| (named, it)));
    fields.map(|(named, field)| at.member(Some(named), None, &field.wire).removed(catalog, &field.ty)).collect()
}

/// The type with the fields that it has as an object.
pub(super) fn object<'c>(catalog: &'c Catalog, ty: &Type) -> Option<(&'c NamedType, &'c [Field])> {
    let (Type::Named(index) | Type::Recursive(index)) = ty else { return None };
    let named = catalog.types.get(*index)?;
    match &named.shape {
        Shape::Object(object) => Some((named, &object.fields)),
        Shape::Enum(_) | Shape::Union(_) => None,
    }
}

/// Every difference between two types and what they hold.
pub(super) fn compare(old: (&Catalog, &Type), new: (&Catalog, &Type), at: &At) -> Vec<Change> {
    let mut comparison = Comparison { old: old.0, new: new.0, met: HashSet::new(), found: Vec::new() };
    comparison.types(old.1, new.1, at, DEEPEST);
    comparison.found
}

struct Comparison<'c> {
    old: &'c Catalog,
    new: &'c Catalog,
    /// The pairs of named types that were compared, or are being compared.
    met: HashSet<(usize, usize)>,
    found: Vec<Change>,
}

impl Comparison<'_> {
    fn types(&mut self, old: &Type, new: &Type, at: &At, depth: usize) {
        let Some(depth) = depth.checked_sub(1) else { return };
        match (old, new) {
            (Type::Named(was) | Type::Recursive(was), Type::Named(is) | Type::Recursive(is)) => {
                if self.met.insert((*was, *is)) {
                    self.named(*was, *is, at, depth);
                }
            }
            (Type::List(was), Type::List(is)) => self.types(was, is, &at.below("[]"), depth),
            (Type::Map(was), Type::Map(is)) => self.types(was, is, &at.below("{}"), depth),
            (Type::Nullable(was), Type::Nullable(is)) => self.types(was, is, at, depth),
            (Type::Nullable(was), is) => {
                self.found.push(at.change(Kind::FieldNotNullable));
                self.types(was, is, at, depth);
            }
            (was, Type::Nullable(is)) => {
                self.found.push(at.change(Kind::FieldNullable));
                self.types(was, is, at, depth);
            }
            (was, is) if was == is => {}
            (was, is) => self.retyped(describe::ty(self.old, was), describe::ty(self.new, is), at),
        }
    }

    fn retyped(&mut self, was: String, is: String, at: &At) {
        self.found.push(at.change(Kind::FieldRetyped).was(was).is(is));
    }

    fn named(&mut self, was: usize, is: usize, at: &At, depth: usize) {
        let (Some(was), Some(is)) = (self.old.types.get(was), self.new.types.get(is)) else { return };
        match (&was.shape, &is.shape) {
            (Shape::Object(old), Shape::Object(new)) => {
                self.fields((was, &old.fields), (is, &new.fields), at, depth);
                let at = at.others(Some(was), Some(is));
                self.others(old.additional.as_ref(), new.additional.as_ref(), &at, depth);
            }
            (Shape::Enum(old), Shape::Enum(new)) => self.values((was, old), (is, new)),
            (Shape::Union(old), Shape::Union(new)) => self.forms((was, old), (is, new), depth),
            (old, new) => self.retyped(shape(was, old), shape(is, new), at),
        }
    }

    fn fields(&mut self, old: (&NamedType, &[Field]), new: (&NamedType, &[Field]), of: &At, depth: usize) {
        for was in old.1.iter().filter(|was| !new.1.iter().any(|is| is.wire == was.wire)) {
            self.found.push(of.member(Some(old.0), Some(new.0), &was.wire).removed(self.old, &was.ty));
        }
        for is in new.1 {
            let at = of.member(Some(old.0), Some(new.0), &is.wire);
            match old.1.iter().find(|was| was.wire == is.wire) {
                None => self.found.push(at.added(self.new, is.required, &is.ty)),
                Some(was) => {
                    self.found.extend(required(was.required, is.required).map(|kind| at.change(kind)));
                    let before = self.found.len();
                    self.types(&was.ty, &is.ty, &at, depth);
                    if self.found.len() == before {
                        self.facets(&was.facets, &is.facets, &at);
                    }
                }
            }
        }
    }

    /// The members without a name of their own, which are a field of their own in Rust: one that a service has to set,
    /// and that a client reads.
    fn others(&mut self, was: Option<&Additional>, is: Option<&Additional>, at: &At, depth: usize) {
        match (was, is) {
            (Some(was), Some(is)) => self.types(&was.ty, &is.ty, at, depth),
            (Some(was), None) => self.found.push(at.removed(self.old, &was.ty)),
            (None, Some(is)) => self.found.push(at.added(self.new, false, &is.ty)),
            (None, None) => {}
        }
    }

    /// What a schema says of a value beyond its type.
    fn facets(&mut self, was: &Facets, is: &Facets, at: &At) {
        if was.constant != is.constant {
            let text = |facets: &Facets| facets.constant.as_ref().map_or("any".to_owned(), |it| format!("always {it}"));
            self.retyped(text(was), text(is), at);
        }
        if was.format != is.format {
            let change = at.change(Kind::FieldFormatChanged);
            self.found.push(change.was(was.format.clone()).is(is.format.clone()));
        }
        if was.default != is.default {
            let text = |facets: &Facets| facets.default.as_ref().map(ToString::to_string);
            self.found.push(at.change(Kind::FieldDefaultChanged).was(text(was)).is(text(is)));
        }
        if (&was.minimum, &was.maximum) != (&is.minimum, &is.maximum) {
            self.found.push(at.change(Kind::FieldRangeChanged).was(range(was)).is(range(is)));
        }
    }

    fn values(&mut self, old: (&NamedType, &[EnumValue]), new: (&NamedType, &[EnumValue])) {
        let at = of_type(old.0, new.0);
        for was in old.1.iter().filter(|was| !new.1.iter().any(|is| is.wire == was.wire)) {
            self.found.push(at.change(Kind::ValueRemoved).was(was.wire.to_string()));
        }
        for is in new.1.iter().filter(|is| !old.1.iter().any(|was| was.wire == is.wire)) {
            self.found.push(at.change(Kind::ValueAdded).is(is.wire.to_string()));
        }
    }

    /// Forms are paired by their names, else by what they are; one that is left on each side is taken for the same.
    fn forms(&mut self, old: (&NamedType, &[Variant]), new: (&NamedType, &[Variant]), depth: usize) {
        let at = of_type(old.0, new.0);
        let mut gone: Vec<&Variant> = old.1.iter().collect();
        let mut come: Vec<&Variant> = Vec::new();
        for is in new.1 {
            match gone.iter().position(|was| was.ident == is.ident) {
                Some(position) => {
                    self.types(&gone.remove(position).ty, &is.ty, &at.below(&format!(".{}", is.ident)), depth);
                }
                None => come.push(is),
            }
        }
        come.retain(|is| {
            let same = gone.iter().position(|was| compare((self.old, &was.ty), (self.new, &is.ty), &at).is_empty());
            same.map(|position| gone.remove(position)).is_none()
        });
        if let ([was], [is]) = (gone.as_slice(), come.as_slice()) {
            self.types(&was.ty, &is.ty, &at.below(&format!(".{}", is.ident)), depth);
            return;
        }
        for was in gone {
            self.found.push(at.change(Kind::FormRemoved).was(describe::ty(self.old, &was.ty)));
        }
        for is in come {
            self.found.push(at.change(Kind::FormAdded).is(describe::ty(self.new, &is.ty)));
        }
    }
}

fn of_type(old: &NamedType, new: &NamedType) -> At {
    At::field(&new.ident, Some(&old.place), Some(&new.place))
}

fn shape(named: &NamedType, shape: &Shape) -> String {
    let what = match shape {
        Shape::Object(_) => "object",
        Shape::Enum(_) => "enum",
        Shape::Union(_) => "union",
    };
    format!("{what} {}", named.ident)
}

fn range(facets: &Facets) -> Option<String> {
    let minimum = facets.minimum.as_ref().map(|it| format!("{} {}", if it.excluded { ">" } else { ">=" }, it.number));
    let maximum = facets.maximum.as_ref().map(|it| format!("{} {}", if it.excluded { "<" } else { "<=" }, it.number));
    let ends: Vec<String> = [minimum, maximum].into_iter().flatten().collect();
    (!ends.is_empty()).then(|| ends.join(", "))
}
