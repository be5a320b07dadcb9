//! Payload types: from what schemas admit to the types of the catalog.

use std::collections::HashMap;

use indexmap::IndexSet;
use openapiv3::Schema;
use serde_json::Value;

use crate::catalog::{EnumValue, Field, NamedType, Place, Shape, Type};
use crate::naming::{self, Kind};
use crate::schema::{Alternative, Member, Members, Part, Schemas};

/// Names that the generated module has already; a payload type of such a name gets `Payload` behind it.
const TAKEN: [&str; 6] = ["ErrorCode", "ErrorKind", "ApiError", "ResponseError", "Self", "Slots"];
/// Deeper data stays free-form.
const DEEPEST: usize = 32;

/// The named types of a catalog while it is built.
#[derive(Debug)]
pub(crate) struct Types<'s, 'a> {
    schemas: &'s Schemas<'a>,
    named: Vec<NamedType>,
    /// By the schemas that make a type; `None` while it is being built, so that recursion ends.
    known: HashMap<Key, Option<usize>>,
    depth: usize,
}

/// The addresses of the schemas that apply together, and the members that are left out.
type Key = (Vec<*const Schema>, Vec<String>);

/// A name for a type that has none of its own: that of what it stands in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hint<'h> {
    /// An identifier in UpperCamelCase.
    pub(crate) ident: &'h str,
}

impl<'s, 'a> Types<'s, 'a> {
    pub(crate) fn new(schemas: &'s Schemas<'a>) -> Self {
        Self { schemas, named: Vec::new(), known: HashMap::new(), depth: 0 }
    }

    pub(crate) fn finish(self) -> Vec<NamedType> {
        self.named
    }

