//! What a variant says beside its code: one setting per slot.

use proc_macro2::{Ident, TokenStream};

use crate::attr::Wire;

/// Something that an error says, given by an expression that sees the fields by reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    Message,
    Details,
    Payload,
    Fields,
    RetryAfter,
    RequestId,
    Timestamp,
    Title,
    Instance,
    RateLimit,
}

impl Slot {
    /// In the order in which they are documented.
    pub(crate) const ALL: [Self; 10] = [
        Self::Message,
        Self::Details,
        Self::Payload,
        Self::RetryAfter,
        Self::RequestId,
        Self::Fields,
        Self::Timestamp,
        Self::Title,
        Self::Instance,
        Self::RateLimit,
    ];

    /// The attribute, which is also the name of the runtime's function for it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Details => "details",
            Self::Payload => "payload",
            Self::Fields => "fields",
            Self::RetryAfter => "retry_after",
            Self::RequestId => "request_id",
            Self::Timestamp => "timestamp",
            Self::Title => "title",
            Self::Instance => "instance",
            Self::RateLimit => "rate_limit",
        }
    }

    /// What the runtime calls it where not every body has a place for it.
    pub(crate) fn given(self) -> Option<&'static str> {
        match self {
            Self::Message | Self::RetryAfter | Self::Payload => None,
            Self::Details => Some("Details"),
            Self::Fields => Some("Fields"),
            Self::RequestId => Some("RequestId"),
            Self::Timestamp => Some("Timestamp"),
            Self::Title => Some("Title"),
            Self::Instance => Some("Instance"),
            Self::RateLimit => Some("RateLimit"),
        }
    }
}

/// A slot with what goes into it.
pub(crate) struct Setting {
    pub(crate) slot: Slot,
    pub(crate) key: Ident,
    pub(crate) value: TokenStream,
}

/// What is sent for a variant that is not forwarded.
pub(crate) struct Fault {
    pub(crate) case: Case,
    pub(crate) settings: Vec<Setting>,
    pub(crate) expose: Option<Ident>,
    pub(crate) undocumented: bool,
}

/// What kind of error it is.
pub(crate) enum Case {
    /// `code = X`
    Code(Wire),
    /// `status = 404`, with `code = …` where the API has an open set of codes.
    Status { number: u16, span: proc_macro2::Span, code: Option<Wire> },
}

impl Fault {
    /// The declared code that it is sent as.
    pub(crate) fn wire(&self) -> Option<&Wire> {
        match &self.case {
            Case::Code(wire) => Some(wire),
            Case::Status { .. } => None,
        }
    }

    /// Whether it says nothing but what it is.
    pub(crate) fn is_plain(&self) -> bool {
        let has_open_code = matches!(self.case, Case::Status { code: Some(_), .. });
        self.settings.is_empty() && self.expose.is_none() && !has_open_code
    }

    /// The setting of a slot.
    pub(crate) fn setting(&self, slot: Slot) -> Option<&Setting> {
        self.settings.iter().find(|setting| setting.slot == slot)
    }
}
