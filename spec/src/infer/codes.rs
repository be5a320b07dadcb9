//! Codes: the union of what all bodies admit where the code stands, in the order in which they are met.

use std::collections::{BTreeSet, HashMap, HashSet};

use indexmap::{IndexMap, IndexSet};
use openapiv3::{ReferenceOr, Schema};

use super::views::{self, View};
use crate::catalog::{Place, StatusKey, Wire};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::discover::CodePaths;
use crate::problem;
use crate::schema::{Admitted, Schemas, enumeration, place_index};
use crate::surface::Surface;
use crate::trail::Leaf;

/// A code while its facts are gathered.
#[derive(Debug)]
pub(crate) struct Draft<'a> {
    pub(crate) place: Place,
    /// The enum's value that declares it first.
    pub(crate) admitted: Admitted<'a>,
    /// The ways through bodies that admit it: view and trail. Of views that look the same, the first stands for all.
    pub(crate) sightings: Vec<(usize, usize)>,
    /// The response keys under which it stands.
    pub(crate) keys: IndexSet<StatusKey>,
    /// Only what the API calls back answers with it, never the API itself.
    pub(crate) only_called_back: bool,
}

/// The codes that enums declare.
pub(crate) fn declared<'a>(
    diagnostics: &mut Diagnostics,
    surface: &'a Surface,
    views: &[View<'a>],
    apart: &[Admitted<'a>],
) -> IndexMap<Wire, Draft<'a>> {
    let mut drafts = Drafts::default();
    drafts.met.resize_with(views.len(), || None);
    for operation in &surface.operations {
        for (key, response, _) in &operation.responses {
            for (_, view) in views::of_response(views, *response) {
                drafts.collect(view, *key, operation.calls_back);
            }
        }
    }
    for admitted in apart {
        if let Some(position) = drafts.draft(admitted) {
            drafts.by_wire[position].only_called_back = false;
        }
    }
    let Drafts { by_wire: mut drafts, odd, .. } = drafts;
    // Open codes come last; the order is the spec's otherwise.
    drafts.sort_by(|_, left, _, right| left.only_called_back.cmp(&right.only_called_back));
    report_odd(diagnostics, odd);
    report_repeated(diagnostics, &drafts);
    report_mixed(diagnostics, &drafts);
    drafts
}

/// The values that told schemas list without any error body reaching them.
pub(crate) fn apart<'a>(schemas: &Schemas<'a>, paths: &CodePaths) -> Vec<Admitted<'a>> {
    let mut values = Vec::new();
    for component in paths.apart() {
        let part = ReferenceOr::Reference { reference: format!("#/components/schemas/{component}") };
        let alternatives = schemas.expand(&[part]).unwrap_or_default();
        values.extend(alternatives.iter().filter_map(|alternative| schemas.admitted(alternative, None)).flatten());
    }
    values
}

/// The schemas that list codes, all of which the API itself answers with, by the index of their place.
pub(crate) fn listing(views: &[View<'_>], drafts: &IndexMap<Wire, Draft<'_>>) -> HashSet<u64> {
    let (mut listing, mut others) = (HashSet::new(), HashSet::new());
    let unlike = views.iter().enumerate().filter(|(index, view)| view.like == *index);
    for admitted in unlike.flat_map(|(_, view)| view.trails.iter()).flat_map(|trail| trail.values()) {
        let draft = admitted.wire().and_then(|wire| drafts.get(&wire));
        let is_code = draft.is_some_and(|draft| !draft.only_called_back);
        let schemas = if is_code { &mut listing } else { &mut others };
        schemas.extend(admitted.schema.and_then(place_index));
    }
    listing.extend(drafts.values().filter_map(|draft| draft.admitted.schema.and_then(place_index)));
    &listing - &others
}

/// Codes, and values that cannot be codes, while they are gathered.
#[derive(Default)]
struct Drafts<'a> {
    by_wire: IndexMap<Wire, Draft<'a>>,
    odd: IndexSet<(Place, String)>,
    /// By view, where it is the first of those that look the same.
    met: Vec<Option<Met>>,
}

