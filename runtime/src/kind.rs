//! Kinds: what one matches on, an error code with its payload or a status without a code.

mod macros;

use http::StatusCode;

use crate::json::{At, FromJson, Misfit, Node, Object, ToJson};
use crate::table::{Api, Key, NONE};
use crate::{ErrorClass, ErrorCode as _};

/// Where in the tables a kind stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// A code, by its position.
    Code(usize),
    /// A status that is documented by itself.
    Status(u16),
    /// A status of a class, by its first digit.
    Class(u8, StatusCode),
    /// A status that is not documented otherwise.
    Default(StatusCode),
}

/// The payload of a kind, and where it is written.
#[derive(Clone, Copy)]
pub enum Payload<'a> {
    /// It has none.
    None,
    /// It is the value of the envelope's details.
    Details(&'a dyn ToJson),
    /// Its members stand beside the code.
    Beside(&'a dyn Object),
}

/// A generated `ErrorKind`.
pub trait Kind: Clone + std::fmt::Debug + PartialEq + Send + Sync + 'static {
    /// The API's codes.
    type Code: crate::ErrorCode;

    /// The API's tables.
    const API: &'static Api;

    /// Where it stands in the tables.
    fn case(&self) -> Case;

    /// The payload it carries.
    fn payload(&self) -> Payload<'_>;

    /// The kinds of the codes without a payload, in the order of the codes.
    const PLAIN: &'static [Self];

    /// The positions of the codes with a payload, ascending, and whether it stands beside them.
    const CARRIERS: &'static [(usize, bool)];

    /// The kinds of the statuses that are documented by themselves.
    const STATUSES: &'static [(u16, Self)];

    /// The first digits of the statuses that are documented by class.
    const CLASSES: &'static [u8];

    /// The names of all kinds: of the codes without a payload, of those with one, of the statuses, the classes, the default.
    const NAMES: &'static str;

    /// What it holds, a payload or a status.
    fn held(&self) -> Option<&dyn std::fmt::Debug>;

    /// The kind of a code that has a payload, which the body holds; `None` for one that has none.
    ///
    /// # Errors
    ///
    /// If the payload is missing or is not what the contract says.
    fn carrier(code: Self::Code, body: Place<'_, '_>) -> Option<Result<Self, Misfit>>;

    /// The kind of a status that is documented with others.
    fn ranged(key: Key, status: StatusCode) -> Option<Self>;

    /// The kind of the code at a position, if it has no payload.
    fn plain(code: usize) -> Option<&'static Self> {
        let carriers = Self::CARRIERS.partition_point(|(carrier, _)| *carrier < code);
        let is_carrier = Self::CARRIERS.get(carriers).is_some_and(|(carrier, _)| *carrier == code);
        if is_carrier { None } else { Self::PLAIN.get(code.checked_sub(carriers)?) }
    }

    /// Whether the payload of the code at a position stands beside it.
    fn is_beside(code: usize) -> bool {
        Self::CARRIERS.contains(&(code, BESIDE))
    }

    /// The kind of a status that is documented by itself.
    fn exact(status: u16) -> Option<&'static Self> {
        Self::STATUSES.iter().find(|(number, _)| *number == status).map(|(_, kind)| kind)
    }

    /// The kind of a code, with the payload that the body holds.
    ///
    /// # Errors
    ///
    /// If the payload is missing or is not what the contract says.
    fn coded(code: usize, body: Place<'_, '_>) -> Result<Self, Misfit> {
        let carrier = || Self::carrier(*Self::Code::ALL.get(code)?, body);
        let nothing = || body.details_at.missing("a published code");
        Self::plain(code).cloned().map(Ok).or_else(carrier).unwrap_or_else(|| Err(nothing()))
    }

    /// The kind of a status without a code.
    fn uncoded(key: Key, status: StatusCode) -> Option<Self> {
        match key {
            Key::Exact(number) => Self::exact(number).cloned(),
            key => Self::ranged(key, status),
        }
    }
}

impl Case {
    /// The position of the code.
    pub(crate) fn code(self) -> Option<usize> {
        match self {
            Self::Code(position) => Some(position),
            _ => None,
        }
    }

    /// The status that the contract documents for it; a status outside of its class becomes the first of the class.
    pub fn status(self, api: &Api) -> Option<StatusCode> {
        match self {
            Self::Code(position) => api.codes.primary_status(position),
            Self::Status(number) => StatusCode::from_u16(number).ok(),
            Self::Class(class, status) => Some(class_status(class, status)),
            Self::Default(status) => Some(status),
        }
    }

