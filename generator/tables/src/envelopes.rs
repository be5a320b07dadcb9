//! The table of envelopes: what bodies are made of, for writing and for reading.

use std::collections::HashMap;

use errbook_spec::{Body, Catalog, Envelope, FieldKeys, Member, Role, Shape, Slot, TimeFormat, TimeUnit, Type, Wire};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};
use serde_json::Value;

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

/// The least JSON of a type: what a service writes into a required member that nobody gives it a value for.
pub(super) fn least(catalog: &Catalog, ty: &Type, depth: usize) -> String {
    /// Types may contain themselves.
    const DEEPEST: usize = 8;
    match ty {
        Type::Any | Type::Nullable(_) => "null".to_owned(),
        Type::Boolean => "false".to_owned(),
        Type::Integer | Type::Unsigned | Type::Number => "0".to_owned(),
        Type::String => "\"\"".to_owned(),
        Type::Code => catalog.codes.first().map_or_else(|| "null".to_owned(), |code| json_wire(&code.wire)),
        Type::List(_) => "[]".to_owned(),
        Type::Map(_) => "{}".to_owned(),
        Type::Named(position) | Type::Recursive(position) => match catalog.types.get(*position).map(|it| &it.shape) {
            Some(Shape::Enum(values)) => {
                values.first().map_or_else(|| "null".to_owned(), |value| json_wire(&value.wire))
            }
            Some(Shape::Union(variants)) if depth < DEEPEST => {
                variants.first().map_or_else(|| "null".to_owned(), |variant| least(catalog, &variant.ty, depth + 1))
            }
            Some(Shape::Object(object)) if depth < DEEPEST => {
                let required = object.fields.iter().filter(|field| field.required);
                let members = required
                    .map(|field| format!("{}:{}", json_text(&field.wire), least(catalog, &field.ty, depth + 1)));
                format!("{{{}}}", members.collect::<Vec<_>>().join(","))
            }
            Some(Shape::Object(_) | Shape::Union(_)) | None => "null".to_owned(),
        },
    }
}

fn json_wire(wire: &Wire) -> String {
    match wire {
        Wire::Text(text) => json_text(text),
        Wire::Integer(integer) => integer.to_string(),
    }
}

pub(super) fn json_text(text: &str) -> String {
    Value::from(text).to_string()
}
