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
pub use read::{FromJson, closed_from_json, deserialize_payload, object, read_optional, read_required};
pub(crate) use union::form;
pub use union::{Branch, Holds, choose};
pub use write::{Object, ToJson, Visit, visit_optional, visit_required, write_optional, write_required};

/// Where in a body one is: a list from the innermost key outwards, which costs nothing until something is wrong.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    outer: Option<&'a At<'a>>,
    step: Step<'a>,
    /// How many forms of a value may still be tried out here.
    attempts: usize,
}

#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

/// A value within unions within unions is read this often at most, whatever somebody sends.
const MOST_ATTEMPTS: usize = 64;

impl At<'_> {
    /// The body as a whole.
    pub(crate) const ROOT: Self = At { outer: None, step: Step::Root, attempts: MOST_ATTEMPTS };

    pub(crate) fn key<'a>(&'a self, key: &'a str) -> At<'a> {
        At { outer: Some(self), step: Step::Key(key), attempts: self.attempts }
    }

    pub(crate) fn index(&self, index: usize) -> At<'_> {
        At { outer: Some(self), step: Step::Index(index), attempts: self.attempts }
    }

    /// How many of several forms may be tried out here, and the place as each of them sees it.
    fn among(&self, forms: usize) -> (usize, Self) {
        let here = forms.clamp(1, self.attempts.max(1));
        (here, At { attempts: self.attempts / here, ..*self })
    }

    /// The object or list around it.
    pub(crate) fn outer(&self) -> Self {
        self.outer.copied().unwrap_or(*self)
    }

    /// What stands here is not what the contract says.
    pub(crate) fn misfit(&self, expected: &'static str, found: &impl Typed) -> Misfit {
        Misfit { path: self.to_string(), expected, found: found.type_name() }
    }

    /// Nothing stands here.
    pub(crate) fn missing(&self, expected: &'static str) -> Misfit {
        Misfit { path: self.to_string(), expected, found: "nothing" }
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
}
