//! The table of retry rules.

use std::time::Duration;

use errbook_spec::{After, Retry};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::{number, option};

/// `RETRIES`: the distinct rules.
pub(super) fn emit(retries: &[&Retry]) -> TokenStream {
    let retries = retries.iter().map(|it| retry(it));
    quote!(const RETRIES: &[v1::Retry] = &[#(#retries),*];)
}

fn retry(retry: &Retry) -> TokenStream {
    let rule = match retry {
        Retry::Never => return quote!(v1::Retry::Never),
        Retry::Rule(rule) => rule,
    };
    let after = rule.after.iter().map(|after| match after {
        After::Header => quote!(v1::After::Header),
        After::Body => quote!(v1::After::Body),
        After::Reset => quote!(v1::After::Reset),
    });
    let default = option(rule.default.map(milliseconds));
    let backoff = option(rule.backoff.as_ref().map(|backoff| {
        let initial = milliseconds(backoff.initial);
        let factor = Literal::f64_unsuffixed(if backoff.factor.is_finite() { backoff.factor } else { f64::MAX });
        let max = option(backoff.max.map(milliseconds));
        quote!(v1::backoff(#initial, #factor, #max))
    }));
    let attempts = number::decimal(rule.attempts.into());
    quote!(v1::retry_rule(&[#(#after),*], #default, #backoff, #attempts))
}

fn milliseconds(duration: Duration) -> TokenStream {
    let count = number::decimal(u64::try_from(duration.as_millis()).unwrap_or(u64::MAX));
    quote!(v1::milliseconds(#count))
}
