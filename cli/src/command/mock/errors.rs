//! The errors of an API as answers: from the catalog to what is sent.

use std::collections::HashMap;

use errbook_spec::{Catalog, Code, Envelope, Example, HeaderSample, Operation, Place, Reading, Response, Retry};
use serde_json::Value;

use super::answer::Answer;
use super::body::Builder;
use super::case::{Case, Unknown, Wanted, covers};
use super::headers::{self, Headers};
use super::moment::Moment;
use super::prefer::Wait;
use super::slots::SlotPath;
use super::{shown, waiting};

/// What a spec publishes about errors, and shows of their headers.
#[derive(Debug)]
pub(super) struct Errors {
    catalog: Catalog,
    headers: HashMap<Place, Vec<HeaderSample>>,
}

/// What is sent of a case.
#[derive(Debug, Clone, Copy)]
struct Chosen<'c> {
    response: Option<&'c Response>,
    code: Option<&'c Code>,
    example: Option<&'c Example>,
}

impl Errors {
    pub(super) fn of(reading: &mut Reading) -> Self {
        let catalog = reading.catalog().clone();
        let mut headers = HashMap::new();
        for response in catalog.operations.iter().flat_map(|operation| &operation.responses) {
            headers.entry(response.place.clone()).or_insert_with(|| reading.header_samples(&response.place));
        }
        Self { catalog, headers }
    }

    pub(super) fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// The operation of a method and a path template, if it documents errors.
    pub(super) fn operation(&self, method: &str, path: &str) -> Option<&Operation> {
        self.catalog.operations.iter().find(|it| it.method == method && it.path == path)
    }

    /// The error that is wanted: the example that the spec has of it, else a body of its envelope.
    pub(super) fn answer(
        &self,
        operation: Option<&Operation>,
        wanted: Wanted<'_>,
        moment: &Moment,
    ) -> Result<Answer, Unknown> {
        let case = Case::settle(&self.catalog, operation, wanted)?;
        let chosen = self.choose(&case);
        let rule = self.retry(case.status, chosen.code);
        let body = match (chosen.response, chosen.example) {
            (Some(response), Some(example)) => Some(self.shown(response, example, moment)),
            _ => self.built(&case, chosen, rule, moment),
        };
        let samples = chosen.response.and_then(|response| self.headers.get(&response.place));
        let headers = Headers { names: &self.catalog.rate_limit, status: case.status, rule, moment };
        let headers = headers.of(samples.map(Vec::as_slice).unwrap_or_default());
        Ok(Answer { status: case.status, headers, body })
    }

    /// The first example that shows the error, else what it is to be built from.
    fn choose<'c>(&'c self, case: &Case<'c>) -> Chosen<'c> {
        let first = case.responses.first().copied();
        // Where some answer of the status has no code, an example with one shows something else.
        let uncoded = first.is_some_and(|response| response.uncoded);
        let mut examples = case.responses.iter().flat_map(|it| it.examples.iter().map(move |example| (*it, example)));
        let example = examples.find(|(response, example)| {
            let is_meant = match case.code {
                Some(code) => shown::shows(&self.catalog, response, example, code),
                None => !uncoded || shown::code(&self.catalog, response, example).is_none(),
            };
            is_meant && shown::agrees(&self.catalog, response, example, case.status)
        });
        if let Some((response, example)) = example {
            let code = case.code.or_else(|| shown::code(&self.catalog, response, example));
            return Chosen { response: Some(response), code, example: Some(example) };
        }
        let usual = || self.catalog.codes.get(*first.filter(|_| !uncoded)?.codes.first()?);
        Chosen { response: first, code: case.code.or_else(usual), example: None }
    }

    fn shown(&self, response: &Response, example: &Example, moment: &Moment) -> (String, Value) {
        let mut value = example.value.clone();
        let mut envelopes = shown::envelopes(&self.catalog, response, example);
        if let Some(wait) = moment.wait
            && let Some((path, unit)) = envelopes.find_map(|envelope| SlotPath::to_retry_after(&envelope.body))
        {
            match wait {
                Wait::Seconds(seconds) => path.set(&mut value, waiting::wait(seconds, unit)),
                Wait::Untold => path.remove(&mut value),
            }
        }
        (headers::concrete(&example.media_type).to_owned(), value)
    }

    /// A body that no example shows; `None` where the spec documents none.
    fn built(
        &self,
        case: &Case<'_>,
        chosen: Chosen<'_>,
        rule: Option<&Retry>,
        moment: &Moment,
    ) -> Option<(String, Value)> {
        let envelope = self.envelope(case, chosen)?;
        let builder = Builder { catalog: &self.catalog, code: chosen.code, status: case.status, rule, moment };
        Some((headers::concrete(&envelope.media_type).to_owned(), builder.value(envelope)))
    }

    /// The body of a case: one with a code where there is a code.
    fn envelope(&self, case: &Case<'_>, chosen: Chosen<'_>) -> Option<&Envelope> {
        let at = |index: usize| self.catalog.envelopes.get(index);
        let here = chosen.response.map(|response| response.envelopes.as_slice()).unwrap_or_default();
        let Some(code) = chosen.code else {
            let status = self.catalog.statuses.iter().find(|it| covers(it.key, case.status));
            let uncoded = status.and_then(|it| it.uncoded_envelope).filter(|index| here.contains(index));
            return uncoded.or(here.first().copied()).and_then(at);
        };
        let usual = code.envelope.filter(|index| here.is_empty() || here.contains(index)).and_then(at);
        let mut envelopes = here.iter().filter_map(|index| at(*index));
        usual.or_else(|| envelopes.find(|it| SlotPath::to_code(&it.body).is_some()))
    }

    /// The rule for trying again: the code's, else that of the status.
    fn retry<'c>(&'c self, status: u16, code: Option<&'c Code>) -> Option<&'c Retry> {
        let of_status = self.catalog.retries.iter().filter(|it| covers(it.key, status)).min_by_key(|it| it.key);
        code.and_then(|code| code.retry.as_ref()).or_else(|| of_status.map(|it| &it.retry))
    }
}

#[cfg(test)]
mod tests;
