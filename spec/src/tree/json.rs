//! JSON files, by slices of their text.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;
use std::ops::Range;

use indexmap::IndexMap;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::build::Counted;
use super::{Branch, Node, SyntaxError, SyntaxErrorKind};

/// Whether a text is JSON as a whole.
pub(super) fn check(text: &str) -> Result<(), SyntaxError> {
    serde_json::from_str::<IgnoredAny>(text).map(drop).map_err(|error| syntax_error(text, 0, &error))
}

/// The entries of an object, not built; none where the value is something else.
pub(super) fn entries(text: &str, range: Range<usize>) -> Result<IndexMap<String, Branch>, SyntaxError> {
    let slice = text.get(range.clone()).unwrap_or_default();
    if !slice.trim_start().starts_with('{') {
        return Ok(IndexMap::new());
    }
    let Entries(entries) = serde_json::from_str(slice).map_err(|error| syntax_error(text, range.start, &error))?;
    let start = slice.as_ptr() as usize;
    let entries = entries.into_iter().map(|(key, raw)| {
        let from = range.start + (raw.get().as_ptr() as usize - start);
        (key.into_owned(), Branch::Text(from..from + raw.get().len()))
    });
    Ok(entries.collect())
}

/// Builds a value.
pub(super) fn node(text: &str, range: Range<usize>, built: &Cell<usize>) -> Result<Node, SyntaxError> {
    let slice = text.get(range.clone()).unwrap_or_default();
    let Counted { node, count } =
        serde_json::from_str(slice).map_err(|error| syntax_error(text, range.start, &error))?;
    built.set(built.get() + count);
    Ok(node)
}

fn syntax_error(text: &str, start: usize, error: &serde_json::Error) -> SyntaxError {
    let message = error.to_string();
    let kind = if message.starts_with("recursion limit") { SyntaxErrorKind::TooDeep } else { SyntaxErrorKind::Broken };
    // serde_json's words end in the position, which is told apart.
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(words, _)| words).to_owned();
    let before = text.get(..start).unwrap_or_default();
    let lines = before.matches('\n').count();
    let column = if error.line() == 1 { before.rsplit('\n').next().unwrap_or_default().chars().count() } else { 0 };
    let message = format!("invalid JSON: {message}");
    SyntaxError { message, kind, line: lines + error.line(), column: column + error.column() }
}

/// The entries of an object with their values as text.
struct Entries<'t>(Vec<(Cow<'t, str>, &'t RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Split;
        impl<'de> Visitor<'de> for Split {
            type Value = Entries<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(Key(key)) = access.next_key()? {
                    entries.push((key, access.next_value()?));
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Split)
    }
}

/// A key, borrowed where it has no escapes.
struct Key<'t>(Cow<'t, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Key<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a key")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Text)
    }
}
