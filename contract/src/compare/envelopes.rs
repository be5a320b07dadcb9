//! Error bodies, compared member by member.
//!
//! A catalog says of some members what they tell (their slot) instead of their type. Which member tells it may depend on
//! the members beside, so slots are compared by the types that they admit.

use std::collections::HashSet;

use errbook_spec::{Body, Catalog, Envelope, FieldKeys, Payload, PayloadPosition, Place, Role, Slot, TimeFormat, Type};
use serde_json::Value;

use super::types::{self, At};
use super::{Between, describe, payloads, plain};
use crate::{Change, Kind};

/// Objects that are nested deeper than this are taken for equal below.
const DEEPEST: usize = 64;

/// Every difference between two bodies, by their positions in the catalogs.
pub(super) fn compare(between: &Between<'_>, (old, new): (usize, usize)) -> Vec<Change> {
    let (was, is) = (&between.old.envelopes[old], &between.new.envelopes[new]);
    let in_some_details =
        |catalog: &Catalog| catalog.codes.iter().filter_map(|code| code.payload.as_ref()).any(in_details);
    let mut comparison = Comparison {
        old: (between.old, was),
        new: (between.new, is),
        details_are_payloads: in_some_details(between.old) || in_some_details(between.new),
        old_beside: payloads::ways_beside(between.old, old),
        new_beside: payloads::ways_beside(between.new, new),
        found: Vec::new(),
    };
    comparison.members(&of_body(&was.body), &of_body(&is.body), "", DEEPEST);
    let mut told: HashSet<String> = comparison.found.iter().map(|change| change.subject.name.clone()).collect();
    told.extend(comparison.told_elsewhere(&was.body, "", DEEPEST));
    let plain = plain::compare(comparison.old, comparison.new, &told, |path| comparison.at(path));
    comparison.found.extend(plain);
    comparison.found
}

fn in_details(payload: &Payload) -> bool {
    payload.position == PayloadPosition::Details
}

/// A member of an object.
struct Entry<'c> {
    wire: &'c str,
    required: bool,
    nullable: bool,
    form: Form<'c>,
}

/// What a member's value looks like.
#[derive(Clone, Copy)]
enum Form<'c> {
    Constant(&'c Value),
    /// A code: text or an integer.
    Code,
    Text,
    Integer,
    Number,
    /// Anything but text or a number, known to be a list of field errors or not.
    Details(Option<&'c FieldKeys>),
    FieldErrors(&'c FieldKeys),
    Object(&'c Body),
    List(&'c Body),
    Typed(&'c Type),
}

fn of_body(body: &Body) -> Vec<Entry<'_>> {
    let entries = body.members.iter().map(|member| Entry {
        wire: &member.wire,
        required: member.required,
        nullable: member.nullable,
        form: match &member.role {
            Role::Constant(value) => Form::Constant(value),
            Role::Slot(slot) => of_slot(slot),
            Role::Object(body) => Form::Object(body),
            Role::List(body) => Form::List(body),
            Role::Other(Type::Nullable(ty)) => Form::Typed(ty),
            Role::Other(ty) => Form::Typed(ty),
        },
    });
    entries.collect()
}

fn of_slot(slot: &Slot) -> Form<'_> {
    match slot {
        Slot::Code => Form::Code,
        Slot::Message
        | Slot::RequestId
        | Slot::Title
        | Slot::Type
        | Slot::Instance
        | Slot::Timestamp(TimeFormat::Rfc3339) => Form::Text,
        Slot::Status | Slot::Timestamp(TimeFormat::EpochSeconds | TimeFormat::EpochMilliseconds) => Form::Integer,
        Slot::RetryAfter(_) => Form::Number,
        Slot::Details(keys) => Form::Details(keys.as_ref()),
        Slot::Fields(keys) => Form::FieldErrors(keys),
    }
}

/// The members of an object type.
fn of_type<'c>(catalog: &'c Catalog, ty: &Type) -> Option<Vec<Entry<'c>>> {
    let (_, fields) = types::object(catalog, ty)?;
    let entries = fields.iter().map(|field| {
        let (nullable, ty) = match &field.ty {
            Type::Nullable(ty) => (true, ty.as_ref()),
            ty => (false, ty),
        };
        let form = field.facets.constant.as_ref().map_or(Form::Typed(ty), Form::Constant);
        Entry { wire: &field.wire, required: field.required, nullable, form }
    });
    Some(entries.collect())
}

struct Comparison<'c> {
    old: (&'c Catalog, &'c Envelope),
    new: (&'c Catalog, &'c Envelope),
    /// Codes say themselves what stands in their details.
    details_are_payloads: bool,
    /// The ways to members that only codes have of their own.
    old_beside: HashSet<String>,
    new_beside: HashSet<String>,
    found: Vec<Change>,
}

impl<'c> Comparison<'c> {
    fn members(&mut self, old: &[Entry<'c>], new: &[Entry<'c>], prefix: &str, depth: usize) {
        for was in old.iter().filter(|was| !new.iter().any(|is| is.wire == was.wire)) {
            let path = format!("{prefix}{}", was.wire);
            if !self.new_beside.contains(&path) {
                let change = self.at(&path).change(Kind::FieldRemoved);
                self.found.push(change.was(describe(self.old.0, was.form)));
            }
        }
        for is in new {
            let path = format!("{prefix}{}", is.wire);
            let at = self.at(&path);
            match old.iter().find(|was| was.wire == is.wire) {
                None if self.old_beside.contains(&path) => {}
                None => {
                    let kind = if is.required { Kind::RequiredFieldAdded } else { Kind::FieldAdded };
                    self.found.push(at.change(kind).is(describe(self.new.0, is.form)));
                }
                Some(was) => {
                    self.found.extend(types::required(was.required, is.required).map(|kind| at.change(kind)));
                    self.found.extend(types::nullable(was.nullable, is.nullable).map(|kind| at.change(kind)));
                    self.forms(was.form, is.form, &path, depth);
                }
            }
        }
    }

