//! An API that only its spec describes: what a generated module would have for derives is emitted beside the impls, by the
//! same tables. So all checks are the same, and say the same.

use std::sync::Arc;

use errbook_spec::{Catalog, Code, PayloadPosition};
use errbook_tables::{Tables, documented_code, index, number};
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use syn::{LitStr, Path};

use super::input::{Input, Sends};
use super::needed;
use super::settings::Case;
use crate::errors::Errors;
use crate::spec::{self, Origin, Spec, Texts};

/// What was read, and as much of it as a type needs.
pub(crate) struct BySpec {
    pub(super) name: String,
    pub(super) span: Span,
    spec: Arc<Spec>,
    tracking: TokenStream,
    operation: Option<String>,
    import: TokenStream,
}

impl BySpec {
    /// Reads the spec; `None` if it cannot be used, which was noted.
    pub(super) fn read(
        origin: &Origin,
        operation: Option<&LitStr>,
        runtime: Option<&Path>,
        errors: &mut Errors,
    ) -> Option<Self> {
        let read = spec::read(origin, &[], errors);
        Some(Self {
            name: read.name,
            span: origin.spec.span(),
            spec: read.spec?,
            tracking: read.tracking,
            operation: operation.map(LitStr::value),
            import: import(runtime),
        })
    }

    /// Notes every code that is sent and whose status is not known: a generated module has no service side then.
    pub(super) fn check(&self, input: &Input<'_>, errors: &mut Errors) {
        let catalog = &self.spec.catalog;
        for variant in &input.variants {
            let Sends::Fault(fault) = &variant.sends else { continue };
            let Case::Code(wire) = &fault.case else { continue };
            let Some(position) = needed::position(catalog, &wire.text) else { continue };
            if self.status(catalog, position).is_none() {
                let (code, name) = (&wire.text, &self.name);
                let message = format!(
                    "`{name}` does not say which status error code `{code}` is sent with: write \
                     `x-error-codes: {{{code}: {{status: …}}}}` in it, or in an overlay"
                );
                errors.push(wire.span, message);
            }
        }
    }

    fn status(&self, catalog: &Catalog, position: usize) -> Option<u16> {
        let operation = catalog.operations.iter().find(|it| Some(&it.id) == self.operation.as_ref());
        let documented = operation.and_then(|operation| documented_code(catalog, &operation.responses, position));
        documented.map(|documented| documented.status).or(catalog.codes.get(position)?.status)
    }

    /// `__errbook_api`, with as much of the tables as a type needs, or all of them.
    pub(super) fn module(&self, input: Option<&Input<'_>>) -> TokenStream {
        let catalog = &self.spec.catalog;
        let Self { tracking, import, .. } = self;
        let operations = self.operations(&Tables::new(catalog));
        let needed = input.and_then(|input| needed::of(input, catalog));
        let tables = self.spec.tables(texts).emit(needed.as_ref());
        let id = number::hexadecimal(id(catalog));
        quote! {
            #[allow(missing_docs, unreachable_pub)]
            mod __errbook_api {
                #import

                pub type ApiError = v1::BySpec<#id>;

                pub static CONTRACT: &v1::Contract = &v1::Contract {
                    api: &API,
                    operations: #operations,
                    payloads: PAYLOADS,
                    served: true,
                };

                #tables
                #tracking
            }
        }
    }

    /// The operation that is asked for; where there is none of that name, the names of all, one of which was meant.
    fn operations(&self, tables: &Tables<'_>) -> TokenStream {
        let Some(wanted) = &self.operation else { return quote!(v1::NO_OPERATIONS) };
        let all = &self.spec.catalog.operations;
        let found = all.iter().position(|operation| operation.id == *wanted);
        let operations = found.map_or(all.as_slice(), |position| std::slice::from_ref(&all[position]));
        let ids: Vec<&str> = operations.iter().map(|operation| operation.id.as_str()).collect();
        let index = index(ids.iter().copied());
        let errors = operations.iter().map(|operation| {
            if found.is_some() { tables.documents(&operation.responses) } else { quote!(v1::NOTHING) }
        });
        quote! {
            v1::Operations {
                ids: &[#(#ids),*],
                index: &[#(#index),*],
                errors: &[#(#errors),*],
            }
        }
    }
}

/// What is emitted of a spec, whoever derives.
fn texts(catalog: &Catalog) -> Texts {
    let tables = Tables::new(catalog);
    let (payloads, codes, rest) = (tables.payloads(), codes(catalog), tables.without_rows());
    let rest = quote! {
        const PAYLOADS: &[v1::Carried] = #payloads;
        #codes
        #rest
    };
    Texts::new(&rest, tables.statuses(), tables.envelopes())
}

/// The same for the same spec, read in the same way: positions in the tables mean the same then.
fn id(catalog: &Catalog) -> u64 {
    errbook_wire::hash(&format!("{}\n{}", catalog.api.fingerprint, catalog.code_paths.join("\n")))
}

/// What the names of codes are. Details need none: without a type they are whatever serializes.
fn codes(catalog: &Catalog) -> TokenStream {
    let declared = || catalog.codes.iter().filter(|code| !code.open);
    let is_beside =
        |code: &&Code| code.payload.as_ref().is_some_and(|payload| payload.position == PayloadPosition::Beside);
    let payloads = declared().filter(is_beside).map(|code| format_ident!("payload_{}", mangled(code)));
    let deprecated = declared().filter(|code| code.deprecated).map(|code| {
        let (alias, note) =
            (format_ident!("code_{}", mangled(code)), format!("error code `{}` is deprecated", code.wire));
        quote!(#alias #note)
    });
    quote! {
        v1::spec_codes! {
            payloads { #(#payloads)* }
            deprecated { #(#deprecated)* }
        }
    }
}

fn mangled(code: &Code) -> String {
    errbook_wire::mangled(&code.wire.to_string())
}

/// Imports the runtime's interface into a module within the one where its path was written.
fn import(runtime: Option<&Path>) -> TokenStream {
    let Some(path) = runtime else {
        return quote!(
            pub use ::errbook::__private::v1;
        );
    };
    let first = path.segments.first().map(|segment| segment.ident.to_string()).unwrap_or_default();
    match first.as_str() {
        "self" => {
            let rest = path.segments.iter().skip(1);
            quote!(pub use super #(:: #rest)*::__private::v1;)
        }
        "super" => quote!(pub use super::#path::__private::v1;),
        _ if path.leading_colon.is_some() || first == "crate" => quote!(pub use #path::__private::v1;),
        // The name of a crate, or of something in scope there.
        _ => quote! {
            use super::*;
            pub use #path::__private::v1;
        },
    }
}
