//! What types and members are for, in the words of the spec, else in ours.

use errbook_spec::Code;

use crate::doc::{Doc, code_span};
use crate::emit::bodies;
use crate::plan::{Holder, Type};

/// More codes than this are counted.
const MOST_CODES: usize = 4;

/// What the spec says of a type; where it is silent, where the type is met first. Then of which answers it is the body.
pub(super) fn of_type(item: &Type<'_>) -> Doc {
    let answers = bodies::of_type(item);
    match said(item.named.description.as_deref()) {
        Some(text) => Doc::new(text).and(&answers, ""),
        None if answers.is_empty() => of_place(item),
        None if matches!(item.met.holder, Holder::Answers) => Doc::led(&answers, ""),
        None => of_place(item).and(&answers, ""),
    }
}

fn of_place(item: &Type<'_>) -> Doc {
    let whole = match &item.met.holder {
        Holder::Codes(codes) => format!("what {} carries", any_of(codes)),
        Holder::Answers => "a body".to_owned(),
        Holder::Body(path) => format!("what a body has at {}", code_span(path)),
        // Rustdoc would not find a raw identifier.
        Holder::Member(of, member) if member.starts_with("r#") => format!("`{member}` of [`{}`]", of.ident),
        Holder::Member(of, member) => format!("[`{}::{member}`]", of.ident),
    };
    let sentence = match &item.met.holder {
        _ if item.met.is_item => format!("An item of {whole}."),
        Holder::Member(..) => format!("What {whole} holds."),
        Holder::Codes(_) | Holder::Body(_) => format!("W{}.", whole.trim_start_matches('w')),
        Holder::Answers => format!("The whole of {whole}."),
    };
    Doc::led(&sentence, "")
}

/// What the spec says of a member; where it is silent, words of ours.
pub(super) fn of_member(description: Option<&str>, otherwise: &str) -> Doc {
    Doc::new(said(description).unwrap_or(otherwise))
}

fn said(description: Option<&str>) -> Option<&str> {
    description.filter(|text| !text.trim().is_empty())
}

/// One code, a few of them, or the first and how many more.
fn any_of(codes: &[&Code]) -> String {
    let names: Vec<String> = codes.iter().take(MOST_CODES).map(|code| code_span(&code.wire.to_string())).collect();
    match names.as_slice() {
        [first, ..] if codes.len() > MOST_CODES => format!("{first} or one of {} other codes", codes.len() - 1),
        [others @ .., last] if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => names.concat(),
    }
}
