//! The statuses of an API, over all of its operations together.

use std::collections::BTreeSet;

use indexmap::{IndexMap, IndexSet};

use super::names;
use crate::catalog::{Operation, Response, Status, StatusKey, StatusRetry};
use crate::phrase;

/// Every status that an operation documents. Which body a codeless answer has is not known from the operations alone, and
/// left open. `idents` are the variants of the codes, which statuses keep clear of.
pub(crate) fn statuses(operations: &[Operation], retries: &[StatusRetry], idents: &[String]) -> Vec<Status> {
    let all: BTreeSet<StatusKey> = operations.iter().flat_map(|it| &it.responses).map(|it| it.key).collect();
    all.into_iter().map(|key| status(key, operations, retries, idents)).collect()
}

fn status(key: StatusKey, operations: &[Operation], retries: &[StatusRetry], idents: &[String]) -> Status {
    let responses: Vec<&Response> = operations.iter().flat_map(|it| &it.responses).filter(|it| it.key == key).collect();
    let responses = || responses.iter().copied();
    let codes: BTreeSet<usize> = responses().flat_map(|it| it.codes.iter().copied()).collect();
    let envelopes: IndexSet<usize> = responses().flat_map(|it| it.envelopes.iter().copied()).collect();
    let headers: IndexMap<&str, _> =
        responses().flat_map(|it| &it.headers).map(|header| (header.name.as_str(), header)).collect();
    let retry = retry(key, retries);
    Status {
        key,
        ident: names::status(key, idents),
        reason: if let StatusKey::Exact(status) = key { phrase::reason(status) } else { None },
        description: responses().map(|it| it.description.clone()).find(|it| !it.is_empty()).unwrap_or_default(),
        codes: codes.into_iter().collect(),
        uncoded: responses().any(|it| it.uncoded),
        uncoded_envelope: None,
        envelopes: envelopes.into_iter().collect(),
        headers: headers.into_values().cloned().collect(),
        retry: retry.map(|it| it.retry.clone()),
        retry_place: retry.map(|it| it.place.clone()),
    }
}

/// The rule of `x-retry` for a status: its own, that of its class, that of `default`.
fn retry(key: StatusKey, retries: &[StatusRetry]) -> Option<&StatusRetry> {
    let find = |wanted: StatusKey| retries.iter().find(|it| it.key == wanted);
    match key {
        StatusKey::Exact(status) => {
            let class = u8::try_from(status / 100).unwrap_or_default();
            find(key).or_else(|| find(StatusKey::Range(class))).or_else(|| find(StatusKey::Default))
        }
        StatusKey::Range(_) => find(key).or_else(|| find(StatusKey::Default)),
        StatusKey::Default => find(key),
    }
}
