//! Where bodies that look the same stand, gathered once for all of their codes.

use std::collections::{BTreeSet, HashMap};

use indexmap::IndexMap;

use super::views::{self, View};
use crate::catalog::{Place, StatusKey};
use crate::order;
use crate::surface::Surface;

/// Where the bodies that look like one stand.
#[derive(Debug, Default)]
pub(super) struct Standing<'a> {
    /// The first place of each key, and how many responses the operations have before it.
    pub(super) keys: IndexMap<StatusKey, (usize, &'a Place)>,
    /// The responses that stand under exact statuses alone, with these.
    pub(super) exact: Vec<(usize, BTreeSet<u16>)>,
}

/// By the first view that looks the same, where a code stands in it.
pub(super) fn by_look<'a>(
    surface: &'a Surface,
    views: &[View<'_>],
    codes: &[Vec<usize>],
) -> HashMap<usize, Standing<'a>> {
    let mut standing: HashMap<usize, Standing<'a>> = HashMap::new();
    let has_codes = |view: &View<'_>| codes.get(view.like).is_some_and(|codes| !codes.is_empty());
    let responses = surface.operations.iter().flat_map(|operation| &operation.responses);
    for (order, (key, response, place)) in responses.enumerate() {
        for (_, view) in views::of_response(views, *response).filter(|(_, view)| has_codes(view)) {
            standing.entry(view.like).or_default().keys.entry(*key).or_insert((order, place));
        }
    }
    for view in views.iter().filter(|view| has_codes(view)) {
        let keys = || surface.uses(view.response).map(|(_, key, _)| key.exact());
        let exact = order::set(keys().flatten());
        if keys().all(|key| key.is_some()) && !exact.is_empty() {
            standing.entry(view.like).or_default().exact.push((view.response, exact));
        }
    }
    standing
}
