//! One of the ways a value can look, and what its schemas say together: members, items, type, constant.

use openapiv3::{AdditionalProperties, ReferenceOr, Schema, SchemaKind, Type};
use serde_json::Value;

use super::{Part, Schemas, is_null, part};
use crate::keyed::Keyed;

/// One way a value can look: plain schemas that all apply.
#[derive(Debug, Clone, Default)]
pub(crate) struct Alternative<'a> {
    /// The schemas, none of which is a composition or a reference.
    pub(crate) schemas: Vec<&'a Schema>,
    /// The component that the alternative is, where one reference leads to all of it.
    pub(crate) component: Option<&'a str>,
    /// The name of the composition that it is one branch of: a component, else a title.
    pub(crate) branch_of: Option<&'a str>,
    /// Whether other branches may hold at the same time (`anyOf`).
    pub(crate) together: bool,
    /// The property that a discriminator names.
    pub(crate) discriminator: Option<&'a str>,
    /// What a discriminator says: the property and the values that select this branch.
    pub(super) selected: Vec<(&'a str, Vec<&'a str>)>,
    /// Whether `null` is admitted too.
    pub(crate) nullable: bool,
}

/// A member of an object, as one alternative has it.
#[derive(Debug, Clone)]
pub(crate) struct Member<'a> {
    pub(crate) name: &'a str,
    /// What applies to its value, all together.
    pub(crate) parts: Vec<Part<'a>>,
    /// Whether it is always there.
    pub(crate) required: bool,
    /// The values that a discriminator leaves.
    pub(crate) selected: Option<Vec<&'a str>>,
}

/// The members of an object in the order of the spec.
pub(crate) type Members<'a> = Keyed<&'a str, Member<'a>>;

impl<'a> Alternative<'a> {
    /// What both say, together.
    pub(super) fn and(&self, other: &Self) -> Self {
        let schemas = self.schemas_with(other);
        let (component, branch_of) = match (self.schemas.is_empty(), other.schemas.is_empty()) {
            (true, _) => (other.component, other.branch_of),
            (_, true) => (self.component, self.branch_of),
            _ => (None, None),
        };
        Self {
            schemas,
            component,
            branch_of,
            together: self.together || other.together,
            discriminator: self.discriminator.or(other.discriminator),
            selected: self.selected.iter().chain(&other.selected).cloned().collect(),
            nullable: self.nullable || other.nullable,
        }
    }

    /// The schemas of both, each once.
    fn schemas_with(&self, other: &Self) -> Vec<&'a Schema> {
        let mut schemas = self.schemas.clone();
        schemas.extend(other.schemas.iter().filter(|it| !self.schemas.iter().any(|known| std::ptr::eq(*known, **it))));
        schemas
    }

    /// The members that its objects declare.
    pub(crate) fn members(&self) -> Members<'a> {
        let mut members = Members::default();
        for schema in &self.schemas {
            let SchemaKind::Type(Type::Object(object)) = &schema.schema_kind else {
                continue;
            };
            for (name, property) in &object.properties {
                let new = || Member { name, parts: Vec::new(), required: false, selected: None };
                let (_, member) = members.entry(name.as_str(), new);
                member.parts.push(boxed_part(property));
            }
        }
        for schema in &self.schemas {
            let SchemaKind::Type(Type::Object(object)) = &schema.schema_kind else {
                continue;
            };
            for name in &object.required {
                if let Some(member) = members.get_mut(name.as_str()) {
                    member.required = true;
                }
            }
        }
        for (property, values) in &self.selected {
            if let Some(member) = members.get_mut(*property) {
                member.selected = Some(values.clone());
            }
        }
        members
    }

    /// The members that its objects declare, or require without declaring them.
    pub(crate) fn declared(&self) -> Members<'a> {
        let mut members = self.members();
        for schema in &self.schemas {
            if let SchemaKind::Type(Type::Object(object)) = &schema.schema_kind {
                for name in &object.required {
                    let undeclared = || Member { name, parts: Vec::new(), required: true, selected: None };
                    members.entry(name.as_str(), undeclared);
                }
            }
        }
        members
    }

    /// What its lists hold, or `None` where it is no list.
    pub(crate) fn items(&self) -> Option<Vec<Part<'a>>> {
        let mut items = None;
        for schema in &self.schemas {
            if let SchemaKind::Type(Type::Array(array)) = &schema.schema_kind {
                let items: &mut Vec<Part<'a>> = items.get_or_insert_with(Vec::new);
                items.extend(array.items.iter().map(boxed_part));
            }
        }
        items
    }

    /// What members that are not declared hold, where the schema says so: `None` for a schema that is silent or closed.
    pub(crate) fn additional(&self) -> Option<Vec<Part<'a>>> {
        self.schemas.iter().find_map(|schema| match &schema.schema_kind {
            SchemaKind::Type(Type::Object(object)) => match &object.additional_properties {
                Some(AdditionalProperties::Schema(schema)) => Some(vec![part(schema)]),
                Some(AdditionalProperties::Any(true)) => Some(Vec::new()),
                _ => None,
            },
            _ => None,
        })
    }

    /// Whether it admits no members but those that are declared.
    pub(crate) fn is_closed(&self) -> bool {
        self.schemas.iter().any(|schema| {
            let SchemaKind::Type(Type::Object(object)) = &schema.schema_kind else { return false };
            matches!(object.additional_properties, Some(AdditionalProperties::Any(false)))
        })
    }

    /// The type that its schemas name, or `None` where they name none, or several.
    pub(crate) fn type_name(&self) -> Option<&'static str> {
        let mut found = None;
        for schema in &self.schemas {
            let name = match &schema.schema_kind {
                SchemaKind::Type(Type::String(_)) => "string",
                SchemaKind::Type(Type::Number(_)) => "number",
                SchemaKind::Type(Type::Integer(_)) => "integer",
                SchemaKind::Type(Type::Boolean(_)) => "boolean",
                SchemaKind::Type(Type::Object(_)) => "object",
                SchemaKind::Type(Type::Array(_)) => "array",
                _ if is_null(schema) => "null",
                _ => continue,
            };
            found = match found {
                None => Some(name),
                Some(before) if before == name => found,
                Some("number" | "integer") if matches!(name, "number" | "integer") => Some("integer"),
                Some(_) => return None,
            };
        }
        found
    }

    /// The one value that is admitted: a constant of the contract.
    pub(crate) fn constant(&self, schemas: &Schemas<'a>) -> Option<Value> {
        if self.type_name() == Some("null") {
            return Some(Value::Null);
        }
        match schemas.admitted(self, None)?.as_slice() {
            [only] if !self.nullable => Some(only.value.clone()),
            _ => None,
        }
    }

    /// The first text that its schemas give under `description`.
    pub(crate) fn description(&self) -> Option<&'a str> {
        self.schemas.iter().find_map(|schema| schema.schema_data.description.as_deref())
    }
}

/// The schemas of each of these.
pub(crate) fn schemas<'v, 'a>(alternatives: &'v [Alternative<'a>]) -> Vec<&'v [&'a Schema]> {
    alternatives.iter().map(|it| it.schemas.as_slice()).collect()
}

fn boxed_part(schema: &ReferenceOr<Box<Schema>>) -> Part<'_> {
    match schema {
        ReferenceOr::Item(schema) => ReferenceOr::Item(schema),
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference: reference.clone() },
    }
}
