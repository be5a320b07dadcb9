//! What goes to the log when an error is sent: once, and all that the answer does not say.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use axum::response::IntoResponse;
use errbook_tests::refcampaign;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

const SECRET: &str = "postgres://admin:hunter2@db";

/// Keeps each event as a line of its fields.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        let _ = write!(self.0, "{field}={value:?} ");
    }
}

impl Subscriber for Lines {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(format!("{} ", event.metadata().level()));
        event.record(&mut line);
        self.0.lock().expect("nobody panics here").push(line.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

fn logged(error: impl IntoResponse) -> Vec<String> {
    let lines = Lines::default();
    tracing::subscriber::with_default(lines.clone(), || drop(error.into_response()));
    let lines = lines.0.lock().expect("nobody panics here");
    lines.clone()
}

#[derive(Debug, thiserror::Error, errbook::ApiError)]
#[errbook(api = refcampaign)]
enum Failure {
    #[error("cannot load\nthe plan")]
    #[errbook(code = SERVER_ERROR)]
    Database(#[source] std::io::Error),
    #[error("no plan")]
    #[errbook(code = NOT_FOUND)]
    Missing,
}

#[derive(Debug, thiserror::Error, errbook::ApiError)]
#[errbook(api = refcampaign)]
enum Outer {
    #[error(transparent)]
    #[errbook(forward)]
    Inner(Failure),
}

#[test]
fn a_5xx_is_logged_once_with_its_causes() {
    let error = || Failure::Database(std::io::Error::other(SECRET));
    for lines in [logged(error()), logged(Outer::Inner(error()))] {
        let [line] = lines.as_slice() else { unreachable!("{lines:?}") };
        for part in ["ERROR", "status=500", "SERVER_ERROR", "cannot load\\nthe plan", SECRET] {
            assert!(line.contains(part), "{part}: {line}");
        }
    }
}

#[test]
fn generated_errors_are_logged_too() {
    let lines = logged(refcampaign::operation::GetAffiliate::server_error(SECRET));
    assert!(lines.iter().any(|line| line.contains(SECRET)), "{lines:?}");
}

#[test]
fn a_4xx_is_not_logged() {
    assert!(logged(Failure::Missing).is_empty());
}
