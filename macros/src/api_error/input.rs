//! What a derive was applied to, understood.

use proc_macro2::{Ident, Span};
use syn::{Fields, Generics, LitStr, Path, Type};

use super::api::Api;
use super::settings::Fault;

/// A type whose values are errors.
pub(crate) struct Input<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) generics: &'a Generics,
    pub(crate) container: &'a Container,
    pub(crate) variants: Vec<Variant<'a>>,
}

/// What the type as a whole says.
pub(crate) struct Container {
    /// Whose errors they are.
    pub(crate) api: Api,
    /// The operation that the errors belong to.
    pub(crate) operation: Option<LitStr>,
    /// That each code of the operation is among them.
    pub(crate) exhaustive: Option<Span>,
    /// That there is no impl for axum.
    pub(crate) skip_axum: bool,
    /// The runtime, where it is not the one that the generated module names.
    pub(crate) runtime: Option<Path>,
}

/// A variant, or a struct as a whole.
pub(crate) struct Variant<'a> {
    /// `None` for a struct.
    pub(crate) ident: Option<&'a Ident>,
    pub(crate) fields: &'a Fields,
    pub(crate) sends: Sends<'a>,
}

/// What a variant is sent as.
pub(crate) enum Sends<'a> {
    /// What its one field is sent as.
    Forwarded(&'a Type),
    /// An error of its own.
    Fault(Box<Fault>),
}
