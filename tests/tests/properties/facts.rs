//! One fact of a spec changed is one fact of its catalog changed, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use errbook_contract::{Change, Kind, compare};
use errbook_spec::{Catalog, Code, Operation, Pointer, Response, StatusKey, Wire};
use serde_json::{Value, json};

use crate::specs::{Spec, without_places};

/// What a list says of one code, whatever number it and its operations have.
fn fact(catalog: &Catalog, code: &Code) -> Value {
    let operations: Vec<&str> =
        code.operations.iter().filter_map(|it| catalog.operations.get(*it)).map(|it| it.id.as_str()).collect();
    json!({
        "ident": code.ident, "open": code.open, "status": code.status, "statuses": code.statuses,
        "channel": code.channel.map(errbook_spec::Channel::name), "description": code.description,
        "cause": code.cause, "deprecated": code.deprecated, "retry": format!("{:?}", code.retry),
        "alert": format!("{:?}", code.alert), "payload": code.payload.is_some(), "operations": operations,
    })
}

/// Every code with what is said of it; those that are only seen in examples follow the examples.
fn facts(catalog: &Catalog) -> BTreeMap<String, Value> {
    let declared = catalog.codes.iter().filter(|code| !code.open);
    declared.map(|code| (code.wire.to_string(), fact(catalog, code))).collect()
}

/// The codes under each status, and under each response of each operation.
fn occurrences(catalog: &Catalog) -> BTreeSet<(String, String, String)> {
    let wires = |codes: &[usize]| codes.iter().map(|it| catalog.codes[*it].wire.to_string()).collect::<Vec<_>>();
    let mut found = BTreeSet::new();
    for operation in &catalog.operations {
        for response in &operation.responses {
            let place = format!("{} {}", operation.method, operation.path);
            found.insert((place.clone(), response.key.to_string(), String::new()));
            let codes = wires(&response.codes).into_iter();
            found.extend(codes.map(|code| (place.clone(), response.key.to_string(), code)));
        }
    }
    found
}

/// Every place where a document lists a value as one of an enum.
fn listings(value: &Value, at: &Pointer, wire: &str, found: &mut Vec<Pointer>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                let here = at.child(key);
                if key == "const" && value == wire {
                    found.push(here);
                } else if let (true, Some(values)) = (key == "enum", value.as_array()) {
                    let equal = values.iter().enumerate().filter(|(_, value)| *value == wire);
                    found.extend(equal.map(|(index, _)| here.index(index)));
                } else {
                    listings(value, &here, wire, found);
                }
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                listings(value, &at.index(index), wire, found);
            }
        }
        _ => {}
    }
}

/// Writes another value wherever this one stands as a whole, also as a key of `x-error-codes` and of mappings.
fn rename(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::String(text) if text == from => to.clone_into(text),
        Value::Array(items) => items.iter_mut().for_each(|value| rename(value, from, to)),
        Value::Object(members) => {
            for key in ["x-error-codes", "mapping", "x-enum-descriptions"] {
                if let Some(Value::Object(inner)) = members.get_mut(key) {
                    let renamed = std::mem::take(inner).into_iter();
                    *inner =
                        renamed.map(|(key, value)| (if key == from { to.to_owned() } else { key }, value)).collect();
                }
            }
            members.values_mut().for_each(|value| rename(value, from, to));
        }
        _ => {}
    }
}

/// One code by another name, or, where nothing but its status tells the two apart from others, one for another.
#[track_caller]
fn assert_renamed(changes: &[Change], wire: &str, spec: &str) {
    let kinds: Vec<(Kind, &str)> = changes.iter().map(|it| (it.kind, it.subject.name.as_str())).collect();
    let guessed = [(Kind::CodeRenamed, wire)];
    let told_apart = [(Kind::CodeRemoved, wire), (Kind::CodeAdded, "zz-renamed")];
    assert!(kinds == guessed || kinds == told_apart, "{spec}: {wire}: {changes:#?}");
}

#[test]
fn a_renamed_code() {
    const NEW: &str = "zz-renamed";
    let mut renamed = 0;
    for spec in Spec::all() {
        let before = spec.read(&spec.document);
        let texts = before.codes.iter().filter(|code| !code.open && matches!(code.wire, Wire::Text(_)));
        for code in texts.step_by(17) {
            let wire = code.wire.to_string();
            // A name that the document uses for something else too cannot be swapped by its text.
            if spec.document.to_string().matches(&format!("\"{wire}\":")).count() > 1 {
                continue;
            }
            let mut document = spec.document.clone();
            rename(&mut document, &wire, NEW);
            let after = spec.read(&document);
            let mut expected = facts(&before);
            let mut fact = expected.remove(&wire).expect("the code was there");
            let found = facts(&after);
            assert!(found.contains_key(NEW), "{}: {wire}", spec.name);
            fact["ident"] = found[NEW]["ident"].clone();
            expected.insert(NEW.to_owned(), fact);
            assert_eq!(found, expected, "{}: {wire}", spec.name);
            let occurrences_before = occurrences(&before).into_iter();
            let expected = occurrences_before
                .map(|(operation, key, code)| (operation, key, if code == wire { NEW.to_owned() } else { code }));
            assert_eq!(occurrences(&after), expected.collect(), "{}: {wire}", spec.name);
            assert_renamed(&compare(&before, &after), &wire, &spec.name);
            renamed += 1;
        }
    }
    assert!(renamed > 10, "only {renamed} codes were renamed");
}

