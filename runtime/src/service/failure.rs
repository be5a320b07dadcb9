//! One error as a service sends it: its kind, where the contract puts it, and what it says.

use std::error::Error;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::fill;
use crate::ErrorCode;
use crate::kind::{Kind, Payload};
use crate::slots::Slots;
use crate::table::{Api, Member, Slot};

/// What a generated `ApiError` holds.
pub struct Failure<K>(Box<Parts<K>>);

#[derive(Debug)]
struct Parts<K> {
    kind: K,
    status: StatusCode,
    envelope: u16,
    slots: Slots,
}

/// Generated types that send errors.
pub trait Send {
    /// What is needed to send it.
    fn sent(&self) -> Sent<'_>;
}

/// What is needed to send an error, wherever it is kept.
#[derive(Clone, Copy)]
pub struct Sent<'a> {
    pub(crate) api: &'static Api,
    pub(crate) code: Option<usize>,
    pub(crate) payload: Payload<'a>,
    pub(crate) status: StatusCode,
    pub(crate) envelope: u16,
    pub(crate) slots: &'a Slots,
}

impl<K: Kind> Failure<K> {
    /// An error of a kind, with the status and the body that the contract documents for it.
    pub fn new(kind: K, slots: Slots) -> Self {
        let case = kind.case();
        let status = case.status(K::API).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self::documented(kind, slots, status, case.envelope(K::API))
    }

    /// An error of a kind, with the status and the body that an operation documents for it.
    pub fn documented(kind: K, slots: Slots, status: StatusCode, envelope: u16) -> Self {
        Self(Box::new(Parts { kind, status, envelope, slots }))
    }

    /// The kind.
    pub fn kind(&self) -> &K {
        &self.0.kind
    }

    /// The code.
    pub fn code(&self) -> Option<K::Code> {
        K::Code::ALL.get(self.0.kind.case().code()?).copied()
    }

    /// What it says.
    pub fn slots_mut(&mut self) -> &mut Slots {
        &mut self.0.slots
    }

    /// The same, without the error behind it.
    #[must_use]
    pub fn without_source(&self) -> Self {
        let Parts { kind, status, envelope, slots } = &*self.0;
        Self::documented(kind.clone(), slots.without_source(), *status, *envelope)
    }

    /// What is needed to send it.
    pub fn sent(&self) -> Sent<'_> {
        Sent {
            api: K::API,
            code: self.0.kind.case().code(),
            payload: self.0.kind.payload(),
            status: self.0.status,
            envelope: self.0.envelope,
            slots: &self.0.slots,
        }
    }

    /// The answer that carries it.
    pub fn into_response(self) -> http::Response<Bytes> {
        self.sent().into_response()
    }
}

impl<K: fmt::Debug> Failure<K> {
    /// Shows everything, also what is not sent: this is for the logs.
    ///
    /// # Errors
    ///
    /// Those of the formatter.
    pub fn debug(&self, name: &str, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Parts { kind, status, slots, .. } = &*self.0;
        formatter
            .debug_struct(name)
            .field("kind", kind)
            .field("status", status)
            .field("slots", slots.values())
            .finish_non_exhaustive()
    }
}

impl<'a> Sent<'a> {
    /// An error of an operation. It is shown by this, and sent, with its payload, once it is the API's `ApiError`.
    pub(crate) fn of_operation(
        api: &'static Api,
        code: Option<usize>,
        status: StatusCode,
        envelope: u16,
        slots: &'a Slots,
    ) -> Self {
        Self { api, code, payload: Payload::None, status, envelope, slots }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The code as it is sent.
    #[inline]
    pub fn code_str(&self) -> Option<&'a str> {
        match self.code {
            Some(position) => self.api.codes.wire.get(position).copied(),
            None => self.undeclared_code(),
        }
    }

    /// What is sent as the code where the contract has none for it.
    fn undeclared_code(&self) -> Option<&'a str> {
        let code = &self.slots.values().code;
        if self.api.codes.are_open_integers() {
            return code.get().map(String::as_str).filter(|text| text.parse::<i64>().is_ok());
        }
        let envelope = self.api.envelope(self.envelope);
        let required = envelope.is_some_and(|envelope| requires_code(envelope.body));
        // A problem without a type of its own has no code, whatever stands there.
        if required && !self.api.codes.are_types() {
            return Some(code.get().map_or_else(|| fill::code_of_status(self.status), String::as_str));
        }
        code.get().map(String::as_str)
    }

    /// Whether the message that was given stays inside.
    fn redacted(&self) -> bool {
        self.status.is_server_error() && !self.slots.values().exposed
    }

    /// The message that is sent.
    pub fn message(&self) -> &'a str {
        if self.redacted() { self.description() } else { &self.slots.values().given.message }
    }

    /// What the contract says of the error: the code's description, else that of the status, else its reason phrase.
    fn description(&self) -> &'static str {
        let of_code = self.code.and_then(|code| self.api.codes.description(code));
        let of_status = || {
            let mut descriptions = self.api.covering(self.status).map(|entry| entry.description);
            descriptions.find(|text| !text.is_empty())
        };
        of_code.or_else(of_status).or(self.status.canonical_reason()).unwrap_or("Server error")
    }

    /// The error behind it; for a 5xx first the message that stays inside, or the service's own error that has it.
    pub fn source(&self) -> Option<&'a (dyn Error + 'static)> {
        self.slots.values().given.source(self.status, self.redacted())
    }

    /// One line: status, code, message.
    ///
    /// # Errors
    ///
    /// Those of the formatter.
    pub fn display(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::display::error_line(formatter, self.status, self.code_str(), self.message(), None)
    }

    /// The media type of the body; empty where there is no body.
    pub fn content_type(&self) -> &'static str {
        self.api.envelope(self.envelope).map_or("", |envelope| envelope.media_type)
    }

    /// The headers.
    pub fn headers(&self) -> HeaderMap {
        super::headers::headers(self)
    }

    /// The answer that carries it.
    pub(crate) fn into_response(self) -> http::Response<Bytes> {
        let mut response = http::Response::new(Bytes::from(self.to_json()));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers();
        response
    }

    /// The body.
    pub fn to_json(&self) -> Vec<u8> {
        super::encode::to_vec(self)
    }

    /// Writes the body behind what is there.
    pub fn write_json(&self, out: &mut Vec<u8>) {
        super::encode::encode(self, out);
    }

    /// The same, without the quick way of envelopes that are known piece by piece: by this it is proven right.
    pub fn write_json_by_members(&self, out: &mut Vec<u8>) {
        super::encode::encode_members(self, out);
    }
}

/// Whether a body always has a code; what is required of an optional object is not.
pub(crate) fn requires_code(members: &[Member]) -> bool {
    members.iter().any(|member| match member {
        Member::Slot(_, presence, Slot::Code) => presence.required,
        Member::Object(_, presence, members) | Member::List(_, presence, members) => {
            presence.required && requires_code(members)
        }
        _ => false,
    })
}

/// Serializes a body that has been written as JSON; an empty one as nothing at all.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize_body<S: serde::Serializer>(json: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    let body = serde_json::from_slice::<serde_json::Value>(json).unwrap_or_default();
    serde::Serialize::serialize(&body, serializer)
}
