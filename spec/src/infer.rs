//! From the error surface to the catalog: every fact, and by which channel it is known.

mod codes;
mod names;
mod payload;
mod status;
mod vendor;
mod views;

use indexmap::{IndexMap, IndexSet};

use crate::catalog::{
    Alert, Api, Catalog, Code, Envelope, Example, Operation, PayloadPosition, RateLimitHeaders, Response, Retry,
    Status, StatusKey, Wire,
};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::discover::CodePaths;
use crate::discover::envelope::{Shape, envelope};
use crate::schema::Schemas;
use crate::suggest::nearest;
use crate::surface::{Surface, SurfaceBody, media_type_is_problem};
use crate::types::Types;

use codes::Draft;
use payload::{Found, Payloads};
use status::{Channels, Known};
use views::View;

pub(crate) use views::too_complex;

/// Where the codes are, and what they shall be called.
pub(crate) struct Settled<'c> {
    pub(crate) paths: &'c CodePaths,
    pub(crate) renames: &'c [(String, String)],
    /// More codes than this are refused.
    pub(crate) most_codes: usize,
    pub(crate) fingerprint: String,
    /// What the API is called where the spec does not say.
    pub(crate) stem: String,
}

/// Builds the catalog of a surface.
pub(crate) fn infer(diagnostics: &mut Diagnostics, surface: &Surface, settled: &Settled<'_>) -> Catalog {
    let schemas = surface.schemas();
    let views = views::views(diagnostics, surface, &schemas, settled.paths);
    let drafts = codes::declared(diagnostics, surface, &views, &codes::apart(&schemas, settled.paths));
    codes::report_too_many(diagnostics, &drafts, settled.most_codes);
    let seen = codes::seen(surface, &views);
    report_strangers(diagnostics, surface, &drafts);
    let idents = names::codes(diagnostics, &drafts, settled.renames);
    let channels = Channels { schemas: &schemas, surface, views: &views, drafts: &drafts, seen: &seen };
    let known: Vec<Known> = drafts.iter().map(|(wire, draft)| channels.status(diagnostics, wire, draft)).collect();

    let mut types = Types::new(&schemas);
    let shapes: Vec<Shape> =
        views.iter().map(|view| shape(diagnostics, &schemas, &mut types, surface, view, &[])).collect();
    let payloads = Payloads::new(&schemas, surface, &views, &shapes, &drafts);
    let found: Vec<Option<Found>> =
        drafts.iter().map(|(wire, draft)| payloads.of(&mut types, wire, draft, &payload::hint(wire))).collect();
    let (envelopes, envelope_of) = envelopes(diagnostics, &schemas, &mut types, surface, &views, &drafts, &found);

    let build = Build { surface, views: &views, drafts: &drafts, known: &known, envelope_of: &envelope_of };
    let operations = build.operations();
    let mut codes = build.codes(&idents, &found, &operations);
    codes.extend(build.open_codes(&seen));
    let statuses = build.statuses(&idents, &operations);
    Catalog {
        api: Api {
            title: if surface.title.is_empty() { settled.stem.clone() } else { surface.title.clone() },
            version: surface.version.clone(),
            fingerprint: settled.fingerprint.clone(),
        },
        code_paths: settled.paths.texts(),
        rate_limit: rate_limit(surface),
        plans: surface.plans.clone(),
        codes,
        statuses,
        envelopes,
        operations,
        types: types.finish(),
    }
}

