//! Values that may be newer than the spec one was built with.

use std::fmt;

use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde::ser::{Serialize, Serializer};
use serde_json::Value;

use crate::Closed;

/// One of the published values, or whatever else a server sent; lossless in both directions.
///
/// Payloads hold their enums in it, and what can have several forms (`oneOf`, `anyOf`): a value that is newer than the spec
/// does not hide the rest of an answer, and a service can only send what the spec lists. Use it for the fields of your own
/// serde types that hold an enum of somebody else's API.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Open<C> {
    /// One of the published values.
    Known(C),
    /// Something that the spec does not list.
    Unknown(Unknown),
}

/// A value that the spec does not list. Only decoding makes one, so a service cannot send it on its own account.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Unknown(Box<Sent>);

/// The value as it came; `text` is its JSON where it is not a string.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Sent {
    value: Value,
    text: Option<String>,
}

impl Unknown {
    pub(crate) fn new(value: Value) -> Self {
        let text = if value.is_string() { None } else { Some(value.to_string()) };
        Self(Box::new(Sent { value, text }))
    }

    /// The text that was sent; for anything but a string, its JSON.
    pub fn as_str(&self) -> &str {
        self.0.text.as_deref().or(self.0.value.as_str()).unwrap_or_default()
    }
}

impl fmt::Display for Unknown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl Serialize for Unknown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.value.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Unknown {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(Self::new)
    }
}

impl<C: Closed> Open<C> {
    /// The value as text; anything but a string as its JSON.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(known) => known.wire_text(),
            Self::Unknown(unknown) => unknown.as_str(),
        }
    }

    /// The published value, if it is one.
    pub fn known(&self) -> Option<C> {
        match self {
            Self::Known(known) => Some(*known),
            Self::Unknown(_) => None,
        }
    }
}

impl<T> Open<T> {
    /// What is known, by reference.
    pub fn as_known(&self) -> Option<&T> {
        match self {
            Self::Known(known) => Some(known),
            Self::Unknown(_) => None,
        }
    }

    /// What is known.
    ///
    /// # Errors
    ///
    /// What was sent instead.
    pub fn into_known(self) -> Result<T, Unknown> {
        match self {
            Self::Known(known) => Ok(known),
            Self::Unknown(unknown) => Err(unknown),
        }
    }
}

impl<C> From<C> for Open<C> {
    fn from(known: C) -> Self {
        Self::Known(known)
    }
}

impl<C: PartialEq> PartialEq<C> for Open<C> {
    fn eq(&self, other: &C) -> bool {
        matches!(self, Self::Known(known) if known == other)
    }
}

impl<C: Closed> fmt::Display for Open<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl<T: Serialize> Serialize for Open<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(known) => known.serialize(serializer),
            Self::Unknown(unknown) => unknown.serialize(serializer),
        }
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Open<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Ok(T::deserialize(&value).map_or_else(|_| Self::Unknown(Unknown::new(value)), Self::Known))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::json::{At, FromJson, Misfit, Node, closed_from_json};

    /// One value is sent as text and one as an integer, though both look like numbers.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Level {
        Text,
        Integer,
    }

    impl Closed for Level {
        fn wire_text(self) -> &'static str {
            match self {
                Self::Text => "1",
                Self::Integer => "2",
            }
        }

        fn is_integer(self) -> bool {
            self == Self::Integer
        }

        fn from_wire_text(text: &str) -> Option<Self> {
            crate::closed::find(&[Self::Text, Self::Integer], text)
        }
    }

    impl Serialize for Level {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            crate::closed::serialize(*self, serializer)
        }
    }

    impl FromJson for Level {
        fn from_json(value: &Node<'_>, at: &At<'_>) -> Result<Self, Misfit> {
            closed_from_json(value, at)
        }
    }

    fn open(value: &Value) -> Open<Level> {
        Open::from_json(&Node::of(value), &At::ROOT).expect("whatever it is")
    }

    #[test]
    fn a_value_is_known_in_the_form_that_it_is_sent_in() {
        let known = |value: Value| open(&value).known();
        assert_eq!(known(json!("1")), Some(Level::Text));
        assert_eq!(known(json!(2)), Some(Level::Integer));
        for other in [json!(1), json!("2"), json!(2.0), json!("3"), json!(null), json!([1]), json!({"1": 2})] {
            let open = open(&other);
            assert_eq!(open.known(), None, "{other}");
            assert_eq!(serde_json::to_value(&open).ok(), Some(other));
        }
    }

    #[test]
    fn every_value_has_a_text() {
        for (value, text) in [(json!("1"), "1"), (json!(2), "2"), (json!("new"), "new"), (json!([1]), "[1]")] {
            let open = open(&value);
            assert_eq!((open.as_str(), open.to_string().as_str()), (text, text));
        }
        assert_eq!(format!("{:>3}|{:<3}", Open::from(Level::Text), Unknown::new(json!("x"))), "  1|x  ");
    }

    #[test]
    fn known_values_compare_with_their_own_type() {
        assert_eq!(Open::from(Level::Text), Level::Text);
        assert_ne!(open(&json!("new")), Level::Text);
    }
}
