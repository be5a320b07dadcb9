//! Objects of payloads: their declared members, and the others where the schema speaks of them.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::SerializeMap;

use super::{At, FromJson, Members, Misfit, Visit};

/// Reads the members that are not declared.
///
/// # Errors
///
/// If one of them is of another type.
pub fn read_rest<T: FromJson>(
    members: &Members<'_>,
    declared: &[&str],
    at: &At<'_>,
) -> Result<BTreeMap<String, T>, Misfit> {
    let others = members.iter().filter(|(key, _)| !declared.contains(key));
    others.map(|(key, value)| Ok((key.to_owned(), T::from_json(value, &at.key(key))?))).collect()
}

/// Visits the members that are not declared. What has the key of one that is would be sent twice, and is left out.
pub fn each_rest<T: Serialize>(visit: &mut Visit<'_>, declared: &[&str], rest: &BTreeMap<String, T>) {
    for (key, value) in rest.iter().filter(|(key, _)| !declared.contains(&key.as_str())) {
        visit(key, value);
    }
}

/// Serializes the members that are not declared.
///
/// # Errors
///
/// Those of the serializer.
pub fn write_rest<M: SerializeMap, T: Serialize>(
    map: &mut M,
    declared: &[&str],
    rest: &BTreeMap<String, T>,
) -> Result<(), M::Error> {
    let mut others = rest.iter().filter(|(key, _)| !declared.contains(&key.as_str()));
    others.try_for_each(|(key, value)| map.serialize_entry(key, value))
}

/// An object of a payload: `object_impls! { LimitReached; limit_key: required "limitKey", note: optional "note", ..others }`,
/// where `others` is the field for the members of all other keys.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_object {
    ($name:ident; $($field:ident: $presence:ident $key:literal),* $(,)? $(.. $rest:ident)?) => {
        #[automatically_derived]
        impl $crate::__private::v1::FromJson for $name {
            const KEYS: &'static [&'static str] = &[$($key),*];
            $(const KEEPS_ALL: bool = !::core::stringify!($rest).is_empty();)?

            #[inline]
            fn from_json(
                value: &$crate::__private::v1::Node<'_>,
                at: &$crate::__private::v1::At<'_>,
            ) -> ::core::result::Result<Self, $crate::__private::v1::Misfit> {
                let _members = $crate::__private::v1::object(value, at)?;
                ::core::result::Result::Ok(Self {
                    $($field: $crate::__private::v1::read::$presence(_members, $key, at)?,)*
                    $($rest: $crate::__private::v1::read::rest(_members, <Self as $crate::__private::v1::FromJson>::KEYS, at)?,)?
                })
            }
        }

        #[automatically_derived]
        impl $crate::__private::v1::Object for $name {
            #[inline]
            fn each(&self, _visit: &mut $crate::__private::v1::Visit<'_>) {
                $($crate::__private::v1::visit::$presence(_visit, $key, &self.$field);)*
                $($crate::__private::v1::visit::rest(_visit, <Self as $crate::__private::v1::FromJson>::KEYS, &self.$rest);)?
            }
        }

        #[automatically_derived]
        impl $crate::__private::v1::serde::Serialize for $name {
            fn serialize<S: $crate::__private::v1::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                #[allow(unused_mut)]
                let mut map = serializer.serialize_map(::core::option::Option::None)?;
                $($crate::__private::v1::write::$presence(&mut map, $key, &self.$field)?;)*
                $($crate::__private::v1::write::rest(&mut map, <Self as $crate::__private::v1::FromJson>::KEYS, &self.$rest)?;)?
                $crate::__private::v1::serde::ser::SerializeMap::end(map)
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
}
