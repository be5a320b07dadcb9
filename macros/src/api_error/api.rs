//! Whose errors a type holds.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::Path;
use syn::spanned::Spanned;

#[cfg(feature = "spec")]
use super::by_spec::BySpec;
use super::input::Input;
use crate::attr::written;

/// An API, by what describes it. Either way the impls find `__errbook_api` in scope: a module with the contract and the type
/// of the errors that are sent.
pub(crate) enum Api {
    /// The generated module.
    Module(Path),
    /// The spec itself.
    #[cfg(feature = "spec")]
    Spec(Box<BySpec>),
}

impl Api {
    /// As the user calls it.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Module(path) => path.segments.last().map(|segment| written(&segment.ident)).unwrap_or_default(),
            #[cfg(feature = "spec")]
            Self::Spec(spec) => spec.name.clone(),
        }
    }

    /// Where that is said.
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Module(path) => path.span(),
            #[cfg(feature = "spec")]
            Self::Spec(spec) => spec.span,
        }
    }

    /// The item that brings that module into scope. One that is made for a type has what that needs.
    #[cfg_attr(
        not(feature = "spec"),
        expect(unused_variables, reason = "generated modules have all that any type needs")
    )]
    pub(super) fn module(&self, input: Option<&Input<'_>>) -> TokenStream {
        match self {
            Self::Module(path) => {
                let span = path.segments.last().map_or_else(Span::call_site, Spanned::span);
                let module = Ident::new("__errbook_api", span);
                quote!(use #path::#module;)
            }
            #[cfg(feature = "spec")]
            Self::Spec(spec) => spec.module(input),
        }
    }
}
