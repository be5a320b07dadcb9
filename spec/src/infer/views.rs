//! Views: every JSON body of an error response, followed along the path to its code.

use crate::body_path::BodyPath;
use crate::catalog::Place;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::discover::CodePaths;
use crate::problem;
use crate::schema::{Part, Schemas, TooComplex, part};
use crate::surface::{Surface, SurfaceBody, media_type_is_problem};
use crate::trail::{Leaf, Trail, trails};

/// A body of an error response and the ways it can look.
#[derive(Debug)]
pub(crate) struct View<'a> {
    /// Index into [`Surface::responses`].
    pub(crate) response: usize,
    pub(crate) body: &'a SurfaceBody,
    /// Where its code stands, or would stand.
    pub(crate) path: BodyPath,
    pub(crate) trails: Vec<Trail<'a>>,
}

impl View<'_> {
    /// Whether its codes are problem types.
    pub(crate) fn says_types(&self) -> bool {
        problem::is_type(&self.path, &self.body.media_type) && self.trails.iter().any(|it| !it.values().is_empty())
    }

    /// Whether every such body says a declared code.
    pub(crate) fn always_coded(&self) -> bool {
        !self.trails.is_empty() && self.trails.iter().all(Trail::always_coded)
    }
}

/// Looks at every body along the path that suits it best.
pub(crate) fn views<'a>(
    diagnostics: &mut Diagnostics,
    surface: &'a Surface,
    schemas: &Schemas<'a>,
    paths: &CodePaths,
) -> Vec<View<'a>> {
    let mut views = Vec::new();
    for (index, response) in surface.responses.iter().enumerate() {
        let mut bodies: Vec<&SurfaceBody> = response.bodies.iter().collect();
        // Of several media types the first is sent: problem details say most.
        bodies.sort_by_key(|body| !media_type_is_problem(&body.media_type));
        for body in bodies {
            match best(schemas, &part(&body.schema), paths) {
                Ok((path, mut trails)) => {
                    for trail in &mut trails {
                        drop_no_type(trail, &path);
                    }
                    views.push(View { response: index, body, path, trails });
                }
                Err(problem) => diagnostics.push(too_complex(problem, &response.place)),
            }
        }
    }
    views
}

/// The path along which a body has enumerated codes, else any code, else the first.
fn best<'a>(
    schemas: &Schemas<'a>,
    body: &Part<'a>,
    paths: &CodePaths,
) -> Result<(BodyPath, Vec<Trail<'a>>), TooComplex> {
    let mut present = None;
    let mut first = None;
    for path in paths.all() {
        let found = trails(schemas, body, path.steps())?;
        if found.iter().any(|trail| !trail.values().is_empty()) {
            return Ok((path.clone(), found));
        }
        if present.is_none() && found.iter().any(|trail| matches!(trail.code, Leaf::Present { .. })) {
            present = Some((path.clone(), found));
        } else if first.is_none() {
            first = Some((path.clone(), found));
        }
    }
    match present.or(first) {
        Some(found) => Ok(found),
        // Without any code path a body is still looked at, for its message and the rest.
        None => Ok((BodyPath::default(), levels_only(schemas, body)?)),
    }
}

/// A problem type that stands for none is no code: such a body says its status alone.
fn drop_no_type(trail: &mut Trail<'_>, path: &BodyPath) {
    if let Leaf::Present { required, values: Some(values) } = &mut trail.code {
        let listed = values.len();
        values.retain(|admitted| !problem::is_no_type(path, &admitted.value));
        *required &= values.len() == listed;
    }
}

/// The objects of a body that has no code.
fn levels_only<'a>(schemas: &Schemas<'a>, body: &Part<'a>) -> Result<Vec<Trail<'a>>, TooComplex> {
    let nowhere = BodyPath::default().key("");
    trails(schemas, body, nowhere.steps())
}

/// Says that a schema cannot be expanded.
pub(crate) fn too_complex(problem: TooComplex, place: &Place) -> Diagnostic {
    match problem {
        TooComplex::Alternatives => {
            Diagnostic::error(Rule::TooManyAlternatives, "this body has thousands of alternatives".to_owned())
                .at(place.clone())
                .help("an `allOf` multiplies `oneOf`s here: write the alternatives that are meant".to_owned())
        }
        TooComplex::Composition => {
            Diagnostic::error(Rule::CyclicRef, "a schema of this body is composed of itself".to_owned())
                .at(place.clone())
                .help("let the chain of `$ref`, `allOf`, `oneOf` and `anyOf` end".to_owned())
        }
    }
}
