//! The catalog: everything errbook knows about the errors of one API, finished when it is built.
//!
//! Indices into [`Catalog::codes`], [`Catalog::envelopes`] and [`Catalog::types`] are `usize` and always valid.
//! Everything stands in the order of the spec.

mod envelope;
mod evidence;
mod retry;
mod types;

use std::fmt;

use crate::pointer::Pointer;
use crate::source::FileId;

pub use envelope::{Body, Envelope, FieldKeys, Member, PlainMember, Role, Slot, TimeFormat, TimeUnit};
pub use evidence::{Evidence, StatusEvidence};
pub use retry::{After, Backoff, Retry, RetryRule, StatusRetry};
pub use types::{Additional, Bound, EnumValue, Facets, Field, NamedType, Object, Shape, Type, Variant};

/// What a spec publishes about the errors of its API.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Catalog {
    /// Title and version of the API, and the fingerprint of all that was read.
    pub api: Api,
    /// Where the codes stand: body paths (`error.code`) or JSON pointers into the spec.
    pub code_paths: Vec<String>,
    /// Where the codes are problem types (RFC 9457), the URI that relative ones are resolved against: the first absolute
    /// server of the spec, with `/` behind it, or nothing. The URL of an answer is no such base: decoding does not see it.
    pub type_base: Option<String>,
    /// The declared codes first, in the order of the spec, then the open ones.
    pub codes: Vec<Code>,
    /// Every error status that is declared anywhere: exact ones ascending, then ranges, then `default`.
    pub statuses: Vec<Status>,
    /// The distinct error bodies.
    pub envelopes: Vec<Envelope>,
    /// The operations that declare an error.
    pub operations: Vec<Operation>,
    /// The named types that payloads and whole bodies are made of.
    pub types: Vec<NamedType>,
    /// The rules of `x-retry`, for statuses and classes that no operation documents too.
    pub retries: Vec<StatusRetry>,
    /// Which response headers tell the state of the rate limit.
    pub rate_limit: RateLimitHeaders,
    /// The documented rate limits, plan by plan (`x-rate-limit-plans`).
    pub plans: Vec<Plan>,
}

/// The API as the spec's `info` names it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Api {
    /// `info.title`, or the file's stem.
    pub title: String,
    /// `info.version`, or an empty string.
    pub version: String,
    /// 16 hexadecimal digits that depend on the contents of all files read, and on nothing else.
    pub fingerprint: String,
}

/// Where in the spec something stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The position within the file.
    pub pointer: Pointer,
}

/// The value of a code as it is sent: never altered.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Wire {
    /// A JSON string.
    Text(String),
    /// A JSON integer.
    Integer(i64),
}

impl fmt::Display for Wire {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => formatter.write_str(text),
            Self::Integer(integer) => write!(formatter, "{integer}"),
        }
    }
}

/// One error code.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Code {
    /// The value that is sent.
    pub wire: Wire,
    /// The Rust variant, unique among the declared codes; a valid identifier in UpperCamelCase.
    pub ident: String,
    /// Only seen in an example, not declared: no variant is made of it.
    pub open: bool,
    /// The primary status, where exactly one is known or `x-error-codes` says so.
    pub status: Option<u16>,
    /// All statuses, ascending.
    pub statuses: Vec<u16>,
    /// How the statuses were learnt.
    pub channel: Option<Channel>,
    /// What the code means.
    pub description: Option<String>,
    /// What commonly causes it.
    pub cause: Option<String>,
    /// Whether the code is on its way out.
    pub deprecated: bool,
    /// What this code alone carries.
    pub payload: Option<Payload>,
    /// Whether and when to try again; `None`: the status decides.
    pub retry: Option<Retry>,
    /// Whether somebody should be woken.
    pub alert: Alert,
    /// The operations that document the code: indices into [`Catalog::operations`].
    pub operations: Vec<usize>,
    /// The body that carries it at its primary status (the first declared one where several do).
    pub envelope: Option<usize>,
    /// Where it stands.
    pub place: Place,
    /// Where its facts stand.
    pub evidence: Evidence,
}

/// By which of the four channels the status of a code is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Channel {
    /// `x-error-codes` in the spec or an overlay.
    XErrorCodes,
    /// A constant status beside the code, in the same object.
    Sibling,
    /// The response key under which a narrowed schema stands.
    Response,
    /// Media-type examples under one exact status.
    Example,
}

impl Channel {
    /// The channel's name in `errbook list`.
    pub fn name(self) -> &'static str {
        match self {
            Self::XErrorCodes => "x-error-codes",
            Self::Sibling => "sibling",
            Self::Response => "response",
            Self::Example => "example",
        }
    }
}

/// Whether an error should wake somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Alert {
    /// Expected in normal operation.
    #[default]
    None,
    /// Worth a look.
    Warn,
    /// Worth waking somebody.
    Page,
}

/// The data that one code carries beside what the envelope holds for all.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Payload {
    /// Its type.
    pub ty: Type,
    /// Whether every body with that code has it.
    pub required: bool,
    /// Where in the body it stands.
    pub position: PayloadPosition,
}

