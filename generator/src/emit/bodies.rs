//! Which type the whole body of which answer has, in the comments of those who look for it.

use errbook_spec::{Response, StatusKey, Type as Data};

use crate::doc::code_span;
use crate::plan::{Plan, Type};

/// More operations or types than this are counted.
const MOST: usize = 6;
/// Operations that answer with a body under different statuses are told apart as long as these are so few.
const MOST_GROUPS: usize = 3;

/// Of a type: the answers of which it is the body. Empty where it is none.
pub(super) fn of_type(item: &Type<'_>) -> String {
    let mut alike: Vec<(Vec<StatusKey>, Vec<&str>)> = Vec::new();
    for answers in item.answers.chunk_by(|(operation, _), (next, _)| operation == next) {
        let Some((operation, _)) = answers.first() else { continue };
        let keys = answers.iter().map(|(_, key)| key);
        match alike.iter_mut().find(|(known, _)| known.iter().eq(keys.clone())) {
            Some((_, operations)) => operations.push(operation),
            None => alike.push((keys.copied().collect(), vec![operation])),
        }
    }
    match alike.as_slice() {
        [] => String::new(),
        few if few.len() <= MOST_GROUPS => {
            let group =
                |(keys, operations): &(Vec<_>, Vec<_>)| format!("of {} of {}", and(&texts(keys)), some(operations));
            format!("The body {}.", few.iter().map(group).collect::<Vec<_>>().join(", and "))
        }
        _ => {
            let mut keys: Vec<StatusKey> = Vec::new();
            for key in alike.iter().flat_map(|(keys, _)| keys) {
                note(&mut keys, *key);
            }
            let operations: Vec<&str> = alike.iter().flat_map(|(_, operations)| operations).copied().collect();
            format!("The body of {}, or some of these, of {}.", and(&texts(&keys)), some(&operations))
        }
    }
}

/// Operations, of which only the first are named.
fn some(operations: &[&str]) -> String {
    let mut named: Vec<String> = operations.iter().take(MOST).map(|id| code_span(id)).collect();
    match operations.len().saturating_sub(MOST) {
        0 => {}
        1 => named.push("one other operation".to_owned()),
        more => named.push(format!("{more} other operations")),
    }
    and(&named)
}

/// Of an operation: the types of its bodies. Empty where none has one.
pub(super) fn of_operation(plan: &Plan<'_>, operation: &errbook_spec::Operation) -> String {
    match types(plan, operation.responses.iter(), "super::").as_slice() {
        [] => String::new(),
        [(only, _)] => format!("Its body is {only}."),
        several => format!("Its body is {}.", and(&several.iter().map(of_statuses).collect::<Vec<_>>())),
    }
}

/// Of the answers of an API: the types of all bodies.
pub(super) fn of_api(plan: &Plan<'_>) -> String {
    let responses = plan.catalog.operations.iter().flat_map(|operation| &operation.responses);
    let body = match types(plan, responses, "").as_slice() {
        [] => return String::new(),
        [(only, _)] => only.clone(),
        several if several.len() <= MOST => and(&several.iter().map(of_statuses).collect::<Vec<_>>()),
        several => format!("one of {} types, each of which says of which answers it is the body", several.len()),
    };
    format!("Its body is {body}: [`body_as`](Self::body_as) reads it.")
}

fn of_statuses((ty, keys): &(String, Vec<StatusKey>)) -> String {
    format!("{ty} ({})", listed(keys))
}

/// The generated types of the bodies, each with the statuses of its answers.
fn types<'r>(
    plan: &Plan<'_>,
    responses: impl Iterator<Item = &'r Response>,
    path: &str,
) -> Vec<(String, Vec<StatusKey>)> {
    let mut types: Vec<(&Data, String, Vec<StatusKey>)> = Vec::new();
    for (response, content) in responses.flat_map(|it| it.content.iter().map(move |content| (it, content))) {
        let known = types.iter().position(|(ty, ..)| *ty == &content.ty);
        let position = known.or_else(|| {
            types.push((&content.ty, text(plan, &content.ty, path)?, Vec::new()));
            Some(types.len() - 1)
        });
        let Some(position) = position else { continue };
        if let Some((_, _, keys)) = types.get_mut(position) {
            note(keys, response.key);
        }
    }
    types.into_iter().map(|(_, text, keys)| (text, keys)).collect()
}

/// Adds a key to those that are in order, once.
fn note(keys: &mut Vec<StatusKey>, key: StatusKey) {
    if let Err(place) = keys.binary_search(&key) {
        keys.insert(place, key);
    }
}

/// A type in words; `None` where it has no name.
fn text(plan: &Plan<'_>, ty: &Data, path: &str) -> Option<String> {
    match ty {
        Data::Named(position) | Data::Recursive(position) => {
            let ident = &plan.types.at(*position)?.ident;
            Some(if path.is_empty() { format!("[`{ident}`]") } else { format!("[`{ident}`]({path}{ident})") })
        }
        Data::List(item) => Some(format!("a list of {}", text(plan, item, path)?)),
        Data::Map(item) => Some(format!("a map of {}", text(plan, item, path)?)),
        Data::Nullable(inner) => Some(format!("{} or `null`", text(plan, inner, path)?)),
        _ => None,
    }
}

fn listed(keys: &[StatusKey]) -> String {
    texts(keys).join(", ")
}

fn texts(keys: &[StatusKey]) -> Vec<String> {
    let text = |key: &StatusKey| match key {
        StatusKey::Default => "any other status".to_owned(),
        key => key.to_string(),
    };
    keys.iter().map(text).collect()
}

/// `a`, `a and b`, `a, b and c`.
fn and(items: &[String]) -> String {
    match items {
        [others @ .., last] if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        _ => items.concat(),
    }
}
