//! Whole bodies: the type of each, and what it is called where the spec has no name for it.

use openapiv3::ReferenceOr;

use super::names::{self, Use};
use super::views::View;
use crate::catalog::{StatusKey, Type};
use crate::keyed::Keyed;
use crate::naming::{self, Kind};
use crate::schema::part;
use crate::surface::Surface;
use crate::types::{Hint, Types};

/// The type of each view's body. What is written out in several places is one type.
pub(super) fn types<'a>(types: &mut Types<'_, 'a>, surface: &Surface, views: &[View<'a>]) -> Vec<Type> {
    // What makes two bodies one is the component, else what the schema says, whichever codes it lists: the text of an object.
    let mut groups: Keyed<String, Vec<usize>> = Keyed::default();
    for (index, view) in views.iter().enumerate() {
        let same = match &view.body.schema {
            ReferenceOr::Reference { reference } => reference.clone(),
            ReferenceOr::Item(schema) => types.says(schema),
        };
        groups.entry(same, Vec::new).1.push(index);
    }
    let mut found = vec![Type::Any; views.len()];
    for group in groups.values() {
        let members: Vec<&View<'a>> = group.iter().filter_map(|index| views.get(*index)).collect();
        let Some(first) = members.first() else { continue };
        let ident = called(surface, &members);
        let apart = names::uses(surface, first.response).next().map(|it| format!("{}Body", it.ident()));
        let hint = Hint { apart: apart.as_deref(), ..Hint::of(&ident) };
        let schemas: Vec<_> = match &first.body.schema {
            ReferenceOr::Reference { .. } => vec![part(&first.body.schema)],
            ReferenceOr::Item(_) => members.iter().map(|view| part(&view.body.schema)).collect(),
        };
        let ty = types.of_any(&schemas, hint);
        for index in group {
            found[*index].clone_from(&ty);
        }
    }
    found
}

/// The name of a body that has none of its own: that of the response, if that has one; else by who answers with it.
fn called(surface: &Surface, views: &[&View<'_>]) -> String {
    let mut components = views.iter().map(|view| component(surface, view.response));
    if let Some(Some(name)) = components.next()
        && components.all(|other| other.as_ref() == Some(&name))
        && let Some(ident) = naming::upper_camel(&name, Kind::Type)
    {
        return if ident.ends_with("Body") { ident } else { format!("{ident}Body") };
    }
    let uses: Vec<Use<'_>> = views.iter().flat_map(|view| names::uses(surface, view.response)).collect();
    let name = match uses.split_first() {
        Some((only, [])) => only.ident(),
        Some((first, rest)) if first.key != StatusKey::Default && rest.iter().all(|it| it.key == first.key) => {
            names::status(first.key, &[])
        }
        Some((first, rest)) if rest.iter().all(|it| it.operation == first.operation) => first.of_operation(),
        _ => "Error".to_owned(),
    };
    format!("{name}Body")
}

/// The name that a response has among the components.
fn component(surface: &Surface, response: usize) -> Option<String> {
    let pointer = surface.responses.get(response)?.place.pointer.to_string();
    let name = pointer.strip_prefix("/components/responses/")?;
    (!name.contains('/')).then(|| name.replace("~1", "/").replace("~0", "~"))
}
