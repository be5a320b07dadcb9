//! Attributes → input, with every mistake in them.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Fields, Generics, LitStr, Path, Type};

use super::api::Api;
#[cfg(feature = "spec")]
use super::by_spec::BySpec;
use super::input::{Container, Input, Sends, Variant};
use super::settings::{Case, Fault, Setting, Slot};
use crate::attr::{self, Entry};
use crate::errors::Errors;
use crate::spec::{Origin, OriginEntries};

/// What a type may say of itself.
const OF_TYPE: [&str; 8] = ["api", "spec", "at", "overlay", "operation", "exhaustive", "skip", "crate"];

/// What a variant may say, beside the slots.
const OF_VARIANT: [&str; 5] = ["code", "status", "forward", "expose", "undocumented"];

/// Whose errors they are; nothing where that is not said.
pub(super) fn container(item: &DeriveInput, errors: &mut Errors) -> Option<Container> {
    let (mut api, mut operation, mut exhaustive, mut skip_axum, mut runtime) = (None, None, None, false, None);
    let (mut is_said, mut is_understood) = (false, true);
    let mut origin = OriginEntries::default();
    for entry in attr::entries(&item.attrs, errors) {
        if origin.take(&entry, errors) {
            continue;
        }
        match entry.name() {
            "api" => {
                is_said = true;
                api = errors.note(entry.path("api = crate::shop"));
            }
            "operation" => operation = errors.note(entry.text("operation = \"createOrder\"")),
            "exhaustive" => exhaustive = errors.note(entry.flag()),
            "skip" => skip_axum = errors.note(skip(&entry)).unwrap_or_default(),
            "crate" => runtime = errors.note(entry.path("crate = errbook")),
            name if is_of_variant(name) => {
                if matches!(item.data, Data::Enum(_)) {
                    let message = format!("`{name}` belongs on a variant, not on the type");
                    errors.push(entry.key.span(), message);
                }
            }
            _ => {
                is_understood = false;
                entry.unknown(&known(&item.data), errors);
            }
        }
    }
    if !is_said && is_understood && origin.is_empty() {
        let message = format!(
            "`{}` does not say whose errors it holds: add `#[errbook(api = crate::shop)]` with the path of the generated module",
            item.ident
        );
        errors.push(item.ident.span(), message);
    }
    let origin = if is_said { origin.refuse(errors) } else { origin.origin(errors) };
    let api = match (api, origin) {
        (None, Some(origin)) => by_spec(&origin, operation.as_ref(), runtime.as_ref(), errors),
        (api, _) => api.map(Api::Module),
    };
    Some(Container { api: api?, operation, exhaustive, skip_axum, runtime })
}

/// The API of a spec.
#[cfg(feature = "spec")]
fn by_spec(origin: &Origin, operation: Option<&LitStr>, runtime: Option<&Path>, errors: &mut Errors) -> Option<Api> {
    BySpec::read(origin, operation, runtime, errors).map(|spec| Api::Spec(Box::new(spec)))
}

/// Says that specs are not read.
#[cfg(not(feature = "spec"))]
fn by_spec(origin: &Origin, _: Option<&LitStr>, _: Option<&Path>, errors: &mut Errors) -> Option<Api> {
    crate::spec::not_read(origin, errors);
    None
}

/// The keys that the attributes of a type know.
fn known(data: &Data) -> Vec<&'static str> {
    match data {
        Data::Struct(_) => OF_TYPE.into_iter().chain(of_variant()).collect(),
        Data::Enum(_) | Data::Union(_) => OF_TYPE.to_vec(),
    }
}

fn of_variant() -> impl Iterator<Item = &'static str> {
    OF_VARIANT.into_iter().chain(Slot::ALL.map(Slot::name))
}

fn is_of_variant(name: &str) -> bool {
    of_variant().any(|key| key == name)
}

/// Whether there is to be no impl for axum.
fn skip(entry: &Entry) -> syn::Result<bool> {
    let names = entry.names("skip(axum)")?;
    match names.iter().find(|name| *name != "axum") {
        Some(name) => {
            Err(syn::Error::new(name.span(), format!("there is nothing to skip for `{name}`: write `skip(axum)`")))
        }
        None => Ok(true),
    }
}

