//! The schemas that error responses reach, followed through `$ref` until nothing new turns up, and made typed.

use indexmap::IndexSet;
use openapiv3::{ReferenceOr, Schema};
use serde_json::{Map as JsonMap, Value, json};

use super::declared::{self, At, DeclaredCode};
use super::responses::Draft;
use super::typed::typed;
use super::{Declared, SurfaceBody};
use crate::catalog::Place;
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::keyed::Keyed;
use crate::normalize::{Normalizer, Places};
use crate::tree::Node;

/// Reads schemas out of a document into the clean one.
pub(super) struct Reader<'d> {
    pub(super) diagnostics: &'d mut Diagnostics,
    pub(super) document: &'d mut Document,
    places: Places,
    names: Names,
    /// The clean components; the first so many of `names` are here.
    schemas: JsonMap<String, Value>,
    /// `x-error-codes` that stand beside an enum.
    error_codes: Vec<(Place, Node)>,
}

/// The typed result.
#[derive(Debug)]
pub(super) struct Clean {
    pub(super) components: Keyed<String, ReferenceOr<Schema>>,
    pub(super) places: Places,
    pub(super) names: Keyed<Place, String>,
    /// For each response, its bodies.
    pub(super) bodies: Vec<Vec<SurfaceBody>>,
}

impl<'d> Reader<'d> {
    pub(super) fn new(diagnostics: &'d mut Diagnostics, document: &'d mut Document) -> Self {
        Self {
            diagnostics,
            document,
            places: Places::default(),
            names: Names::default(),
            schemas: JsonMap::new(),
            error_codes: Vec::new(),
        }
    }

    /// A schema in 3.0's vocabulary; what it refers to is noted, to be read by [`Reader::close`].
    pub(super) fn schema(&mut self, node: &Node, place: &Place) -> Value {
        let (document, names) = (&mut *self.document, &mut self.names);
        let component = |diagnostics: &mut Diagnostics, place: &Place, reference: &str| {
            let target = document.resolve(diagnostics, place, reference)?;
            Some(names.name(target, document))
        };
        Normalizer {
            diagnostics: self.diagnostics,
            places: &mut self.places,
            error_codes: &mut self.error_codes,
            component,
        }
        .schema(node, place)
    }

    /// Notes a schema that is to be read, whatever refers to it.
    pub(super) fn want(&mut self, place: Place) {
        self.names.name(place, self.document);
    }

    /// Reads every schema that is referred to and not read yet, and what those refer to.
    pub(super) fn close(&mut self) {
        while let Some((place, name)) =
            self.names.by_place.at(self.schemas.len()).map(|(place, name)| (place.clone(), name.clone()))
        {
            let schema = match self.document.node(self.diagnostics, &place) {
                Some(node) => self.schema(&node, &place),
                None => json!({}),
            };
            self.schemas.insert(name, schema);
        }
    }

    /// The entries of every `x-error-codes` that stands beside an enum.
    pub(super) fn declared_beside_enums(&mut self) -> Vec<DeclaredCode> {
        let found = std::mem::take(&mut self.error_codes);
        found.iter().flat_map(|(place, node)| declared::error_codes(self.diagnostics, At { node, place })).collect()
    }

    /// Makes the payload of an entry a component.
    pub(super) fn payload_of(&mut self, code: DeclaredCode) -> Declared {
        let payload = code.payload.as_ref().map(|(_, place)| self.names.name(place.clone(), self.document));
        Declared { code, payload }
    }

    /// Hands the clean schemas to `openapiv3`.
    pub(super) fn into_clean(self, drafts: &mut [Draft]) -> Clean {
        let mut components: Keyed<String, ReferenceOr<Schema>> = Keyed::default();
        for (name, schema) in self.schemas {
            components.entry(name, || typed(schema));
        }
        let bodies = drafts.iter_mut().map(Draft::bodies).collect();
        Clean { components, places: self.places, names: self.names.by_place, bodies }
    }
}

/// What is reached, by where it stands, with the name it gets.
#[derive(Default)]
struct Names {
    by_place: Keyed<Place, String>,
    taken: IndexSet<String>,
}

impl Names {
    /// The name of a component: the last segment of its pointer, or the name of the file that it is, made unique.
    fn name(&mut self, place: Place, document: &Document) -> String {
        if let Some(name) = self.by_place.get(&place) {
            return name.clone();
        }
        let stem = place.pointer.last().map_or_else(|| document.stem(&place), |last| last.replace('/', "_"));
        // Two of one name stand in different places; the index tells them apart, whatever else is called so.
        let name = if self.taken.contains(&stem) { format!("{stem}~{}", self.by_place.values().len()) } else { stem };
        self.taken.insert(name.clone());
        self.by_place.entry(place, || name.clone());
        name
    }
}
