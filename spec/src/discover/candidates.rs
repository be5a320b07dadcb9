//! Candidates: the body paths whose leaf admits enumerated values, over all error responses together.

use indexmap::IndexSet;
use openapiv3::{ReferenceOr, Schema};

use crate::body_path::BodyPath;
use crate::catalog::{Place, Wire};
use crate::keyed::Keyed;
use crate::naming::PROSE;
use crate::order;
use crate::problem;
use crate::schema::{Alternative, Part, Schemas, TooComplex};

/// Codes stand near the root: no published spec known to us has them deeper.
const DEEPEST: usize = 3;
/// A body with more leaves than this near its root is no error body; the rest is not looked at.
const MOST_LEAVES: usize = 20_000;

/// What a body path admits.
#[derive(Debug, Clone, Default)]
pub(crate) struct LeafFacts {
    /// The strings and integers that enums list, and where each was first seen.
    pub(crate) values: Keyed<Wire, Option<Place>>,
    /// Whether some body lets any text or number stand there.
    pub(crate) plain: bool,
    /// In how many responses of operations it has enumerated values.
    pub(crate) responses: usize,
    /// In how many responses of operations it is plain.
    pub(crate) plain_responses: usize,
    /// Whether some body has it elsewhere than in an object that stands within itself, as a cause within an error.
    pub(crate) outermost: bool,
}

/// What every body path admits, in the order in which they are met.
#[derive(Debug, Default)]
pub(crate) struct Leaves {
    pub(crate) by_path: Keyed<BodyPath, LeafFacts>,
}

impl Leaves {
    /// Adds the leaves of a body that stands in `uses` responses of operations, less what belongs to an entity.
    pub(crate) fn add(
        &mut self,
        schemas: &Schemas<'_>,
        body: &ReferenceOr<&Schema>,
        uses: usize,
        entities: &IndexSet<String>,
    ) -> Result<(), TooComplex> {
        let mut walk = Walk { schemas, entities, within: Vec::new(), found: Keyed::default(), left: MOST_LEAVES };
        walk.value(std::slice::from_ref(body), None, &BodyPath::default())?;
        for (path, leaf) in walk.found.iter() {
            let (_, facts) = self.by_path.entry(path.clone(), LeafFacts::default);
            facts.outermost |= leaf.outermost;
            if leaf.plain {
                facts.plain = true;
                facts.plain_responses += uses;
            }
            if !leaf.values.values().is_empty() {
                facts.responses += uses;
            }
            for (wire, place) in leaf.values.iter() {
                facts.values.entry(wire.clone(), || place.clone());
            }
        }
        Ok(())
    }

    /// The paths that can be where the codes stand, those in most responses first.
    pub(crate) fn candidates(&self) -> Vec<(&BodyPath, &LeafFacts)> {
        self.listing(|values| values >= 2)
    }

    /// The same of those that list a single value.
    pub(crate) fn single(&self) -> Vec<(&BodyPath, &LeafFacts)> {
        self.listing(|values| values == 1)
    }

    fn listing(&self, count: impl Fn(usize) -> bool) -> Vec<(&BodyPath, &LeafFacts)> {
        let is_wanted = |path, facts: &LeafFacts| count(facts.values.values().len()) && may_be_codes(path, facts);
        let mut candidates: Vec<_> = self.by_path.iter().filter(|(path, facts)| is_wanted(path, facts)).collect();
        order::sort(&mut candidates, |(_, left), (_, right)| right.responses.cmp(&left.responses));
        candidates
    }
}

/// Whether values that are listed there may be codes, were there several of them.
fn may_be_codes(path: &BodyPath, facts: &LeafFacts) -> bool {
    let Some(leaf) = path.leaf() else {
        return false;
    };
    facts.outermost && !PROSE.contains(&leaf) && !facts.values.keys().all(is_http_status)
}

/// Whether a value is nothing but an HTTP status, as number or text.
fn is_http_status(wire: &Wire) -> bool {
    let status = match wire {
        Wire::Integer(integer) => *integer,
        Wire::Text(text) if text.len() == 3 => text.parse().unwrap_or_default(),
        Wire::Text(_) => 0,
    };
    (100..600).contains(&status)
}

/// Whether the innermost of these objects is one of those around it.
fn is_within_itself(objects: &[Vec<&Schema>]) -> bool {
    let same = |one: &[&Schema], other: &[&Schema]| {
        one.len() == other.len() && one.iter().zip(other).all(|(one, other)| std::ptr::eq(*one, *other))
    };
    objects.split_last().is_some_and(|(innermost, around)| around.iter().any(|it| same(it, innermost)))
}

struct Walk<'w, 'a> {
    schemas: &'w Schemas<'a>,
    /// Components that are not looked into.
    entities: &'w IndexSet<String>,
    /// The objects around the value that is looked at.
    within: Vec<Vec<&'a Schema>>,
    /// What one body admits, not counted yet.
    found: Keyed<BodyPath, LeafFacts>,
    left: usize,
}

impl<'a> Walk<'_, 'a> {
    fn value(&mut self, parts: &[Part<'a>], selected: Option<&[&'a str]>, path: &BodyPath) -> Result<(), TooComplex> {
        for alternative in self.schemas.expand(parts)? {
            if alternative.component.is_some_and(|component| self.entities.contains(component)) {
                continue;
            }
            if let Some(admitted) = self.schemas.admitted(&alternative, selected) {
                let leaf = self.leaf(path);
                for value in admitted.into_iter().filter(|value| !problem::is_no_type(path, &value.value)) {
                    if let Some(wire) = value.wire() {
                        leaf.values.entry(wire, || value.place);
                    }
                }
            } else if matches!(alternative.type_name(), Some("string" | "integer" | "number")) {
                self.leaf(path).plain = true;
            }
            self.members(&alternative, path)?;
            if let Some(items) = alternative.items().filter(|_| path.steps().len() <= 2 * DEEPEST) {
                self.value(&items, None, &path.items())?;
            }
        }
        Ok(())
    }

    fn members(&mut self, object: &Alternative<'a>, path: &BodyPath) -> Result<(), TooComplex> {
        self.within.push(object.schemas.clone());
        for member in object.members().into_values() {
            let path = path.key(member.name);
            if path.depth() <= DEEPEST && self.left > 0 {
                self.left -= 1;
                self.value(&member.parts, member.selected.as_deref(), &path)?;
            }
        }
        self.within.pop();
        Ok(())
    }

    fn leaf(&mut self, path: &BodyPath) -> &mut LeafFacts {
        let (_, leaf) = self.found.entry(path.clone(), LeafFacts::default);
        leaf.outermost |= !is_within_itself(&self.within);
        leaf
    }
}
