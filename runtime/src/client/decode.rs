//! From status, headers and bytes to what the contract makes of them.

use std::time::SystemTime;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use super::answer::{Answer, Parts};
use super::json_body;
use super::limits::rate_limit;
use super::read::Reading;
use super::wait::Waits;
use crate::json::{At, Misfit, type_name};
use crate::kind::{Kind, Place};
use crate::table::{Api, Envelope, NONE, Status};
use crate::{ErrorCode, Finding, Mismatch};

/// Decodes an answer. Whatever it is, there is something to say of it.
pub(super) fn decode<K: Kind>(now: SystemTime, status: StatusCode, headers: HeaderMap, body: Bytes) -> Answer<K> {
    let mut decoder = Decoder::new(K::API, status);
    let media_type = media_type(&headers);
    let value = decoder.parse(&body, media_type.as_deref());
    let mut reading = value.as_ref().map(|value| decoder.read(value, media_type.as_deref())).unwrap_or_default();
    decoder.check_codes(&reading);
    let kind = decoder.kind::<K>(&reading);

    let typed = |position: Option<usize>| K::Code::ALL.get(position?).copied();
    let code = reading.codes.iter().position(|code| code.known.is_some()).unwrap_or_default();
    let known = reading.codes.get(code).and_then(|code| code.known);
    let limit = rate_limit(&headers, &K::API.rate_limit, now);
    let message = reading.message.filter(|message| !message.is_empty()).map(str::to_owned);
    Answer(Box::new(Parts {
        status,
        code: typed(known),
        codes: reading.codes.iter().filter_map(|code| typed(code.known)).collect(),
        code_text: reading.codes.get_mut(code).map(|code| std::mem::take(&mut code.text)),
        kind,
        message: message.or_else(|| no_reason_phrase(status)),
        details: reading.details.cloned(),
        field_errors: reading.field_errors,
        request_id: reading.request_id.map(str::to_owned),
        timestamp: reading.timestamp,
        waits: Waits::new(&headers, reading.retry_after, limit, now),
        rate_limit: limit,
        retry: K::API.retry(known, Some(status)),
        mismatch: decoder.mismatch,
        headers,
        body,
    }))
}

/// The message of a status that nobody has put into words.
fn no_reason_phrase(status: StatusCode) -> Option<String> {
    status.canonical_reason().is_none().then(|| format!("HTTP status {}", status.as_u16()))
}

/// The media type of an answer, without its parameters, in lower case.
fn media_type(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let essence = text.split(';').next().unwrap_or_default().trim();
    Some(essence.to_ascii_lowercase()).filter(|essence| !essence.is_empty())
}

struct Decoder {
    api: &'static Api,
    status: StatusCode,
    /// What covers the status, the most exact first.
    documented: Vec<&'static Status>,
    /// The bodies that are documented for it.
    envelopes: Vec<&'static Envelope>,
    mismatch: Mismatch,
}

impl Decoder {
    fn new(api: &'static Api, status: StatusCode) -> Self {
        let documented: Vec<_> = api.covering(status).collect();
        let positions = documented.iter().flat_map(|entry| entry.envelopes);
        let envelopes = positions.filter_map(|position| api.envelope(*position)).collect();
        let mut mismatch = Mismatch::default();
        if documented.is_empty() {
            mismatch.push(Finding::Status(status));
        }
        Self { api, status, documented, envelopes, mismatch }
    }

    /// The body as JSON, whatever its header says of it.
    fn parse(&mut self, body: &[u8], media_type: Option<&str>) -> Option<Value> {
        let is_documented = !self.documented.is_empty();
        let expected = self.envelopes.first().map(|envelope| envelope.media_type);
        if body.is_empty() && self.documented.iter().any(|entry| may_be_empty(entry)) {
            return None;
        }
        if let Some(expected) = expected
            && !self.envelopes.iter().any(|envelope| is(envelope, media_type))
        {
            self.mismatch.push(Finding::MediaType { expected, found: media_type.map(str::to_owned) });
        }
        let parsed = json_body::parse(body);
        if let Some(reason) = parsed.problem {
            self.mismatch.push(Finding::NotJson { reason });
        }
        if let Some(value) = &parsed.value
            && is_documented
            && expected.is_none()
        {
            let found = type_name(value);
            self.mismatch.push(Finding::Shape { path: String::new(), expected: "no body", found });
        }
        parsed.value
    }

