//! All that is said of one error.

use errbook_spec::{Alert, Catalog, Code, Operation, Status, StatusKey};
use http::StatusCode;
use std::fmt::Write as _;

use super::super::anchors::Anchors;
use super::super::page::{Block, Inline, Kind, Mark, Row, Section, Table, code, text};
use super::layout::pretty;
use super::types::Types;
use super::{codes, members, retries};
use crate::command::mock::examples::{Examples, Shown};

/// More operations are folded.
const FEW_OPERATIONS: usize = 6;

/// What errors are described from.
pub(super) struct Errors<'e> {
    pub(super) examples: &'e Examples,
    pub(super) catalog: &'e Catalog,
}

impl Errors<'_> {
    /// A section per code, those of one status together, as the table of all errors has them.
    pub(super) fn of_codes(&self, types: &mut Types<'_>) -> Section {
        let anchor = types.anchors.claim("each-code");
        let mut section = Section::new(Kind::Part, anchor, vec![text("Codes")]);
        let mut codes: Vec<(usize, &Code)> =
            self.catalog.codes.iter().enumerate().filter(|(_, code)| !code.open).collect();
        codes.sort_by_key(|(_, code)| code.status.or(code.statuses.first().copied()).unwrap_or(u16::MAX));
        section.sections = codes.into_iter().map(|(index, code)| self.of_code(types, index, code)).collect();
        section
    }

    fn of_code(&self, types: &mut Types<'_>, index: usize, code: &Code) -> Section {
        let wire = code.wire.to_string();
        let mut section = Section::new(Kind::Error, types.anchors.code(index), vec![Inline::Code(wire.clone())]);
        section.marks = codes::statuses(code).into_iter().filter_map(mark).collect();
        section.marks.extend(code.deprecated.then_some(Mark::Deprecated));
        section.blocks.extend(code.description.clone().map(Block::Prose));
        let mut facts = Vec::new();
        facts.extend(code.cause.clone().map(|cause| ("Common cause", vec![Inline::Prose(cause)])));
        facts.push(("Try again", retries::of_code(self.catalog, code)));
        facts.extend(alert(code.alert).map(|words| ("Alert", vec![text(words)])));
        let returning: Vec<(&Operation, Vec<StatusKey>)> = self.returning(|it| it.codes.contains(&index));
        facts.extend(self.few(&returning, code));
        section.blocks.push(Block::Facts(facts));
        section.blocks.extend(self.payload(types, &wire, code));
        section
            .blocks
            .extend(self.examples.of_code(code).map(|shown| answer(&format!("{wire}, as it is sent"), &shown)));
        section.blocks.extend(self.many(&returning, code));
        section
    }

    /// A section per status that can come without a code.
    pub(super) fn of_statuses(&self, types: &mut Types<'_>, anchor: String) -> Section {
        let title = if super::declared(self.catalog) == 0 { "Statuses" } else { "Statuses without a code" };
        let mut section = Section::new(Kind::Part, anchor, vec![text(title)]);
        let uncoded = self.catalog.statuses.iter().enumerate().filter(|(_, status)| status.uncoded);
        section.sections = uncoded.map(|(index, status)| self.of_status(types, index, status)).collect();
        section
    }

    fn of_status(&self, types: &Types<'_>, index: usize, status: &Status) -> Section {
        let title = match status.key {
            StatusKey::Exact(exact) => format!("{exact} {}", status.reason.unwrap_or_default()).trim_end().to_owned(),
            StatusKey::Range(class) => format!("{class}XX, any other status of the {class}00s"),
            StatusKey::Default => "default, any other status".to_owned(),
        };
        let mut section = Section::new(Kind::Error, types.anchors.status(index), vec![text(title)]);
        section.marks.push(Mark::Status(status.key.to_string()));
        section.blocks.push(Block::Prose(status.description.clone()));
        let mut facts = vec![("Try again", retries::words(self.catalog, status.retry.as_ref()))];
        let returning = self.returning(|it| it.key == status.key && it.uncoded);
        let is_usual = |keys: &[StatusKey]| keys == [status.key];
        facts.extend(few(self.catalog, &returning, is_usual));
        section.blocks.push(Block::Facts(facts));
        let shown = self.examples.of_status(status.key);
        section.blocks.extend(shown.map(|shown| answer(&format!("{}, as it is sent", status.key), &shown)));
        section.blocks.extend(many(self.catalog, &returning, is_usual));
        section
    }

    /// The codes that no schema names.
    pub(super) fn of_examples(&self, anchors: &Anchors, anchor: String) -> Section {
        let mut section = Section::new(Kind::Part, anchor, vec![text("Codes that only examples show")]);
        let mut table = Table::new("Codes that only examples show", &["Code", "Status"]);
        for (index, code) in self.catalog.codes.iter().enumerate().filter(|(_, code)| code.open) {
            let cells = vec![vec![Inline::Code(code.wire.to_string())], codes::statuses(code)];
            table.rows.push(Row { anchor: Some(anchors.code(index).to_owned()), cells });
        }
        let sentence = "The spec shows these and does not list them: there may be others. Programs go by the status.";
        if let Some(table) = table.block() {
            section.blocks.extend([Block::Paragraph(vec![text(sentence)]), table]);
        }
        section
    }

    /// The operations with such a response, and under which keys.
    fn returning(&self, wanted: impl Fn(&errbook_spec::Response) -> bool) -> Vec<(&Operation, Vec<StatusKey>)> {
        let each = self.catalog.operations.iter().map(|operation| {
            let keys = operation.responses.iter().filter(|it| wanted(it)).map(|it| it.key).collect();
            (operation, keys)
        });
        each.filter(|(_, keys): &(_, Vec<StatusKey>)| !keys.is_empty()).collect()
    }

    fn few(&self, returning: &[(&Operation, Vec<StatusKey>)], code: &Code) -> Option<(&'static str, Vec<Inline>)> {
        few(self.catalog, returning, |keys| is_usual(code, keys))
    }

    fn many(&self, returning: &[(&Operation, Vec<StatusKey>)], code: &Code) -> Option<Block> {
        many(self.catalog, returning, |keys| is_usual(code, keys))
    }

    /// What this code alone carries.
    fn payload(&self, types: &mut Types<'_>, wire: &str, code: &Code) -> Vec<Block> {
        let Some(payload) = &code.payload else { return Vec::new() };
        let envelope = code.envelope.and_then(|index| self.catalog.envelopes.get(index));
        let prefix = members::payload_prefix(envelope, payload.position);
        let Some(table) = types.table(format!("What {wire} carries"), &payload.ty, &prefix) else { return Vec::new() };
        let said = if payload.required { "It carries:" } else { "It can carry:" };
        vec![Block::Paragraph(vec![text(said)]), table]
    }
}

