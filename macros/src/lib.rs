//! The derives of errbook. They are used by the names that the crate `errbook` gives them.
//!
//! With `api = path` no file is read: a macro sees nothing but tokens, so what it emits is checked by the compiler, against
//! constant tables in the generated module that the path names.

mod api_error;
mod attr;
mod error_code;
mod errors;
mod fallback;
mod nearest;
mod operation;
#[cfg_attr(not(feature = "spec"), allow(dead_code))] // Then only mistakes in what names a spec are reported.
mod spec;
mod wire;

use proc_macro::TokenStream;
use syn::parse_macro_input;

/// Sends a service's own error type as the envelope that its API publishes.
#[proc_macro_derive(ApiError, attributes(errbook))]
pub fn derive_api_error(item: TokenStream) -> TokenStream {
    let item = parse_macro_input!(item);
    api_error::derive(&item).into()
}

/// Pairs a hand-written enum with the error codes of a spec.
#[proc_macro_derive(ErrorCode, attributes(errbook))]
pub fn derive_error_code(item: TokenStream) -> TokenStream {
    let item = parse_macro_input!(item);
    error_code::derive(&item).into()
}

/// Checks that a handler answers with no other errors than those that its operation documents.
#[proc_macro_attribute]
pub fn operation(arguments: TokenStream, function: TokenStream) -> TokenStream {
    operation::check(arguments.into(), function.into()).into()
}
