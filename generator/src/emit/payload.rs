//! The types of payloads and bodies.

mod facets;
mod object;
mod purpose;
mod union;
mod values;

use errbook_spec::Shape;
use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{Case, Kind, Plan, Type};

/// Every named type.
pub(super) fn emit(plan: &Plan<'_>) -> TokenStream {
    let types = plan.types.iter().map(|item| match &item.named.shape {
        Shape::Object(it) => object::emit(plan, item, it),
        Shape::Enum(it) => values::emit(item, it),
        Shape::Union(it) => union::emit(plan, item, it),
    });
    quote!(#(#types)*)
}

/// What a variant of `ErrorKind` holds, its names reached through `path` (`super::`, or nothing).
pub(super) fn held_by(plan: &Plan<'_>, kind: &Kind<'_>, path: &TokenStream) -> Option<TokenStream> {
    match kind.case {
        Case::Code(code) => {
            let payload = code.payload.as_ref()?;
            let ty = type_(plan, &payload.ty, path);
            Some(if payload.required { ty } else { quote!(v1::Option<#ty>) })
        }
        Case::Status(_) => kind.holds_status().then(|| quote!(v1::StatusCode)),
    }
}

/// The argument of a constructor for what its variant holds.
pub(super) fn argument(plan: &Plan<'_>, kind: &Kind<'_>, path: &TokenStream) -> Option<TokenStream> {
    let held = held_by(plan, kind, path)?;
    Some(match kind.case {
        Case::Code(code) if code.payload.as_ref().is_some_and(|payload| !payload.required) => {
            quote!((payload: impl v1::Into<#held>))
        }
        Case::Code(_) => quote!((payload: #held)),
        Case::Status(_) => quote!((status: #held)),
    })
}

/// A type of payload data in Rust, its names reached through `path`.
pub(super) fn type_(plan: &Plan<'_>, ty: &errbook_spec::Type, path: &TokenStream) -> TokenStream {
    Writing { plan, path, holder: None }.type_(ty)
}

/// The type of a member of another type.
fn member(plan: &Plan<'_>, holder: &Type<'_>, ty: &errbook_spec::Type) -> TokenStream {
    Writing { plan, path: &TokenStream::new(), holder: Some(holder.position) }.type_(ty)
}

/// How types are written.
struct Writing<'w> {
    plan: &'w Plan<'w>,
    path: &'w TokenStream,
    /// The type that holds them.
    holder: Option<usize>,
}

impl Writing<'_> {
    fn type_(&self, ty: &errbook_spec::Type) -> TokenStream {
        use errbook_spec::Type as T;
        match ty {
            T::Any => quote!(v1::Value),
            T::Boolean => quote!(bool),
            T::Integer => quote!(i64),
            T::Unsigned => quote!(u64),
            T::Number => quote!(v1::Number),
            T::String => quote!(::std::string::String),
            T::Code => {
                let path = self.path;
                quote!(v1::Open<#path ErrorCode>)
            }
            T::List(item) => {
                let item = self.type_(item);
                quote!(::std::vec::Vec<#item>)
            }
            T::Map(item) => {
                let item = self.type_(item);
                quote!(::std::collections::BTreeMap<::std::string::String, #item>)
            }
            T::Nullable(inner) => {
                let inner = self.type_(inner);
                quote!(v1::Option<#inner>)
            }
            T::Named(position) => self.named(*position, false),
            T::Recursive(position) => self.named(*position, true),
        }
    }

    /// An enum of values is open wherever data has one, and so is a union: a server may be newer than the spec.
    fn named(&self, position: usize, is_recursive: bool) -> TokenStream {
        let Some(item) = self.plan.types.at(position) else { return quote!(v1::Value) };
        let (ident, path) = (&item.ident, self.path);
        let ty = match item.named.shape {
            Shape::Object(_) => quote!(#path #ident),
            Shape::Enum(_) | Shape::Union(_) => quote!(v1::Open<#path #ident>),
        };
        let is_cut = self.holder.is_some_and(|holder| self.plan.types.is_cut(holder, position));
        match (is_cut, is_recursive) {
            (true, _) => quote!(v1::Lazy<#ty>),
            (false, true) => quote!(v1::Box<#ty>),
            (false, false) => ty,
        }
    }
}
