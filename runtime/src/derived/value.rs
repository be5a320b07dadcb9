//! What the attributes of a variant may say: values and references to them, since expressions see the fields by reference,
//! and options, of which `None` says nothing.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use serde_json::Value;

use crate::slots::{Slots, with};
use crate::{FieldError, RateLimit};

/// A text.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no text: write `….to_string()` or `format!(…)`",
    label = "a text is expected here"
)]
pub trait Text {
    /// The text, if there is one.
    fn text(self) -> Option<String>;
}

/// A time to wait.
#[diagnostic::on_unimplemented(
    message = "`retry_after` takes a `std::time::Duration`, not `{Self}`",
    label = "a duration is expected here"
)]
pub trait Wait {
    /// The time, if there is one.
    fn wait(self) -> Option<Duration>;
}

/// Errors of fields.
#[diagnostic::on_unimplemented(
    message = "`fields` takes a list of `errbook::FieldError`, not `{Self}`",
    label = "a list of field errors is expected here"
)]
pub trait Fields {
    /// The errors, if there are any to be sent.
    fn fields(self) -> Option<Vec<FieldError>>;
}

/// The state of a rate limit.
#[diagnostic::on_unimplemented(
    message = "`rate_limit` takes an `errbook::RateLimit`, not `{Self}`",
    label = "the state of a rate limit is expected here"
)]
pub trait Limit {
    /// The state, if it is known.
    fn limit(self) -> Option<RateLimit>;
}

macro_rules! texts {
    ($($text:ty),*) => {
        $(
            impl Text for $text {
                fn text(self) -> Option<String> {
                    Some(self.to_string())
                }
            }
        )*
    };
}

texts!(&str, &&str, String, &String, Cow<'_, str>, &Cow<'_, str>, Box<str>, &Box<str>, Arc<str>, &Arc<str>);

impl Wait for Duration {
    fn wait(self) -> Option<Duration> {
        Some(self)
    }
}

impl Wait for &Duration {
    fn wait(self) -> Option<Duration> {
        Some(*self)
    }
}

impl Fields for Vec<FieldError> {
    fn fields(self) -> Option<Vec<FieldError>> {
        Some(self)
    }
}

impl Fields for &Vec<FieldError> {
    fn fields(self) -> Option<Vec<FieldError>> {
        Some(self.clone())
    }
}

impl Fields for &[FieldError] {
    fn fields(self) -> Option<Vec<FieldError>> {
        Some(self.to_vec())
    }
}

impl<const N: usize> Fields for [FieldError; N] {
    fn fields(self) -> Option<Vec<FieldError>> {
        Some(self.into())
    }
}

impl Limit for RateLimit {
    fn limit(self) -> Option<RateLimit> {
        Some(self)
    }
}

impl Limit for &RateLimit {
    fn limit(self) -> Option<RateLimit> {
        Some(*self)
    }
}

macro_rules! options {
    ($($trait:ident::$method:ident -> $value:ty),*) => {
        $(
            impl<T: $trait> $trait for Option<T> {
                fn $method(self) -> Option<$value> {
                    self.and_then($trait::$method)
                }
            }

            impl<'a, T> $trait for &'a Option<T>
            where
                &'a T: $trait,
            {
                fn $method(self) -> Option<$value> {
                    self.as_ref().and_then($trait::$method)
                }
            }
        )*
    };
}

options!(Text::text -> String, Wait::wait -> Duration, Fields::fields -> Vec<FieldError>, Limit::limit -> RateLimit);

/// Free-form details. What cannot be written as JSON, and `null`, is not sent.
pub(crate) fn details(value: impl Serialize) -> Option<Value> {
    serde_json::to_value(value).ok().filter(|value| !value.is_null())
}

/// One function per attribute: what it is given goes into the slots.
pub mod say {
    use super::{Fields, Limit, Serialize, Slots, Text, Wait, with};

    /// `code = …`, where the code is an open string.
    pub fn code(slots: Slots, code: impl Text) -> Slots {
        change(slots, code.text(), with::code)
    }

    /// `details = …`, where it is free-form.
    pub fn details(slots: Slots, details: impl Serialize) -> Slots {
        change(slots, super::details(details), with::details)
    }

    /// `fields = …`
    pub fn fields(slots: Slots, fields: impl Fields) -> Slots {
        change(slots, fields.fields(), with::fields)
    }

    /// `request_id = …`
    pub fn request_id(slots: Slots, request_id: impl Text) -> Slots {
        change(slots, request_id.text(), with::request_id)
    }

    /// `timestamp = …`
    pub fn timestamp(slots: Slots, timestamp: impl Text) -> Slots {
        change(slots, timestamp.text(), with::timestamp)
    }

    /// `retry_after = …`
    pub fn retry_after(slots: Slots, retry_after: impl Wait) -> Slots {
        change(slots, retry_after.wait(), with::retry_after)
    }

    /// `title = …`
    pub fn title(slots: Slots, title: impl Text) -> Slots {
        change(slots, title.text(), with::title)
    }

    /// `instance = …`
    pub fn instance(slots: Slots, instance: impl Text) -> Slots {
        change(slots, instance.text(), with::instance)
    }

    /// `rate_limit = …`
    pub fn rate_limit(slots: Slots, rate_limit: impl Limit) -> Slots {
        change(slots, rate_limit.limit(), with::rate_limit)
    }

    /// `message = …`
    pub fn message(slots: Slots, message: impl Text) -> Slots {
        change(slots, message.text(), with::message)
    }

    /// `expose`
    pub fn expose(slots: Slots) -> Slots {
        with::exposed(slots)
    }

    fn change<T>(slots: Slots, value: Option<T>, set: impl FnOnce(Slots, T) -> Slots) -> Slots {
        match value {
            Some(value) => set(slots, value),
            None => slots,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_of_values_and_of_references() {
        assert_eq!((&Some("a".to_owned())).text().as_deref(), Some("a"));
        assert_eq!(None::<&str>.text(), None);
        assert_eq!(Some(&Duration::from_secs(1)).wait(), Some(Duration::from_secs(1)));
        assert_eq!((&Some(Duration::from_secs(1))).wait(), Some(Duration::from_secs(1)));
    }

    #[test]
    fn details_that_say_nothing_are_not_sent() {
        assert_eq!(details(None::<u8>), None);
        assert_eq!(details([1, 2]), Some(serde_json::json!([1, 2])));
        let unwritable = std::collections::BTreeMap::from([((1, 2), 3)]);
        assert_eq!(details(unwritable), None);
    }
}
