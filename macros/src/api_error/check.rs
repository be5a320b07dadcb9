//! Constants whose evaluation fails where the errors and the contract differ. Each stands at the token that it is about.

use proc_macro2::{Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::api::Api;
use super::expand::without_lifetimes;
use super::input::{Container, Input, Sends, Variant};
use super::settings::{Case, Fault, Slot};
use crate::attr::{Wire, written};

/// The texts of the codes and forwarded types, by variants, and of the operation; the hashes of the codes; and what is sent
/// otherwise.
pub(super) fn sends(input: &Input<'_>) -> (String, TokenStream, TokenStream) {
    let (mut texts, mut hashes, mut others) = (String::new(), TokenStream::new(), TokenStream::new());
    for (position, variant) in input.variants.iter().enumerate() {
        let (code, other) = match &variant.sends {
            Sends::Forwarded(ty) => {
                texts.push_str(&written(ty));
                (None, Some(many(ty)))
            }
            Sends::Fault(fault) => (fault.wire(), emit(fault)),
        };
        texts.push_str(code.map_or("", |code| &code.text));
        texts.push('\0');
        let hash = code.map_or(0, |code| errbook_wire::hash(&code.text));
        hashes.extend([TokenTree::from(Literal::u64_suffixed(hash))]);
        others.extend(other.map(|other| quote!((#position, #other),)));
    }
    if let Some(operation) = &input.container.operation {
        texts.push_str(&operation.value());
        texts.push('\0');
    }
    (texts, hashes, others)
}

/// All that another type can send. This is the one place that mentions the bound: it gives one error.
fn many(ty: &syn::Type) -> TokenStream {
    let (span, ty) = (ty.span(), without_lifetimes(ty));
    quote_spanned!(span=> __v1::Emit::Many(<#ty as __v1::Emits<__errbook_api::ApiError>>::ERRORS))
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

/// `__SENDER` of a handler, which can send errors of this type, and the check of API and operation.
pub(crate) fn of_handler(api: &Api, operation: &syn::LitStr, ty: &syn::Type) -> TokenStream {
    let (errors, texts) = (many(ty), format!("{}\0{}\0", written(ty), operation.value()));
    let (name, found, checks) = (api.name(), found(Some(operation)), type_checks(api, Some(operation)));
    quote! {
        static __SENDER: &__v1::Sender =
            &__v1::Sender::new(#name, __errbook_api::CONTRACT, #found, #texts, 0, [0], [(0, #errors)]);

        #[track_caller]
        const fn __check(bit: u64) {
            __v1::check_unsure(__SENDER, bit);
        }
        #checks
    }
}

/// The operation of this name.
pub(super) fn found(operation: Option<&syn::LitStr>) -> TokenStream {
    let Some(operation) = operation else { return quote!(__v1::NO_OPERATION) };
    let hash = errbook_wire::hash(&operation.value());
    quote!(__errbook_api::CONTRACT.operation(#hash))
}

/// The check of API and operation.
fn type_checks(api: &Api, operation: Option<&syn::LitStr>) -> TokenStream {
    let is_served = quote_spanned!(api.span()=> __check(__v1::SERVED););
    let is_known = operation.map(|operation| quote_spanned!(operation.span()=> __check(__v1::FOUND);));
    quote!(const _: () = { #is_served #is_known };)
}

fn constant(span: Span, check: &TokenStream) -> TokenStream {
    quote_spanned!(span=> const _: () = #check;)
}

/// The checks of a type and all its variants.
pub(super) fn checks(input: &Input<'_>) -> TokenStream {
    let Container { api, operation, exhaustive, .. } = input.container;
    let mut checks = type_checks(api, operation.as_ref());
    for (position, variant) in input.variants.iter().enumerate() {
        checks.extend(variant_checks(input, position, variant));
    }
    checks.extend(exhaustive.map(|span| {
        let type_name = input.ident.to_string();
        constant(span, &quote_spanned!(span=> __v1::check_exhaustive(__SENDER, #type_name)))
    }));
    checks
}

fn variant_checks(input: &Input<'_>, position: usize, variant: &Variant<'_>) -> TokenStream {
    match &variant.sends {
        Sends::Forwarded(_) if input.container.operation.is_none() => TokenStream::new(),
        Sends::Forwarded(ty) => {
            let span = ty.span();
            let whole = || quote_spanned!(span=> __v1::check_forward(__SENDER, #position));
            let check = bit(position).map_or_else(whole, |bit| quote_spanned!(span=> __check(#bit)));
            constant(span, &check)
        }
        Sends::Fault(fault) => fault_checks(position, fault),
    }
}

fn fault_checks(position: usize, fault: &Fault) -> TokenStream {
    let main = match &fault.case {
        Case::Code(wire) => code_check(position, fault, wire),
        Case::Status { span, code, .. } => {
            let has_code = code.is_some();
            constant(*span, &quote_spanned!(*span=> __v1::check_status(__SENDER, #position, #has_code)))
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
        constant(span, &quote_spanned!(span=> __v1::check_expose(__SENDER, #position)))
    });
    quote!(#main #payload #(#slots)* #open_code #expose)
}

/// The type of this constant is `()`, by a name that is deprecated if the code is.
fn code_check(position: usize, fault: &Fault, wire: &Wire) -> TokenStream {
    let Wire { text, span } = wire;
    let alias = format_ident!("code_{}", errbook_wire::mangled(text), span = *span);
    let whole = || {
        let given = is_given(fault);
        quote_spanned!(*span=> __v1::check_code(__SENDER, #position, #given))
    };
    let check = bit(position).map_or_else(whole, |bit| quote_spanned!(*span=> __check(#bit)));
    quote_spanned!(*span=> const _: #alias = #check;)
}

/// Those of the variants that are given a payload, or details.
pub(super) fn given(input: &Input<'_>) -> u64 {
    let bits = input.variants.iter().enumerate().map(|(position, variant)| match &variant.sends {
        Sends::Fault(fault) if is_given(fault) => bit(position).unwrap_or(0),
        _ => 0,
    });
    bits.fold(0, |all, bit| all | bit)
}

fn is_given(fault: &Fault) -> bool {
    fault.setting(Slot::Payload).is_some() || fault.setting(Slot::Details).is_some()
}

/// What stands for a variant among those about which all is sure: the runtime's `DETAILS`, `SERVED` and `FOUND` have the last
/// three bits.
fn bit(position: usize) -> Option<u64> {
    (position < 61).then(|| 1 << position)
}

fn payload_check(position: usize, fault: &Fault) -> Option<TokenStream> {
    fault.wire()?;
    let (payload, details) = (fault.setting(Slot::Payload), fault.setting(Slot::Details));
    let span = payload.or(details)?.key.span();
    let (payload, details) = (payload.is_some(), details.is_some());
    let whole = || quote_spanned!(span=> __v1::check_payload(__SENDER, #position, #payload, #details));
    let bit = bit(position).filter(|_| !payload);
    let check = bit.map_or_else(whole, |bit| quote_spanned!(span=> __check(__v1::DETAILS | #bit)));
    Some(constant(span, &check))
}

fn slot_check(span: Span, position: usize, given: &TokenStream) -> TokenStream {
    constant(span, &quote_spanned!(span=> __v1::check_slot(__SENDER, #position, __v1::Given::#given)))
}
