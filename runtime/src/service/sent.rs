//! What every generated type that sends errors says of itself, by the names of its methods: a method is cheapest to check where
//! all that it does is to call another.

use std::error::Error;
use std::fmt;

use http::StatusCode;

use super::Send;

/// The status.
pub fn status<E: Send>(error: &E) -> StatusCode {
    error.sent().status()
}

/// The message.
pub fn message<E: Send>(error: &E) -> &str {
    error.sent().message()
}

/// The code as it is sent.
pub fn code_str<E: Send>(error: &E) -> Option<&str> {
    error.sent().code_str()
}

/// The error behind it.
pub fn source<E: Send>(error: &E) -> Option<&(dyn Error + 'static)> {
    error.sent().source()
}

/// One line: status, code, message.
///
/// # Errors
///
/// Those of the formatter.
pub fn display<E: Send>(error: &E, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    error.sent().display(formatter)
}
