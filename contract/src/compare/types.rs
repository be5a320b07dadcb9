//! Types of payloads and of what else bodies hold, compared field by field.

use std::collections::HashSet;

use errbook_spec::{
    Catalog, Code, EnumValue, Facets, Field, NamedType, Payload, PayloadPosition, Place, Shape, Type, Variant,
};

use super::changes::Changes;
use super::describe;
use crate::{Change, Kind, Side, Topic, Verdict};

/// Types that are written deeper than this are taken for equal below.
const DEEPEST: usize = 128;

/// What a difference is said of.
#[derive(Debug, Clone)]
pub(super) struct At {
    topic: Topic,
    name: String,
    old: Option<Place>,
    new: Option<Place>,
}

impl At {
    /// A field of an envelope.
    pub(super) fn field(name: &str, old: Option<&Place>, new: Option<&Place>) -> Self {
        Self { topic: Topic::Field, name: name.to_owned(), old: old.cloned(), new: new.cloned() }
    }

    fn below(&self, suffix: &str) -> Self {
        Self { name: format!("{}{suffix}", self.name), ..self.clone() }
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
}

/// Compares what two codes carry.
pub(super) fn compare_payloads(old: (&Catalog, &Code), new: (&Catalog, &Code), changes: &mut Changes) {
    let wire = new.1.wire.to_string();
    changes.extend(payloads(old, new).into_iter().map(|change| Change { codes: vec![wire.clone()], ..change }));
}

/// Whether two codes carry the same.
pub(super) fn payloads_are_alike(old: (&Catalog, &Code), new: (&Catalog, &Code)) -> bool {
    payloads(old, new).is_empty()
}

/// Whether two codes carry something else, rather than the same and more.
pub(super) fn payloads_are_apart(old: (&Catalog, &Code), new: (&Catalog, &Code)) -> bool {
    payloads(old, new).iter().any(|change| change.subject.topic == Topic::Payload || change.kind.worst() == Verdict::Breaking)
}

fn payloads(old: (&Catalog, &Code), new: (&Catalog, &Code)) -> Vec<Change> {
    let place = |code: &Code| Some(code.evidence.payload.clone().unwrap_or_else(|| code.place.clone()));
    let at = At { topic: Topic::Payload, name: new.1.wire.to_string(), old: place(old.1), new: place(new.1) };
    match (&old.1.payload, &new.1.payload) {
        (None, None) => Vec::new(),
        (None, Some(payload)) => {
            let kind = if payload.required { Kind::RequiredFieldAdded } else { Kind::FieldAdded };
            vec![at.change(kind).is(describe::ty(new.0, &payload.ty))]
        }
        (Some(payload), None) => vec![at.change(Kind::FieldRemoved).was(describe::ty(old.0, &payload.ty))],
        (Some(was), Some(is)) => both_payloads((old.0, was), (new.0, is), &at),
    }
}

fn both_payloads(old: (&Catalog, &Payload), new: (&Catalog, &Payload), at: &At) -> Vec<Change> {
    let (was, is) = (old.1, new.1);
    if was.position != is.position {
        let text = |position| match position {
            PayloadPosition::Details => "in the details".to_owned(),
            PayloadPosition::Beside => "beside the code".to_owned(),
        };
        return vec![at.change(Kind::FieldRetyped).was(text(was.position)).is(text(is.position))];
    }
    let mut changes: Vec<Change> = required(was.required, is.required).map(|kind| at.change(kind)).into_iter().collect();
    changes.extend(compare((old.0, &was.ty), (new.0, &is.ty), at));
    changes
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
                self.fields((was, &old.fields), (is, &new.fields), depth);
                if let (Some(old), Some(new)) = (&old.additional, &new.additional) {
                    self.types(&old.ty, &new.ty, &member(was, is, "*"), depth);
                }
            }
            (Shape::Enum(old), Shape::Enum(new)) => self.values((was, old), (is, new)),
            (Shape::Union(old), Shape::Union(new)) => self.forms((was, old), (is, new), depth),
            (old, new) => self.retyped(shape(was, old), shape(is, new), at),
        }
    }

    fn fields(&mut self, old: (&NamedType, &[Field]), new: (&NamedType, &[Field]), depth: usize) {
        for was in old.1.iter().filter(|was| !new.1.iter().any(|is| is.wire == was.wire)) {
            let at = member(old.0, new.0, &was.wire);
            self.found.push(at.change(Kind::FieldRemoved).was(describe::ty(self.old, &was.ty)));
        }
        for is in new.1 {
            let at = member(old.0, new.0, &is.wire);
            match old.1.iter().find(|was| was.wire == is.wire) {
                None => {
                    let kind = if is.required { Kind::RequiredFieldAdded } else { Kind::FieldAdded };
                    self.found.push(at.change(kind).is(describe::ty(self.new, &is.ty)));
                }
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

    /// Forms are paired by their names; one that is left on each side is taken for the same.
    fn forms(&mut self, old: (&NamedType, &[Variant]), new: (&NamedType, &[Variant]), depth: usize) {
        let at = of_type(old.0, new.0);
        let mut gone: Vec<&Variant> = old.1.iter().collect();
        let mut come: Vec<&Variant> = Vec::new();
        for is in new.1 {
            match gone.iter().position(|was| was.ident == is.ident) {
                Some(position) => self.types(&gone.remove(position).ty, &is.ty, &at.below(&format!(".{}", is.ident)), depth),
                None => come.push(is),
            }
        }
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

/// A member of an object type.
fn member(old: &NamedType, new: &NamedType, wire: &str) -> At {
    let place = |named: &NamedType| Place {
        file: named.place.file,
        pointer: named.place.pointer.child("properties").child(wire),
    };
    At::field(&format!("{}.{wire}", new.ident), Some(&place(old)), Some(&place(new)))
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
