//! What a service says of one occurrence of an error, beside its kind.

mod macros;
pub mod with;

use std::error::Error;
use std::fmt;
use std::sync::{LazyLock, OnceLock};
use std::time::Duration;

use http::HeaderMap;
use serde_json::Value;

use crate::{FieldError, RateLimit};

/// The message of an error, and whatever else one occurrence of it says: the part of a generated operation error
/// that does not depend on the kind.
///
/// Any text becomes one: `CreateAffiliate::NotFound("no such campaign".into())`.
pub struct Slots(Option<Box<SlotValues>>);

/// What has been set so far.
#[derive(Debug)]
pub(crate) struct SlotValues {
    pub(crate) given: Given,
    pub(crate) exposed: bool,
    pub(crate) code: OnceLock<String>,
    pub(crate) details: Option<Value>,
    pub(crate) fields: Option<Vec<FieldError>>,
    pub(crate) request_id: OnceLock<Text>,
    pub(crate) timestamp: OnceLock<Text>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) title: Option<String>,
    pub(crate) instance: Option<String>,
    pub(crate) rate_limit: Option<RateLimit>,
    pub(crate) headers: HeaderMap,
}

/// A text that was given, or made where the contract requires one and nobody gave it.
#[derive(Debug, Clone)]
pub(crate) enum Text {
    Given(String),
    /// So many bytes of it, which need no memory of their own.
    Made([u8; 24], u8),
}

impl Text {
    /// What is written, as far as there is room for it; it is ASCII.
    pub(crate) fn made(text: fmt::Arguments<'_>) -> Self {
        let mut bytes = [0; 24];
        let mut rest = &mut bytes[..];
        let _ = std::io::Write::write_fmt(&mut rest, text);
        let length = 24 - u8::try_from(rest.len()).unwrap_or(24);
        Self::Made(bytes, length)
    }

    #[inline]
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Given(text) => text,
            Self::Made(bytes, length) => {
                let bytes = bytes.get(..usize::from(*length)).unwrap_or_default();
                std::str::from_utf8(bytes).unwrap_or_default()
            }
        }
    }
}

/// The message as it was given, with the error behind it: what a 5xx keeps to itself.
#[derive(Debug)]
pub(crate) struct Given {
    pub(crate) message: String,
    pub(crate) cause: Option<Cause>,
}

/// An error that stands behind the one that is sent.
#[derive(Debug)]
pub(crate) enum Cause {
    /// What brought it about.
    Source(Box<dyn Error + Send + Sync>),
    /// The same error, as the service calls it.
    Value(Box<dyn Error + Send + Sync>),
}

impl Cause {
    fn error(&self) -> &(dyn Error + 'static) {
        let (Self::Source(error) | Self::Value(error)) = self;
        &**error
    }
}

impl fmt::Display for Given {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl Error for Given {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause.as_ref().map(Cause::error)
    }
}

impl Given {
    /// What is behind an error with this status. Its value is what the service calls it, and so repeats what is sent: only
    /// what is behind that is shown, unless nothing of it is sent.
    pub(crate) fn source(&self, status: http::StatusCode, redacted: bool) -> Option<&(dyn Error + 'static)> {
        match &self.cause {
            Some(Cause::Value(value)) if status.is_server_error() => Some(&**value),
            Some(Cause::Value(value)) => value.source(),
            _ if redacted => Some(self),
            cause => cause.as_ref().map(Cause::error),
        }
    }
}

/// What is left behind by a move.
static NOTHING: LazyLock<SlotValues> = LazyLock::new(|| SlotValues::saying(String::new()));

impl SlotValues {
    fn saying(message: String) -> Self {
        Self {
            given: Given { message, cause: None },
            exposed: false,
            code: OnceLock::new(),
            details: None,
            fields: None,
            request_id: OnceLock::new(),
            timestamp: OnceLock::new(),
            retry_after: None,
            title: None,
            instance: None,
            rate_limit: None,
            headers: HeaderMap::new(),
        }
    }
}

impl fmt::Debug for Slots {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Slots").field(self.values()).finish()
    }
}

impl Slots {
    /// What stands where slots were moved away.
    pub(crate) const NOTHING: Self = Self(None);

    /// Nothing but a message.
    pub fn new(message: impl Into<String>) -> Self {
        Self(Some(Box::new(SlotValues::saying(message.into()))))
    }

    /// The same, without the error behind it.
    #[doc(hidden)]
    #[must_use]
    pub fn without_source(&self) -> Self {
        let values = self.values();
        Self(Some(Box::new(SlotValues {
            given: Given { message: values.given.message.clone(), cause: None },
            exposed: values.exposed,
            code: values.code.clone(),
            details: values.details.clone(),
            fields: values.fields.clone(),
            request_id: values.request_id.clone(),
            timestamp: values.timestamp.clone(),
            retry_after: values.retry_after,
            title: values.title.clone(),
            instance: values.instance.clone(),
            rate_limit: values.rate_limit,
            headers: values.headers.clone(),
        })))
    }

    pub(crate) fn values(&self) -> &SlotValues {
        self.0.as_deref().unwrap_or_else(|| &NOTHING)
    }

    pub(crate) fn values_mut(&mut self) -> &mut SlotValues {
        self.0.get_or_insert_with(|| Box::new(SlotValues::saying(String::new())))
    }
}

impl From<String> for Slots {
    fn from(message: String) -> Self {
        Self::new(message)
    }
}

impl From<&str> for Slots {
    fn from(message: &str) -> Self {
        Self::new(message)
    }
}

/// What has slots that can be set, by the functions of [`with`].
pub trait SetSlots: Sized {
    /// The slots to set.
    fn slots_mut(&mut self) -> &mut Slots;
}

impl SetSlots for Slots {
    fn slots_mut(&mut self) -> &mut Slots {
        self
    }
}