/// The type with its variants; nothing where there is too little to go on with.
pub(super) fn input<'a>(
    item: &'a DeriveInput,
    container: Option<&'a Container>,
    errors: &mut Errors,
) -> Option<Input<'a>> {
    let variants: Vec<_> = match &item.data {
        Data::Union(_) => {
            errors.push(item.ident.span(), format!("`{}` is a union: an error is an enum or a struct", item.ident));
            return None;
        }
        Data::Enum(data) if data.variants.is_empty() => {
            errors.push(
                item.ident.span(),
                format!("`{}` has no variants: there is nothing that it could send", item.ident),
            );
            return None;
        }
        Data::Enum(data) => {
            let mut read = |variant: &'a syn::Variant| {
                let before = errors.count();
                let entries = attr::entries(&variant.attrs, errors);
                self::variant(item, Some(&variant.ident), &variant.fields, &entries, before, errors)
            };
            data.variants.iter().map(&mut read).collect()
        }
        Data::Struct(data) => {
            // What is wrong with them as entries has been said by `container`.
            let entries = attr::entries(&item.attrs, &mut Errors::default());
            let entries: Vec<_> = entries.into_iter().filter(|entry| is_of_variant(entry.name())).collect();
            vec![variant(item, None, &data.fields, &entries, 0, errors)]
        }
    };
    let variants = variants.into_iter().collect::<Option<_>>()?;
    Some(Input { ident: &item.ident, generics: &item.generics, container: container?, variants })
}

/// A variant, or a struct as a whole. `before` is how many mistakes there were before its attributes were read: where those
/// are wrong, it is not said that one is missing.
fn variant<'a>(
    item: &'a DeriveInput,
    ident: Option<&'a Ident>,
    fields: &'a Fields,
    entries: &[Entry],
    before: usize,
    errors: &mut Errors,
) -> Option<Variant<'a>> {
    unknown_keys(ident, entries, errors);
    attributes_of_fields(fields, errors);
    let entry = |name: &str| entries.iter().find(|entry| entry.name() == name);
    let sends = match (entry("forward"), entry("code"), entry("status")) {
        (Some(forward), ..) => Sends::Forwarded(forwarded(item, fields, forward, entries, errors)?),
        (None, None, None) if errors.count() > before => return None,
        (None, None, None) => {
            let (what, name) = ident.map_or(("", &item.ident), |ident| ("variant ", ident));
            let message = format!("{what}`{name}` needs `code = …`, `status = …` or `forward`");
            errors.push(name.span(), message);
            return None;
        }
        (None, code, status) => {
            let code = code.map(|code| errors.note(code.wire()));
            let status = status.map(|status| errors.note(status.status()));
            let case = match (code, status) {
                (Some(code), None) => Case::Code(code?),
                (code, status) => {
                    let (number, span) = status??;
                    Case::Status { number, span, code: code.flatten() }
                }
            };
            Sends::Fault(Box::new(fault(case, entries, errors)?))
        }
    };
    Some(Variant { ident, fields, sends })
}

fn unknown_keys(ident: Option<&Ident>, entries: &[Entry], errors: &mut Errors) {
    for entry in entries {
        let name = entry.name();
        if OF_TYPE.contains(&name) && ident.is_some() {
            errors.push(entry.key.span(), format!("`{name}` belongs on the type, not on a variant"));
        } else if !is_of_variant(name) {
            entry.unknown(&of_variant().collect::<Vec<_>>(), errors);
        }
    }
}

fn attributes_of_fields(fields: &Fields, errors: &mut Errors) {
    let is_ours = |attribute: &&Attribute| attribute.path().is_ident("errbook");
    for field in fields {
        if let Some(attribute) = field.attrs.iter().find(is_ours) {
            let name = field.ident.as_ref().map_or("_0".to_owned(), ToString::to_string);
            let message = format!("a field has no attributes: write for instance `request_id = {name}` on the variant");
            errors.push(attribute.path().span(), message);
        }
    }
}

