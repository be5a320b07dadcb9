//! The members of a body by their paths.

use errbook_spec::{Body, Catalog, Envelope, Member, PayloadPosition, Role, Slot};

/// Envelopes are nested less deep.
const DEEPEST: usize = 32;

/// A member, and its path from the root of the body.
#[derive(Debug, Clone)]
pub(super) struct Placed<'c> {
    pub(super) path: String,
    pub(super) member: &'c Member,
}

/// Every member of a body in the order of the spec.
pub(super) fn members(body: &Body) -> Vec<Placed<'_>> {
    let mut placed = Vec::new();
    collect(body, "", DEEPEST, &mut placed);
    placed
}

fn collect<'c>(body: &'c Body, prefix: &str, levels: usize, placed: &mut Vec<Placed<'c>>) {
    let Some(levels) = levels.checked_sub(1) else { return };
    for member in &body.members {
        let path = format!("{prefix}{}", member.wire);
        placed.push(Placed { path: path.clone(), member });
        match &member.role {
            Role::Object(inner) => collect(inner, &format!("{path}."), levels, placed),
            Role::List(inner) => collect(inner, &format!("{path}[]."), levels, placed),
            Role::Constant(_) | Role::Slot(_) | Role::Other(_) => {}
        }
    }
}

/// Where bodies say how long to wait.
pub(super) fn retry_after(catalog: &Catalog) -> Option<String> {
    catalog.envelopes.iter().find_map(|envelope| slot(envelope, |slot| matches!(slot, Slot::RetryAfter(_))))
}

/// What the path of a payload's members begins with.
pub(super) fn payload_prefix(envelope: Option<&Envelope>, position: PayloadPosition) -> String {
    let Some(envelope) = envelope else { return String::new() };
    match position {
        PayloadPosition::Details => slot(envelope, |slot| matches!(slot, Slot::Details(_))).unwrap_or_default(),
        PayloadPosition::Beside => {
            let path = slot(envelope, |slot| *slot == Slot::Code).unwrap_or_default();
            path.rsplit_once('.').map(|(object, _)| object.to_owned()).unwrap_or_default()
        }
    }
}

fn slot(envelope: &Envelope, wanted: impl Fn(&Slot) -> bool) -> Option<String> {
    let is_wanted = |role: &Role| matches!(role, Role::Slot(slot) if wanted(slot));
    members(&envelope.body).into_iter().find(|it| is_wanted(&it.member.role)).map(|it| it.path)
}