    /// The body that carries it where no operation says otherwise.
    pub(crate) fn envelope(self, api: &'static Api) -> u16 {
        let of_status = |key| api.entry(key).map_or(NONE, |entry| entry.uncoded_envelope);
        match self {
            Self::Code(position) => api.codes.envelopes.get(position).copied().unwrap_or(NONE),
            Self::Status(number) => of_status(Key::Exact(number)),
            Self::Class(class, _) => of_status(Key::Class(class)),
            Self::Default(_) => of_status(Key::Default),
        }
    }
}

/// Where the kind with a number stands, of an API whose kinds hold nothing: the codes come first, then the statuses.
pub fn numbered_case<K: Kind>(number: usize) -> Case {
    match number.checked_sub(K::PLAIN.len()) {
        None => Case::Code(number),
        Some(status) => Case::Status(K::STATUSES.get(status).map_or(0, |(number, _)| *number)),
    }
}

/// A status of a class: the one that is given, or the first of the class if it is not of it. Class 0 has all.
pub fn class_status(class: u8, status: StatusCode) -> StatusCode {
    let class = u16::from(class);
    if class == 0 || status.as_u16() / 100 == class {
        return status;
    }
    StatusCode::from_u16(class * 100).unwrap_or(status)
}

/// The place of a payload in a body.
#[derive(Debug, Clone, Copy)]
pub struct Place<'v, 'a> {
    /// The value of the details, and where that is.
    pub(crate) details: Option<&'v Node<'v>>,
    pub(crate) details_at: &'a At<'a>,
    /// The object that holds the code, and where that is.
    pub(crate) beside: Option<&'v Node<'v>>,
    pub(crate) beside_at: &'a At<'a>,
}

/// One of the two places where a payload can stand, settled.
#[derive(Debug, Clone, Copy)]
pub struct Spot<'v, 'a> {
    value: Option<&'v Node<'v>>,
    at: &'a At<'a>,
    is_details: bool,
}

impl<'v, 'a> Place<'v, 'a> {
    /// In a body that has neither.
    pub(crate) const NOWHERE: Self = Self { details: None, details_at: &At::ROOT, beside: None, beside_at: &At::ROOT };

    /// In these details, of which nobody will be told where something is wrong.
    pub(crate) fn in_details(details: Option<&'v Node<'v>>) -> Self {
        Self { details, ..Self::NOWHERE }
    }

    /// In this object that holds the code, of which nobody will be told either.
    pub(crate) fn beside_code(beside: Option<&'v Node<'v>>) -> Self {
        Self { beside, ..Self::NOWHERE }
    }

    /// In the envelope's details.
    #[must_use]
    pub fn details(self) -> Spot<'v, 'a> {
        Spot { value: self.details, at: self.details_at, is_details: true }
    }

    /// Beside the code.
    #[must_use]
    pub fn beside(self) -> Spot<'v, 'a> {
        Spot { value: self.beside, at: self.beside_at, is_details: false }
    }
}

impl Spot<'_, '_> {
    /// Reads a payload that must be there.
    ///
    /// # Errors
    ///
    /// If it is missing or does not fit.
    pub fn required<T: FromJson>(self) -> Result<T, Misfit> {
        match self.value {
            Some(value) => T::from_json(value, self.at),
            None => Err(self.at.missing("a value")),
        }
    }

    /// Reads a payload that may be absent: no details, or none of its members beside the code.
    ///
    /// # Errors
    ///
    /// If it is there and does not fit.
    pub fn optional<T: FromJson>(self) -> Result<Option<T>, Misfit> {
        let present = match self.value {
            Some(value) if self.is_details => !value.is_null(),
            Some(value) => T::KEYS.iter().any(|key| value.get(key).is_some()),
            None => false,
        };
        if present { self.required().map(Some) } else { Ok(None) }
    }
}

/// A payload that is always there.
pub fn payload_required<T>(payload: &T) -> Option<&T> {
    Some(payload)
}

/// A payload that may be absent.
pub fn payload_optional<T>(payload: &Option<T>) -> Option<&T> {
    payload.as_ref()
}

/// A payload in the details.
pub fn payload_details<T: ToJson>(payload: Option<&T>) -> Payload<'_> {
    payload.map_or(Payload::None, |payload| Payload::Details(payload))
}

/// A payload beside the code.
pub fn payload_beside<T: Object>(payload: Option<&T>) -> Payload<'_> {
    payload.map_or(Payload::None, |payload| Payload::Beside(payload))
}

