//! What a change asks of those whom it meets.

use crate::Change;

/// What a change means for one side of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// What was right before stays right.
    Safe,
    /// It still builds and runs, but somebody should look.
    Careful,
    /// What was right before is wrong now.
    Breaking,
}

impl Verdict {
    /// In one word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Careful => "careful",
            Self::Breaking => "breaking",
        }
    }
}

/// Which part of its version a crate raises that re-exports the generated client types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Release {
    /// Nothing of the contract changed.
    Patch,
    /// Something changed, and breaks nobody.
    Minor,
    /// Something breaks services or clients.
    Major,
}

impl Release {
    /// What these changes ask for.
    pub fn of(changes: &[Change]) -> Self {
        match changes.iter().map(|change| change.kind.worst()).max() {
            None => Self::Patch,
            Some(Verdict::Safe | Verdict::Careful) => Self::Minor,
            Some(Verdict::Breaking) => Self::Major,
        }
    }

    /// In one word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}
