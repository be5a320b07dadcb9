//! What a schema admits: composition, references and nullability resolved level by level.
//!
//! A schema is looked at as a list of *alternatives* (its `oneOf` and `anyOf` branches, multiplied out over `allOf`);
//! each is a conjunction of plain schemas that apply together. A level is expanded when it is asked for, so that
//! recursive schemas end; how many alternatives there may be is bounded.

mod alternative;

use std::hash::{Hash, Hasher};

use indexmap::IndexSet;
use openapiv3::{ReferenceOr, Schema, SchemaKind, Type};
use serde_json::Value;

use crate::catalog::{Place, Wire};
use crate::keyed::Keyed;
use crate::normalize::{AT, LISTED, NULL, Places};

pub(crate) use alternative::{Alternative, Member, Members, schemas};

/// More alternatives than this of one schema are an error: they come from products over `allOf`.
const MOST_ALTERNATIVES: usize = 2_000;
/// Longer chains of references and compositions are taken for cycles.
const DEEPEST_COMPOSITION: usize = 64;

/// A schema or a reference to one, as it stands in a property or a list of branches.
pub(crate) type Part<'a> = ReferenceOr<&'a Schema>;

/// Borrows a schema out of what it stands in.
pub(crate) fn part(schema: &ReferenceOr<Schema>) -> Part<'_> {
    match schema {
        ReferenceOr::Item(schema) => ReferenceOr::Item(schema),
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference: reference.clone() },
    }
}

/// The schema of a body: bodies that refer to the same component are equal.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Body<'a> {
    Reference(&'a str),
    Item(&'a Schema),
}

impl<'a> Body<'a> {
    pub(crate) fn of(schema: &'a ReferenceOr<Schema>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Item(schema),
        }
    }

    pub(crate) fn part(self) -> Part<'a> {
        match self {
            Self::Reference(reference) => ReferenceOr::Reference { reference: reference.to_owned() },
            Self::Item(schema) => ReferenceOr::Item(schema),
        }
    }

    fn identity(self) -> Result<&'a str, *const Schema> {
        match self {
            Self::Reference(reference) => Ok(reference),
            Self::Item(schema) => Err(std::ptr::from_ref(schema)),
        }
    }
}

impl PartialEq for Body<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.identity() == other.identity()
    }
}

impl Eq for Body<'_> {}

impl Hash for Body<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.identity().hash(state);
    }
}

/// The components of the clean document, and where each schema stood in the spec.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Schemas<'a> {
    pub(crate) components: &'a Keyed<String, ReferenceOr<Schema>>,
    pub(crate) places: &'a Places,
}

/// Why a schema could not be expanded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TooComplex {
    /// `allOf` multiplies `oneOf`s to more alternatives than anybody wrote.
    Alternatives,
    /// A composition contains itself, or is nested absurdly deep.
    Composition,
}

/// A value that an enum admits, and where it is written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Admitted<'a> {
    pub(crate) value: Value,
    pub(crate) schema: Option<&'a Schema>,
    /// The position in the enum of `schema`.
    pub(crate) index: usize,
    pub(crate) place: Option<Place>,
}

impl Admitted<'_> {
    /// The value as a code, where it can be one.
    pub(crate) fn wire(&self) -> Option<Wire> {
        match &self.value {
            Value::String(text) => Some(Wire::Text(text.clone())),
            Value::Number(number) => number.as_i64().map(Wire::Integer),
            _ => None,
        }
    }
}

