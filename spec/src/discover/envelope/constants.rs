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
        let mut constants = beside_codes(schemas, trails, level, key);
        for outline in object.members.values_mut() {
            outline.constants = constants.get_mut(outline.name).map(std::mem::take).unwrap_or_default();
        }
        object = match object.members.get_mut(key).map(|outline| &mut outline.below) {
            Some(Below::Object(below) | Below::List(below)) => below,
            _ => return,
        };
    }
}

/// A constant beside a code, `None` where its branches have several, and in how many branches it stands.
type Constant = (Option<Value>, usize);

/// What each member of the objects at a level, but for the way to the code, always is beside each code of which every branch
/// requires it to be the same. All branches are gone through once, however many members they have of their own.
fn beside_codes<'a>(
    schemas: &Schemas<'a>,
    trails: &[Trail<'a>],
    level: usize,
    key: &str,
) -> Keyed<&'a str, Vec<(Wire, Value)>> {
    let mut branches: Keyed<Wire, usize> = Keyed::default();
    let mut found: Keyed<&'a str, Keyed<Wire, Constant>> = Keyed::default();
    for trail in trails {
        let wires: Vec<Wire> = trail.values().iter().filter_map(Admitted::wire).collect();
        for wire in &wires {
            *branches.entry(wire.clone(), || 0).1 += 1;
        }
        let members = trail.levels.get(level).map(|level| level.members.values()).unwrap_or_default();
        for member in members.iter().filter(|member| member.required && member.name != key && !wires.is_empty()) {
            let alternatives = schemas.expand(&member.parts).ok();
            let Some(value) = alternatives.and_then(|all| constant(schemas, &all)) else { continue };
            let (_, beside) = found.entry(member.name, Keyed::default);
            for wire in &wires {
                let (_, (known, count)) = beside.entry(wire.clone(), || (Some(value.clone()), 0));
                *count += 1;
                if known.as_ref() != Some(&value) {
                    *known = None;
                }
            }
        }
    }
    let mut all = Keyed::default();
    for (name, beside) in found.iter() {
        let in_each = |wire: &Wire, count: usize| branches.get(wire) == Some(&count);
        let agreed = beside.iter().filter(|(wire, (_, count))| in_each(wire, *count));
        all.entry(*name, || agreed.filter_map(|(wire, (value, _))| Some((wire.clone(), value.clone()?))).collect());
    }
    all
}
