//! The types of payloads.

use super::Place;

/// A type of payload data.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Type {
    /// Any JSON value.
    Any,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// Text.
    String,
    /// One of [`Catalog::types`](crate::Catalog::types).
    Named(usize),
    /// A list.
    List(Box<Type>),
    /// An object with arbitrary keys.
    Map(Box<Type>),
    /// The type, or `null`.
    Nullable(Box<Type>),
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
    Object(Vec<Field>),
    /// One of several strings.
    Enum(Vec<EnumValue>),
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
}

/// A value of a string enum.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct EnumValue {
    /// The value that is sent.
    pub wire: String,
    /// The Rust variant, unique in the enum.
    pub ident: String,
}
