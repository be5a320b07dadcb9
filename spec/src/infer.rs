//! From the error surface to the catalog: every fact, and by which channel it is known.

mod assemble;
mod codes;
mod content;
pub(crate) mod names;
mod payload;
mod pinned;
mod said;
mod standing;
mod status;
pub(crate) mod statuses;
pub(crate) mod vendor;
mod views;

use indexmap::IndexSet;

use crate::catalog::{Api, Catalog, Envelope, PayloadPosition, PlainMember, RateLimitHeaders};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::discover::CodePaths;
use crate::discover::envelope::{Shape, Sight, envelope};
use crate::order;
use crate::schema::Schemas;
use crate::suggest::Comparisons;
use crate::surface::{Surface, media_type_is_problem};
use crate::types::Types;

use assemble::Assembly;
use codes::Drafts;
use names::Named;
use payload::{Found, Payloads};
use status::{Channels, Keys, Known};
use views::View;

pub(crate) use views::too_complex;

/// Where the codes are, and what they shall be called.
pub(crate) struct Settled<'c> {
    pub(crate) paths: &'c CodePaths,
    pub(crate) renames: &'c [(String, String)],
    /// What was published before.
    pub(crate) pins: Option<&'c Catalog>,
    /// More codes than this are refused.
    pub(crate) most_codes: usize,
    /// More of them over all responses together are refused too.
    pub(crate) most_documented: usize,
    pub(crate) fingerprint: String,
    /// What relative problem types are resolved against.
    pub(crate) type_base: String,
    /// What the API is called where the spec does not say.
    pub(crate) stem: String,
}

/// Builds the catalog of a surface.
pub(crate) fn infer(diagnostics: &mut Diagnostics, surface: &Surface, settled: &Settled<'_>) -> Catalog {
    let schemas = surface.schemas();
    let views = views::views(diagnostics, surface, &schemas, settled.paths);
    let drafts = codes::declared(diagnostics, surface, &views, &codes::apart(&schemas, settled.paths));
    codes::report_too_many(diagnostics, &drafts, settled.most_codes);
    let seen = codes::seen(surface, &views, &drafts, &settled.type_base);
    report_strangers(diagnostics, surface, &drafts);
    let are_types = views.iter().any(View::says_types);
    let idents = names::codes(diagnostics, &drafts, Named { renames: settled.renames, pins: settled.pins, are_types });
    let standing = codes::by_view(&drafts, views.len());
    let looks = standing::by_look(surface, &views, &standing);
    let keys = Keys::of(&drafts);
    let channels = Channels { schemas: &schemas, surface, views: &views, standing: &looks, keys: &keys, seen: &seen };
    let known: Vec<Known> = drafts.values().iter().map(|draft| channels.status(diagnostics, draft)).collect();

    let mut types = Types::new(&schemas, codes::listing(&views, &drafts));
    // Those of views that look like another one are never asked for.
    let shapes = views.iter().enumerate().map(|(index, view)| {
        if view.like < index { Shape::default() } else { shape(diagnostics, &schemas, &mut types, surface, view, &[]) }
    });
    let shapes: Vec<Shape> = shapes.collect();
    let payloads = Payloads::new(&schemas, surface, &views, &shapes, &drafts);
    let found = drafts.values().iter().enumerate();
    let found: Vec<Option<Found>> = found.map(|(position, draft)| payloads.of(&mut types, draft, position)).collect();
    let carried = |drafts: &Vec<usize>| drafts.iter().filter_map(|draft| found[*draft].as_ref()).collect();
    let bodies = views.iter().zip(shapes).zip(&standing);
    let bodies = bodies.map(|((view, shape), drafts)| ErrorBody { view, shape, carried: carried(drafts) }).collect();
    let (envelopes, envelope_of) = envelopes(diagnostics, &schemas, &mut types, surface, bodies);

    let content = content::types(&mut types, surface, &views);
    let assembly = Assembly {
        surface,
        views: &views,
        drafts: &drafts,
        known: &known,
        envelope_of: &envelope_of,
        content: &content,
        standing: &standing,
    };
    let operations = assembly.operations(diagnostics, settled.most_documented);
    let mut codes = assembly.codes(&idents, &found, &operations);
    codes.extend(assembly.open_codes(&seen));
    let statuses = assembly.statuses(&idents, &operations);
    let mut catalog = Catalog {
        api: Api {
            title: if surface.title.is_empty() { settled.stem.clone() } else { surface.title.clone() },
            version: surface.version.clone(),
            fingerprint: settled.fingerprint.clone(),
        },
        code_paths: settled.paths.texts(),
        type_base: are_types.then(|| settled.type_base.clone()),
        retries: surface.retry.clone(),
        rate_limit: rate_limit(surface),
        plans: surface.plans.clone(),
        codes,
        statuses,
        envelopes,
        operations,
        types: types.finish(found.iter().flatten().filter_map(|it| it.payload.ty.named())),
    };
    if let Some(published) = settled.pins {
        pinned::keep(diagnostics, &mut catalog, published);
    }
    names::report_shared(diagnostics, &catalog);
    catalog
}

