//! What is emitted beside mistakes: impls that do nothing, so that code which uses the type is not reported as well.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, parse_quote};

use super::{Container, inside};

/// The impls, of the API that was named, or of any.
pub(super) fn fallback(
    item: &DeriveInput,
    container: Option<&Container>,
    mistakes: Option<&TokenStream>,
) -> TokenStream {
    let impls = match container {
        Some(container) => inside(&container.api, None, container.runtime.as_ref(), &of_api(item)),
        None => of_any(item),
    };
    quote!(#mistakes #impls)
}

fn of_api(item: &DeriveInput) -> TokenStream {
    let ident = &item.ident;
    let (impl_generics, ty_generics, where_clause) = item.generics.split_for_impl();
    let sending = sending(item, &quote!(#impl_generics), &quote!(__errbook_api::ApiError));
    quote! {
        #sending

        impl #impl_generics ::core::convert::From<#ident #ty_generics> for __errbook_api::ApiError #where_clause {
            fn from(_: #ident #ty_generics) -> Self {
                ::core::unreachable!("this does not compile")
            }
        }
    }
}

fn of_any(item: &DeriveInput) -> TokenStream {
    let mut generics = item.generics.clone();
    generics.params.push(parse_quote!(__Api));
    let (impl_generics, ..) = generics.split_for_impl();
    let sending = sending(item, &quote!(#impl_generics), &quote!(__Api));
    quote! {
        const _: () = {
            use ::errbook::__private::v1 as __v1;
            #sending
        };
    }
}

fn sending(item: &DeriveInput, emitting: &TokenStream, api: &TokenStream) -> TokenStream {
    let ident = &item.ident;
    let (impl_generics, ty_generics, where_clause) = item.generics.split_for_impl();
    quote! {
        impl #emitting __v1::Emits<#api> for #ident #ty_generics #where_clause {
            const ERRORS: &'static [__v1::Emit] = &[];

            fn code_str(
                &self,
                _: ::core::option::Option<__v1::Operation>,
            ) -> ::core::option::Option<&str> {
                ::core::option::Option::None
            }

            fn to_api(&self, _: ::core::option::Option<__v1::Operation>) -> #api {
                ::core::unreachable!("this does not compile")
            }
        }

        impl #impl_generics __v1::ApiError for #ident #ty_generics #where_clause {
            fn code_str(&self) -> ::core::option::Option<&str> {
                ::core::option::Option::None
            }

            fn status(&self) -> __v1::StatusCode {
                ::core::default::Default::default()
            }

            fn to_json(&self) -> ::std::vec::Vec<u8> {
                ::core::default::Default::default()
            }
        }

        __v1::derived_response! {
            [#impl_generics] [#ident #ty_generics] [#where_clause]
            this => { let _ = this; <__v1::StatusCode as ::core::default::Default>::default() }
        }
    }
}
