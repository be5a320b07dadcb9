//! What every generated type that sends errors has.

/// A generated `ApiError`: `api_error!(ApiError, ErrorKind, ErrorCode)`.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_api_error {
    ($name:ident, $kind:ident, $code:ident) => {
        impl $name {
            /// An error of a kind. In a 5xx the message stays inside, unless it is exposed, and the published
            /// description is sent; a payload is sent as it is, since the contract says what stands in it.
            #[must_use]
            pub fn new(kind: $kind, message: impl ::core::convert::Into<::std::string::String>) -> Self {
                let slots = $crate::Slots::new(message);
                Self($crate::__private::v1::Failure::new(kind, slots))
            }

            /// The code; `None` for a status that comes without one.
            #[must_use]
            #[inline]
            pub fn code(&self) -> ::core::option::Option<$code> {
                self.0.code()
            }

            /// What is wrong.
            #[must_use]
            #[inline]
            pub fn kind(&self) -> &$kind {
                self.0.kind()
            }

            /// The status that is sent.
            #[must_use]
            #[inline]
            pub fn status(&self) -> $crate::__private::v1::StatusCode {
                self.0.sent().status()
            }

            /// The message that is sent.
            #[must_use]
            #[inline]
            pub fn message(&self) -> &str {
                self.0.sent().message()
            }

            /// The media type of the body; empty where the status is documented without a body.
            #[must_use]
            #[inline]
            pub fn content_type(&self) -> &'static str {
                self.0.sent().content_type()
            }

            /// The headers that are sent, `Content-Type` among them.
            #[must_use]
            #[inline]
            pub fn headers(&self) -> $crate::__private::v1::HeaderMap {
                self.0.sent().headers()
            }

            /// The body that is sent; empty where the status is documented without one.
            #[must_use]
            #[inline]
            pub fn to_json(&self) -> ::std::vec::Vec<u8> {
                self.0.sent().to_json()
            }

            /// Writes the same body behind what a buffer holds.
            #[inline]
            pub fn write_json(&self, out: &mut ::std::vec::Vec<u8>) {
                self.0.sent().write_json(out);
            }
        }

        $crate::__v1_with_slots!($name: always);

        #[automatically_derived]
        impl $crate::__private::v1::SetSlots for $name {
            #[inline]
            fn slots_mut(&mut self) -> &mut $crate::Slots {
                self.0.slots_mut()
            }
        }

        /// Shows everything that is known, also what is not sent: this is for the logs.
        #[automatically_derived]
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                self.0.debug(::core::stringify!($name), formatter)
            }
        }

        #[automatically_derived]
        impl $crate::ApiError for $name {
            #[inline]
            fn code_str(&self) -> ::core::option::Option<&str> {
                self.0.sent().code_str()
            }

            #[inline]
            fn status(&self) -> $crate::__private::v1::StatusCode {
                self.status()
            }

            #[inline]
            fn to_json(&self) -> ::std::vec::Vec<u8> {
                self.to_json()
            }
        }

        #[automatically_derived]
        impl $crate::__private::v1::serde::Serialize for $name {
            fn serialize<S: $crate::__private::v1::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::v1::serialize_body(&self.to_json(), serializer)
            }
        }

        #[automatically_derived]
        impl $crate::__private::v1::Send for $name {
            #[inline]
            fn sent(&self) -> $crate::__private::v1::Sent<'_> {
                self.0.sent()
            }
        }

        #[automatically_derived]
        impl ::core::convert::From<$name> for $crate::__private::v1::Response<$crate::__private::v1::Bytes> {
            #[inline]
            fn from(error: $name) -> Self {
                error.0.into_response()
            }
        }

        $crate::__v1_error_impls!($name);
    };
}

/// The constructors of a generated `ApiError`.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_constructors {
    ($name:ident, $kind:ident; $($constructor:ident $(($argument:ident: $type:ty))? => $variant:ident),* $(,)?) => {
        impl $name {
            $(
                #[doc = ::core::concat!("[`", ::core::stringify!($kind::$variant), "`] with a message.")]
                #[must_use]
                pub fn $constructor(
                    $($argument: $type,)?
                    message: impl ::core::convert::Into<::std::string::String>,
                ) -> Self {
                    Self::new($kind::$variant $((::core::convert::Into::into($argument)))?, message)
                }
            )*
        }
    };
}

