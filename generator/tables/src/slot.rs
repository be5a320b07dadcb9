//! Slots, and whether members have to be there, by the names that the runtime has for them.

use errbook_spec::{FieldKeys, Member, Slot, TimeFormat, TimeUnit};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::option;

pub(super) fn presence(member: &Member) -> TokenStream {
    match (member.required, member.nullable) {
        (true, false) => quote!(v1::REQUIRED),
        (false, false) => quote!(v1::OPTIONAL),
        (true, true) => quote!(v1::REQUIRED_OR_NULL),
        (false, true) => quote!(v1::OPTIONAL_OR_NULL),
    }
}

pub(super) fn slot(slot: &Slot) -> TokenStream {
    match slot {
        Slot::Code => quote!(Code),
        Slot::Message => quote!(Message),
        Slot::Details(None) => quote!(Details),
        Slot::Details(Some(keys)) => {
            let keys = field_keys(keys);
            quote!(DetailsOrFields(#keys))
        }
        Slot::Fields(keys) => {
            let keys = field_keys(keys);
            quote!(Fields(#keys))
        }
        Slot::Status => quote!(Status),
        Slot::RequestId => quote!(RequestId),
        Slot::Timestamp(TimeFormat::Rfc3339) => quote!(Timestamp),
        Slot::Timestamp(TimeFormat::EpochSeconds) => quote!(TimestampSeconds),
        Slot::Timestamp(TimeFormat::EpochMilliseconds) => quote!(TimestampMilliseconds),
        Slot::RetryAfter(TimeUnit::Seconds) => quote!(RetryAfter),
        Slot::RetryAfter(TimeUnit::Milliseconds) => quote!(RetryAfterMilliseconds),
        Slot::Title => quote!(Title),
        Slot::Type => quote!(Type),
        Slot::Instance => quote!(Instance),
    }
}

fn field_keys(keys: &FieldKeys) -> TokenStream {
    let path = Literal::string(&keys.path);
    let path_is_list = keys.path_is_list;
    let message = Literal::string(&keys.message);
    let code = option(keys.code.as_deref().map(Literal::string));
    quote!(v1::FieldKeys { path: #path, path_is_list: #path_is_list, message: #message, code: #code })
}