/// Where a payload stands that is in the details: not beside the code.
pub const IN_DETAILS: bool = false;
/// Where one stands whose members are beside the code.
pub const BESIDE: bool = true;

/// The name of a kind, which is that of its code too.
pub(crate) fn name<K: Kind>(kind: &K) -> &'static str {
    let (plain, carriers, statuses) = (K::PLAIN.len(), K::CARRIERS.len(), K::STATUSES.len());
    let name = match kind.case() {
        Case::Code(code) => return code_name::<K>(code),
        Case::Status(status) => K::STATUSES.iter().position(|(number, _)| *number == status),
        Case::Class(class, _) => K::CLASSES.iter().position(|it| *it == class).map(|it| statuses + it),
        Case::Default(_) => Some(statuses + K::CLASSES.len()),
    };
    name.map_or("", |name| nth_name::<K>(plain + carriers + name))
}

/// The name of the code at a position.
pub fn code_name<K: Kind>(code: usize) -> &'static str {
    let carriers = K::CARRIERS.partition_point(|(carrier, _)| *carrier < code);
    let is_carrier = K::CARRIERS.get(carriers).is_some_and(|(carrier, _)| *carrier == code);
    nth_name::<K>(if is_carrier { K::PLAIN.len() + carriers } else { code - carriers })
}

fn nth_name<K: Kind>(position: usize) -> &'static str {
    K::NAMES.split_whitespace().nth(position).map_or("", |name| name.trim_start_matches("r#"))
}

/// `Debug` of a kind, as if derived.
///
/// # Errors
///
/// Those of the formatter.
pub fn debug_kind<K: Kind>(kind: &K, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    match kind.held() {
        Some(held) => formatter.debug_tuple(name(kind)).field(held).finish(),
        None => formatter.write_str(name(kind)),
    }
}

/// What a kind is about, by the status that the contract has for it; of several by the first.
pub fn class_of<K: Kind>(kind: &K) -> ErrorClass {
    let case = kind.case();
    let first = || K::API.codes.statuses(case.code()?).first().copied();
    case.status(K::API).or_else(first).map_or(ErrorClass::Other, ErrorClass::of)
}

/// The status of a kind of an API that has a primary one for each.
pub fn documented_status<K: Kind>(kind: &K) -> StatusCode {
    kind.case().status(K::API).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[derive(Debug, PartialEq)]
    struct Limit {
        max: i64,
        note: Option<String>,
    }
    crate::__v1_object! { Limit; max: required "max", note: optional "note" }

    fn place<'v, 'a>(details: Option<&'v Node<'v>>, beside: &'v Node<'v>, at: &'a At<'a>) -> Place<'v, 'a> {
        Place { details, details_at: at, beside: Some(beside), beside_at: at }
    }

    #[test]
    fn a_payload_beside_the_code_is_there_if_one_of_its_members_is() {
        let read = |beside: Value| place(None, &Node::of(&beside), &At::ROOT.key("meta")).beside().optional::<Limit>();
        assert!(matches!(read(json!({"code": "limit"})), Ok(None)));
        assert!(matches!(read(json!({"code": "limit", "max": 5})), Ok(Some(Limit { max: 5, note: None }))));
        let misfit = read(json!({"code": "limit", "note": ""})).expect_err("it has no max");
        assert_eq!(misfit.to_string(), "meta.max: expected a value, found nothing");
    }

    #[test]
    fn a_payload_in_the_details_is_there_if_they_are() {
        let read = |details: Option<&Value>| {
            let (details, none) = (details.map(Node::of), Node::Null);
            place(details.as_ref(), &none, &At::ROOT.key("details")).details().optional()
        };
        assert!(matches!(read(None), Ok(None::<Limit>)));
        assert!(matches!(read(Some(&json!(null))), Ok(None::<Limit>)));
        assert!(matches!(read(Some(&json!({"max": 5}))), Ok(Some(Limit { max: 5, .. }))));
        assert!(read(Some(&json!({}))).is_err());
    }

    #[test]
    fn a_status_outside_of_its_class_becomes_the_first_of_the_class() {
        assert_eq!(class_status(4, StatusCode::GONE), StatusCode::GONE);
        assert_eq!(class_status(4, StatusCode::BAD_GATEWAY), StatusCode::BAD_REQUEST);
        assert_eq!(class_status(0, StatusCode::FOUND), StatusCode::FOUND);
    }
}
