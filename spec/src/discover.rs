//! Discovery: where in the bodies the codes stand, found or told.

mod candidates;
mod discovery;
mod entities;
pub(crate) mod envelope;
mod plain;
pub(crate) mod slots;
pub(crate) mod told;

use indexmap::IndexSet;

use crate::asked::Asked;
use crate::body_path::BodyPath;
use crate::catalog::Place;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::document::Document;
use crate::infer::too_complex;
use crate::keyed::Keyed;
use crate::naming::PROSE;
use crate::schema::Body;
use crate::suggest::nearest;
use crate::surface::Surface;
use candidates::{LeafFacts, Leaves};
use told::{Target, Told};

pub use discovery::{Candidate, Discovery, Why};

/// How much more often a candidate must occur than any other to be taken without being told.
const CLEARLY_MORE: usize = 10;
/// Names under which APIs put a code that no enum lists.
const OPEN_NAMES: [&str; 4] = ["code", "error_code", "errorCode", "error-code"];

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

/// What was found out, and what is taken.
pub(crate) struct Found {
    pub(crate) candidates: Vec<Candidate>,
    pub(crate) paths: CodePaths,
    pub(crate) why: Why,
}

impl Found {
    /// Says that several places are as likely, where that is so.
    pub(crate) fn report(&self, diagnostics: &mut Diagnostics) {
        if self.why == Why::Ambiguous {
            diagnostics.push(discovery::ambiguous(&self.candidates));
        }
    }
}

/// Finds where the codes stand, or takes what was told.
pub(crate) fn discover(
    diagnostics: &mut Diagnostics,
    document: &mut Document,
    surface: &Surface,
    told: &[Told],
) -> Found {
    let all = leaves(diagnostics, surface, &IndexSet::new());
    if !told.is_empty() {
        let paths = settle_told(diagnostics, surface, &all, told);
        return Found { candidates: listed(&all), paths, why: Why::Told };
    }
    if let Some((path, why)) = settled(surface, &all) {
        return Found { candidates: listed(&all), paths: CodePaths::closed(path), why };
    }
    // Only now is it worth looking at what success responses return.
    let entities = entities::of(document, surface);
    let apart = leaves(&mut Diagnostics::default(), surface, &entities);
    if let Some((path, why)) = settled(surface, &apart) {
        return Found { candidates: listed(&apart), paths: CodePaths::closed(path), why };
    }
    let candidates = Some(listed(&apart)).filter(|found| !found.is_empty()).unwrap_or_else(|| listed(&all));
    if !candidates.is_empty() {
        return Found { candidates, paths: CodePaths::default(), why: Why::Ambiguous };
    }
    // A single value is no candidate, but what `x-error-codes` speaks of is a code, and so is what stands under its name.
    if let Some(path) = declared(surface, &all.single()) {
        return Found { candidates, paths: CodePaths::closed(path.clone()), why: Why::Declared };
    }
    let Some((path, facts)) = named(surface, &all) else {
        return Found { candidates, paths: CodePaths::default(), why: Why::Nowhere };
    };
    let paths = if facts.values.values().is_empty() {
        CodePaths { open: vec![path.clone()], ..CodePaths::default() }
    } else {
        CodePaths::closed(path.clone())
    };
    Found { candidates, paths, why: Why::Name }
}

/// The candidates as they are told.
fn listed(leaves: &Leaves) -> Vec<Candidate> {
    let candidates = leaves.candidates().into_iter();
    candidates.map(|(path, facts)| Candidate::new(path, facts)).collect()
}

/// The candidate that is taken without being told.
fn settled(surface: &Surface, leaves: &Leaves) -> Option<(BodyPath, Why)> {
    let candidates = leaves.candidates();
    let declared = declared(surface, &candidates).map(|path| (path, Why::Declared));
    declared.or_else(|| clearly_most(&candidates)).map(|(path, why)| (path.clone(), why))
}

