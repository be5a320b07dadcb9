//! Which status a code has, by four channels, the surest first.

use super::codes::{Draft, Drafts, Seen};
use super::standing::Standing;
use super::views::View;
use crate::catalog::{Channel, Place, StatusEvidence, StatusKey, Wire};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::keyed::Keyed;
use crate::order;
use crate::schema::Schemas;
use crate::surface::Surface;

/// What is known of the status of a code.
#[derive(Debug, Default, Clone)]
pub(crate) struct Known {
    pub(crate) primary: Option<u16>,
    pub(crate) all: Vec<u16>,
    pub(crate) channel: Option<Channel>,
    /// What every channel says, and where.
    pub(crate) evidence: Vec<StatusEvidence>,
}

/// Members that repeat the HTTP status beside a code.
const SIBLINGS: [&str; 6] = ["status", "statusCode", "status_code", "httpStatus", "http_status", "httpCode"];

/// Everything that the channels look at.
pub(crate) struct Channels<'c, 'a> {
    pub(crate) schemas: &'c Schemas<'a>,
    pub(crate) surface: &'a Surface,
    pub(crate) views: &'c [View<'a>],
    /// Where the bodies stand that have codes, at the first that looks the same.
    pub(crate) standing: &'c [Standing<'a>],
    pub(crate) keys: &'c Keys,
    pub(crate) seen: &'c Keyed<Wire, Seen>,
}

impl Channels<'_, '_> {
    /// The statuses of one code.
    pub(crate) fn status(&self, diagnostics: &mut Diagnostics, draft: &Draft<'_>) -> Known {
        let wire = &draft.wire;
        let declared = self.declared(diagnostics, wire);
        let siblings = self.siblings(draft);
        let narrowed = self.narrowed(draft);
        self.report_sibling_conflicts(diagnostics, draft);
        let evidence = self.evidence(draft, &narrowed);
        if let Some((status, place)) = declared {
            let apart = self.keys.differ;
            if !narrowed.is_empty() && !narrowed.contains(&status) {
                let conflict = if apart { Diagnostic::error } else { Diagnostic::warning };
                let found = conflict(Rule::ConflictingStatus, elsewhere(wire, status, &narrowed));
                let help = "correct the status, or list the code under the response of that status".to_owned();
                diagnostics.push(
                    found.at(place).related(draft.place.clone(), "the code is declared here".to_owned()).help(help),
                );
            }
            let mut all = if apart { narrowed } else { Vec::new() };
            order::insert(&mut all, status);
            return Known { primary: Some(status), all, channel: Some(Channel::XErrorCodes), evidence };
        }
        let by_example = || self.by_example(wire).map(|(status, _)| status).into_iter().collect();
        let (all, channel) = if !siblings.is_empty() {
            (order::set([siblings, narrowed].concat()), Channel::Sibling)
        } else if !narrowed.is_empty() {
            (narrowed, Channel::Response)
        } else {
            (by_example(), Channel::Example)
        };
        let primary = if all.len() == 1 { all.first().copied() } else { None };
        let channel = (!all.is_empty()).then_some(channel);
        Known { primary, all, channel, evidence }
    }

    /// What each channel says of a code, the surest first, each with the first place that says it.
    fn evidence(&self, draft: &Draft<'_>, narrowed: &[u16]) -> Vec<StatusEvidence> {
        let text = draft.wire.to_string();
        let mut evidence: Vec<StatusEvidence> = Vec::new();
        let mut note = |status, channel, place: Place| {
            if !evidence.iter().any(|it| (it.status, it.channel) == (status, channel)) {
                evidence.push(StatusEvidence { status, channel, place });
            }
        };
        for declared in self.surface.declared_of(&text) {
            if let Some((status, place)) = &declared.code.status {
                note(*status, Channel::XErrorCodes, place.clone());
            }
        }
        for sighting in &draft.sightings {
            if let Some((status, place)) = self.sibling(*sighting) {
                note(status, Channel::Sibling, place.unwrap_or_else(|| draft.place.clone()));
            }
        }
        for (status, place) in self.by_response(draft, narrowed) {
            note(status, Channel::Response, place.clone());
        }
        if let Some((status, place)) = self.by_example(&draft.wire) {
            note(status, Channel::Example, place.clone());
        }
        evidence
    }

    /// The first place of each status under which a code stands, in the order of the operations.
    fn by_response(&self, draft: &Draft<'_>, statuses: &[u16]) -> Vec<(u16, &Place)> {
        let looks = order::set(draft.sightings.iter().map(|(view, _)| *view));
        let mut found: Vec<(StatusKey, usize, &Place)> = Vec::new();
        for look in looks {
            found.extend_from_slice(&self.standing[look].keys);
        }
        order::sort(&mut found, |(_, left, _), (_, right, _)| left.cmp(right));
        let mut first: Vec<(u16, &Place)> = Vec::new();
        for (key, _, place) in found {
            let wanted = key.exact().filter(|status| statuses.contains(status));
            if let Some(status) = wanted.filter(|status| !first.iter().any(|(known, _)| known == status)) {
                first.push((status, place));
            }
        }
        first
    }