/// What was gathered of views that look the same.
#[derive(Default)]
struct Met {
    /// The positions of the codes that they admit.
    drafts: Vec<usize>,
    /// The response keys under which they stand.
    keys: BTreeSet<StatusKey>,
    /// The API itself answers with one of them.
    answers: bool,
}

impl<'a> Drafts<'a> {
    fn collect(&mut self, view: &View<'a>, key: StatusKey, calls_back: bool) {
        let mut met = self.met[view.like].take().unwrap_or_else(|| self.meet(view));
        let is_new = met.keys.insert(key);
        if is_new || (!calls_back && !met.answers) {
            for draft in &met.drafts {
                if let Some((_, draft)) = self.by_wire.get_index_mut(*draft) {
                    draft.keys.insert(key);
                    draft.only_called_back &= calls_back;
                }
            }
        }
        met.answers |= !calls_back;
        self.met[view.like] = Some(met);
    }

    /// Looks at what a view admits, which is the same for all that look like it.
    fn meet(&mut self, view: &View<'a>) -> Met {
        let mut met = Met::default();
        for (number, trail) in view.trails.iter().enumerate() {
            let Leaf::Present { values: Some(values), .. } = &trail.code else { continue };
            for admitted in values {
                let Some(position) = self.draft(admitted) else { continue };
                met.drafts.push(position);
                let sightings = &mut self.by_wire[position].sightings;
                // An enum may list a value twice.
                if sightings.last() != Some(&(view.like, number)) {
                    sightings.push((view.like, number));
                }
            }
        }
        met
    }

    /// The position of the code that a value is.
    fn draft(&mut self, admitted: &Admitted<'a>) -> Option<usize> {
        let place = admitted.place.clone()?;
        let Some(wire) = admitted.wire() else {
            self.odd.insert((place, admitted.value.to_string()));
            return None;
        };
        let entry = self.by_wire.entry(wire);
        let position = entry.index();
        entry.or_insert_with(|| Draft {
            place,
            admitted: admitted.clone(),
            sightings: Vec::new(),
            keys: IndexSet::new(),
            only_called_back: true,
        });
        Some(position)
    }
}

/// The codes that stand in each view, by their positions; none in those that look like one before.
pub(crate) fn by_view(drafts: &IndexMap<Wire, Draft<'_>>, views: usize) -> Vec<Vec<usize>> {
    let mut standing: Vec<Vec<usize>> = vec![Vec::new(); views];
    for (position, draft) in drafts.values().enumerate() {
        for (view, _) in &draft.sightings {
            if standing[*view].last() != Some(&position) {
                standing[*view].push(position);
            }
        }
    }
    standing
}

/// More codes than a reading is allowed.
pub(crate) fn report_too_many(diagnostics: &mut Diagnostics, drafts: &IndexMap<Wire, Draft<'_>>, most: usize) {
    if let Some((_, draft)) = drafts.get_index(most) {
        let found = format!("the error responses declare {} codes; at most {most} are read", drafts.len());
        let help = "check that the codes stand where they were looked for, or raise the limit";
        diagnostics.push(Diagnostic::error(Rule::TooManyCodes, found).at(draft.place.clone()).help(help));
    }
}

fn report_odd(diagnostics: &mut Diagnostics, odd: IndexSet<(Place, String)>) {
    for (place, value) in odd {
        let found = format!("`{value}` stands where a code belongs");
        diagnostics.push(
            Diagnostic::error(Rule::InvalidCode, found)
                .at(place)
                .help("write a string or an integer of at most 64 bits".to_owned()),
        );
    }
}

