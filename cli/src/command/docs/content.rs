//! What the page says, from the catalog and its examples.

mod bodies;
mod codes;
mod errors;
mod layout;
mod limits;
mod members;
mod operations;
mod overview;
mod retries;
mod shape;
mod types;

use errbook_spec::Catalog;

use self::errors::Errors;
use self::types::Types;
use super::anchors::Anchors;
use super::page::{Block, Page, PageAnchors, Section, text};
use crate::command::mock::examples::Examples;

/// The whole page.
pub(super) fn page(examples: &Examples) -> Page {
    let catalog = examples.catalog();
    let mut anchors = Anchors::of(catalog);
    let page_anchors = PageAnchors { main: anchors.claim("main"), filter: anchors.claim("filter") };
    let [shape, codes, statuses, shown, operations, retries, limits, named] =
        ["shape", "codes", "statuses", "examples", "operations", "retries", "limits", "types"]
            .map(|name| anchors.claim(name));
    let mut types = Types::new(catalog, anchors);
    let errors = Errors { examples, catalog };
    let mut sections = vec![
        overview::section(catalog, &types.anchors, codes),
        shape::section(examples, &mut types, shape),
        errors.of_codes(&mut types),
        errors.of_statuses(&mut types, statuses),
        errors.of_examples(&types.anchors, shown),
        retries::section(catalog, &types.anchors, retries),
        limits::section(catalog, limits),
        operations::section(catalog, &types.anchors, operations),
    ];
    // Last, when it is known which types are named.
    sections.push(types.section(named));
    sections.retain(|section: &Section| !section.is_empty());
    Page {
        title: catalog.api.title.clone(),
        version: catalog.api.version.clone(),
        anchors: page_anchors,
        intro: vec![Block::Paragraph(vec![text(summary(catalog))])],
        sections,
        colophon: format!("Made by errbook from the spec with the fingerprint {}.", catalog.api.fingerprint),
    }
}

/// How much there is, and what to go by.
fn summary(catalog: &Catalog) -> String {
    let (codes, statuses) = (declared(catalog), catalog.statuses.len());
    let counts = [count_of(codes, "code", "codes"), count_of(statuses, "status", "statuses")];
    let what = counts.into_iter().flatten().collect::<Vec<_>>().join(" and ");
    if what.is_empty() {
        return "No operation documents an error.".to_owned();
    }
    let operations = count_of(catalog.operations.len(), "operation", "operations");
    let of = operations.map(|count| format!(" of {count}")).unwrap_or_default();
    let by = match (codes, catalog.statuses.iter().any(|status| status.uncoded)) {
        (0, _) => "Programs go by the status; texts are for people, and may change.",
        (_, true) => {
            "Programs go by the code, or by the status where an error has none; texts are for people, and may change."
        }
        (_, false) => "Programs go by the code; texts are for people, and may change.",
    };
    format!("{what}{of}. {by}")
}

/// How many codes schemas name.
fn declared(catalog: &Catalog) -> usize {
    catalog.codes.iter().filter(|code| !code.open).count()
}

/// So many, if there are any.
fn count_of(count: usize, one: &str, several: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {several}")),
    }
}
