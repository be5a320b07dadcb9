//! The errors of one operation: what their enums tell of themselves, and all that follows from it.

use std::fmt;
use std::mem;

use http::StatusCode;

use super::{Failure, Send, Sent};
use crate::derived::{Documents, Emit, Published};
use crate::kind::{self, Case, Kind};
use crate::slots::{SetSlots, Slots};
use crate::table::{Key, NONE, status};

/// Generated errors of an operation.
///
/// Every match over all errors costs the compiler something for each error of each operation: so there are two of them, and
/// the rest has to do with errors that hold more than slots.
pub trait Documented: Sized {
    /// The errors of the API.
    type Api: Published;

    /// Everything that the operation documents.
    const ERRORS: Documents;

    /// The same, for types that can send it too.
    const EMITTED: &'static [Emit] = &[Emit::Documented(Self::ERRORS)];

    /// Which error it is, and what it says. A code is told by its position, a status without one by its number, a range by its
    /// first digit, and `default` by 0, these three inverted: `!404`, `!4`, `!0`.
    fn told(&self) -> (i32, &Slots);

    /// What it says.
    fn slots_mut(&mut self) -> &mut Slots;

    /// The status that an error of a range was given.
    fn given(&self) -> Option<StatusCode> {
        None
    }

    /// The kind of an error that holds more than slots, as a copy.
    fn held(&self) -> Option<KindOf<Self>> {
        None
    }

    /// The same, with its slots.
    ///
    /// # Errors
    ///
    /// The error itself, where it holds nothing but slots.
    fn release(self) -> Result<(KindOf<Self>, Slots), Self> {
        Err(self)
    }
}

/// The kinds of an operation's API.
pub(super) type KindOf<T> = <<T as Documented>::Api as Published>::Kind;

/// How an operation sends an error.
struct Terms {
    case: Case,
    status: StatusCode,
    envelope: u16,
}

impl Terms {
    fn of<T: Documented>(error: &T) -> Self {
        Self::find(&T::ERRORS, error.told().0, error.given())
    }

    fn find(errors: &Documents, told: i32, given: Option<StatusCode>) -> Self {
        let given = given.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        if let Ok(position) = u16::try_from(told) {
            let (_, number, envelope) = errors.code(position).unwrap_or((position, 0, NONE));
            return Self { case: Case::Code(position.into()), status: status(number), envelope };
        }
        let number = u16::try_from(!told).unwrap_or_default();
        let (key, case) = match u8::try_from(number) {
            Ok(0) => (Key::Default, Case::Default(given)),
            Ok(class) if class < 10 => (Key::Class(class), Case::Class(class, kind::class_status(class, given))),
            _ => (Key::Exact(number), Case::Status(number)),
        };
        let envelope = errors.uncoded.iter().find(|(documented, _)| *documented == key).map_or(NONE, |(_, it)| *it);
        let status = match case {
            Case::Class(_, status) | Case::Default(status) => status,
            Case::Code(_) | Case::Status(_) => status(number),
        };
        Self { case, status, envelope }
    }
}

impl<T: Documented> Send for T {
    fn sent(&self) -> Sent<'_> {
        let Terms { case, status, envelope } = Terms::of(self);
        Sent::of_operation(KindOf::<T>::API, case.code(), status, envelope, self.told().1)
    }
}

impl<T: Documented> SetSlots for T {
    fn slots_mut(&mut self) -> &mut Slots {
        Documented::slots_mut(self)
    }
}

/// The code of an operation's error.
pub fn documented_code<T: Documented>(error: &T) -> Option<<KindOf<T> as Kind>::Code> {
    use crate::ErrorCode as _;
    <KindOf<T> as Kind>::Code::ALL.get(usize::try_from(error.told().0).ok()?).copied()
}

/// An operation's error as one of its API, with the status and the body that the operation documents for it.
pub fn documented_error<T: Documented>(error: T) -> T::Api {
    let Terms { case, status, envelope } = Terms::of(&error);
    let (kind, slots) = error.release().unwrap_or_else(|mut plain| {
        let slots = mem::replace(plain.slots_mut(), Slots::NOTHING);
        (plain_kind(case), slots)
    });
    T::Api::from_failure(Failure::documented(kind, slots, status, envelope))
}

/// The same of one that stays where it is, without the error behind it.
pub fn documented_copy<T: Documented>(error: &T) -> T::Api {
    let Terms { case, status, envelope } = Terms::of(error);
    let kind = error.held().unwrap_or_else(|| plain_kind(case));
    T::Api::from_failure(Failure::documented(kind, error.told().1.without_source(), status, envelope))
}

/// The answer that carries an operation's error.
pub fn documented_response<T: Documented>(error: T) -> http::Response<bytes::Bytes> {
    documented_error(error).sent().into_response()
}

/// A kind that holds nothing.
fn plain_kind<K: Kind>(case: Case) -> K {
    let plain = match case {
        Case::Code(position) => K::plain(position),
        Case::Status(number) => K::exact(number),
        Case::Class(..) | Case::Default(_) => None,
    };
    plain.expect("an error of an operation that holds nothing but slots is of a kind that holds nothing").clone()
}

/// `Debug` of an operation's error, as if derived.
///
/// # Errors
///
/// Those of the formatter.
pub fn debug_documented<T: Documented>(error: &T, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let kind = error.held().unwrap_or_else(|| plain_kind(Terms::of(error).case));
    let mut tuple = formatter.debug_tuple(kind::name(&kind));
    match (error.given(), kind.held()) {
        (Some(given), _) => tuple.field(&given),
        (None, Some(held)) => tuple.field(held),
        (None, None) => &mut tuple,
    };
    tuple.field(error.told().1).finish()
}