fn leaves(diagnostics: &mut Diagnostics, surface: &Surface, entities: &IndexSet<String>) -> Leaves {
    let schemas = surface.schemas();
    let mut leaves = Leaves::default();
    // Many responses refer to one schema, which is looked through once.
    let mut bodies: Keyed<Body<'_>, Vec<usize>> = Keyed::default();
    for (index, response) in surface.responses.iter().enumerate() {
        for body in &response.bodies {
            bodies.entry(Body::of(&body.schema), Vec::new).1.push(index);
        }
    }
    for (body, responses) in bodies.iter() {
        let uses = responses.iter().map(|response| surface.uses(*response).count()).sum();
        if let Err(problem) = leaves.add(&schemas, &body.part(), uses, entities) {
            diagnostics.extend(responses.iter().map(|index| too_complex(problem, &surface.responses[*index].place)));
        }
    }
    leaves
}

fn settle_told(diagnostics: &mut Diagnostics, surface: &Surface, leaves: &Leaves, told: &[Told]) -> CodePaths {
    let mut paths = CodePaths::default();
    for told in told {
        let found: Vec<(&BodyPath, &LeafFacts)> = match &told.target {
            Target::Body(path) => leaves.by_path.get_entry(path).into_iter().collect(),
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
            let list = if facts.values.values().is_empty() { &mut paths.open } else { &mut paths.closed };
            list.push(path.clone());
        }
    }
    paths
}

/// Whether some value of a leaf is listed by the schema at a place.
fn is_at(facts: &LeafFacts, place: &Place) -> bool {
    facts
        .values
        .values()
        .iter()
        .flatten()
        .any(|value| value.file == place.file && value.pointer.starts_with(&place.pointer))
}

fn nowhere(leaves: &Leaves, told: &Told) -> Diagnostic {
    let paths: Vec<String> = leaves.by_path.keys().map(ToString::to_string).collect();
    let help = match nearest(&told.text, &mut paths.iter().map(String::as_str)) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => {
            "write a body path such as `error.code`, or a place in the spec such as `#/components/schemas/ErrorCode`"
                .to_owned()
        }
    };
    let found = format!("no error response has anything at `{}`", told.text);
    Diagnostic::error(Rule::UnknownCodePath, found).asked(Asked::CodeAt(told.text.clone())).help(help)
}

/// The candidate that an `x-error-codes` speaks of.
fn declared<'c>(surface: &Surface, candidates: &[(&'c BodyPath, &LeafFacts)]) -> Option<&'c BodyPath> {
    let named = |facts: &LeafFacts| {
        let codes: IndexSet<String> = facts.values.keys().map(ToString::to_string).collect();
        surface.declared.iter().filter(|it| codes.contains(&it.code.code)).count()
    };
    let best = candidates.iter().map(|(path, facts)| (named(facts), *path)).filter(|(count, _)| *count > 0);
    // The first of equals is the one in most responses.
    best.rev().max_by_key(|(count, _)| *count).map(|(_, path)| path)
}

fn clearly_most<'c>(candidates: &[(&'c BodyPath, &LeafFacts)]) -> Option<(&'c BodyPath, Why)> {
    match candidates {
        [] => None,
        [(path, _)] => Some((path, Why::Only)),
        [(path, first), (_, second), ..] => {
            (first.responses > CLEARLY_MORE * second.responses).then_some((path, Why::Most))
        }
    }
}

/// Where a code stands of which no enum lists several: by its name, in at least half of the responses.
fn named<'l>(surface: &Surface, leaves: &'l Leaves) -> Option<(&'l BodyPath, &'l LeafFacts)> {
    let all: usize = surface.operations.iter().map(|operation| operation.responses.len()).sum();
    OPEN_NAMES.iter().find_map(|name| {
        let named = leaves.by_path.iter().filter(|(path, facts)| {
            path.leaf() == Some(name)
                && (facts.plain_responses + facts.responses) * 2 >= all
                && facts.values.values().len() < 2
                && !PROSE.contains(name)
                && path.steps().iter().all(|step| *step != crate::body_path::Step::Items)
        });
        named.min_by_key(|(path, _)| path.depth())
    })
}
