//! From JSON to the Rust types of payloads.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{At, Members, Misfit, Node};
use crate::open::Unknown;
use crate::{Closed, Number, Open};

/// A type of payload data, read from a JSON value.
pub trait FromJson: Sized {
    /// The keys of an object; empty for anything else.
    const KEYS: &'static [&'static str] = &[];

    /// Whether it keeps members of other keys too.
    const KEEPS_ALL: bool = false;

    /// Reads it.
    ///
    /// # Errors
    ///
    /// If the value is not of this type; the error says where.
    fn from_json(value: &Node<'_>, at: &At<'_>) -> Result<Self, Misfit>;
}

impl FromJson for Value {
    fn from_json(value: &Node<'_>, at: &At<'_>) -> Result<Self, Misfit> {
        Ok(copy(value, at))
    }
}

impl FromJson for String {
    fn from_json(value: &Node<'_>, at: &At<'_>) -> Result<Self, Misfit> {
        let text = value.as_str().ok_or_else(|| at.misfit("a string", value))?;
        Ok(if at.is_seen() { Self::new() } else { text.to_owned() })
    }
}

impl FromJson for bool {
    fn from_json(value: &Node<'_>, at: &At<'_>) -> Result<Self, Misfit> {
        value.as_bool().ok_or_else(|| at.misfit("a boolean", value))
    }
}

impl FromJson for Number {
    fn from_json(value: &Node<'_>, at: &At<'_>) -> Result<Self, Misfit> {
        value.as_number().and_then(Self::of).ok_or_else(|| at.misfit("a number", value))
    }
}

impl FromJson for i64 {
    fn from_json(value: &Node<'_>, at: &At<'_>) -> Result<Self, Misfit> {
        value
            .as_number()
            .and_then(|it| it.as_i64().or_else(|| whole(it.as_f64()?)))
            .ok_or_else(|| at.misfit("an integer", value))
    }
}

impl FromJson for u64 {
    fn from_json(value: &Node<'_>, at: &At<'_>) -> Result<Self, Misfit> {
        let whole = |it: &serde_json::Number| u64::try_from(whole(it.as_f64()?)?).ok();
        value
            .as_number()
            .and_then(|it| it.as_u64().or_else(|| whole(it)))
            .ok_or_else(|| at.misfit("an integer that is not negative", value))
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
    const KEEPS_ALL: bool = T::KEEPS_ALL;

    fn from_json(value: &Node<'_>, at: &At<'_>) -> Result<Self, Misfit> {
        if value.is_null() { Ok(None) } else { T::from_json(value, at).map(Some) }
    }
}

impl<T: FromJson> FromJson for Box<T> {
    const KEYS: &'static [&'static str] = T::KEYS;
    const KEEPS_ALL: bool = T::KEEPS_ALL;

    fn from_json(value: &Node<'_>, at: &At<'_>) -> Result<Self, Misfit> {
        T::from_json(value, at).map(Box::new)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(value: &Node<'_>, at: &At<'_>) -> Result<Self, Misfit> {
        let items = value.as_list().ok_or_else(|| at.misfit("a list", value))?;
        items.iter().enumerate().map(|(index, item)| T::from_json(item, &at.index(index))).collect()
    }
}

impl<T: FromJson> FromJson for BTreeMap<String, T> {
    const KEEPS_ALL: bool = true;

    fn from_json(value: &Node<'_>, at: &At<'_>) -> Result<Self, Misfit> {
        let members = object(value, at)?;
        members.iter().map(|(key, item)| Ok((key.to_owned(), T::from_json(item, &at.key(key))?))).collect()
    }
}

/// Whatever it is, it fits; so there is nothing to see.
impl<T: FromJson> FromJson for Open<T> {
    fn from_json(value: &Node<'_>, at: &At<'_>) -> Result<Self, Misfit> {
        let known = if at.is_seen() { None } else { T::from_json(value, &at.untold()).ok() };
        Ok(known.map_or_else(|| Self::Unknown(Unknown::new(copy(value, at))), Self::Known))
    }
}

/// Any JSON; `null` where it is only looked at.
pub(crate) fn copy(value: &Node<'_>, at: &At<'_>) -> Value {
    if at.is_seen() { Value::Null } else { value.to_value() }
}

/// Reads a value that must be one of the published ones.
///
/// # Errors
///
/// If it is none of them.
pub fn closed_from_json<C: Closed>(value: &Node<'_>, at: &At<'_>) -> Result<C, Misfit> {
    crate::closed::of_node(value).ok_or_else(|| at.misfit("one of the published values", value))
}

/// The members of an object.
///
/// # Errors
///
/// If it is none.
pub fn object<'n, 'v>(value: &'n Node<'v>, at: &At<'_>) -> Result<&'n Members<'v>, Misfit> {
    value.as_object().ok_or_else(|| at.misfit("an object", value))
}

/// Reads a member that must be there.
///
/// # Errors
///
/// If it is absent, or of another type.
pub fn read_required<T: FromJson>(members: &Members<'_>, key: &str, at: &At<'_>) -> Result<T, Misfit> {
    match members.get(key) {
        Some(value) => T::from_json(value, &at.key(key)),
        None => Err(at.key(key).missing("a value")),
    }
}

/// Reads a member that may be absent.
///
/// # Errors
///
/// If it is of another type.
pub fn read_optional<T: FromJson>(members: &Members<'_>, key: &str, at: &At<'_>) -> Result<Option<T>, Misfit> {
    match members.get(key) {
        Some(value) => T::from_json(value, &at.key(key)).map(Some),
        None => Ok(None),
    }
}

/// Deserializes a payload from any format that describes itself.
///
/// # Errors
///
/// Those of the deserializer, and what does not fit.
pub fn deserialize_payload<'de, T: FromJson, D: serde::Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let value = <Value as serde::Deserialize>::deserialize(deserializer)?;
    T::from_json(&Node::of(&value), &At::ROOT).map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_are_integers_as_far_as_they_say_which() {
        for (number, integer) in [(7.0, Some(7)), (-0.0, Some(0)), (7.5, None), (1e300, None), (f64::NAN, None)] {
            assert_eq!(whole(number), integer);
        }
        assert_eq!(whole(9_007_199_254_740_992.0), Some(9_007_199_254_740_992));
        assert_eq!(whole(9_007_199_254_740_994.0), None);
    }
}
