//! What a body is made of: its members, and the pieces that most bodies are written and read by.

use crate::layout::InPieces;

/// One distinct error body.
#[derive(Debug)]
pub struct Envelope {
    /// Its media type.
    pub media_type: &'static str,
    /// The members of the body, which is an object.
    pub body: &'static [Member],
    /// The same as a service writes it, for who need not look at members one by one; nothing where that depends on the code.
    pub in_pieces: Option<InPieces>,
    /// Whether it says somewhere how long to wait.
    pub waits: bool,
}

/// Stands where a type that reads a spec itself has no use for a body.
pub const ABSENT: Envelope = Envelope { media_type: "", body: &[], in_pieces: None, waits: false };

/// A member of an object of an error body.
#[derive(Debug)]
pub enum Member {
    /// Always this JSON text.
    Constant(&'static str, &'static str),
    /// Something that an error says.
    Slot(&'static str, Presence, Slot),
    /// An object with further members.
    Object(&'static str, Presence, &'static [Member]),
    /// A list of objects with these members; the service writes one of them.
    List(&'static str, Presence, &'static [Member]),
    /// Anything else; where it is required, the service writes this JSON text.
    Other(&'static str, Presence, &'static str),
    /// The members of the payload of the code that stands in the same object.
    Payload,
    /// A member that always is this JSON text beside some codes (their positions, ascending), and the member.
    ByCode(&'static [(u16, &'static str)], &'static Self),
}

impl Member {
    /// The member, whatever it is beside some codes.
    pub(crate) const fn of_any_code(&self) -> &Self {
        match self {
            Self::ByCode(_, member) => member,
            member => member,
        }
    }
}

/// Whether a member is always there, and whether it may be `null`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Presence {
    /// Every body has it.
    pub required: bool,
    /// It may be `null`.
    pub nullable: bool,
}

/// Always there, never `null`.
pub const REQUIRED: Presence = Presence { required: true, nullable: false };
/// May be absent, never `null`.
pub const OPTIONAL: Presence = Presence { required: false, nullable: false };
/// Always there, perhaps `null`.
pub const REQUIRED_OR_NULL: Presence = Presence { required: true, nullable: true };
/// May be absent, or `null`.
pub const OPTIONAL_OR_NULL: Presence = Presence { required: false, nullable: true };

/// What a member says of an error.
#[derive(Debug, Clone, Copy)]
pub enum Slot {
    /// The code.
    Code,
    /// A sentence for people.
    Message,
    /// Free-form data, or the payload of the code.
    Details,
    /// The same, where a list of field errors with these keys can stand.
    DetailsOrFields(FieldKeys),
    /// A list of field errors.
    Fields(FieldKeys),
    /// The HTTP status, repeated.
    Status,
    /// The request's identifier.
    RequestId,
    /// When it happened, as RFC 3339 text.
    Timestamp,
    /// When it happened, in seconds since 1970.
    TimestampSeconds,
    /// When it happened, in milliseconds since 1970.
    TimestampMilliseconds,
    /// How many seconds to wait.
    RetryAfter,
    /// How many milliseconds to wait.
    RetryAfterMilliseconds,
    /// RFC 9457 §3.1.3.
    Title,
    /// RFC 9457 §3.1.1.
    Type,
    /// RFC 9457 §3.1.5.
    Instance,
}

/// The keys of one field error.
#[derive(Debug, Clone, Copy)]
pub struct FieldKeys {
    /// The key that names the field.
    pub path: &'static str,
    /// Whether the field is named by a list of segments.
    pub path_is_list: bool,
    /// The key of the message.
    pub message: &'static str,
    /// The key of the field's own code, where there is one.
    pub code: Option<&'static str>,
}
