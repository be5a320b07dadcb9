//! Closed sets of values: what all generated enums have in common.

use std::fmt;

use serde::de::{self, Deserializer, Visitor};
use serde::ser::Serializer;

use crate::json::Node;

/// A closed set of values that a spec enumerates: error codes, and the enums of payloads.
///
/// Generated types implement it; what may also hold a newer value than the spec knows is [`Open`](crate::Open).
pub trait Closed: Copy + Eq + fmt::Debug + Send + Sync + 'static {
    /// The value as text; an integer as its decimal digits.
    fn wire_text(self) -> &'static str;

    /// Whether the value is sent as an integer.
    fn is_integer(self) -> bool {
        false
    }

    /// The member with this text.
    fn from_wire_text(text: &str) -> Option<Self>;
}

/// A text that is none of the published codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownCode(String);

impl UnknownCode {
    /// The text that was to be a code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}` is not among the published codes", crate::display::OneLine(&self.0, 100))
    }
}

impl std::error::Error for UnknownCode {}

/// The member with this text, of the few that an enum of a payload has.
pub fn find<C: Closed>(all: &[C], text: &str) -> Option<C> {
    all.iter().copied().find(|value| value.wire_text() == text)
}

/// The member with this value. One that is sent as an integer is known by an integer alone, one that is sent as text by
/// text alone: otherwise it would be sent back in another form than it came in.
pub(crate) fn of_node<C: Closed>(value: &Node<'_>) -> Option<C> {
    match value {
        Node::Text(text) => C::from_wire_text(text).filter(|known| !known.is_integer()),
        Node::Number(number) => C::from_wire_text(&number.to_string()).filter(|known| known.is_integer()),
        _ => None,
    }
}

/// Parses the wire text.
///
/// # Errors
///
/// If no member has it.
pub fn parse<C: Closed>(text: &str) -> Result<C, UnknownCode> {
    C::from_wire_text(text).ok_or_else(|| UnknownCode(text.to_owned()))
}

/// Serializes the wire value.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<C: Closed, S: Serializer>(value: C, serializer: S) -> Result<S::Ok, S::Error> {
    let text = value.wire_text();
    match text.parse::<i64>() {
        Ok(integer) if value.is_integer() => serializer.serialize_i64(integer),
        _ => serializer.serialize_str(text),
    }
}

/// Deserializes the wire value.
///
/// # Errors
///
/// If it is not one of the published values.
pub fn deserialize<'de, C: Closed, D: Deserializer<'de>>(deserializer: D) -> Result<C, D::Error> {
    deserializer.deserialize_any(WireVisitor(std::marker::PhantomData))
}

struct WireVisitor<C>(std::marker::PhantomData<C>);

impl<C: Closed> Visitor<'_> for WireVisitor<C> {
    type Value = C;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("one of the published values")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<C, E> {
        let known = C::from_wire_text(text).filter(|value| !value.is_integer());
        known.ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
    }

    fn visit_i64<E: de::Error>(self, integer: i64) -> Result<C, E> {
        let known = C::from_wire_text(&integer.to_string()).filter(|value| value.is_integer());
        known.ok_or_else(|| E::invalid_value(de::Unexpected::Signed(integer), &self))
    }

    fn visit_u64<E: de::Error>(self, integer: u64) -> Result<C, E> {
        let known = C::from_wire_text(&integer.to_string()).filter(|value| value.is_integer());
        known.ok_or_else(|| E::invalid_value(de::Unexpected::Unsigned(integer), &self))
    }
}

/// `Display`, `FromStr`, `TryFrom<&str>`, `Serialize` and `Deserialize` of a closed enum. It may have a variant `Error` or
/// `Err`: so no associated type is named through `Self` here.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_closed_impls {
    ($name:ident $($bounds:tt)*) => {
        #[automatically_derived]
        impl ::core::fmt::Display for $name $($bounds)* {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        #[automatically_derived]
        impl ::core::str::FromStr for $name $($bounds)* {
            type Err = $crate::UnknownCode;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::UnknownCode> {
                $crate::__private::v1::parse(text)
            }
        }

        #[automatically_derived]
        impl ::core::convert::TryFrom<&str> for $name $($bounds)* {
            type Error = $crate::UnknownCode;

            #[inline]
            fn try_from(text: &str) -> ::core::result::Result<Self, $crate::UnknownCode> {
                $crate::__private::v1::parse(text)
            }
        }

        #[automatically_derived]
        impl $crate::__private::v1::serde::Serialize for $name $($bounds)* {
            fn serialize<S: $crate::__private::v1::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::v1::serialize(*self, serializer)
            }
        }

        #[automatically_derived]
        impl<'de> $crate::__private::v1::serde::Deserialize<'de> for $name $($bounds)* {
            fn deserialize<D: $crate::__private::v1::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::v1::deserialize(deserializer)
            }
        }
    };
}

/// An enum of a payload: its values in the order of its variants.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_value_enum {
    ($name:ident { $($variant:ident = $wire:literal),+ $(,)? }) => {
        impl $name {
            /// Every value, in the order of the spec.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The value as it is sent.
            #[must_use]
            #[inline]
            pub const fn as_str(self) -> &'static str {
                const WIRE: &[&str] = &[$($wire),+];
                WIRE[self as usize]
            }
        }

        $crate::__v1_value_enum! { @closed $name, false }
    };
    (@closed $name:ident, $is_integer:literal) => {
        #[automatically_derived]
        impl $crate::Closed for $name {
            #[inline]
            fn wire_text(self) -> &'static str {
                self.as_str()
            }

            #[inline]
            fn is_integer(self) -> bool {
                $is_integer
            }

            #[inline]
            fn from_wire_text(text: &str) -> ::core::option::Option<Self> {
                $crate::__private::v1::find(Self::ALL, text)
            }
        }

        $crate::__v1_code_in_types!($name);
        $crate::__v1_closed_impls!($name);
    };
}

/// What makes a closed enum part of other types.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_code_in_types {
    ($name:ident) => {
        #[automatically_derived]
        impl $crate::__private::v1::FromJson for $name {
            #[inline]
            fn from_json(
                value: &$crate::__private::v1::Node<'_>,
                at: &$crate::__private::v1::At<'_>,
            ) -> ::core::result::Result<Self, $crate::__private::v1::Misfit> {
                $crate::__private::v1::closed_from_json(value, at)
            }
        }
    };
}

/// An enum of a payload whose values are integers.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_integer_enum {
    ($name:ident { $($variant:ident = $wire:literal),+ $(,)? }) => {
        impl $name {
            /// Every value, in the order of the spec.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The value as it is sent.
            #[must_use]
            #[inline]
            pub const fn as_i64(self) -> i64 {
                const WIRE: &[i64] = &[$($wire),+];
                WIRE[self as usize]
            }

            /// The digits of the value.
            #[must_use]
            #[inline]
            pub const fn as_str(self) -> &'static str {
                const WIRE: &[&str] = &[$(::core::stringify!($wire)),+];
                WIRE[self as usize]
            }
        }

        $crate::__v1_value_enum! { @closed $name, true }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_no_code_is_named_in_one_line() {
        let unknown = UnknownCode("NO\nSUCH".to_owned());
        assert_eq!(unknown.to_string(), r"`NO\nSUCH` is not among the published codes");
        assert_eq!(unknown.as_str(), "NO\nSUCH");
        assert!(UnknownCode("x".repeat(10_000)).to_string().len() < 200);
    }
}
