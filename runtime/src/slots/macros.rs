//! The setters that every generated type has which says something of an error.

/// The setters of a type that sends errors: `with_slots!(ApiError: details, timestamp)`.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_with_slots {
    ($name:ident: $($slot:ident),* $(,)?) => {
        impl $name {
            $($crate::__v1_with_slot!($slot);)*
        }
    };
}

/// One setter; the names are those of the slots.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_with_slot {
    (always) => {
        /// Replaces the message. In a 5xx it stays inside, as the one given first would.
        #[must_use]
        pub fn with_message(self, message: impl ::core::convert::Into<::std::string::String>) -> Self {
            $crate::__private::v1::with::message(self, message)
        }

        /// Says how long the caller should wait: in the `Retry-After` header, in whole seconds rounded up, and in the
        /// body where it has a place for that.
        #[must_use]
        #[inline]
        pub fn with_retry_after(self, retry_after: ::core::time::Duration) -> Self {
            $crate::__private::v1::with::retry_after(self, retry_after)
        }

        /// Adds a header of the answer. `Content-Type` stays what the contract says.
        #[must_use]
        #[inline]
        pub fn with_header(
            self,
            name: $crate::__private::v1::HeaderName,
            value: $crate::__private::v1::HeaderValue,
        ) -> Self {
            $crate::__private::v1::with::header(self, name, value)
        }

        /// Keeps the error behind this one for `source()` and the logs. Nothing of it is sent.
        #[must_use]
        pub fn with_source(
            self,
            source: impl ::core::convert::Into<
                ::std::boxed::Box<dyn ::core::error::Error + ::core::marker::Send + ::core::marker::Sync>,
            >,
        ) -> Self {
            $crate::__private::v1::with::source(self, source)
        }

        /// Sends the message also in a 5xx, where the published description would stand in for it.
        #[must_use]
        #[inline]
        pub fn expose(self) -> Self {
            $crate::__private::v1::with::exposed(self)
        }
    };
    (code) => {
        /// Sends this code. Without it, the reason phrase of the status is sent in `snake_case`; where codes are integers, the
        /// status is, as it is for what is none.
        #[must_use]
        pub fn with_code(self, code: impl ::core::convert::Into<::std::string::String>) -> Self {
            $crate::__private::v1::with::code(self, code)
        }
    };
    (details) => {
        /// Sends free-form details, in a 5xx as well: nothing of them is redacted. Where the code types its details, its
        /// payload is sent and this is ignored.
        #[must_use]
        pub fn with_details(self, details: impl ::core::convert::Into<$crate::__private::v1::Value>) -> Self {
            $crate::__private::v1::with::details(self, details)
        }
    };
    (fields) => {
        /// Says which fields of the request are wrong.
        #[must_use]
        pub fn with_fields(self, fields: impl ::core::iter::IntoIterator<Item = $crate::FieldError>) -> Self {
            $crate::__private::v1::with::fields(self, fields)
        }
    };
    (request_id) => {
        /// Sends this request identifier. Where the contract requires one and none is set, a fresh one is sent.
        #[must_use]
        pub fn with_request_id(self, request_id: impl ::core::convert::Into<::std::string::String>) -> Self {
            $crate::__private::v1::with::request_id(self, request_id)
        }
    };
    (timestamp) => {
        /// Sends this time, in the text that is given. Where the contract requires one and none is set, it is the
        /// time at which the error is first written.
        #[must_use]
        pub fn with_timestamp(self, timestamp: impl ::core::convert::Into<::std::string::String>) -> Self {
            $crate::__private::v1::with::timestamp(self, timestamp)
        }
    };
    (title) => {
        /// Sends this title. Where the contract requires one and none is set, it is the reason phrase of the status.
        #[must_use]
        pub fn with_title(self, title: impl ::core::convert::Into<::std::string::String>) -> Self {
            $crate::__private::v1::with::title(self, title)
        }
    };
    (instance) => {
        /// Sends this URI of the occurrence.
        #[must_use]
        pub fn with_instance(self, instance: impl ::core::convert::Into<::std::string::String>) -> Self {
            $crate::__private::v1::with::instance(self, instance)
        }
    };
    (rate_limit) => {
        /// Sends the state of the rate limit in the headers that the contract names.
        #[must_use]
        #[inline]
        pub fn with_rate_limit(self, rate_limit: $crate::RateLimit) -> Self {
            $crate::__private::v1::with::rate_limit(self, rate_limit)
        }
    };
}
