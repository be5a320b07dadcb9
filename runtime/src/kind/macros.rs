//! What every generated enum of kinds has.

/// What every generated `ErrorKind` has, beside `status`.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_error_kind {
    (
        $name:ident, $code:ident, $api:ident;
        codes { $($plain:ident),* $(,)? }
        payloads { $($carrier:ident($presence:ident $position:ident)),* $(,)? }
        statuses { $($exact:ident = $number:literal),* $(,)? }
        ranges { $($range:ident = $class:literal),* $(,)? }
        default { $($default:ident)? }
    ) => {
        impl $name {
            /// The code; `None` for a status that comes without one.
            #[must_use]
            #[inline]
            pub fn code(&self) -> ::core::option::Option<$code> {
                match $crate::__private::v1::Kind::case(self) {
                    $crate::__private::v1::Case::Code(position) => $code::ALL.get(position).copied(),
                    _ => ::core::option::Option::None,
                }
            }

            /// What the error is about, coarsely, by its status; [`Other`]($crate::ErrorClass::Other) where the spec
            /// does not settle one.
            #[must_use]
            #[inline]
            pub fn class(&self) -> $crate::ErrorClass {
                $crate::__private::v1::class_of(self)
            }
        }

        #[automatically_derived]
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::v1::debug_kind(self, formatter)
            }
        }

        // Its variants have the names of those.
        #[automatically_derived]
        impl ::core::fmt::Debug for $code {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.write_str($crate::__private::v1::code_name::<$name>(self.__errbook_position()))
            }
        }

        #[automatically_derived]
        impl $crate::__private::v1::Kind for $name {
            type Code = $code;

            const API: &'static $crate::__private::v1::Api = &$api;

            $crate::__v1_kind_case! { $code;
                codes { $($plain)* }
                payloads { $($carrier)* }
                statuses { $($exact = $number)* }
                ranges { $($range = $class)* }
                default { $($default)? }
            }

            #[inline]
            fn payload(&self) -> $crate::__private::v1::Payload<'_> {
                match self {
                    $(Self::$carrier(payload) => {
                        $crate::__private::v1::payload::$position($crate::__private::v1::payload::$presence(payload))
                    })*
                    #[allow(unreachable_patterns)]
                    _ => $crate::__private::v1::Payload::None,
                }
            }

            const PLAIN: &'static [Self] = &[$(Self::$plain),*];

            const CARRIERS: &'static [(usize, bool)] =
                &[$(($code::$carrier.__errbook_position(), $crate::__private::v1::stands::$position)),*];

            const STATUSES: &'static [(u16, Self)] = &[$(($number, Self::$exact)),*];

            const CLASSES: &'static [u8] = &[$($class),*];

            const NAMES: &'static str = ::core::stringify!($($plain)* $($carrier)* $($exact)* $($range)* $($default)?);

            #[inline]
            fn held(&self) -> ::core::option::Option<&dyn ::core::fmt::Debug> {
                match self {
                    $(Self::$carrier(held) => ::core::option::Option::Some(held),)*
                    $(Self::$range(held) => ::core::option::Option::Some(held),)*
                    $(Self::$default(held) => ::core::option::Option::Some(held),)?
                    #[allow(unreachable_patterns)]
                    _ => ::core::option::Option::None,
                }
            }

            #[allow(unreachable_patterns)]
            #[inline]
            fn carrier(
                code: $code,
                _body: $crate::__private::v1::Place<'_, '_>,
            ) -> ::core::option::Option<::core::result::Result<Self, $crate::__private::v1::Misfit>> {
                match code {
                    $($code::$carrier => {
                        ::core::option::Option::Some(_body.$position().$presence().map(Self::$carrier))
                    })*
                    _ => ::core::option::Option::None,
                }
            }

            #[allow(unused_variables)]
            #[inline]
            fn ranged(
                key: $crate::__private::v1::Key,
                status: $crate::__private::v1::StatusCode,
            ) -> ::core::option::Option<Self> {
                match key {
                    $($crate::__private::v1::Key::Class($class) => ::core::option::Option::Some(Self::$range(status)),)*
                    $($crate::__private::v1::Key::Default => ::core::option::Option::Some(Self::$default(status)),)?
                    #[allow(unreachable_patterns)]
                    _ => ::core::option::Option::None,
                }
            }
        }
    };
}

/// Where a kind stands in the tables. Where none holds anything, its number says that, which spares the compiler a match.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_kind_case {
    ($code:ident; codes $codes:tt payloads {} statuses $statuses:tt ranges {} default {}) => {
        #[inline]
        fn case(&self) -> $crate::__private::v1::Case {
            $crate::__private::v1::numbered_case::<Self>(::core::clone::Clone::clone(self) as usize)
        }
    };
    (
        $code:ident;
        codes { $($plain:ident)* }
        payloads { $($carrier:ident)* }
        statuses { $($exact:ident = $number:literal)* }
        ranges { $($range:ident = $class:literal)* }
        default { $($default:ident)? }
    ) => {
        #[allow(unreachable_code)]
        #[inline]
        fn case(&self) -> $crate::__private::v1::Case {
            let code: $code = match self {
                $(Self::$plain => $code::$plain,)*
                $(Self::$carrier(..) => $code::$carrier,)*
                $(Self::$exact => return $crate::__private::v1::Case::Status($number),)*
                $(Self::$range(status) => return $crate::__private::v1::Case::Class($class, *status),)*
                $(Self::$default(status) => return $crate::__private::v1::Case::Default(*status),)?
            };
            $crate::__private::v1::Case::Code(code.__errbook_position())
        }
    };
}

/// `status()` of the codes and kinds of an API whose every code has a primary status.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_closed_status {
    ($code:ident, $kind:ident, $api:ident) => {
        $crate::__v1_code_status!($code, $api);

        impl $kind {
            /// The status that the error is sent with where no operation documents another one.
            #[must_use]
            #[inline]
            pub fn status(&self) -> $crate::__private::v1::StatusCode {
                $crate::__private::v1::documented_status(self)
            }
        }
    };
}

/// `status()` of the kinds of an API that is only called, never served.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_client_only_status {
    ($kind:ident, $api:ident) => {
        impl $kind {
            /// The status that the error is documented with, where the spec settles one.
            #[must_use]
            #[inline]
            pub fn status(&self) -> ::core::option::Option<$crate::__private::v1::StatusCode> {
                $crate::__private::v1::Kind::case(self).status(&$api)
            }
        }
    };
}
