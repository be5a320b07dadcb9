//! JSON values that are looked at once, to make something of them.

use std::borrow::Cow;

use serde_json::{Map, Number, Value};

/// A JSON value whose texts stand where they came from, so that little has to be copied. Of several members with one key the
/// last counts.
#[derive(Debug, Clone)]
pub enum Node<'v> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    Text(Cow<'v, str>),
    /// A list.
    List(Vec<Self>),
    /// An object.
    Object(Members<'v>),
}

/// The members of an object.
#[derive(Debug, Clone, Default)]
pub struct Members<'v>(pub(crate) Vec<(Cow<'v, str>, Node<'v>)>);

impl<'v> Node<'v> {
    /// A value, looked at.
    pub(crate) fn of(value: &'v Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(truth) => Self::Bool(*truth),
            Value::Number(number) => Self::Number(number.clone()),
            Value::String(text) => Self::Text(Cow::Borrowed(text)),
            Value::Array(items) => Self::List(items.iter().map(Self::of).collect()),
            Value::Object(members) => {
                let members = members.iter().map(|(key, value)| (Cow::Borrowed(key.as_str()), Self::of(value)));
                Self::Object(Members(members.collect()))
            }
        }
    }

    /// A copy, to be kept.
    pub(crate) fn to_value(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(truth) => Value::Bool(*truth),
            Self::Number(number) => Value::Number(number.clone()),
            Self::Text(text) => Value::String(text.clone().into_owned()),
            Self::List(items) => Value::Array(items.iter().map(Node::to_value).collect()),
            Self::Object(members) => {
                let members = members.iter().map(|(key, value)| (key.to_owned(), value.to_value()));
                Value::Object(members.collect::<Map<_, _>>())
            }
        }
    }

    /// The string that it is.
    pub(crate) fn as_str(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The boolean that it is.
    pub(crate) fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(truth) = self { Some(*truth) } else { None }
    }

    /// The number that it is.
    pub(crate) fn as_number(&self) -> Option<&Number> {
        if let Self::Number(number) = self { Some(number) } else { None }
    }

    /// The list that it is.
    pub(crate) fn as_list(&self) -> Option<&[Self]> {
        if let Self::List(items) = self { Some(items) } else { None }
    }

    /// The object that it is.
    pub(crate) fn as_object(&self) -> Option<&Members<'v>> {
        if let Self::Object(members) = self { Some(members) } else { None }
    }

    /// A member, of an object.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.as_object()?.get(key)
    }

    /// Whether it is `null`.
    pub(crate) fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<'v> Members<'v> {
    /// The member with a key.
    pub(crate) fn get(&self, key: &str) -> Option<&Node<'v>> {
        self.0.iter().rev().find(|(of, _)| of == key).map(|(_, value)| value)
    }

    /// All of them, as they came.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Node<'v>)> {
        self.0.iter().map(|(key, value)| (&**key, value))
    }
}
