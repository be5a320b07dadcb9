//! Codes: the union of what all bodies admit where the code stands, in the order in which they are met.

use openapiv3::{ReferenceOr, Schema};

use super::views::{View, Views};
use crate::catalog::{Place, StatusKey, Wire};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::discover::CodePaths;
use crate::keyed::Keyed;
use crate::order;
use crate::problem;
use crate::schema::{Admitted, Schemas, enumeration, place_index};
use crate::surface::Surface;
use crate::trail::Leaf;

/// Codes by what they are on the wire.
pub(crate) type Drafts<'a> = Keyed<Wire, Draft<'a>>;

/// A code while its facts are gathered.
#[derive(Debug)]
pub(crate) struct Draft<'a> {
    pub(crate) wire: Wire,
    pub(crate) place: Place,
    /// The enum's value that declares it first.
    pub(crate) admitted: Admitted<'a>,
    /// The ways through bodies that admit it: view and trail. Of views that look the same, the first stands for all.
    pub(crate) sightings: Vec<(usize, usize)>,
    /// The response keys under which it stands, in order.
    pub(crate) keys: Vec<StatusKey>,
    /// Only what the API calls back answers with it, never the API itself.
    pub(crate) only_called_back: bool,
}

/// The codes that enums declare.
pub(crate) fn declared<'a>(
    diagnostics: &mut Diagnostics,
    surface: &'a Surface,
    views: &Views<'a>,
    apart: &[Admitted<'a>],
) -> Drafts<'a> {
    let mut gathered = Gathered::default();
    gathered.met.resize_with(views.len(), || None);
    for operation in &surface.operations {
        for (key, response, _) in &operation.responses {
            for (_, view) in views.of(*response) {
                gathered.collect(view, *key, operation.calls_back);
            }
        }
    }
    for admitted in apart {
        if let Some((_, draft)) = gathered.draft(admitted) {
            draft.only_called_back = false;
        }
    }
    let Gathered { mut drafts, odd, .. } = gathered;
    // Open codes come last; the order is the spec's otherwise.
    let is_open = |position: usize| drafts.values()[position].only_called_back;
    let positions = order::positions(drafts.values().len(), &|left, right| is_open(left).cmp(&is_open(right)));
    order::arrange(positions, &mut |left, right| drafts.swap(left, right));
    report_odd(diagnostics, &odd);
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

/// The schemas that list codes, all of which the API itself answers with, by the index of their place, in order.
pub(crate) fn listing(views: &[View<'_>], drafts: &Drafts<'_>) -> Vec<u64> {
    let (mut listing, mut others) = (Vec::new(), Vec::new());
    let unlike = views.iter().enumerate().filter(|(index, view)| view.like == *index);
    for admitted in unlike.flat_map(|(_, view)| view.trails.iter()).flat_map(|trail| trail.values()) {
        let Some(place) = admitted.schema.and_then(place_index) else { continue };
        let draft = admitted.wire().and_then(|wire| drafts.get(&wire));
        let is_code = draft.is_some_and(|draft| !draft.only_called_back);
        order::insert(if is_code { &mut listing } else { &mut others }, place);
    }
    for place in drafts.values().iter().filter_map(|draft| draft.admitted.schema.and_then(place_index)) {
        order::insert(&mut listing, place);
    }
    listing.retain(|place| others.binary_search(place).is_err());
    listing
}

/// Codes, and values that cannot be codes, while they are gathered.
#[derive(Default)]
struct Gathered<'a> {
    drafts: Drafts<'a>,
    odd: Keyed<Place, String>,
    /// By view, where it is the first of those that look the same.
    met: Vec<Option<Met>>,
}

/// What was gathered of views that look the same.
#[derive(Default)]
struct Met {
    /// The positions of the codes that they admit.
    drafts: Vec<usize>,
    /// The response keys under which they stand, in order.
    keys: Vec<StatusKey>,
    /// The API itself answers with one of them.
    answers: bool,
}

impl<'a> Gathered<'a> {
    fn collect(&mut self, view: &View<'a>, key: StatusKey, calls_back: bool) {
        let mut met = self.met[view.like].take().unwrap_or_else(|| self.meet(view));
        let is_new = order::insert(&mut met.keys, key);
        if is_new || (!calls_back && !met.answers) {
            for draft in &met.drafts {
                let draft = &mut self.drafts.values_mut()[*draft];
                order::insert(&mut draft.keys, key);
                draft.only_called_back &= calls_back;
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
                let Some((position, draft)) = self.draft(admitted) else { continue };
                met.drafts.push(position);
                // An enum may list a value twice.
                if draft.sightings.last() != Some(&(view.like, number)) {
                    draft.sightings.push((view.like, number));
                }
            }
        }
        met
    }

