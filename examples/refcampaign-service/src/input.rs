//! Reading what a caller sent: JSON that cannot be read, and fields that are wrong.

use axum::body::Bytes;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::refcampaign::{ZodIssue, ZodIssuePath};

/// What is wrong with an input.
pub(crate) enum Wrong {
    Unreadable(serde_json::Error),
    Invalid(Vec<ZodIssue>),
}

/// Reads a JSON body.
pub(crate) fn body<T: DeserializeOwned>(bytes: &Bytes) -> Result<T, Wrong> {
    let value: Value = serde_json::from_slice(bytes).map_err(Wrong::Unreadable)?;
    serde_json::from_value(value).map_err(|error| Wrong::Invalid(vec![issue(&[], "invalid_type", &error.to_string())]))
}

/// An issue with the field that a path leads to.
pub(crate) fn issue(path: &[&str], code: &str, message: &str) -> ZodIssue {
    let path = path.iter().map(|segment| ZodIssuePath::Text((*segment).to_owned()).into()).collect();
    ZodIssue { path, code: Some(code.to_owned()), message: message.to_owned() }
}

/// Gives an operation's error for each of the two.
macro_rules! wrong_in {
    ($($operation:ident),*) => {
        $(
            impl From<Wrong> for crate::refcampaign::operation::$operation {
                fn from(wrong: Wrong) -> Self {
                    match wrong {
                        Wrong::Unreadable(error) => Self::invalid_request(format!("The body is not JSON: {error}.")),
                        Wrong::Invalid(issues) => Self::validation_failed(issues, "Validation failed."),
                    }
                }
            }
        )*
    };
}

wrong_in!(ListAffiliates, CreateAffiliate, UpdateAffiliate, TrackConversion, ListAffiliateConversions);
