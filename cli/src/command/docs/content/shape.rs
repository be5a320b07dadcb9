//! What the bodies of errors have in common: the envelopes, member by member.

use errbook_spec::{FieldKeys, Role, Slot, TimeFormat, TimeUnit};

use super::super::page::{Block, Inline, Kind, Row, Section, Table, code, joined, text};
use super::bodies::{Group, Merged};
use super::layout;
use super::members::Placed;
use super::types::{self, Types};
use crate::command::mock::examples::Examples;

/// The bodies with an example and their members.
pub(super) fn section(examples: &Examples, types: &mut Types<'_>, anchor: String) -> Section {
    let catalog = examples.catalog();
    let mut section = Section::new(Kind::Part, anchor, vec![text("What an error looks like")]);
    let groups = Group::all(&catalog.envelopes);
    for (index, group) in groups.iter().enumerate() {
        if groups.len() > 1 {
            let anchor = types.anchors.claim(&format!("body-{}", index + 1));
            let title = vec![text(format!("Body {} ", index + 1)), code(group.media_type)];
            let mut of_one = Section::new(Kind::Other, anchor, title);
            of_one.blocks = blocks(examples, types, group, "For example".to_owned());
            section.sections.push(of_one);
        } else {
            let caption = format!("Every error that has a body is {} like this", group.media_type);
            section.blocks.extend(blocks(examples, types, group, caption));
        }
    }
    if groups.len() > 1 {
        let sentence = format!("Errors have one of {} bodies.", groups.len());
        section.blocks.push(Block::Paragraph(vec![text(sentence)]));
    }
    section
}

fn blocks(examples: &Examples, types: &mut Types<'_>, group: &Group<'_>, caption: String) -> Vec<Block> {
    let envelope = |index: usize| examples.catalog().envelopes.get(index).map(|it| examples.of_envelope(it));
    let shown = group.envelopes.iter().find_map(|index| of_code(examples, *index));
    let shown = shown.or_else(|| group.envelopes.iter().find_map(|index| of_status(examples, *index)));
    let shown = shown.or_else(|| group.envelopes.first().copied().and_then(envelope));
    let mut table = Table::new("The members of the body", &["Member", "Type", "Present", "What it says"]);
    for merged in &group.members {
        table.push(row(types, group, merged));
        table.rows.extend(of_field_errors(&merged.placed, &group.below(merged)));
    }
    let answer = shown.map(|body| Block::Answer { caption, head: String::new(), body: layout::pretty(&body) });
    answer.into_iter().chain(table.block()).collect()
}

/// The body of the first code that has this envelope.
fn of_code(examples: &Examples, index: usize) -> Option<serde_json::Value> {
    let code = examples.catalog().codes.iter().find(|code| code.envelope == Some(index))?;
    Some(examples.of_code(code)?.body?.1)
}

/// The body of the first status that has it without a code.
fn of_status(examples: &Examples, index: usize) -> Option<serde_json::Value> {
    let status = examples.catalog().statuses.iter().find(|it| it.uncoded_envelope == Some(index))?;
    Some(examples.of_status(status.key)?.body?.1)
}

fn row(types: &mut Types<'_>, group: &Group<'_>, merged: &Merged<'_>) -> Vec<Vec<Inline>> {
    let placed = &merged.placed;
    let mut ty = type_of(types, &placed.member.role);
    if placed.member.nullable && !matches!(placed.member.role, Role::Constant(_)) {
        ty.push(text(" or null"));
    }
    vec![vec![code(placed.path.as_str())], ty, group.presence(merged), meaning(&placed.member.role)]
}

fn type_of(types: &mut Types<'_>, role: &Role) -> Vec<Inline> {
    let plain = match role {
        Role::Constant(value) => return vec![code(value.to_string())],
        Role::Other(ty) => return types.words(ty),
        Role::Object(_) => "object",
        Role::List(_) => "list of objects",
        Role::Slot(slot) => match slot {
            Slot::Code if types.codes_are_integers() => "integer",
            Slot::Status
            | Slot::RetryAfter(_)
            | Slot::Timestamp(TimeFormat::EpochSeconds | TimeFormat::EpochMilliseconds) => "integer",
            Slot::Details(Some(_)) | Slot::Fields(_) => "list",
            Slot::Details(None) => "any",
            _ => "string",
        },
    };
    vec![text(plain)]
}

fn meaning(role: &Role) -> Vec<Inline> {
    let said = match role {
        Role::Constant(_) => "Always this value.",
        Role::Object(_) | Role::List(_) | Role::Other(_) => "",
        Role::Slot(slot) => match slot {
            Slot::Code => "The code. Programs go by it.",
            Slot::Message => "What happened, for people. The wording may change.",
            Slot::Details(None) => "More about the error; which depends on the code.",
            Slot::Details(Some(_)) => "More about the error, such as what is wrong with which field.",
            Slot::Fields(_) => "What is wrong with which field.",
            Slot::Status => "The HTTP status once more.",
            Slot::RequestId => "Names the request. Quote it when asking for help.",
            Slot::Timestamp(TimeFormat::Rfc3339) => "When it happened (RFC 3339).",
            Slot::Timestamp(TimeFormat::EpochSeconds) => "When it happened, in seconds since 1970.",
            Slot::Timestamp(TimeFormat::EpochMilliseconds) => "When it happened, in milliseconds since 1970.",
            Slot::RetryAfter(TimeUnit::Seconds) => "How many seconds to wait before another try.",
            Slot::RetryAfter(TimeUnit::Milliseconds) => "How many milliseconds to wait before another try.",
            Slot::Title => "What kind of problem it is, for people.",
            Slot::Type => "A URI that names the kind of problem.",
            Slot::Instance => "A URI that names this occurrence.",
        },
    };
    if said.is_empty() { Vec::new() } else { vec![text(said)] }
}

/// What one field error has; what it always has is there as the list is.
fn of_field_errors(placed: &Placed<'_>, presence: &[Inline]) -> Vec<Row> {
    let Role::Slot(Slot::Fields(keys) | Slot::Details(Some(keys))) = &placed.member.role else {
        return Vec::new();
    };
    let FieldKeys { path, path_is_list, message, code: own, .. } = keys;
    let path_type = if *path_is_list { "list of strings and integers" } else { "string" };
    let row = |key: &str, ty: &str, presence: &[Inline], said: &str| {
        let key = code(format!("{}[].{key}", placed.path));
        Row { anchor: None, cells: vec![vec![key], vec![text(ty)], presence.to_vec(), vec![text(said)]] }
    };
    let mut rows = vec![
        row(path, path_type, presence, "The field that is wrong."),
        row(message, "string", presence, "What is wrong with it, for people."),
    ];
    let sometimes = [text(types::presence(false))];
    rows.extend(own.as_ref().map(|own| row(own, "string", &sometimes, "What is wrong with it, for programs.")));
    rows
}

/// The statuses and codes of a response, one beside the other.
pub(super) fn comma(parts: impl IntoIterator<Item = Vec<Inline>>) -> Vec<Inline> {
    joined(parts, &text(", "))
}
