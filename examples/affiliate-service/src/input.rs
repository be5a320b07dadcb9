//! Reading what a caller sent: JSON that cannot be read, and fields that are wrong.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use errbook::FieldError;
use garde::{Report, Validate};
use serde::de::DeserializeOwned;

/// A body as axum could read it, or not.
pub(crate) type Body = Result<Bytes, BytesRejection>;

/// What is wrong with a body: forwarded by the operations that have one.
#[derive(Debug, thiserror::Error, errbook::ApiError)]
#[errbook(api = crate::affiliate)]
pub(crate) enum InputError {
    #[error("The request body could not be read, or is too long.")]
    #[errbook(status = 400)]
    Unreadable(#[from] BytesRejection),
    #[error("The request body is not the JSON that is expected: {0}.")]
    #[errbook(status = 400)]
    Malformed(#[from] serde_json::Error),
    #[error("Validation failed.")]
    #[errbook(code = VALIDATION_ERROR, fields = field_errors(_0))]
    Invalid(#[from] Report),
}

fn field_errors(report: &Report) -> Vec<FieldError> {
    report.iter().map(|(path, error)| FieldError::new(path.to_string(), error.message())).collect()
}

/// Reads a JSON body and validates what it says.
pub(crate) fn read<T>(body: Body) -> Result<T, InputError>
where
    T: DeserializeOwned + Validate<Context = ()>,
{
    let value: T = serde_json::from_slice(&body?)?;
    value.validate()?;
    Ok(value)
}
