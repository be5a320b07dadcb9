//! Input → impls. For `#[errbook(code = GONE, details = why)] Gone { why: Why }`:
//!
//! ```text
//! const _: () = {
//!     use shop::__errbook_api;
//!     use __errbook_api::v1 as __v1;
//!     __v1::derived_impls! { [E …] … [code_GONE] [details_GONE] [] [const _: code_GONE = __check(1); …] … }
//! };
//! ```
//!
//! What is the same for all types is in that macro of the runtime. It makes, in short:
//!
//! ```text
//! type code_GONE = ();                                    // what these names are …
//! use Free as details_GONE;
//! {
//!     use __errbook_api::codes::*;                        // … unless the contract knows more of them
//!     static __SENDER: &Sender = …;
//!     const _: code_GONE = __check(1);
//!     impl Emits<ApiError> for E { … }
//!     impl From<E> for ApiError { … }
//! }
//! ```
//!
//! Each body that the compiler looks at costs more than any number of literals in it, and each token that is made here more
//! than any number that the runtime's macro adds: so there are few of both.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Generics, Index, Member, WhereClause, WherePredicate, parse_quote};

use super::api::Api;
use super::check;
use super::input::{Container, Input, Sends, Variant};
use super::settings::{Case, Fault, Slot};

/// All that is derived.
pub(super) fn expand(input: &Input<'_>) -> TokenStream {
    let ident = input.ident;
    let Container { api, operation, skip_axum, runtime, .. } = input.container;
    let (generics, type_generics, _) = input.generics.split_for_impl();
    let (shown, error) = (bounds(input.generics, ident, Bound::Display), bounds(input.generics, ident, Bound::Error));
    let frameworks = (!skip_axum).then(|| quote!(axum));
    let (name, found, (texts, hashes, others)) = (api.name(), check::found(operation.as_ref()), check::sends(input));
    let (names, checks, given) = (names(input), check::checks(input), check::given(input));
    let (numbers, codes, forwards) = (numbers(input), codes(input), forwards(input));
    let operation = local("operation");
    let (sent, is_error) = (sent(input, &operation), is_error(input));
    let body = quote! {
        __v1::derived_impls! {
            [#ident [impl #generics] [#type_generics]] [#shown] [#error] [#frameworks]
            #name [#found] #texts #given [#hashes] [#others]
            #names
            [#checks]
            [#numbers] [#codes] [#forwards]
            [self #operation #sent]
            [#is_error]
        }
    };
    inside(api, Some(input), runtime.as_ref(), &body)
}

/// Items in a scope where the generated module and the runtime have names. They are reached by the one path that the user
/// wrote: a wrong one is one error.
pub(crate) fn inside(
    api: &Api,
    input: Option<&Input<'_>>,
    runtime: Option<&syn::Path>,
    body: &TokenStream,
) -> TokenStream {
    let runtime = runtime.map_or_else(|| quote!(__errbook_api::v1), |runtime| quote!(#runtime::__private::v1));
    let module = api.module(input);
    quote! {
        #[allow(dead_code, long_running_const_eval, non_camel_case_types, non_snake_case, unused_imports)]
        const _: () = {
            #module
            use #runtime as __v1;
            #body
        };
    }
}

/// The names that codes have where the contract has nothing of that name: of all codes, of those with free-form details, and
/// of those with a payload.
fn names(input: &Input<'_>) -> TokenStream {
    let (mut codes, mut free, mut unplaced) = (Vec::new(), Vec::new(), Vec::new());
    for fault in faults(input) {
        let Some(wire) = fault.wire() else { continue };
        let mangled = errbook_wire::mangled(&wire.text);
        add(&mut codes, "code", &mangled);
        if fault.setting(Slot::Payload).is_some() {
            add(&mut unplaced, "payload", &mangled);
        } else if fault.setting(Slot::Details).is_some() {
            add(&mut free, "details", &mangled);
        }
    }
    quote!([#(#codes)*] [#(#free)*] [#(#unplaced)*])
}

/// Adds a name where it is not yet.
fn add(names: &mut Vec<Ident>, kind: &str, mangled: &str) {
    let name = format_ident!("{kind}_{mangled}");
    if !names.contains(&name) {
        names.push(name);
    }
}

fn faults<'a>(input: &'a Input<'_>) -> impl Iterator<Item = &'a Fault> {
    input.variants.iter().filter_map(|variant| match &variant.sends {
        Sends::Fault(fault) => Some(&**fault),
        Sends::Forwarded(_) => None,
    })
}

/// That the type can stand behind an error. With parameters, that is a bound of the impls instead.
fn is_error(input: &Input<'_>) -> Option<TokenStream> {
    let ident = input.ident;
    input.generics.params.is_empty().then(|| {
        quote_spanned! {ident.span()=>
            __v1::is_error::<#ident>();
            __v1::Shared(::core::marker::PhantomData::<#ident>).sync();
        }
    })
}

/// What a type with parameters must be for an impl; what one without must be is checked apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    /// To be looked at.
    Display,
    /// To stand behind an error that is sent.
    Error,
}

fn bounds(generics: &Generics, ident: &Ident, bound: Bound) -> Option<WhereClause> {
    let (_, ty_generics, _) = generics.split_for_impl();
    let has_types = generics.type_params().next().is_some() || generics.const_params().next().is_some();
    let added: Option<WherePredicate> = match bound {
        Bound::Display if has_types => Some(parse_quote!(#ident #ty_generics: ::core::fmt::Display)),
        Bound::Error if !generics.params.is_empty() => Some(parse_quote! {
            #ident #ty_generics: ::core::error::Error + ::core::marker::Send + ::core::marker::Sync + 'static
        }),
        _ => None,
    };
    let mut clause = generics.where_clause.clone();
    if let Some(added) = added {
        clause
            .get_or_insert_with(|| WhereClause {
                where_token: <syn::Token![where]>::default(),
                predicates: Punctuated::new(),
            })
            .predicates
            .push(added);
    }
    clause
}

/// The numbers of the variants. What is forwarded needs none, and a struct has the one that is given.
fn numbers(input: &Input<'_>) -> TokenStream {
    let mut numbers = TokenStream::new();
    for (position, variant) in input.variants.iter().enumerate() {
        if variant.ident.is_some() && matches!(variant.sends, Sends::Fault(_)) {
            let path = path(variant);
            numbers.extend(quote!([#path] #position));
        }
    }
    numbers
}

/// The variants that are sent with a code of their own where the API leaves them open.
fn codes(input: &Input<'_>) -> TokenStream {
    let codes = input.variants.iter().filter_map(|variant| {
        let Sends::Fault(fault) = &variant.sends else { return None };
        let Case::Status { code: Some(code), .. } = &fault.case else { return None };
        let (path, text) = (path(variant), &code.text);
        Some(quote!([#path] #text))
    });
    codes.collect()
}

/// The variants that forward what is in their one field.
fn forwards(input: &Input<'_>) -> TokenStream {
    let forwards = input.variants.iter().filter_map(|variant| {
        let Sends::Forwarded(_) = &variant.sends else { return None };
        let (path, field) = (path(variant), variant.fields.iter().next()?);
        let member = field.ident.clone().map_or_else(|| Member::Unnamed(Index::from(0)), Member::Named);
        Some(quote!([#path] #member))
    });
    forwards.collect()
}

/// How the variants are sent that say more than what they are.
fn sent(input: &Input<'_>, operation: &Ident) -> TokenStream {
    let arms = input.variants.iter().enumerate().filter_map(|(position, variant)| match &variant.sends {
        Sends::Fault(fault) if !fault.is_plain() => {
            let (pattern, error) = (pattern(variant), error(fault, position, operation));
            Some(quote!(#pattern => #error,))
        }
        Sends::Fault(_) | Sends::Forwarded(_) => None,
    });
    arms.collect()
}

/// A name that no expression of the user can see, and no field can hide.
fn local(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

/// The error that is sent for a variant.
fn error(fault: &Fault, position: usize, operation: &Ident) -> TokenStream {
    let slots = slots(fault);
    let settled = |kind: &str, slot: Slot| {
        let value = &fault.setting(slot)?.value;
        let function = format_ident!("{kind}_{}", errbook_wire::mangled(&fault.wire()?.text), span = value.span());
        Some(quote_spanned! {value.span()=>
            __v1::Settle::<__errbook_api::ApiError>::settle(#function(#value), __SENDER, #position, #operation, #slots)
        })
    };
    settled("payload", Slot::Payload)
        .or_else(|| settled("details", Slot::Details))
        .unwrap_or_else(|| quote!(__SENDER.send(#position, #operation, #slots)))
}

/// What the error says: its message, and everything that has no better place.
fn slots(fault: &Fault) -> TokenStream {
    let is_settled = |slot| match (&fault.case, slot) {
        (Case::Code(_), Slot::Details) => fault.setting(Slot::Payload).is_none(),
        (_, slot) => slot == Slot::Payload,
    };
    let settings = fault.settings.iter().filter(|setting| !is_settled(setting.slot));
    let shown = quote!(__v1::Slots::new(__v1::Shown(self).text()));
    let slots = settings.fold(shown, |slots, setting| {
        let (function, value) = (Ident::new(setting.slot.name(), Span::call_site()), &setting.value);
        quote_spanned!(value.span()=> __v1::say::#function(#slots, #value))
    });
    let slots = match &fault.case {
        Case::Status { code: Some(code), .. } => {
            let text = &code.text;
            quote!(__v1::say::code(#slots, #text))
        }
        _ => slots,
    };
    if fault.expose.is_some() { quote!(__v1::say::expose(#slots)) } else { slots }
}

/// A pattern that binds the fields: by their names, those without one as `_0`, `_1` …
fn pattern(variant: &Variant<'_>) -> TokenStream {
    let path = path(variant);
    let members = variant.fields.iter().enumerate().map(|(position, field)| {
        if let Some(name) = &field.ident {
            return name.to_token_stream();
        }
        let (member, name) = (Index::from(position), format_ident!("_{position}"));
        quote!(#member: #name)
    });
    quote!(#path { #(#members),* })
}

fn path(variant: &Variant<'_>) -> TokenStream {
    variant.ident.map_or_else(|| quote!(Self), |ident| quote!(Self::#ident))
}

/// A type as a constant can name it.
pub(crate) fn without_lifetimes(ty: &impl ToTokens) -> TokenStream {
    let mut tokens = TokenStream::new();
    let mut after_apostrophe = false;
    for token in ty.to_token_stream() {
        let is_apostrophe = matches!(&token, TokenTree::Punct(sign) if sign.as_char() == '\'');
        tokens.extend([match token {
            TokenTree::Ident(lifetime) if after_apostrophe => Ident::new("static", lifetime.span()).into(),
            TokenTree::Group(group) => {
                let inner = without_lifetimes(&group.stream());
                proc_macro2::Group::new(group.delimiter(), inner).into()
            }
            token => token,
        }]);
        after_apostrophe = is_apostrophe;
    }
    tokens
}
