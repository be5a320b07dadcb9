//! Which schemas make the same type: those that are the same, and copies of them under the same name.

use std::borrow::Borrow;
use std::fmt::Write as _;

use indexmap::IndexSet;
use openapiv3::{AdditionalProperties, ArrayType, ObjectType, ReferenceOr, Schema, SchemaKind, Type};
use serde_json::Value;

use super::facets::format;
use crate::keyed::Keyed;
use crate::normalize::AT;
use crate::schema::{enumeration, place_index};

/// The schemas of each alternative of a type, as numbers, and the members that are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Identity {
    schemas: Vec<Vec<usize>>,
    members: Vec<String>,
    /// Whether other members are kept too.
    keeps_all: bool,
    /// What it is called, where copies are meant: those of another name are another type.
    name: Option<String>,
}

/// The types that are known.
#[derive(Debug, Default)]
pub(super) struct Identities {
    /// The number of a schema is its position.
    addresses: IndexSet<*const Schema>,
    /// What stands at each of these addresses: positions in the following.
    texts: Vec<usize>,
    known_texts: IndexSet<String>,
    /// By the numbers of their schemas, and by what these say.
    types: Keyed<Identity, usize>,
}

impl Identities {
    pub(super) fn of_schemas(&mut self, schemas: &[&[&Schema]]) -> Identity {
        let schemas = schemas.iter().map(|it| self.numbers(it)).collect();
        Identity { schemas, members: Vec::new(), keeps_all: false, name: None }
    }

    /// What schemas that apply together say, as numbers: the same for every copy of them.
    pub(super) fn copy_of(&mut self, schemas: &[&Schema]) -> Vec<usize> {
        self.numbers(schemas).iter().filter_map(|number| self.texts.get(*number).copied()).collect()
    }

    /// The identity of an object of which only some members are wanted.
    pub(super) fn of_object(&mut self, schemas: &[&[&Schema]], members: &[&str], keeps_all: bool) -> Identity {
        let members = members.iter().map(|name| (*name).to_owned()).collect();
        Identity { members, keeps_all, ..self.of_schemas(schemas) }
    }

    /// The type that these schemas make, or that a copy of them made under this name.
    pub(super) fn known(&mut self, identity: &Identity, wanted: &str) -> Option<usize> {
        let copy = || self.types.get(&self.copy(identity, wanted));
        self.types.get(identity).or_else(copy).copied()
    }

    pub(super) fn add(&mut self, identity: Identity, wanted: &str, index: usize) {
        *self.types.entry(self.copy(&identity, wanted), || index).1 = index;
        *self.types.entry(identity, || index).1 = index;
    }

    fn copy(&self, identity: &Identity, wanted: &str) -> Identity {
        let text = |number: &usize| self.texts.get(*number).copied().unwrap_or(*number);
        let schemas = identity.schemas.iter().map(|it| it.iter().map(text).collect()).collect();
        Identity { schemas, name: Some(wanted.to_owned()), ..identity.clone() }
    }

    fn numbers(&mut self, schemas: &[&Schema]) -> Vec<usize> {
        schemas.iter().map(|schema| self.number(schema)).collect()
    }

    fn number(&mut self, schema: &Schema) -> usize {
        let (number, is_new) = self.addresses.insert_full(std::ptr::from_ref(schema));
        if is_new {
            let (said, _) = self.known_texts.insert_full(text(schema, &|_| false));
            self.texts.push(said);
        }
        number
    }
}

/// What a schema says apart from texts, from where it stands, and from which codes it lists.
pub(super) fn text(schema: &Schema, lists_codes: &dyn Fn(u64) -> bool) -> String {
    let mut says = Says { text: String::new(), lists_codes };
    says.schema(schema);
    says.text
}

/// What makes a type, written down to be compared: not where it stands, nor what is said of it.
struct Says<'s> {
    text: String,
    /// Whether the schema of a place lists codes. One code is as good as another.
    lists_codes: &'s dyn Fn(u64) -> bool,
}

