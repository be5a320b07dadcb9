//! Constants whose evaluation fails where the errors and the contract differ. Each stands at the token that it is about.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::api::Api;
use super::expand::without_lifetimes;
use super::input::{Container, Input, Sends, Variant};
use super::settings::{Case, Fault, Slot};
use crate::attr::{Wire, written};

/// `__SENDER`: what the type can send, and by which contract; and the check of what it says of that.
pub(super) fn sender(input: &Input<'_>) -> TokenStream {
    let hashes = input.variants.iter().map(|variant| match &variant.sends {
        Sends::Fault(fault) => fault.wire().map_or(0, |code| errbook_wire::hash(&code.text)),
        Sends::Forwarded(_) => 0,
    });
    let others = input.variants.iter().enumerate().filter_map(|(position, variant)| {
        let emit = match &variant.sends {
            Sends::Forwarded(ty) => many(ty),
            Sends::Fault(fault) => emit(fault)?,
        };
        Some(quote!((#position, #emit)))
    });
    let errors = quote!(&__v1::emits(__errbook_api::CONTRACT, [#(#hashes),*], [#(#others),*]));
    let Container { api, operation, .. } = input.container;
    of_api(api, operation.as_ref(), &errors)
}

/// All that another type can send. This is the one place that mentions the bound: it gives one error.
pub(crate) fn many(ty: &syn::Type) -> TokenStream {
    let errors = errors_of(ty);
    quote_spanned!(ty.span()=> __v1::Emit::Many(#errors))
}

/// What a type can send.
pub(crate) fn errors_of(ty: &syn::Type) -> TokenStream {
    let (span, ty) = (ty.span(), without_lifetimes(ty));
    quote_spanned!(span=> <#ty as __v1::Emits<__errbook_api::ApiError>>::ERRORS)
}

/// What is sent, where it is not simply a code.
fn emit(fault: &Fault) -> Option<TokenStream> {
    match (&fault.case, fault.undocumented) {
        (Case::Code(_), false) => None,
        (Case::Code(wire), true) => {
            let hash = errbook_wire::hash(&wire.text);
            Some(quote!(__v1::Emit::LetOutCode(__errbook_api::CONTRACT.code(#hash))))
        }
        (Case::Status { number, .. }, false) => Some(quote!(__v1::Emit::Status(#number))),
        (Case::Status { number, .. }, true) => Some(quote!(__v1::Emit::LetOutStatus(#number))),
    }
}

/// `__SENDER` of a type that can send these errors, and the check of API and operation.
pub(crate) fn of_api(api: &Api, operation: Option<&syn::LitStr>, errors: &TokenStream) -> TokenStream {
    let name = api.name();
    let found = operation.map_or_else(
        || quote!(__v1::NO_OPERATION),
        |operation| {
            let hash = errbook_wire::hash(&operation.value());
            quote!(__errbook_api::CONTRACT.operation(#hash))
        },
    );
    let is_served = quote_spanned!(api.span()=> __v1::check_api(&__SENDER););
    let is_known =
        operation.map(|operation| quote_spanned!(operation.span()=> __v1::check_operation(&__SENDER, #operation);));
    quote! {
        static __SENDER: __v1::Sender = __v1::Sender::new(#name, __errbook_api::CONTRACT, #found, #errors);
        const _: () = { #is_served #is_known };
    }
}

fn constant(span: Span, check: &TokenStream) -> TokenStream {
    quote_spanned!(span=> const _: () = #check;)
}

/// The checks of all variants.
pub(super) fn checks(input: &Input<'_>) -> TokenStream {
    let variants =
        input.variants.iter().enumerate().map(|(position, variant)| variant_checks(input, position, variant));
    let exhaustive = input.container.exhaustive.map(|span| {
        let type_name = input.ident.to_string();
        constant(span, &quote_spanned!(span=> __v1::check_exhaustive(&__SENDER, #type_name)))
    });
    quote!(#(#variants)* #exhaustive)
}

fn variant_checks(input: &Input<'_>, position: usize, variant: &Variant<'_>) -> TokenStream {
    match &variant.sends {
        Sends::Forwarded(_) if input.container.operation.is_none() => TokenStream::new(),
        Sends::Forwarded(ty) => {
            let (span, type_name) = (ty.span(), written(ty));
            constant(span, &quote_spanned!(span=> __v1::check_forward(&__SENDER, #position, #type_name)))
        }
        Sends::Fault(fault) => fault_checks(position, fault),
    }
}

fn fault_checks(position: usize, fault: &Fault) -> TokenStream {
    let main = match &fault.case {
        Case::Code(wire) => code_check(position, fault, wire),
        Case::Status { span, code, .. } => {
            let has_code = code.is_some();
            constant(*span, &quote_spanned!(*span=> __v1::check_status(&__SENDER, #position, #has_code)))
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
        constant(span, &quote_spanned!(span=> __v1::check_expose(&__SENDER, #position)))
    });
    quote!(#main #payload #(#slots)* #open_code #expose)
}

/// The type of this constant is `()`, by a name that is deprecated if the code is.
fn code_check(position: usize, fault: &Fault, wire: &Wire) -> TokenStream {
    let Wire { text, span } = wire;
    let given = fault.setting(Slot::Payload).is_some() || fault.setting(Slot::Details).is_some();
    let alias = format_ident!("code_{}", errbook_wire::mangled(text), span = *span);
    quote_spanned!(*span=> const _: #alias = __v1::check_code(&__SENDER, #position, #text, #given);)
}

fn payload_check(position: usize, fault: &Fault) -> Option<TokenStream> {
    fault.wire()?;
    let (payload, details) = (fault.setting(Slot::Payload), fault.setting(Slot::Details));
    let span = payload.or(details)?.key.span();
    let (payload, details) = (payload.is_some(), details.is_some());
    Some(constant(span, &quote_spanned!(span=> __v1::check_payload(&__SENDER, #position, #payload, #details))))
}

fn slot_check(span: Span, position: usize, given: &TokenStream) -> TokenStream {
    constant(span, &quote_spanned!(span=> __v1::check_slot(&__SENDER, #position, __v1::Given::#given)))
}
