//! The types of payloads.

use serde_json::Value;

use super::{Place, Wire};

/// A type of payload data.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Type {
    /// Any JSON value.
    Any,
    /// `true` or `false`.
    Boolean,
    /// A whole number of 64 bits.
    Integer,
    /// A whole number that is not negative and may be greater than the others.
    Unsigned,
    /// A number.
    Number,
    /// Text.
    String,
    /// A code of the API.
    Code,
    /// One of [`Catalog::types`](crate::Catalog::types).
    Named(usize),
    /// One of [`Catalog::types`](crate::Catalog::types), which may hold the type it stands in: without a pointer between them
    /// they had no size.
    Recursive(usize),
    /// A list.
    List(Box<Type>),
    /// An object with arbitrary keys.
    Map(Box<Type>),
    /// The type, or `null`.
    Nullable(Box<Type>),
}

impl Type {
    /// The narrowest type that covers two that have no name; the order makes no difference.
    pub(crate) fn covering(&self, other: &Self) -> Self {
        match (self, other) {
            (same, other) if same == other => same.clone(),
            (Self::Nullable(inner), Self::Nullable(other)) => inner.covering(other).or_null(),
            (Self::Nullable(inner), other) | (other, Self::Nullable(inner)) => inner.covering(other).or_null(),
            (Self::Integer, Self::Number) | (Self::Number, Self::Integer) => Self::Number,
            _ => Self::Any,
        }
    }

    fn or_null(self) -> Self {
        if self == Self::Any { self } else { Self::Nullable(Box::new(self)) }
    }

    /// The position of the named type that this one is, or that lists, maps and `null` are put around.
    pub fn named(&self) -> Option<usize> {
        let mut ty = self;
        while let Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) = ty {
            ty = inner;
        }
        match ty {
            Self::Named(position) | Self::Recursive(position) => Some(*position),
            _ => None,
        }
    }
}

/// A type with a name of its own.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct NamedType {
    /// UpperCamelCase, unique among types.
    pub ident: String,
    /// What the spec says of it.
    pub description: Option<String>,
    /// What it is.
    pub shape: Shape,
    /// Where it stands.
    pub place: Place,
}

/// What a named type is.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// An object with declared members.
    Object(Object),
    /// One of several strings, or one of several integers.
    Enum(Vec<EnumValue>),
    /// One of several forms, at least two.
    Union(Vec<Variant>),
}

/// An object type.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Object {
    /// Its declared members.
    pub fields: Vec<Field>,
    /// What holds all other members, where the schema speaks of them.
    pub additional: Option<Additional>,
}

/// The members of an object that its schema allows without naming them.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Additional {
    /// The Rust name of the map that holds them, unlike that of any field.
    pub ident: String,
    /// The type of each.
    pub ty: Type,
}

/// One of the forms of a union.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Variant {
    /// The Rust variant, unique in the union.
    pub ident: String,
    /// What it holds.
    pub ty: Type,
    /// The members by whose values it is told: strings, integers or booleans.
    pub tags: Vec<(String, Vec<Value>)>,
}

/// A member of an object type.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Field {
    /// Its key.
    pub wire: String,
    /// Its Rust name in `snake_case`, unique in the object; possibly a raw identifier (`r#type`).
    pub ident: String,
    /// Its type.
    pub ty: Type,
    /// Whether it is always there.
    pub required: bool,
    /// What the spec says of it.
    pub description: Option<String>,
    /// What the spec says of its value beyond the type.
    pub facets: Facets,
}

/// What a schema says of a value beyond its type.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Facets {
    /// The only value there is.
    pub constant: Option<Value>,
    /// `format`.
    pub format: Option<String>,
    /// What an absent value means.
    pub default: Option<Value>,
    /// The least number.
    pub minimum: Option<Bound>,
    /// The greatest number.
    pub maximum: Option<Bound>,
}

/// The end of a range of numbers.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Bound {
    /// The number.
    pub number: serde_json::Number,
    /// Whether it lies outside of the range.
    pub excluded: bool,
}

/// A value of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct EnumValue {
    /// The value that is sent.
    pub wire: Wire,
    /// The Rust variant, unique in the enum.
    pub ident: String,
    /// What the spec says of it.
    pub description: Option<String>,
}
