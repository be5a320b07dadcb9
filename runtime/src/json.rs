//! Between JSON and the Rust types of payloads.
//!
//! Serde's derive would do the same, at a price in every user's build; and it could not say where in a body something is wrong.

mod node;
mod object;
mod read;
mod union;
mod write;

use std::fmt;

use serde_json::Value;

pub(crate) use node::Members;
pub use node::Node;
pub use object::{each_rest, read_rest, write_rest};
pub(crate) use read::copy;
pub use read::{FromJson, closed_from_json, deserialize_payload, object, read_optional, read_required};
pub(crate) use union::form;
pub use union::{Branch, Holds, choose};
pub use write::{Object, ToJson, Visit, visit_optional, visit_required, write_optional, write_required};

/// Where in a body one is: a list from the innermost key outwards, which costs nothing until something is wrong.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    outer: Option<&'a At<'a>>,
    step: Step<'a>,
    purpose: Purpose,
}

/// What a value is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// To keep it, or to tell what does not fit.
    Tell,
    /// To keep it, if it fits.
    Keep,
    /// To see whether it fits.
    See,
}

#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl At<'_> {
    /// The body as a whole.
    pub(crate) const ROOT: Self = At { outer: None, step: Step::Root, purpose: Purpose::Tell };

    pub(crate) fn key<'a>(&'a self, key: &'a str) -> At<'a> {
        At { outer: Some(self), step: Step::Key(key), purpose: self.purpose }
    }

    pub(crate) fn index(&self, index: usize) -> At<'_> {
        At { outer: Some(self), step: Step::Index(index), purpose: self.purpose }
    }

    /// The same place, where nobody is told what does not fit.
    fn untold(&self) -> Self {
        if self.is_seen() { *self } else { At { purpose: Purpose::Keep, ..*self } }
    }

    /// The same place, where a value is only looked at.
    fn seen(&self) -> Self {
        At { purpose: Purpose::See, ..*self }
    }

    /// Whether what is read here is dropped, so that it need not be a copy.
    pub(crate) fn is_seen(&self) -> bool {
        self.purpose == Purpose::See
    }

    /// The object or list around it.
    pub(crate) fn outer(&self) -> Self {
        self.outer.copied().unwrap_or(*self)
    }

    /// What stands here is not what the contract says.
    pub(crate) fn misfit(&self, expected: &'static str, found: &impl Typed) -> Misfit {
        Misfit { path: self.path(), expected, found: found.type_name() }
    }

    /// Nothing stands here.
    pub(crate) fn missing(&self, expected: &'static str) -> Misfit {
        Misfit { path: self.path(), expected, found: "nothing" }
    }

    /// The place in words, if anybody is told.
    fn path(&self) -> String {
        if self.purpose == Purpose::Tell { self.to_string() } else { String::new() }
    }
}

/// A body path such as `error.details[0].path`.
impl fmt::Display for At<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut steps = Vec::new();
        let mut place = Some(self);
        while let Some(at) = place {
            steps.push(at.step);
            place = at.outer;
        }
        let mut first = true;
        for step in steps.iter().rev() {
            match step {
                Step::Root | Step::Key("") => continue,
                Step::Key(key) if first => write!(formatter, "{key}")?,
                Step::Key(key) => write!(formatter, ".{key}")?,
                Step::Index(index) => write!(formatter, "[{index}]")?,
            }
            first = false;
        }
        Ok(())
    }
}

/// Something in a body that is not what the contract says.
#[derive(Debug)]
pub struct Misfit {
    pub(crate) path: String,
    pub(crate) expected: &'static str,
    pub(crate) found: &'static str,
}

impl fmt::Display for Misfit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "the body" } else { &self.path };
        write!(formatter, "{path}: expected {}, found {}", self.expected, self.found)
    }
}

/// Something that is of one of the types of JSON.
pub(crate) trait Typed {
    /// What it is, in words.
    fn type_name(&self) -> &'static str;
}

impl Typed for Value {
    fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

impl Typed for Node<'_> {
    fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::Text(_) => "a string",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_read_like_body_paths() {
        let list = At::ROOT.key("error").key("details").to_string();
        assert_eq!(list, "error.details");
        assert_eq!(At::ROOT.key("errors").index(2).key("code").to_string(), "errors[2].code");
        assert_eq!(At::ROOT.index(0).to_string(), "[0]");
        assert_eq!(At::ROOT.key("error").key("code").outer().to_string(), "error");
        assert_eq!(At::ROOT.to_string(), "");
    }

    #[test]
    fn only_what_is_told_says_where() {
        let at = At::ROOT.key("code");
        assert_eq!(at.missing("a value").path, "code");
        for at in [at.untold(), at.seen(), at.seen().untold()] {
            assert_eq!(at.key("inner").missing("a value").path, "");
        }
        assert!(at.seen().untold().index(0).is_seen());
    }
}