    /// The type of a value to which all of these schemas apply.
    pub(crate) fn of_parts(&mut self, parts: &[Part<'a>], hint: Hint<'_>) -> Type {
        if self.depth >= DEEPEST {
            return Type::Any;
        }
        self.depth += 1;
        let ty = match self.schemas.expand(parts) {
            Ok(alternatives) => self.of_alternatives(&alternatives, hint),
            Err(_) => Type::Any,
        };
        self.depth -= 1;
        ty
    }

    /// The type that covers all of these alternatives.
    pub(crate) fn of_alternatives(&mut self, alternatives: &[Alternative<'a>], hint: Hint<'_>) -> Type {
        let nullable = alternatives.iter().any(|it| it.nullable || it.type_name() == Some("null"));
        let mut types: Vec<Type> = Vec::new();
        for alternative in alternatives.iter().filter(|it| it.type_name() != Some("null")) {
            let ty = self.of_alternative(alternative, hint);
            if !types.contains(&ty) {
                types.push(ty);
            }
        }
        let ty = match types.as_slice() {
            [only] => only.clone(),
            _ => Type::Any,
        };
        if nullable && ty != Type::Any { Type::Nullable(Box::new(ty)) } else { ty }
    }

    fn of_alternative(&mut self, alternative: &Alternative<'a>, hint: Hint<'_>) -> Type {
        let admitted = self.schemas.admitted(alternative, None);
        match alternative.type_name() {
            Some("string") => match admitted {
                Some(values) if values.len() > 1 => {
                    self.enumeration(alternative, &values.into_iter().map(|it| it.value).collect::<Vec<_>>(), hint)
                }
                _ => Type::String,
            },
            Some("integer") => Type::Integer,
            Some("number") => Type::Number,
            Some("boolean") => Type::Boolean,
            Some("array") => match alternative.items() {
                Some(items) if !items.is_empty() => Type::List(Box::new(self.of_parts(&items, hint))),
                _ => Type::List(Box::new(Type::Any)),
            },
            Some("object") => {
                let members = alternative.members();
                if !members.is_empty() {
                    return self.object(alternative, &[&members], |_| true, hint);
                }
                let value = match alternative.additional() {
                    Some(parts) if !parts.is_empty() => self.of_parts(&parts, hint),
                    _ => Type::Any,
                };
                Type::Map(Box::new(value))
            }
            _ => Type::Any,
        }
    }

    /// The object type that covers all these ways of looking, with the members that are wanted. A member is required
    /// where every way requires it; where the ways give it different types, it is any value.
    pub(crate) fn object(
        &mut self,
        alternative: &Alternative<'a>,
        ways: &[&Members<'a>],
        wanted: impl Fn(&str) -> bool,
        hint: Hint<'_>,
    ) -> Type {
        let mut names: IndexSet<&'a str> = ways.iter().flat_map(|members| members.keys().copied()).collect();
        names.retain(|name| wanted(name));
        let key: Key = (addresses(alternative), names.iter().map(|name| (*name).to_owned()).collect());
        match self.known.get(&key) {
            Some(Some(index)) => return Type::Named(*index),
            Some(None) => return Type::Any,
            None => {}
        }
        self.known.insert(key.clone(), None);
        // What stands inside is named after what this type should be called: two copies of one schema then agree.
        let wanted = Self::wanted(alternative, hint);
        let mut fields: Vec<Field> = Vec::new();
        for name in names {
            let field = naming::snake(name).filter(|ident| !fields.iter().any(|it| it.ident == *ident));
            let Some(field) = field.map(|snake| self.field(name, snake, ways, &wanted)) else {
                // Two members that meet in one name cannot both be fields; the data stays whole as a map.
                self.known.remove(&key);
                return Type::Map(Box::new(Type::Any));
            };
            fields.push(field);
        }
        let index = self.add(alternative, hint, Shape::Object(fields));
        self.known.insert(key, Some(index));
        Type::Named(index)
    }

    fn field(&mut self, name: &str, ident: String, ways: &[&Members<'a>], of: &str) -> Field {
        let inner = format!("{of}{}", naming::upper_camel(name, Kind::Type).unwrap_or_default());
        let having: Vec<&Member<'a>> = ways.iter().filter_map(|members| members.get(name)).collect();
        let mut types: Vec<Type> = Vec::new();
        for member in &having {
            let ty = self.of_parts(&member.parts, Hint { ident: &inner });
            if !types.contains(&ty) {
                types.push(ty);
            }
        }
        let ty = if types.len() == 1 { types.swap_remove(0) } else { Type::Any };
        let required = having.len() == ways.len() && having.iter().all(|member| member.required);
        let alternatives =
            having.first().and_then(|member| self.schemas.expand(&member.parts).ok()).unwrap_or_default();
        let description = alternatives.first().and_then(Alternative::description).map(str::to_owned);
        Field { wire: name.to_owned(), ident, ty, required, description }
    }

    fn enumeration(&mut self, alternative: &Alternative<'a>, values: &[Value], hint: Hint<'_>) -> Type {
        let key: Key = (addresses(alternative), Vec::new());
        if let Some(Some(index)) = self.known.get(&key) {
            return Type::Named(*index);
        }
        let mut variants: Vec<EnumValue> = Vec::new();
        for value in values {
            let Some(wire) = value.as_str() else {
                return Type::String;
            };
            if variants.iter().any(|it| it.wire == wire) {
                continue;
            }
            let ident =
                naming::upper_camel(wire, Kind::Value).filter(|ident| !variants.iter().any(|it| it.ident == *ident));
            let Some(ident) = ident else {
                return Type::String;
            };
            variants.push(EnumValue { wire: wire.to_owned(), ident });
        }
        let index = self.add(alternative, hint, Shape::Enum(variants));
        self.known.insert(key, Some(index));
        Type::Named(index)
    }

    fn add(&mut self, alternative: &Alternative<'a>, hint: Hint<'_>, shape: Shape) -> usize {
        // The same data, written out again under the same name, is the same type.
        let again = |it: &NamedType| it.shape == shape && it.ident == Self::wanted(alternative, hint);
        if let Some(index) = self.named.iter().position(again) {
            return index;
        }
        let ident = self.ident(alternative, hint);
        let place = alternative.schemas.iter().find_map(|schema| self.schemas.place(schema)).cloned();
        let place = place.unwrap_or_else(Place::start);
        let description = alternative.description().map(str::to_owned);
        self.named.push(NamedType { ident, description, shape, place });
        self.named.len() - 1
    }

    /// The name that a type should have: that of the component, else the title, else that of what it stands in.
    fn wanted(alternative: &Alternative<'a>, hint: Hint<'_>) -> String {
        let title = || alternative.schemas.iter().find_map(|schema| schema.schema_data.title.as_deref());
        let own = alternative.component.or_else(title).and_then(|name| naming::upper_camel(name, Kind::Type));
        let own = own.unwrap_or_else(|| hint.ident.to_owned());
        if TAKEN.contains(&own.as_str()) { format!("{own}Payload") } else { own }
    }

    /// That name, or a longer one where it is taken.
    fn ident(&self, alternative: &Alternative<'a>, hint: Hint<'_>) -> String {
        let mut ident = Self::wanted(alternative, hint);
        if self.is_taken(&ident) {
            ident = format!("{}{ident}", hint.ident);
        }
        let stem = ident.clone();
        let mut number = 2;
        while self.is_taken(&ident) {
            ident = format!("{stem}{number}");
            number += 1;
        }
        ident
    }

    fn is_taken(&self, ident: &str) -> bool {
        self.named.iter().any(|it| it.ident == ident)
    }
}

/// The identity of an alternative: the schemas that it consists of.
fn addresses(alternative: &Alternative<'_>) -> Vec<*const Schema> {
    alternative.schemas.iter().map(|schema| std::ptr::from_ref(*schema)).collect()
}
