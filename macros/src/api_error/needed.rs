//! Which rows of a spec's tables a type needs. Whoever forwards it may send its errors by the documentation of another operation,
//! so these are the rows of all operations, for the errors that it has.

use errbook_spec::{Catalog, Code, Status, StatusKey, Wire};

use super::input::{Input, Sends};
use super::settings::Case;
use crate::spec::Needed;

/// What a type sends, as the catalog has it.
struct Sent {
    /// Positions of codes.
    codes: Vec<usize>,
    /// Statuses that come without a code.
    statuses: Vec<u16>,
}

/// The rows that are needed; `None`: all, since the type sends what it does not say, or something that is not published, of
/// which the compiler tells what is.
pub(super) fn of(input: &Input<'_>, catalog: &Catalog) -> Option<Needed> {
    let sent = sent(input, catalog)?;
    let mut needed =
        Needed { statuses: vec![false; catalog.statuses.len()], envelopes: vec![false; catalog.envelopes.len()] };
    let mut need = |envelope: usize| needed.envelopes[envelope] = true;
    for code in &sent.codes {
        catalog.codes[*code].envelope.into_iter().for_each(&mut need);
    }
    for (position, status) in catalog.statuses.iter().enumerate() {
        let is_sent = sent.with(status);
        if is_sent {
            status.envelopes.iter().copied().chain(status.uncoded_envelope).for_each(&mut need);
        }
        needed.statuses[position] = is_sent || sent.describes(status, catalog);
    }
    Some(needed)
}

fn sent(input: &Input<'_>, catalog: &Catalog) -> Option<Sent> {
    let mut sent = Sent { codes: Vec::new(), statuses: Vec::new() };
    for variant in &input.variants {
        let Sends::Fault(fault) = &variant.sends else { return None };
        match &fault.case {
            Case::Code(wire) => sent.codes.push(position(catalog, &wire.text)?),
            Case::Status { number, .. } if is_published(catalog, *number) => sent.statuses.push(*number),
            Case::Status { .. } => return None,
        }
    }
    Some(sent)
}

impl Sent {
    /// Whether something is sent as a response of this key.
    fn with(&self, status: &Status) -> bool {
        let covers = |number: &u16| covers(status.key, *number);
        self.statuses.iter().any(covers) || self.codes.iter().any(|code| status.codes.contains(code))
    }

    /// Whether something may be sent with a status whose description is found here.
    fn describes(&self, status: &Status, catalog: &Catalog) -> bool {
        let StatusKey::Exact(number) = status.key else { return true };
        self.codes.iter().filter_map(|code| catalog.codes.get(*code)).any(|code| code.statuses.contains(&number))
    }
}

/// Where a declared code stands.
pub(super) fn position(catalog: &Catalog, wire: &str) -> Option<usize> {
    let is_it = |code: &Code| match &code.wire {
        Wire::Text(text) => text == wire,
        Wire::Integer(integer) => integer.to_string() == wire,
    };
    catalog.codes.iter().position(|code| !code.open && is_it(code))
}

/// Whether a status can come without a code: its own entry settles that, else that of its class or the default.
fn is_published(catalog: &Catalog, number: u16) -> bool {
    let exact = catalog.statuses.iter().find(|status| status.key == StatusKey::Exact(number));
    match exact {
        Some(status) => status.uncoded,
        None => catalog.statuses.iter().any(|status| status.uncoded && covers(status.key, number)),
    }
}

fn covers(key: StatusKey, number: u16) -> bool {
    match key {
        StatusKey::Exact(exact) => exact == number,
        StatusKey::Range(class) => u16::from(class) == number / 100,
        StatusKey::Default => true,
    }
}
