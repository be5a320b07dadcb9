//! Numbers of payloads, as exact as JSON sends them.

use std::cmp::Ordering;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

/// A number, whole or not, that leaves as it came: `1` stays `1`, `1.0` stays `1.0`, and an integer keeps all its digits
/// up to [`u64::MAX`].
///
/// Numbers compare by what they are worth: `Number::from(1) == Number::from(1.0)`.
#[derive(Clone, Copy)]
pub struct Number(Worth);

#[derive(Clone, Copy)]
enum Worth {
    Signed(i64),
    Unsigned(u64),
    Float(f64),
}

impl Number {
    /// The nearest float.
    #[allow(clippy::cast_precision_loss)] // That is what the nearest float means.
    pub fn as_f64(self) -> f64 {
        match self.0 {
            Worth::Signed(number) => number as f64,
            Worth::Unsigned(number) => number as f64,
            Worth::Float(number) => number,
        }
    }

    /// The integer that it is, if it is one: `7.0` is `7`.
    pub fn as_i64(self) -> Option<i64> {
        self.integer()?.try_into().ok()
    }

    /// The integer that it is, if it is one and not negative.
    pub fn as_u64(self) -> Option<u64> {
        self.integer()?.try_into().ok()
    }

    /// The number of a JSON value.
    pub(crate) fn of(number: &serde_json::Number) -> Option<Self> {
        let signed = number.as_i64().map(Worth::Signed);
        let unsigned = || number.as_u64().map(Worth::Unsigned);
        signed.or_else(unsigned).or_else(|| number.as_f64().map(Worth::Float)).map(Self)
    }

    /// The integer that it is; a float of 2¹⁰⁰ or more is compared as a float.
    fn integer(self) -> Option<i128> {
        const LIMIT: f64 = 1_267_650_600_228_229_401_496_703_205_376.0;
        match self.0 {
            Worth::Signed(number) => Some(number.into()),
            Worth::Unsigned(number) => Some(number.into()),
            #[allow(clippy::cast_possible_truncation)] // It is within ±2¹⁰⁰ and has no fraction.
            Worth::Float(number) => (number.fract() == 0.0 && number.abs() < LIMIT).then_some(number as i128),
        }
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self.integer(), other.integer()) {
            (Some(this), Some(other)) => Some(this.cmp(&other)),
            _ => self.as_f64().partial_cmp(&other.as_f64()),
        }
    }
}

macro_rules! from {
    ($($type:ty => $worth:ident),*) => {
        $(impl From<$type> for Number {
            fn from(number: $type) -> Self {
                Self(Worth::$worth(number.into()))
            }
        })*
    };
}
from! { i32 => Signed, i64 => Signed, u32 => Unsigned, u64 => Unsigned, f32 => Float }

/// What is not finite has no JSON; it is sent as `null`.
impl From<f64> for Number {
    fn from(number: f64) -> Self {
        Self(Worth::Float(number))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Worth::Signed(number) => number.fmt(formatter),
            Worth::Unsigned(number) => number.fmt(formatter),
            Worth::Float(number) => number.fmt(formatter),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Worth::Signed(number) => number.fmt(formatter),
            Worth::Unsigned(number) => number.fmt(formatter),
            Worth::Float(number) => fmt::Debug::fmt(&number, formatter),
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Worth::Signed(number) => serializer.serialize_i64(number),
            Worth::Unsigned(number) => serializer.serialize_u64(number),
            Worth::Float(number) => serializer.serialize_f64(number),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberVisitor)
    }
}

struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = Number;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a number")
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Number, E> {
        Ok(number.into())
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Number, E> {
        Ok(number.into())
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Number, E> {
        Ok(number.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_leaves_as_it_came() {
        for text in ["1", "1.0", "-7", "1.5", "18446744073709551615", "-9223372036854775808", "1e300", "0", "-0.0"] {
            let number: Number = serde_json::from_str(text).expect("it is a number");
            let value: serde_json::Value = serde_json::from_str(text).expect("it is a number");
            assert_eq!(serde_json::to_value(number).expect("it serializes"), value);
            assert_eq!(value.as_number().and_then(Number::of), Some(number));
        }
        assert!(serde_json::from_str::<Number>("\"1\"").is_err());
    }

    #[test]
    fn numbers_compare_by_what_they_are_worth() {
        assert_eq!(Number::from(1), Number::from(1.0));
        assert_ne!(Number::from(u64::MAX), Number::from(1.844_674_407_370_955_2e19));
        assert!(Number::from(-1) < Number::from(0.5) && Number::from(1e300) > Number::from(u64::MAX));
        assert_ne!(Number::from(f64::NAN), Number::from(f64::NAN));
        assert_eq!((Number::from(7.0).as_i64(), Number::from(7.5).as_i64()), (Some(7), None));
        assert_eq!((Number::from(u64::MAX).as_i64(), Number::from(u64::MAX).as_u64()), (None, Some(u64::MAX)));
        assert_eq!(format!("{} {:?} {}", Number::from(1), Number::from(1.0), Number::from(1.5)), "1 1.0 1.5");
    }
}
