//! A value of a type: the plainest that the spec allows.

use std::time::SystemTime;

use errbook_spec::{Bound, Catalog, Facets, Field, Shape, Type, Variant, Wire};
use serde_json::{Map, Value, json};

use super::moment::rfc3339;

/// Types that contain themselves are followed so far.
const DEEPEST: usize = 16;

/// Makes values of a catalog's types.
pub(super) struct Samples<'c> {
    pub(super) catalog: &'c Catalog,
    pub(super) now: SystemTime,
}

impl Samples<'_> {
    pub(super) fn of(&self, ty: &Type) -> Value {
        self.sample(ty, &Facets::default(), DEEPEST)
    }

    fn sample(&self, ty: &Type, facets: &Facets, levels: usize) -> Value {
        let Some(levels) = levels.checked_sub(1) else { return Value::Null };
        if let Some(value) = facets.constant.as_ref().or(facets.default.as_ref()) {
            return value.clone();
        }
        match ty {
            Type::Any | Type::Map(_) => json!({}),
            Type::Boolean => false.into(),
            Type::Integer | Type::Unsigned | Type::Number => number(facets),
            Type::Code => self.catalog.codes.first().map_or(Value::Null, |code| wire(&code.wire)),
            Type::String => self.text(facets.format.as_deref().unwrap_or_default()).into(),
            Type::Named(index) | Type::Recursive(index) => {
                self.catalog.types.get(*index).map_or(Value::Null, |it| self.shape(&it.shape, levels))
            }
            Type::List(_) => json!([]),
            Type::Nullable(_) => Value::Null,
        }
    }

    fn shape(&self, shape: &Shape, levels: usize) -> Value {
        match shape {
            Shape::Object(object) => self.object(&object.fields, levels).into(),
            Shape::Enum(values) => values.first().map_or(Value::Null, |value| wire(&value.wire)),
            Shape::Union(variants) => variants.first().map_or(Value::Null, |variant| self.variant(variant, levels)),
        }
    }

    /// The members that are always there.
    fn object(&self, fields: &[Field], levels: usize) -> Map<String, Value> {
        let required = fields.iter().filter(|field| field.required);
        required.map(|field| (field.wire.clone(), self.sample(&field.ty, &field.facets, levels))).collect()
    }

    /// A form, with the values by which it is told.
    fn variant(&self, variant: &Variant, levels: usize) -> Value {
        let mut value = self.sample(&variant.ty, &Facets::default(), levels);
        if let Some(object) = value.as_object_mut() {
            let tags = variant.tags.iter().filter_map(|(key, values)| Some((key.clone(), values.first()?.clone())));
            object.extend(tags);
        }
        value
    }

    fn text(&self, format: &str) -> String {
        let time = rfc3339(self.now);
        match format {
            "date-time" => time,
            "date" => time.split('T').next().unwrap_or_default().to_owned(),
            "uuid" => "00000000-0000-4000-8000-000000000000".to_owned(),
            "uri" | "url" | "iri" => "https://example.com/".to_owned(),
            "email" => "somebody@example.com".to_owned(),
            "hostname" => "example.com".to_owned(),
            "ipv4" => "192.0.2.1".to_owned(),
            "ipv6" => "2001:db8::1".to_owned(),
            _ => "mock".to_owned(),
        }
    }
}

fn wire(wire: &Wire) -> Value {
    match wire {
        Wire::Text(text) => text.as_str().into(),
        Wire::Integer(integer) => (*integer).into(),
    }
}

/// The least number, else the greatest where that is below zero, else zero.
fn number(facets: &Facets) -> Value {
    let next = |bound: &Bound, step: i8| match bound.number.as_i64() {
        Some(number) if bound.excluded => number.saturating_add(step.into()).into(),
        None if bound.excluded => bound.number.as_f64().map_or(Value::Null, |it| (it + f64::from(step)).into()),
        _ => Value::Number(bound.number.clone()),
    };
    let below_zero = |bound: &&Bound| bound.number.as_f64().is_some_and(|number| number <= 0.0);
    match (&facets.minimum, facets.maximum.as_ref().filter(below_zero)) {
        (Some(minimum), _) => next(minimum, 1),
        (None, Some(maximum)) => next(maximum, -1),
        (None, None) => 0.into(),
    }
}
