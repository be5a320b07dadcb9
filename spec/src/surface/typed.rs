//! Clean schemas as `openapiv3` has them. By serde it tries one kind of schema after the other, each with a copy of all that is
//! below; what the normaliser writes is of one kind each, and is taken over as it stands.

use openapiv3::{
    AdditionalProperties, AnySchema, ArrayType, BooleanType, Discriminator, IntegerType, NumberType, ObjectType,
    ReferenceOr, Schema, SchemaData, SchemaKind, StringType, Type, VariantOrUnknownOrEmpty,
};
use serde_json::{Map as JsonMap, Value};

/// The schema that a clean value is, or the reference to one.
pub(super) fn typed(schema: Value) -> ReferenceOr<Schema> {
    let (mut data, mut says) = (SchemaData::default(), AnySchema::default());
    for (keyword, value) in members(schema) {
        match (keyword.as_str(), value) {
            ("$ref", Value::String(reference)) => return ReferenceOr::Reference { reference },
            ("title", Value::String(text)) => data.title = Some(text),
            ("description", Value::String(text)) => data.description = Some(text),
            ("deprecated", value) => data.deprecated = value == Value::Bool(true),
            ("nullable", value) => data.nullable = value == Value::Bool(true),
            ("default", value) => data.default = Some(value).filter(|value| !value.is_null()),
            ("discriminator", value) => data.discriminator = Some(discriminator(value)),
            ("type", Value::String(name)) => says.typ = Some(name),
            ("format", Value::String(text)) => says.format = Some(text),
            ("enum", value) => says.enumeration = list(value),
            ("properties", value) => {
                says.properties = members(value).into_iter().map(|(name, schema)| (name, boxed(schema))).collect();
            }
            ("required", value) => says.required = list(value).into_iter().filter_map(text).collect(),
            ("additionalProperties", Value::Bool(any)) => {
                says.additional_properties = Some(AdditionalProperties::Any(any));
            }
            ("additionalProperties", schema) => {
                says.additional_properties = Some(AdditionalProperties::Schema(Box::new(typed(schema))));
            }
            ("items", schema) => says.items = Some(boxed(schema)),
            ("allOf", value) => says.all_of = schemas(value),
            ("oneOf", value) => says.one_of = schemas(value),
            ("anyOf", value) => says.any_of = schemas(value),
            ("not", schema) => says.not = Some(Box::new(typed(schema))),
            (_, value) => {
                data.extensions.insert(keyword, value);
            }
        }
    }
    ReferenceOr::Item(Schema { schema_data: data, schema_kind: kind(says) })
}

/// The one kind of schema that says this.
fn kind(says: AnySchema) -> SchemaKind {
    let AnySchema { properties, required, additional_properties, items, all_of, one_of, any_of, not, .. } = says;
    match (says.typ.as_deref(), not) {
        (_, Some(not)) => SchemaKind::Not { not },
        _ if !all_of.is_empty() => SchemaKind::AllOf { all_of },
        _ if !one_of.is_empty() => SchemaKind::OneOf { one_of },
        _ if !any_of.is_empty() => SchemaKind::AnyOf { any_of },
        (Some("string"), _) => {
            let enumeration = says.enumeration.into_iter().map(text).collect();
            SchemaKind::Type(Type::String(StringType {
                format: written(says.format),
                enumeration,
                ..StringType::default()
            }))
        }
        (Some("integer"), _) => {
            let enumeration = says.enumeration.iter().map(Value::as_i64).collect();
            SchemaKind::Type(Type::Integer(IntegerType {
                format: written(says.format),
                enumeration,
                ..IntegerType::default()
            }))
        }
        (Some("number"), _) => {
            SchemaKind::Type(Type::Number(NumberType { format: written(says.format), ..NumberType::default() }))
        }
        (Some("boolean"), _) => {
            let enumeration = says.enumeration.iter().map(Value::as_bool).collect();
            SchemaKind::Type(Type::Boolean(BooleanType { enumeration }))
        }
        (Some("object"), _) => {
            let object = ObjectType { properties, required, additional_properties, ..ObjectType::default() };
            SchemaKind::Type(Type::Object(object))
        }
        (Some("array"), _) => {
            SchemaKind::Type(Type::Array(ArrayType { items, min_items: None, max_items: None, unique_items: false }))
        }
        _ => SchemaKind::Any(AnySchema { enumeration: says.enumeration, format: says.format, ..AnySchema::default() }),
    }
}

/// A format as it is written, also where `openapiv3` has a name for it.
fn written<T>(format: Option<String>) -> VariantOrUnknownOrEmpty<T> {
    format.map_or(VariantOrUnknownOrEmpty::Empty, VariantOrUnknownOrEmpty::Unknown)
}

fn boxed(schema: Value) -> ReferenceOr<Box<Schema>> {
    match typed(schema) {
        ReferenceOr::Item(schema) => ReferenceOr::Item(Box::new(schema)),
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
    }
}

fn schemas(value: Value) -> Vec<ReferenceOr<Schema>> {
    list(value).into_iter().map(typed).collect()
}

fn discriminator(value: Value) -> Discriminator {
    let mut discriminator = Discriminator::default();
    for (keyword, value) in members(value) {
        match value {
            Value::String(name) if keyword == "propertyName" => discriminator.property_name = name,
            mapping => {
                let entries = members(mapping).into_iter();
                discriminator.mapping = entries.filter_map(|(value, schema)| Some((value, text(schema)?))).collect();
            }
        }
    }
    discriminator
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

fn list(value: Value) -> Vec<Value> {
    match value {
        Value::Array(list) => list,
        _ => Vec::new(),
    }
}

fn members(value: Value) -> JsonMap<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => JsonMap::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn clean_schemas_are_what_openapiv3_reads_them_as() -> serde_json::Result<()> {
        for schema in [
            json!({}),
            json!({"not": {}}),
            json!({"$ref": "#/components/schemas/A"}),
            json!({"x-errbook-at": 1, "title": "A", "description": "b", "deprecated": true, "nullable": true, "x-a": [1]}),
            json!({"type": "string", "format": "email", "enum": ["a", null], "default": "a", "x-errbook-listed": "enum"}),
            json!({"type": "string", "default": null}),
            json!({"type": "integer", "format": "uint64", "enum": [1, -2], "x-errbook-bounds": {"minimum": 1}}),
            json!({"type": "number", "format": "decimal"}),
            json!({"type": "boolean", "enum": [true]}),
            json!({"enum": ["a", 1], "format": "odd"}),
            json!({"type": "array"}),
            json!({"type": "array", "items": {"$ref": "#/components/schemas/A"}}),
            json!({
                "type": "object",
                "properties": {"title": {"type": "string"}, "b": {"$ref": "#/components/schemas/A"}},
                "required": ["b", "c"],
                "additionalProperties": {"type": "array", "items": {}},
            }),
            json!({"type": "object", "properties": {}, "required": [], "additionalProperties": false}),
            json!({"allOf": [{"type": "object", "properties": {}}, {"$ref": "#/components/schemas/A"}], "title": "B"}),
            json!({
                "oneOf": [{"$ref": "#/components/schemas/A"}, {"anyOf": [{}, {"type": "string"}]}],
                "discriminator": {"propertyName": "type", "mapping": {"a": "A", "b": "A"}},
            }),
        ] {
            assert_eq!(typed(schema.clone()), serde_json::from_value(schema.clone())?, "{schema}");
        }
        Ok(())
    }
}
