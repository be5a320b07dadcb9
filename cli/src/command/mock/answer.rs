//! What is sent.

use serde_json::{Value, json};

/// An answer, before it is HTTP.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    /// Media type and body.
    pub(super) body: Option<(String, Value)>,
}

impl Answer {
    pub(super) fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: None }
    }

    pub(super) fn json(status: u16, body: Value) -> Self {
        Self { body: Some(("application/json".to_owned(), body)), ..Self::empty(status) }
    }

    /// An answer of the mock itself, not of the API.
    pub(super) fn message(status: u16, message: &str) -> Self {
        Self::json(status, json!({"message": message}))
    }
}
