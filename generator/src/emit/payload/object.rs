//! Objects.

use errbook_spec::Object;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{facets, member, purpose};
use crate::doc::code_span;
use crate::emit::derive_data;
use crate::plan::{Plan, Type};

pub(super) fn emit(plan: &Plan<'_>, item: &Type<'_>, object: &Object) -> TokenStream {
    let Type { ident, members, additional, .. } = item;
    let fields = &object.fields;
    let docs = fields.iter().map(|field| {
        let doc = purpose::of_member(field.description.as_deref(), &code_span(&field.wire));
        let facets = facets::sentences(&field.facets);
        if facets.is_empty() { doc } else { doc.and(&facets, "") }
    });
    let types = fields.iter().map(|field| {
        let ty = member(plan, item, &field.ty);
        if field.required { ty } else { quote!(v1::Option<#ty>) }
    });
    let presence = fields.iter().map(|field| if field.required { quote!(required) } else { quote!(optional) });
    let keys = fields.iter().map(|field| Literal::string(&field.wire));
    let rest = additional.iter().map(|ident| quote!(.. #ident));
    let others = object.additional.iter().zip(additional).map(|(others, ident)| {
        let ty = member(plan, item, &others.ty);
        quote! {
            /// The other members.
            pub #ident: ::std::collections::BTreeMap<::std::string::String, #ty>,
        }
    });
    let doc = purpose::of_type(item);
    let derive = derive_data();
    quote! {
        #doc
        #derive
        pub struct #ident {
            #(#docs pub #members: #types,)*
            #(#others)*
        }
        v1::object_impls! { #ident; #(#members: #presence #keys,)* #(#rest)* }
    }
}
