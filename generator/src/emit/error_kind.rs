//! `ErrorKind`: what one matches on.

use errbook_spec::{PayloadPosition, StatusKey};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{describe, payload};
use crate::plan::{Case, Kind, Plan, Side};

/// The enum, a variant per code and a variant per status that can come without one.
pub(super) fn emit(plan: &Plan<'_>) -> TokenStream {
    let variants = plan.kinds.iter().map(|kind| {
        let (doc, ident) = (describe::kind(kind.case), &kind.ident);
        let holds = payload::held_by(plan, kind, &TokenStream::new());
        let holds = holds.map(|holds| quote!((#holds)));
        quote!(#doc #ident #holds,)
    });
    let tables = lists(plan);
    let status = match plan.side {
        Side::Both => quote!(v1::closed_status! { ErrorCode, ErrorKind, API }),
        Side::Client => quote!(v1::client_only_status! { ErrorKind, API }),
    };
    quote! {
        /// What can be wrong: a code with what it carries, or a status that comes without a code.
        #[derive(::core::clone::Clone, ::core::cmp::PartialEq)]
        pub enum ErrorKind { #(#variants)* }
        v1::error_kind! { ErrorKind, ErrorCode, API; #tables }
        #status
    }
}

/// Which variant is a kind of what.
fn lists(plan: &Plan<'_>) -> TokenStream {
    let [mut codes, mut payloads, mut statuses, mut ranges, mut default] = std::array::from_fn(|_| TokenStream::new());
    for kind in &plan.kinds {
        let ident = &kind.ident;
        match key(kind) {
            Some(StatusKey::Exact(status)) => {
                let status = Literal::u16_unsuffixed(status);
                statuses.extend(quote!(#ident = #status,));
            }
            Some(StatusKey::Range(class)) => {
                let class = Literal::u8_unsuffixed(class);
                ranges.extend(quote!(#ident = #class,));
            }
            Some(StatusKey::Default) => default.extend(quote!(#ident)),
            None => match payload_of(kind) {
                Some(presence) => payloads.extend(quote!(#ident(#presence),)),
                None => codes.extend(quote!(#ident,)),
            },
        }
    }
    quote! {
        codes { #codes }
        payloads { #payloads }
        statuses { #statuses }
        ranges { #ranges }
        default { #default }
    }
}

fn key(kind: &Kind<'_>) -> Option<StatusKey> {
    match kind.case {
        Case::Code(_) => None,
        Case::Status(status) => Some(status.key),
    }
}

/// Whether a payload is always there, and where.
fn payload_of(kind: &Kind<'_>) -> Option<TokenStream> {
    let Case::Code(code) = kind.case else { return None };
    let payload = code.payload.as_ref()?;
    let presence = if payload.required { quote!(required) } else { quote!(optional) };
    let position = match payload.position {
        PayloadPosition::Details => quote!(details),
        PayloadPosition::Beside => quote!(beside),
    };
    Some(quote!(#presence #position))
}
