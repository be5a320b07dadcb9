//! Payloads: the data that one code carries, beside what the envelope holds for all.

use openapiv3::ReferenceOr;
use serde_json::Value;

use super::codes::{Draft, Drafts};
use super::views::View;
use crate::catalog::{Body, FieldKeys, Payload, PayloadPosition, Place, Role, Slot, Type, Wire};
use crate::discover::envelope::{Shape, constant};
use crate::discover::slots::field_keys;
use crate::naming::{self, Kind};
use crate::order;
use crate::schema::{Alternative, Members, Part, Schemas};
use crate::surface::Surface;
use crate::trail::{Level, Trail};
use crate::types::{Hint, Types};

/// The payload of a code, and what else its discovery told.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) payload: Payload,
    /// The keys of field errors, where the payload is a list of them.
    pub(crate) field_keys: Option<FieldKeys>,
    /// The members beside the code that are its payload.
    pub(crate) members: Vec<String>,
    /// Where the spec gives it its type.
    pub(crate) place: Option<Place>,
}

/// Everything that payloads are read from.
pub(crate) struct Payloads<'p, 'a> {
    pub(crate) schemas: &'p Schemas<'a>,
    pub(crate) surface: &'a Surface,
    pub(crate) views: &'p [View<'a>],
    pub(crate) shapes: &'p [Shape],
    /// The members of the object that holds each code which not every code has, in order.
    own: Vec<Vec<&'a str>>,
}

