//! Envelopes: the shape that the ways through a body have in common, each member with its role.

mod constants;

use serde_json::Value;

use crate::body_path::Step;
use crate::catalog::{Body, Member, Place, PlainMember, Role, Slot, Wire};
use crate::discover::plain;
use crate::discover::slots::Wanted;
use crate::keyed::Keyed;
use crate::naming::{self, Kind};
use crate::schema::{Alternative, Schemas, TooComplex};
use crate::trail::{Leaf, Level, Trail};
use crate::types::{Hint, Types};

/// Objects beside the code are looked into this deep for slots.
const DEEPEST_SIDE: usize = 2;

/// An object as all ways through a body have it together.
#[derive(Debug, Default)]
struct Sketch<'a> {
    /// The component that it is.
    component: Option<&'a str>,
    members: Keyed<&'a str, Outline<'a>>,
}

/// A member of such an object.
#[derive(Debug)]
struct Outline<'a> {
    name: &'a str,
    required: bool,
    alternatives: Vec<Alternative<'a>>,
    below: Below<'a>,
    slot: Option<Slot>,
    /// What it always is beside some codes.
    constants: Vec<(Wire, Value)>,
}

/// What stands below a member.
#[derive(Debug)]
enum Below<'a> {
    Nothing,
    Object(Sketch<'a>),
    List(Sketch<'a>),
}

/// What the ways through one body agree in.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Shape {
    pub(crate) body: Body,
    /// The members of the object that holds the code which are neither slots nor constants.
    pub(crate) others: Vec<String>,
    /// Where each member is described, by its path.
    pub(crate) places: Vec<(String, Place)>,
    /// The types of slots, where they tell more than the slot does.
    pub(crate) plain: Vec<PlainMember>,
}

/// What an envelope is read from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sight<'s, 'a> {
    /// The ways through the body.
    pub(crate) trails: &'s [Trail<'a>],
    /// The way to the code.
    pub(crate) steps: &'s [Step],
    /// Whether the body is a problem (RFC 9457).
    pub(crate) problem: bool,
    /// The members beside the code that are some code's own.
    pub(crate) payload: &'s [String],
    /// A name that tells the response from others, in UpperCamelCase.
    pub(crate) called: &'s str,
}

/// Reads the envelope of a body.
pub(crate) fn envelope<'a>(
    schemas: &Schemas<'a>,
    types: &mut Types<'_, 'a>,
    sight: Sight<'_, 'a>,
) -> Result<Shape, TooComplex> {
    let Sight { trails, steps, payload, called, .. } = sight;
    let objects: Vec<&Level<'a>> = trails.iter().filter_map(|trail| trail.levels.first()).collect();
    let mut root = sketch(schemas, &objects, DEEPEST_SIDE)?;
    place_code(schemas, &mut root, trails, steps, 0)?;
    constants::note(schemas, &mut root, trails, code_keys(steps).as_slice());
    for wanted in Wanted::all(sight.problem) {
        choose(schemas, &mut root, *wanted, code_keys(steps).as_slice());
    }
    let holder = code_keys(steps).len().saturating_sub(1);
    let (others, places, plain) = (Vec::new(), Vec::new(), Vec::new());
    let mut finish = Finish { schemas, types, payload, called, holder, others, places, plain };
    let on_path = trails.iter().any(|trail| matches!(trail.code, Leaf::Present { .. }));
    let body = finish.body(&root, "", on_path.then_some(0), code_keys(steps).as_slice());
    Ok(Shape { body, others: finish.others, places: finish.places, plain: finish.plain })
}

/// The names of the objects on the way to the code, and of the code.
fn code_keys(steps: &[Step]) -> Vec<&str> {
    let keys = steps.iter().filter_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Items => None,
    });
    keys.collect()
}

