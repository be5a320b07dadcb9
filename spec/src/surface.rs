//! The error surface: the error responses of operations and what they reach, clean and typed.
//!
//! Success responses, requests and parameters are not read at all.

mod components;
mod declared;
mod operations;
mod repeated;
mod responses;
mod retry;
mod typed;

use openapiv3::{ReferenceOr, Schema};

use crate::catalog::{Header, Place, Plan, StatusKey, StatusRetry};
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::keyed::Keyed;
use crate::normalize::Places;
use crate::schema::Schemas;
use crate::tree::Node;

pub(crate) use declared::{DeclaredCode, status_key};
pub(crate) use operations::METHODS;
pub(crate) use responses::{is_json, media_type_is_problem};
#[cfg(feature = "lock")]
pub(crate) use retry::parse_duration;

/// What a spec says of errors.
#[derive(Debug)]
pub(crate) struct Surface {
    pub(crate) title: String,
    pub(crate) version: String,
    /// The operations that declare an error.
    pub(crate) operations: Vec<SurfaceOperation>,
    /// The distinct error responses (by where they stand).
    pub(crate) responses: Vec<SurfaceResponse>,
    /// By response: the operations that have it, each with which of its responses it is.
    uses: Vec<Vec<(usize, usize)>>,
    /// The schemas that are reached, by the name the clean document gives them.
    pub(crate) components: Keyed<String, ReferenceOr<Schema>>,
    pub(crate) places: Places,
    /// The names of the components, by where they stand.
    names: Keyed<Place, String>,
    /// The success responses: what holds each, and its key there.
    pub(crate) successes: Vec<(Place, String)>,
    /// All entries of `x-error-codes`.
    pub(crate) declared: Vec<Declared>,
    /// The same by code: indices.
    declared_by_code: Keyed<String, Vec<usize>>,
    /// The rules of `x-retry`.
    /// With where each stands.
    pub(crate) retry: Vec<StatusRetry>,
    pub(crate) plans: Vec<Plan>,
}

/// An entry of `x-error-codes`, its payload as a component of the clean document.
#[derive(Debug)]
pub(crate) struct Declared {
    pub(crate) code: DeclaredCode,
    pub(crate) payload: Option<String>,
}

/// An operation that declares an error.
#[derive(Debug)]
pub(crate) struct SurfaceOperation {
    pub(crate) id: Option<String>,
    pub(crate) method: String,
    pub(crate) path: String,
    /// The API calls it, in a callback or a webhook, and somebody else answers.
    pub(crate) calls_back: bool,
    /// Response key, index into [`Surface::responses`], and where the key stands.
    pub(crate) responses: Vec<(StatusKey, usize, Place)>,
    /// The codes that the operation says it documents.
    pub(crate) narrowing: Option<Vec<(String, Place)>>,
}

/// An error response.
#[derive(Debug)]
pub(crate) struct SurfaceResponse {
    pub(crate) place: Place,
    pub(crate) description: String,
    pub(crate) headers: Vec<Header>,
    /// Its bodies that are JSON.
    pub(crate) bodies: Vec<SurfaceBody>,
    /// The codes that the response says it documents.
    pub(crate) narrowing: Option<Vec<(String, Place)>>,
}

/// A body of an error response.
#[derive(Debug)]
pub(crate) struct SurfaceBody {
    pub(crate) media_type: String,
    pub(crate) schema: ReferenceOr<Schema>,
    pub(crate) examples: Vec<serde_json::Value>,
}

impl Surface {
    pub(crate) fn schemas(&self) -> Schemas<'_> {
        Schemas { components: &self.components, places: &self.places }
    }

    /// The operations that have a response: their position, and under which key it stands where.
    pub(crate) fn uses(&self, response: usize) -> impl Iterator<Item = (usize, StatusKey, &Place)> {
        let uses = self.uses.get(response).map(Vec::as_slice).unwrap_or_default();
        uses.iter().filter_map(|(operation, nth)| {
            let (key, _, place) = self.operations.get(*operation)?.responses.get(*nth)?;
            Some((*operation, *key, place))
        })
    }

    /// The entries of `x-error-codes` for a code.
    pub(crate) fn declared_of(&self, code: &str) -> impl Iterator<Item = &Declared> {
        let indices = self.declared_by_code.get(code).map(Vec::as_slice).unwrap_or_default();
        indices.iter().filter_map(|index| self.declared.get(*index))
    }

    /// The component that a place of the spec became.
    pub(crate) fn component_at(&self, place: &Place) -> Option<&str> {
        self.names.get(place).map(String::as_str)
    }

    /// Takes the error surface from a document, and the schemas that are wanted besides.
    pub(crate) fn read<'p>(
        diagnostics: &mut Diagnostics,
        document: &mut Document,
        wanted: impl Iterator<Item = &'p Place>,
    ) -> Self {
        let found = operations::find(diagnostics, document);
        let mut reader = components::Reader::new(diagnostics, document);
        let mut responses: Vec<responses::Draft> = found.responses.iter().map(|place| reader.response(place)).collect();
        let mut declared = Vec::new();
        let (mut retry, mut plans) = (Vec::new(), Vec::new());
        for (name, place, node) in &found.extensions {
            let at = declared::At { node, place };
            match *name {
                "x-error-codes" => declared.extend(declared::error_codes(reader.diagnostics, at)),
                "x-retry" => retry = retry::by_status(reader.diagnostics, at),
                _ => plans = declared::plans(reader.diagnostics, at),
            }
        }
        for place in wanted {
            reader.want(place.clone());
        }
        reader.close();
        declared.extend(reader.declared_beside_enums());
        let declared: Vec<Declared> = declared.into_iter().map(|code| reader.payload_of(code)).collect();
        let mut declared_by_code: Keyed<String, Vec<usize>> = Keyed::default();
        for (index, entry) in declared.iter().enumerate() {
            declared_by_code.entry(entry.code.code.clone(), Vec::new).1.push(index);
        }
        reader.close();
        let clean = reader.into_clean(&mut responses);
        let (title, version) = found.info;
        let responses = responses.into_iter().zip(clean.bodies).map(|(draft, bodies)| draft.finish(bodies)).collect();
        Self {
            title,
            version,
            uses: uses(&found.operations, found.responses.len()),
            operations: found.operations,
            responses,
            components: clean.components,
            places: clean.places,
            names: clean.names,
            successes: found.successes,
            declared,
            declared_by_code,
            retry,
            plans,
        }
    }
}

fn uses(operations: &[SurfaceOperation], responses: usize) -> Vec<Vec<(usize, usize)>> {
    let mut uses = vec![Vec::new(); responses];
    for (position, operation) in operations.iter().enumerate() {
        for (nth, (_, response, _)) in operation.responses.iter().enumerate() {
            uses[*response].push((position, nth));
        }
    }
    uses
}

/// A child of a place.
pub(crate) fn child(place: &Place, key: &str) -> Place {
    Place { file: place.file, pointer: place.pointer.child(key) }
}

/// The text of a member, or an empty string.
fn text(node: &Node, key: &str) -> String {
    node.get(key).and_then(Node::as_str).unwrap_or_default().to_owned()
}