impl<'a> Schemas<'a> {
    /// The alternatives of a conjunction of schemas.
    pub(crate) fn expand(&self, parts: &[Part<'a>]) -> Result<Vec<Alternative<'a>>, TooComplex> {
        self.conjunction(parts, DEEPEST_COMPOSITION)
    }

    fn conjunction(&self, parts: &[Part<'a>], depth: usize) -> Result<Vec<Alternative<'a>>, TooComplex> {
        let mut product: Option<Vec<Alternative<'a>>> = None;
        for part in parts {
            let alternatives = self.alternatives(part, depth)?;
            if product.as_ref().map_or(1, Vec::len).saturating_mul(alternatives.len()) > MOST_ALTERNATIVES {
                return Err(TooComplex::Alternatives);
            }
            product = Some(match product {
                None => alternatives,
                Some(lefts) => lefts.iter().flat_map(|left| alternatives.iter().map(|right| left.and(right))).collect(),
            });
        }
        Ok(product.unwrap_or_else(|| vec![Alternative::default()]))
    }

    fn alternatives(&self, of: &Part<'a>, depth: usize) -> Result<Vec<Alternative<'a>>, TooComplex> {
        let depth = depth.checked_sub(1).ok_or(TooComplex::Composition)?;
        match of {
            ReferenceOr::Item(schema) => self.of_schema(schema, depth),
            ReferenceOr::Reference { reference } => {
                let Some((name, target)) = self.component(reference) else {
                    return Ok(vec![Alternative::default()]);
                };
                let mut alternatives = self.alternatives(&part(target), depth)?;
                match (alternatives.as_mut_slice(), target) {
                    ([only], ReferenceOr::Item(_)) => only.component = Some(name),
                    (several, ReferenceOr::Item(_)) => several.iter_mut().for_each(|it| it.branch_of = Some(name)),
                    (_, ReferenceOr::Reference { .. }) => {}
                }
                Ok(alternatives)
            }
        }
    }

    fn of_schema(&self, schema: &'a Schema, depth: usize) -> Result<Vec<Alternative<'a>>, TooComplex> {
        let mut alternatives = match &schema.schema_kind {
            SchemaKind::AllOf { all_of } => {
                let parts: Vec<Part<'a>> = all_of.iter().map(part).collect();
                self.conjunction(&parts, depth)?
            }
            SchemaKind::OneOf { one_of } => self.branches(schema, one_of, depth)?,
            SchemaKind::AnyOf { any_of } => {
                let mut alternatives = self.branches(schema, any_of, depth)?;
                for alternative in &mut alternatives {
                    alternative.together = true;
                }
                alternatives
            }
            SchemaKind::Type(_) | SchemaKind::Not { .. } | SchemaKind::Any(_) => {
                vec![Alternative { schemas: vec![schema], ..Alternative::default() }]
            }
        };
        for alternative in &mut alternatives {
            alternative.nullable |= schema.schema_data.nullable;
        }
        if let ([_, _, ..], Some(title)) = (alternatives.as_slice(), &schema.schema_data.title) {
            for alternative in &mut alternatives {
                alternative.branch_of = Some(title);
            }
        }
        Ok(alternatives)
    }

    fn branches(
        &self,
        schema: &'a Schema,
        branches: &'a [ReferenceOr<Schema>],
        depth: usize,
    ) -> Result<Vec<Alternative<'a>>, TooComplex> {
        let mut all = Vec::new();
        for branch in branches {
            let mut alternatives = self.alternatives(&part(branch), depth)?;
            if let Some(discriminator) = &schema.schema_data.discriminator {
                for alternative in &mut alternatives {
                    alternative.discriminator = Some(&discriminator.property_name);
                }
            }
            if let (Some(discriminator), ReferenceOr::Reference { reference }) =
                (&schema.schema_data.discriminator, branch)
                && let Some((name, _)) = self.component(reference)
            {
                let values: Vec<&str> = discriminator
                    .mapping
                    .iter()
                    .filter(|(_, target)| *target == name)
                    .map(|(value, _)| value.as_str())
                    .collect();
                if !values.is_empty() {
                    for alternative in &mut alternatives {
                        alternative.selected.push((&discriminator.property_name, values.clone()));
                    }
                }
            }
            all.extend(alternatives);
            if all.len() > MOST_ALTERNATIVES {
                return Err(TooComplex::Alternatives);
            }
        }
        Ok(all)
    }

    /// The component that a reference of the clean document names.
    pub(crate) fn component(&self, reference: &str) -> Option<(&'a str, &'a ReferenceOr<Schema>)> {
        let name = reference.strip_prefix("#/components/schemas/")?;
        self.components.get_entry(name).map(|(name, schema)| (name.as_str(), schema))
    }

    /// Where a schema stood in the spec.
    pub(crate) fn place(&self, schema: &Schema) -> Option<&'a Place> {
        self.places.get(usize::try_from(place_index(schema)?).ok()?)
    }

    /// The values that a conjunction of plain schemas admits, or `None` where no enum limits them.
    pub(crate) fn admitted(
        &self,
        alternative: &Alternative<'a>,
        selected: Option<&[&'a str]>,
    ) -> Option<Vec<Admitted<'a>>> {
        let mut admitted: Option<Vec<Admitted<'a>>> = None;
        for schema in &alternative.schemas {
            let Some(values) = enumeration(schema) else {
                continue;
            };
            let place = self.place(schema);
            let here = values.into_iter().enumerate().filter(|(_, value)| !value.is_null()).map(|(index, value)| {
                let place = place.map(|place| value_place(place, schema, index));
                Admitted { value, schema: Some(*schema), index, place }
            });
            admitted = Some(match admitted {
                None => here.collect(),
                Some(before) => narrower(&before, here.collect()),
            });
        }
        let Some(selected) = selected else {
            return admitted;
        };
        if let Some(mut admitted) = admitted {
            admitted.retain(|it| it.value.as_str().is_some_and(|text| selected.contains(&text)));
            return Some(admitted);
        }
        let place = alternative.schemas.first().and_then(|schema| self.place(schema)).cloned();
        let of = |text: &&str| Admitted { value: Value::from(*text), schema: None, index: 0, place: place.clone() };
        Some(selected.iter().map(of).collect())
    }
}

/// Two enums that apply together admit what both have; where they share nothing, the later one was meant to replace.
fn narrower<'a>(before: &[Admitted<'a>], here: Vec<Admitted<'a>>) -> Vec<Admitted<'a>> {
    let known: IndexSet<String> = before.iter().map(|it| it.value.to_string()).collect();
    let both: Vec<Admitted<'a>> = here.iter().filter(|it| known.contains(&it.value.to_string())).cloned().collect();
    if both.is_empty() { here } else { both }
}

fn value_place(schema: &Place, of: &Schema, index: usize) -> Place {
    let keyword = of.schema_data.extensions.get(LISTED).and_then(Value::as_str).unwrap_or("enum");
    let list = schema.pointer.child(keyword);
    let pointer = if keyword == "const" { list } else { list.index(index) };
    Place { file: schema.file, pointer }
}

/// The index that a schema carries of where it stood: no two schemas of a spec have the same.
pub(crate) fn place_index(schema: &Schema) -> Option<u64> {
    schema.schema_data.extensions.get(AT)?.as_u64()
}

/// The values that a plain schema lists.
pub(crate) fn enumeration(schema: &Schema) -> Option<Vec<Value>> {
    fn values<T: Clone + Into<Value>>(list: &[Option<T>]) -> Option<Vec<Value>> {
        let mut values = Vec::new();
        for value in list {
            values.push(value.clone().map_or(Value::Null, Into::into));
        }
        if values.is_empty() { None } else { Some(values) }
    }
    match &schema.schema_kind {
        SchemaKind::Type(Type::String(string)) => values(&string.enumeration),
        SchemaKind::Type(Type::Integer(integer)) => values(&integer.enumeration),
        SchemaKind::Type(Type::Number(number)) => values(&number.enumeration),
        SchemaKind::Type(Type::Boolean(boolean)) => values(&boolean.enumeration),
        SchemaKind::Any(any) if !any.enumeration.is_empty() => Some(any.enumeration.clone()),
        _ => None,
    }
}

/// How many values a plain schema lists.
pub(crate) fn listed(schema: &Schema) -> usize {
    match &schema.schema_kind {
        SchemaKind::Type(Type::String(string)) => string.enumeration.len(),
        SchemaKind::Type(Type::Integer(integer)) => integer.enumeration.len(),
        SchemaKind::Type(Type::Number(number)) => number.enumeration.len(),
        SchemaKind::Type(Type::Boolean(boolean)) => boolean.enumeration.len(),
        SchemaKind::Any(any) => any.enumeration.len(),
        _ => 0,
    }
}

/// Whether a plain schema admits nothing but `null`.
pub(crate) fn is_null(schema: &Schema) -> bool {
    schema.schema_data.extensions.contains_key(NULL)
}
