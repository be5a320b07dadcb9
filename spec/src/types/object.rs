//! Objects: their members, and what holds the others.

use indexmap::IndexSet;

use super::{Hint, Job, Types, names};
use crate::catalog::{Additional, Facets, Field, Object, Type};
use crate::keyed::Keyed;
use crate::naming::{self, Kind};
use crate::schema::{self, Alternative, Member, Members, Part};

/// An object that is still to be made.
#[derive(Debug)]
pub(super) struct Sketch<'a> {
    /// The ways it can look.
    ways: Vec<Members<'a>>,
    /// The members that are wanted.
    names: Vec<&'a str>,
    /// What applies to all other members, in each of the ways that speak of them.
    additional: Vec<Vec<Part<'a>>>,
}

impl<'a> Types<'_, 'a> {
    /// The object type that covers all these ways of looking, with the members that are wanted and no others. A member is
    /// required where every way requires it.
    pub(crate) fn object(
        &mut self,
        alternatives: &[Alternative<'a>],
        ways: &[&Members<'a>],
        wanted: &dyn Fn(&str) -> bool,
        hint: Hint<'_>,
    ) -> Type {
        let ways: Vec<Members<'a>> = ways.iter().map(|way| (*way).clone()).collect();
        // An object that is written out once and admits several codes is one way for each of them.
        let mut known: IndexSet<String> = IndexSet::new();
        let distinct = |it: &&Alternative<'a>| {
            known.insert(format!("{:?} {:?}", self.identities.copy_of(&it.schemas), it.component))
        };
        let alternatives: Vec<Alternative<'a>> = alternatives.iter().filter(distinct).cloned().collect();
        let ty = self.object_of(&alternatives, ways, wanted, Vec::new(), hint);
        self.make_all();
        ty
    }

    /// The object type that covers all of these alternatives.
    pub(super) fn merged(&mut self, alternatives: &[Alternative<'a>], hint: Hint<'_>) -> Type {
        let ways = alternatives.iter().map(Alternative::declared).collect();
        let additional = alternatives.iter().filter_map(Alternative::additional).collect();
        self.object_of(alternatives, ways, &|_| true, additional, hint)
    }

    fn object_of(
        &mut self,
        alternatives: &[Alternative<'a>],
        ways: Vec<Members<'a>>,
        wanted: &dyn Fn(&str) -> bool,
        additional: Vec<Vec<Part<'a>>>,
        hint: Hint<'_>,
    ) -> Type {
        let mut names: IndexSet<&'a str> = IndexSet::new();
        for member in ways.iter().flat_map(Keyed::values) {
            names.insert(member.name);
        }
        let names: Vec<&'a str> = names.into_iter().filter(|name| wanted(name)).collect();
        let own = names::own(alternatives);
        let called = names::wanted(own, hint);
        let identity = self.identities.of_object(&schema::schemas(alternatives), &names, !additional.is_empty());
        if let Some(index) = self.identities.known(&identity, &called) {
            return Type::Named(index);
        }
        if self.named.len() >= super::MOST_TYPES {
            return Type::Any;
        }
        let index = self.reserve(alternatives, own, hint);
        if let Some(draft) = self.named.get_mut(index) {
            draft.silent = alternatives.iter().any(|it| !it.is_closed());
        }
        self.identities.add(identity, &called, index);
        self.queue.push_back(Job::Object(index, Sketch { ways, names, additional }));
        Type::Named(index)
    }

    pub(super) fn make_object(&mut self, index: usize, sketch: &Sketch<'a>) -> Object {
        // What stands inside is named after what this type should be called: two copies of one schema then agree.
        let of = self.named.get(index).map(|draft| draft.wanted.clone()).unwrap_or_default();
        let mut object = Object::default();
        for name in &sketch.names {
            let ident = free_ident(naming::snake(name).as_deref().unwrap_or("member"), &object);
            let field = self.field(name, ident, &sketch.ways, &of);
            object.fields.push(field);
        }
        if !sketch.additional.is_empty() {
            let ways: Vec<&[Part<'a>]> = sketch.additional.iter().map(Vec::as_slice).collect();
            let ty = self.of_ways(&ways, Hint::of(&format!("{of}Additional")));
            object.additional = Some(Additional { ident: rest_ident(&object), ty });
        }
        object
    }

    fn field(&mut self, name: &str, ident: String, ways: &[Members<'a>], of: &str) -> Field {
        let inner = format!("{of}{}", naming::upper_camel(name, Kind::Type).unwrap_or_default());
        let having: Vec<&Member<'a>> = ways.iter().filter_map(|members| members.get(name)).collect();
        let parts: Vec<&[Part<'a>]> = having.iter().map(|member| member.parts.as_slice()).collect();
        let ty = self.of_ways(&parts, Hint::under(name, &inner));
        let required = having.len() == ways.len() && having.iter().all(|member| member.required);
        let all = parts.iter().map(|parts| {
            let alternatives = self.schemas.expand(parts).unwrap_or_default();
            (self.facets(parts, &alternatives), Self::said(parts, &alternatives))
        });
        let all: Vec<(Facets, Option<String>)> = all.collect();
        let (facets, mut description) = all.first().cloned().unwrap_or_default();
        // What is said of the value must hold in every way, and of a code whichever it is.
        let facets = if all.iter().all(|(other, _)| *other == facets) { facets } else { Facets::default() };
        if ty == Type::Code && all.iter().any(|(_, other)| *other != description) {
            description = None;
        }
        Field { wire: name.to_owned(), ident, ty, required, description, facets }
    }
}

/// The name of the field for other members.
pub(super) fn rest_ident(object: &Object) -> String {
    let taken = object.fields.iter().any(|field| field.ident == "additional");
    free_ident(if taken { "additional_members" } else { "additional" }, object)
}

/// The name, or that with the least number behind it that makes it unlike the fields there are.
fn free_ident(name: &str, object: &Object) -> String {
    let plain = name.trim_start_matches("r#");
    let numbered = (2_usize..).map(|number| format!("{plain}_{number}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names.find(|name| object.fields.iter().all(|field| field.ident != *name)).unwrap_or_default()
}
