//! Which types of the catalog are generated, what they and their members are called, and where each is met first.
//!
//! What payloads hold is typed as deep as it goes. What else a body holds is typed as long as it brings few types along: the
//! data of an API in one member of its errors can bring hundreds, for which its clients have types already.

use std::collections::VecDeque;

use errbook_spec::{Body, Catalog, Code, NamedType, Role, Shape, Type as Data};
use proc_macro2::Ident;

use super::ident;
use crate::error::Problem;

/// A member of a body that brings more types along than this stays free-form.
const MOST_TYPES: usize = 16;

/// A type that is generated.
pub(crate) struct Type<'c> {
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
}

/// Where a type is met.
#[derive(Debug, Clone)]
pub(crate) struct Met<'c> {
    /// What holds it.
    pub(crate) holder: Holder<'c>,
    /// Whether a list or a map of it stands there.
    pub(crate) is_item: bool,
}

/// What holds a type.
#[derive(Debug, Clone)]
pub(crate) enum Holder<'c> {
    /// It is what these codes carry.
    Codes(Vec<&'c Code>),
    /// A member of an error body, by its path.
    Body(String),
    /// A field or a variant of another type.
    Member(&'c NamedType, &'c str),
}

/// The types, at the positions that they have in the catalog; `None` for those that are left out.
pub(super) fn types(catalog: &Catalog) -> Result<Vec<Option<Type<'_>>>, Problem> {
    let mut reach = Reach { catalog, met: vec![None; catalog.types.len()], queue: VecDeque::new() };
    for code in catalog.codes.iter().filter(|code| !code.open) {
        reach.carry(code);
    }
    reach.walk(&[]);
    let left_out = reach.left_out();
    for envelope in &catalog.envelopes {
        reach.body(&envelope.body, "", &left_out);
    }
    reach.walk(&left_out);
    catalog.types.iter().zip(reach.met).map(|(named, met)| met.map(|met| type_(named, met)).transpose()).collect()
}

fn type_<'c>(named: &'c NamedType, met: Met<'c>) -> Result<Type<'c>, Problem> {
    let members = held(named).into_iter().map(|(member, _)| member);
    let members = match &named.shape {
        Shape::Enum(values) => values.iter().map(|value| ident(&value.ident)).collect::<Result<_, _>>()?,
        Shape::Object(object) => members.take(object.fields.len()).map(ident).collect::<Result<_, _>>()?,
        Shape::Union(_) => members.map(ident).collect::<Result<_, _>>()?,
    };
    let additional = match &named.shape {
        Shape::Object(object) => object.additional.as_ref().map(|it| ident(&it.ident)).transpose()?,
        Shape::Enum(_) | Shape::Union(_) => None,
    };
    Ok(Type { ident: ident(&named.ident)?, named, members, additional, met })
}

/// What a type holds, under the names of its fields or variants; the members that are not declared last.
fn held(named: &NamedType) -> Vec<(&str, &Data)> {
    match &named.shape {
        Shape::Object(object) => {
            let fields = object.fields.iter().map(|field| (field.ident.as_str(), &field.ty));
            fields.chain(object.additional.iter().map(|it| (it.ident.as_str(), &it.ty))).collect()
        }
        Shape::Union(variants) => variants.iter().map(|variant| (variant.ident.as_str(), &variant.ty)).collect(),
        Shape::Enum(_) => Vec::new(),
    }
}

/// The types that were met, and those whose members are still to be looked at.
struct Reach<'c> {
    catalog: &'c Catalog,
    met: Vec<Option<Met<'c>>>,
    queue: VecDeque<usize>,
}

impl<'c> Reach<'c> {
    /// Meets what a code carries.
    fn carry(&mut self, code: &'c Code) {
        let Some(payload) = &code.payload else { return };
        if let Some(Some(Met { holder: Holder::Codes(codes), .. })) =
            payload.ty.named().and_then(|position| self.met.get_mut(position))
        {
            codes.push(code);
            return;
        }
        self.meet(&payload.ty, Holder::Codes(vec![code]), &[]);
    }

    /// Meets what a body holds beside what errbook knows the meaning of.
    fn body(&mut self, body: &'c Body, path: &str, left_out: &[usize]) {
        for member in &body.members {
            let path = if path.is_empty() { member.wire.clone() } else { format!("{path}.{}", member.wire) };
            match &member.role {
                Role::Other(ty) => self.meet(ty, Holder::Body(path), left_out),
                Role::Object(below) => self.body(below, &path, left_out),
                Role::List(below) => self.body(below, &format!("{path}[]"), left_out),
                Role::Constant(_) | Role::Slot(_) => {}
            }
        }
    }

    fn meet(&mut self, ty: &Data, holder: Holder<'c>, left_out: &[usize]) {
        let Some(position) = ty.named().filter(|position| left_out.binary_search(position).is_err()) else { return };
        if let Some(met @ None) = self.met.get_mut(position) {
            *met = Some(Met { holder, is_item: is_item(ty) });
            self.queue.push_back(position);
        }
    }

    fn walk(&mut self, left_out: &[usize]) {
        while let Some(position) = self.queue.pop_front() {
            let Some(named) = self.catalog.types.get(position) else { continue };
            for (member, ty) in held(named) {
                self.meet(ty, Holder::Member(named, member), left_out);
            }
        }
    }

    /// The types that no payload holds and that bring too many others along; sorted.
    fn left_out(&self) -> Vec<usize> {
        let unmet = self.met.iter().enumerate().filter(|(_, met)| met.is_none());
        unmet.map(|(position, _)| position).filter(|position| self.brings_many(*position)).collect()
    }

    /// Whether a type and all that it holds are more than the most.
    fn brings_many(&self, position: usize) -> bool {
        let mut found = vec![position];
        let mut next = 0;
        while let Some(named) = found.get(next).and_then(|position| self.catalog.types.get(*position)) {
            for position in held(named).into_iter().filter_map(|(_, ty)| ty.named()) {
                if !found.contains(&position) {
                    found.push(position);
                }
            }
            if found.len() > MOST_TYPES {
                return true;
            }
            next += 1;
        }
        false
    }
}

/// Whether a list or a map is put around a named type.
fn is_item(ty: &Data) -> bool {
    match ty {
        Data::List(_) | Data::Map(_) => true,
        Data::Nullable(inner) => is_item(inner),
        _ => false,
    }
}