/// The errors of one operation; the enum stands in a module beside the API's other types.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_operation {
    (
        $name:ident;
        codes { $($code_constructor:ident $(($payload:ident: $payload_type:ty))?
            => $code:ident ($position:literal, $code_status:literal, $code_envelope:expr)),* $(,)? }
        statuses { $($status_constructor:ident => $exact:ident ($status:literal, $status_envelope:expr)),* $(,)? }
        ranges { $($range_constructor:ident => $range:ident ($class:literal, $range_envelope:expr)),* $(,)? }
    ) => {
        impl $name {
            $(
                #[doc = ::core::concat!("[`Self::", ::core::stringify!($code), "`] with a message.")]
                #[must_use]
                pub fn $code_constructor(
                    $($payload: $payload_type,)?
                    message: impl ::core::convert::Into<::std::string::String>,
                ) -> Self {
                    Self::$code($(::core::convert::Into::into($payload),)? $crate::Slots::new(message))
                }
            )*
            $(
                #[doc = ::core::concat!("[`Self::", ::core::stringify!($exact), "`] with a message.")]
                #[must_use]
                pub fn $status_constructor(message: impl ::core::convert::Into<::std::string::String>) -> Self {
                    Self::$exact($crate::Slots::new(message))
                }
            )*
            $(
                #[doc = ::core::concat!("[`Self::", ::core::stringify!($range), "`] with a message.")]
                #[must_use]
                pub fn $range_constructor(
                    status: $crate::__private::v1::StatusCode,
                    message: impl ::core::convert::Into<::std::string::String>,
                ) -> Self {
                    Self::$range(status, $crate::Slots::new(message))
                }
            )*

            /// The code; `None` for a status that comes without one.
            #[must_use]
            #[inline]
            pub fn code(&self) -> ::core::option::Option<super::ErrorCode> {
                $crate::__private::v1::documented_code(self)
            }

            /// The status that is sent.
            #[must_use]
            #[inline]
            pub fn status(&self) -> $crate::__private::v1::StatusCode {
                $crate::__private::v1::sent::status(self)
            }

            /// The message that is sent.
            #[must_use]
            #[inline]
            pub fn message(&self) -> &str {
                $crate::__private::v1::sent::message(self)
            }
        }

        #[automatically_derived]
        impl $crate::__private::v1::Documented for $name {
            type Api = super::ApiError;

            const ERRORS: $crate::__private::v1::Documents = $crate::__private::v1::Documents {
                codes: &[$(($position, $code_status, $code_envelope)),*],
                uncoded: &[
                    $(($crate::__private::v1::Key::Exact($status), $status_envelope),)*
                    $(($crate::__private::v1::range_key($class), $range_envelope),)*
                ],
            };

            #[inline]
            fn told(&self) -> (i32, &$crate::Slots) {
                match self {
                    $(Self::$code(.., slots) => ($position, slots),)*
                    $(Self::$exact(slots) => (!$status, slots),)*
                    $(Self::$range(_, slots) => (!$class, slots),)*
                }
            }

            #[inline]
            fn slots_mut(&mut self) -> &mut $crate::Slots {
                let ($(| Self::$code(.., slots))* $(| Self::$exact(slots))* $(| Self::$range(_, slots))*) = self;
                slots
            }

            $crate::__v1_operation_held! {
                payloads { $($($code $payload)?)* }
                ranges { $($range $class)* }
            }
        }

        $crate::__v1_with_slots!($name: always);

        /// With the status and the body that the operation documents for it.
        #[automatically_derived]
        impl ::core::convert::From<$name> for super::ApiError {
            #[inline]
            fn from(error: $name) -> Self {
                $crate::__private::v1::documented_error(error)
            }
        }

        #[automatically_derived]
        impl $crate::__private::v1::Emits<super::ApiError> for $name {
            const ERRORS: &'static [$crate::__private::v1::Emit] = <Self as $crate::__private::v1::Documented>::EMITTED;

            #[inline]
            fn code_str(
                &self,
                _: ::core::option::Option<$crate::__private::v1::Operation>,
            ) -> ::core::option::Option<&str> {
                $crate::__private::v1::sent::code_str(self)
            }

            #[inline]
            fn to_api(&self, _: ::core::option::Option<$crate::__private::v1::Operation>) -> super::ApiError {
                $crate::__private::v1::documented_copy(self)
            }
        }

        #[automatically_derived]
        impl ::core::convert::From<$name> for $crate::__private::v1::Response<$crate::__private::v1::Bytes> {
            #[inline]
            fn from(error: $name) -> Self {
                $crate::__private::v1::documented_response(error)
            }
        }

        #[automatically_derived]
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::v1::debug_documented(self, formatter)
            }
        }

        $crate::__v1_error_impls!($name);
    };
}

/// What is said of errors of an operation that hold more than slots; nothing where there are none.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_operation_held {
    (payloads {} ranges {}) => {};
    (payloads { $($code:ident $payload:ident)* } ranges { $($range:ident $class:literal)* }) => {
        #[inline]
        fn given(&self) -> ::core::option::Option<$crate::__private::v1::StatusCode> {
            match self {
                $(Self::$range(given, _) => ::core::option::Option::Some(*given),)*
                #[allow(unreachable_patterns)]
                _ => ::core::option::Option::None,
            }
        }

        #[inline]
        fn held(&self) -> ::core::option::Option<super::ErrorKind> {
            match self {
                $(Self::$code($payload, _) => {
                    ::core::option::Option::Some(super::ErrorKind::$code(::core::clone::Clone::clone($payload)))
                })*
                $(Self::$range(given, _) => {
                    let status = $crate::__private::v1::class_status($class, *given);
                    ::core::option::Option::Some(super::ErrorKind::$range(status))
                })*
                #[allow(unreachable_patterns)]
                _ => ::core::option::Option::None,
            }
        }

        #[inline]
        fn release(self) -> ::core::result::Result<(super::ErrorKind, $crate::Slots), Self> {
            match self {
                $(Self::$code($payload, slots) => ::core::result::Result::Ok((super::ErrorKind::$code($payload), slots)),)*
                $(Self::$range(given, slots) => {
                    let status = $crate::__private::v1::class_status($class, given);
                    ::core::result::Result::Ok((super::ErrorKind::$range(status), slots))
                })*
                #[allow(unreachable_patterns)]
                error => ::core::result::Result::Err(error),
            }
        }
    };
}

/// `Display`, `Error`, and the traits of web frameworks: what `ApiError` and the errors of operations share.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_error_impls {
    ($name:ident) => {
        #[automatically_derived]
        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::v1::sent::display(self, formatter)
            }
        }

        #[automatically_derived]
        impl ::core::error::Error for $name {
            #[inline]
            fn source(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
                $crate::__private::v1::sent::source(self)
            }
        }

        $crate::__v1_into_response!($name);
    };
}