/// Where a code's payload stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PayloadPosition {
    /// It is the value of the envelope's `details` slot.
    Details,
    /// Its members stand beside the code, in the object that holds it; `ty` is an object.
    Beside,
}

/// The key of a response: `404`, `4XX` or `default`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StatusKey {
    /// One status, 100 to 599 (or what the spec says, up to 999).
    Exact(u16),
    /// A class of statuses by its first digit.
    Range(u8),
    /// Every status that is not declared otherwise.
    Default,
}

impl StatusKey {
    /// The status, where it is one.
    pub(crate) fn exact(self) -> Option<u16> {
        match self {
            Self::Exact(status) => Some(status),
            Self::Range(_) | Self::Default => None,
        }
    }
}

impl fmt::Display for StatusKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(status) => write!(formatter, "{status}"),
            Self::Range(class) => write!(formatter, "{class}XX"),
            Self::Default => formatter.write_str("default"),
        }
    }
}

/// An error status, over all operations together.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Status {
    /// The response key.
    pub key: StatusKey,
    /// The Rust variant of the codeless kind: `NotFound`, `Status499`, `ClientError`, `ServerError`, `Other`.
    pub ident: String,
    /// The canonical reason phrase of an exact status.
    pub reason: Option<&'static str>,
    /// What the spec says of it (that of the first response).
    pub description: String,
    /// The codes it can carry: indices into [`Catalog::codes`].
    pub codes: Vec<usize>,
    /// Whether some documented response of this status has no code.
    pub uncoded: bool,
    /// The bodies it can have, those without a code first where `uncoded`: indices into [`Catalog::envelopes`].
    pub envelopes: Vec<usize>,
    /// The envelope of a codeless answer; `None` where it has no body, or always a code.
    pub uncoded_envelope: Option<usize>,
    /// The headers of its responses.
    pub headers: Vec<Header>,
    /// The rule of `x-retry` for it.
    pub retry: Option<Retry>,
    /// Where that rule stands.
    pub retry_place: Option<Place>,
}

/// A response header.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Header {
    /// Its name as the spec writes it.
    pub name: String,
    /// Whether every response has it.
    pub required: bool,
    /// What the spec says of it.
    pub description: Option<String>,
}

/// An operation that declares an error.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Operation {
    /// The `operationId`, or method and path.
    pub id: String,
    /// The Rust type of its errors, UpperCamelCase, unique.
    pub ident: String,
    /// In lower case.
    pub method: String,
    /// The path template.
    pub path: String,
    /// Its error responses: exact statuses ascending, then ranges, then `default`.
    pub responses: Vec<Response>,
}

/// An error response of an operation.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Response {
    /// The response key.
    pub key: StatusKey,
    /// What the spec says of it.
    pub description: String,
    /// The codes it documents: indices into [`Catalog::codes`].
    pub codes: Vec<usize>,
    /// Whether it can come without a code.
    pub uncoded: bool,
    /// Its bodies: indices into [`Catalog::envelopes`].
    pub envelopes: Vec<usize>,
    /// Its bodies as a whole, one per media type.
    pub content: Vec<Content>,
    /// The examples of its bodies.
    pub examples: Vec<Example>,
    /// Its headers.
    pub headers: Vec<Header>,
    /// Where the operation says it: the response's key.
    pub key_place: Place,
    /// Where it stands, references followed.
    pub place: Place,
}

/// A whole error body of one media type.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Content {
    /// The media type.
    pub media_type: String,
    /// What its schema says.
    pub ty: Type,
}

/// An example of an error body.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Example {
    /// The media type of the body.
    pub media_type: String,
    /// The body.
    pub value: serde_json::Value,
}

/// Which response headers tell the state of the rate limit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct RateLimitHeaders {
    /// How many requests are allowed.
    pub limit: Option<String>,
    /// How many are left.
    pub remaining: Option<String>,
    /// When there are more.
    pub reset: Option<String>,
}

/// The rate limits of one plan.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Plan {
    /// Its name.
    pub name: String,
    /// Requests per minute; `None`: settled individually.
    pub per_minute: Option<u64>,
    /// Requests per day; `None`: settled individually.
    pub per_day: Option<u64>,
}

impl Catalog {
    /// The code with this wire value, declared or only seen.
    pub fn code(&self, wire: &str) -> Option<&Code> {
        self.codes.iter().find(|code| code.wire.to_string() == wire)
    }

    /// For each of the types the circle that it is part of, if it is part of one: types of one circle reach each other.
    /// Circles are named by the position of one of their types.
    pub fn circles(&self) -> Vec<Option<usize>> {
        crate::types::circles(&self.types)
    }

    /// The wire value that is nearest to what was probably meant for one.
    pub fn nearest_code(&self, wire: &str) -> Option<&Wire> {
        let texts: Vec<String> = self.codes.iter().map(|code| code.wire.to_string()).collect();
        let nearest = crate::suggest::nearest(wire, &mut texts.iter().map(String::as_str))?;
        self.code(nearest).map(|code| &code.wire)
    }
}

impl Place {
    /// The beginning of the spec.
    pub(crate) fn start() -> Self {
        Self { file: FileId::MAIN, pointer: Pointer::root() }
    }
}