/// Whether an operation returns a code with no other status than it usually has.
fn is_usual(code: &Code, keys: &[StatusKey]) -> bool {
    match (keys, code.status) {
        ([StatusKey::Exact(status)], Some(usual)) => *status == usual,
        _ => code.statuses.is_empty(),
    }
}

fn mark(inline: Inline) -> Option<Mark> {
    match inline {
        Inline::Mark(mark) => Some(mark),
        _ => None,
    }
}

fn alert(alert: Alert) -> Option<&'static str> {
    match alert {
        Alert::None => None,
        Alert::Warn => Some("Worth a look when it shows up."),
        Alert::Page => Some("Worth waking somebody."),
    }
}

/// Who returns it, where that can be said in a line.
fn few(
    catalog: &Catalog,
    returning: &[(&Operation, Vec<StatusKey>)],
    is_usual: impl Fn(&[StatusKey]) -> bool,
) -> Option<(&'static str, Vec<Inline>)> {
    let name = "Returned by";
    if returning.len() == catalog.operations.len()
        && returning.len() > 1
        && returning.iter().all(|(_, keys)| is_usual(keys))
    {
        return Some((name, vec![text("Every operation.")]));
    }
    if returning.is_empty() || returning.len() > FEW_OPERATIONS {
        return None;
    }
    Some((name, listed(returning, is_usual)))
}

/// The same, folded, where it is long.
fn many(
    catalog: &Catalog,
    returning: &[(&Operation, Vec<StatusKey>)],
    is_usual: impl Fn(&[StatusKey]) -> bool + Copy,
) -> Option<Block> {
    if few(catalog, returning, is_usual).is_some() || returning.is_empty() {
        return None;
    }
    let summary = format!("Returned by {} operations", returning.len());
    Some(Block::Folded(summary, vec![Block::Paragraph(listed(returning, is_usual))]))
}

fn listed(returning: &[(&Operation, Vec<StatusKey>)], is_usual: impl Fn(&[StatusKey]) -> bool) -> Vec<Inline> {
    let each = returning.iter().map(|(operation, keys)| {
        let mut words = vec![code(format!("{} {}", operation.method.to_uppercase(), operation.path))];
        if !is_usual(keys) {
            let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
            words.push(text(format!(" with {}", keys.join(" and "))));
        }
        words
    });
    super::super::page::joined(each, &Inline::Break)
}

fn answer(caption: &str, shown: &Shown) -> Block {
    let reason =
        StatusCode::from_u16(shown.status).ok().and_then(|status| status.canonical_reason()).unwrap_or_default();
    let mut head = format!("HTTP/1.1 {} {reason}", shown.status).trim_end().to_owned();
    let media_type = shown.body.iter().map(|(media_type, _)| ("Content-Type", media_type.as_str()));
    let headers = shown.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    for (name, value) in media_type.chain(headers) {
        let _ = write!(head, "\n{name}: {}", value.replace(['\n', '\r'], " "));
    }
    let body = shown.body.as_ref().map(|(_, body)| pretty(body)).unwrap_or_default();
    Block::Answer { caption: caption.to_owned(), head, body }
}
