//! Discovery: where in the bodies the codes stand, found or told.

mod candidates;
mod entities;
pub(crate) mod envelope;
pub(crate) mod slots;
pub(crate) mod told;

use std::collections::HashSet;
use std::fmt::Write as _;

use crate::body_path::BodyPath;
use crate::catalog::Place;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::document::Document;
use crate::infer::too_complex;
use crate::schema::part;
use crate::suggest::nearest;
use crate::surface::Surface;
use candidates::{LeafFacts, Leaves, PROSE};
use told::{Target, Told};

/// How much more often a candidate must occur than any other to be taken without being told.
const CLEARLY_MORE: usize = 10;
/// Names under which APIs put a code that no enum lists.
const OPEN_NAMES: [&str; 4] = ["code", "error_code", "errorCode", "error-code"];
/// More candidates than this are counted, not listed.
const MOST_LISTED: usize = 12;
/// Of so many candidates the line is shown.
const MOST_SHOWN: usize = 3;

/// Where the codes stand.
#[derive(Debug, Default, Clone)]
pub(crate) struct CodePaths {
    /// Where enums list them; the first is tried first.
    closed: Vec<BodyPath>,
    /// Where they stand without an enum.
    open: Vec<BodyPath>,
    /// Components that list codes and that no error body reaches, each as it was told.
    apart: Vec<(String, String)>,
}

impl CodePaths {
    fn closed(path: BodyPath) -> Self {
        Self { closed: vec![path], ..Self::default() }
    }

    /// The components that list codes without any error body reaching them.
    pub(crate) fn apart(&self) -> impl Iterator<Item = &str> {
        self.apart.iter().map(|(_, component)| component.as_str())
    }

    /// Where the codes stand, in words.
    pub(crate) fn texts(&self) -> Vec<String> {
        self.all().map(ToString::to_string).chain(self.apart.iter().map(|(text, _)| text.clone())).collect()
    }

    /// All paths, those with enums first.
    pub(crate) fn all(&self) -> impl Iterator<Item = &BodyPath> {
        self.closed.iter().chain(&self.open)
    }
}

/// Finds where the codes stand, or takes what was told.
pub(crate) fn discover(
    diagnostics: &mut Diagnostics,
    document: &mut Document,
    surface: &Surface,
    told: &[Told],
) -> CodePaths {
    let none = HashSet::new();
    let leaves = leaves(diagnostics, surface, &none);
    if !told.is_empty() {
        return settle_told(diagnostics, surface, &leaves, told);
    }
    if let Some(path) = settled(surface, &leaves) {
        return CodePaths::closed(path);
    }
    // Only now is it worth looking at what success responses return.
    let entities = entities::of(document, surface);
    let apart = self::leaves(&mut Diagnostics::default(), surface, &entities);
    if let Some(path) = settled(surface, &apart) {
        return CodePaths::closed(path);
    }
    let candidates = Some(apart.candidates()).filter(|found| !found.is_empty()).unwrap_or_else(|| leaves.candidates());
    if !candidates.is_empty() {
        diagnostics.push(ambiguous(&candidates));
        return CodePaths::default();
    }
    CodePaths { open: open(surface, &leaves).into_iter().collect(), ..CodePaths::default() }
}

/// The candidate that is taken without being told.
fn settled(surface: &Surface, leaves: &Leaves) -> Option<BodyPath> {
    let candidates = leaves.candidates();
    declared(surface, &candidates).or_else(|| clearly_most(&candidates)).cloned()
}

fn leaves(diagnostics: &mut Diagnostics, surface: &Surface, entities: &HashSet<String>) -> Leaves {
    let schemas = surface.schemas();
    let mut leaves = Leaves::default();
    for (index, response) in surface.responses.iter().enumerate() {
        for body in &response.bodies {
            if let Err(problem) = leaves.add(&schemas, &part(&body.schema), surface.uses(index), entities) {
                diagnostics.push(too_complex(problem, &response.place));
            }
        }
    }
    leaves
}