/// The union of what several ways declare; a member is required where every way requires it.
fn sketch<'a>(schemas: &Schemas<'a>, objects: &[&Level<'a>], side: usize) -> Result<Sketch<'a>, TooComplex> {
    let mut components = objects.iter().map(|level| level.object.component.or(level.object.branch_of));
    let component = components.next().flatten().filter(|name| components.all(|other| other == Some(*name)));
    let mut sketch = Sketch { component, members: Keyed::default() };
    let mut all: Keyed<&'a str, Vec<_>> = Keyed::default();
    for member in objects.iter().flat_map(|level| level.members.values()) {
        all.entry(member.name, Vec::new).1.push(member);
    }
    for (name, having) in all.iter() {
        let required = having.len() == objects.len() && having.iter().all(|member| member.required);
        let mut alternatives: Vec<Alternative<'a>> = Vec::new();
        for member in having {
            for alternative in schemas.expand(&member.parts)? {
                if !alternatives.iter().any(|known| same(known, &alternative)) {
                    alternatives.push(alternative);
                }
            }
        }
        let below = below(schemas, &alternatives, side)?;
        let outline = || Outline { name, required, alternatives, below, slot: None, constants: Vec::new() };
        sketch.members.entry(name, outline);
    }
    Ok(sketch)
}

fn same(left: &Alternative<'_>, right: &Alternative<'_>) -> bool {
    left.nullable == right.nullable
        && left.schemas.len() == right.schemas.len()
        && left.schemas.iter().zip(&right.schemas).all(|(left, right)| std::ptr::eq(*left, *right))
}

fn below<'a>(schemas: &Schemas<'a>, alternatives: &[Alternative<'a>], side: usize) -> Result<Below<'a>, TooComplex> {
    let level = |object: &Alternative<'a>| Level { object: object.clone(), members: object.members() };
    let levels: Vec<Level<'a>> = alternatives.iter().map(level).collect();
    if side == 0 || levels.is_empty() || levels.iter().any(|level| level.members.values().is_empty()) {
        return Ok(Below::Nothing);
    }
    let objects: Vec<&Level<'a>> = levels.iter().collect();
    Ok(Below::Object(sketch(schemas, &objects, side - 1)?))
}

/// Marks the way to the code, from the levels of the trails rather than from any object of that name.
fn place_code<'a>(
    schemas: &Schemas<'a>,
    object: &mut Sketch<'a>,
    trails: &[Trail<'a>],
    steps: &[Step],
    level: usize,
) -> Result<(), TooComplex> {
    let Some((Step::Key(key), rest)) = steps.split_first() else {
        return Ok(());
    };
    let Some(outline) = object.members.get_mut(key.as_str()) else {
        return Ok(());
    };
    let lists = rest.iter().take_while(|step| **step == Step::Items).count();
    let rest = &rest[lists..];
    if rest.is_empty() {
        outline.slot = Some(Slot::Code);
        outline.below = Below::Nothing;
        return Ok(());
    }
    let objects: Vec<&Level<'a>> = trails.iter().filter_map(|trail| trail.levels.get(level + 1)).collect();
    if objects.iter().all(|level| level.members.values().is_empty()) {
        // Nothing is declared where other bodies hold the code: whatever stands there is details.
        outline.slot = Some(Slot::Details(None));
        outline.below = Below::Nothing;
        return Ok(());
    }
    let mut inner = sketch(schemas, &objects, DEEPEST_SIDE - 1)?;
    place_code(schemas, &mut inner, trails, rest, level + 1)?;
    outline.below = if lists > 0 { Below::List(inner) } else { Below::Object(inner) };
    Ok(())
}

/// Gives a slot to the nearest member that fits: beside the code, around it, then elsewhere.
fn choose<'a>(schemas: &Schemas<'a>, root: &mut Sketch<'a>, wanted: Wanted, code: &[&str]) {
    let holders = code.len().saturating_sub(1);
    for depth in (0..=holders).rev() {
        if descend(root, &code[..depth]).is_some_and(|object| take(schemas, object, wanted)) {
            return;
        }
    }
    choose_beside(schemas, root, wanted);
}

fn choose_beside<'a>(schemas: &Schemas<'a>, object: &mut Sketch<'a>, wanted: Wanted) -> bool {
    object.members.values_mut().iter_mut().any(|outline| match &mut outline.below {
        Below::Object(below) if outline.slot.is_none() => {
            take(schemas, below, wanted) || choose_beside(schemas, below, wanted)
        }
        _ => false,
    })
}

fn descend<'s, 'a>(object: &'s mut Sketch<'a>, keys: &[&str]) -> Option<&'s mut Sketch<'a>> {
    let Some((first, rest)) = keys.split_first() else {
        return Some(object);
    };
    match &mut object.members.get_mut(*first)?.below {
        Below::Object(below) | Below::List(below) => descend(below, rest),
        Below::Nothing => None,
    }
}

fn take<'a>(schemas: &Schemas<'a>, object: &mut Sketch<'a>, wanted: Wanted) -> bool {
    for name in wanted.names() {
        let Some(outline) = object.members.get_mut(name) else {
            continue;
        };
        let free = outline.slot.is_none() && !matches!(outline.below, Below::List(_));
        let constant = wanted != Wanted::Status && constant(schemas, &outline.alternatives).is_some();
        if let Some(slot) = wanted.slot(name, &outline.alternatives, schemas).filter(|_| free && !constant) {
            outline.slot = Some(slot);
            outline.below = Below::Nothing;
            return true;
        }
    }
    false
}