impl Says<'_> {
    fn schema(&mut self, schema: &Schema) {
        let data = &schema.schema_data;
        self.text.push_str(if data.nullable { "{nullable " } else { "{" });
        if place_index(schema).is_some_and(self.lists_codes) {
            self.text.push_str("code}");
            return;
        }
        self.text.push_str(if data.deprecated { "deprecated " } else { "" });
        if let Some(default) = &data.default {
            self.text.push_str("default ");
            self.value(default);
        }
        if let Some(discriminator) = &data.discriminator {
            self.text.push_str("discriminator ");
            self.word(&discriminator.property_name);
            for (value, component) in &discriminator.mapping {
                self.word(value);
                self.word(component);
            }
        }
        for (key, value) in data.extensions.iter().filter(|(key, _)| *key != AT) {
            self.text.push_str("extension ");
            self.word(key);
            self.value(value);
        }
        self.kind(schema);
        self.text.push('}');
    }

    fn kind(&mut self, schema: &Schema) {
        let name = match &schema.schema_kind {
            SchemaKind::OneOf { one_of } => return self.branches("oneOf ", one_of),
            SchemaKind::AllOf { all_of } => return self.branches("allOf ", all_of),
            SchemaKind::AnyOf { any_of } => return self.branches("anyOf ", any_of),
            SchemaKind::Type(Type::Object(object)) => return self.object(object),
            SchemaKind::Type(Type::Array(array)) => return self.array(array),
            SchemaKind::Type(Type::String(_)) => "string ",
            SchemaKind::Type(Type::Integer(_)) => "integer ",
            SchemaKind::Type(Type::Number(_)) => "number ",
            SchemaKind::Type(Type::Boolean(_)) => "boolean ",
            SchemaKind::Not { .. } => "nothing ",
            SchemaKind::Any(_) => "any ",
        };
        self.text.push_str(name);
        self.word(format(schema).unwrap_or_default());
        for value in enumeration(schema).unwrap_or_default() {
            self.value(&value);
        }
    }

    fn array(&mut self, array: &ArrayType) {
        self.text.push_str("array ");
        if let Some(items) = &array.items {
            self.part(items);
        }
    }

    fn object(&mut self, object: &ObjectType) {
        self.text.push_str("object ");
        for (name, property) in &object.properties {
            self.word(name);
            self.part(property);
        }
        for name in &object.required {
            self.text.push_str("required ");
            self.word(name);
        }
        match &object.additional_properties {
            Some(AdditionalProperties::Any(true)) => self.text.push_str("open "),
            Some(AdditionalProperties::Any(false)) => self.text.push_str("closed "),
            Some(AdditionalProperties::Schema(schema)) => self.part(schema),
            None => {}
        }
    }

    /// Branches that say the same are one.
    fn branches(&mut self, keyword: &str, branches: &[ReferenceOr<Schema>]) {
        self.text.push_str(keyword);
        let mut known = IndexSet::new();
        for branch in branches {
            let start = self.text.len();
            self.part(branch);
            if !known.insert(self.text.get(start..).unwrap_or_default().to_owned()) {
                self.text.truncate(start);
            }
        }
    }

    fn part(&mut self, part: &ReferenceOr<impl Borrow<Schema>>) {
        match part {
            ReferenceOr::Item(schema) => self.schema(schema.borrow()),
            ReferenceOr::Reference { reference } => self.word(reference),
        }
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.word(text),
            Value::Array(list) => {
                self.text.push('[');
                for item in list {
                    self.value(item);
                }
                self.text.push(']');
            }
            Value::Object(members) => {
                self.text.push('{');
                let is_said = |key: &str, value: &Value| matches!(key, "description" | "title") && value.is_string();
                for (key, value) in members.iter().filter(|(key, value)| !is_said(key, value)) {
                    self.word(key);
                    self.value(value);
                }
                self.text.push('}');
            }
            plain => {
                let _ = write!(self.text, "{plain} ");
            }
        }
    }

    /// A text of any content, which its length tells from what is behind it.
    fn word(&mut self, word: &str) {
        let _ = write!(self.text, "{}:{word}", word.len());
    }
}
