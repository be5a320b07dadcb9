//! From status, headers and bytes to what the contract makes of them.

use std::borrow::Cow;
use std::sync::OnceLock;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use super::answer::{Answer, More, Other, Said};
use super::deferred::Deferred;
use super::found::Found;
use super::given::{Given, Typed, is, no_reason_phrase, other_media_type};
use super::headers::Headers;
use super::json_body;
use super::limits::rate_limit;
use super::node;
use super::quick::{self, Quick};
use super::read::Reading;
use super::wait::{Now, Waits};
use crate::json::{At, Misfit, Node, Typed as _};
use crate::kind::{Kind, Place};
use crate::table::{Api, Envelope, Key, NONE, Status};
use crate::{ErrorCode as _, Finding, Mismatch};

/// Decodes an answer. Whatever it is, there is something to say of it.
pub(super) fn decode<K: Kind>(now: Now, status: StatusCode, headers: Cow<'_, HeaderMap>, body: Bytes) -> Answer<K> {
    let given = Given { api: K::API, now, status, headers: &headers, body: &body };
    let mut found = Found::NOTHING;
    if let Some(code) = quick::read(&given, &mut found)
        && let Some(Own { kind, deferred, more }) = quickly(&given, &Quick::of(&given, &found, code))
    {
        let (headers, envelope) = match found.typed {
            Typed::Alone => (Headers::media_type_alone(headers), found.envelope),
            Typed::Yes => (Headers::new(headers), found.envelope),
            Typed::No => (Headers::new(headers), NONE),
        };
        return Answer { status, code, said: found.said, kind, headers, body, envelope, deferred, more };
    }
    decode_plainly(now, status, headers, body)
}

/// The same by the plain way alone, which is the measure of the quick one.
pub(super) fn decode_plainly<K: Kind>(
    now: Now,
    status: StatusCode,
    headers: Cow<'_, HeaderMap>,
    body: Bytes,
) -> Answer<K> {
    let (code, more) = plainly(&Given { api: K::API, now, status, headers: &headers, body: &body });
    let (headers, more) = (Headers::new(headers), OnceLock::from(Box::new(more)));
    Answer { status, code, said: Said::NOTHING, kind: None, headers, body, envelope: NONE, deferred: None, more }
}

/// What an answer says in a payload that was not read when it was decoded.
pub(super) fn read_deferred<K: Kind>(answer: &Answer<K>, deferred: Deferred) -> More<K> {
    let headers = HeaderMap::new();
    let given = Given { api: K::API, now: Now(None), status: answer.status, headers: &headers, body: &answer.body };
    let quickly = || {
        let found = Found { envelope: answer.envelope, ..deferred.found(answer.said) };
        let quick = Quick::of(&given, &found, answer.code);
        let has_own = answer.kind.is_none() && quick.has_kind();
        let kind = if has_own { Some(own_kind(&given, &quick)?) } else { None };
        let waits = Waits::of_body(answer.said.retry_after(&answer.body));
        Some(More { codes: Vec::new(), kind, other: Other { waits, ..Other::default() } })
    };
    quickly().unwrap_or_else(|| plainly(&Given { headers: answer.headers(), ..given }).1)
}

/// What is particular to the API, of an answer that agrees with its contract: the kind, and what else there is to say.
struct Own<K: Kind> {
    kind: Option<&'static K>,
    deferred: Option<Deferred>,
    more: OnceLock<Box<More<K>>>,
}

#[inline]
fn quickly<K: Kind>(given: &Given<'_>, quick: &Quick<'_>) -> Option<Own<K>> {
    let kind = match (quick.code, quick.uncoded) {
        (Some(code), _) => K::plain(code),
        (None, Some(Key::Exact(status))) => K::exact(status),
        (None, _) => None,
    };
    let has_own = kind.is_none() && quick.has_kind();
    if quick.is_plain(given) {
        return Some(Own { kind, deferred: Deferred::of(quick.found, has_own), more: OnceLock::new() });
    }
    let other = quick.other(given)?;
    let own = if has_own { Some(own_kind(given, quick)?) } else { None };
    let more = More { codes: Vec::new(), kind: own, other };
    Some(Own { kind, deferred: None, more: OnceLock::from(Box::new(more)) })
}

