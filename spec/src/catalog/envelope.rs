//! Envelopes: the distinct error bodies, and what each member of them says.

use super::{Place, Type, Wire};

/// One distinct error body.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Envelope {
    /// Its media type, such as `application/json`.
    pub media_type: String,
    /// The members of the body's object, in the order of the spec.
    pub body: Body,
    /// Where each member is described, by its path (`error.code`, `errors[].code`), where that is known: in the first body
    /// that has this envelope.
    pub places: Vec<(String, Place)>,
    /// The types of what `body` says the meaning of instead: of codes, statuses and waits, and of the members of field errors;
    /// over all bodies that have this envelope, in the order of their paths.
    pub plain: Vec<PlainMember>,
}

impl Envelope {
    /// The type of the code, where the spec lists no values of it; `None` where it does, or where the body has none.
    pub fn open_code(&self) -> Option<&Type> {
        let path = self.body.path_of(&Slot::Code)?;
        self.plain.iter().find(|member| member.path == path).map(|member| &member.ty)
    }
}

impl Body {
    /// The path of a slot, below this body's own.
    fn path_of(&self, slot: &Slot) -> Option<String> {
        self.members.iter().find_map(|Member { wire, role, .. }| match role {
            Role::Slot(of) => (of == slot).then(|| wire.clone()),
            Role::Object(body) => body.path_of(slot).map(|path| format!("{wire}.{path}")),
            Role::List(body) => body.path_of(slot).map(|path| format!("{wire}[].{path}")),
            Role::Constant(_) | Role::Other(_) => None,
        })
    }
}

/// A member of a body by its path (`error.code`, `fields[].field`), and its type as far as JSON tells values apart.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PlainMember {
    /// Its path.
    pub path: String,
    /// A plain type, or that or `null`; lists and maps are of anything.
    pub ty: Type,
    /// Of field errors: whether each has it.
    pub required: bool,
}

impl PlainMember {
    /// What is true of both.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.ty = self.ty.covering(&other.ty);
        self.required &= other.required;
    }
}

/// The members of an object of an envelope.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Body {
    /// In the order of the spec.
    pub members: Vec<Member>,
    /// Whether the payload of some code stands among these members ([`PayloadPosition::Beside`](crate::PayloadPosition::Beside)).
    pub payload: bool,
}

/// One member of an object of an envelope.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Member {
    /// Its key.
    pub wire: String,
    /// Whether every body has it.
    pub required: bool,
    /// Whether it may be `null`.
    pub nullable: bool,
    /// What it is.
    pub role: Role,
    /// What it always is beside a code, for each code for which the spec says that.
    pub constants: Vec<(Wire, serde_json::Value)>,
}

/// What a member of an envelope is.
#[derive(Debug, Clone, PartialEq)]
pub enum Role {
    /// Always this value: `success: false`, `data: null`.
    Constant(serde_json::Value),
    /// One of the things an error says, whatever the API calls it.
    Slot(Slot),
    /// An object that holds further members.
    Object(Body),
    /// A list of objects, where the code stands inside (`errors[].code`).
    List(Body),
    /// Anything else the body has.
    Other(Type),
}

/// What an envelope can say of an error.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Slot {
    /// The code.
    Code,
    /// A sentence for people.
    Message,
    /// Free-form or per-code data; with the keys of field errors where a list of them can stand there.
    Details(Option<FieldKeys>),
    /// A list of field errors.
    Fields(FieldKeys),
    /// The HTTP status, repeated.
    Status,
    /// The request's identifier.
    RequestId,
    /// When it happened.
    Timestamp(TimeFormat),
    /// How long to wait.
    RetryAfter(TimeUnit),
    /// RFC 9457 §3.1.3.
    Title,
    /// RFC 9457 §3.1.1.
    Type,
    /// RFC 9457 §3.1.5.
    Instance,
}

impl Slot {
    /// The slot's name in `errbook list` and in the documentation.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Message => "message",
            Self::Details(_) => "details",
            Self::Fields(_) => "fields",
            Self::Status => "status",
            Self::RequestId => "request_id",
            Self::Timestamp(_) => "timestamp",
            Self::RetryAfter(_) => "retry_after",
            Self::Title => "title",
            Self::Type => "type",
            Self::Instance => "instance",
        }
    }
}

/// How a timestamp is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeFormat {
    /// RFC 3339 text in UTC, with milliseconds.
    Rfc3339,
    /// Seconds since 1970, an integer.
    EpochSeconds,
    /// Milliseconds since 1970, an integer.
    EpochMilliseconds,
}

/// What a wait is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeUnit {
    /// Seconds.
    Seconds,
    /// Milliseconds.
    Milliseconds,
}

/// The keys of one field error.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct FieldKeys {
    /// The key that names the field.
    pub path: String,
    /// Whether the field is named by a list of segments rather than by text.
    pub path_is_list: bool,
    /// The key of the message.
    pub message: String,
    /// The key of the field's own code, where there is one.
    pub code: Option<String>,
}