/// A code that one enum lists alone, under one status; with the enum.
fn movable<'c>(catalog: &'c Catalog, document: &Value) -> Vec<(&'c Code, u16, Pointer)> {
    let mut found = Vec::new();
    for code in catalog.codes.iter().filter(|code| !code.open) {
        let told = code.evidence.statuses.iter().all(|it| it.channel.name() != "x-error-codes");
        let (Some(status), [_], true) = (code.status, code.statuses.as_slice(), told) else { continue };
        let mut places = Vec::new();
        listings(document, &Pointer::root(), &code.wire.to_string(), &mut places);
        let [place] = places.as_slice() else { continue };
        let siblings = place.parent().filter(|it| it.last() == Some("enum"));
        let is_code = code.place.pointer == *place;
        if let Some(list) = siblings.filter(|_| is_code) {
            found.push((code, status, list));
        }
    }
    found
}

#[test]
fn a_code_moved_to_another_status() {
    let mut moved = 0;
    for spec in Spec::all() {
        let before = spec.read(&spec.document);
        let movable = movable(&before, &spec.document);
        for (code, status, from) in movable.iter().step_by(3) {
            let length = spec.document.pointer(&from.to_string()).and_then(Value::as_array).map_or(0, Vec::len);
            let elsewhere = movable.iter().find(|(_, other, to)| other != status && to != from);
            let (Some((_, goal, to)), true) = (elsewhere, length > 2) else { continue };
            let wire = code.wire.to_string();
            let mut document = spec.document.clone();
            // An example would still show the code where it was.
            without_examples(&mut document);
            let before = spec.read(&document);
            let list = |document: &mut Value, at: &Pointer, change: &dyn Fn(&mut Vec<Value>)| {
                change(document.pointer_mut(&at.to_string()).and_then(Value::as_array_mut).expect("it is an enum"));
            };
            list(&mut document, from, &|values| values.retain(|value| *value != wire));
            list(&mut document, to, &|values| values.push(wire.clone().into()));
            let after = spec.read(&document);
            let (mut expected, mut found) = (facts(&before), facts(&after));
            expected.remove(&wire);
            let fact = found.remove(&wire).unwrap_or_else(|| panic!("{}: {wire} is lost", spec.name));
            assert_eq!(fact["status"], json!(goal), "{}: {wire}", spec.name);
            assert_eq!(fact["statuses"], json!([goal]), "{}: {wire}", spec.name);
            assert_eq!(found, expected, "{}: {wire}", spec.name);
            let others = |catalog: &Catalog| -> BTreeSet<_> {
                occurrences(catalog).into_iter().filter(|(_, _, code)| *code != wire).collect()
            };
            assert_eq!(others(&after), others(&before), "{}: {wire}", spec.name);
            let changes = compare(&before, &after);
            let kinds: Vec<(Kind, &str)> = changes.iter().map(|it| (it.kind, it.subject.name.as_str())).collect();
            assert_eq!(kinds, [(Kind::CodeMoved, wire.as_str())], "{}: {changes:#?}", spec.name);
            moved += 1;
        }
    }
    assert!(moved > 1, "only {moved} codes were moved");
}

fn without_examples(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(without_examples),
        Value::Object(members) => {
            members.retain(|key, _| key != "example" && key != "examples");
            members.values_mut().for_each(without_examples);
        }
        _ => {}
    }
}

#[test]
fn a_response_deleted() {
    let mut deleted = 0;
    for spec in Spec::all() {
        let before = without_places(spec.read(&spec.document));
        for operation in before.operations.iter().step_by(5) {
            let Some(response) = operation
                .responses
                .iter()
                .find(|it| is_common(&before, operation, it.key) && !falls_back(operation, it))
            else {
                continue;
            };
            let key = response.key.to_string();
            let responses =
                Pointer::root().child("paths").child(&operation.path).child(&operation.method).child("responses");
            let mut document = spec.document.clone();
            let members = document.pointer_mut(&responses.to_string()).and_then(Value::as_object_mut);
            // An operation of a webhook, or one behind a reference, stands elsewhere.
            let Some(members) = members else { continue };
            let written = members.keys().find(|name| name.eq_ignore_ascii_case(&key)).cloned().unwrap_or_default();
            members.shift_remove(&written);
            let after = spec.read(&document);
            let place = format!("{} {}", operation.method, operation.path);
            let mut expected = occurrences(&before);
            expected.retain(|(at, under, _)| *at != place || *under != key);
            assert_eq!(occurrences(&after), expected, "{}: {place} {key}", spec.name);
            let changes = compare(&before, &after);
            let [change] = changes.as_slice() else { panic!("{}: {place} {key}: {changes:#?}", spec.name) };
            let gone = if operation.responses.len() == 1 { Kind::OperationRemoved } else { Kind::StatusRemoved };
            assert_eq!(change.kind, gone, "{}: {place} {key}", spec.name);
            deleted += 1;
        }
    }
    assert!(deleted > 5, "only {deleted} responses were deleted");
}

/// Whether the codes of a response would stand under a class of statuses, or under `default`, without it.
fn falls_back(operation: &Operation, response: &Response) -> bool {
    !response.codes.is_empty() && operation.responses.iter().any(|it| !matches!(it.key, StatusKey::Exact(_)))
}

/// Whether every code of a response stands under the same status elsewhere too, so that it stays what it is.
fn is_common(catalog: &Catalog, operation: &Operation, key: StatusKey) -> bool {
    let codes = operation.responses.iter().filter(|it| it.key == key).flat_map(|it| &it.codes);
    let elsewhere = || catalog.operations.iter().filter(|it| it.id != operation.id).flat_map(|it| &it.responses);
    let mut codes = codes.copied();
    elsewhere().any(|it| it.key == key)
        && codes.all(|code| elsewhere().any(|it| it.key == key && it.codes.contains(&code)))
}
