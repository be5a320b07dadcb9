//! Which error is meant: a code, a status, or both, at an operation or at none.

use errbook_spec::{Catalog, Code, Operation, Response, StatusKey};

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
                let mut codes = catalog.codes.iter().enumerate();
                let (index, code) = codes.find(|(_, code)| code.wire.to_string() == wire).ok_or(Unknown::Code)?;
                let status = match status {
                    Some(status) if is_documented(catalog, index, code, status) => status,
                    Some(_) => return Err(Unknown::StatusOfCode),
                    None => primary(catalog, operation, index, code),
                };
                let mut responses = responses(catalog, operation, status);
                responses.retain(|response| code.open || response.codes.contains(&index));
                Ok(Self { code: Some(code), status, responses })
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

/// The keys of the responses that document a code.
fn keys(operation: &Operation, code: usize) -> impl Iterator<Item = StatusKey> {
    operation.responses.iter().filter(move |response| response.codes.contains(&code)).map(|response| response.key)
}

fn is_documented(catalog: &Catalog, index: usize, code: &Code, status: u16) -> bool {
    let mut everywhere = catalog.operations.iter().flat_map(|operation| keys(operation, index));
    code.statuses.contains(&status) || everywhere.any(|key| covers(key, status))
}

/// The status of a code: the primary one, unless the operation documents it under another.
fn primary(catalog: &Catalog, operation: Option<&Operation>, index: usize, code: &Code) -> u16 {
    let known = code.status.or(code.statuses.first().copied());
    let one_of = |key: StatusKey| match key {
        StatusKey::Exact(status) => status,
        StatusKey::Range(class) => known.filter(|status| covers(key, *status)).unwrap_or(u16::from(class) * 100),
        StatusKey::Default => known.unwrap_or(500),
    };
    let mut own = operation.into_iter().flat_map(|operation| keys(operation, index));
    if let Some(key) = own.next() {
        let is_own = known.is_some_and(|known| covers(key, known) || own.any(|key| covers(key, known)));
        return known.filter(|_| is_own).unwrap_or(one_of(key));
    }
    let mut everywhere = catalog.operations.iter().flat_map(|operation| keys(operation, index));
    known.or_else(|| everywhere.next().map(one_of)).unwrap_or(500)
}
