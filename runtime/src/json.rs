//! Between JSON and the Rust types of payloads.
//!
//! Serde's derive would do the same, at a price in every user's build; and it could not say where in a body something is wrong.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;
use serde::ser::SerializeMap;
use serde_json::{Map, Value};

use crate::{Closed, Open};

/// Where in a body one is: a list from the innermost key outwards, which costs nothing until something is wrong.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    outer: Option<&'a At<'a>>,
    step: Step<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl At<'_> {
    /// The body as a whole.
    pub(crate) const ROOT: Self = At { outer: None, step: Step::Root };

    pub(crate) fn key<'a>(&'a self, key: &'a str) -> At<'a> {
        At { outer: Some(self), step: Step::Key(key) }
    }

    pub(crate) fn index(&self, index: usize) -> At<'_> {
        At { outer: Some(self), step: Step::Index(index) }
    }

    /// The object or list around it.
    pub(crate) fn outer(&self) -> Self {
        self.outer.copied().unwrap_or(*self)
    }

    /// What stands here is not what the contract says.
    pub(crate) fn misfit(&self, expected: &'static str, found: Option<&Value>) -> Misfit {
        Misfit { path: self.to_string(), expected, found: found.map_or("nothing", type_name) }
    }
}

/// A body path such as `error.details[0].path`.
impl fmt::Display for At<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut steps = Vec::new();
        let mut place = Some(self);
        while let Some(at) = place {
            steps.push(at.step);
            place = at.outer;
        }
        let mut first = true;
        for step in steps.iter().rev() {
            match step {
                Step::Root | Step::Key("") => continue,
                Step::Key(key) if first => write!(formatter, "{key}")?,
                Step::Key(key) => write!(formatter, ".{key}")?,
                Step::Index(index) => write!(formatter, "[{index}]")?,
            }
            first = false;
        }
        Ok(())
    }
}

/// Something in a body that is not what the contract says.
#[derive(Debug)]
pub struct Misfit {
    pub(crate) path: String,
    pub(crate) expected: &'static str,
    pub(crate) found: &'static str,
}

impl fmt::Display for Misfit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "the body" } else { &self.path };
        write!(formatter, "{path}: expected {}, found {}", self.expected, self.found)
    }
}

/// What a JSON value is, in words.
pub(crate) fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// A type of payload data, read from a JSON value.
pub trait FromJson: Sized {
    /// The keys of an object; empty for anything else.
    const KEYS: &'static [&'static str] = &[];

    /// Reads it.
    ///
    /// # Errors
    ///
    /// If the value is not of this type; the error says where.
    fn from_json(value: &Value, at: &At<'_>) -> Result<Self, Misfit>;
}

impl FromJson for Value {
    fn from_json(value: &Value, _: &At<'_>) -> Result<Self, Misfit> {
        Ok(value.clone())
    }
}

impl FromJson for String {
    fn from_json(value: &Value, at: &At<'_>) -> Result<Self, Misfit> {
        value.as_str().map(str::to_owned).ok_or_else(|| at.misfit("a string", Some(value)))
    }
}

impl FromJson for bool {
    fn from_json(value: &Value, at: &At<'_>) -> Result<Self, Misfit> {
        value.as_bool().ok_or_else(|| at.misfit("a boolean", Some(value)))
    }
}

impl FromJson for f64 {
    fn from_json(value: &Value, at: &At<'_>) -> Result<Self, Misfit> {
        value.as_f64().ok_or_else(|| at.misfit("a number", Some(value)))
    }
}

impl FromJson for i64 {
    fn from_json(value: &Value, at: &At<'_>) -> Result<Self, Misfit> {
        value.as_i64().or_else(|| whole(value.as_f64()?)).ok_or_else(|| at.misfit("an integer", Some(value)))
    }
}

