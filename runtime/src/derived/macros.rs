//! What the generator writes for derives, and what the derive writes where a feature decides.

/// The hidden module of a generated one: `derives! { ApiError, ErrorKind, CONTRACT; payloads {…} deprecated {…} }`.
///
/// Derives reach everything through it, the runtime too, so that a wrong path is one error. The module `codes` has a function
/// for each code with a payload and a deprecated alias of `()` for each deprecated code; derives bring its names in by a glob,
/// in a scope within one where the same names do nothing.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_derives {
    (
        $error:ident, $kind:ident, $contract:ident;
        payloads { $($presence:ident $function:ident($marker:ident: $payload:ty) => $variant:ident),* $(,)? }
        deprecated { $($alias:ident $note:literal),* $(,)? }
    ) => {
        #[doc(hidden)]
        pub mod __errbook_api {
            pub use super::__errbook::__private::v1;
            pub use super::{$error as ApiError, $kind as ErrorKind};

            /// What derives check against.
            pub static CONTRACT: &v1::Contract = &super::$contract;

            #[allow(missing_docs, non_camel_case_types, non_snake_case, unused_imports)]
            pub mod codes {
                use super::v1;

                pub mod of {
                    $(pub enum $marker {})*
                }

                $(
                    pub fn $function(
                        payload: impl v1::carried::$presence<of::$marker, $payload>,
                    ) -> super::ErrorKind {
                        super::ErrorKind::$variant(payload.payload())
                    }
                )*

                $(
                    #[deprecated(note = $note)]
                    pub type $alias = ();
                )*
            }
        }

        #[automatically_derived]
        impl $crate::__private::v1::Published for $error {
            type Kind = $kind;

            fn from_failure(failure: $crate::__private::v1::Failure<$kind>) -> Self {
                Self(failure)
            }
        }

        /// It can be any error of the API.
        #[automatically_derived]
        impl $crate::__private::v1::Emits<$error> for $error {
            const ERRORS: &'static [$crate::__private::v1::Emit] = &[$crate::__private::v1::Emit::Any];

            fn code_str(
                &self,
                _: ::core::option::Option<$crate::__private::v1::Operation>,
            ) -> ::core::option::Option<&str> {
                $crate::__private::v1::Send::sent(self).code_str()
            }

            fn to_api(&self, _: ::core::option::Option<$crate::__private::v1::Operation>) -> $error {
                Self(self.0.without_source())
            }
        }

        #[automatically_derived]
        impl $crate::__private::v1::Settle<$error> for $kind {
            fn settle(
                self,
                sender: &'static $crate::__private::v1::Sender,
                _: usize,
                operation: ::core::option::Option<$crate::__private::v1::Operation>,
                slots: $crate::Slots,
            ) -> $error {
                $crate::__private::v1::carrying(self, sender.within(operation), slots)
            }
        }
    };
}

/// The same of a module that was generated for a client alone: so much that a derive says that, and nothing else.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_client_only_derives {
    ($kind:ident, $contract:ident) => {
        #[doc(hidden)]
        pub mod __errbook_api {
            pub use super::__errbook::__private::v1;
            pub use super::$kind as ErrorKind;

            /// Nothing that can be sent.
            pub struct ApiError(pub(super) v1::Failure<ErrorKind>);

            impl ::core::convert::From<ApiError> for v1::Response<v1::Bytes> {
                fn from(error: ApiError) -> Self {
                    error.0.into_response()
                }
            }

            $crate::__v1_into_response!(ApiError);

            /// What derives check against.
            pub static CONTRACT: &v1::Contract = &super::$contract;

            /// No names.
            pub mod codes {}
        }

        #[automatically_derived]
        impl $crate::__private::v1::SetSlots for __errbook_api::ApiError {
            fn slots_mut(&mut self) -> &mut $crate::Slots {
                self.0.slots_mut()
            }
        }

        #[automatically_derived]
        impl $crate::__private::v1::Send for __errbook_api::ApiError {
            fn sent(&self) -> $crate::__private::v1::Sent<'_> {
                self.0.sent()
            }
        }

        #[automatically_derived]
        impl $crate::__private::v1::Published for __errbook_api::ApiError {
            type Kind = $kind;

            fn from_failure(failure: $crate::__private::v1::Failure<$kind>) -> Self {
                Self(failure)
            }
        }
    };
}
