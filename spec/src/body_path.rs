//! Body paths: where in a body something stands, such as `error.code` or `errors[].code`.

use std::fmt;

/// One step into a body.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Step {
    /// To a member of an object.
    Key(String),
    /// To the items of a list.
    Items,
}

/// The steps from the root of a body.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(crate) struct BodyPath(Vec<Step>);

impl BodyPath {
    /// Reads `error.code`, `errors[].code`, `[].code`; `None` where a name is empty.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut steps = Vec::new();
        for segment in text.split('.') {
            let name = segment.trim_end_matches("[]");
            if name.is_empty() && (!steps.is_empty() || segment.is_empty()) {
                return None;
            }
            if !name.is_empty() {
                steps.push(Step::Key(name.to_owned()));
            }
            steps.extend(std::iter::repeat_n(Step::Items, (segment.len() - name.len()) / 2));
        }
        Some(Self(steps))
    }

    pub(crate) fn steps(&self) -> &[Step] {
        &self.0
    }

    pub(crate) fn key(&self, key: &str) -> Self {
        self.step(Step::Key(key.to_owned()))
    }

    pub(crate) fn items(&self) -> Self {
        self.step(Step::Items)
    }

    fn step(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    /// The name of the last member, `code` in `errors[].code`.
    pub(crate) fn leaf(&self) -> Option<&str> {
        self.0.iter().rev().find_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Items => None,
        })
    }

    /// How many members deep it is.
    pub(crate) fn depth(&self) -> usize {
        self.0.iter().filter(|step| matches!(step, Step::Key(_))).count()
    }
}

impl fmt::Display for BodyPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if index == 0 => formatter.write_str(key)?,
                Step::Key(key) => write!(formatter, ".{key}")?,
                Step::Items => formatter.write_str("[]")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_as_they_are_written() {
        for text in ["code", "error.code", "errors[].code", "[].code", "a[][].b"] {
            assert_eq!(BodyPath::parse(text).map(|path| path.to_string()).as_deref(), Some(text));
        }
        for text in ["", ".code", "error.", "error..code", "error.[].code"] {
            assert_eq!(BodyPath::parse(text), None, "{text}");
        }
        assert_eq!(BodyPath::parse("errors[].code").as_ref().and_then(BodyPath::leaf), Some("code"));
    }
}