/// JSON Schema takes `7.0` for an integer. Beyond 2⁵³ a float no longer says which integer it is.
fn whole(number: f64) -> Option<i64> {
    const LIMIT: f64 = 9_007_199_254_740_992.0;
    #[allow(clippy::cast_possible_truncation)] // It is within ±2⁵³ and has no fraction.
    (number.fract() == 0.0 && number.abs() <= LIMIT).then_some(number as i64)
}

impl<T: FromJson> FromJson for Option<T> {
    const KEYS: &'static [&'static str] = T::KEYS;

    fn from_json(value: &Value, at: &At<'_>) -> Result<Self, Misfit> {
        if value.is_null() { Ok(None) } else { T::from_json(value, at).map(Some) }
    }
}

impl<T: FromJson> FromJson for Box<T> {
    const KEYS: &'static [&'static str] = T::KEYS;

    fn from_json(value: &Value, at: &At<'_>) -> Result<Self, Misfit> {
        T::from_json(value, at).map(Box::new)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(value: &Value, at: &At<'_>) -> Result<Self, Misfit> {
        let items = value.as_array().ok_or_else(|| at.misfit("a list", Some(value)))?;
        items.iter().enumerate().map(|(index, item)| T::from_json(item, &at.index(index))).collect()
    }
}

impl<T: FromJson> FromJson for BTreeMap<String, T> {
    fn from_json(value: &Value, at: &At<'_>) -> Result<Self, Misfit> {
        let members = object(value, at)?;
        members.iter().map(|(key, item)| Ok((key.clone(), T::from_json(item, &at.key(key))?))).collect()
    }
}

impl<C: Closed> FromJson for Open<C> {
    fn from_json(value: &Value, _: &At<'_>) -> Result<Self, Misfit> {
        Ok(Self::from_value(value.clone()))
    }
}

/// Reads a value that must be one of the published ones.
///
/// # Errors
///
/// If it is none of them.
pub fn closed_from_json<C: Closed>(value: &Value, at: &At<'_>) -> Result<C, Misfit> {
    Open::from_value(value.clone()).known().ok_or_else(|| at.misfit("one of the published values", Some(value)))
}

/// The members of an object.
///
/// # Errors
///
/// If it is none.
pub fn object<'v>(value: &'v Value, at: &At<'_>) -> Result<&'v Map<String, Value>, Misfit> {
    value.as_object().ok_or_else(|| at.misfit("an object", Some(value)))
}

/// Reads a member that must be there.
///
/// # Errors
///
/// If it is absent, or of another type.
pub fn read_required<T: FromJson>(members: &Map<String, Value>, key: &str, at: &At<'_>) -> Result<T, Misfit> {
    match members.get(key) {
        Some(value) => T::from_json(value, &at.key(key)),
        None => Err(at.key(key).misfit("a value", None)),
    }
}

/// Reads a member that may be absent.
///
/// # Errors
///
/// If it is of another type.
pub fn read_optional<T: FromJson>(members: &Map<String, Value>, key: &str, at: &At<'_>) -> Result<Option<T>, Misfit> {
    match members.get(key) {
        Some(value) => T::from_json(value, &at.key(key)).map(Some),
        None => Ok(None),
    }
}

/// Data that can be written as JSON, whatever its type.
pub trait ToJson {
    /// Appends its JSON.
    fn write(&self, out: &mut Vec<u8>);

    /// Its JSON as a value.
    fn to_value(&self) -> Value;
}

impl<T: Serialize> ToJson for T {
    fn write(&self, out: &mut Vec<u8>) {
        let start = out.len();
        // Writing into memory cannot fail and payload types always serialize; `null` stands in for the impossible.
        if serde_json::to_writer(&mut *out, self).is_err() {
            out.truncate(start);
            out.extend_from_slice(b"null");
        }
    }

