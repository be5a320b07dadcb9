//! A change of the contract.

use errbook_spec::Place;

use crate::Kind;

/// One fact that is another one now.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Change {
    /// What kind of change it is; its verdicts and their reason belong to the kind.
    pub kind: Kind,
    /// What changed.
    pub subject: Subject,
    /// What it was, where that can be said in a few words.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
    /// Whether it is only likely: a code that went and one that came may be two.
    pub is_guess: bool,
    /// The operations that it concerns, by their ids; empty where it concerns the API as a whole.
    pub operations: Vec<String>,
    /// The statuses that it concerns, beside those it is about.
    pub statuses: Vec<String>,
    /// The codes that it concerns, beside the one it is about.
    pub codes: Vec<String>,
    /// Where it stands: in the new contract, or in the old one if it is gone.
    pub place: Option<(Side, Place)>,
}

/// Which of the two contracts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// The one before.
    Old,
    /// The one after.
    New,
}

/// What a change is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Subject {
    /// What it is.
    pub topic: Topic,
    /// What it is called: a code as it is sent, an operation's id, the key of a response, the way to a field.
    pub name: String,
}

/// What a change can be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Topic {
    /// An error code.
    Code,
    /// An operation.
    Operation,
    /// The responses with a status.
    Status,
    /// A response header.
    Header,
    /// A body by its media type.
    Body,
    /// A field: of the envelope (`error.code`), or of a type of payloads (`Limit.max`).
    Field,
    /// All that a code carries.
    Payload,
    /// A plan with its rate limits.
    Plan,
}

impl Topic {
    /// In one word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Operation => "operation",
            Self::Status => "status",
            Self::Header => "header",
            Self::Body => "body",
            Self::Field => "field",
            Self::Payload => "payload",
            Self::Plan => "plan",
        }
    }
}

impl Change {
    pub(crate) fn new(kind: Kind, topic: Topic, name: impl Into<String>) -> Self {
        Self {
            kind,
            subject: Subject { topic, name: name.into() },
            old: None,
            new: None,
            is_guess: false,
            operations: Vec::new(),
            statuses: Vec::new(),
            codes: Vec::new(),
            place: None,
        }
    }

    pub(crate) fn was(self, old: impl Into<Option<String>>) -> Self {
        Self { old: old.into(), ..self }
    }

    pub(crate) fn is(self, new: impl Into<Option<String>>) -> Self {
        Self { new: new.into(), ..self }
    }

    pub(crate) fn at(self, side: Side, place: &Place) -> Self {
        Self { place: Some((side, place.clone())), ..self }
    }
}
