//! What `#[derive(errbook::ApiError)]` makes of a type, but for what depends on it.
//!
//! The derive passes as little as it can: what a macro like this one adds costs its user nearly nothing, while each token
//! that a derive makes costs several calls of a program that is not optimised.

/// The impls of one type, in a scope where `__errbook_api` is the hidden module of its API and `__v1` the runtime.
///
/// What is in brackets is, in this order: the type, with what stands before and behind it in an impl; the bounds under which
/// it can be shown and sent; the frameworks that it is sent by. Then what its sender is made of: the API by its name, the
/// operation, the texts, what is given details, the hashes of the codes and whatever is sent and is not simply a code. Then the
/// names that codes have where the contract knows nothing of them, and the checks. Then the variants: their numbers, those with
/// a text for a code, those that forward a field, and how each that is neither plain nor forwarded is sent; `$this` is the
/// `self` that expressions of the user may name, and `$operation` is what no expression can. What is last says that the type is
/// an error.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_derived_impls {
    (
        [$name:ident $impl:tt $type:tt] $shown:tt $error:tt $frameworks:tt
        $api:literal [$($contract:tt)*] $texts:literal $given:literal [$($hash:literal)*] [$($other:tt)*]
        [$($code:ident)*] [$($free:ident)*] [$($unplaced:ident)*]
        [$($check:tt)*]
        $numbers:tt $codes:tt $forwards:tt
        [$this:ident $operation:ident $($sent:tt)*]
        $is_error:tt
    ) => {
        $(type $code = ();)*
        $(use __v1::Free as $free;)*
        $(use __v1::unplaced as $unplaced;)*
        {
            use __errbook_api::codes::*;
            use __v1::{Forwards as _, Keeps as _, ShownBlank as _, SyncUnsaid as _};

            static __SENDER: &__v1::Sender =
                &__v1::Sender::new($api, __errbook_api::CONTRACT, $($contract)*, $texts, $given, [$($hash),*], [$($other)*]);

            // Most checks end here.
            #[track_caller]
            const fn __check(bit: u64) {
                if __SENDER.sure & bit != bit {
                    __v1::check_unsure(__SENDER, bit);
                }
            }
            $($check)*

            $crate::__v1_derived_impls! {
                @emits [$name $impl $type] $shown $numbers $codes $forwards [$this $operation $($sent)*]
            }
            $crate::__v1_derived_impls! { @from [$name $impl $type] $error $is_error }
            $crate::__v1_derived_impls! { @response [$name $impl $type] $error $frameworks }
        }
    };
    (
        @emits [$name:ident [$($impl:tt)*] [$($type:tt)*]] [$($shown:tt)*]
        [$([$($numbered:tt)*] $number:literal)*]
        [$([$($texted:tt)*] $text:literal)*]
        [$([$($forwarded:tt)*] $member:tt)*]
        [$this:ident $operation:ident $($sent:tt)*]
    ) => {
        #[automatically_derived]
        #[allow(deprecated)]
        $($impl)* __v1::Emits<__errbook_api::ApiError> for $name $($type)* $($shown)* {
            const ERRORS: &'static [__v1::Emit] = &__SENDER.errors;

            fn variant(&self) -> usize {
                match self {
                    $($($numbered)* { .. } => $number,)*
                    _ => 0,
                }
            }

            fn code_str(&self, operation: __v1::Option<__v1::Operation>) -> __v1::Option<&str> {
                match self {
                    $($($texted)* { .. } => __v1::Some($text),)*
                    $($($forwarded)* { $member: inner } => {
                        __v1::Forward(inner, ::core::marker::PhantomData::<__errbook_api::ApiError>)
                            .code_str(__SENDER, operation)
                    })*
                    _ => __SENDER.code_str(__v1::Emits::<__errbook_api::ApiError>::variant(self), operation),
                }
            }

            #[allow(unused_variables, clippy::used_underscore_binding)]
            fn to_api(&$this, $operation: __v1::Option<__v1::Operation>) -> __errbook_api::ApiError {
                match $this {
                    $($sent)*
                    $($($forwarded)* { $member: inner } => {
                        __v1::Forward(inner, ::core::marker::PhantomData::<__errbook_api::ApiError>)
                            .to_api(__SENDER, $operation)
                    })*
                    _ => __SENDER.send(
                        __v1::Emits::<__errbook_api::ApiError>::variant($this),
                        $operation,
                        __v1::Slots::new(__v1::Shown($this).text()),
                    ),
                }
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        $($impl)* __v1::Derived for $name $($type)* $($shown)* {
            type Api = __errbook_api::ApiError;
        }
    };
    (
        @from [$name:ident [$($impl:tt)*] [$($type:tt)*]] [$($error:tt)*] [$($is_error:tt)*]
    ) => {
        #[automatically_derived]
        #[allow(deprecated)]
        $($impl)* ::core::convert::From<$name $($type)*> for __errbook_api::ApiError $($error)* {
            fn from(error: $name $($type)*) -> Self {
                $($is_error)*
                __v1::Keep(__v1::Emits::<__errbook_api::ApiError>::to_api(&error, __v1::NO_OPERATION), error).keep()
            }
        }
    };
    (@response [$name:ident [impl $($generics:tt)*] [$($type:tt)*]] $error:tt [axum]) => {
        $crate::__v1_derived_response! {
            [$($generics)*] [$name $($type)*] $error
            this => <__errbook_api::ApiError as ::core::convert::From<$name $($type)*>>::from(this)
        }
    };
    (@response $name:tt $error:tt []) => {};
}