    fn to_value(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}

/// What is called for each member of an object: its key and its value.
pub type Visit<'a> = dyn FnMut(&str, &dyn ToJson) + 'a;

/// A payload that is an object, whose members can be written one by one.
pub trait Object {
    /// Visits each member that is present.
    fn each(&self, visit: &mut Visit<'_>);
}

/// Visits a member that is always there.
pub fn visit_required<T: Serialize>(visit: &mut Visit<'_>, key: &'static str, value: &T) {
    visit(key, value);
}

/// Visits a member if it is there.
pub fn visit_optional<T: Serialize>(visit: &mut Visit<'_>, key: &'static str, value: &Option<T>) {
    if let Some(value) = value {
        visit(key, value);
    }
}

/// Serializes a member that is always there.
///
/// # Errors
///
/// Those of the serializer.
pub fn write_required<M: SerializeMap, T: Serialize>(
    map: &mut M,
    key: &'static str,
    value: &T,
) -> Result<(), M::Error> {
    map.serialize_entry(key, value)
}

/// Serializes a member if it is there.
///
/// # Errors
///
/// Those of the serializer.
pub fn write_optional<M: SerializeMap, T: Serialize>(
    map: &mut M,
    key: &'static str,
    value: &Option<T>,
) -> Result<(), M::Error> {
    match value {
        Some(value) => map.serialize_entry(key, value),
        None => Ok(()),
    }
}

/// An object of a payload: `object_impls!(LimitReached; limit_key: required "limitKey", note: optional "note")`.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_object {
    ($name:ident; $($field:ident: $presence:ident $key:literal),* $(,)?) => {
        #[automatically_derived]
        impl $crate::__private::v1::FromJson for $name {
            const KEYS: &'static [&'static str] = &[$($key),*];

            fn from_json(
                value: &$crate::__private::v1::Value,
                at: &$crate::__private::v1::At<'_>,
            ) -> ::core::result::Result<Self, $crate::__private::v1::Misfit> {
                let _members = $crate::__private::v1::object(value, at)?;
                ::core::result::Result::Ok(Self {
                    $($field: $crate::__private::v1::read::$presence(_members, $key, at)?,)*
                })
            }
        }

        #[automatically_derived]
        impl $crate::__private::v1::Object for $name {
            fn each(&self, _visit: &mut $crate::__private::v1::Visit<'_>) {
                $($crate::__private::v1::visit::$presence(_visit, $key, &self.$field);)*
            }
        }

        #[automatically_derived]
        impl $crate::__private::v1::serde::Serialize for $name {
            fn serialize<S: $crate::__private::v1::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                #[allow(unused_mut)]
                let mut map = serializer.serialize_map(::core::option::Option::None)?;
                $($crate::__private::v1::write::$presence(&mut map, $key, &self.$field)?;)*
                $crate::__private::v1::serde::ser::SerializeMap::end(map)
            }
        }

        #[automatically_derived]
        impl<'de> $crate::__private::v1::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::v1::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::v1::deserialize_payload(deserializer)
            }
        }
    };
}

/// Deserializes a payload from any format that describes itself.
///
/// # Errors
///
/// Those of the deserializer, and what does not fit.
pub fn deserialize_payload<'de, T: FromJson, D: serde::Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let value = <Value as serde::Deserialize>::deserialize(deserializer)?;
    T::from_json(&value, &At::ROOT).map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_read_like_body_paths() {
        let list = At::ROOT.key("error").key("details").to_string();
        assert_eq!(list, "error.details");
        assert_eq!(At::ROOT.key("errors").index(2).key("code").to_string(), "errors[2].code");
        assert_eq!(At::ROOT.index(0).to_string(), "[0]");
        assert_eq!(At::ROOT.key("error").key("code").outer().to_string(), "error");
        assert_eq!(At::ROOT.to_string(), "");
    }

    #[test]
    fn floats_are_integers_as_far_as_they_say_which() {
        for (number, integer) in [(7.0, Some(7)), (-0.0, Some(0)), (7.5, None), (1e300, None), (f64::NAN, None)] {
            assert_eq!(whole(number), integer);
        }
        assert_eq!(whole(9_007_199_254_740_992.0), Some(9_007_199_254_740_992));
        assert_eq!(whole(9_007_199_254_740_994.0), None);
    }
}