/// Entries of `x-error-codes` for codes that no enum declares.
fn report_strangers(diagnostics: &mut Diagnostics, surface: &Surface, drafts: &Drafts<'_>) {
    let codes: IndexSet<String> = drafts.keys().map(ToString::to_string).collect();
    let narrowed = surface.operations.iter().filter_map(|it| it.narrowing.as_ref());
    let narrowed = narrowed.chain(surface.responses.iter().filter_map(|it| it.narrowing.as_ref())).flatten();
    let named = surface
        .declared
        .iter()
        .map(|it| (&it.code.code, &it.code.place))
        .chain(narrowed.map(|(code, place)| (code, place)));
    let mut comparisons = Comparisons::default();
    for (code, place) in named.filter(|(code, _)| !codes.contains(*code)) {
        let help = match comparisons.nearest(code, || codes.iter().cloned().collect()) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "add it to the enum of the codes, or remove it here".to_owned(),
        };
        let found = format!("`{code}` is no code that an error response declares");
        diagnostics.push(Diagnostic::error(Rule::UnknownCode, found).at(place.clone()).help(help));
    }
}

fn shape<'a>(
    diagnostics: &mut Diagnostics,
    schemas: &Schemas<'a>,
    types: &mut Types<'_, 'a>,
    surface: &Surface,
    view: &View<'a>,
    payload: &[String],
) -> Shape {
    let problem = media_type_is_problem(&view.body.media_type);
    let called = names::response(surface, view.response);
    let sight = Sight { trails: &view.trails, steps: view.path.steps(), problem, payload, called: &called };
    envelope(schemas, types, sight).unwrap_or_else(|problem| {
        let place = surface.responses.get(view.response).map(|response| &response.place);
        diagnostics.extend(place.map(|place| too_complex(problem, place)));
        Shape::default()
    })
}

/// A body, its shape as far as that depends on no code, and what its codes carry.
struct ErrorBody<'v, 'a> {
    view: &'v View<'a>,
    shape: Shape,
    carried: Vec<&'v Found>,
}

/// The distinct envelopes, and which one each body has. Where no code has members of its own, that is the shape of the body.
fn envelopes<'a>(
    diagnostics: &mut Diagnostics,
    schemas: &Schemas<'a>,
    types: &mut Types<'_, 'a>,
    surface: &Surface,
    bodies: Vec<ErrorBody<'_, 'a>>,
) -> (Vec<Envelope>, Vec<usize>) {
    let mut envelopes: Vec<Envelope> = Vec::new();
    let mut envelope_of: Vec<usize> = Vec::new();
    for (index, ErrorBody { view, shape: known, carried }) in bodies.into_iter().enumerate() {
        if view.like < index {
            envelope_of.push(envelope_of[view.like]);
            continue;
        }
        let beside = carried.iter().filter(|found| found.payload.position == PayloadPosition::Beside);
        let members: IndexSet<String> = beside.flat_map(|found| found.members.iter().cloned()).collect();
        let members: Vec<String> = members.into_iter().collect();
        let shape =
            if members.is_empty() { known } else { shape(diagnostics, schemas, types, surface, view, &members) };
        let Shape { mut body, places, plain, .. } = shape;
        if let Some(keys) = carried.iter().find_map(|found| found.field_keys.as_ref()) {
            payload::note_field_keys(&mut body, keys);
        }
        let media_type = view.body.media_type.clone();
        let known = envelopes.iter().position(|it| it.media_type == media_type && it.body == body);
        if let Some((index, envelope)) = known.and_then(|known| Some((known, envelopes.get_mut(known)?))) {
            cover(&mut envelope.plain, plain);
            envelope_of.push(index);
        } else {
            envelope_of.push(envelopes.len());
            envelopes.push(Envelope { media_type, body, places, plain });
        }
    }
    for envelope in &mut envelopes {
        order::sort(&mut envelope.plain, |left, right| left.path.cmp(&right.path));
    }
    (envelopes, envelope_of)
}

/// Takes what another body of the same envelope has; what only one of them has is not always there.
fn cover(known: &mut Vec<PlainMember>, more: Vec<PlainMember>) {
    for member in known.iter_mut() {
        match more.iter().find(|it| it.path == member.path) {
            Some(other) => member.merge(other),
            None => member.required = false,
        }
    }
    for member in more {
        if !known.iter().any(|it| it.path == member.path) {
            known.push(PlainMember { required: false, ..member });
        }
    }
}

/// The headers that tell the state of the rate limit, by the names in use.
fn rate_limit(surface: &Surface) -> RateLimitHeaders {
    let names: Vec<&str> = surface.responses.iter().flat_map(|it| &it.headers).map(|it| it.name.as_str()).collect();
    let find = |ending: &str| {
        let header = names.iter().find(|name| {
            let plain = name.to_ascii_lowercase().replace(['-', '_'], "");
            plain.contains("ratelimit") && plain.ends_with(ending)
        });
        header.map(|name| (*name).to_owned())
    };
    RateLimitHeaders {
        limit: find("limitlimit").or_else(|| find("ratelimit")),
        remaining: find("remaining"),
        reset: find("reset"),
    }
}
