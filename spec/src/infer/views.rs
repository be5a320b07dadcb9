//! Views: every JSON body of an error response, followed along the path to its code.

use std::ops::Deref;
use std::rc::Rc;

use crate::body_path::BodyPath;
use crate::catalog::Place;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::discover::CodePaths;
use crate::keyed::Keyed;
use crate::problem;
use crate::schema::{Body, Part, Schemas, TooComplex};
use crate::surface::{Surface, SurfaceBody, media_type_is_problem};
use crate::trail::{Leaf, Trail, trails};

/// A body of an error response and the ways it can look.
#[derive(Debug)]
pub(crate) struct View<'a> {
    /// Index into [`Surface::responses`].
    pub(crate) response: usize,
    pub(crate) body: &'a SurfaceBody,
    /// Where its code stands, or would stand.
    pub(crate) path: Rc<BodyPath>,
    pub(crate) trails: Rc<[Trail<'a>]>,
    /// The first view that looks the same, of the same media type: itself, if no other does before. Whatever follows from the
    /// looks is found out for that one.
    pub(crate) like: usize,
}

/// All of them, in the order of the responses.
pub(crate) struct Views<'a> {
    all: Vec<View<'a>>,
    /// By response, where its views end.
    ends: Vec<usize>,
}

impl<'a> Deref for Views<'a> {
    type Target = [View<'a>];

    fn deref(&self) -> &[View<'a>] {
        &self.all
    }
}

impl<'a> Views<'a> {
    /// The views of a response, with their positions.
    pub(crate) fn of(&self, response: usize) -> impl ExactSizeIterator<Item = (usize, &View<'a>)> {
        let start = if response == 0 { 0 } else { self.ends[response - 1] };
        self.all[start..self.ends[response]].iter().enumerate().map(move |(index, view)| (start + index, view))
    }
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
) -> Views<'a> {
    let mut views: Vec<View<'a>> = Vec::new();
    let mut ends = Vec::with_capacity(surface.responses.len());
    let mut looks: Keyed<Body<'a>, Looks<'a>> = Keyed::default();
    for (index, response) in surface.responses.iter().enumerate() {
        // Of several media types the first is sent: problem details say most.
        let is_problem = |body: &&SurfaceBody| media_type_is_problem(&body.media_type);
        let others = response.bodies.iter().filter(|body| !is_problem(body));
        for body in response.bodies.iter().filter(is_problem).chain(others) {
            let schema = Body::of(&body.schema);
            let new = || Looks { ways: look(schemas, schema, paths), first: Vec::new() };
            let (_, looks) = looks.entry(schema, new);
            match &looks.ways {
                Ok((path, trails)) => {
                    let known = looks.first.iter().find(|(media_type, _)| *media_type == body.media_type);
                    let like = known.map_or(views.len(), |(_, view)| *view);
                    if known.is_none() {
                        looks.first.push((&body.media_type, like));
                    }
                    views.push(View { response: index, body, path: Rc::clone(path), trails: Rc::clone(trails), like });
                }
                Err(problem) => diagnostics.push(too_complex(*problem, &response.place)),
            }
        }
        ends.push(views.len());
    }
    Views { all: views, ends }
}

/// How a body looks.
struct Looks<'a> {
    ways: Result<Ways<'a>, TooComplex>,
    /// The first view of each media type.
    first: Vec<(&'a str, usize)>,
}

/// Where the code of a body stands, and the ways down to it.
type Ways<'a> = (Rc<BodyPath>, Rc<[Trail<'a>]>);

fn look<'a>(schemas: &Schemas<'a>, body: Body<'a>, paths: &CodePaths) -> Result<Ways<'a>, TooComplex> {
    let (path, mut trails) = best(schemas, &body.part(), paths)?;
    for trail in &mut trails {
        drop_no_type(trail, &path);
    }
    Ok((Rc::new(path), trails.into()))
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
