//! The errors as the mock answers them, for whoever shows them on paper: the same on every day.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use errbook_spec::{Catalog, Code, Envelope, Reading, StatusKey};
use serde_json::Value;

use super::body::Builder;
use super::case::{Wanted, first_of};
use super::errors::Errors;
use super::moment::Moment;

/// What time it is in an example: the beginning of 2026.
const NOW: Duration = Duration::from_secs(1_767_225_600);

/// An answer that shows an error.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::command) struct Shown {
    pub(in crate::command) status: u16,
    pub(in crate::command) headers: Vec<(String, String)>,
    /// Media type and body.
    pub(in crate::command) body: Option<(String, Value)>,
}

/// All errors of a spec.
#[derive(Debug)]
pub(in crate::command) struct Examples(Errors);

impl Examples {
    pub(in crate::command) fn of(reading: &mut Reading) -> Self {
        Self(Errors::of(reading))
    }

    pub(in crate::command) fn catalog(&self) -> &Catalog {
        self.0.catalog()
    }

    /// The spec's example of a code, else what is built for it.
    pub(in crate::command) fn of_code(&self, code: &Code) -> Option<Shown> {
        self.shown(Wanted::Code(&code.wire.to_string(), None))
    }

    /// An answer of a status, one without a code where there is one.
    pub(in crate::command) fn of_status(&self, key: StatusKey) -> Option<Shown> {
        self.shown(Wanted::Status(first_of(key)))
    }

    /// A body of an envelope that belongs to no error in particular.
    pub(in crate::command) fn of_envelope(&self, envelope: &Envelope) -> Value {
        let catalog = self.catalog();
        let moment = moment();
        Builder { catalog, code: None, status: first_of(StatusKey::Default), rule: None, moment: &moment }
            .value(envelope)
    }

    fn shown(&self, wanted: Wanted<'_>) -> Option<Shown> {
        let answer = self.0.answer(None, wanted, &moment()).ok()?;
        Some(Shown { status: answer.status, headers: answer.headers, body: answer.body })
    }
}

fn moment() -> Moment {
    let now: SystemTime = UNIX_EPOCH + NOW;
    Moment { now, request: 1, wait: None }
}
