//! All errors in one table.

use errbook_spec::{Catalog, Code, Status};

use super::super::anchors::Anchors;
use super::super::page::{Inline, Kind, Mark, Row, Section, Table, text};
use super::codes::{link, statuses};
use super::retries;

/// The codes by status, and the statuses that can come without one.
pub(super) fn section(catalog: &Catalog, anchors: &Anchors, anchor: String) -> Section {
    let mut section = Section::new(Kind::Part, anchor, vec![text("All errors")]);
    let mut table = Table::new("All errors by status", &["Error", "Status", "What it means", "Try again"]);
    table.lists_errors = true;
    let mut rows: Vec<(u16, Row)> = Vec::new();
    for (index, code) in catalog.codes.iter().enumerate().filter(|(_, code)| !code.open) {
        rows.push((
            code.status.or(code.statuses.first().copied()).unwrap_or(u16::MAX),
            of_code(catalog, anchors, index, code),
        ));
    }
    for (index, status) in catalog.statuses.iter().enumerate().filter(|(_, status)| status.uncoded) {
        rows.push((sorted_by(status), of_status(catalog, anchors, index, status)));
    }
    // By status, else as the spec has them.
    rows.sort_by_key(|(status, _)| *status);
    table.rows = rows.into_iter().map(|(_, row)| row).collect();
    section.blocks.extend(table.block());
    section
}

/// Ranges stand behind their statuses.
fn sorted_by(status: &Status) -> u16 {
    match status.key {
        errbook_spec::StatusKey::Exact(status) => status,
        errbook_spec::StatusKey::Range(class) => u16::from(class) * 100 + 99,
        errbook_spec::StatusKey::Default => u16::MAX,
    }
}

fn of_code(catalog: &Catalog, anchors: &Anchors, index: usize, code: &Code) -> Row {
    let mut name = vec![link(catalog, anchors, index)];
    name.extend(code.deprecated.then_some(Inline::Mark(Mark::Deprecated)));
    let meaning = code.description.as_ref().or(code.cause.as_ref());
    let meaning = meaning.map_or_else(|| of_its_status(catalog, index), |text| vec![Inline::Prose(text.clone())]);
    Row { anchor: None, cells: vec![name, statuses(code), meaning, retries::of_code(catalog, code)] }
}

/// What the spec says of the one status that has no other code.
fn of_its_status(catalog: &Catalog, code: usize) -> Vec<Inline> {
    let status = catalog.statuses.iter().find(|status| status.codes == [code] && !status.uncoded);
    status.map(|status| Inline::Prose(status.description.clone())).into_iter().collect()
}

fn of_status(catalog: &Catalog, anchors: &Anchors, index: usize, status: &Status) -> Row {
    let name = Inline::Link { anchor: anchors.status(index).to_owned(), code: status.key.to_string() };
    let without = if super::declared(catalog) == 0 { Vec::new() } else { vec![text(" without a code")] };
    let name = [name].into_iter().chain(without).collect();
    let meaning = vec![Inline::Prose(status.description.clone())];
    let retry = retries::words(catalog, status.retry.as_ref());
    Row { anchor: None, cells: vec![name, vec![Inline::Mark(Mark::Status(status.key.to_string()))], meaning, retry] }
}
