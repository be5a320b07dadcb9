//! Changes as JSON: an interface, to which keys may be added and from which none is taken.

use errbook_contract::Side;
use errbook_spec::Api;
use serde_json::{Value, json};

use super::{Compared, Located};

/// The whole comparison, with a line feed at its end.
pub(super) fn json(compared: &Compared<'_>) -> String {
    format!("{:#}\n", document(compared))
}

/// The whole comparison.
pub(super) fn document(compared: &Compared<'_>) -> Value {
    json!({
        "old": contract(compared.old),
        "new": contract(compared.new),
        "changes": compared.changes.iter().map(change).collect::<Vec<_>>(),
        "breaking": {
            "services": compared.breaking(|change| change.kind.services()),
            "clients": compared.breaking(|change| change.kind.clients()),
        },
        "release": compared.release.name(),
    })
}

fn contract((name, api): (&str, &Api)) -> Value {
    json!({"spec": name, "title": api.title, "version": api.version, "fingerprint": api.fingerprint})
}

fn change(located: &Located<'_>) -> Value {
    let change = located.change;
    json!({
        "kind": change.kind.name(),
        "subject": {"type": change.subject.topic.name(), "name": change.subject.name},
        "services": change.kind.services().name(),
        "clients": change.kind.clients().name(),
        "reason": change.kind.reason(),
        "guess": change.is_guess,
        "old": change.old,
        "new": change.new,
        "operations": change.operations,
        "statuses": change.statuses,
        "codes": change.codes,
        "source": located.at.as_ref().map(|(side, position)| {
            let mut source = crate::command::source(position);
            source["side"] = match side {
                Side::Old => "old".into(),
                Side::New => "new".into(),
            };
            source
        }),
    })
}
