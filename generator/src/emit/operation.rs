//! `operation`: per operation an enum of just the errors that are documented for it.

use errbook_spec::StatusKey;
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::{api_error, bodies, describe, payload};
use crate::doc::{Doc, code_span};
use crate::plan::{Case, Fault, Kind, Operation, Plan};

/// The module with all of them; none where no operation documents an error.
pub(super) fn emit(plan: &Plan<'_>) -> Option<TokenStream> {
    let operations: Vec<_> = plan.operations.iter().map(|it| operation(plan, it)).collect();
    (!operations.is_empty()).then(|| {
        quote! {
            /// The errors of each operation, and no others.
            pub mod operation {
                use super::v1;
                #(#operations)*
            }
        }
    })
}

fn operation(plan: &Plan<'_>, operation: &Operation<'_>) -> TokenStream {
    let Operation { ident, facts, faults } = operation;
    let variants = faults.iter().filter_map(|fault| Some(variant(plan, plan.kinds.get(fault.kind)?, fault)));
    let lists = lists(plan, faults);
    let slots = api_error::with_slots(plan, &quote!(#ident));
    let method = facts.method.to_uppercase();
    let doc = Doc::new(&format!("What {} ({method} {}) can answer.", code_span(&facts.id), code_span(&facts.path)));
    let doc = doc.and(&bodies::of_operation(plan, facts), "");
    quote! {
        #doc
        #[derive(::core::fmt::Debug)]
        pub enum #ident { #(#variants)* }
        v1::operation! { #ident; #lists }
        #slots
    }
}

fn variant(plan: &Plan<'_>, kind: &Kind<'_>, fault: &Fault) -> TokenStream {
    let (doc, ident) = (describe::fault(kind.case, fault.status), &kind.ident);
    let holds = payload::held_by(plan, kind, &quote!(super::)).map(|ty| quote!(#ty,));
    quote!(#doc #ident(#holds v1::Slots),)
}

/// How each error is made, and with which status and in which envelope it is sent.
fn lists(plan: &Plan<'_>, faults: &[Fault]) -> TokenStream {
    let [mut codes, mut statuses, mut ranges] = std::array::from_fn(|_| TokenStream::new());
    for fault in faults {
        let Some(kind) = plan.kinds.get(fault.kind) else { continue };
        let (constructor, ident) = (&kind.constructor, &kind.ident);
        let status = Literal::u16_unsuffixed(fault.status);
        let envelope = fault.envelope.map(Literal::usize_unsuffixed);
        // The runtime's macro takes it apart in the module above.
        let envelope = envelope.map_or_else(|| quote!(super::v1::NONE), ToTokens::into_token_stream);
        match kind.case {
            Case::Code(_) => {
                let holds = payload::argument(plan, kind, &quote!(super::));
                codes.extend(quote!(#constructor #holds => #ident(#status, #envelope),));
            }
            Case::Status(facts) => match facts.key {
                StatusKey::Exact(_) => statuses.extend(quote!(#constructor => #ident(#status, #envelope),)),
                StatusKey::Range(class) => {
                    let class = Literal::u8_unsuffixed(class);
                    ranges.extend(quote!(#constructor => #ident(#class, #envelope),));
                }
                StatusKey::Default => ranges.extend(quote!(#constructor => #ident(0, #envelope),)),
            },
        }
    }
    quote! {
        codes { #codes }
        statuses { #statuses }
        ranges { #ranges }
    }
}
