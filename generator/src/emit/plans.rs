//! `RATE_LIMIT_PLANS`: the published rate limits.

use errbook_tables::{number, option};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::Plan;

/// The table; none where the spec has no plans.
pub(super) fn emit(plan: &Plan<'_>) -> Option<TokenStream> {
    let plans = plan.catalog.plans.iter().map(|it| {
        let name = Literal::string(&it.name);
        let per_minute = option(it.per_minute.map(number::decimal));
        let per_day = option(it.per_day.map(number::decimal));
        quote!(v1::RateLimitPlan { name: #name, per_minute: #per_minute, per_day: #per_day })
    });
    (!plan.catalog.plans.is_empty()).then(|| {
        quote! {
            /// The published rate limits, plan by plan.
            pub const RATE_LIMIT_PLANS: &[v1::RateLimitPlan] = &[#(#plans),*];
        }
    })
}
