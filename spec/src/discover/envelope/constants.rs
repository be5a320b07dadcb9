//! Constants that differ from code to code: a body whose branches each have a code, and beside it a `type` of their own.

use serde_json::Value;

use super::{Below, Sketch, constant};
use crate::catalog::Wire;
use crate::keyed::Keyed;
use crate::schema::{Admitted, Schemas};
use crate::trail::Trail;

/// Notes at each member of the objects on the way to the code what it always is beside which code.
pub(super) fn note<'a>(schemas: &Schemas<'a>, root: &mut Sketch<'a>, trails: &[Trail<'a>], code: &[&str]) {
    let mut object = root;
    for (level, key) in code.iter().copied().enumerate() {
        for outline in object.members.values_mut().iter_mut().filter(|outline| outline.name != key) {
            outline.constants = beside_codes(schemas, trails, level, outline.name);
        }
        object = match object.members.get_mut(key).map(|outline| &mut outline.below) {
            Some(Below::Object(below) | Below::List(below)) => below,
            _ => return,
        };
    }
}

/// What a member of the object at a level always is beside each code of which every branch requires it to be the same.
fn beside_codes<'a>(schemas: &Schemas<'a>, trails: &[Trail<'a>], level: usize, name: &str) -> Vec<(Wire, Value)> {
    let mut found: Keyed<Wire, Option<Value>> = Keyed::default();
    for trail in trails.iter().filter(|trail| !trail.values().is_empty()) {
        let member = trail.levels.get(level).and_then(|level| level.members.get(name)).filter(|member| member.required);
        let alternatives = member.and_then(|member| schemas.expand(&member.parts).ok());
        let here = alternatives.and_then(|alternatives| constant(schemas, &alternatives));
        for wire in trail.values().iter().filter_map(Admitted::wire) {
            let (_, known) = found.entry(wire, || here.clone());
            if *known != here {
                *known = None;
            }
        }
    }
    found.iter().filter_map(|(wire, value)| Some((wire.clone(), value.clone()?))).collect()
}