/// One enum that lists a value twice: published specs do; it is one code.
fn report_repeated(diagnostics: &mut Diagnostics, drafts: &IndexMap<Wire, Draft<'_>>) {
    // Every enum is counted through once, however many codes it lists.
    let mut enums: HashMap<*const Schema, HashMap<String, usize>> = HashMap::new();
    for (wire, draft) in drafts {
        let Some(schema) = draft.admitted.schema else {
            continue;
        };
        let counts = enums.entry(std::ptr::from_ref(schema)).or_insert_with(|| {
            let mut counts = HashMap::new();
            for value in enumeration(schema).unwrap_or_default() {
                *counts.entry(value.to_string()).or_default() += 1;
            }
            counts
        });
        let times = counts.get(&draft.admitted.value.to_string()).copied().unwrap_or_default();
        if times > 1 {
            let found = format!("the enum lists `{wire}` {times} times; it is taken once");
            diagnostics.push(
                Diagnostic::warning(Rule::DuplicateCode, found)
                    .at(draft.place.clone())
                    .help("remove the repetition".to_owned()),
            );
        }
    }
}

/// Text and numbers among the codes: an unquoted `404` in an enum of strings.
fn report_mixed(diagnostics: &mut Diagnostics, drafts: &IndexMap<Wire, Draft<'_>>) {
    let text = drafts.keys().filter(|wire| matches!(wire, Wire::Text(_))).count();
    if text == 0 || text == drafts.len() {
        return;
    }
    let most_are_text = text * 2 >= drafts.len();
    for (wire, draft) in drafts {
        let (found, help) = match wire {
            Wire::Integer(integer) if most_are_text => (
                format!("the number `{integer}` stands among codes that are text"),
                format!("write \"{integer}\" with quotes"),
            ),
            Wire::Text(text) if !most_are_text => {
                (format!("the text `{text}` stands among codes that are numbers"), "write a number".to_owned())
            }
            _ => continue,
        };
        diagnostics.push(Diagnostic::error(Rule::MixedCodes, found).at(draft.place.clone()).help(help));
    }
}

/// Where a value was seen in examples: the first response, and every response key with where it stands first.
pub(crate) type Seen = (Place, IndexMap<StatusKey, Place>);

/// Values at the code's place in examples, with the keys of the responses they stand under. A problem type is the declared
/// one that it means.
pub(crate) fn seen(
    surface: &Surface,
    views: &[View<'_>],
    drafts: &IndexMap<Wire, Draft<'_>>,
    type_base: &str,
) -> IndexMap<Wire, Seen> {
    let mut seen: IndexMap<Wire, Seen> = IndexMap::new();
    for operation in &surface.operations {
        for (key, response, at) in &operation.responses {
            for (_, view) in views::of_response(views, *response) {
                let examples = view.body.examples.iter().flat_map(|example| at_path(example, view.path.steps()));
                let is_code = |wire: &Wire| !problem::is_no_type(&view.path, &wire.to_string().into());
                let are_types = problem::is_type(&view.path, &view.body.media_type);
                let meant = |wire: Wire| {
                    let declared = || problem::declared(type_base, &wire, drafts.keys()).cloned();
                    if are_types { declared() } else { None }.unwrap_or(wire)
                };
                for wire in examples.filter(is_code).map(meant) {
                    let place = &surface.responses[*response].place;
                    let (_, keys) = seen.entry(wire).or_insert_with(|| (place.clone(), IndexMap::new()));
                    keys.entry(*key).or_insert_with(|| at.clone());
                }
            }
        }
    }
    seen
}

/// The codes that a body has at a path.
fn at_path(body: &serde_json::Value, steps: &[crate::body_path::Step]) -> Vec<Wire> {
    use crate::body_path::Step;
    match steps.split_first() {
        None => match body {
            serde_json::Value::String(text) => vec![Wire::Text(text.clone())],
            serde_json::Value::Number(number) => number.as_i64().map(Wire::Integer).into_iter().collect(),
            _ => Vec::new(),
        },
        Some((Step::Key(key), rest)) => body.get(key).map(|value| at_path(value, rest)).unwrap_or_default(),
        Some((Step::Items, rest)) => {
            body.as_array().into_iter().flatten().flat_map(|value| at_path(value, rest)).collect()
        }
    }
}
