//! Named types.

use super::{Restorer, Wrong, distinct, ident, json, wire};
use crate::catalog::{Additional, Bound, EnumValue, Facets, Field, NamedType, Object, Place, Shape, Variant};
use crate::lock::entry::{BoundEntry, FieldEntry, FormEntry, TagEntry, TypeEntry, ValueEntry};

impl Restorer {
    pub(super) fn named(&self, entry: &TypeEntry) -> Result<NamedType, Wrong> {
        let shape = match (&entry.fields, &entry.values, &entry.forms) {
            (Some(fields), None, None) => Shape::Object(self.object(entry, fields)?),
            (None, Some(values), None) => Shape::Enum(enum_values(values)?),
            (None, None, Some(forms)) => Shape::Union(self.forms(forms)?),
            _ => return Err(format!("the type `{}` needs one of `fields`, `values` and `forms`", entry.name)),
        };
        let ident = ident(&entry.name)?;
        Ok(NamedType { ident, description: entry.description.clone(), shape, place: Place::start() })
    }

    fn object(&self, entry: &TypeEntry, fields: &[FieldEntry]) -> Result<Object, Wrong> {
        let fields = fields.iter().map(|field| self.field(field)).collect::<Result<Vec<Field>, Wrong>>()?;
        let additional = match &entry.others {
            Some(others) => Some(Additional { ident: ident(&others.name)?, ty: self.ty(&others.r#type)? }),
            None => None,
        };
        distinct(fields.iter().map(|it| it.ident.as_str()).chain(additional.iter().map(|it| it.ident.as_str())))?;
        Ok(Object { fields, additional })
    }

    fn field(&self, entry: &FieldEntry) -> Result<Field, Wrong> {
        Ok(Field {
            wire: entry.key.clone(),
            ident: ident(&entry.name)?,
            ty: self.ty(&entry.r#type)?,
            required: !entry.optional,
            description: entry.description.clone(),
            facets: Facets {
                constant: entry.always.as_deref().map(json).transpose()?,
                format: entry.format.clone(),
                default: entry.default.as_deref().map(json).transpose()?,
                minimum: entry.minimum.as_ref().map(bound).transpose()?,
                maximum: entry.maximum.as_ref().map(bound).transpose()?,
            },
        })
    }

    fn forms(&self, entries: &[FormEntry]) -> Result<Vec<Variant>, Wrong> {
        let tag = |tag: &TagEntry| {
            let values = tag.values.iter().map(|value| json(value)).collect::<Result<_, Wrong>>()?;
            Ok((tag.key.clone(), values))
        };
        let form = |entry: &FormEntry| {
            let tags = entry.told_by.iter().map(tag).collect::<Result<_, Wrong>>()?;
            Ok(Variant { ident: ident(&entry.name)?, ty: self.ty(&entry.r#type)?, tags })
        };
        let forms = entries.iter().map(form).collect::<Result<Vec<Variant>, Wrong>>()?;
        distinct(forms.iter().map(|form| form.ident.as_str()))?;
        Ok(forms)
    }
}

fn enum_values(entries: &[ValueEntry]) -> Result<Vec<EnumValue>, Wrong> {
    let value = |entry: &ValueEntry| {
        Ok(EnumValue { wire: wire(&entry.value), ident: ident(&entry.name)?, description: entry.description.clone() })
    };
    let values = entries.iter().map(value).collect::<Result<Vec<EnumValue>, Wrong>>()?;
    distinct(values.iter().map(|value| value.ident.as_str()))?;
    Ok(values)
}

fn bound(entry: &BoundEntry) -> Result<Bound, Wrong> {
    let number = serde_json::from_str(&entry.number).map_err(|_| format!("`{}` is no number", entry.number))?;
    Ok(Bound { number, excluded: entry.excluded })
}