/// A kind that is not the same each time; `None` if its payload does not fit.
fn own_kind<K: Kind>(given: &Given<'_>, quick: &Quick<'_>) -> Option<K> {
    let Some(code) = quick.code else { return K::uncoded(quick.uncoded?, given.status) };
    let is_beside = K::is_beside(code);
    let span = if is_beside { quick.beside(given)? } else { quick.found.details };
    let node = match span.bytes(given.body) {
        Some(json) => Some(node::read(json)?),
        None => None,
    };
    let place = if is_beside { Place::beside_code(node.as_ref()) } else { Place::in_details(node.as_ref()) };
    K::coded(code, place).ok()
}

/// The position of the code of any answer, or [`NONE`], and what there is to say of it.
fn plainly<K: Kind>(given: &Given<'_>) -> (u16, More<K>) {
    let Given { now, status, headers, body, .. } = *given;
    let media_type = given.media_type();
    let mut decoder = Decoder::new(K::API, status);
    let value = decoder.parse(body, media_type);
    let mut reading = value.as_ref().map(|value| decoder.read(value, media_type)).unwrap_or_default();
    decoder.check_codes(&reading);
    let kind = decoder.kind::<K>(&reading);

    let typed = |position: Option<usize>| K::Code::ALL.get(position?).copied();
    let code = reading.codes.iter().position(|code| code.known.is_some()).unwrap_or_default();
    let known = reading.codes.get(code).and_then(|code| code.known);
    let limit = rate_limit(headers, &K::API.rate_limit, now);
    let message = reading.message.filter(|message| !message.is_empty()).map(str::to_owned);
    let other = Other {
        code_text: reading.codes.get_mut(code).map(|code| std::mem::take(&mut code.text)),
        message: message.or_else(|| no_reason_phrase(status)),
        details: OnceLock::from(reading.details.cloned()),
        field_errors: OnceLock::from(reading.field_errors),
        request_id: reading.request_id.map(str::to_owned),
        timestamp: reading.timestamp,
        waits: Waits::new(headers, reading.retry_after, limit, now),
        rate_limit: limit,
        mismatch: decoder.mismatch,
    };
    let codes = reading.codes.iter().filter_map(|code| typed(code.known)).collect();
    let position = known.and_then(|position| u16::try_from(position).ok()).unwrap_or(NONE);
    (position, More { codes, kind, other })
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
            self.mismatch.push(other_media_type(expected, media_type));
        }
        let parsed = json_body::parse(body);
        if let Some(reason) = parsed.problem {
            self.mismatch.push(Finding::NotJson { reason });
        }
        if let Some(value) = &parsed.value
            && is_documented
            && expected.is_none()
        {
            let found = value.type_name();
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
                Some(position) if !self.api.documents(position, self.status) => {
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

    /// The kind: that of the code with its payload; for an unknown code, or none, that of the status.
    fn kind<K: Kind>(&mut self, reading: &Reading<'_>) -> Option<K> {
        let Some((code, position)) = reading.codes.iter().find_map(|code| Some((code, code.known?))) else {
            let uncoded = self.documented.iter().find(|entry| entry.uncoded)?;
            return K::uncoded(uncoded.key, self.status);
        };
        let details_path = reading.details_path.clone().unwrap_or_else(|| "details".to_owned());
        let (details, beside) = (reading.details.map(Node::of), Node::of(code.beside));
        let body = Place {
            details: details.as_ref(),
            details_at: &At::ROOT.key(&details_path),
            beside: Some(&beside),
            beside_at: &At::ROOT.key(&code.path),
        };
        let Misfit { path, expected, found } = match K::coded(position, body) {
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
