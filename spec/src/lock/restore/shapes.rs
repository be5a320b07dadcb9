//! Named types.

use serde_json::Value;

use super::{Restorer, distinct, json, json_or_none, name, wire, wrong};
use crate::catalog::{Additional, Bound, EnumValue, Facets, Field, NamedType, Object, Place, Shape, Variant};
use crate::lock::table::{Given, Table, Wrong, each, text};

pub(super) const TYPE: [&str; 6] = ["name", "description", "others", "fields", "values", "forms"];
const OTHERS: [&str; 2] = ["name", "type"];
const FIELD: [&str; 10] =
    ["key", "name", "type", "optional", "always", "format", "default", "minimum", "maximum", "description"];
const BOUND: [&str; 2] = ["number", "excluded"];
const VALUE: [&str; 3] = ["value", "name", "description"];
const FORM: [&str; 3] = ["name", "type", "told-by"];
const TAG: [&str; 2] = ["key", "values"];

impl Restorer {
    pub(super) fn named(&self, named: &Given<'_>) -> Result<NamedType, Wrong> {
        let named = Table::of(named, &TYPE)?;
        let lists = (named.list_or_none("fields")?, named.list_or_none("values")?, named.list_or_none("forms")?);
        let shape = match lists {
            (Some(fields), None, None) => Shape::Object(self.object(&named, fields)?),
            (None, Some(values), None) => Shape::Enum(enum_values(values)?),
            (None, None, Some(forms)) => Shape::Union(self.forms(forms)?),
            _ => {
                let name = named.text("name")?;
                let found = format!("the type `{name}` needs one of `fields`, `values` and `forms`");
                return Err(named.wrong("name", found));
            }
        };
        let description = named.owned_or_none("description")?;
        Ok(NamedType { ident: name(&named)?, description, shape, place: Place::start() })
    }

    fn object(&self, named: &Table<'_>, fields: &[Given<'_>]) -> Result<Object, Wrong> {
        distinct(fields.iter().chain(named.given("others")))?;
        let additional = match named.table("others", &OTHERS)? {
            Some(others) => Some(Additional { ident: name(&others)?, ty: self.ty(&others, "type")? }),
            None => None,
        };
        Ok(Object { fields: each(fields, |field| self.field(field))?, additional })
    }

    fn field(&self, field: &Given<'_>) -> Result<Field, Wrong> {
        let field = Table::of(field, &FIELD)?;
        Ok(Field {
            wire: field.owned("key")?,
            ident: name(&field)?,
            ty: self.ty(&field, "type")?,
            required: !field.truth("optional")?,
            description: field.owned_or_none("description")?,
            facets: Facets {
                constant: json_or_none(&field, "always")?,
                format: field.owned_or_none("format")?,
                default: json_or_none(&field, "default")?,
                minimum: bound(&field, "minimum")?,
                maximum: bound(&field, "maximum")?,
            },
        })
    }

    fn forms(&self, forms: &[Given<'_>]) -> Result<Vec<Variant>, Wrong> {
        distinct(forms.iter())?;
        each(forms, |form| self.form(form))
    }

    fn form(&self, form: &Given<'_>) -> Result<Variant, Wrong> {
        let form = Table::of(form, &FORM)?;
        Ok(Variant { ident: name(&form)?, ty: self.ty(&form, "type")?, tags: each(form.list("told-by")?, tag)? })
    }
}

/// A key, and the values that it has.
fn tag(tag: &Given<'_>) -> Result<(String, Vec<Value>), Wrong> {
    let tag = Table::of(tag, &TAG)?;
    let value = |value: &Given<'_>| json(text(value)?).map_err(|found| wrong(value, found));
    Ok((tag.owned("key")?, each(tag.list("values")?, value)?))
}

fn enum_values(values: &[Given<'_>]) -> Result<Vec<EnumValue>, Wrong> {
    distinct(values.iter())?;
    each(values, enum_value)
}

fn enum_value(value: &Given<'_>) -> Result<EnumValue, Wrong> {
    let value = Table::of(value, &VALUE)?;
    let description = value.owned_or_none("description")?;
    Ok(EnumValue { wire: wire(&value, "value")?, ident: name(&value)?, description })
}

fn bound(field: &Table<'_>, key: &str) -> Result<Option<Bound>, Wrong> {
    let Some(bound) = field.table(key, &BOUND)? else { return Ok(None) };
    let text = bound.text("number")?;
    let number = serde_json::from_str(text).map_err(|_| bound.wrong("number", format!("`{text}` is no number")))?;
    Ok(Some(Bound { number, excluded: bound.truth("excluded")? }))
}
