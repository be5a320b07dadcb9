//! What the setters of generated types do, by the names of the slots. A setter is a function of every such type, and is cheapest
//! to check where all that it does is to call another.

use std::error::Error;

use serde_json::Value;

use super::SetSlots;
use crate::FieldError;

/// The message.
pub fn message<E: SetSlots>(error: E, message: impl Into<String>) -> E {
    error.set_message(message.into())
}

/// The code, where it is an open string.
pub fn code<E: SetSlots>(error: E, code: impl Into<String>) -> E {
    error.set_code(code.into())
}

/// The request's identifier.
pub fn request_id<E: SetSlots>(error: E, request_id: impl Into<String>) -> E {
    error.set_request_id(request_id.into())
}

/// When it happened.
pub fn timestamp<E: SetSlots>(error: E, timestamp: impl Into<String>) -> E {
    error.set_timestamp(timestamp.into())
}

/// The title of a problem.
pub fn title<E: SetSlots>(error: E, title: impl Into<String>) -> E {
    error.set_title(title.into())
}

/// The instance of a problem.
pub fn instance<E: SetSlots>(error: E, instance: impl Into<String>) -> E {
    error.set_instance(instance.into())
}

/// The error behind it.
pub fn source<E: SetSlots>(error: E, source: impl Into<Box<dyn Error + Send + Sync>>) -> E {
    error.set_source(source.into())
}

/// Free-form details.
pub fn details<E: SetSlots>(error: E, details: impl Into<Value>) -> E {
    error.set_details(details.into())
}

/// Field errors.
pub fn fields<E: SetSlots>(error: E, fields: impl IntoIterator<Item = FieldError>) -> E {
    error.set_fields(fields.into_iter().collect())
}
