//! Where an answer and its contract do not agree.

use std::fmt;

use http::StatusCode;

use crate::display::OneLine;

/// How many findings are kept of one answer.
const FINDINGS: usize = 16;

/// Where an answer did not agree with the contract; it was decoded all the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mismatch {
    findings: Vec<Finding>,
}

/// One thing about an answer that the contract does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Finding {
    /// The contract documents no error of this status.
    Status(StatusCode),
    /// The body is not of the documented media type.
    MediaType {
        /// What is documented.
        expected: &'static str,
        /// What the answer says; `None`: nothing.
        found: Option<String>,
    },
    /// The body is no JSON that can be read.
    NotJson {
        /// Why not.
        reason: String,
    },
    /// Something in the body is not what the contract says.
    Shape {
        /// Where in the body: `meta.code`; empty for the body as a whole.
        path: String,
        /// What the contract says.
        expected: &'static str,
        /// What was found.
        found: &'static str,
    },
    /// The code is newer than the contract.
    UnknownCode {
        /// The code as it was sent.
        code: String,
    },
    /// The contract knows the code, but not with this status.
    UnexpectedCode {
        /// The code.
        code: &'static str,
        /// The status it came with.
        status: StatusCode,
    },
    /// The payload of the code is missing, or is not what the contract says.
    Payload {
        /// Where in the body.
        path: String,
        /// What the contract says.
        expected: &'static str,
        /// What was found.
        found: &'static str,
    },
}

impl Mismatch {
    /// What was found, at most sixteen things of one answer.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter()
    }

    pub(crate) fn push(&mut self, finding: Finding) {
        if self.findings.len() < FINDINGS {
            self.findings.push(finding);
        }
    }

    pub(crate) fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        findings.into_iter().for_each(|finding| self.push(finding));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }
}

/// All findings in one line.
impl fmt::Display for Mismatch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, finding) in self.findings.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(formatter, "{separator}{finding}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(status) => {
                write!(formatter, "status {} is not documented", status.as_u16())
            }
            Self::MediaType { expected, found: Some(found) } => {
                write!(formatter, "media type {} instead of {expected}", OneLine(found, 80))
            }
            Self::MediaType { expected, found: None } => write!(formatter, "no media type instead of {expected}"),
            Self::NotJson { reason } => {
                write!(formatter, "no readable JSON: {}", OneLine(reason, 120))
            }
            Self::Shape { path, expected, found } => {
                write!(formatter, "{}: expected {expected}, found {found}", place(path))
            }
            Self::UnknownCode { code } => write!(formatter, "unknown code {}", OneLine(code, 80)),
            Self::UnexpectedCode { code, status } => {
                write!(formatter, "code {code} is not documented with status {}", status.as_u16())
            }
            Self::Payload { path, expected, found } => {
                write!(formatter, "payload: {}: expected {expected}, found {found}", place(path))
            }
        }
    }
}

/// A body path for people.
fn place(path: &str) -> OneLine<'_> {
    OneLine(if path.is_empty() { "the body" } else { path }, 120)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_are_sentences_in_one_line() {
        let mut mismatch = Mismatch::default();
        assert!(mismatch.is_empty());
        mismatch.extend([
            Finding::Status(StatusCode::IM_A_TEAPOT),
            Finding::MediaType { expected: "application/json", found: Some("text/\nhtml".to_owned()) },
            Finding::MediaType { expected: "application/json", found: None },
            Finding::NotJson { reason: "the body is empty".to_owned() },
            Finding::Shape { path: String::new(), expected: "an object", found: "a list" },
            Finding::UnknownCode { code: "NEW".to_owned() },
            Finding::UnexpectedCode { code: "OLD", status: StatusCode::CONFLICT },
            Finding::Payload { path: "meta.max".to_owned(), expected: "an integer", found: "nothing" },
        ]);
        let expected = [
            "status 418 is not documented",
            r"media type text/\nhtml instead of application/json",
            "no media type instead of application/json",
            "no readable JSON: the body is empty",
            "the body: expected an object, found a list",
            "unknown code NEW",
            "code OLD is not documented with status 409",
            "payload: meta.max: expected an integer, found nothing",
        ];
        assert_eq!(mismatch.to_string(), expected.join("; "));
        assert_eq!(mismatch.iter().count(), expected.len());
    }

    #[test]
    fn they_are_bounded_in_number_and_length() {
        let mut mismatch = Mismatch::default();
        mismatch.extend((0..1_000).map(|_| Finding::UnknownCode { code: "x".repeat(1_000) }));
        assert_eq!(mismatch.iter().count(), FINDINGS);
        assert!(mismatch.to_string().chars().count() < FINDINGS * 100);
    }
}
