//! Old and new values in a few words.

use std::time::Duration;

use errbook_spec::{After, Catalog, Code, FieldKeys, Plan, Retry, RetryRule, StatusKey, Type};

/// The statuses of a code, its own first where there are several.
pub(super) fn statuses(code: &Code) -> Option<String> {
    let others = code.statuses.iter().filter(|status| Some(**status) != code.status);
    let all: Vec<String> = code.status.iter().chain(others).map(ToString::to_string).collect();
    (!all.is_empty()).then(|| all.join(", "))
}

pub(super) fn keys(keys: &[StatusKey]) -> String {
    keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// The ids of operations.
pub(super) fn operations(catalog: &Catalog, indices: &[usize]) -> Vec<String> {
    indices.iter().filter_map(|index| catalog.operations.get(*index)).map(|it| it.id.clone()).collect()
}

/// Codes as they are sent.
pub(super) fn codes<'i>(catalog: &Catalog, indices: impl IntoIterator<Item = &'i usize>) -> Vec<String> {
    indices.into_iter().filter_map(|index| catalog.codes.get(*index)).map(|it| it.wire.to_string()).collect()
}

pub(super) fn ty(catalog: &Catalog, ty: &Type) -> String {
    match ty {
        Type::Any => "any value".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Integer => "integer".to_owned(),
        Type::Unsigned => "unsigned integer".to_owned(),
        Type::Number => "number".to_owned(),
        Type::String => "string".to_owned(),
        Type::Code => "code".to_owned(),
        Type::Named(index) | Type::Recursive(index) => {
            catalog.types.get(*index).map(|named| named.ident.clone()).unwrap_or_default()
        }
        Type::List(items) => format!("list of {}", self::ty(catalog, items)),
        Type::Map(values) => format!("map of {}", self::ty(catalog, values)),
        Type::Nullable(inner) => format!("{} or null", self::ty(catalog, inner)),
    }
}

/// What a list of field errors holds.
pub(super) fn field_errors(keys: &FieldKeys) -> String {
    let path = if keys.path_is_list { format!("{}[]", keys.path) } else { keys.path.clone() };
    let all: Vec<&str> =
        [Some(path.as_str()), Some(&keys.message), keys.code.as_deref()].into_iter().flatten().collect();
    format!("list of {{{}}}", all.join(", "))
}

pub(super) fn retry(retry: Option<&Retry>) -> String {
    match retry {
        None => "no rule".to_owned(),
        Some(Retry::Never) => "never".to_owned(),
        Some(Retry::Rule(rule)) => self::rule(rule),
    }
}

fn rule(rule: &RetryRule) -> String {
    let mut waits: Vec<String> = rule.after.iter().map(|it| after(*it).to_owned()).collect();
    waits.extend(rule.default.map(duration));
    waits.extend(rule.backoff.as_ref().map(|backoff| {
        let most = backoff.max.map(|max| format!(", {} at most", duration(max))).unwrap_or_default();
        format!("{} × {}{most}", duration(backoff.initial), backoff.factor)
    }));
    let tries = if rule.attempts == 1 { "1 try".to_owned() } else { format!("{} tries", rule.attempts) };
    if waits.is_empty() { tries } else { format!("{tries}, after {}", waits.join(", else ")) }
}

fn after(after: After) -> &'static str {
    match after {
        After::Header => "the header",
        After::Body => "the body",
        After::Reset => "the reset",
    }
}

fn duration(duration: Duration) -> String {
    if duration.subsec_nanos() == 0 {
        format!("{} s", duration.as_secs())
    } else {
        format!("{} ms", duration.as_millis())
    }
}

pub(super) fn plan(plan: &Plan) -> String {
    let limit = |limit: Option<u64>, per| limit.map_or(format!("any per {per}"), |limit| format!("{limit} per {per}"));
    format!("{}, {}", limit(plan.per_minute, "minute"), limit(plan.per_day, "day"))
}
