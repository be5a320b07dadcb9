//! What every generated type of an error answer has.

/// A generated `ResponseError`: `response_error!(ResponseError, ErrorKind, ErrorCode)`.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_response_error {
    ($name:ident, $kind:ident, $code:ident) => {
        impl $name {
            /// Decodes an answer; it never fails. What does not agree with the contract is told by
            /// [`mismatch`](Self::mismatch). For a borrowed body say `Bytes::copy_from_slice`.
            #[must_use]
            pub fn decode(
                status: $crate::__private::v1::StatusCode,
                headers: &$crate::__private::v1::HeaderMap,
                body: impl ::core::convert::Into<$crate::__private::v1::Bytes>,
            ) -> Self {
                let headers = $crate::__private::v1::Cow::Borrowed(headers);
                Self($crate::__private::v1::Answer::decode($crate::__private::v1::None, status, headers, body))
            }

            /// [`decode`](Self::decode) at a given time, from which a date in `Retry-After` counts where the answer
            /// has no `Date` of its own.
            #[must_use]
            pub fn decode_at(
                now: ::std::time::SystemTime,
                status: $crate::__private::v1::StatusCode,
                headers: &$crate::__private::v1::HeaderMap,
                body: impl ::core::convert::Into<$crate::__private::v1::Bytes>,
            ) -> Self {
                let headers = $crate::__private::v1::Cow::Borrowed(headers);
                Self($crate::__private::v1::Answer::decode($crate::__private::v1::Some(now), status, headers, body))
            }

            /// [`decode`](Self::decode) of a whole response.
            #[must_use]
            pub fn from_response(
                response: $crate::__private::v1::Response<impl ::core::convert::Into<$crate::__private::v1::Bytes>>,
            ) -> Self {
                let (parts, body) = response.into_parts();
                let headers = $crate::__private::v1::Cow::Owned(parts.headers);
                Self($crate::__private::v1::Answer::decode($crate::__private::v1::None, parts.status, headers, body))
            }

            /// The code; `None` if the answer has none that is known.
            #[must_use]
            #[inline]
            pub fn code(&self) -> ::core::option::Option<$code> {
                self.0.code()
            }

            /// All known codes, where the body has a list of them.
            #[must_use]
            #[inline]
            pub fn codes(&self) -> &[$code] {
                self.0.codes()
            }

            /// The code as it was sent, known or not.
            #[must_use]
            #[inline]
            pub fn code_str(&self) -> ::core::option::Option<&str> {
                self.0.code_str()
            }

            /// What to match on. An unknown code leaves the kind of the status, where that is documented without a
            /// code; a known code whose payload is missing or wrong leaves `None`. A payload is read from the body when
            /// this is asked for the first time, and kept.
            #[must_use]
            #[inline]
            pub fn kind(&self) -> ::core::option::Option<&$kind> {
                self.0.kind()
            }

            /// The status.
            #[must_use]
            #[inline]
            pub fn status(&self) -> $crate::__private::v1::StatusCode {
                self.0.status()
            }

            /// The message; the reason phrase where the body has none.
            #[must_use]
            #[inline]
            pub fn message(&self) -> &str {
                self.0.message()
            }

            /// The details, where the body has a place for them.
            #[must_use]
            #[inline]
            pub fn details(&self) -> ::core::option::Option<&$crate::__private::v1::Value> {
                self.0.details()
            }

            /// What else the body has, by the way to it (`error.payment_intent`, `items.0`), as a type of this module
            /// or any other; `None` if it is not there, or something else. Each call reads the body again.
            #[must_use]
            pub fn member<T: $crate::__private::v1::serde::de::DeserializeOwned>(
                &self,
                path: &str,
            ) -> ::core::option::Option<T> {
                self.0.member(path)
            }

            /// What is wrong with which field of the request.
            #[must_use]
            #[inline]
            pub fn field_errors(&self) -> &[$crate::FieldError] {
                self.0.field_errors()
            }

            /// The request's identifier, as the body tells it.
            #[must_use]
            #[inline]
            pub fn request_id(&self) -> ::core::option::Option<&str> {
                self.0.request_id()
            }

            /// When it happened, as the body tells it.
            #[must_use]
            #[inline]
            pub fn timestamp(&self) -> ::core::option::Option<&str> {
                self.0.timestamp()
            }

            /// How long the server asks to wait, counted from the time of decoding.
            #[must_use]
            #[inline]
            pub fn retry_after(&self) -> ::core::option::Option<::core::time::Duration> {
                self.0.retry_after()
            }

            /// The wait before the next try, by the published rule, after so many failed ones (1 after the first);
            /// `None`: do not try again. It is without jitter.
            #[must_use]
            #[inline]
            pub fn retry_delay(&self, tries_done: u32) -> ::core::option::Option<::core::time::Duration> {
                self.next_delay(tries_done).map($crate::Delay::duration)
            }

            /// [`retry_delay`](Self::retry_delay) with who says so: what the server asked for is kept to without
            /// jitter.
            #[must_use]
            #[inline]
            pub fn next_delay(&self, tries_done: u32) -> ::core::option::Option<$crate::Delay> {
                self.0.next_delay(tries_done)
            }

            /// What the headers say of the caller's rate limit.
            #[must_use]
            #[inline]
            pub fn rate_limit(&self) -> ::core::option::Option<$crate::RateLimit> {
                self.0.rate_limit()
            }

            /// What the error is about, coarsely, by its status.
            #[must_use]
            #[inline]
            pub fn class(&self) -> $crate::ErrorClass {
                $crate::ErrorClass::of(self.0.status())
            }

            /// The headers.
            #[must_use]
            #[inline]
            pub fn headers(&self) -> &$crate::__private::v1::HeaderMap {
                self.0.headers()
            }

            /// The body, byte by byte.
            #[must_use]
            #[inline]
            pub fn body(&self) -> &[u8] {
                self.0.body()
            }

            /// The whole body as a type, one of this module or any other. Each call reads the body again.
            ///
            /// # Errors
            ///
            /// If the body is no JSON, or not what the type says.
            pub fn body_as<T: $crate::__private::v1::serde::de::DeserializeOwned>(
                &self,
            ) -> ::core::result::Result<T, $crate::__private::v1::JsonError> {
                self.0.body_as()
            }

            /// Where the answer did not agree with the contract: status, media type, shape, unknown code.
            #[must_use]
            #[inline]
            pub fn mismatch(&self) -> ::core::option::Option<&$crate::Mismatch> {
                self.0.mismatch()
            }
        }

        #[automatically_derived]
        impl $crate::ResponseError for $name {
            #[inline]
            fn status(&self) -> $crate::__private::v1::StatusCode {
                self.0.status()
            }

            #[inline]
            fn code_str(&self) -> ::core::option::Option<&str> {
                self.0.code_str()
            }

            #[inline]
            fn message(&self) -> &str {
                self.0.message()
            }

            #[inline]
            fn request_id(&self) -> ::core::option::Option<&str> {
                self.0.request_id()
            }

            #[inline]
            fn retry_after(&self) -> ::core::option::Option<::core::time::Duration> {
                self.0.retry_after()
            }

            #[inline]
            fn next_delay(&self, tries_done: u32) -> ::core::option::Option<$crate::Delay> {
                self.0.next_delay(tries_done)
            }

            #[inline]
            fn rate_limit(&self) -> ::core::option::Option<$crate::RateLimit> {
                self.0.rate_limit()
            }

            #[inline]
            fn field_errors(&self) -> &[$crate::FieldError] {
                self.0.field_errors()
            }

            #[inline]
            fn headers(&self) -> &$crate::__private::v1::HeaderMap {
                self.0.headers()
            }

            #[inline]
            fn body(&self) -> &[u8] {
                self.0.body()
            }

            #[inline]
            fn mismatch(&self) -> ::core::option::Option<&$crate::Mismatch> {
                self.0.mismatch()
            }
        }

        #[automatically_derived]
        impl $crate::FromResponse for $name {
            #[inline]
            fn from_parts(
                now: ::std::time::SystemTime,
                status: $crate::__private::v1::StatusCode,
                headers: $crate::__private::v1::HeaderMap,
                body: $crate::__private::v1::Bytes,
            ) -> Self {
                let headers = $crate::__private::v1::Cow::Owned(headers);
                Self($crate::__private::v1::Answer::decode($crate::__private::v1::Some(now), status, headers, body))
            }
        }

        #[automatically_derived]
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                self.0.debug(::core::stringify!($name), formatter)
            }
        }

        #[automatically_derived]
        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                self.0.display(formatter)
            }
        }

        #[automatically_derived]
        impl ::core::error::Error for $name {}
    };
}
