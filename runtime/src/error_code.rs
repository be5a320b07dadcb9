//! Error codes: the trait over all APIs, and what generated enums share.

use http::StatusCode;

use crate::{Closed, RetryRule};

/// The error codes of an API, for code that serves several.
///
/// Generated enums are named `ErrorCode` too: write `use errbook::ErrorCode as _` beside one of them.
pub trait ErrorCode: Closed {
    /// Every code, in the order of the spec.
    const ALL: &'static [Self];

    /// The code as it is sent.
    fn as_str(self) -> &'static str {
        self.wire_text()
    }

    /// The code that is sent as this text.
    fn from_wire(text: &str) -> Option<Self> {
        Self::from_wire_text(text)
    }

    /// All statuses that the code is documented for, ascending.
    fn statuses(self) -> &'static [StatusCode];

    /// The status that a service sends it with, where the spec settles one.
    fn primary_status(self) -> Option<StatusCode>;

    /// What the code means; empty where the spec does not say.
    fn description(self) -> &'static str;

    /// How a call that failed with this code may be tried again; `None`: it should not be.
    fn retry(self) -> Option<&'static RetryRule>;
}

/// What every generated `ErrorCode` has: `error_code!(ErrorCode, API; First, Second)`. Where variants say which number they
/// are, their positions have to be told: `error_code!(ErrorCode, API; First = 0, Second = 1)`. Where it is not sure that the
/// enum is what a closed set has to be, the impls of traits are under that condition: `error_code!(Code [where …], API; …)`.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_error_code {
    ($name:ident $([$($bounds:tt)*])?, $api:ident; $($variant:ident),* $(,)?) => {
        impl $name {
            $crate::__v1_error_code_position!($($variant),*);
        }

        $crate::__v1_error_code_items!($name [$($($bounds)*)?], $api; $($variant),*);
    };
    ($name:ident $([$($bounds:tt)*])?, $api:ident; $($variant:ident = $position:literal),+ $(,)?) => {
        impl $name {
            #[inline]
            const fn __errbook_position(self) -> usize {
                match self {
                    $(Self::$variant => $position,)+
                }
            }
        }

        $crate::__v1_error_code_items!($name [$($($bounds)*)?], $api; $($variant),*);
    };
}

/// All but their position in the tables.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_error_code_items {
    ($name:ident [$($bounds:tt)*], $api:ident; $($variant:ident),*) => {
        impl $name {
            /// Every code, in the order of the variants.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The code as it is sent; an integer as its decimal digits.
            #[must_use]
            #[inline]
            pub const fn as_str(self) -> &'static str {
                $api.codes.wire[self.__errbook_position()]
            }

            /// All statuses that the code is documented for, ascending.
            #[must_use]
            #[inline]
            pub const fn statuses(self) -> &'static [$crate::__private::v1::StatusCode] {
                $api.codes.statuses(self.__errbook_position())
            }

            /// What the code means; empty where the spec does not say.
            #[must_use]
            #[inline]
            pub const fn description(self) -> &'static str {
                $api.codes.descriptions[self.__errbook_position()]
            }

            /// How a call that failed with this code may be tried again; `None`: it should not be.
            #[must_use]
            #[inline]
            pub fn retry(self) -> ::core::option::Option<&'static $crate::RetryRule> {
                $api.code_retry(self.__errbook_position())
            }
        }

        #[automatically_derived]
        impl $crate::Closed for $name $($bounds)* {
            #[inline]
            fn wire_text(self) -> &'static str {
                self.as_str()
            }

            #[inline]
            fn is_integer(self) -> bool {
                $api.codes.is_integer(self.__errbook_position())
            }

            #[inline]
            fn from_wire_text(text: &str) -> ::core::option::Option<Self> {
                Self::ALL.get($api.codes.position(text)?).copied()
            }
        }

        #[automatically_derived]
        impl $crate::ErrorCode for $name $($bounds)* {
            const ALL: &'static [Self] = Self::ALL;

            #[inline]
            fn statuses(self) -> &'static [$crate::__private::v1::StatusCode] {
                self.statuses()
            }

            #[inline]
            fn primary_status(self) -> ::core::option::Option<$crate::__private::v1::StatusCode> {
                $api.codes.primary_status(self.__errbook_position())
            }

            #[inline]
            fn description(self) -> &'static str {
                self.description()
            }

            #[inline]
            fn retry(self) -> ::core::option::Option<&'static $crate::RetryRule> {
                self.retry()
            }
        }

        $crate::__v1_closed_impls!($name $($bounds)*);
    };
}

/// Where a code stands in the tables; an enum without variants cannot be cast.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_error_code_position {
    () => {
        #[inline]
        const fn __errbook_position(self) -> usize {
            match self {}
        }
    };
    ($($variant:ident),+) => {
        #[inline]
        const fn __errbook_position(self) -> usize {
            self as usize
        }
    };
}

/// `status()` of the codes of an API whose every code has a primary status.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_code_status {
    ($name:ident, $api:ident) => {
        impl $name {
            /// The status that the code is sent with.
            #[must_use]
            #[inline]
            pub const fn status(self) -> $crate::__private::v1::StatusCode {
                $crate::__private::v1::status($api.codes.primary[self.__errbook_position()])
            }
        }
    };
}

/// The same items of an enum that does not fit its spec, so that nothing but that is reported.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_error_code_stub {
    ($name:ident) => {
        impl $name {
            pub const ALL: &'static [Self] = &[];

            pub const fn as_str(self) -> &'static str {
                ""
            }

            pub const fn status(self) -> $crate::__private::v1::StatusCode {
                $crate::__private::v1::StatusCode::INTERNAL_SERVER_ERROR
            }

            pub const fn statuses(self) -> &'static [$crate::__private::v1::StatusCode] {
                &[]
            }

            pub const fn description(self) -> &'static str {
                ""
            }

            pub fn retry(self) -> ::core::option::Option<&'static $crate::RetryRule> {
                ::core::option::Option::None
            }
        }

        impl $crate::Closed for $name {
            fn wire_text(self) -> &'static str {
                ""
            }

            fn from_wire_text(_: &str) -> ::core::option::Option<Self> {
                ::core::option::Option::None
            }
        }

        impl $crate::ErrorCode for $name {
            const ALL: &'static [Self] = &[];

            fn statuses(self) -> &'static [$crate::__private::v1::StatusCode] {
                &[]
            }

            fn primary_status(self) -> ::core::option::Option<$crate::__private::v1::StatusCode> {
                ::core::option::Option::None
            }

            fn description(self) -> &'static str {
                ""
            }

            fn retry(self) -> ::core::option::Option<&'static $crate::RetryRule> {
                ::core::option::Option::None
            }
        }

        $crate::__v1_closed_impls!($name);
    };
}
