//! Which types of the catalog are generated: all that payloads are made of, and whole bodies as long as these are modest.
//!
//! The data of an API in one member of its errors can bring hundreds of types, for which its clients have types already.

use std::collections::VecDeque;

use errbook_spec::{Body, Catalog, Code, NamedType, Response, Role, StatusKey, Type as Data};

use super::held::held;

/// More types than this, beside those of payloads, are generated only when they are asked for.
const MODEST: usize = 64;
/// A member of a body that brings more types along than this stays free-form, where whole bodies do.
const MODEST_MEMBER: usize = 16;

/// Which bodies have types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Bodies {
    /// All, if they are modest together; else the members that are.
    #[default]
    Modest,
    /// All.
    All,
}

/// The types of whole bodies that are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LeftOut {
    /// How many.
    pub(crate) count: usize,
}

/// Where a type is met.
#[derive(Debug, Clone)]
pub(crate) struct Met<'c> {
    /// What holds it.
    pub(crate) holder: Holder<'c>,
    /// Whether a list or a map of it stands there.
    pub(crate) is_item: bool,
}

/// What holds a type.
#[derive(Debug, Clone)]
pub(crate) enum Holder<'c> {
    /// It is what these codes carry.
    Codes(Vec<&'c Code>),
    /// It is a whole body.
    Answers,
    /// A member of an error body, by its path.
    Body(String),
    /// A field or a variant of another type.
    Member(&'c NamedType, &'c str),
}

/// The types of the catalog that are generated, each with where it is met first, in the order in which they are met; and
/// which are left out.
pub(super) fn types(catalog: &Catalog, bodies: Bodies) -> (Vec<(usize, Met<'_>)>, Option<LeftOut>) {
    let mut reach = Reach { catalog, met: vec![None; catalog.types.len()], order: Vec::new(), queue: VecDeque::new() };
    for code in catalog.codes.iter().filter(|code| !code.open) {
        reach.carry(code);
    }
    let carried = reach.order.len();
    reach.whole_bodies();
    let all = reach.order.len();
    if bodies == Bodies::All || all - carried <= MODEST {
        return (reach.finish(), None);
    }
    reach.forget_all_but(carried);
    let left_out = reach.large();
    reach.members(&left_out);
    let left_out = LeftOut { count: all - reach.order.len() };
    (reach.finish(), Some(left_out))
}

/// For each type the answers of which it is the whole body.
pub(super) fn answers(catalog: &Catalog) -> Vec<Vec<(&str, StatusKey)>> {
    let mut answers: Vec<Vec<_>> = vec![Vec::new(); catalog.types.len()];
    for operation in &catalog.operations {
        for (response, ty) in operation.responses.iter().flat_map(content) {
            let Some(position) = ty.named().filter(|_| !is_item(ty)) else { continue };
            let answer = (operation.id.as_str(), response.key);
            if answers[position].last() != Some(&answer) {
                answers[position].push(answer);
            }
        }
    }
    answers
}

fn content(response: &Response) -> impl Iterator<Item = (&Response, &Data)> {
    response.content.iter().map(move |content| (response, &content.ty))
}

/// The types that were met, and those whose members are still to be looked at.
struct Reach<'c> {
    catalog: &'c Catalog,
    met: Vec<Option<Met<'c>>>,
    order: Vec<usize>,
    queue: VecDeque<usize>,
}

impl<'c> Reach<'c> {
    /// Meets what a code carries, and all that this holds.
    fn carry(&mut self, code: &'c Code) {
        let Some(payload) = &code.payload else { return };
        let known = payload.ty.named().and_then(|position| self.met.get_mut(position)?.as_mut());
        match known {
            Some(Met { holder: Holder::Codes(codes), .. }) => codes.push(code),
            // That a code carries it says more than that another type holds it.
            Some(known) => *known = Met { holder: Holder::Codes(vec![code]), is_item: is_item(&payload.ty) },
            None => self.meet(&payload.ty, Holder::Codes(vec![code]), &[]),
        }
        self.walk(&[]);
    }

    /// Meets all that bodies are and hold, body by body.
    fn whole_bodies(&mut self) {
        let responses = self.catalog.operations.iter().flat_map(|it| &it.responses);
        for (_, ty) in responses.flat_map(content) {
            self.meet(ty, Holder::Answers, &[]);
            self.walk(&[]);
        }
        self.members(&[]);
    }

    /// Forgets what was met later than so many.
    fn forget_all_but(&mut self, count: usize) {
        for position in self.order.drain(count..) {
            if let Some(met) = self.met.get_mut(position) {
                *met = None;
            }
        }
    }

    fn finish(mut self) -> Vec<(usize, Met<'c>)> {
        let met = |position: usize| Some((position, self.met.get_mut(position)?.take()?));
        self.order.into_iter().filter_map(met).collect()
    }

    /// Meets what bodies hold beside what errbook knows the meaning of.
    fn members(&mut self, left_out: &[usize]) {
        for envelope in &self.catalog.envelopes {
            self.body(&envelope.body, "", left_out);
        }
        self.walk(left_out);
    }

    fn body(&mut self, body: &'c Body, path: &str, left_out: &[usize]) {
        for member in &body.members {
            let path = if path.is_empty() { member.wire.clone() } else { format!("{path}.{}", member.wire) };
            match &member.role {
                Role::Other(ty) => self.meet(ty, Holder::Body(path), left_out),
                Role::Object(below) => self.body(below, &path, left_out),
                Role::List(below) => self.body(below, &format!("{path}[]"), left_out),
                Role::Constant(_) | Role::Slot(_) => {}
            }
        }
    }

    fn meet(&mut self, ty: &Data, holder: Holder<'c>, left_out: &[usize]) {
        let Some(position) = ty.named().filter(|position| left_out.binary_search(position).is_err()) else { return };
        if let Some(met @ None) = self.met.get_mut(position) {
            *met = Some(Met { holder, is_item: is_item(ty) });
            self.order.push(position);
            self.queue.push_back(position);
        }
    }

    fn walk(&mut self, left_out: &[usize]) {
        while let Some(position) = self.queue.pop_front() {
            let Some(named) = self.catalog.types.get(position) else { continue };
            for (member, ty) in held(named) {
                self.meet(ty, Holder::Member(named, member), left_out);
            }
        }
    }

    /// The types that no payload holds and that bring too many others along; sorted.
    fn large(&self) -> Vec<usize> {
        let unmet = self.met.iter().enumerate().filter(|(_, met)| met.is_none());
        unmet.map(|(position, _)| position).filter(|position| self.brings_many(*position)).collect()
    }

    /// Whether a type and all that it holds are more than what is modest.
    fn brings_many(&self, position: usize) -> bool {
        let mut found = vec![position];
        let mut next = 0;
        while let Some(named) = found.get(next).and_then(|position| self.catalog.types.get(*position)) {
            for position in held(named).into_iter().filter_map(|(_, ty)| ty.named()) {
                if !found.contains(&position) {
                    found.push(position);
                }
            }
            if found.len() > MODEST_MEMBER {
                return true;
            }
            next += 1;
        }
        false
    }
}

/// Whether a list or a map is put around a named type.
fn is_item(ty: &Data) -> bool {
    match ty {
        Data::List(_) | Data::Map(_) => true,
        Data::Nullable(inner) => is_item(inner),
        _ => false,
    }
}
