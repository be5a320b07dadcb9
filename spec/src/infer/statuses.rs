//! The statuses of an API, over all of its operations together.

use super::names;
use crate::catalog::{Header, Operation, Response, Status, StatusKey, StatusRetry};
use crate::keyed::Keyed;
use crate::{order, phrase};

/// Every status that an operation documents. Which body a codeless answer has is not known from the operations alone, and
/// left open. `idents` are the variants of the codes, which statuses keep clear of.
pub(crate) fn statuses(operations: &[Operation], retries: &[StatusRetry], idents: &[String]) -> Vec<Status> {
    let mut all: Vec<&Response> = operations.iter().flat_map(|it| &it.responses).collect();
    order::sort(&mut all, |left, right| left.key.cmp(&right.key));
    let alike = all.chunk_by(|one, next| one.key == next.key);
    alike.filter_map(|responses| Some(status(responses.first()?.key, responses, retries, idents))).collect()
}

fn status(key: StatusKey, responses: &[&Response], retries: &[StatusRetry], idents: &[String]) -> Status {
    let all = || responses.iter().copied();
    let mut envelopes: Vec<usize> = Vec::new();
    let mut known: Vec<bool> = Vec::new();
    for envelope in all().flat_map(|it| &it.envelopes) {
        if mark(&mut known, *envelope) {
            envelopes.push(*envelope);
        }
    }
    let mut headers: Keyed<&str, &Header> = Keyed::default();
    for header in all().flat_map(|it| &it.headers) {
        *headers.entry(&header.name, || header).1 = header;
    }
    let retry = retry(key, retries);
    Status {
        key,
        ident: names::status(key, idents),
        reason: if let StatusKey::Exact(status) = key { phrase::reason(status) } else { None },
        description: all().map(|it| it.description.clone()).find(|it| !it.is_empty()).unwrap_or_default(),
        codes: codes(responses),
        uncoded: all().any(|it| it.uncoded),
        uncoded_envelope: None,
        envelopes,
        headers: headers.into_values().into_iter().cloned().collect(),
        retry: retry.map(|it| it.retry.clone()),
        retry_place: retry.map(|it| it.place.clone()),
    }
}

/// The codes of responses, ascending. All of many operations may have the same thousands.
fn codes(responses: &[&Response]) -> Vec<usize> {
    let mut stands: Vec<bool> = Vec::new();
    for code in responses.iter().flat_map(|it| &it.codes) {
        mark(&mut stands, *code);
    }
    (0..stands.len()).filter(|code| stands[*code]).collect()
}

/// Marks a position, and says whether it was not marked before.
fn mark(marks: &mut Vec<bool>, position: usize) -> bool {
    if position >= marks.len() {
        marks.resize(position + 1, false);
    }
    !std::mem::replace(&mut marks[position], true)
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
