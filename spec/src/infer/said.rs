//! What the spec says of a code in so many words: the first place that says it wins.

use super::codes::Draft;
use super::payload::Found;
use super::status::Known;
use super::vendor;
use super::views::View;
use crate::catalog::{Alert, Evidence, Place, Retry};
use crate::schema::{Schemas, listed};
use crate::surface::DeclaredCode;

/// Each fact with where it stands.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) description: Option<(String, Option<Place>)>,
    pub(super) cause: Option<(String, Place)>,
    pub(super) deprecated: Option<(bool, Option<Place>)>,
    pub(super) retry: Option<(Retry, Place)>,
    pub(super) alert: Option<(Alert, Place)>,
}

impl Said {
    /// Gathers what the entries of `x-error-codes` say, then what stands at the enum's value.
    pub(super) fn of(schemas: &Schemas<'_>, declared: &[&DeclaredCode], draft: &Draft<'_>, views: &[View<'_>]) -> Self {
        let description = declared.iter().find_map(|it| it.description.clone());
        let deprecated = declared.iter().find_map(|it| it.deprecated.clone());
        Self {
            description: description
                .map(|(text, at)| (text, Some(at)))
                .or_else(|| described(schemas, draft))
                .or_else(|| titled(schemas, draft, views).map(|title| (title, None))),
            cause: declared.iter().find_map(|it| it.cause.clone()),
            deprecated: deprecated.map(|(it, at)| (it, Some(at))).or_else(|| deprecated_by_schema(schemas, draft)),
            retry: declared.iter().find_map(|it| it.retry.clone()),
            alert: declared.iter().find_map(|it| it.alert.clone()),
        }
    }

    /// The places of all facts of the code.
    pub(super) fn evidence(&self, known: &Known, payload: Option<&Found>) -> Evidence {
        Evidence {
            statuses: known.evidence.clone(),
            description: self.description.as_ref().and_then(|(_, place)| place.clone()),
            cause: self.cause.as_ref().map(|(_, place)| place.clone()),
            deprecated: self.deprecated.as_ref().and_then(|(_, place)| place.clone()),
            payload: payload.and_then(|it| it.place.clone()),
            retry: self.retry.as_ref().map(|(_, place)| place.clone()),
            alert: self.alert.as_ref().map(|(_, place)| place.clone()),
        }
    }
}

/// What the enum says of its value, or the schema where it holds that value alone.
fn described(schemas: &Schemas<'_>, draft: &Draft<'_>) -> Option<(String, Option<Place>)> {
    let alone = || {
        let schema = draft.admitted.schema.filter(|schema| only_one(schema))?;
        let text = schema.schema_data.description.as_deref()?;
        Some((text, beside(schemas, schema, "description")))
    };
    vendor::description(schemas, &draft.admitted).or_else(alone).map(|(text, place)| (text.to_owned(), place))
}

/// The title that a problem type always has (RFC 9457 §3.1.3).
fn titled(schemas: &Schemas<'_>, draft: &Draft<'_>, views: &[View<'_>]) -> Option<String> {
    let trails = draft.sightings.iter().filter_map(|(view, trail)| Some((views.get(*view)?, trail)));
    let mut titles = trails.filter(|(view, _)| view.says_types()).map(|(view, trail)| {
        let title = view.trails.get(*trail)?.levels.first()?.members.get("title")?;
        let title = schemas.expand(&title.parts).ok()?;
        let [title] = title.as_slice() else { return None };
        title.constant(schemas)?.as_str().map(str::to_owned)
    });
    let first = titles.next()??;
    titles.all(|title| title.as_ref() == Some(&first)).then_some(first)
}

fn deprecated_by_schema(schemas: &Schemas<'_>, draft: &Draft<'_>) -> Option<(bool, Option<Place>)> {
    let schema = draft.admitted.schema.filter(|schema| only_one(schema) && schema.schema_data.deprecated)?;
    Some((true, beside(schemas, schema, "deprecated")))
}

fn beside(schemas: &Schemas<'_>, schema: &openapiv3::Schema, key: &str) -> Option<Place> {
    schemas.place(schema).map(|place| Place { file: place.file, pointer: place.pointer.child(key) })
}

fn only_one(schema: &openapiv3::Schema) -> bool {
    listed(schema) == 1
}
