//! Everything that is wrong with one input, reported together.

use proc_macro2::{Span, TokenStream};

/// The mistakes found so far.
#[derive(Default)]
pub(crate) struct Errors {
    all: Option<syn::Error>,
    count: usize,
}

impl Errors {
    /// Notes a mistake at a token.
    pub(crate) fn push(&mut self, span: Span, message: impl std::fmt::Display) {
        self.add(syn::Error::new(span, message));
    }

    /// Notes what a parser found.
    pub(crate) fn add(&mut self, error: syn::Error) {
        self.count += 1;
        match &mut self.all {
            Some(errors) => errors.combine(error),
            errors => *errors = Some(error),
        }
    }

    /// What was parsed; nothing, and a mistake more, if it could not be.
    pub(crate) fn note<T>(&mut self, parsed: syn::Result<T>) -> Option<T> {
        parsed.map_err(|error| self.add(error)).ok()
    }

    /// How many there are so far.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// The mistakes as the compiler will show them.
    pub(crate) fn into_tokens(self) -> Option<TokenStream> {
        self.all.map(syn::Error::into_compile_error)
    }
}
