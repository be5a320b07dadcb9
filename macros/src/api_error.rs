//! `#[derive(ApiError)]`: a service's own error type, sent as the envelope that its API publishes.

mod api;
#[cfg(feature = "spec")]
mod by_spec;
mod check;
mod expand;
mod fallback;
mod input;
#[cfg(feature = "spec")]
mod needed;
mod read;
mod settings;

use proc_macro2::TokenStream;
use syn::DeriveInput;

use crate::errors::Errors;

pub(crate) use api::Api;
pub(crate) use check::of_handler;
pub(crate) use expand::inside;
pub(crate) use input::Container;

/// The impls; where something is wrong with the attributes, the mistakes, and impls that keep everything else quiet.
pub(crate) fn derive(item: &DeriveInput) -> TokenStream {
    let mut errors = Errors::default();
    let container = read::container(item, &mut errors);
    let input = read::input(item, container.as_ref(), &mut errors);
    #[cfg(feature = "spec")]
    if let Some((Api::Spec(spec), input)) = container.as_ref().map(|container| &container.api).zip(input.as_ref()) {
        spec.check(input, &mut errors);
    }
    match (errors.into_tokens(), input) {
        (None, Some(input)) => expand::expand(&input),
        (mistakes, _) => fallback::fallback(item, container.as_ref(), mistakes.as_ref()),
    }
}
