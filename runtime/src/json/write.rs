//! From the Rust types of payloads to JSON.

use serde::Serialize;
use serde::ser::SerializeMap;
use serde_json::Value;

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