/// The type of the error that is sent instead.
fn forwarded<'a>(
    item: &DeriveInput,
    fields: &'a Fields,
    forward: &Entry,
    entries: &[Entry],
    errors: &mut Errors,
) -> Option<&'a Type> {
    errors.note(forward.flag())?;
    if let Some(other) = entries.iter().find(|entry| entry.key != forward.key) {
        let message = format!("`forward` sends the inner error as it is: remove `{}`", other.name());
        errors.push(other.key.span(), message);
        return None;
    }
    let mut all = fields.iter();
    let (Some(field), None) = (all.next(), all.next()) else {
        let message = format!("`forward` needs exactly one field, the error to send; here are {}", fields.len());
        errors.push(forward.key.span(), message);
        return None;
    };
    if let Some(parameter) = parameter_in(&field.ty, &item.generics) {
        let message = format!(
            "`forward` cannot check the type parameter `{parameter}`: name a type, or send its error with a `code`"
        );
        errors.push(field.ty.span(), message);
        return None;
    }
    if is_itself(&field.ty, &item.ident) {
        errors.push(field.ty.span(), format!("`{}` forwards to itself", item.ident));
        return None;
    }
    Some(&field.ty)
}

/// The first type or const parameter that a type mentions.
fn parameter_in(ty: &Type, generics: &Generics) -> Option<Ident> {
    let parameters: Vec<&Ident> = generics
        .type_params()
        .map(|parameter| &parameter.ident)
        .chain(generics.const_params().map(|parameter| &parameter.ident))
        .collect();
    words(ty).into_iter().find(|word| parameters.contains(&word))
}

/// Whether it is the type itself, perhaps in a box.
fn is_itself(ty: &Type, ident: &Ident) -> bool {
    match words(ty).as_slice() {
        [only] => only == ident || only == "Self",
        [boxed, only] => boxed == "Box" && (only == ident || only == "Self"),
        _ => false,
    }
}

/// The identifiers of a type, those in groups too; not those of lifetimes.
fn words(tokens: &impl ToTokens) -> Vec<Ident> {
    let mut words = Vec::new();
    let mut after_apostrophe = false;
    for token in tokens.to_token_stream() {
        let is_apostrophe = matches!(&token, TokenTree::Punct(sign) if sign.as_char() == '\'');
        match token {
            TokenTree::Ident(word) if !after_apostrophe => words.push(word),
            TokenTree::Group(group) => words.extend(self::words(&group.stream())),
            _ => {}
        }
        after_apostrophe = is_apostrophe;
    }
    words
}

/// Says that a text is sent as it is written: thiserror, beside it, fills in what stands in braces.
fn not_filled_in(entry: &Entry, value: &TokenStream, errors: &mut Errors) {
    let Ok(text) = syn::parse2::<LitStr>(value.clone()) else { return };
    let written = text.value().replace("{{", "").replace("}}", "");
    let inside = written.split('{').skip(1).filter_map(|behind| behind.split_once('}'));
    let names = inside.map(|(inside, _)| inside.split(':').next().unwrap_or_default());
    let is_name = |name: &&str| !name.is_empty() && name.chars().all(|it| it == '_' || it.is_alphanumeric());
    let names: Vec<&str> = names.filter(is_name).collect();
    if names.is_empty() {
        return;
    }
    // Fields without names are called `_0` and so on.
    let numbers = names.into_iter().filter(|name| name.starts_with(|it: char| it.is_ascii_digit()));
    let filled =
        numbers.fold(value.to_string(), |text, number| text.replace(&format!("{{{number}"), &format!("{{_{number}")));
    let message = format!("this text is sent as it is: write `{} = format!({filled})`", entry.name());
    errors.push(text.span(), message);
}

/// What is sent, and what it says.
fn fault(case: Case, entries: &[Entry], errors: &mut Errors) -> Option<Fault> {
    let entry = |name: &str| entries.iter().find(|entry| entry.name() == name);
    let mut settings = Vec::new();
    for slot in Slot::ALL {
        let Some(entry) = entry(slot.name()) else { continue };
        let value = errors.note(entry.tokens())?.clone();
        not_filled_in(entry, &value, errors);
        settings.push(Setting { slot, key: entry.key.clone(), value });
    }
    if let (Case::Status { .. }, Some(payload)) = (&case, entry("payload")) {
        errors.push(payload.key.span(), "a payload belongs to a code: with `status`, write `details = …`");
        return None;
    }
    let expose = entry("expose").map(|expose| errors.note(expose.flag()).map(|_| expose.key.clone()));
    let undocumented = entry("undocumented").map(|reason| errors.note(reason.text(EXAMPLE)));
    Some(Fault { case, settings, expose: expose.flatten(), undocumented: undocumented.is_some() })
}

const EXAMPLE: &str = "undocumented = \"until the next release of the spec\"";
