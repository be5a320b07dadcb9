//! The tables that the runtime works by: what the spec says of its errors, as constants.

mod codes;
mod envelopes;
mod retries;
mod statuses;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::option;
use crate::plan::Plan;

/// `API`, and the constants that it is made of.
pub(super) fn emit(plan: &Plan<'_>) -> TokenStream {
    let codes = codes::emit(plan);
    let statuses = statuses::emit(plan);
    let envelopes = envelopes::emit(plan);
    let retries = retries::emit(plan);
    let header = |name: &Option<String>| option(name.as_deref().map(Literal::string));
    let limit = header(&plan.catalog.rate_limit.limit);
    let remaining = header(&plan.catalog.rate_limit.remaining);
    let reset = header(&plan.catalog.rate_limit.reset);
    let constants = codes::constants(plan);
    quote! {
        #constants
        static API: v1::Api = v1::Api {
            codes: CODES,
            statuses: STATUSES,
            envelopes: ENVELOPES,
            retries: RETRIES,
            rate_limit: v1::RateLimitHeaders { limit: #limit, remaining: #remaining, reset: #reset },
        };
        #codes
        #statuses
        #envelopes
        #retries
    }
}
