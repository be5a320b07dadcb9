//! Types of payloads and bodies: from what schemas admit to the types of the catalog.
//!
//! A type with a name (an object, an enum, a union) is given its place in the list as soon as somebody needs it, and is made
//! later, from a queue. So types may contain each other in any way, and how deep they do makes no difference.

mod facets;
mod forms;
mod identity;
mod names;
mod object;
mod recursion;
mod union;
mod values;

use std::collections::VecDeque;

use indexmap::IndexSet;
use openapiv3::Schema;

use crate::catalog::{Additional, NamedType, Object, Place, Shape, Type};
use crate::naming::PROSE;
use crate::schema::{Admitted, Alternative, Part, Schemas, place_index};

use forms::Form;
use identity::{Identities, Identity};
pub(crate) use recursion::circles;

/// More types than this are the products of compositions; what lies beyond stays free-form.
const MOST_TYPES: usize = 5_000;
/// Lists of lists beyond this stay free-form.
const DEEPEST: usize = 32;

/// The named types of a catalog while it is built.
#[derive(Debug)]
pub(crate) struct Types<'s, 'a> {
    schemas: &'s Schemas<'a>,
    /// The schemas that list the codes of the API, by the index of their place, in order.
    codes: Vec<u64>,
    named: Vec<Draft>,
    identities: Identities,
    queue: VecDeque<Job<'a>>,
    /// The lists and maps that are being looked into.
    within: Vec<Identity>,
}

/// A type with its name, whose shape may still be to come.
#[derive(Debug)]
struct Draft {
    ident: String,
    /// The name that it would have if no other type had it.
    wanted: String,
    description: Option<String>,
    place: Place,
    shape: Option<Shape>,
    /// Whether its schema admits members of which it says nothing.
    silent: bool,
}

/// A type that is still to be made.
#[derive(Debug)]
enum Job<'a> {
    Object(usize, object::Sketch<'a>),
    Union(usize, Vec<Form<'a>>),
}

/// A name for a type that has none of its own: that of what it stands in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hint<'h> {
    /// An identifier in UpperCamelCase.
    pub(crate) ident: &'h str,
    /// Another one, where a type has that already.
    pub(crate) apart: Option<&'h str>,
    /// Whether the value is a sentence for people, of which a list of values makes no enum.
    pub(crate) is_prose: bool,
}

impl<'h> Hint<'h> {
    /// The name alone.
    pub(crate) fn of(ident: &'h str) -> Self {
        Self { ident, apart: None, is_prose: false }
    }

    /// The name of what stands under a key.
    pub(crate) fn under(key: &str, ident: &'h str) -> Self {
        Self { is_prose: PROSE.contains(&key), ..Self::of(ident) }
    }
}

impl<'s, 'a> Types<'s, 'a> {
    pub(crate) fn new(schemas: &'s Schemas<'a>, codes: Vec<u64>) -> Self {
        Self {
            schemas,
            codes,
            named: Vec::new(),
            identities: Identities::default(),
            queue: VecDeque::new(),
            within: Vec::new(),
        }
    }

    /// The types. Those that a service makes have the members that are declared, and no others; those that are met in
    /// bodies alone keep what a server sends along where the schema is silent.
    pub(crate) fn finish(self, payloads: impl Iterator<Item = usize>) -> Vec<NamedType> {
        let silent: Vec<bool> = self.named.iter().map(|draft| draft.silent).collect();
        let named = self.named.into_iter().map(|draft| NamedType {
            ident: draft.ident,
            description: draft.description,
            shape: draft.shape.unwrap_or(Shape::Object(Object::default())),
            place: draft.place,
        });
        let mut named: Vec<NamedType> = named.collect();
        let made = recursion::reached(&named, payloads);
        for (named, _) in named.iter_mut().zip(made.into_iter().zip(silent)).filter(|(_, it)| *it == (false, true)) {
            if let Shape::Object(object) = &mut named.shape {
                let ident = object::rest_ident(object);
                object.additional.get_or_insert(Additional { ident, ty: Type::Any });
            }
        }
        recursion::mark(&mut named);
        named
    }