/// Entries of `x-error-codes` for codes that no enum declares.
fn report_strangers(diagnostics: &mut Diagnostics, surface: &Surface, drafts: &IndexMap<Wire, Draft<'_>>) {
    let codes: Vec<String> = drafts.keys().map(ToString::to_string).collect();
    let narrowed = surface.operations.iter().filter_map(|it| it.narrowing.as_ref());
    let narrowed = narrowed.chain(surface.responses.iter().filter_map(|it| it.narrowing.as_ref())).flatten();
    let named = surface
        .declared
        .iter()
        .map(|it| (&it.code.code, &it.code.place))
        .chain(narrowed.map(|(code, place)| (code, place)));
    for (code, place) in named.filter(|(code, _)| !codes.contains(code)) {
        let help = match nearest(code, codes.iter().map(String::as_str)) {
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
    envelope(schemas, types, &view.trails, view.path.steps(), problem, payload).unwrap_or_else(|problem| {
        let place = surface.responses.get(view.response).map(|response| &response.place);
        diagnostics.extend(place.map(|place| too_complex(problem, place)));
        Shape::default()
    })
}

/// The distinct envelopes, and which one each view has.
fn envelopes<'a>(
    diagnostics: &mut Diagnostics,
    schemas: &Schemas<'a>,
    types: &mut Types<'_, 'a>,
    surface: &Surface,
    views: &[View<'a>],
    drafts: &IndexMap<Wire, Draft<'a>>,
    found: &[Option<Found>],
) -> (Vec<Envelope>, Vec<usize>) {
    let mut envelopes: Vec<Envelope> = Vec::new();
    let mut envelope_of = Vec::new();
    for (index, view) in views.iter().enumerate() {
        let here =
            drafts.values().zip(found).filter(|(draft, _)| draft.sightings.iter().any(|(view, _)| *view == index));
        let here: Vec<&Found> = here.filter_map(|(_, found)| found.as_ref()).collect();
        let beside = here.iter().filter(|found| found.payload.position == PayloadPosition::Beside);
        let members: IndexSet<String> = beside.flat_map(|found| found.members.iter().cloned()).collect();
        let members: Vec<String> = members.into_iter().collect();
        let mut body = shape(diagnostics, schemas, types, surface, view, &members).body;
        if let Some(keys) = here.iter().find_map(|found| found.field_keys.as_ref()) {
            payload::note_field_keys(&mut body, keys);
        }
        let envelope = Envelope { media_type: view.body.media_type.clone(), body };
        let known = envelopes.iter().position(|it| *it == envelope);
        envelope_of.push(known.unwrap_or_else(|| {
            envelopes.push(envelope);
            envelopes.len() - 1
        }));
    }
    (envelopes, envelope_of)
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

/// Puts the catalog's lists together.
struct Build<'b, 'a> {
    surface: &'a Surface,
    views: &'b [View<'a>],
    drafts: &'b IndexMap<Wire, Draft<'a>>,
    known: &'b [Known],
    /// The envelope of each view.
    envelope_of: &'b [usize],
}

impl Build<'_, '_> {
    fn operations(&self) -> Vec<Operation> {
        let named = names::operations(&self.surface.operations);
        let operations = self.surface.operations.iter().zip(named).map(|(operation, (id, ident))| {
            let exact: Vec<u16> = operation.responses.iter().filter_map(|(key, _, _)| exact(*key)).collect();
            let responses = operation.responses.iter().map(|(key, response, _)| {
                let place = self.surface.responses[*response].place.clone();
                let description = self.surface.responses[*response].description.clone();
                let codes = self.documented(*key, *response, &exact, operation.narrowing.as_deref());
                let views = self.views_of(*response);
                let always_coded = !views.is_empty() && views.iter().all(|view| self.views[*view].always_coded());
                let envelopes: IndexSet<usize> = views.iter().map(|view| self.envelope_of[*view]).collect();
                let uncoded = !always_coded || codes.is_empty();
                let examples = views.iter().flat_map(|view| examples(self.views[*view].body)).collect();
                Response {
                    key: *key,
                    description,
                    codes,
                    uncoded,
                    envelopes: envelopes.into_iter().collect(),
                    examples,
                    place,
                }
            });
            Operation {
                id,
                ident,
                method: operation.method.clone(),
                path: operation.path.clone(),
                responses: responses.collect(),
            }
        });
        operations.collect()
    }

    fn views_of(&self, response: usize) -> Vec<usize> {
        self.views.iter().enumerate().filter(|(_, view)| view.response == response).map(|(index, _)| index).collect()
    }

    /// The codes that a response documents: those its schema admits, less those known to have another status.
    fn documented(
        &self,
        key: StatusKey,
        response: usize,
        exact: &[u16],
        narrowing: Option<&[(String, crate::catalog::Place)]>,
    ) -> Vec<usize> {
        let here = self.surface.responses[response].narrowing.as_deref();
        let mut codes = Vec::new();
        for (index, ((wire, draft), known)) in self.drafts.iter().zip(self.known).enumerate() {
            let admitted = draft.sightings.iter().any(|(view, _)| self.views[*view].response == response);
            let text = wire.to_string();
            let narrowed = |list: Option<&[(String, crate::catalog::Place)]>| {
                list.is_none_or(|list| list.iter().any(|(code, _)| *code == text))
            };
            let status = known.all.is_empty()
                || match key {
                    StatusKey::Exact(status) => known.all.contains(&status),
                    StatusKey::Range(class) => known.all.iter().any(|status| status / 100 == u16::from(class)),
                    StatusKey::Default => known.all.iter().any(|status| !exact.contains(status)),
                };
            if admitted && status && !draft.only_called_back && narrowed(here) && narrowed(narrowing) {
                codes.push(index);
            }
        }
        codes
    }

    fn codes(&self, idents: &[String], found: &[Option<Found>], operations: &[Operation]) -> Vec<Code> {
        let facts = self.drafts.iter().zip(self.known).zip(idents).zip(found).enumerate();
        let codes = facts.map(|(index, ((((wire, draft), known), ident), found))| {
            let text = wire.to_string();
            let declared: Vec<_> =
                self.surface.declared.iter().map(|it| &it.code).filter(|it| it.code == text).collect();
            let documenting =
                operations.iter().enumerate().filter(|(_, it)| it.responses.iter().any(|it| it.codes.contains(&index)));
            Code {
                wire: wire.clone(),
                ident: ident.clone(),
                open: draft.only_called_back,
                status: known.primary,
                statuses: known.all.clone(),
                channel: known.channel,
                description: declared.iter().find_map(|it| it.description.clone()).or_else(|| described(draft)),
                cause: declared.iter().find_map(|it| it.cause.clone()),
                deprecated: declared.iter().find_map(|it| it.deprecated).unwrap_or_else(|| deprecated(draft)),
                payload: found.as_ref().map(|it| it.payload.clone()),
                retry: declared.iter().find_map(|it| it.retry.clone()),
                alert: declared.iter().find_map(|it| it.alert).unwrap_or(Alert::None),
                operations: documenting.map(|(index, _)| index).collect(),
                envelope: self.envelope(draft, known),
                place: draft.place.clone(),
            }
        });
        codes.collect()
    }

    /// The body in which a code stands at its primary status, else the first one.
    fn envelope(&self, draft: &Draft<'_>, known: &Known) -> Option<usize> {
        let at_primary = draft.sightings.iter().find(|(view, _)| {
            let response = self.views[*view].response;
            let keys = self.surface.operations.iter().flat_map(|it| &it.responses).filter(|it| it.1 == response);
            known.primary.is_some() && keys.into_iter().any(|(key, _, _)| exact(*key) == known.primary)
        });
        at_primary.or(draft.sightings.first()).map(|(view, _)| self.envelope_of[*view])
    }

    /// Codes that only examples show.
    fn open_codes(&self, seen: &IndexMap<Wire, (crate::catalog::Place, IndexSet<StatusKey>)>) -> Vec<Code> {
        let unknown = seen.iter().filter(|(wire, _)| !self.drafts.contains_key(*wire));
        let codes = unknown.map(|(wire, (place, keys))| {
            let statuses: IndexSet<u16> = keys.iter().filter_map(|key| exact(*key)).collect();
            let single = (statuses.len() == 1).then(|| statuses.first().copied()).flatten();
            Code {
                wire: wire.clone(),
                ident: crate::naming::upper_camel(&wire.to_string(), crate::naming::Kind::Code).unwrap_or_default(),
                open: true,
                status: single,
                statuses: single.into_iter().collect(),
                channel: single.map(|_| crate::catalog::Channel::Example),
                description: None,
                cause: None,
                deprecated: false,
                payload: None,
                retry: None,
                alert: Alert::None,
                operations: Vec::new(),
                envelope: None,
                place: place.clone(),
            }
        });
        codes.collect()
    }

    fn statuses(&self, idents: &[String], operations: &[Operation]) -> Vec<Status> {
        let all: std::collections::BTreeSet<StatusKey> =
            operations.iter().flat_map(|it| &it.responses).map(|it| it.key).collect();
        all.into_iter().map(|key| self.status(key, idents, operations)).collect()
    }

    fn status(&self, key: StatusKey, idents: &[String], operations: &[Operation]) -> Status {
        let responses = || operations.iter().flat_map(|it| &it.responses).filter(|it| it.key == key);
        let surface =
            || self.surface.operations.iter().flat_map(|it| &it.responses).filter(|it| it.0 == key).map(|it| it.1);
        let codes: std::collections::BTreeSet<usize> = responses().flat_map(|it| it.codes.iter().copied()).collect();
        let envelopes: IndexSet<usize> = responses().flat_map(|it| it.envelopes.iter().copied()).collect();
        let uncoded_view =
            surface().flat_map(|response| self.views_of(response)).find(|view| !self.views[*view].always_coded());
        let uncoded = responses().any(|it| it.uncoded);
        let headers: IndexMap<&str, _> =
            surface().flat_map(|it| &self.surface.responses[it].headers).map(|it| (it.name.as_str(), it)).collect();
        Status {
            key,
            ident: names::status(key, idents),
            reason: exact(key).and_then(names::reason),
            description: responses().map(|it| it.description.clone()).find(|it| !it.is_empty()).unwrap_or_default(),
            codes: codes.into_iter().collect(),
            uncoded,
            uncoded_envelope: uncoded_view.filter(|_| uncoded).map(|view| self.envelope_of[view]),
            envelopes: envelopes.into_iter().collect(),
            headers: headers.into_values().cloned().collect(),
            retry: self.retry(key),
        }
    }

    /// The rule of `x-retry` for a status: its own, that of its class, that of `default`.
    fn retry(&self, key: StatusKey) -> Option<Retry> {
        let find =
            |wanted: StatusKey| self.surface.retry.iter().find(|(key, _)| *key == wanted).map(|(_, rule)| rule.clone());
        match key {
            StatusKey::Exact(status) => {
                let class = u8::try_from(status / 100).unwrap_or_default();
                find(key).or_else(|| find(StatusKey::Range(class))).or_else(|| find(StatusKey::Default))
            }
            StatusKey::Range(_) => find(key).or_else(|| find(StatusKey::Default)),
            StatusKey::Default => find(key),
        }
    }
}

fn exact(key: StatusKey) -> Option<u16> {
    match key {
        StatusKey::Exact(status) => Some(status),
        StatusKey::Range(_) | StatusKey::Default => None,
    }
}

/// What the enum says of its value, or the schema where it holds that value alone.
fn described(draft: &Draft<'_>) -> Option<String> {
    let alone = || {
        draft
            .admitted
            .schema
            .filter(|schema| only_one(schema))
            .and_then(|schema| schema.schema_data.description.as_deref())
    };
    vendor::description(&draft.admitted).or_else(alone).map(str::to_owned)
}

fn deprecated(draft: &Draft<'_>) -> bool {
    draft.admitted.schema.is_some_and(|schema| only_one(schema) && schema.schema_data.deprecated)
}

fn only_one(schema: &openapiv3::Schema) -> bool {
    crate::schema::enumeration(schema).is_some_and(|values| values.len() == 1)
}

/// The examples of a body, as the catalog has them.
fn examples(body: &SurfaceBody) -> impl Iterator<Item = Example> {
    body.examples.iter().map(|value| Example { media_type: body.media_type.clone(), value: value.clone() })
}