    /// The one exact status under which examples show the code, if there is just one.
    fn by_example(&self, wire: &Wire) -> Option<(u16, &Place)> {
        let (_, keys) = self.seen.get(wire)?;
        let mut exact = keys.iter().filter_map(|(key, place)| Some((key.exact()?, place)));
        let first = exact.next()?;
        exact.next().is_none().then_some(first)
    }

    /// What `x-error-codes` says; two places that say different things are both named.
    fn declared(&self, diagnostics: &mut Diagnostics, wire: &Wire) -> Option<(u16, Place)> {
        let text = wire.to_string();
        let mut statuses = self.surface.declared_of(&text).filter_map(|it| it.code.status.clone());
        let first = statuses.next()?;
        for (status, place) in statuses.filter(|(status, _)| *status != first.0) {
            let found = format!("`{wire}` has status {status} here and {} elsewhere", first.0);
            let diagnostic = Diagnostic::error(Rule::ConflictingStatus, found)
                .at(place)
                .related(first.1.clone(), "the other status is here".to_owned());
            diagnostics.push(diagnostic.help("say one primary status".to_owned()));
        }
        Some(first)
    }

    /// A constant status in the object that holds the code.
    fn siblings(&self, draft: &Draft<'_>) -> Vec<u16> {
        order::set(draft.sightings.iter().filter_map(|sighting| self.sibling(*sighting)).map(|(status, _)| status))
    }

    fn sibling(&self, (view, trail): (usize, usize)) -> Option<(u16, Option<Place>)> {
        let level = self.views.get(view)?.trails.get(trail)?.levels.last()?;
        SIBLINGS.iter().find_map(|name| {
            let member = level.members.get(*name)?;
            let mut statuses: Vec<u16> = Vec::new();
            let mut place = None;
            for alternative in self.schemas.expand(&member.parts).ok()? {
                for admitted in self.schemas.admitted(&alternative, None)? {
                    let status = admitted.value.as_i64().or_else(|| admitted.value.as_str()?.parse().ok())?;
                    let status = u16::try_from(status).ok().filter(|status| (400..600).contains(status))?;
                    order::insert(&mut statuses, status);
                    place = admitted.place;
                }
            }
            (statuses.len() == 1).then(|| statuses.first().map(|status| (*status, place))).flatten()
        })
    }

    /// A constant status in a body must be that of the response it stands in.
    fn report_sibling_conflicts(&self, diagnostics: &mut Diagnostics, draft: &Draft<'_>) {
        for (view, trail) in &draft.sightings {
            let Some((status, Some(place))) = self.sibling((*view, *trail)) else {
                continue;
            };
            let responses = &self.standing[*view].exact;
            for (response, exact) in responses.iter().filter(|(_, exact)| !exact.contains(&status)) {
                let key = self.surface.uses(*response).next().map(|(_, _, key)| key);
                diagnostics.push(sibling_conflict(&draft.wire, (status, &place), exact, key));
            }
        }
    }

    /// The exact statuses under which the code stands, where that says something: not where several are those of every
    /// code alike.
    fn narrowed(&self, draft: &Draft<'_>) -> Vec<u16> {
        let under = order::set(draft.keys.iter().filter_map(|key| key.exact()));
        let told = under.len() == draft.keys.len() && (under.len() < 2 || under != self.keys.everywhere);
        if told { under } else { Vec::new() }
    }
}

/// The response keys under which codes stand, over all codes.
#[derive(Debug)]
pub(crate) struct Keys {
    /// Whether not all codes stand under the same keys, so that these were chosen for each.
    differ: bool,
    /// Every exact status.
    everywhere: Vec<u16>,
}

impl Keys {
    pub(crate) fn of(drafts: &Drafts<'_>) -> Self {
        let mut sets = drafts.values().iter().map(|draft| draft.keys.as_slice());
        let first = sets.next().unwrap_or_default();
        let differ = sets.any(|keys| keys != first);
        let keys = drafts.values().iter().flat_map(|draft| &draft.keys);
        Self { differ, everywhere: order::set(keys.filter_map(|key| key.exact())) }
    }
}

fn list(statuses: &[u16]) -> String {
    statuses.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn sibling_conflict(wire: &Wire, (status, place): (u16, &Place), exact: &[u16], key: Option<&Place>) -> Diagnostic {
    let found = format!("the body of `{wire}` says status {status}, but stands under {}", list(exact));
    let mut diagnostic = Diagnostic::error(Rule::ConflictingStatus, found).at(place.clone());
    if let Some(key) = key {
        diagnostic = diagnostic.related(key.clone(), "the response is here".to_owned());
    }
    diagnostic.help("let body and response say the same status".to_owned())
}

fn elsewhere(wire: &Wire, status: u16, narrowed: &[u16]) -> String {
    format!("`{wire}` has status {status} here, but stands only under {}", list(narrowed))
}
