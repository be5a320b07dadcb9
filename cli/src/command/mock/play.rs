//! What a request is answered.

use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use errbook_spec::{Reading, Success};
use percent_encoding::percent_decode_str;

use super::answer::Answer;
use super::case::{Unknown, Wanted};
use super::counters::Counters;
use super::errors::Errors;
use super::moment::Moment;
use super::prefer::Preferences;
use super::routes::{Match, Routes};
use super::{headers, listing};

/// The path below which errors are named.
const ERRORS: &str = "/errors";
/// Statuses whose answers have no body, whatever a spec shows.
const NO_CONTENT: u16 = 204;
const RESET_CONTENT: u16 = 205;

/// An API that is played.
#[derive(Debug)]
pub(super) struct Play {
    errors: Errors,
    routes: Routes,
    state: Mutex<State>,
}

/// What changes from request to request.
#[derive(Debug, Default)]
struct State {
    counters: Counters,
    requests: u64,
}

/// What counts of a request.
#[derive(Debug, Clone, Copy)]
pub(super) struct Request<'r> {
    pub(super) method: &'r str,
    /// As it was sent.
    pub(super) path: &'r str,
    /// The values of its `Prefer` headers, joined by commas.
    pub(super) prefer: &'r str,
    pub(super) now: SystemTime,
}

impl Play {
    pub(super) fn of(mut reading: Reading) -> Self {
        let errors = Errors::of(&mut reading);
        Self { errors, routes: Routes::of(reading.successes()), state: Mutex::default() }
    }

    /// An error that is named by the path goes before what the spec has at that path.
    pub(super) fn answer(&self, request: Request<'_>) -> Answer {
        let preferences = match Preferences::parse(request.prefer) {
            Ok(preferences) => preferences,
            Err(message) => return Answer::message(400, &message),
        };
        let named = request.path.strip_prefix(ERRORS).and_then(|path| path.strip_prefix('/'));
        let named = named.map(|name| percent_decode_str(name).decode_utf8_lossy());
        let wanted = named.as_deref().map(|name| self.named(name, &preferences));
        let by_name = wanted.map(|wanted| (wanted, self.error(request, None, wanted, &preferences)));
        match (by_name, self.routes.find(request.method, request.path)) {
            (Some((_, Ok(answer))), _) => answer,
            (_, Match::Operation(operation)) => self.operation(request, operation, &preferences),
            (_, Match::Methods(methods)) => {
                let answer = Answer::message(405, "the spec has no such method at this path");
                Answer { headers: vec![("Allow".to_owned(), methods.join(", "))], ..answer }
            }
            (Some((wanted, Err(unknown))), _) => listing::unknown(self.errors.catalog(), wanted, &unknown),
            (None, _) if request.path == ERRORS => listing::all(self.errors.catalog()),
            (None, _) => listing::no_path(self.routes.operations()),
        }
    }

    /// What a name in the path means: a code, else a status.
    fn named<'w>(&self, name: &'w str, preferences: &'w Preferences) -> Wanted<'w> {
        let status = name.parse().ok().filter(|_| self.errors.catalog().code(name).is_none());
        match (status, &preferences.code) {
            (Some(status), Some(code)) => Wanted::Code(code, Some(status)),
            (Some(status), None) => Wanted::Status(status),
            (None, _) => Wanted::Code(name, preferences.status),
        }
    }

    /// An operation of the spec: the error that the request prefers, else its success.
    fn operation(&self, request: Request<'_>, operation: &Success, preferences: &Preferences) -> Answer {
        let wanted = match (&preferences.code, preferences.status) {
            (Some(code), status) => Wanted::Code(code, status),
            (None, Some(status)) if operation.status != Some(status) => Wanted::Status(status),
            (None, _) => return success(Some(operation)),
        };
        let answer = self.error(request, Some(operation), wanted, preferences);
        answer.unwrap_or_else(|unknown| listing::unknown(self.errors.catalog(), wanted, &unknown))
    }

    /// An error, or the success that comes when it has been sent often enough. What has the same method, path and
    /// preferences is counted together; so `session`, whatever it says, counts apart.
    fn error(
        &self,
        request: Request<'_>,
        operation: Option<&Success>,
        wanted: Wanted<'_>,
        preferences: &Preferences,
    ) -> Result<Answer, Unknown> {
        let Request { method, path, prefer, now } = request;
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.requests = state.requests.wrapping_add(1);
        let moment = Moment { now, request: state.requests, wait: preferences.retry_after };
        let documented = operation.and_then(|it| self.errors.operation(&it.method, &it.path));
        let answer = self.errors.answer(documented, wanted, &moment)?;
        let is_over = |times| state.counters.next(format!("{method} {path} {prefer}")) >= times;
        Ok(if preferences.times.is_some_and(is_over) { success(operation) } else { answer })
    }
}

/// What the spec shows of a success, else nothing.
fn success(operation: Option<&Success>) -> Answer {
    let Some(operation) = operation else { return Answer::empty(NO_CONTENT) };
    let shown = operation.status.zip(operation.example.as_ref());
    let shown = shown.filter(|(status, _)| !matches!(*status, NO_CONTENT | RESET_CONTENT));
    let answer = match shown {
        Some((status, example)) => {
            let body = (headers::concrete(&example.media_type).to_owned(), example.value.clone());
            Answer { body: Some(body), ..Answer::empty(status) }
        }
        None => Answer::empty(NO_CONTENT),
    };
    Answer { headers: headers::of_success(&operation.headers), ..answer }
}
