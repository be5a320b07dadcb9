//! What schemas say of a value beyond its type: constants, formats, defaults, ranges.

use openapiv3::{Schema, SchemaKind, Type as Kind, VariantOrUnknownOrEmpty};
use serde_json::{Number, Value};

use super::Types;
use crate::catalog::{Bound, Facets, Type};
use crate::normalize::BOUNDS;
use crate::schema::{Alternative, Part};

/// Formats of which the type in Rust says all that there is to say.
const NUMERIC: [&str; 5] = ["int32", "int64", "uint64", "float", "double"];

impl<'a> Types<'_, 'a> {
    /// What is said of a member: beside a reference first, then where the reference leads.
    pub(super) fn facets(&self, parts: &[Part<'a>], alternatives: &[Alternative<'a>]) -> Facets {
        let own = parts.iter().filter_map(|part| part.as_item().copied());
        let (single, constant) = match alternatives {
            [only] => (only.schemas.as_slice(), only.constant(self.schemas)),
            _ => (&[][..], None),
        };
        let is_number =
            |schema: &&&Schema| matches!(schema.schema_kind, SchemaKind::Type(Kind::Integer(_) | Kind::Number(_)));
        let numeric = || single.iter().filter(is_number);
        let default = own.chain(single.iter().copied()).find_map(|schema| schema.schema_data.default.clone());
        Facets {
            constant,
            default: default.filter(|value| !value.is_null()),
            format: single
                .iter()
                .find_map(|schema| format(schema))
                .filter(|name| !NUMERIC.contains(name))
                .map(str::to_owned),
            minimum: numeric().find_map(|schema| bound(schema, "minimum", "exclusiveMinimum")).filter(says_something),
            maximum: numeric().find_map(|schema| bound(schema, "maximum", "exclusiveMaximum")).filter(says_something),
        }
    }

    /// What the spec says of a member: beside a reference first, then where the reference leads.
    pub(super) fn said(parts: &[Part<'a>], alternatives: &[Alternative<'a>]) -> Option<String> {
        let own = parts.iter().filter_map(|part| part.as_item()?.schema_data.description.as_deref());
        let text = own.chain(alternatives.first().and_then(Alternative::description)).next();
        text.map(str::to_owned)
    }
}

/// The ends of what 64 bits can hold help nobody.
fn says_something(bound: &Bound) -> bool {
    bound.number.as_f64().is_some_and(|number| number.abs() < 9e15)
}

/// The type of a number: `u64` where the spec says that it can be beyond `i64`.
pub(super) fn number(alternative: &Alternative<'_>) -> Type {
    if alternative.type_name() != Some("integer") {
        return Type::Number;
    }
    let schemas = || alternative.schemas.iter().copied();
    let bounds = |key, exclusive| schemas().find_map(|schema| bound(schema, key, exclusive)).map(|it| it.number);
    let greatest = bounds("maximum", "exclusiveMaximum");
    let unsigned = schemas().find_map(format).is_some_and(|format| format == "uint64");
    let beyond = |number: &Number| number.as_i64().is_none() && number.as_f64().is_some_and(|it| it > 9.2e18);
    if !unsigned && !greatest.as_ref().is_some_and(beyond) {
        return Type::Integer;
    }
    let least = bounds("minimum", "exclusiveMinimum");
    let negative = least.is_some_and(|it| it.as_f64().is_some_and(|it| it < 0.0));
    let too_great = greatest.is_some_and(|it| it.as_f64().is_some_and(|it| it > 1.9e19));
    if negative || too_great { Type::Number } else { Type::Unsigned }
}

/// The format of text or numbers.
pub(super) fn format(schema: &Schema) -> Option<&str> {
    match &schema.schema_kind {
        SchemaKind::Type(Kind::String(string)) => written(&string.format),
        SchemaKind::Type(Kind::Integer(integer)) => written(&integer.format),
        SchemaKind::Type(Kind::Number(number)) => written(&number.format),
        _ => None,
    }
}

/// Formats are kept as they are written, whether `openapiv3` knows them or not.
fn written<T>(format: &VariantOrUnknownOrEmpty<T>) -> Option<&str> {
    match format {
        VariantOrUnknownOrEmpty::Unknown(text) => Some(text.as_str()).filter(|text| !text.is_empty()),
        VariantOrUnknownOrEmpty::Item(_) | VariantOrUnknownOrEmpty::Empty => None,
    }
}

/// An end of a range. Until 3.0, `exclusive…` says whether the number itself is excluded; since 3.1 it is a number.
fn bound(schema: &Schema, inclusive: &str, exclusive: &str) -> Option<Bound> {
    let bounds = schema.schema_data.extensions.get(BOUNDS)?;
    let number = |key: &str| bounds.get(key).and_then(Value::as_number).cloned();
    let excluded = bounds.get(exclusive) == Some(&Value::Bool(true));
    let plain = number(inclusive).map(|number| Bound { number, excluded });
    number(exclusive).map(|number| Bound { number, excluded: true }).or(plain)
}
