//! `examples()`: the error answers that the spec shows.

use std::collections::HashSet;

use errbook_spec::{Catalog, StatusKey};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::Plan;

/// The table. What comes of it is in the runtime, and nothing does unless the user asks for it there.
pub(crate) fn emit(plan: &Plan<'_>) -> TokenStream {
    let examples = answers(plan.catalog).into_iter().map(|Answer { status, media_type, body }| {
        let status = Literal::u16_unsuffixed(status);
        let (media_type, body) = (Literal::string(media_type), Literal::string(&body));
        quote!((#status, #media_type, #body))
    });
    quote! {
        const EXAMPLES: &[(u16, &str, &str)] = &[#(#examples),*];
        v1::examples! { ErrorCode, ResponseError, EXAMPLES }
    }
}

/// An answer that the spec shows; without a body it has no media type.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Answer<'c> {
    status: u16,
    media_type: &'c str,
    body: String,
}

/// Each answer once, in the order in which the operations have them.
fn answers(catalog: &Catalog) -> Vec<Answer<'_>> {
    let mut seen = HashSet::new();
    let responses = catalog.operations.iter().flat_map(|operation| &operation.responses);
    let all = responses.filter_map(|response| Some((status(catalog, response.key)?, response)));
    let answers = all.flat_map(|(status, response)| {
        let without_body =
            response.envelopes.is_empty().then_some(Answer { status, media_type: "", body: String::new() });
        let shown = response.examples.iter().map(move |example| {
            let body = example.value.to_string();
            Answer { status, media_type: &example.media_type, body }
        });
        without_body.into_iter().chain(shown)
    });
    answers.filter(|answer| seen.insert(answer.clone())).collect()
}

/// A status that is covered by a response key, and by no narrower one.
fn status(catalog: &Catalog, key: StatusKey) -> Option<u16> {
    let is_declared = |key: StatusKey| catalog.statuses.iter().any(|status| status.key == key);
    let is_free = |status: &u16| !is_declared(StatusKey::Exact(*status));
    match key {
        StatusKey::Exact(status) => Some(status),
        StatusKey::Range(class) => (u16::from(class) * 100..).take(100).find(is_free),
        StatusKey::Default => {
            let is_of_no_class = |class: &u8| !is_declared(StatusKey::Range(*class));
            let classes = [5, 4].into_iter().filter(is_of_no_class);
            classes.flat_map(|class| (u16::from(class) * 100..).take(100)).find(is_free)
        }
    }
}
