//! What an error is about, coarsely: for code that handles many without listing them.

use http::StatusCode;

/// What an error is about, by its status.
///
/// ```
/// use errbook::ErrorClass;
/// use http::StatusCode;
///
/// assert_eq!(ErrorClass::of(StatusCode::GONE), ErrorClass::NotFound);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorClass {
    /// Who calls is not known: 401, 407, 511.
    Authentication,
    /// Who calls may not: 403, 451.
    Permission,
    /// There is no such thing, or no longer: 404, 410.
    NotFound,
    /// The state of things does not allow it: 409, 412, 423, 424, 428.
    Conflict,
    /// The request is not as it should be: 400, 405, 406, 411, 413, 414, 415, 416, 417, 421, 422, 426, 431.
    Validation,
    /// There were too many requests: 429.
    RateLimit,
    /// It may work later: 408, 425, 502, 503, 504.
    Unavailable,
    /// It is the server's fault: any other 5xx.
    Internal,
    /// Anything else, such as 402 or 418.
    Other,
}

impl ErrorClass {
    /// The class of a status (RFC 9110 §15, RFC 6585, RFC 4918).
    #[must_use]
    pub const fn of(status: StatusCode) -> Self {
        match status.as_u16() {
            401 | 407 | 511 => Self::Authentication,
            403 | 451 => Self::Permission,
            404 | 410 => Self::NotFound,
            409 | 412 | 423 | 424 | 428 => Self::Conflict,
            400 | 405 | 406 | 411 | 413..=417 | 421 | 422 | 426 | 431 => Self::Validation,
            429 => Self::RateLimit,
            408 | 425 | 502..=504 => Self::Unavailable,
            500..=599 => Self::Internal,
            _ => Self::Other,
        }
    }
}
