//! A code and its statuses, as tables have them.

use errbook_spec::{Catalog, Code};

use super::super::anchors::Anchors;
use super::super::page::{Inline, Mark};

/// The statuses of a code, the primary one first.
pub(super) fn statuses(code: &Code) -> Vec<Inline> {
    let others = code.statuses.iter().filter(|status| Some(**status) != code.status);
    code.status.iter().chain(others).map(|status| Inline::Mark(Mark::Status(status.to_string()))).collect()
}

/// A code that leads to what is said of it.
pub(super) fn link(catalog: &Catalog, anchors: &Anchors, code: usize) -> Inline {
    let wire = catalog.codes.get(code).map(|code| code.wire.to_string()).unwrap_or_default();
    Inline::Link { anchor: anchors.code(code).to_owned(), code: wire }
}
