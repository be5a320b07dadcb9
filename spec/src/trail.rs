//! The ways a body can look, each followed from its root down to where the code stands.

use openapiv3::{ReferenceOr, Schema};

use crate::body_path::Step;
use crate::schema::{Admitted, Alternative, Members, Part, Schemas, TooComplex};

/// More trails than this through one body are an error.
const MOST_TRAILS: usize = 5_000;

/// One way a body can look.
#[derive(Debug, Clone)]
pub(crate) struct Trail<'a> {
    /// The objects from the root to the one that holds the code (or to the last that is there).
    pub(crate) levels: Vec<Level<'a>>,
    /// What stands at the code's place.
    pub(crate) code: Leaf<'a>,
}

/// An object on the way to the code.
#[derive(Debug, Clone)]
pub(crate) struct Level<'a> {
    /// The object.
    pub(crate) object: Alternative<'a>,
    /// What it declares.
    pub(crate) members: Members<'a>,
}

/// What one way of looking at a body has at the place of the code.
#[derive(Debug, Clone)]
pub(crate) enum Leaf<'a> {
    /// Nothing is declared there.
    Absent,
    /// A code.
    Present {
        /// Whether it is always there and never `null`.
        required: bool,
        /// What an enum admits; `None`: anything.
        values: Option<Vec<Admitted<'a>>>,
    },
}

impl Trail<'_> {
    /// Whether every body of this kind says a code that is declared.
    pub(crate) fn always_coded(&self) -> bool {
        matches!(&self.code, Leaf::Present { required: true, values: Some(values) } if !values.is_empty())
    }

    /// The codes that are declared here.
    pub(crate) fn values(&self) -> &[Admitted<'_>] {
        match &self.code {
            Leaf::Present { values: Some(values), .. } => values,
            _ => &[],
        }
    }
}

/// All ways through a body along the steps to the code.
pub(crate) fn trails<'a>(
    schemas: &Schemas<'a>,
    body: &ReferenceOr<&'a Schema>,
    steps: &[Step],
) -> Result<Vec<Trail<'a>>, TooComplex> {
    let from = From { parts: std::slice::from_ref(body), selected: None, required: true };
    follow(schemas, &from, steps)
}

/// Where a walk goes on.
struct From<'w, 'a> {
    parts: &'w [Part<'a>],
    selected: Option<&'w [&'a str]>,
    required: bool,
}

fn follow<'a>(schemas: &Schemas<'a>, from: &From<'_, 'a>, steps: &[Step]) -> Result<Vec<Trail<'a>>, TooComplex> {
    let mut found = Vec::new();
    for object in schemas.expand(from.parts)? {
        let required = from.required && !object.nullable;
        match steps.split_first() {
            None => {
                let values = schemas.admitted(&object, from.selected);
                found.push(Trail { levels: Vec::new(), code: Leaf::Present { required, values } });
            }
            Some((Step::Items, rest)) => match object.items() {
                Some(items) => found.extend(follow(schemas, &From { parts: &items, selected: None, required }, rest)?),
                None => found.push(Trail { levels: Vec::new(), code: Leaf::Absent }),
            },
            Some((Step::Key(key), rest)) => {
                let members = object.members();
                let below = match members.get(key.as_str()) {
                    Some(member) => {
                        let required = required && member.required;
                        follow(
                            schemas,
                            &From { parts: &member.parts, selected: member.selected.as_deref(), required },
                            rest,
                        )?
                    }
                    None => vec![Trail { levels: Vec::new(), code: Leaf::Absent }],
                };
                let level = Level { object, members };
                found.extend(below.into_iter().map(|mut trail| {
                    trail.levels.insert(0, level.clone());
                    trail
                }));
            }
        }
        if found.len() > MOST_TRAILS {
            return Err(TooComplex::Alternatives);
        }
    }
    Ok(found)
}