    /// The type of a value to which all of these schemas apply.
    pub(crate) fn of_parts(&mut self, parts: &[Part<'a>], hint: Hint<'_>) -> Type {
        let ty = self.of_ways(&[parts], hint);
        self.make_all();
        ty
    }

    /// The type of a value to which one of these schemas applies.
    pub(crate) fn of_any(&mut self, schemas: &[Part<'a>], hint: Hint<'_>) -> Type {
        let ways: Vec<&[Part<'a>]> = schemas.iter().map(std::slice::from_ref).collect();
        let ty = self.of_ways(&ways, hint);
        self.make_all();
        ty
    }

    /// The type that covers all of these alternatives.
    pub(crate) fn of_alternatives(&mut self, alternatives: &[Alternative<'a>], hint: Hint<'_>) -> Type {
        let ty = self.covering(alternatives, hint);
        self.make_all();
        ty
    }

    /// Makes what is queued, and what that needs in turn.
    fn make_all(&mut self) {
        while let Some(job) = self.queue.pop_front() {
            let (index, shape) = match job {
                Job::Object(index, sketch) => (index, Shape::Object(self.make_object(index, &sketch))),
                Job::Union(index, forms) => (index, Shape::Union(self.make_union(index, &forms))),
            };
            if let Some(draft) = self.named.get_mut(index) {
                draft.shape = Some(shape);
            }
        }
    }

    /// The type of a value to which all schemas of one of these ways apply.
    fn of_ways(&mut self, ways: &[&[Part<'a>]], hint: Hint<'_>) -> Type {
        let mut alternatives = Vec::new();
        for way in ways {
            match self.schemas.expand(way) {
                Ok(more) => alternatives.extend(more),
                Err(_) => return Type::Any,
            }
        }
        self.covering(&alternatives, hint)
    }

    fn covering(&mut self, alternatives: &[Alternative<'a>], hint: Hint<'_>) -> Type {
        let is_null = |it: &&Alternative<'a>| it.type_name() == Some("null");
        let nullable = alternatives.iter().any(|it| it.nullable || is_null(&it));
        let mut others: Vec<Alternative<'a>> = alternatives.iter().filter(|it| !is_null(it)).cloned().collect();
        // The same schema, written out in several responses, is one form.
        let mut known = IndexSet::new();
        others.retain(|it| known.insert((self.identities.copy_of(&it.schemas), it.component)));
        let ty = match self.forms(&others) {
            Some(forms) if forms.len() == 1 => forms.first().map_or(Type::Any, |form| self.of_form(form, hint)),
            Some(forms) if !forms.is_empty() && forms.len() <= union::MOST_FORMS => self.union(&others, forms, hint),
            _ => Type::Any,
        };
        if nullable && ty != Type::Any { Type::Nullable(Box::new(ty)) } else { ty }
    }

    fn of_form(&mut self, form: &Form<'a>, hint: Hint<'_>) -> Type {
        match form {
            Form::Plain(ty) => ty.clone(),
            Form::Values(_, admitted) if self.are_codes(admitted) => Type::Code,
            Form::Values(alternatives, admitted) => self.enumeration(alternatives, admitted, hint),
            Form::List(ways) => Type::List(Box::new(self.inside(ways, hint))),
            Form::Map(ways) => Type::Map(Box::new(self.inside(ways, hint))),
            Form::Object(alternatives) => self.merged(alternatives, hint),
        }
    }

    /// Whether a member of an object is a code of the API.
    fn says_code(&self, object: &Alternative<'a>, name: &str) -> bool {
        let members = object.members();
        let alternatives = members.get(name).and_then(|member| self.schemas.expand(&member.parts).ok());
        alternatives.is_some_and(|all| !all.is_empty() && all.iter().all(|it| self.admits_codes(it)))
    }

    fn admits_codes(&self, alternative: &Alternative<'a>) -> bool {
        let admitted = self.schemas.admitted(alternative, None).unwrap_or_default();
        !admitted.is_empty() && self.are_codes(&admitted)
    }

    /// What a schema says, apart from texts and from which codes it lists.
    pub(crate) fn says(&self, schema: &Schema) -> String {
        identity::text(schema, &|at| self.codes.binary_search(&at).is_ok())
    }

    /// Whether values are codes of the API, of which there is an enum already.
    fn are_codes(&self, admitted: &[Admitted<'a>]) -> bool {
        admitted
            .iter()
            .all(|it| it.schema.and_then(place_index).is_some_and(|at| self.codes.binary_search(&at).is_ok()))
    }

    /// What a list or a map holds. One that holds itself, with no name in between, has no Rust type.
    fn inside(&mut self, ways: &[forms::Inside<'a>], hint: Hint<'_>) -> Type {
        let schemas: Vec<&[&Schema]> = ways.iter().map(|way| way.of.as_slice()).collect();
        let identity = self.identities.of_schemas(&schemas);
        if ways.iter().any(|way| way.parts.is_empty())
            || self.within.contains(&identity)
            || self.within.len() >= DEEPEST
        {
            return Type::Any;
        }
        self.within.push(identity);
        let ways: Vec<&[Part<'a>]> = ways.iter().map(|way| way.parts.as_slice()).collect();
        let ty = self.of_ways(&ways, hint);
        self.within.pop();
        ty
    }

    /// A place in the list for a type that is made later.
    fn reserve(&mut self, alternatives: &[Alternative<'a>], own: Option<&'a str>, hint: Hint<'_>) -> usize {
        let wanted = names::wanted(own, hint);
        let ident = self.ident(&wanted, hint);
        let schemas = || alternatives.iter().flat_map(|it| &it.schemas);
        let place = schemas().find_map(|schema| self.schemas.place(schema)).cloned().unwrap_or_else(Place::start);
        let description = self.about(alternatives, own);
        self.named.push(Draft { ident, wanted, description, place, shape: None, silent: false });
        self.named.len() - 1
    }
}