fn settle_told(diagnostics: &mut Diagnostics, surface: &Surface, leaves: &Leaves, told: &[Told]) -> CodePaths {
    let mut paths = CodePaths::default();
    for told in told {
        let found: Vec<(&BodyPath, &LeafFacts)> = match &told.target {
            Target::Body(path) => leaves.by_path.get_key_value(path).into_iter().collect(),
            Target::Schema(place) => leaves.by_path.iter().filter(|(_, facts)| is_at(facts, place)).collect(),
        };
        if found.is_empty() {
            // No error body reaches the schema; it can say what the codes are all the same.
            match told.component(surface) {
                Some(component) => paths.apart.push((told.text.clone(), component.to_owned())),
                None => diagnostics.push(nowhere(leaves, told)),
            }
        }
        for (path, facts) in found {
            let list = if facts.values.is_empty() { &mut paths.open } else { &mut paths.closed };
            list.push(path.clone());
        }
    }
    paths
}

/// Whether some value of a leaf is listed by the schema at a place.
fn is_at(facts: &LeafFacts, place: &Place) -> bool {
    facts.values.values().flatten().any(|value| value.file == place.file && value.pointer.starts_with(&place.pointer))
}

fn nowhere(leaves: &Leaves, told: &Told) -> Diagnostic {
    let paths: Vec<String> = leaves.by_path.keys().map(ToString::to_string).collect();
    let help = match nearest(&told.text, paths.iter().map(String::as_str)) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => {
            "write a body path such as `error.code`, or a place in the spec such as `#/components/schemas/ErrorCode`"
                .to_owned()
        }
    };
    Diagnostic::error(Rule::UnknownCodePath, format!("no error response has anything at `{}`", told.text)).help(help)
}

/// The candidate that an `x-error-codes` speaks of.
fn declared<'c>(surface: &Surface, candidates: &[(&'c BodyPath, &LeafFacts)]) -> Option<&'c BodyPath> {
    let named = |facts: &LeafFacts| {
        surface.declared.iter().filter(|it| facts.values.keys().any(|wire| wire.to_string() == it.code.code)).count()
    };
    let best = candidates.iter().map(|(path, facts)| (named(facts), *path)).filter(|(count, _)| *count > 0);
    // The first of equals is the one in most responses.
    best.rev().max_by_key(|(count, _)| *count).map(|(_, path)| path)
}

fn clearly_most<'c>(candidates: &[(&'c BodyPath, &LeafFacts)]) -> Option<&'c BodyPath> {
    match candidates {
        [] => None,
        [(path, _)] => Some(path),
        [(path, first), (_, second), ..] => (first.responses > CLEARLY_MORE * second.responses).then_some(path),
    }
}

fn ambiguous(candidates: &[(&BodyPath, &LeafFacts)]) -> Diagnostic {
    let mut help = "say which one it is, in build.rs or on the command line:".to_owned();
    let found = format!("the codes could stand in {} places of the error bodies", candidates.len());
    let mut diagnostic = Diagnostic::error(Rule::AmbiguousCodeLocation, found);
    for (index, (path, facts)) in candidates.iter().take(MOST_LISTED).enumerate() {
        let (codes, responses) = (facts.values.len(), counted(facts.responses, "response"));
        let _ = write!(help, "\n  .code_at(\"{path}\")   --code-at '{path}'   {codes} codes in {responses}");
        match facts.values.values().flatten().next() {
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

/// Where a code stands that no enum lists: by its name, in at least half of the responses.
fn open(surface: &Surface, leaves: &Leaves) -> Option<BodyPath> {
    let all: usize = (0..surface.responses.len()).map(|index| surface.uses(index)).sum();
    OPEN_NAMES.iter().find_map(|name| {
        let mut named: Vec<_> = leaves
            .by_path
            .iter()
            .filter(|(path, facts)| {
                path.leaf() == Some(name)
                    && facts.plain_responses * 2 >= all
                    && !PROSE.contains(name)
                    && path.steps().iter().all(|step| *step != crate::body_path::Step::Items)
            })
            .collect();
        named.sort_by_key(|(path, _)| path.depth());
        named.first().map(|(path, _)| (*path).clone())
    })
}
