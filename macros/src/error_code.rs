//! `#[derive(ErrorCode)]`: a hand-written enum, paired with the codes of a spec.

#[cfg(feature = "spec")]
mod expand;
mod fallback;
#[cfg_attr(not(feature = "spec"), allow(dead_code))] // Then only mistakes in it are reported.
mod input;
#[cfg(feature = "spec")]
mod pair;

use proc_macro2::TokenStream;
use syn::DeriveInput;

use crate::errors::Errors;

use input::Input;

/// The impls; where enum and spec do not fit together, every mistake, and impls that keep everything else quiet.
pub(crate) fn derive(item: &DeriveInput) -> TokenStream {
    let mut errors = Errors::default();
    let input = input::input(item, &mut errors);
    let runtime = input.runtime();
    let (tracking, impls) = paired(&input, &mut errors);
    match (errors.into_tokens(), impls) {
        (None, Some(impls)) => impls,
        (mistakes, _) => fallback::fallback(item, &runtime, mistakes.as_ref(), &tracking),
    }
}

/// What tracks the spec, and the impls if it and the enum agree.
#[cfg(feature = "spec")]
fn paired(input: &Input<'_>, errors: &mut Errors) -> (TokenStream, Option<TokenStream>) {
    let Some(origin) = &input.origin else { return (TokenStream::new(), None) };
    let named: Vec<String> = input.variants().filter_map(|variant| Some(variant.code.as_ref()?.text.clone())).collect();
    let read = crate::spec::read(origin, &named, errors);
    let (Some(spec), Some(variants)) = (&read.spec, &input.variants) else { return (read.tracking, None) };
    let pairs = pair::pair(input.ident, variants, &spec.catalog, &read, errors);
    let impls = expand::expand(input, variants, &spec.catalog, pairs, &read.tracking);
    (read.tracking, Some(impls))
}

/// Says that the spec is not read.
#[cfg(not(feature = "spec"))]
fn paired(input: &Input<'_>, errors: &mut Errors) -> (TokenStream, Option<TokenStream>) {
    if let Some(origin) = &input.origin {
        crate::spec::not_read(origin, errors);
    }
    (TokenStream::new(), None)
}
