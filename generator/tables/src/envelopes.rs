//! The table of envelopes: what bodies are made of, for writing and for reading.

use std::collections::HashMap;

use errbook_spec::{Body, Catalog, Envelope, Member, Role, Slot, Wire};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};
use serde_json::Value;

use crate::least::least;
use crate::slot::{presence, slot};
use crate::{option, pieces};

/// `ENVELOPES`, and each distinct layout of them.
pub(super) fn emit(envelopes: &[Envelope], catalog: &Catalog) -> TokenStream {
    let mut layouts = Vec::new();
    let mut known = HashMap::new();
    let mut layout = |body: &Body| {
        let layout = pieces::of(catalog, body)?;
        let name = known.entry(layout.to_string()).or_insert_with(|| {
            let name = format_ident!("LAYOUT_{}", layouts.len());
            layouts.push(quote!(const #name: v1::InPieces = #layout;));
            name
        });
        Some(name.clone())
    };
    let rows: Vec<_> = envelopes.iter().map(|it| row(it, catalog, layout(&it.body))).collect();
    quote!(const ENVELOPES: &[v1::Envelope] = &[#(#rows),*]; #(#layouts)*)
}

/// A row of them, with its layout.
pub(super) fn envelope(envelope: &Envelope, catalog: &Catalog) -> TokenStream {
    row(envelope, catalog, pieces::of(catalog, &envelope.body))
}

fn row(envelope: &Envelope, catalog: &Catalog, layout: Option<impl ToTokens>) -> TokenStream {
    let media_type = Literal::string(&envelope.media_type);
    let (waits, body, in_pieces) = (waits(&envelope.body), body(catalog, &envelope.body), option(layout));
    quote!(v1::Envelope { media_type: #media_type, body: #body, in_pieces: #in_pieces, waits: #waits })
}

/// Whether a body says somewhere how long to wait.
fn waits(body: &Body) -> bool {
    body.members.iter().any(|member| match &member.role {
        Role::Slot(Slot::RetryAfter(_)) => true,
        Role::Object(inner) | Role::List(inner) => waits(inner),
        Role::Slot(_) | Role::Constant(_) | Role::Other(_) => false,
    })
}

fn body(catalog: &Catalog, body: &Body) -> TokenStream {
    let members = body.members.iter().map(|it| by_code(catalog, it));
    let payload = body.payload.then(|| quote!(v1::Member::Payload));
    let members = members.chain(payload);
    quote!(&[#(#members),*])
}

/// A member, and what it always is beside some codes.
fn by_code(catalog: &Catalog, of: &Member) -> TokenStream {
    let member = member(catalog, of);
    if of.constants.is_empty() {
        return member;
    }
    // Of several values beside one code the first counts.
    let values: HashMap<&Wire, &Value> = of.constants.iter().rev().map(|(wire, value)| (wire, value)).collect();
    let codes = catalog.codes.iter().filter(|code| !code.open).enumerate();
    let constants: Vec<(u16, String)> = codes
        .filter_map(|(position, code)| Some((u16::try_from(position).ok()?, values.get(&code.wire)?.to_string())))
        .collect();
    if constants.is_empty() {
        return member;
    }
    let (codes, texts): (Vec<_>, Vec<_>) =
        constants.iter().map(|(code, json)| (Literal::u16_unsuffixed(*code), Literal::string(json))).unzip();
    quote!(v1::Member::ByCode(&[#((#codes, #texts)),*], &#member))
}

fn member(catalog: &Catalog, member: &Member) -> TokenStream {
    let key = Literal::string(&member.wire);
    let presence = presence(member);
    match &member.role {
        Role::Constant(constant) => {
            let json = Literal::string(&constant.to_string());
            // What need not be there is not written, though it could be nothing else.
            if member.required {
                quote!(v1::Member::Constant(#key, #json))
            } else {
                quote!(v1::Member::Other(#key, #presence, #json))
            }
        }
        Role::Slot(it) => {
            let slot = slot(it);
            quote!(v1::Member::Slot(#key, #presence, v1::Slot::#slot))
        }
        Role::Object(inner) => {
            let members = body(catalog, inner);
            quote!(v1::Member::Object(#key, #presence, #members))
        }
        Role::List(inner) => {
            let members = body(catalog, inner);
            quote!(v1::Member::List(#key, #presence, #members))
        }
        Role::Other(ty) => {
            let json = Literal::string(&least(catalog, ty, 0));
            quote!(v1::Member::Other(#key, #presence, #json))
        }
    }
}