/// The one value that a member always has.
pub(crate) fn constant(schemas: &Schemas<'_>, alternatives: &[Alternative<'_>]) -> Option<Value> {
    let (first, rest) = alternatives.split_first()?;
    let value = first.constant(schemas)?;
    rest.iter().all(|it| it.constant(schemas).as_ref() == Some(&value)).then_some(value)
}

/// Turns a sketch into the catalog's words.
struct Finish<'f, 't, 'a> {
    schemas: &'f Schemas<'a>,
    types: &'f mut Types<'t, 'a>,
    payload: &'f [String],
    called: &'f str,
    holder: usize,
    others: Vec<String>,
    places: Vec<(String, Place)>,
    plain: Vec<PlainMember>,
}

impl<'a> Finish<'_, '_, 'a> {
    /// `prefix` is the way to the object; `level` counts the objects on the way to the code: `None` beside that way.
    fn body(&mut self, sketch: &Sketch<'a>, prefix: &str, level: Option<usize>, code: &[&str]) -> Body {
        let holds_code = level == Some(self.holder);
        // A payload that the envelope's schema does not mention stands there all the same.
        let mut body = Body { members: Vec::new(), payload: holds_code && !self.payload.is_empty() };
        for outline in sketch.members.values() {
            let name = outline.name;
            let below = level.filter(|level| code.get(*level) == Some(&name)).map(|level| level + 1);
            let path = format!("{prefix}{name}");
            let mut described = outline.alternatives.iter().flat_map(|it| &it.schemas);
            let place = described.find_map(|schema| self.schemas.place(schema)).cloned();
            self.places.extend(place.map(|place| (path.clone(), place)));
            let role = self.role(sketch, name, &path, outline, below, code);
            if holds_code && matches!(role, Role::Other(_)) {
                self.others.push(name.to_owned());
            }
            let is_carried = holds_code && !matches!(role, Role::Slot(_)) && self.payload.iter().any(|it| it == name);
            let constants = if is_free(&role) { outline.constants.clone() } else { Vec::new() };
            if is_carried && constants.is_empty() {
                continue;
            }
            let nullable = outline.alternatives.iter().any(|it| it.nullable) && !matches!(role, Role::Constant(_));
            // What one code carries can be a constant of another.
            let required = outline.required && !is_carried;
            body.members.push(Member { wire: name.to_owned(), required, nullable, role, constants });
        }
        body
    }

    fn role(
        &mut self,
        object: &Sketch<'a>,
        name: &str,
        path: &str,
        outline: &Outline<'a>,
        level: Option<usize>,
        code: &[&str],
    ) -> Role {
        if let Some(slot) = &outline.slot {
            for (member, place) in plain::members(self.schemas, slot, path, &outline.alternatives) {
                // That of the slot itself is known.
                self.places.extend(place.map(|place| (member.path.clone(), place)));
                self.plain.push(member);
            }
            return Role::Slot(slot.clone());
        }
        if let Some(value) = constant(self.schemas, &outline.alternatives) {
            return Role::Constant(value);
        }
        match &outline.below {
            Below::List(below) => Role::List(self.body(below, &format!("{path}[]."), level, code)),
            Below::Object(below) if level.is_some() || says_something(below) => {
                Role::Object(self.body(below, &format!("{path}."), level, code))
            }
            _ => {
                let own = object.component.and_then(|component| naming::upper_camel(component, Kind::Type));
                let name_in_camel = naming::upper_camel(name, Kind::Type).unwrap_or_default();
                let ident = format!("{}{name_in_camel}", own.as_deref().unwrap_or("Body"));
                let apart = format!("{}{name_in_camel}", self.called);
                let hint = Hint { apart: Some(&apart), ..Hint::under(name, &ident) };
                Role::Other(self.types.of_alternatives(&outline.alternatives, hint))
            }
        }
    }
}

/// Whether a member can be what the branch of a code says that it is: nothing else settles it.
fn is_free(role: &Role) -> bool {
    match role {
        Role::Slot(slot) => !matches!(slot, Slot::Code | Slot::Status | Slot::Details(_) | Slot::Fields(_)),
        Role::Other(_) => true,
        Role::Constant(_) | Role::Object(_) | Role::List(_) => false,
    }
}

/// Whether a slot stands in an object or below it.
fn says_something(object: &Sketch<'_>) -> bool {
    object.members.values().iter().any(|outline| {
        outline.slot.is_some() || matches!(&outline.below, Below::Object(below) if says_something(below))
    })
}
