//! Names and texts that vendor extensions give to the values of an enum.

use serde_json::Value;

use crate::catalog::Place;
use crate::schema::{Admitted, Schemas};

/// Keys whose value runs parallel to the enum, or is a map by value.
const NAMES: [&str; 2] = ["x-enum-varnames", "x-enumNames"];
const TEXTS: [&str; 3] = ["x-enum-descriptions", "x-enumDescriptions", "x-enum-description"];

/// A line for each value, as go-swagger writes them: the value, the name of its constant, what that one's comment says.
const GO: &str = "x-go-enum-desc";

/// The variant name that the spec gives.
pub(crate) fn name<'a>(admitted: &Admitted<'a>) -> Option<&'a str> {
    let named = find(admitted, &NAMES).map(|(_, name)| name);
    named.or_else(|| described(admitted)?.1.get("name")?.as_str())
}

/// What the spec says of the value, and where: the extension, or its entry for the value.
pub(crate) fn description<'a>(schemas: &Schemas<'a>, admitted: &Admitted<'a>) -> Option<(&'a str, Option<Place>)> {
    let found = find(admitted, &TEXTS)
        .or_else(|| {
            let (key, entry) = described(admitted)?;
            Some((key, entry.get("description")?.as_str()?))
        })
        .or_else(|| Some((GO, of_go(admitted)?)));
    let (key, text) = found.filter(|(_, text)| !text.trim().is_empty())?;
    let schema = admitted.schema?;
    let place = schemas.place(schema).map(|place| {
        let extension = place.pointer.child(key);
        let pointer = match schema.schema_data.extensions.get(key) {
            Some(Value::Array(_)) if key != "x-enum-elements" => extension.index(admitted.index),
            Some(Value::Object(map)) => match &admitted.value {
                Value::String(text) if map.contains_key(text) => extension.child(text),
                _ => extension,
            },
            _ => extension,
        };
        Place { file: place.file, pointer }
    });
    Some((text, place))
}

fn find<'a>(admitted: &Admitted<'a>, keys: &[&'static str]) -> Option<(&'static str, &'a str)> {
    let extensions = &admitted.schema?.schema_data.extensions;
    keys.iter().find_map(|key| Some((*key, entry(extensions.get(*key)?, admitted)?.as_str()?)))
}

/// The entry for a value, in a list that runs parallel to the enum or in a map by value.
fn entry<'a>(extension: &'a Value, admitted: &Admitted<'_>) -> Option<&'a Value> {
    match extension {
        Value::Array(list) => list.get(admitted.index),
        Value::Object(map) => match &admitted.value {
            Value::String(text) => map.get(text),
            other => map.get(&other.to_string()),
        },
        _ => None,
    }
}

/// What `x-go-enum-desc` says of a value, without the name of the constant.
fn of_go<'a>(admitted: &Admitted<'a>) -> Option<&'a str> {
    let wire = admitted.wire()?.to_string();
    let lines = admitted.schema?.schema_data.extensions.get(GO)?.as_str()?.lines();
    let text = lines.map(str::trim).find_map(|line| line.strip_prefix(wire.as_str())?.strip_prefix(' '))?;
    let (first, rest) = text.trim_start().split_once(' ').unwrap_or((text.trim_start(), ""));
    Some(if is_constant(first) { rest.trim_start() } else { text.trim() })
}

/// Whether a word is the name of a constant of Go, such as `StatusPending`, and not the first one of a text.
fn is_constant(word: &str) -> bool {
    let humps = word.chars().skip(1).any(|it| it.is_ascii_uppercase());
    humps && word.chars().all(|it| it.is_ascii_alphanumeric() || it == '_')
}

/// The entry of `x-ms-enum` (`values[].value`), `x-enum-elements` or `x-enum-descriptions` made of objects.
fn described<'a>(admitted: &Admitted<'a>) -> Option<(&'static str, &'a Value)> {
    let extensions = &admitted.schema?.schema_data.extensions;
    let by_value = |list: &'a Value, key: &str| list.as_array()?.iter().find(|it| it.get(key) == Some(&admitted.value));
    let microsoft = || {
        let entry = by_value(extensions.get("x-ms-enum")?.get("values")?, "value")?;
        Some(("x-ms-enum", entry))
    };
    let elements = || {
        let list = extensions.get("x-enum-elements")?;
        Some(("x-enum-elements", by_value(list, "name").or_else(|| by_value(list, "value"))?))
    };
    let objects = || {
        TEXTS
            .iter()
            .find_map(|key| entry(extensions.get(*key)?, admitted).filter(|it| it.is_object()).map(|it| (*key, it)))
    };
    microsoft().or_else(elements).or_else(objects)
}
