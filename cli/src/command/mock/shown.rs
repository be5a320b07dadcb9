//! What the examples of a spec show.

use errbook_spec::{Catalog, Code, Envelope, Example, Response, Wire};
use serde_json::Value;

use super::slots::SlotPath;

/// The envelopes that an example can have.
pub(super) fn envelopes<'c>(
    catalog: &'c Catalog,
    response: &'c Response,
    example: &'c Example,
) -> impl Iterator<Item = &'c Envelope> {
    let all = response.envelopes.iter().filter_map(|index| catalog.envelopes.get(*index));
    all.filter(move |envelope| envelope.media_type == example.media_type)
}

/// Whether an example has a code where codes stand.
pub(super) fn shows(catalog: &Catalog, response: &Response, example: &Example, code: &Code) -> bool {
    value(catalog, response, example).is_some_and(|value| is_wire(&code.wire, value))
}

/// The declared code that an example has, if any.
pub(super) fn code<'c>(catalog: &'c Catalog, response: &Response, example: &Example) -> Option<&'c Code> {
    let value = value(catalog, response, example)?;
    catalog.codes.iter().find(|code| !code.open && is_wire(&code.wire, value))
}

/// Whether an example says no other status.
pub(super) fn agrees(catalog: &Catalog, response: &Response, example: &Example, status: u16) -> bool {
    let said = |envelope: &Envelope| SlotPath::to_status(&envelope.body)?.get(&example.value)?.as_u64();
    envelopes(catalog, response, example).all(|envelope| said(envelope).is_none_or(|said| said == u64::from(status)))
}

/// What stands where the codes do: in the example's own envelope, else where other bodies have theirs, for an example may
/// show more than its schema names.
fn value<'e>(catalog: &Catalog, response: &Response, example: &'e Example) -> Option<&'e Value> {
    let mut own_first = envelopes(catalog, response, example).chain(&catalog.envelopes);
    own_first.find_map(|envelope| SlotPath::to_code(&envelope.body)?.get(&example.value))
}

fn is_wire(wire: &Wire, value: &Value) -> bool {
    match wire {
        Wire::Text(text) => value == text.as_str(),
        Wire::Integer(integer) => value == *integer,
    }
}
