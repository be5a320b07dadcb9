//! What to tell the person who asked.

use errbook::CallError;

use crate::client::Failure;
use crate::trackagoat::{ErrorKind, ResponseError};

/// What went wrong, and what can be done about it.
#[must_use]
pub fn advice(failure: &Failure) -> String {
    match failure {
        CallError::Answered(error) => of_answer(error),
        CallError::Transport(error) => format!("Trackagoat cannot be reached: {error}"),
    }
}

fn of_answer(error: &ResponseError) -> String {
    match error.kind() {
        Some(ErrorKind::LimitReached(limit)) => {
            format!("The plan allows {} of `{}`, and there are {}.", limit.max, limit.limit_key, limit.current)
        }
        Some(ErrorKind::RetentionExceeded) => "The plan keeps no history from so long ago.".to_owned(),
        Some(ErrorKind::InsufficientScope(scope)) => {
            format!("This takes a key with the scope `{}`; this one has: {}.", scope.required, scope.granted.join(", "))
        }
        Some(ErrorKind::InvalidApiKey) => "Trackagoat does not accept this key.".to_owned(),
        Some(ErrorKind::RateLimitExceeded(limit)) => match (&limit.bucket, error.retry_after()) {
            (Some(bucket), Some(wait)) => format!("The window `{bucket}` is full for {} s.", wait.as_secs()),
            (Some(bucket), None) => format!("The window `{bucket}` is full."),
            (None, _) => "The requests of the day are used up; there are new ones at midnight UTC.".to_owned(),
        },
        // These come without a code: a status is as good to match on.
        Some(ErrorKind::Forbidden) => format!("{}. Support can help.", error.message()),
        Some(ErrorKind::NotFound) => "There is no such thing in this organisation.".to_owned(),
        // A code that is newer than this program is no reason to fail: status, code and message are still there.
        Some(_) | None => error.to_string(),
    }
}
