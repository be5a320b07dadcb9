//! Names and texts that vendor extensions give to the values of an enum.

use serde_json::Value;

use crate::schema::Admitted;

/// Keys whose value runs parallel to the enum, or is a map by value.
const NAMES: [&str; 2] = ["x-enum-varnames", "x-enumNames"];
const TEXTS: [&str; 3] = ["x-enum-descriptions", "x-enumDescriptions", "x-enum-description"];

/// The variant name that the spec gives.
pub(crate) fn name<'a>(admitted: &Admitted<'a>) -> Option<&'a str> {
    find(admitted, &NAMES).or_else(|| described(admitted)?.get("name")?.as_str())
}

/// What the spec says of the value.
pub(crate) fn description<'a>(admitted: &Admitted<'a>) -> Option<&'a str> {
    find(admitted, &TEXTS)
        .or_else(|| described(admitted)?.get("description")?.as_str())
        .filter(|text| !text.trim().is_empty())
}

fn find<'a>(admitted: &Admitted<'a>, keys: &[&str]) -> Option<&'a str> {
    let extensions = &admitted.schema?.schema_data.extensions;
    keys.iter().find_map(|key| entry(extensions.get(*key)?, admitted)?.as_str())
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

/// The entry of `x-ms-enum` (`values[].value`), `x-enum-elements` or `x-enum-descriptions` made of objects.
fn described<'a>(admitted: &Admitted<'a>) -> Option<&'a Value> {
    let extensions = &admitted.schema?.schema_data.extensions;
    let by_value = |list: &'a Value, key: &str| list.as_array()?.iter().find(|it| it.get(key) == Some(&admitted.value));
    let microsoft = extensions.get("x-ms-enum").and_then(|it| by_value(it.get("values")?, "value"));
    let elements =
        || extensions.get("x-enum-elements").and_then(|it| by_value(it, "name").or_else(|| by_value(it, "value")));
    let objects = || TEXTS.iter().find_map(|key| entry(extensions.get(*key)?, admitted).filter(|it| it.is_object()));
    microsoft.or_else(elements).or_else(objects)
}
