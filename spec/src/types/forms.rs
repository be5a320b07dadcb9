//! What a value can be, as far as Rust and JSON tell it apart: at most one text, one number, one list and so on, and as many
//! objects as can be told from each other.

use indexmap::IndexSet;
use openapiv3::Schema;

use super::{Types, facets, union};
use crate::catalog::Type;
use crate::schema::{Admitted, Alternative, Part};

/// One of the forms of a value.
#[derive(Debug, Clone)]
pub(super) enum Form<'a> {
    /// Text, a number or a truth value.
    Plain(Type),
    /// One of several strings, or one of several integers.
    Values(Vec<Alternative<'a>>, Vec<Admitted<'a>>),
    List(Vec<Inside<'a>>),
    /// An object without declared members.
    Map(Vec<Inside<'a>>),
    /// An object with declared members; several alternatives where nothing tells them apart.
    Object(Vec<Alternative<'a>>),
}

/// What applies to each item of a list or a map; no parts: anything goes.
#[derive(Debug, Clone)]
pub(super) struct Inside<'a> {
    pub(super) of: Vec<&'a Schema>,
    pub(super) parts: Vec<Part<'a>>,
}

impl<'a> Types<'_, 'a> {
    /// The forms of these alternatives; `None` where one of them can be anything.
    pub(super) fn forms(&self, alternatives: &[Alternative<'a>]) -> Option<Vec<Form<'a>>> {
        let of = |names: &[&str]| -> Vec<Alternative<'a>> {
            let named = |it: &&Alternative<'a>| it.type_name().is_some_and(|name| names.contains(&name));
            alternatives.iter().filter(named).cloned().collect()
        };
        if alternatives.iter().any(|it| it.type_name().is_none()) {
            return None;
        }
        let (objects, maps) = of(&["object"]).into_iter().partition(|it| !it.declared().values().is_empty());
        let mut forms: Vec<Form<'a>> = Vec::new();
        forms.extend(self.texts(of(&["string"])));
        forms.extend(self.numbers(of(&["integer", "number"])));
        forms.extend(of(&["boolean"]).first().map(|_| Form::Plain(Type::Boolean)));
        forms.extend(insides(&of(&["array"]), Alternative::items).map(Form::List));
        forms.extend(union::told_apart(self, objects).into_iter().map(Form::Object));
        forms.extend(insides(&maps, Alternative::additional).map(Form::Map));
        Some(forms)
    }

    fn texts(&self, alternatives: Vec<Alternative<'a>>) -> Option<Form<'a>> {
        let text = (!alternatives.is_empty()).then_some(Form::Plain(Type::String));
        self.values(alternatives).or(text)
    }

    fn numbers(&self, alternatives: Vec<Alternative<'a>>) -> Option<Form<'a>> {
        let types = alternatives.iter().map(facets::number);
        let wider = |one: Type, other: Type| if one == other { one } else { Type::Number };
        let plain = types.reduce(wider)?;
        let whole = alternatives.iter().all(|it| it.type_name() == Some("integer"));
        Some(if whole { self.values(alternatives) } else { None }.unwrap_or(Form::Plain(plain)))
    }

    /// An enum, where all alternatives list what they admit and there is more than one value, or a code.
    fn values(&self, alternatives: Vec<Alternative<'a>>) -> Option<Form<'a>> {
        let listed: Option<Vec<_>> = alternatives.iter().map(|it| self.schemas.admitted(it, None)).collect();
        let mut known = IndexSet::new();
        let mut admitted: Vec<Admitted<'a>> = listed?.into_iter().flatten().collect();
        admitted.retain(|it| it.wire().is_some_and(|wire| known.insert(wire)));
        (admitted.len() > 1 || (!admitted.is_empty() && self.are_codes(&admitted)))
            .then_some(Form::Values(alternatives, admitted))
    }
}

fn insides<'a>(
    alternatives: &[Alternative<'a>],
    parts: fn(&Alternative<'a>) -> Option<Vec<Part<'a>>>,
) -> Option<Vec<Inside<'a>>> {
    let inside = |it: &Alternative<'a>| Inside { of: it.schemas.clone(), parts: parts(it).unwrap_or_default() };
    (!alternatives.is_empty()).then(|| alternatives.iter().map(inside).collect())
}
