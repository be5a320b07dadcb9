//! `operation`: per operation an enum of just the errors that are documented for it.

use std::collections::HashMap;

use errbook_spec::StatusKey;
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::{api_error, bodies, describe, payload};
use crate::doc::{Doc, code_span};
use crate::plan::{Case, Fault, Kind, Operation, Plan};

/// The module with all of them; none where no operation documents an error. What several operations document alike is
/// written once.
pub(super) fn emit(plan: &Plan<'_>) -> Option<TokenStream> {
    let operations = alike(&plan.operations).into_iter().map(|operations| match operations.as_slice() {
        [only] => one(plan, only),
        several => several_alike(plan, several),
    });
    let operations: Vec<_> = operations.collect();
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

/// The operations in groups of those that document the same errors, in the order in which the first of each stands.
fn alike<'p, 'c>(operations: &'p [Operation<'c>]) -> Vec<Vec<&'p Operation<'c>>> {
    let mut groups: Vec<Vec<&Operation<'_>>> = Vec::new();
    let mut known: HashMap<&[Fault], usize> = HashMap::new();
    for operation in operations {
        let group = *known.entry(&operation.faults).or_insert(groups.len());
        match groups.get_mut(group) {
            Some(group) => group.push(operation),
            None => groups.push(vec![operation]),
        }
    }
    groups
}

fn one(plan: &Plan<'_>, operation: &Operation<'_>) -> TokenStream {
    let Operation { ident, faults, .. } = operation;
    let doc = about(plan, operation);
    let variants = variants(plan, faults);
    let lists = lists(plan, faults);
    let slots = api_error::with_slots(plan, &quote!(#ident));
    quote! {
        #doc
        pub enum #ident { #variants }
        v1::operation! { #ident; #lists }
        #slots
    }
}

fn several_alike(plan: &Plan<'_>, operations: &[&Operation<'_>]) -> TokenStream {
    let faults = operations.first().map_or(&[][..], |first| &first.faults);
    let docs = operations.iter().map(|operation| about(plan, operation));
    let idents = operations.iter().map(|operation| &operation.ident);
    let variants = variants(plan, faults);
    let lists = lists(plan, faults);
    let slots = api_error::slots(plan);
    quote! {
        v1::operations! { ApiError;
            operations { #(#docs #idents,)* }
            errors { #variants }
            #lists
            slots { #(#slots,)* }
        }
    }
}

fn about(plan: &Plan<'_>, operation: &Operation<'_>) -> Doc {
    let facts = operation.facts;
    let method = facts.method.to_uppercase();
    let doc = Doc::new(&format!("What {} ({method} {}) can answer.", code_span(&facts.id), code_span(&facts.path)));
    doc.and(&bodies::of_operation(plan, facts), "")
}

fn variants(plan: &Plan<'_>, faults: &[Fault]) -> TokenStream {
    let variants = faults.iter().filter_map(|fault| Some(variant(plan, plan.kinds.get(fault.kind)?, fault)));
    quote!(#(#variants)*)
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
                // Declared codes come first among the kinds.
                let position = Literal::usize_unsuffixed(fault.kind);
                codes.extend(quote!(#constructor #holds => #ident(#position, #status, #envelope),));
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
