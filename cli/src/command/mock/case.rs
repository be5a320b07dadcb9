//! Which error is meant: a code, a status, or both, at an operation or at none.

use errbook_spec::{Catalog, Code, Operation, Response, StatusKey, Wire};

use super::shown;

/// What is sent where nothing says which error it is (RFC 9110 §15.6).
const FAILED: u16 = 500;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted<'w> {
    Code(&'w str, Option<u16>),
    Status(u16),
}

/// An error of the API.
#[derive(Debug)]
pub(super) struct Case<'c> {
    /// `None`: any error of the status, one without a code where there is one.
    pub(super) code: Option<&'c Code>,
    pub(super) status: u16,
    /// The responses that document it, the operation's own first.
    pub(super) responses: Vec<&'c Response>,
}

/// Why there is no such error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unknown {
    Code,
    Status,
    /// The code is there, but never with this status.
    StatusOfCode,
}

impl<'c> Case<'c> {
    /// The error that is meant. At an operation, what that documents goes before what others do.
    pub(super) fn settle(
        catalog: &'c Catalog,
        operation: Option<&'c Operation>,
        wanted: Wanted<'_>,
    ) -> Result<Self, Unknown> {
        match wanted {
            Wanted::Code(wire, status) => {
                let documented = Documented::of(catalog, wire).ok_or(Unknown::Code)?;
                let status = match status {
                    Some(status) if documented.has(status) => status,
                    Some(_) => return Err(Unknown::StatusOfCode),
                    None => documented.primary(operation),
                };
                let mut responses = responses(catalog, operation, status);
                responses.retain(|response| documented.is_in(response));
                Ok(Self { code: Some(documented.code), status, responses })
            }
            Wanted::Status(status) => {
                let responses = responses(catalog, operation, status);
                if responses.is_empty() { Err(Unknown::Status) } else { Ok(Self { code: None, status, responses }) }
            }
        }
    }
}

pub(super) fn covers(key: StatusKey, status: u16) -> bool {
    match key {
        StatusKey::Exact(exact) => exact == status,
        StatusKey::Range(class) => u16::from(class) == status / 100,
        StatusKey::Default => (400..1_000).contains(&status),
    }
}

/// The responses of a status: the operation's own, then all others, those without a code first, then the most exact.
fn responses<'c>(catalog: &'c Catalog, operation: Option<&'c Operation>, status: u16) -> Vec<&'c Response> {
    // The responses of an operation stand in the order in which they apply.
    let of_status = |operation: &'c Operation| operation.responses.iter().find(|response| covers(response.key, status));
    let mut others: Vec<&Response> = catalog.operations.iter().filter_map(of_status).collect();
    others.sort_by_key(|response| (!response.uncoded, response.key));
    operation.and_then(of_status).into_iter().chain(others).collect()
}

/// A code, and where it is documented.
struct Documented<'c> {
    catalog: &'c Catalog,
    index: usize,
    code: &'c Code,
}

impl<'c> Documented<'c> {
    fn of(catalog: &'c Catalog, wire: &str) -> Option<Self> {
        let integer: Option<i64> = wire.parse().ok();
        // A page asks for every code: so nothing is made of those that it passes by.
        let is_it = |code: &Code| match &code.wire {
            Wire::Text(text) => text == wire,
            Wire::Integer(known) => integer == Some(*known) && known.to_string() == wire,
        };
        let (index, code) = catalog.codes.iter().enumerate().find(|(_, code)| is_it(code))?;
        Some(Self { catalog, index, code })
    }

    /// Whether a response admits the code, or, where no schema has it, shows it.
    fn is_in(&self, response: &Response) -> bool {
        let shows = |example| shown::shows(self.catalog, response, example, self.code);
        if self.code.open { response.examples.iter().any(shows) } else { response.codes.contains(&self.index) }
    }

    /// The keys of the responses that document it.
    fn keys<'k>(&'k self, operation: &'k Operation) -> impl Iterator<Item = StatusKey> {
        operation.responses.iter().filter(|response| self.is_in(response)).map(|response| response.key)
    }

    fn keys_everywhere(&self) -> impl Iterator<Item = StatusKey> {
        self.catalog.operations.iter().flat_map(|operation| self.keys(operation))
    }

    fn has(&self, status: u16) -> bool {
        self.code.statuses.contains(&status) || self.keys_everywhere().any(|key| covers(key, status))
    }

    /// The primary status, unless the operation documents it under another.
    fn primary(&self, operation: Option<&Operation>) -> u16 {
        let known = self.code.status.or(self.code.statuses.first().copied());
        let own: Vec<StatusKey> = operation.into_iter().flat_map(|operation| self.keys(operation)).collect();
        let known_here = known.filter(|known| own.is_empty() || own.iter().any(|key| covers(*key, *known)));
        let otherwise = || own.first().copied().or_else(|| self.keys_everywhere().next()).map(first_of);
        known_here.or_else(otherwise).unwrap_or(FAILED)
    }
}

/// The plainest status that a key covers.
pub(super) fn first_of(key: StatusKey) -> u16 {
    match key {
        StatusKey::Exact(status) => status,
        StatusKey::Range(class) => u16::from(class) * 100,
        StatusKey::Default => FAILED,
    }
}
