//! The list as JSON: an interface, to which keys may be added and from which none is taken.

use std::time::Duration;

use errbook_spec::{
    After, Alert, Body, Catalog, Code, Envelope, Operation, Position, Reading, Retry, Role, Slot, Status, Wire,
};
use serde_json::{Map, Value, json};

/// The whole list, with a line feed at its end.
pub(super) fn json(reading: &Reading) -> String {
    let catalog = reading.catalog();
    let places: Vec<_> = catalog.codes.iter().map(|code| &code.place).collect();
    let mut positions = reading.positions(&places).into_iter();
    let list = json!({
        "api": {"title": catalog.api.title, "version": catalog.api.version, "fingerprint": catalog.api.fingerprint},
        "at": catalog.code_paths,
        "codes": catalog.codes.iter().map(|it| code(it, catalog, positions.next().as_ref())).collect::<Vec<_>>(),
        "statuses": catalog.statuses.iter().map(|it| status(it, catalog)).collect::<Vec<_>>(),
        "envelopes": catalog.envelopes.iter().map(envelope).collect::<Vec<_>>(),
        "operations": catalog.operations.iter().map(|it| operation(it, catalog)).collect::<Vec<_>>(),
        "rate_limit": {
            "limit": catalog.rate_limit.limit,
            "remaining": catalog.rate_limit.remaining,
            "reset": catalog.rate_limit.reset,
        },
        "plans": catalog.plans.iter().map(|plan| json!({
            "name": plan.name,
            "per_minute": plan.per_minute,
            "per_day": plan.per_day,
        })).collect::<Vec<_>>(),
    });
    format!("{list:#}\n")
}

fn code(code: &Code, catalog: &Catalog, position: Option<&Position>) -> Value {
    json!({
        "code": wire(&code.wire),
        "ident": if code.open { Value::Null } else { Value::from(code.ident.as_str()) },
        "status": code.status,
        "statuses": code.statuses,
        "channel": code.channel.map(errbook_spec::Channel::name),
        "open": code.open,
        "description": code.description,
        "cause": code.cause,
        "deprecated": code.deprecated,
        "retry": retry(code.retry.as_ref()),
        "alert": alert(code.alert),
        "operations": code.operations.iter().filter_map(|it| catalog.operations.get(*it)).map(|it| &it.id).collect::<Vec<_>>(),
        "source": position.map(crate::command::source),
    })
}

/// A code as it is sent.
pub(in crate::command) fn wire(wire: &Wire) -> Value {
    match wire {
        Wire::Text(text) => Value::from(text.as_str()),
        Wire::Integer(integer) => Value::from(*integer),
    }
}

fn wires(codes: &[usize], catalog: &Catalog) -> Vec<Value> {
    codes.iter().filter_map(|it| catalog.codes.get(*it)).map(|code| wire(&code.wire)).collect()
}

pub(in crate::command) fn alert(alert: Alert) -> &'static str {
    match alert {
        Alert::None => "none",
        Alert::Warn => "warn",
        Alert::Page => "page",
    }
}

/// The rule in the words of `x-retry`.
pub(in crate::command) fn retry(retry: Option<&Retry>) -> Value {
    let rule = match retry {
        None => return Value::Null,
        Some(Retry::Never) => return Value::from("never"),
        Some(Retry::Rule(rule)) => rule,
    };
    let mut members = Map::new();
    if !rule.after.is_empty() {
        members.insert("after".to_owned(), rule.after.iter().map(|it| after(*it)).collect());
    }
    if let Some(default) = rule.default {
        members.insert("default".to_owned(), duration(default).into());
    }
    if let Some(backoff) = &rule.backoff {
        let mut keys = Map::new();
        keys.insert("initial".to_owned(), duration(backoff.initial).into());
        keys.insert("factor".to_owned(), number(backoff.factor));
        if let Some(max) = backoff.max {
            keys.insert("max".to_owned(), duration(max).into());
        }
        members.insert("backoff".to_owned(), Value::Object(keys));
    }
    members.insert("attempts".to_owned(), rule.attempts.into());
    Value::Object(members)
}

pub(super) fn after(after: After) -> &'static str {
    match after {
        After::Header => "header",
        After::Body => "body",
        After::Reset => "reset",
    }
}

/// A whole number without a fraction, as people write it.
fn number(number: f64) -> Value {
    serde_json::from_str(&number.to_string()).unwrap_or_else(|_| Value::from(number))
}

/// In seconds, where it is a whole number of them.
pub(super) fn duration(duration: Duration) -> String {
    if duration.subsec_nanos() == 0 {
        format!("{}s", duration.as_secs())
    } else {
        format!("{}ms", duration.as_millis())
    }
}

fn status(status: &Status, catalog: &Catalog) -> Value {
    json!({
        "status": status.key.to_string(),
        "description": status.description,
        "codes": wires(&status.codes, catalog),
        "uncoded": status.uncoded,
        "headers": status.headers.iter().map(|header| &header.name).collect::<Vec<_>>(),
        "retry": retry(status.retry.as_ref()),
    })
}

fn envelope(envelope: &Envelope) -> Value {
    let mut slots = Map::new();
    let mut constants = Map::new();
    for (path, role) in members(&envelope.body) {
        match role {
            Role::Constant(constant) => {
                constants.insert(path, constant.clone());
            }
            Role::Slot(slot) => {
                if let Slot::Details(Some(_)) = slot {
                    slots.entry("fields").or_insert_with(|| path.clone().into());
                }
                slots.entry(slot.name()).or_insert_with(|| path.into());
            }
            Role::Object(_) | Role::List(_) | Role::Other(_) => {}
        }
    }
    json!({"media_type": envelope.media_type, "slots": slots, "constants": constants})
}

/// Every member of a body with its path, in the order of the spec.
pub(super) fn members(body: &Body) -> Vec<(String, &Role)> {
    let mut members = Vec::new();
    collect(body, "", &mut members);
    members
}

fn collect<'b>(body: &'b Body, prefix: &str, members: &mut Vec<(String, &'b Role)>) {
    for member in &body.members {
        let path = format!("{prefix}{}", member.wire);
        members.push((path.clone(), &member.role));
        match &member.role {
            Role::Object(inner) => collect(inner, &format!("{path}."), members),
            Role::List(inner) => collect(inner, &format!("{path}[]."), members),
            Role::Constant(_) | Role::Slot(_) | Role::Other(_) => {}
        }
    }
}

fn operation(operation: &Operation, catalog: &Catalog) -> Value {
    let errors: Map<String, Value> =
        operation.responses.iter().map(|it| (it.key.to_string(), wires(&it.codes, catalog).into())).collect();
    json!({"id": operation.id, "method": operation.method, "path": operation.path, "errors": errors})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_written_as_they_are_read() {
        for (milliseconds, text) in [(1000, "1s"), (0, "0s"), (500, "500ms"), (90_000, "90s"), (1500, "1500ms")] {
            assert_eq!(duration(Duration::from_millis(milliseconds)), text);
        }
    }

    #[test]
    fn factors_are_plain_numbers() {
        assert_eq!(number(2.0).to_string(), "2");
        assert_eq!(number(1.5).to_string(), "1.5");
    }

    #[test]
    fn rules_have_the_keys_of_the_spec() {
        assert_eq!(retry(None), Value::Null);
        assert_eq!(retry(Some(&Retry::Never)), "never");
    }
}