impl<'p, 'a> Payloads<'p, 'a> {
    pub(crate) fn new(
        schemas: &'p Schemas<'a>,
        surface: &'a Surface,
        views: &'p [View<'a>],
        shapes: &'p [Shape],
        drafts: &Drafts<'a>,
    ) -> Self {
        let names = |draft| order::set(holders(views, draft).flat_map(|level| level.members.keys().copied()));
        let mut own: Vec<Vec<&'a str>> = drafts.values().iter().map(names).collect();
        let mut sets = own.iter();
        let mut common = sets.next().cloned().unwrap_or_default();
        for set in sets {
            common.retain(|name| set.binary_search(name).is_ok());
        }
        for (members, draft) in own.iter_mut().zip(drafts.values()) {
            let bodies = || draft.sightings.iter().filter_map(|(view, _)| shapes.get(*view)).map(|shape| &shape.body);
            members.retain(|name| {
                let is_said = bodies().any(|body| is_message(body, name)) || is_constant(schemas, views, draft, name);
                common.binary_search(name).is_err() && !is_said
            });
        }
        Self { schemas, surface, views, shapes, own }
    }

    /// The payload of one code, if it has one; its position is that among all codes.
    pub(crate) fn of(&self, types: &mut Types<'_, 'a>, draft: &Draft<'a>, position: usize) -> Option<Found> {
        let ident = &hint(&draft.wire);
        self.declared(types, draft, ident)
            .or_else(|| self.beside(types, &self.own[position], draft, ident))
            .or_else(|| self.details(types, draft, ident))
    }

    /// The payload that `x-error-codes` gives.
    fn declared(&self, types: &mut Types<'_, 'a>, draft: &Draft<'a>, ident: &str) -> Option<Found> {
        let text = draft.wire.to_string();
        let mut entries = self.surface.declared_of(&text);
        let (component, place) = entries.find_map(|it| {
            let (_, place) = it.code.payload.as_ref()?;
            Some((it.payload.as_deref()?, Some(place.clone())))
        })?;
        let part: Part<'a> = ReferenceOr::Reference { reference: format!("#/components/schemas/{component}") };
        let details = draft
            .sightings
            .iter()
            .any(|(view, _)| self.shapes.get(*view).is_some_and(|shape| details_path(&shape.body).is_some()));
        let (ty, members, position) = if details {
            let ty = types.of_parts(std::slice::from_ref(&part), Hint::of(ident));
            (ty, Vec::new(), PayloadPosition::Details)
        } else {
            let (ty, members) = self.one_object(types, &part, ident)?;
            (ty, members, PayloadPosition::Beside)
        };
        // What the spec declares for the code is there whenever the code is, even where the general schema lets it out.
        let payload = Payload { ty, required: true, position };
        let field_keys = if details { self.keys_of(std::slice::from_ref(&part)) } else { None };
        Some(Found { payload, field_keys, members, place })
    }

    /// A payload whose members stand among those of the envelope: it must be an object, and keeps no members but its own.
    fn one_object(&self, types: &mut Types<'_, 'a>, part: &Part<'a>, ident: &str) -> Option<(Type, Vec<String>)> {
        let alternatives = self.schemas.expand(std::slice::from_ref(part)).ok()?;
        let [object] = alternatives.as_slice() else { return None };
        let members = object.members();
        if members.values().is_empty() {
            return None;
        }
        let names = members.keys().map(ToString::to_string).collect();
        let ty = types.object(&alternatives, &[&members], &|_| true, Hint::of(ident));
        matches!(ty, Type::Named(_)).then_some((ty, names))
    }

    fn keys_of(&self, parts: &[Part<'a>]) -> Option<FieldKeys> {
        self.schemas.expand(parts).ok()?.iter().find_map(|it| field_keys(it, self.schemas))
    }

    /// Members beside the code that other codes do not have.
    fn beside(&self, types: &mut Types<'_, 'a>, own: &[&str], draft: &Draft<'a>, ident: &str) -> Option<Found> {
        let is_own = |name: &str| own.binary_search(&name).is_ok();
        let shapes = draft.sightings.iter().filter_map(|(view, _)| self.shapes.get(*view));
        if !shapes.flat_map(|shape| &shape.others).any(|other| is_own(other)) {
            return None;
        }
        let levels: Vec<&Level<'a>> = holders(self.views, draft).collect();
        let objects: Vec<Alternative<'a>> = levels.iter().map(|level| level.object.clone()).collect();
        let ways: Vec<&Members<'a>> = levels.iter().map(|level| &level.members).collect();
        let ty = types.object(&objects, &ways, &is_own, Hint::of(ident));
        if !matches!(ty, Type::Named(_)) {
            return None;
        }
        let payload = Payload { ty, required: true, position: PayloadPosition::Beside };
        let place = objects.iter().find_map(|object| self.place_of(object));
        Some(Found { payload, field_keys: None, members: own.iter().map(ToString::to_string).collect(), place })
    }

    /// Typed data in the `details` slot, as the bodies of this code have it.
    fn details(&self, types: &mut Types<'_, 'a>, draft: &Draft<'a>, ident: &str) -> Option<Found> {
        let mut alternatives: Vec<Alternative<'a>> = Vec::new();
        let mut required = true;
        for (view, trail) in &draft.sightings {
            let (path, _) = details_path(&self.shapes.get(*view)?.body)?;
            let trail = self.views.get(*view)?.trails.get(*trail)?;
            let Some((parts, always)) = self.member(trail, &path) else {
                required = false;
                continue;
            };
            required &= always;
            alternatives.extend(self.schemas.expand(&parts).ok()?);
        }
        // A type that all codes have in common is not named after one of them.
        let shared = draft.sightings.iter().any(|(view, trail)| {
            let trail = self.views.get(*view).and_then(|view| view.trails.get(*trail));
            trail.is_some_and(|trail| trail.values().len() > 1)
        });
        let hint = if shared { "ErrorDetails".to_owned() } else { format!("{ident}Details") };
        // Details that are `null` are no details.
        let (ty, required) = match types.of_alternatives(&alternatives, Hint::of(&hint)) {
            Type::Nullable(inner) => (*inner, false),
            ty => (ty, required),
        };
        if ty == Type::Any || ty == Type::Map(Box::new(Type::Any)) || ty == Type::List(Box::new(Type::Any)) {
            return None;
        }
        let field_keys = alternatives.iter().find_map(|it| field_keys(it, self.schemas));
        Some(Found {
            payload: Payload { ty, required, position: PayloadPosition::Details },
            field_keys,
            members: Vec::new(),
            place: alternatives.iter().find_map(|it| self.place_of(it)),
        })
    }

    fn place_of(&self, alternative: &Alternative<'a>) -> Option<Place> {
        alternative.schemas.iter().find_map(|schema| self.schemas.place(schema)).cloned()
    }

    /// What applies to a member of one way through a body, and whether it is always there.
    fn member(&self, trail: &Trail<'a>, path: &[String]) -> Option<(Vec<Part<'a>>, bool)> {
        let mut members = trail.levels.first()?.members.clone();
        let mut required = true;
        let (last, objects) = path.split_last()?;
        for (index, key) in objects.iter().enumerate() {
            let member = members.get(key.as_str())?;
            required &= member.required;
            members = match trail.levels.get(index + 1) {
                Some(level) => level.members.clone(),
                None => self.schemas.expand(&member.parts).ok()?.first()?.members(),
            };
        }
        let member = members.get(last.as_str())?;
        Some((member.parts.clone(), required && member.required))
    }
}

