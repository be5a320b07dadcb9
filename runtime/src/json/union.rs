//! Values that can have one of several forms: `oneOf`, `anyOf` and lists of types.
//!
//! Where a constant member tells the forms apart, it does. Otherwise the form that fits best is taken: the most constants,
//! then the most declared members, then the first. Which one it is, is decided at first sight, and proven by looking at it
//! before it is read. Generated types hold unions in [`Open`] alone, at which looking ends, since any value fits there; so a
//! value is looked at once for each form of the union around it and read once, whatever somebody sends.

use std::cmp::Reverse;

use super::{At, FromJson, Misfit, Node};
use crate::Open;

/// Members and the values by which a form is told; a member that may have several stands there several times.
type Tags = &'static [(&'static str, &'static dyn Constant)];

/// One of the forms that a value can have.
pub struct Branch<U> {
    form: fn(&Node<'_>) -> bool,
    tags: Tags,
    keys: &'static [&'static str],
    keeps_all: bool,
    read: fn(&Node<'_>, &At<'_>) -> Result<U, Misfit>,
}

impl<U> Branch<U> {
    /// The form that holds a `T`.
    pub fn new<T: FromJson>(
        _: fn(T) -> U,
        form: fn(&Node<'_>) -> bool,
        tags: Tags,
        read: fn(&Node<'_>, &At<'_>) -> Result<U, Misfit>,
    ) -> Self {
        Self { form, tags, keys: T::KEYS, keeps_all: T::KEEPS_ALL, read }
    }

    /// How well a value fits: the constants that it has, and the declared members. `None`: not at all.
    fn fit(&self, value: &Node<'_>) -> Option<(usize, usize)> {
        let is = |key: &str, found: &Node<'_>| self.tags.iter().any(|(of, constant)| *of == key && constant.is(found));
        let present = || self.tags.iter().filter_map(|(key, _)| Some((*key, value.get(key)?)));
        if !(self.form)(value) || !present().all(|(key, found)| is(key, found)) {
            return None;
        }
        Some((present().count(), self.keys.iter().filter(|key| value.get(key).is_some()).count()))
    }
}

/// A value that a member always has.
pub trait Constant: Sync {
    /// Whether this is it.
    fn is(&self, value: &Node<'_>) -> bool;
}

impl Constant for &'static str {
    fn is(&self, value: &Node<'_>) -> bool {
        value.as_str() == Some(*self)
    }
}

impl Constant for i64 {
    fn is(&self, value: &Node<'_>) -> bool {
        value.as_number().and_then(serde_json::Number::as_i64) == Some(*self)
    }
}

impl Constant for bool {
    fn is(&self, value: &Node<'_>) -> bool {
        value.as_bool() == Some(*self)
    }
}

/// What a form is at first sight.
pub(crate) mod form {
    use super::Node;

    pub use integer as integer_value;
    pub use string as string_value;

    /// Text.
    pub fn string(value: &Node<'_>) -> bool {
        matches!(value, Node::Text(_))
    }

    /// A whole number.
    pub fn integer(value: &Node<'_>) -> bool {
        value
            .as_number()
            .is_some_and(|it| it.is_i64() || it.is_u64() || it.as_f64().is_some_and(|it| it.fract() == 0.0))
    }

    /// A number.
    pub fn number(value: &Node<'_>) -> bool {
        matches!(value, Node::Number(_))
    }

    /// `true` or `false`.
    pub fn boolean(value: &Node<'_>) -> bool {
        matches!(value, Node::Bool(_))
    }

    /// A list.
    pub fn list(value: &Node<'_>) -> bool {
        matches!(value, Node::List(_))
    }

    /// An object.
    pub fn object(value: &Node<'_>) -> bool {
        matches!(value, Node::Object(_))
    }
}

/// A union one of whose forms is a plain `T`.
pub trait Holds<T> {
    /// That form.
    fn holding(value: T) -> Self;
}

impl<U: Holds<String>> From<&str> for Open<U> {
    fn from(text: &str) -> Self {
        Self::Known(U::holding(text.to_owned()))
    }
}

impl<U: Holds<String>> From<String> for Open<U> {
    fn from(text: String) -> Self {
        Self::Known(U::holding(text))
    }
}

impl<U: Holds<i64>> From<i64> for Open<U> {
    fn from(integer: i64) -> Self {
        Self::Known(U::holding(integer))
    }
}

/// Reads the form that a value has.
///
/// # Errors
///
/// If it has none of them, or members of several between which nothing decides.
pub fn choose<U>(value: &Node<'_>, at: &At<'_>, branches: &[Branch<U>]) -> Result<U, Misfit> {
    let mut fitting: Vec<_> = branches.iter().filter_map(|it| Some((it.fit(value)?, it))).collect();
    fitting.sort_by_key(|(fit, _)| Reverse(*fit));
    let form = fitting.into_iter().find_map(|((constants, _), branch)| {
        let seen = (branch.read)(value, &at.seen()).ok()?;
        (constants > 0 || branch.keeps_all || !loses(branch, branches, value)).then_some((seen, branch))
    });
    match form {
        Some((seen, _)) if at.is_seen() => Ok(seen),
        Some((_, branch)) => (branch.read)(value, at),
        None => Err(at.misfit("one of the documented forms", value)),
    }
}

/// Whether an object has members that only other forms declare.
fn loses<U>(branch: &Branch<U>, branches: &[Branch<U>], value: &Node<'_>) -> bool {
    let foreign = |key: &&str| !branch.keys.contains(key) && value.get(key).is_some();
    branches.iter().any(|other| other.keys.iter().any(foreign))
}

/// A union of a payload: `union_impls! { Detail; Text: string, Card: object("type" = "card"), }`.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_union {
    ($name:ident; $($variant:ident: $form:ident $(($($key:literal = $constant:literal),+))?),+ $(,)?) => {
        #[automatically_derived]
        impl $crate::__private::v1::FromJson for $name {
            fn from_json(
                value: &$crate::__private::v1::Node<'_>,
                at: &$crate::__private::v1::At<'_>,
            ) -> ::core::result::Result<Self, $crate::__private::v1::Misfit> {
                $crate::__private::v1::choose(value, at, &[$($crate::__private::v1::Branch::new(
                    Self::$variant,
                    $crate::__private::v1::form::$form,
                    &[$($(($key, &$constant)),+)?],
                    |value, at| $crate::__private::v1::FromJson::from_json(value, at).map(Self::$variant),
                )),+])
            }
        }

        $($crate::__v1_union! { @holds $name $variant $form })+

        #[automatically_derived]
        impl $crate::__private::v1::serde::Serialize for $name {
            fn serialize<S: $crate::__private::v1::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => $crate::__private::v1::serde::Serialize::serialize(value, serializer),)+
                }
            }
        }

        #[automatically_derived]
        impl<'de> $crate::__private::v1::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::v1::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::v1::deserialize_payload(deserializer)
            }
        }
    };
    (@holds $name:ident $variant:ident string) => {
        $crate::__v1_union! { @holding $name $variant ::std::string::String }
    };
    (@holds $name:ident $variant:ident integer) => {
        $crate::__v1_union! { @holding $name $variant i64 }
    };
    (@holds $name:ident $variant:ident $other:ident) => {};
    (@holding $name:ident $variant:ident $held:ty) => {
        #[automatically_derived]
        impl $crate::__private::v1::Holds<$held> for $name {
            fn holding(value: $held) -> Self {
                Self::$variant(value)
            }
        }
    };
}
