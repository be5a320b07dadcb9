//! What the setters of generated types do, by the names of the slots. A setter is a function of every such type, and is cheapest
//! to check where all that it does is to call another.

use std::error::Error;
use std::sync::OnceLock;
use std::time::Duration;

use http::{HeaderName, HeaderValue};
use serde_json::Value;

use super::{Cause, SetSlots, SlotValues, Text};
use crate::{FieldError, RateLimit};

fn set<E: SetSlots>(mut error: E, change: impl FnOnce(&mut SlotValues)) -> E {
    change(error.slots_mut().values_mut());
    error
}

/// The message.
pub fn message<E: SetSlots>(error: E, message: impl Into<String>) -> E {
    set(error, |slots| slots.given.message = message.into())
}

/// The code, where it is an open string.
pub fn code<E: SetSlots>(error: E, code: impl Into<String>) -> E {
    set(error, |slots| slots.code = OnceLock::from(code.into()))
}

/// The request's identifier.
pub fn request_id<E: SetSlots>(error: E, request_id: impl Into<String>) -> E {
    set(error, |slots| slots.request_id = OnceLock::from(Text::Given(request_id.into())))
}

/// When it happened.
pub fn timestamp<E: SetSlots>(error: E, timestamp: impl Into<String>) -> E {
    set(error, |slots| slots.timestamp = OnceLock::from(Text::Given(timestamp.into())))
}

/// How long to wait.
pub fn retry_after<E: SetSlots>(error: E, retry_after: Duration) -> E {
    set(error, |slots| slots.retry_after = Some(retry_after))
}

/// The title of a problem.
pub fn title<E: SetSlots>(error: E, title: impl Into<String>) -> E {
    set(error, |slots| slots.title = Some(title.into()))
}

/// The instance of a problem.
pub fn instance<E: SetSlots>(error: E, instance: impl Into<String>) -> E {
    set(error, |slots| slots.instance = Some(instance.into()))
}

/// The state of the rate limit.
pub fn rate_limit<E: SetSlots>(error: E, rate_limit: RateLimit) -> E {
    set(error, |slots| slots.rate_limit = Some(rate_limit))
}

/// The error behind it.
pub fn source<E: SetSlots>(error: E, source: impl Into<Box<dyn Error + Send + Sync>>) -> E {
    set(error, |slots| slots.given.cause = Some(Cause::Source(source.into())))
}

/// The service's own error, which this one is made of.
pub fn value<E: SetSlots>(error: E, value: Box<dyn Error + Send + Sync>) -> E {
    set(error, |slots| slots.given.cause = Some(Cause::Value(value)))
}

/// That a 5xx sends the message it was given.
pub fn exposed<E: SetSlots>(error: E) -> E {
    set(error, |slots| slots.exposed = true)
}

/// Free-form details.
pub fn details<E: SetSlots>(error: E, details: impl Into<Value>) -> E {
    set(error, |slots| slots.details = Some(details.into()))
}

/// Field errors.
pub fn fields<E: SetSlots>(error: E, fields: impl IntoIterator<Item = FieldError>) -> E {
    set(error, |slots| slots.fields = Some(fields.into_iter().collect()))
}

/// A further header.
pub fn header<E: SetSlots>(error: E, name: HeaderName, value: HeaderValue) -> E {
    set(error, |slots| {
        slots.headers.append(name, value);
    })
}
