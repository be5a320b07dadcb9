//! What is wrong with one field of a request.

/// What is wrong with one field of a request.
///
/// ```
/// use errbook::FieldError;
///
/// let missing = FieldError::new("items.0.price", "is missing");
/// let named = FieldError { code: Some("required".to_owned()), ..missing.clone() };
/// assert_eq!((missing.path.as_str(), missing.code), ("items.0.price", None));
/// assert_eq!(named.message, "is missing");
/// ```
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
