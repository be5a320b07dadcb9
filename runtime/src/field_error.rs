//! What is wrong with one field of a request.

/// What is wrong with one field of a request.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FieldError {
    /// The field, dotted: `items.0.price`.
    pub path: String,
    /// A sentence for people.
    pub message: String,
    /// The field's own code, where the API has one.
    pub code: Option<String>,
}

impl FieldError {
    /// A field error without a code of its own.
    pub fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into(), code: None }
    }
}
