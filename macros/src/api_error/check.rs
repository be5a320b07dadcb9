//! Constants whose evaluation fails where the errors and the contract differ. Each stands at the token that it is about.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::api::Api;
use super::expand::without_lifetimes;
use super::input::{Container, Input, Sends, Variant};
use super::settings::{Case, Fault, Slot};
use crate::attr::{Wire, written};
use crate::wire;

/// `__ERRORS`: what the type can send, in the order of its variants.
pub(super) fn errors(input: &Input<'_>) -> TokenStream {
    let errors = input.variants.iter().map(|variant| match &variant.sends {
        Sends::Forwarded(ty) => {
            let ty = without_lifetimes(ty);
            // The one place that mentions the bound: it gives one error.
            quote_spanned!(ty.span()=> __v1::Emit::Many(<#ty as __v1::Emits<__errbook_api::ApiError>>::ERRORS))
        }
        Sends::Fault(fault) => emit(fault),
    });
    quote!(const __ERRORS: &[__v1::Emit] = &[#(#errors),*];)
}

fn emit(fault: &Fault) -> TokenStream {
    let emit = match &fault.case {
        Case::Code(wire) => {
            let hash = wire::hash(&wire.text);
            quote!(__v1::emit_code(__CONTRACT, #hash))
        }
        Case::Status { number, .. } => quote!(__v1::Emit::Status(#number)),
    };
    if fault.undocumented { quote!(__v1::let_out(#emit)) } else { emit }
}

/// `__CONTRACT` and `__OPERATION`, and the checks of what the type says as a whole.
pub(crate) fn contract(api: &Api, operation: Option<&syn::LitStr>) -> TokenStream {
    let name = api.name();
    let served = quote_spanned!(api.span()=> __v1::check_client_only(#name, __CONTRACT));
    let found = operation.map_or_else(
        || quote!(::core::option::Option::None),
        |operation| {
            let hash = wire::hash(&operation.value());
            quote!(__CONTRACT.operation(#hash))
        },
    );
    let check = operation.map(|operation| {
        constant(
            operation.span(),
            &quote_spanned!(operation.span()=>
                __v1::check_operation(#name, __CONTRACT, #operation, __OPERATION.is_some())),
        )
    });
    let served = constant(api.span(), &served);
    // A constant that refers to the tables would have all of them validated again; a static stops at theirs.
    quote! {
        static __CONTRACT: &__v1::Contract = __errbook_api::CONTRACT;
        const __OPERATION: ::core::option::Option<__v1::Operation> = #found;
        #served
        #check
    }
}

/// A check that is evaluated, however long it takes: rustc would otherwise put its own words before ours.
fn constant(span: Span, check: &TokenStream) -> TokenStream {
    typed_constant(span, &quote_spanned!(span=> ()), check)
}

fn typed_constant(span: Span, ty: &TokenStream, check: &TokenStream) -> TokenStream {
    quote_spanned!(span=> #[allow(long_running_const_eval)] const _: #ty = #check;)
}

/// The checks of all variants.
pub(super) fn checks(input: &Input<'_>) -> TokenStream {
    let variants =
        input.variants.iter().enumerate().map(|(position, variant)| variant_checks(input, position, variant));
    let exhaustive = input.container.exhaustive.map(|span| {
        let (name, type_name) = (input.container.api.name(), input.ident.to_string());
        constant(
            span,
            &quote_spanned!(span=>
            __v1::check_exhaustive(#name, __CONTRACT, __OPERATION, #type_name, __v1::Emit::Many(__ERRORS))),
        )
    });
    let is_error = is_error(input);
    quote!(#(#variants)* #exhaustive #is_error)
}

fn variant_checks(input: &Input<'_>, position: usize, variant: &Variant<'_>) -> TokenStream {
    match &variant.sends {
        Sends::Forwarded(_) if input.container.operation.is_none() => TokenStream::new(),
        Sends::Forwarded(ty) => {
            let type_name = written(ty);
            let span = ty.span();
            constant(
                span,
                &quote_spanned!(span=>
                __v1::check_forward(__CONTRACT, __OPERATION, #type_name, __v1::at(__ERRORS, #position))),
            )
        }
        Sends::Fault(fault) => fault_checks(input.container, position, fault),
    }
}

fn fault_checks(container: &Container, position: usize, fault: &Fault) -> TokenStream {
    let main = match &fault.case {
        Case::Code(wire) => code_check(container, position, fault, wire),
        Case::Status { number, span, code } => {
            let (name, undocumented, has_code) = (container.api.name(), fault.undocumented, code.is_some());
            constant(
                *span,
                &quote_spanned!(*span=>
                __v1::check_status(#name, __CONTRACT, __OPERATION, #number, #undocumented, #has_code)),
            )
        }
    };
    let settings = fault.settings.iter().filter(|setting| {
        // A code's details may be its payload, which `payload_check` looks at.
        !(setting.slot == Slot::Details && matches!(fault.case, Case::Code(_)))
    });
    let slots = settings.filter_map(|setting| {
        let given = format_ident!("{}", setting.slot.given()?);
        Some(slot_check(setting.key.span(), position, &given.to_token_stream()))
    });
    let open_code = match &fault.case {
        Case::Status { code: Some(code), .. } => Some(slot_check(code.span, position, &quote!(Code))),
        _ => None,
    };
    let payload = payload_check(position, fault);
    let expose = fault.expose.as_ref().map(|expose| {
        let span = expose.span();
        constant(
            span,
            &quote_spanned!(span=>
            __v1::check_expose(__CONTRACT, __OPERATION, __v1::at(__ERRORS, #position))),
        )
    });
    quote!(#main #payload #(#slots)* #open_code #expose)
}

/// The type of this constant is `()`, by a name that is deprecated if the code is.
fn code_check(container: &Container, position: usize, fault: &Fault, wire: &Wire) -> TokenStream {
    let name = container.api.name();
    let Wire { text, span } = wire;
    let undocumented = fault.undocumented;
    let given = fault.setting(Slot::Payload).is_some() || fault.setting(Slot::Details).is_some();
    let alias = format_ident!("code_{}", wire::mangled(text), span = *span);
    typed_constant(
        *span,
        &alias.to_token_stream(),
        &quote_spanned!(*span=>
        __v1::check_code(
            #name, __CONTRACT, __OPERATION, __v1::at(__ERRORS, #position), #text, #undocumented, #given)),
    )
}

fn payload_check(position: usize, fault: &Fault) -> Option<TokenStream> {
    if !matches!(fault.case, Case::Code(_)) {
        return None;
    }
    let (payload, details) = (fault.setting(Slot::Payload), fault.setting(Slot::Details));
    let span = payload.or(details)?.key.span();
    let (payload, details) = (payload.is_some(), details.is_some());
    Some(constant(
        span,
        &quote_spanned!(span=>
        __v1::check_payload(__CONTRACT, __OPERATION, __v1::at(__ERRORS, #position), #payload, #details)),
    ))
}

fn slot_check(span: Span, position: usize, given: &TokenStream) -> TokenStream {
    constant(
        span,
        &quote_spanned!(span=>
        __v1::check_slot(__CONTRACT, __OPERATION, __v1::at(__ERRORS, #position), __v1::Given::#given)),
    )
}

/// That the type can stand behind an error. With parameters, that is a bound of the impls instead.
fn is_error(input: &Input<'_>) -> Option<TokenStream> {
    let ident = input.ident;
    let span = ident.span();
    input.generics.params.is_empty().then(|| {
        quote_spanned! {span=>
            const _: fn() = || {
                fn is_error<E: ::core::error::Error + ::core::marker::Send + 'static>() {}
                is_error::<#ident>();
                __v1::Shared(::core::marker::PhantomData::<#ident>).sync();
            };
        }
    })
}