    /// The code that a value is, and its position.
    fn draft(&mut self, admitted: &Admitted<'a>) -> Option<(usize, &mut Draft<'a>)> {
        let place = admitted.place.clone()?;
        let Some(wire) = admitted.wire() else {
            self.odd.entry(place, || admitted.value.to_string());
            return None;
        };
        let draft = || Draft {
            wire: wire.clone(),
            place,
            admitted: admitted.clone(),
            sightings: Vec::new(),
            keys: Vec::new(),
            only_called_back: true,
        };
        Some(self.drafts.entry(wire.clone(), draft))
    }
}

/// The codes that stand in each view, by their positions; none in those that look like one before.
pub(crate) fn by_view(drafts: &Drafts<'_>, views: usize) -> Vec<Vec<usize>> {
    let mut standing: Vec<Vec<usize>> = vec![Vec::new(); views];
    for (position, draft) in drafts.values().iter().enumerate() {
        for (view, _) in &draft.sightings {
            if standing[*view].last() != Some(&position) {
                standing[*view].push(position);
            }
        }
    }
    standing
}

/// More codes than a reading is allowed.
pub(crate) fn report_too_many(diagnostics: &mut Diagnostics, drafts: &Drafts<'_>, most: usize) {
    if let Some(draft) = drafts.values().get(most) {
        let found = format!("the error responses declare {} codes; at most {most} are read", drafts.values().len());
        let help = "check that the codes stand where they were looked for, or raise the limit";
        diagnostics.push(Diagnostic::error(Rule::TooManyCodes, found).at(draft.place.clone()).help(help));
    }
}

fn report_odd(diagnostics: &mut Diagnostics, odd: &Keyed<Place, String>) {
    for (place, value) in odd.iter() {
        let found = format!("`{value}` stands where a code belongs");
        diagnostics.push(
            Diagnostic::error(Rule::InvalidCode, found)
                .at(place.clone())
                .help("write a string or an integer of at most 64 bits".to_owned()),
        );
    }
}

/// One enum that lists a value twice: published specs do; it is one code.
fn report_repeated(diagnostics: &mut Diagnostics, drafts: &Drafts<'_>) {
    // Every enum is counted through once, however many codes it lists.
    let mut enums: Keyed<*const Schema, Keyed<String, usize>> = Keyed::default();
    for draft in drafts.values() {
        let Some(schema) = draft.admitted.schema else {
            continue;
        };
        let (_, counts) = enums.entry(std::ptr::from_ref(schema), || {
            let mut counts = Keyed::default();
            for value in enumeration(schema).unwrap_or_default() {
                *counts.entry(value.to_string(), || 0).1 += 1;
            }
            counts
        });
        let times = counts.get(&draft.admitted.value.to_string()).copied().unwrap_or_default();
        if times > 1 {
            let found = format!("the enum lists `{}` {times} times; it is taken once", draft.wire);
            diagnostics.push(
                Diagnostic::warning(Rule::DuplicateCode, found)
                    .at(draft.place.clone())
                    .help("remove the repetition".to_owned()),
            );
        }
    }
}

/// Text and numbers among the codes: an unquoted `404` in an enum of strings.
fn report_mixed(diagnostics: &mut Diagnostics, drafts: &Drafts<'_>) {
    let text = drafts.keys().filter(|wire| matches!(wire, Wire::Text(_))).count();
    if text == 0 || text == drafts.values().len() {
        return;
    }
    let most_are_text = text * 2 >= drafts.values().len();
    for draft in drafts.values() {
        let (found, help) = match &draft.wire {
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
pub(crate) type Seen = (Place, Vec<(StatusKey, Place)>);

/// Values at the code's place in examples, with the keys of the responses they stand under. A problem type is the declared
/// one that it means.
pub(crate) fn seen(surface: &Surface, views: &Views<'_>, drafts: &Drafts<'_>, type_base: &str) -> Keyed<Wire, Seen> {
    let mut seen: Keyed<Wire, Seen> = Keyed::default();
    for operation in &surface.operations {
        for (key, response, at) in &operation.responses {
            for (_, view) in views.of(*response) {
                let examples = view.body.examples.iter().flat_map(|example| at_path(example, view.path.steps()));
                let is_code = |wire: &Wire| !problem::is_no_type(&view.path, &wire.to_string().into());
                let are_types = problem::is_type(&view.path, &view.body.media_type);
                let meant = |wire: Wire| {
                    let declared = || problem::declared(type_base, &wire, drafts.keys()).cloned();
                    if are_types { declared() } else { None }.unwrap_or(wire)
                };
                for wire in examples.filter(is_code).map(meant) {
                    let place = &surface.responses[*response].place;
                    let (_, (_, keys)) = seen.entry(wire, || (place.clone(), Vec::new()));
                    if !keys.iter().any(|(known, _)| known == key) {
                        keys.push((*key, at.clone()));
                    }
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
