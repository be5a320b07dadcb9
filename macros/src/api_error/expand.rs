//! Input → impls. The shape of it all, for `#[errbook(code = GONE, details = why)] Gone { why: Why }`:
//!
//! ```text
//! const _: () = {
//!     use shop::__errbook_api;
//!     use __errbook_api::v1 as __v1;
//!     type code_GONE = ();                                    // what these names are …
//!     fn details_GONE<T>(details: T) -> Free<T> { … }
//!     {
//!         use __errbook_api::codes::*;                        // … unless the contract knows more of them
//!         static __SENDER: Sender = …;
//!         const _: code_GONE = check_code(&__SENDER, …);
//!         impl Emits<ApiError> for E { … }
//!         impl From<E> for ApiError { … }
//!     }
//! };
//! ```
//!
//! Each body that the compiler looks at costs more than any number of literals in it: so there are few of them, and most
//! variants are no more in them than a number.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Fields, Generics, Index, Member, WhereClause, WherePredicate, parse_quote};

use super::api::Api;
use super::check;
use super::input::{Input, Sends, Variant};
use super::settings::{Case, Fault, Slot};

/// All that is derived.
pub(super) fn expand(input: &Input<'_>) -> TokenStream {
    let names = names(input);
    let sender = check::sender(input);
    let checks = check::checks(input);
    let impls = impls(input);
    let body = quote! {
        #names
        {
            use __errbook_api::codes::*;
            #sender
            #checks
            #impls
        }
    };
    inside(&input.container.api, input.container.runtime.as_ref(), &body)
}

