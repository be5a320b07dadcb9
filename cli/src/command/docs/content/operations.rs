//! Which operation answers with what.

use errbook_spec::{Catalog, Operation, Response};

use super::super::anchors::Anchors;
use super::super::page::{Inline, Kind, Mark, Section, Table, code, joined, text};
use super::{codes, shape};

pub(super) fn section(catalog: &Catalog, anchors: &Anchors, anchor: String) -> Section {
    let mut section = Section::new(Kind::Part, anchor, vec![text("Operations")]);
    let mut table = Table::new("The errors of each operation", &["Operation", "Errors"]);
    for operation in &catalog.operations {
        let errors = operation.responses.iter().map(|response| errors(catalog, anchors, response));
        table.push([name(operation), joined(errors, &Inline::Break)]);
    }
    section.blocks.extend(table.block());
    section
}

fn name(operation: &Operation) -> Vec<Inline> {
    let route = format!("{} {}", operation.method.to_uppercase(), operation.path);
    // Without an id of its own, it is called by its method and path.
    let id = (!operation.id.contains('/')).then(|| [Inline::Break, text(operation.id.as_str())]);
    [code(route)].into_iter().chain(id.into_iter().flatten()).collect()
}

fn errors(catalog: &Catalog, anchors: &Anchors, response: &Response) -> Vec<Inline> {
    let codes = response.codes.iter().map(|code| vec![codes::link(catalog, anchors, *code)]);
    let uncoded = (response.uncoded && !response.codes.is_empty()).then(|| vec![text("no code")]);
    let mut errors = vec![Inline::Mark(Mark::Status(response.key.to_string())), text(" ")];
    if response.codes.is_empty() {
        errors.push(Inline::Prose(response.description.clone()));
    }
    errors.extend(shape::comma(codes.chain(uncoded)));
    errors
}
