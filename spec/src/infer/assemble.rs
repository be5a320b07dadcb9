//! Puts the lists of the catalog together from what was found out.

use super::codes::{Draft, Drafts, Seen};
use super::names;
use super::payload::Found;
use super::said::Said;
use super::status::Known;
use super::statuses;
use super::views::Views;
use crate::catalog::{
    Alert, Channel, Code, Content, Evidence, Example, Operation, Place, Response, Status, StatusEvidence, StatusKey,
    Type, Wire,
};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::keyed::Keyed;
use crate::naming::{self, Kind};
use crate::order;
use crate::surface::{Surface, SurfaceBody};

/// Everything that was found out, ready to be put together.
pub(super) struct Assembly<'b, 'a> {
    pub(super) surface: &'a Surface,
    pub(super) views: &'b Views<'a>,
    pub(super) drafts: &'b Drafts<'a>,
    pub(super) known: &'b [Known],
    /// The envelope of each view.
    pub(super) envelope_of: &'b [usize],
    /// What each view is as a whole.
    pub(super) content: &'b [Type],
    /// The codes that stand in each view that looks like none before.
    pub(super) standing: &'b [Vec<usize>],
}

/// What an operation says of the codes that it documents.
struct Narrowing<'n> {
    /// The statuses that it documents one by one.
    exact: Vec<u16>,
    /// The codes that it names.
    codes: Option<&'n [(String, Place)]>,
}

/// Whether a list names a code; one that is not there names all.
fn names_code(list: Option<&[(String, Place)]>, wire: &Wire) -> bool {
    list.is_none_or(|list| {
        let text = wire.to_string();
        list.iter().any(|(code, _)| *code == text)
    })
}