/// The objects that hold a code, one for each way it is admitted.
fn holders<'v, 'a>(views: &'v [View<'a>], draft: &'v Draft<'a>) -> impl Iterator<Item = &'v Level<'a>> {
    draft.sightings.iter().filter_map(|(view, trail)| views.get(*view)?.trails.get(*trail)?.levels.last())
}

/// Whether a member beside a code is always there and always the same: nobody has to say what it is.
fn is_constant<'a>(schemas: &Schemas<'a>, views: &[View<'a>], draft: &Draft<'a>, name: &str) -> bool {
    let constants = holders(views, draft).map(|level| {
        let member = level.members.get(name).filter(|member| member.required)?;
        constant(schemas, &schemas.expand(&member.parts).ok()?)
    });
    let mut constants: Vec<Option<Value>> = constants.collect();
    constants.dedup();
    matches!(constants.as_slice(), [Some(_)])
}

/// Whether a member of this name is what an error says in words, which every error has of its own accord.
fn is_message(body: &Body, name: &str) -> bool {
    body.members.iter().any(|member| match &member.role {
        Role::Slot(Slot::Code | Slot::Message | Slot::Title) => member.wire == name,
        Role::Object(below) | Role::List(below) => is_message(below, name),
        _ => false,
    })
}

/// Where the `details` slot of a body stands, and whether it is always there. Lists are not looked into.
fn details_path(body: &Body) -> Option<(Vec<String>, bool)> {
    body.members.iter().find_map(|member| match &member.role {
        Role::Slot(Slot::Details(_)) => Some((vec![member.wire.clone()], member.required)),
        Role::Object(below) => {
            let (mut path, required) = details_path(below)?;
            path.insert(0, member.wire.clone());
            Some((path, required && member.required))
        }
        _ => None,
    })
}

/// Tells the `details` slot of a body about field errors that some code's payload puts there.
pub(crate) fn note_field_keys(body: &mut Body, keys: &FieldKeys) {
    for member in &mut body.members {
        match &mut member.role {
            Role::Slot(slot) if *slot == Slot::Details(None) || *slot == Slot::Fields(keys.clone()) => {
                *slot = Slot::Details(Some(keys.clone()));
            }
            Role::Object(below) | Role::List(below) => note_field_keys(below, keys),
            _ => {}
        }
    }
}

/// The identifier that types of a code's payload are named after, where they have no name of their own.
fn hint(wire: &Wire) -> String {
    naming::upper_camel(&wire.to_string(), Kind::Type).unwrap_or_else(|| "Payload".to_owned())
}
