//! Which schemas make the same type: those that are the same, and copies of them under the same name.

use std::collections::{HashMap, HashSet};

use openapiv3::Schema;
use serde_json::Value;

use crate::normalize::AT;

/// The schemas of each alternative of a type, as numbers, and the members that are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Identity {
    schemas: Vec<Vec<usize>>,
    members: Vec<String>,
    /// Whether other members are kept too.
    keeps_all: bool,
}

/// The types that are known.
#[derive(Debug, Default)]
pub(super) struct Identities {
    addresses: HashMap<*const Schema, usize>,
    /// What stands at each of these addresses.
    texts: Vec<usize>,
    known_texts: HashMap<String, usize>,
    types: HashMap<Identity, usize>,
    /// By what the schemas say, and the name.
    copies: HashMap<(Identity, String), usize>,
}

impl Identities {
    pub(super) fn of_schemas<'i, 'a: 'i>(&mut self, schemas: impl Iterator<Item = &'i [&'a Schema]>) -> Identity {
        let schemas = schemas.map(|it| it.iter().map(|schema| self.number(schema)).collect()).collect();
        Identity { schemas, members: Vec::new(), keeps_all: false }
    }

    /// What schemas that apply together say, as numbers: the same for every copy of them.
    pub(super) fn copy_of(&mut self, schemas: &[&Schema]) -> Vec<usize> {
        let numbers: Vec<usize> = schemas.iter().map(|schema| self.number(schema)).collect();
        numbers.into_iter().filter_map(|number| self.texts.get(number).copied()).collect()
    }

    /// The identity of an object of which only some members are wanted.
    pub(super) fn of_object<'i, 'a: 'i>(
        &mut self,
        schemas: impl Iterator<Item = &'i [&'a Schema]>,
        members: &[&str],
        keeps_all: bool,
    ) -> Identity {
        let members = members.iter().map(|name| (*name).to_owned()).collect();
        Identity { members, keeps_all, ..self.of_schemas(schemas) }
    }

    /// The type that these schemas make, or that a copy of them made under this name.
    pub(super) fn known(&mut self, identity: &Identity, wanted: &str) -> Option<usize> {
        let copy = || self.copies.get(&(self.copy(identity), wanted.to_owned()));
        self.types.get(identity).or_else(copy).copied()
    }

    pub(super) fn add(&mut self, identity: Identity, wanted: &str, index: usize) {
        self.copies.insert((self.copy(&identity), wanted.to_owned()), index);
        self.types.insert(identity, index);
    }

    fn copy(&self, identity: &Identity) -> Identity {
        let text = |number: &usize| self.texts.get(*number).copied().unwrap_or(*number);
        let schemas = identity.schemas.iter().map(|it| it.iter().map(text).collect()).collect();
        Identity { schemas, ..identity.clone() }
    }

    fn number(&mut self, schema: &Schema) -> usize {
        if let Some(number) = self.addresses.get(&std::ptr::from_ref(schema)) {
            return *number;
        }
        let number = self.texts.len();
        self.addresses.insert(std::ptr::from_ref(schema), number);
        self.texts.push(*self.known_texts.entry(text(schema, &|_| false)).or_insert(number));
        number
    }
}

/// What a schema says apart from texts, from where it stands, and from which codes it lists.
pub(super) fn text(schema: &Schema, lists_codes: &dyn Fn(u64) -> bool) -> String {
    let mut value = serde_json::to_value(schema).unwrap_or_default();
    forget_texts(&mut value, lists_codes);
    value.to_string()
}

/// Leaves what makes the type: not where it stands, nor what is said of it. One code is as good as another.
fn forget_texts(value: &mut Value, lists_codes: &dyn Fn(u64) -> bool) {
    match value {
        Value::Object(map) if map.get(AT).and_then(Value::as_u64).is_some_and(lists_codes) => {
            map.retain(|key, _| key == "nullable");
            map.insert("code".to_owned(), Value::Bool(true));
        }
        Value::Object(map) => {
            map.retain(|key, value| match key.as_str() {
                AT => false,
                // A member of that name has a schema there, which is no text.
                "description" | "title" => !value.is_string(),
                _ => true,
            });
            map.values_mut().for_each(|value| forget_texts(value, lists_codes));
        }
        Value::Array(list) => {
            for value in list.iter_mut() {
                forget_texts(value, lists_codes);
            }
            // Branches that now say the same are one.
            if list.len() > 1 {
                let mut known = HashSet::new();
                list.retain(|item| !item.is_object() || known.insert(item.to_string()));
            }
        }
        _ => {}
    }
}