impl Assembly<'_, '_> {
    /// The operations with what they document, of which there are at most so many over all together.
    pub(super) fn operations(&self, diagnostics: &mut Diagnostics, most: usize) -> Vec<Operation> {
        let (mut left, mut past) = (most, None);
        let named = names::operations(&self.surface.operations);
        let operations = self.surface.operations.iter().zip(named).map(|(operation, (id, ident))| {
            let narrowing = Narrowing {
                exact: operation.responses.iter().filter_map(|(key, _, _)| key.exact()).collect(),
                codes: operation.narrowing.as_deref(),
            };
            let responses = operation.responses.iter().map(|(key, response, key_place)| {
                let place = self.surface.responses[*response].place.clone();
                let description = self.surface.responses[*response].description.clone();
                let headers = self.surface.responses[*response].headers.clone();
                let mut codes = Vec::new();
                if past.is_none() {
                    codes = self.documented(*response, *key, &narrowing);
                    past = (codes.len() > left).then(|| key_place.clone());
                    left = left.saturating_sub(codes.len());
                }
                let views = || self.views.of(*response);
                let always_coded = views().len() > 0 && views().all(|(_, view)| view.always_coded());
                let mut envelopes: Vec<usize> = Vec::with_capacity(views().len());
                for envelope in views().map(|(index, _)| self.envelope_of[index]) {
                    // A response has a body or two.
                    if !envelopes.contains(&envelope) {
                        envelopes.push(envelope);
                    }
                }
                let uncoded = !always_coded || codes.is_empty();
                let content = views().map(|(index, view)| Content {
                    media_type: view.body.media_type.clone(),
                    ty: self.content[index].clone(),
                });
                let examples = views().flat_map(|(_, view)| examples(view.body)).collect();
                Response {
                    key: *key,
                    description,
                    codes,
                    uncoded,
                    envelopes,
                    content: content.collect(),
                    examples,
                    headers,
                    key_place: key_place.clone(),
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
        let operations = operations.collect();
        if let Some(place) = past {
            let found = format!("the error responses up to this one document more than {most} codes together");
            let help = "let `x-error-codes` at an operation, or at a response, list the codes that it documents";
            diagnostics.push(Diagnostic::error(Rule::TooManyCodes, found).at(place).help(help));
        }
        operations
    }

    /// The codes that a response documents: those its schema admits, less those known to have another status.
    fn documented(&self, response: usize, key: StatusKey, operation: &Narrowing<'_>) -> Vec<usize> {
        let here = self.surface.responses[response].narrowing.as_deref();
        let mut admitted: Vec<usize> = Vec::new();
        for (_, view) in self.views.of(response) {
            admitted.extend_from_slice(&self.standing[view.like]);
        }
        order::sort(&mut admitted, Ord::cmp);
        admitted.dedup();
        admitted.retain(|index| {
            let known = &self.known[*index].all;
            let status = known.is_empty()
                || match key {
                    StatusKey::Exact(status) => known.contains(&status),
                    StatusKey::Range(class) => known.iter().any(|status| status / 100 == u16::from(class)),
                    StatusKey::Default => known.iter().any(|status| !operation.exact.contains(status)),
                };
            status
                && self.drafts.values().get(*index).is_some_and(|draft| {
                    !draft.only_called_back && names_code(here, &draft.wire) && names_code(operation.codes, &draft.wire)
                })
        });
        admitted
    }

    pub(super) fn codes(&self, idents: &[String], found: &[Option<Found>], operations: &[Operation]) -> Vec<Code> {
        let schemas = self.surface.schemas();
        let mut documenting: Vec<Vec<usize>> = vec![Vec::new(); self.drafts.values().len()];
        for (number, operation) in operations.iter().enumerate() {
            for code in operation.responses.iter().flat_map(|it| &it.codes) {
                let documenting = &mut documenting[*code];
                if documenting.last() != Some(&number) {
                    documenting.push(number);
                }
            }
        }
        let met = self.met();
        let facts = self.drafts.values().iter().zip(self.known).zip(idents).zip(found).enumerate();
        let codes = facts.map(|(index, (((draft, known), ident), found))| {
            let text = draft.wire.to_string();
            let declared: Vec<_> = self.surface.declared_of(&text).map(|it| &it.code).collect();
            let documenting = documenting.get(index).cloned().unwrap_or_default();
            let said = Said::of(&schemas, &declared, draft, self.views);
            let evidence = said.evidence(known, found.as_ref());
            Code {
                wire: draft.wire.clone(),
                ident: ident.clone(),
                open: draft.only_called_back,
                status: known.primary,
                statuses: known.all.clone(),
                channel: known.channel,
                description: said.description.map(|(text, _)| text),
                cause: said.cause.map(|(text, _)| text),
                deprecated: said.deprecated.is_some_and(|(deprecated, _)| deprecated),
                payload: found.as_ref().map(|it| it.payload.clone()),
                retry: said.retry.map(|(rule, _)| rule),
                alert: said.alert.map_or(Alert::None, |(alert, _)| alert),
                operations: documenting,
                envelope: self.envelope(draft, known, &met),
                place: draft.place.clone(),
                evidence,
            }
        });
        codes.collect()
    }

    /// The body in which a code stands at its primary status, else the first one.
    fn envelope(&self, draft: &Draft<'_>, known: &Known, met: &[(usize, Vec<StatusKey>)]) -> Option<usize> {
        let primary = known.primary.map(StatusKey::Exact);
        let stands = |view: usize| draft.sightings.iter().any(|(like, _)| *like == self.views[view].like);
        let at_primary = primary.and_then(|key| met.iter().find(|(view, keys)| keys.contains(&key) && stands(*view)));
        let view = at_primary.map(|(view, _)| *view).or_else(|| draft.sightings.first().map(|(view, _)| *view));
        view.map(|view| self.envelope_of[view])
    }

    /// The views in the order in which operations come to them, with the keys of their responses.
    fn met(&self) -> Vec<(usize, Vec<StatusKey>)> {
        let mut met: Vec<usize> = Vec::new();
        let mut keys: Vec<Vec<StatusKey>> = vec![Vec::new(); self.views.len()];
        for (key, response, _) in self.surface.operations.iter().flat_map(|it| &it.responses) {
            for (view, _) in self.views.of(*response) {
                if keys[view].is_empty() {
                    met.push(view);
                }
                order::insert(&mut keys[view], *key);
            }
        }
        met.into_iter().map(|view| (view, std::mem::take(&mut keys[view]))).collect()
    }

    /// Codes that only examples show.
    pub(super) fn open_codes(&self, seen: &Keyed<Wire, Seen>) -> Vec<Code> {
        let unknown = seen.iter().filter(|(wire, _)| self.drafts.position(*wire).is_none());
        let codes = unknown.map(|(wire, (place, keys))| {
            let mut statuses = keys.iter().filter_map(|(key, place)| Some((key.exact()?, place)));
            let single = statuses.next().filter(|_| statuses.next().is_none());
            let by_example = single.map(|(status, place)| StatusEvidence {
                status,
                channel: Channel::Example,
                place: place.clone(),
            });
            let single = single.map(|(status, _)| status);
            Code {
                wire: wire.clone(),
                ident: naming::upper_camel(&wire.to_string(), Kind::Code).unwrap_or_default(),
                open: true,
                status: single,
                statuses: single.into_iter().collect(),
                channel: single.map(|_| Channel::Example),
                description: None,
                cause: None,
                deprecated: false,
                payload: None,
                retry: None,
                alert: Alert::None,
                operations: Vec::new(),
                envelope: None,
                place: place.clone(),
                evidence: Evidence { statuses: by_example.into_iter().collect(), ..Evidence::default() },
            }
        });
        codes.collect()
    }

    pub(super) fn statuses(&self, idents: &[String], operations: &[Operation]) -> Vec<Status> {
        let mut statuses = statuses::statuses(operations, &self.surface.retry, idents);
        for status in statuses.iter_mut().filter(|status| status.uncoded) {
            let responses = self.surface.operations.iter().flat_map(|it| &it.responses);
            let responses = responses.filter(|it| it.0 == status.key).map(|it| it.1);
            let mut views = responses.flat_map(|response| self.views.of(response));
            let uncoded = views.find(|(_, view)| !view.always_coded());
            status.uncoded_envelope = uncoded.map(|(index, _)| self.envelope_of[index]);
        }
        statuses
    }
}

/// The examples of a body, as the catalog has them.
fn examples(body: &SurfaceBody) -> impl Iterator<Item = Example> {
    body.examples.iter().map(|value| Example { media_type: body.media_type.clone(), value: value.clone() })
}