    /// The slots of which codes tell themselves: what a code is, and what stands in their details.
    fn told_elsewhere(&self, body: &Body, prefix: &str, depth: usize) -> Vec<String> {
        let Some(depth) = depth.checked_sub(1) else { return Vec::new() };
        let declares = |catalog: &Catalog| catalog.codes.iter().any(|code| !code.open);
        let is_declared = declares(self.old.0) && declares(self.new.0);
        let told = body.members.iter().flat_map(|member| {
            let path = format!("{prefix}{}", member.wire);
            match &member.role {
                Role::Slot(Slot::Code) if is_declared => vec![path],
                Role::Slot(Slot::Details(_)) if self.details_are_payloads => vec![path],
                Role::Object(inner) => self.told_elsewhere(inner, &format!("{path}."), depth),
                Role::List(inner) => self.told_elsewhere(inner, &format!("{path}[]."), depth),
                _ => Vec::new(),
            }
        });
        told.collect()
    }

    fn at(&self, path: &str) -> At {
        At::field(path, place(self.old.1, path), place(self.new.1, path))
    }

    fn forms(&mut self, was: Form<'c>, is: Form<'c>, path: &str, depth: usize) {
        let Some(depth) = depth.checked_sub(1) else { return };
        if let (Form::Typed(was), Form::Typed(is)) = (was, is) {
            self.found.extend(types::compare((self.old.0, was), (self.new.0, is), &self.at(path)));
        } else if let (Some(old), Some(new)) = (object(self.old.0, was), object(self.new.0, is)) {
            self.members(&old, &new, &format!("{path}."), depth);
        } else if let (Form::List(was), Form::List(is)) = (was, is) {
            self.members(&of_body(was), &of_body(is), &format!("{path}[]."), depth);
        } else if let (Form::Details(_), Form::Details(_), true) = (was, is, self.details_are_payloads) {
            // The envelope repeats what was compared code by code.
        } else if !alike(was, is) {
            let change = self.at(path).change(Kind::FieldRetyped);
            self.found.push(change.was(describe(self.old.0, was)).is(describe(self.new.0, is)));
        }
    }
}

fn place<'c>(envelope: &'c Envelope, path: &str) -> Option<&'c Place> {
    envelope.places.iter().find(|(name, _)| name == path).map(|(_, place)| place)
}

/// The members of a form that is an object.
fn object<'c>(catalog: &'c Catalog, form: Form<'c>) -> Option<Vec<Entry<'c>>> {
    match form {
        Form::Object(body) => Some(of_body(body)),
        Form::Typed(ty) => of_type(catalog, ty),
        _ => None,
    }
}

/// Whether two forms that have no members may be the same.
fn alike(was: Form<'_>, is: Form<'_>) -> bool {
    match (was, is) {
        (Form::Constant(was), Form::Constant(is)) => was == is,
        (Form::Details(was), Form::Details(is)) => was == is,
        (Form::FieldErrors(was) | Form::Details(Some(was)), Form::FieldErrors(is) | Form::Details(Some(is))) => {
            was == is
        }
        (Form::Code, Form::Code)
        | (Form::Text, Form::Text)
        | (Form::Integer | Form::Number, Form::Integer | Form::Number)
        | (Form::Details(None), Form::Object(_) | Form::List(_))
        | (Form::Object(_) | Form::List(_), Form::Details(None)) => true,
        (Form::Typed(ty), slot) | (slot, Form::Typed(ty)) => admits(slot, ty),
        _ => false,
    }
}

/// Whether a slot could have this type.
fn admits(slot: Form<'_>, ty: &Type) -> bool {
    match slot {
        Form::Code => matches!(ty, Type::Code | Type::String | Type::Integer | Type::Unsigned | Type::Named(_)),
        Form::Text => matches!(ty, Type::Code | Type::String | Type::Named(_)),
        Form::Integer => matches!(ty, Type::Integer | Type::Unsigned | Type::Named(_)),
        Form::Number => matches!(ty, Type::Integer | Type::Unsigned | Type::Number | Type::Named(_)),
        Form::Details(None) => {
            !matches!(ty, Type::String | Type::Integer | Type::Unsigned | Type::Number | Type::Boolean)
        }
        Form::Details(Some(_)) | Form::FieldErrors(_) => matches!(ty, Type::List(_)),
        Form::Constant(_) | Form::Object(_) | Form::List(_) | Form::Typed(_) => false,
    }
}

fn describe(catalog: &Catalog, form: Form<'_>) -> String {
    match form {
        Form::Constant(value) => format!("always {value}"),
        Form::Code => "code".to_owned(),
        Form::Text => "string".to_owned(),
        Form::Integer => "integer".to_owned(),
        Form::Number => "number".to_owned(),
        Form::Details(None) => "any value".to_owned(),
        Form::Details(Some(keys)) | Form::FieldErrors(keys) => describe::field_errors(keys),
        Form::Object(_) => "object".to_owned(),
        Form::List(_) => "list".to_owned(),
        Form::Typed(ty) => describe::ty(catalog, ty),
    }
}
