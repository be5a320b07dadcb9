//! What to tell the person who asked.

use errbook::ErrorClass;

use crate::client::Failure;
use crate::publishing::{ErrorKind, ResponseError};

/// What went wrong, what can be done about it, and what support has to know.
#[must_use]
pub fn advice(failure: &Failure) -> String {
    let error = match failure {
        Failure::Answered(error) => error,
        Failure::Broken(error) => return format!("The Publishing API cannot be reached: {error}"),
    };
    match error.request_id() {
        Some(id) => format!("{} (request {id})", of_answer(error)),
        None => of_answer(error),
    }
}

fn of_answer(error: &ResponseError) -> String {
    let message = error.message();
    match error.kind() {
        Some(ErrorKind::InsufficientCredits) => format!("Please buy credits. {message}"),
        Some(ErrorKind::PreconditionFailed) => format!("Please set up first: {message}"),
        // A code that is newer than this program has no kind; what it is about, its status still tells.
        other => by_class(other.map_or(error.class(), ErrorKind::class), error),
    }
}

/// Errors that are handled alike, whatever their code.
fn by_class(class: ErrorClass, error: &ResponseError) -> String {
    let message = error.message();
    match class {
        ErrorClass::Authentication => format!("Please check the key. {message}"),
        ErrorClass::Permission => format!("This key may not do that. {message}"),
        ErrorClass::NotFound => "There is no such text.".to_owned(),
        ErrorClass::Conflict => format!("That does not go together: {message}"),
        ErrorClass::Validation => format!("Please correct: {message}"),
        ErrorClass::RateLimit => match error.retry_after() {
            Some(wait) => format!("Too many requests. Please try again in {} s.", wait.as_secs()),
            None => "Too many requests. Please try again later.".to_owned(),
        },
        ErrorClass::Unavailable | ErrorClass::Internal => "The Publishing API is having trouble.".to_owned(),
        _ => error.to_string(),
    }
}