    /// Reads the body by the envelope that fits: one of the status and media type if it can be, else any that reads
    /// more of it, or reads a code where the documented ones have none.
    fn read<'v>(&mut self, body: &'v Value, media_type: Option<&str>) -> Reading<'v> {
        let (same, other): (Vec<_>, Vec<_>) =
            self.envelopes.iter().copied().partition(|envelope| is(envelope, media_type));
        let documented = if same.is_empty() { other } else { same };
        let mut best = self.best(body, documented.into_iter());
        if let Some(reading) = &mut best {
            self.mismatch.extend(std::mem::take(&mut reading.findings));
        }
        if best.as_ref().is_some_and(|best| best.is_clean() && !best.codes.is_empty()) {
            return best.unwrap_or_default();
        }
        let Some(mut any) = self.best(body, self.api.envelopes.iter()) else {
            return best.unwrap_or_default();
        };
        let reads_more = match &best {
            Some(best) if best.is_clean() => best.codes.is_empty() && !any.codes.is_empty() && any.is_clean(),
            Some(best) => any.agreement() > best.agreement(),
            None => true,
        };
        if !reads_more {
            return best.unwrap_or_default();
        }
        if best.is_none() {
            self.mismatch.extend(std::mem::take(&mut any.findings));
        }
        any
    }

    /// The reading that agrees best with its envelope; of equal ones the first.
    fn best<'v>(&self, body: &'v Value, envelopes: impl Iterator<Item = &'static Envelope>) -> Option<Reading<'v>> {
        let readings = envelopes.map(|envelope| Reading::of(body, envelope, self.api, self.status.as_u16()));
        readings.reduce(|best, next| if next.agreement() > best.agreement() { next } else { best })
    }

    /// Notes codes that are unknown, or not documented for the status.
    fn check_codes(&mut self, reading: &Reading<'_>) {
        for code in &reading.codes {
            match code.known {
                Some(position) if !self.documents(position) => {
                    let code = self.api.codes.wire.get(position).copied().unwrap_or_default();
                    self.mismatch.push(Finding::UnexpectedCode { code, status: self.status });
                }
                // Where the API enumerates no codes, each is as good as any other.
                None if !self.api.codes.wire.is_empty() => {
                    self.mismatch.push(Finding::UnknownCode { code: code.text.clone() });
                }
                _ => {}
            }
        }
    }

    /// Whether the contract has this code with the status, or says nothing of the code's statuses.
    fn documents(&self, position: usize) -> bool {
        let statuses = self.api.codes.statuses.get(position).copied().unwrap_or_default();
        let of_status = |entry: &&Status| entry.codes.iter().any(|code| usize::from(*code) == position);
        statuses.is_empty() || statuses.contains(&self.status) || self.documented.iter().any(of_status)
    }

    /// The kind: that of the code with its payload; for an unknown code, or none, that of the status.
    fn kind<K: Kind>(&mut self, reading: &Reading<'_>) -> Option<K> {
        let Some((code, position)) = reading.codes.iter().find_map(|code| Some((code, code.known?))) else {
            let uncoded = self.documented.iter().find(|entry| entry.uncoded)?;
            return K::uncoded(uncoded.key, self.status);
        };
        let typed = K::Code::ALL.get(position).copied()?;
        let details_path = reading.details_path.clone().unwrap_or_else(|| "details".to_owned());
        let body = Place {
            details: reading.details,
            details_at: &At::ROOT.key(&details_path),
            beside: Some(code.beside),
            beside_at: &At::ROOT.key(&code.path),
        };
        let Misfit { path, expected, found } = match K::coded(typed, body) {
            Ok(kind) => return Some(kind),
            Err(misfit) => misfit,
        };
        self.mismatch.push(Finding::Payload { path, expected, found });
        None
    }
}

/// Whether some answer of the status is documented without a body.
fn may_be_empty(status: &Status) -> bool {
    status.envelopes.is_empty() || (status.uncoded && status.uncoded_envelope == NONE)
}

/// Whether an envelope is of this media type.
fn is(envelope: &Envelope, media_type: Option<&str>) -> bool {
    media_type.is_some_and(|media_type| envelope.media_type.eq_ignore_ascii_case(media_type))
}
