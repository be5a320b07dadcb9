//! What a user says of where the codes stand: a body path, a JSON pointer, or a place written with dots.

use crate::asked::Asked;
use crate::body_path::BodyPath;
use crate::catalog::Place;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::document::Document;
use crate::pointer::Pointer;
use crate::surface::Surface;

/// Where the codes are said to stand.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    /// As it was written.
    pub(crate) text: String,
    pub(crate) target: Target,
}

impl Told {
    /// The component that a schema became, if it was read.
    pub(super) fn component<'s>(&self, surface: &'s Surface) -> Option<&'s str> {
        match &self.target {
            Target::Schema(place) => surface.component_at(place),
            Target::Body(_) => None,
        }
    }
}

/// The schemas that were told, to be read whether or not an error body reaches them.
pub(crate) fn schemas(told: &[Told]) -> impl Iterator<Item = &Place> {
    told.iter().filter_map(|told| match &told.target {
        Target::Schema(place) => Some(place),
        Target::Body(_) => None,
    })
}

/// The two things that can be said.
#[derive(Debug, Clone)]
pub(crate) enum Target {
    /// A body path such as `error.code`.
    Body(BodyPath),
    /// A schema of the spec, wherever bodies use it.
    Schema(Place),
}

/// Understands what was said.
pub(crate) fn tell(diagnostics: &mut Diagnostics, document: &mut Document, texts: &[String]) -> Vec<Told> {
    texts.iter().filter_map(|text| told(diagnostics, document, text)).collect()
}

fn told(diagnostics: &mut Diagnostics, document: &mut Document, text: &str) -> Option<Told> {
    let target = if text.starts_with(['#', '/']) {
        pointer(diagnostics, document, text).map(Target::Schema)
    } else if let Some(place) = dotted(diagnostics, document, text) {
        Some(Target::Schema(place))
    } else {
        BodyPath::parse(text).map(Target::Body)
    };
    if target.is_none() {
        let help =
            "write a body path such as `error.code`, or a place in the spec such as `#/components/schemas/ErrorCode`";
        let found = format!("`{text}` leads nowhere in this spec");
        let asked = Asked::CodeAt(text.to_owned());
        diagnostics.push(Diagnostic::error(Rule::UnknownCodePath, found).asked(asked).help(help));
    }
    target.map(|target| Told { text: text.to_owned(), target })
}

/// A JSON pointer, with or without `#`; a trailing `/enum` is the schema that has the enum.
fn pointer(diagnostics: &mut Diagnostics, document: &mut Document, text: &str) -> Option<Place> {
    let pointer = Pointer::parse(text.trim_start_matches('#')).ok()?;
    let place = Place { file: Place::start().file, pointer };
    document.exists(diagnostics, &place).then(|| schema_of(place))
}

/// A place as documentation writes it: `components.schemas.ApiErrorResponse.properties.error.code.enum`, where the
/// inner `properties` may be left out.
fn dotted(diagnostics: &mut Diagnostics, document: &mut Document, text: &str) -> Option<Place> {
    let mut segments = text.split('.');
    if segments.next() != Some("components") {
        return None;
    }
    let start = Place::start();
    let mut place = Place { file: start.file, pointer: start.pointer.child("components") };
    for segment in segments {
        let direct = Place { file: place.file, pointer: place.pointer.child(segment) };
        let property = Place { file: place.file, pointer: place.pointer.child("properties").child(segment) };
        let next = [direct, property].into_iter().find(|place| document.exists(diagnostics, place))?;
        place = document.target(diagnostics, &next)?;
    }
    Some(schema_of(place))
}

fn schema_of(place: Place) -> Place {
    match (place.pointer.last(), place.pointer.parent()) {
        (Some("enum" | "const"), Some(schema)) => Place { file: place.file, pointer: schema },
        _ => place,
    }
}
