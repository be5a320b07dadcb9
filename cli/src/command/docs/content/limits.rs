//! Headers of errors, and how many requests are allowed.

use std::collections::BTreeSet;

use errbook_spec::{Catalog, Header, Plan, Status};

use super::super::page::{Block, Inline, Kind, Section, Table, code, text};

pub(super) fn section(catalog: &Catalog, anchor: String) -> Section {
    let title = if catalog.plans.is_empty() { "Headers" } else { "Headers and rate limits" };
    let mut section = Section::new(Kind::Part, anchor, vec![text(title)]);
    section.blocks.extend(headers(catalog));
    section.blocks.extend(plans(&catalog.plans));
    section
}

fn headers(catalog: &Catalog) -> Option<Block> {
    let mut table = Table::new("Headers of errors", &["Header", "What it says", "Comes with"]);
    let mut known = BTreeSet::new();
    for header in catalog.statuses.iter().flat_map(|status| &status.headers) {
        if known.insert(header.name.to_ascii_lowercase()) {
            table.push([
                vec![code(header.name.as_str())],
                said(catalog, header),
                vec![text(carried(catalog, &header.name))],
            ]);
        }
    }
    table.block()
}

fn said(catalog: &Catalog, header: &Header) -> Vec<Inline> {
    if let Some(description) = &header.description {
        return vec![Inline::Prose(description.clone())];
    }
    let is = |name: &Option<String>| name.as_ref().is_some_and(|name| name.eq_ignore_ascii_case(&header.name));
    let limits = &catalog.rate_limit;
    let said = if is(&limits.limit) {
        "How many requests are allowed."
    } else if is(&limits.remaining) {
        "How many requests are left."
    } else if is(&limits.reset) {
        "When there are more."
    } else if header.name.eq_ignore_ascii_case("retry-after") {
        "How long to wait before another try, in seconds, or until when."
    } else {
        return Vec::new();
    };
    vec![text(said)]
}

/// The statuses whose answers have a header.
fn carried(catalog: &Catalog, name: &str) -> String {
    let has = |status: &&Status| status.headers.iter().any(|header| header.name.eq_ignore_ascii_case(name));
    let statuses: Vec<String> = catalog.statuses.iter().filter(has).map(|status| status.key.to_string()).collect();
    if statuses.len() == catalog.statuses.len() { "every error".to_owned() } else { statuses.join(", ") }
}

fn plans(plans: &[Plan]) -> Vec<Block> {
    let mut table = Table::new("Rate limits of each plan", &["Plan", "Requests per minute", "Requests per day"]);
    for plan in plans {
        let limit = |limit: Option<u64>| vec![text(limit.map_or_else(|| "by agreement".to_owned(), grouped))];
        table.push([vec![text(plan.name.as_str())], limit(plan.per_minute), limit(plan.per_day)]);
    }
    let sentence = Block::Paragraph(vec![text("How many requests each plan allows:")]);
    table.block().map(|table| vec![sentence, table]).unwrap_or_default()
}

/// `200,000`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
