//! The types that are generated: what they and their members are called, and where each is met.

use std::collections::HashSet;

use errbook_spec::{Catalog, NamedType, Shape, StatusKey, Type as Data};
use proc_macro2::Ident;

use super::held::held;
use super::{depth, ident, reach};
use crate::problem::Problem;

pub(crate) use reach::{Bodies, Holder, LeftOut, Met};

/// All types of an API.
#[derive(Default)]
pub(crate) struct Types<'c> {
    /// In the order in which they are met.
    all: Vec<Type<'c>>,
    /// Where in `all` the type of a position of the catalog stands; `None` for those that are left out.
    found: Vec<Option<usize>>,
    /// What is left out of them.
    pub(crate) left_out: Option<LeftOut>,
    /// Which are not read before they are asked for: what holds them, and what is held.
    cuts: HashSet<(usize, usize)>,
}

/// A type that is generated.
pub(crate) struct Type<'c> {
    /// Its position in the catalog.
    pub(crate) position: usize,
    /// Its name.
    pub(crate) ident: Ident,
    /// What the spec says of it, and of its members.
    pub(crate) named: &'c NamedType,
    /// The names of its fields or variants, in the order of the spec.
    pub(crate) members: Vec<Ident>,
    /// The name of the field that holds the members which are not declared, where the schema speaks of them.
    pub(crate) additional: Option<Ident>,
    /// Where it is met first.
    pub(crate) met: Met<'c>,
    /// The answers of which it is the whole body.
    pub(crate) answers: Vec<(&'c str, StatusKey)>,
}

impl<'c> Types<'c> {
    /// Settles which types there are.
    pub(super) fn new(catalog: &'c Catalog, bodies: Bodies) -> Result<Self, Problem> {
        let (met, left_out) = reach::types(catalog, bodies);
        let mut answers = reach::answers(catalog);
        let mut found = vec![None; catalog.types.len()];
        let mut all = Vec::new();
        for (position, met) in met {
            let answers = std::mem::take(&mut answers[position]);
            found[position] = Some(all.len());
            all.push(Type::new(position, &catalog.types[position], met, answers)?);
        }
        Ok(Self { all, found, left_out, cuts: depth::cuts(catalog) })
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Type<'c>> {
        self.all.iter()
    }

    /// The type at a position of the catalog; `None`: what stands there is free-form.
    pub(crate) fn at(&self, position: usize) -> Option<&Type<'c>> {
        self.all.get((*self.found.get(position)?)?)
    }

    /// Whether a type holds codes of the API.
    pub(super) fn hold_codes(&self) -> bool {
        self.iter().any(|item| held(item.named).into_iter().any(|(_, ty)| is_code(ty)))
    }

    /// Whether a type holds another as the JSON that it is read from later.
    pub(crate) fn is_cut(&self, holder: usize, held: usize) -> bool {
        self.cuts.contains(&(holder, held))
    }
}

impl<'c> Type<'c> {
    fn new(
        position: usize,
        named: &'c NamedType,
        met: Met<'c>,
        answers: Vec<(&'c str, StatusKey)>,
    ) -> Result<Self, Problem> {
        let idents: Vec<&str> = match &named.shape {
            Shape::Enum(values) => values.iter().map(|it| it.ident.as_str()).collect(),
            Shape::Object(object) => object.fields.iter().map(|it| it.ident.as_str()).collect(),
            Shape::Union(variants) => variants.iter().map(|it| it.ident.as_str()).collect(),
        };
        let mut members = Vec::new();
        for name in idents {
            members.push(ident(name)?);
        }
        let additional = match &named.shape {
            Shape::Object(object) => object.additional.as_ref().map(|it| ident(&it.ident)).transpose()?,
            Shape::Enum(_) | Shape::Union(_) => None,
        };
        Ok(Type { position, ident: ident(&named.ident)?, named, members, additional, met, answers })
    }
}

/// Whether a type is a code, or a list or a map of codes.
pub(super) fn is_code(mut ty: &Data) -> bool {
    while let Data::List(inner) | Data::Map(inner) | Data::Nullable(inner) = ty {
        ty = inner;
    }
    *ty == Data::Code
}
