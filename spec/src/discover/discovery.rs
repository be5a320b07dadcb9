//! What discovery found, for people who want to know why: every candidate, and which one is taken.

use std::fmt::{self, Write as _};

use super::candidates::LeafFacts;
use super::{CLEARLY_MORE, Found};
use crate::body_path::BodyPath;
use crate::catalog::{Place, Wire};
use crate::diagnostic::{Diagnostic, Report, Rule};
use crate::document::Document;
use crate::reading::Position;

/// More candidates than this are counted, not listed.
const MOST_LISTED: usize = 12;
/// Of so many candidates the line is shown.
const MOST_SHOWN: usize = 3;

/// Where in the error bodies of a spec codes could stand, and which of these places is taken.
#[derive(Debug)]
pub struct Discovery {
    candidates: Vec<Candidate>,
    taken: Vec<String>,
    why: Why,
    warnings: Option<Report>,
    document: Document,
}

/// A place in the error bodies where enums list values that could be codes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Candidate {
    /// The body path, such as `error.code`.
    pub path: String,
    /// What the enums list there, over all responses together.
    pub codes: Vec<Wire>,
    /// In how many error responses of operations something is listed there.
    pub responses: usize,
    /// Where the first value is listed.
    pub place: Option<Place>,
}

/// Why a place is taken, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Why {
    /// It was said.
    Told,
    /// `x-error-codes` speaks of the values that are listed there.
    Declared,
    /// There is no other candidate.
    Only,
    /// It stands in over ten times as many responses as any other.
    Most,
    /// No enum lists codes, but most bodies have a member of that name.
    Name,
    /// None is taken: several are as likely.
    Ambiguous,
    /// None is taken: no body has anything like a code.
    Nowhere,
}

impl Why {
    /// A name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Told => "told",
            Self::Declared => "x-error-codes",
            Self::Only => "only-candidate",
            Self::Most => "most-responses",
            Self::Name => "name",
            Self::Ambiguous => "ambiguous",
            Self::Nowhere => "nowhere",
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Told => formatter.write_str("it was said"),
            Self::Declared => formatter.write_str("`x-error-codes` speaks of the values that are listed there"),
            Self::Only => formatter.write_str("there is no other candidate"),
            Self::Most => {
                write!(formatter, "it stands in over {CLEARLY_MORE} times as many responses as any other candidate")
            }
            Self::Name => formatter.write_str("at least half of the error responses have a member of that name"),
            Self::Ambiguous => {
                write!(formatter, "no candidate stands in over {CLEARLY_MORE} times as many responses as any other")
            }
            Self::Nowhere => {
                formatter.write_str("the error bodies list no values, and none has a member that is named like a code")
            }
        }
    }
}

impl Candidate {
    pub(super) fn new(path: &BodyPath, facts: &LeafFacts) -> Self {
        Self {
            path: path.to_string(),
            codes: facts.values.keys().cloned().collect(),
            responses: facts.responses,
            place: facts.values.values().iter().flatten().next().cloned(),
        }
    }
}

impl Discovery {
    pub(crate) fn new(found: Found, warnings: Option<Report>, document: Document) -> Self {
        Self { taken: found.paths.texts(), candidates: found.candidates, why: found.why, warnings, document }
    }

    /// The candidates, those in most responses first.
    pub fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    /// The places that are taken: body paths, or places in the spec that no body reaches.
    pub fn taken(&self) -> &[String] {
        &self.taken
    }

    /// Why they are taken, or why none is.
    pub fn why(&self) -> Why {
        self.why
    }

    /// What is odd about the spec, but can be read.
    pub fn warnings(&self) -> Option<&Report> {
        self.warnings.as_ref()
    }

    /// Where places stand, in the order asked for.
    pub fn positions(&self, places: &[&Place]) -> Vec<Position> {
        self.document.positions(places)
    }
}

/// The error that lists the candidates, each with the line to write.
pub(super) fn ambiguous(candidates: &[Candidate]) -> Diagnostic {
    let mut help = "say which one it is, in build.rs or on the command line:".to_owned();
    let found = format!("the codes could stand in {} places of the error bodies", candidates.len());
    let mut diagnostic = Diagnostic::error(Rule::AmbiguousCodeLocation, found);
    for (index, candidate) in candidates.iter().take(MOST_LISTED).enumerate() {
        let (path, codes, responses) =
            (&candidate.path, candidate.codes.len(), counted(candidate.responses, "response"));
        let _ = write!(help, "\n  .code_at(\"{path}\")   --code-at '{path}'   {codes} codes in {responses}");
        match &candidate.place {
            Some(place) if index == 0 => diagnostic = diagnostic.at(place.clone()),
            Some(place) if index < MOST_SHOWN => diagnostic = diagnostic.related(place.clone(), format!("or `{path}`")),
            _ => {}
        }
    }
    if candidates.len() > MOST_LISTED {
        let _ = write!(help, "\n  and {} more", candidates.len() - MOST_LISTED);
    }
    diagnostic.help(help)
}

fn counted(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}
