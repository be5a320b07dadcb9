//! `ApiError`: the service side.

use errbook_spec::{Body, Role};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::payload;
use crate::doc::Doc;
use crate::plan::Plan;

/// The type and its constructors, one per kind.
pub(super) fn emit(plan: &Plan<'_>) -> TokenStream {
    let constructors = plan.kinds.iter().map(|kind| {
        let (constructor, ident) = (&kind.constructor, &kind.ident);
        let holds = payload::argument(plan, kind, &TokenStream::new());
        quote!(#constructor #holds => #ident,)
    });
    let slots = with_slots(plan, &quote!(ApiError));
    let doc = Doc::led("An error as it is sent by", &plan.title());
    quote! {
        #doc
        pub struct ApiError(v1::Failure<ErrorKind>);
        v1::api_error! { ApiError, ErrorKind, ErrorCode }
        v1::constructors! { ApiError, ErrorKind; #(#constructors)* }
        #slots
    }
}

/// The setters of a type that sends errors, for the slots that some envelope has.
pub(super) fn with_slots(plan: &Plan<'_>, name: &TokenStream) -> Option<TokenStream> {
    let slots = slots(plan);
    (!slots.is_empty()).then(|| quote!(v1::with_slots! { #name: #(#slots),* }))
}

/// The slots that some envelope has, or that the headers tell, by the names of their setters.
pub(super) fn slots(plan: &Plan<'_>) -> Vec<Ident> {
    /// In this order; what every error has (a message, `Retry-After`) is not among them.
    const SETTABLE: [&str; 7] = ["code", "details", "fields", "request_id", "timestamp", "title", "instance"];
    let mut present = Vec::new();
    for envelope in &plan.catalog.envelopes {
        collect(&envelope.body, &mut present);
    }
    if !plan.codes.is_empty() {
        present.retain(|slot| *slot != "code");
    }
    let limit = &plan.catalog.rate_limit;
    let rate_limit = limit.limit.is_some() || limit.remaining.is_some() || limit.reset.is_some();
    let slots = SETTABLE.into_iter().filter(|slot| present.contains(slot)).chain(rate_limit.then_some("rate_limit"));
    slots.map(|slot| Ident::new(slot, Span::call_site())).collect()
}

/// The names of all slots of a body.
fn collect(body: &Body, slots: &mut Vec<&'static str>) {
    for member in &body.members {
        match &member.role {
            Role::Object(inner) | Role::List(inner) => collect(inner, slots),
            Role::Slot(slot) if !slots.contains(&slot.name()) => slots.push(slot.name()),
            Role::Slot(_) | Role::Constant(_) | Role::Other(_) => {}
        }
    }
}