/// Items in a scope where the generated module and the runtime have names. They are reached by the one path that the user
/// wrote: a wrong one is one error.
pub(crate) fn inside(api: &Api, runtime: Option<&syn::Path>, body: &TokenStream) -> TokenStream {
    let runtime = runtime.map_or_else(|| quote!(__errbook_api::v1), |runtime| quote!(#runtime::__private::v1));
    let module = api.module();
    quote! {
        #[allow(dead_code, long_running_const_eval, non_camel_case_types, non_snake_case, unused_imports)]
        const _: () = {
            #module
            use #runtime as __v1;
            #body
        };
    }
}

/// What the names of codes are where the contract has nothing of that name.
fn names(input: &Input<'_>) -> TokenStream {
    let mut names = TokenStream::new();
    let mut seen = Vec::new();
    for fault in faults(input) {
        let Some(wire) = fault.wire() else { continue };
        let mangled = errbook_wire::mangled(&wire.text);
        let mut define = |kind: &str, item: &dyn Fn(Ident) -> TokenStream| {
            let name = format_ident!("{kind}_{mangled}");
            if !seen.contains(&name) {
                seen.push(name.clone());
                names.extend(item(name));
            }
        };
        define("code", &|name| quote!(type #name = ();));
        if fault.setting(Slot::Payload).is_some() {
            define("payload", &|name| quote!(fn #name<T>(_: T) -> __v1::Unplaced { __v1::Unplaced }));
        } else if fault.setting(Slot::Details).is_some() {
            define("details", &|name| quote!(fn #name<T>(details: T) -> __v1::Free<T> { __v1::Free(details) }));
        }
    }
    names
}

fn faults<'a>(input: &'a Input<'_>) -> impl Iterator<Item = &'a Fault> {
    input.variants.iter().filter_map(|variant| match &variant.sends {
        Sends::Fault(fault) => Some(&**fault),
        Sends::Forwarded(_) => None,
    })
}

fn impls(input: &Input<'_>) -> TokenStream {
    let ident = input.ident;
    let (impl_generics, ty_generics, _) = input.generics.split_for_impl();
    let by_reference = bounds(input.generics, ident, Bound::Display);
    let by_value = bounds(input.generics, ident, Bound::Error);
    let (emits, releases, is_error) = (emits(input), releases(input), is_error(input));
    let response = (!input.container.skip_axum).then(|| {
        quote! {
            __v1::derived_response! {
                [#impl_generics] [#ident #ty_generics] [#by_value]
                this => <__errbook_api::ApiError as ::core::convert::From<#ident #ty_generics>>::from(this)
            }
        }
    });
    quote! {
        use __v1::{Forwards as _, Keeps as _, ShownBlank as _, SyncUnsaid as _};

        #[automatically_derived]
        #[allow(deprecated)]
        impl #impl_generics __v1::Emits<__errbook_api::ApiError> for #ident #ty_generics #by_reference {
            const ERRORS: &'static [__v1::Emit] = __SENDER.errors;
            #emits
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl #impl_generics __v1::Derived for #ident #ty_generics #by_reference {
            type Api = __errbook_api::ApiError;
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl #impl_generics __v1::Releases<__errbook_api::ApiError> for #ident #ty_generics #by_value {
            #releases
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl #impl_generics ::core::convert::From<#ident #ty_generics> for __errbook_api::ApiError #by_value {
            fn from(error: #ident #ty_generics) -> Self {
                #is_error
                __v1::Releases::into_api(error, __v1::NO_OPERATION)
            }
        }

        #response
    }
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

/// The methods of `Emits`.
fn emits(input: &Input<'_>) -> TokenStream {
    let operation = &local("operation");
    let (variant, code_str, to_api) = (variant(input), code_str(input, operation), to_api(input, operation));
    quote! {
        #variant

        fn code_str(&self, #operation: ::core::option::Option<__v1::Operation>) -> ::core::option::Option<&str> {
            match self { #code_str }
        }

        #[allow(unused_variables, clippy::used_underscore_binding)]
        fn to_api(&self, #operation: ::core::option::Option<__v1::Operation>) -> __errbook_api::ApiError {
            match self { #to_api }
        }
    }
}

/// The method that tells the variants apart. What is forwarded needs no number, and a struct has the one that is given.
fn variant(input: &Input<'_>) -> Option<TokenStream> {
    let numbers = input.variants.iter().enumerate().filter_map(|(position, variant)| {
        let pattern = any(variant);
        (is_fault(variant) && variant.ident.is_some()).then(|| quote!(#pattern => #position,))
    });
    let numbers: Vec<TokenStream> = numbers.collect();
    let rest = (numbers.len() < input.variants.len()).then(|| quote!(_ => 0,));
    (!numbers.is_empty()).then(|| quote!(fn variant(&self) -> usize { match self { #(#numbers)* #rest } }))
}

fn code_str(input: &Input<'_>, operation: &Ident) -> TokenStream {
    let arms = input.variants.iter().map(|variant| match &variant.sends {
        Sends::Forwarded(_) => {
            let (pattern, code) = (pattern(variant), forwarded(operation, "code_str"));
            Some(quote!(#pattern => #code,))
        }
        Sends::Fault(fault) => {
            let Case::Status { code: Some(code), .. } = &fault.case else { return None };
            let (pattern, text) = (any(variant), &code.text);
            Some(quote!(#pattern => ::core::option::Option::Some(#text),))
        }
    });
    let arms: Vec<_> = arms.collect();
    let rest = arms.iter().any(Option::is_none).then(|| {
        let number = number();
        quote!(_ => __SENDER.code_str(#number, #operation),)
    });
    quote!(#(#arms)* #rest)
}

fn to_api(input: &Input<'_>, operation: &Ident) -> TokenStream {
    let arms = input.variants.iter().enumerate().map(|(position, variant)| {
        let error = match &variant.sends {
            Sends::Forwarded(_) => forwarded(operation, "to_api"),
            Sends::Fault(fault) if fault.is_plain() => return None,
            Sends::Fault(fault) => error(fault, position, operation),
        };
        let pattern = pattern(variant);
        Some(quote!(#pattern => #error,))
    });
    let arms: Vec<_> = arms.collect();
    let rest = arms.iter().any(Option::is_none).then(|| {
        let (number, slots) = (number(), shown());
        quote!(_ => __SENDER.send(#number, #operation, #slots),)
    });
    quote!(#(#arms)* #rest)
}

fn number() -> TokenStream {
    quote!(__v1::Emits::<__errbook_api::ApiError>::variant(self))
}

fn is_fault(variant: &Variant<'_>) -> bool {
    matches!(variant.sends, Sends::Fault(_))
}

/// The method of `Releases`: the inner error is its own cause, any other error becomes that of the one that is sent.
fn releases(input: &Input<'_>) -> TokenStream {
    let operation = &local("operation");
    let this = local("this");
    let forwards =
        input.variants.iter().filter(|variant| matches!(variant.sends, Sends::Forwarded(_))).map(|variant| {
            let (pattern, inner) = (pattern(variant), forwarded(operation, "into_api"));
            quote!(#pattern => #inner,)
        });
    let own = faults(input).next().map(|_| {
        quote! {
            #this => __v1::Keep(__v1::Emits::<__errbook_api::ApiError>::to_api(&#this, #operation), #this).keep(),
        }
    });
    quote! {
        fn into_api(self, #operation: ::core::option::Option<__v1::Operation>) -> __errbook_api::ApiError {
            match self {
                #(#forwards)*
                #own
            }
        }
    }
}

/// A name that no expression of the user can see, and no field can hide.
fn local(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

/// A call of the inner error's method of this name.
fn forwarded(operation: &Ident, method: &str) -> TokenStream {
    let (inner, method) = (local("inner"), Ident::new(method, Span::mixed_site()));
    quote! {
        __v1::Forward(#inner, ::core::marker::PhantomData::<__errbook_api::ApiError>).#method(__SENDER.within(#operation))
    }
}

/// The error that is sent for a variant.
fn error(fault: &Fault, position: usize, operation: &Ident) -> TokenStream {
    let slots = slots(fault);
    let settled = |kind: &str, slot: Slot| {
        let value = &fault.setting(slot)?.value;
        let function = format_ident!("{kind}_{}", errbook_wire::mangled(&fault.wire()?.text), span = value.span());
        Some(quote_spanned! {value.span()=>
            __v1::Settle::<__errbook_api::ApiError>::settle(#function(#value), &__SENDER, #position, #operation, #slots)
        })
    };
    settled("payload", Slot::Payload)
        .or_else(|| settled("details", Slot::Details))
        .unwrap_or_else(|| quote!(__SENDER.send(#position, #operation, #slots)))
}

/// The message that an error has by itself.
fn shown() -> TokenStream {
    quote!(__v1::Slots::new(__v1::Shown(self).text()))
}

/// What the error says: its message, and everything that has no better place.
fn slots(fault: &Fault) -> TokenStream {
    let is_settled = |slot| match (&fault.case, slot) {
        (Case::Code(_), Slot::Details) => fault.setting(Slot::Payload).is_none(),
        (_, slot) => slot == Slot::Payload,
    };
    let settings = fault.settings.iter().filter(|setting| !is_settled(setting.slot));
    let slots = settings.fold(shown(), |slots, setting| {
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

/// A pattern that binds the fields: by their names, those without one as `_0`, `_1` …, a forwarded one as `inner`.
fn pattern(variant: &Variant<'_>) -> TokenStream {
    let path = path(variant);
    let members = variant.fields.iter().enumerate().map(|(position, field)| {
        let member = field.ident.clone().map_or_else(|| Member::Unnamed(Index::from(position)), Member::Named);
        match (&variant.sends, &field.ident) {
            (Sends::Fault(_), Some(name)) => name.to_token_stream(),
            (Sends::Fault(_), None) => {
                let name = format_ident!("_{position}");
                quote!(#member: #name)
            }
            (Sends::Forwarded(_), _) => {
                let inner = local("inner");
                quote!(#member: #inner)
            }
        }
    });
    quote!(#path { #(#members),* })
}

/// A pattern that binds nothing.
fn any(variant: &Variant<'_>) -> TokenStream {
    let path = path(variant);
    match variant.fields {
        Fields::Unit => path,
        Fields::Named(_) | Fields::Unnamed(_) => quote!(#path { .. }),
    }
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
