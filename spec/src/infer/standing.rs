//! Where bodies that look the same stand, gathered once for all of their codes.

use super::views::{View, Views};
use crate::catalog::{Place, StatusKey};
use crate::order;
use crate::surface::Surface;

/// Where the bodies that look like one stand.
#[derive(Debug, Default)]
pub(super) struct Standing<'a> {
    /// The first place of each key, and how many responses the operations have before it.
    pub(super) keys: Vec<(StatusKey, usize, &'a Place)>,
    /// The responses that stand under exact statuses alone, with these.
    pub(super) exact: Vec<(usize, Vec<u16>)>,
}

/// For the first of the views that look the same, where a code stands in it; nothing for the others.
pub(super) fn by_look<'a>(surface: &'a Surface, views: &Views<'_>, codes: &[Vec<usize>]) -> Vec<Standing<'a>> {
    let mut standing: Vec<Standing<'a>> = views.iter().map(|_| Standing::default()).collect();
    let has_codes = |view: &View<'_>| codes.get(view.like).is_some_and(|codes| !codes.is_empty());
    let responses = surface.operations.iter().flat_map(|operation| &operation.responses);
    for (order, (key, response, place)) in responses.enumerate() {
        for (_, view) in views.of(*response).filter(|(_, view)| has_codes(view)) {
            let keys = &mut standing[view.like].keys;
            if !keys.iter().any(|(known, ..)| known == key) {
                keys.push((*key, order, place));
            }
        }
    }
    for view in views.iter().filter(|view| has_codes(view)) {
        let keys = || surface.uses(view.response).map(|(_, key, _)| key.exact());
        let exact = order::set(keys().flatten());
        if keys().all(|key| key.is_some()) && !exact.is_empty() {
            standing[view.like].exact.push((view.response, exact));
        }
    }
    standing
}
