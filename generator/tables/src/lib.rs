//! Catalog → the constant tables by which the runtime writes and reads errors, as tokens.
//!
//! The generator puts them into its module, a derive that reads a spec puts them beside its impls. What they name is in
//! `v1`, which has to be in scope.

mod codes;
mod documented;
mod envelopes;
mod index;
mod least;
pub mod number;
mod payloads;
mod pieces;
mod retries;
mod slot;
mod statuses;
mod two_places;

use errbook_spec::{Catalog, Code, Retry};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

pub use documented::{Documented, documented_code, documented_status};
pub use index::index;

/// The tables of one API.
#[derive(Debug)]
pub struct Tables<'c> {
    catalog: &'c Catalog,
    /// The position in the catalog of each code, in the order of the variants.
    order: Vec<usize>,
    /// The other way round: where the code at each position of the catalog stands among the variants.
    positions: Vec<Option<usize>>,
    /// The distinct retry rules, in order of appearance.
    retries: Vec<&'c Retry>,
}

impl<'c> Tables<'c> {
    /// With the declared codes in the order of the spec.
    pub fn new(catalog: &'c Catalog) -> Self {
        let declared = catalog.codes.iter().enumerate().filter(|(_, code)| !code.open);
        Self::in_order(catalog, declared.map(|(position, _)| position).collect())
    }

    /// With these codes, each by its position in the catalog, in this order. What is no position of a code is left out.
    pub fn in_order(catalog: &'c Catalog, order: Vec<usize>) -> Self {
        let order: Vec<usize> = order.into_iter().filter(|position| *position < catalog.codes.len()).collect();
        let mut positions = vec![None; catalog.codes.len()];
        for (position, in_catalog) in order.iter().enumerate() {
            if let Some(entry) = positions.get_mut(*in_catalog) {
                *entry = Some(position);
            }
        }
        Self { catalog, order, positions, retries: retries(catalog) }
    }

    /// `API`, and the constants that it is made of.
    pub fn emit(&self) -> TokenStream {
        self.with_bodies(&envelopes::emit(&self.catalog.envelopes, self.catalog))
    }

    /// The same for codes alone, of which no body is written or read.
    pub fn emit_without_bodies(&self) -> TokenStream {
        self.with_bodies(&envelopes::emit(&[], self.catalog))
    }

    fn with_bodies(&self, envelopes: &TokenStream) -> TokenStream {
        let (api, statuses, retries) = (self.api(), statuses::emit(self), retries::emit(&self.retries));
        quote!(#api #statuses #envelopes #retries)
    }

    /// `STATUSES` row by row, for who leaves some out.
    pub fn statuses(&self) -> impl Iterator<Item = TokenStream> {
        self.catalog.statuses.iter().map(|status| statuses::status(self, status))
    }

    /// `ENVELOPES` row by row. All tables name a body by its position: what is left out leaves its place empty.
    pub fn envelopes(&self) -> impl Iterator<Item = TokenStream> {
        self.catalog.envelopes.iter().map(|envelope| envelopes::envelope(envelope, self.catalog))
    }

    /// `API`, and the constants that it is made of, but for `STATUSES` and `ENVELOPES`.
    pub fn without_rows(&self) -> TokenStream {
        let (api, retries) = (self.api(), retries::emit(&self.retries));
        quote!(#api #retries)
    }

    /// `API` and `CODES`.
    fn api(&self) -> TokenStream {
        let codes = codes::emit(self);
        let status_retries = self.catalog.retries.iter().map(|it| {
            let (key, rule) = (statuses::key(it.key), number::position(self.retry(Some(&it.retry))));
            quote!((#key, #rule))
        });
        let header = |name: &Option<String>| option(name.as_deref().map(Literal::string));
        let limit = header(&self.catalog.rate_limit.limit);
        let remaining = header(&self.catalog.rate_limit.remaining);
        let reset = header(&self.catalog.rate_limit.reset);
        quote! {
            static API: v1::Api = v1::Api {
                codes: CODES,
                statuses: STATUSES,
                envelopes: ENVELOPES,
                retries: RETRIES,
                status_retries: &[#(#status_retries),*],
                rate_limit: v1::RateLimitHeaders { limit: #limit, remaining: #remaining, reset: #reset },
            };
            #codes
        }
    }

    /// The codes, in the order of the variants.
    fn codes(&self) -> impl Iterator<Item = &'c Code> + Clone {
        self.order.iter().filter_map(|position| self.catalog.codes.get(*position))
    }

    /// Where the code at a position of the catalog stands in the tables. What was only seen in an example has no place.
    pub fn position(&self, in_catalog: usize) -> Option<usize> {
        self.positions.get(in_catalog).copied().flatten()
    }

    /// The position of a rule among the retry rules.
    fn retry(&self, retry: Option<&Retry>) -> Option<usize> {
        self.retries.iter().position(|it| Some(*it) == retry)
    }
}

fn retries(catalog: &Catalog) -> Vec<&Retry> {
    let codes = catalog.codes.iter().filter(|code| !code.open).filter_map(|code| code.retry.as_ref());
    let all = codes.chain(catalog.retries.iter().map(|it| &it.retry));
    let mut retries: Vec<&Retry> = Vec::new();
    for retry in all {
        if !retries.contains(&retry) {
            retries.push(retry);
        }
    }
    retries
}

/// `v1::Some(…)` or `v1::None`.
pub fn option(value: Option<impl ToTokens>) -> TokenStream {
    value.map_or_else(|| quote!(v1::None), |value| quote!(v1::Some(#value)))
}
