//! Constants that differ from code to code: a body whose branches each have a code, and beside it a `type` of their own.

use indexmap::IndexMap;
use serde_json::Value;

use super::{Below, Sketch, constant};
use crate::catalog::Wire;
use crate::schema::{Admitted, Schemas};
use crate::trail::Trail;

/// Notes at each member of the objects on the way to the code what it always is beside which code.
pub(super) fn note<'a>(schemas: &Schemas<'a>, root: &mut Sketch<'a>, trails: &[Trail<'a>], code: &[&str]) {
    let mut object = root;
    for (level, key) in code.iter().copied().enumerate() {
        for (name, outline) in object.members.iter_mut().filter(|(name, _)| **name != key) {
            outline.constants = beside_codes(schemas, trails, level, name);
        }
        object = match object.members.get_mut::<str>(key).map(|outline| &mut outline.below) {
            Some(Below::Object(below) | Below::List(below)) => below,
            _ => return,
        };
    }
}

/// What a member of the object at a level always is beside each code of which every branch requires it to be the same.
fn beside_codes<'a>(schemas: &Schemas<'a>, trails: &[Trail<'a>], level: usize, name: &str) -> Vec<(Wire, Value)> {
    let mut found: IndexMap<Wire, Option<Value>> = IndexMap::new();
    for trail in trails.iter().filter(|trail| !trail.values().is_empty()) {
        let member = trail.levels.get(level).and_then(|level| level.members.get(name)).filter(|member| member.required);
        let alternatives = member.and_then(|member| schemas.expand(&member.parts).ok());
        let here = alternatives.and_then(|alternatives| constant(schemas, &alternatives));
        for wire in trail.values().iter().filter_map(Admitted::wire) {
            let known = found.entry(wire).or_insert_with(|| here.clone());
            if *known != here {
                *known = None;
            }
        }
    }
    found.into_iter().filter_map(|(wire, value)| Some((wire, value?))).collect()
}
