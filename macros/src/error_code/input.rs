//! What the derive was applied to, understood.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Fields, Path};

use crate::attr::{self, Wire};
use crate::errors::Errors;
use crate::spec::{Origin, OriginEntries};

/// An enum whose variants stand for codes.
pub(super) struct Input<'a> {
    pub(super) ident: &'a Ident,
    /// Where the codes are published; nothing where that was not said, or not well.
    pub(super) origin: Option<Origin>,
    /// The runtime, where it has another name.
    renamed_runtime: Option<Path>,
    /// Nothing where it is no enum.
    pub(super) variants: Option<Vec<Variant<'a>>>,
}

/// A variant.
pub(super) struct Variant<'a> {
    pub(super) ident: &'a Ident,
    /// The code that an attribute names.
    pub(super) code: Option<Wire>,
    /// Whether it has no fields; if it has, that was reported.
    pub(super) is_plain: bool,
    /// Whether it says which number it is.
    pub(super) is_numbered: bool,
}

impl Input<'_> {
    /// The path of the runtime.
    pub(super) fn runtime(&self) -> TokenStream {
        self.renamed_runtime.as_ref().map_or_else(|| quote!(::errbook), ToTokens::to_token_stream)
    }

    /// The variants, of which there may be none.
    #[cfg(feature = "spec")]
    pub(super) fn variants(&self) -> impl Iterator<Item = &Variant<'_>> {
        self.variants.iter().flatten()
    }
}

/// What a type may say of itself, beside its origin.
const OF_TYPE: [&str; 4] = ["spec", "at", "overlay", "crate"];

/// Reads attributes and variants.
pub(super) fn input<'a>(item: &'a DeriveInput, errors: &mut Errors) -> Input<'a> {
    let mut renamed_runtime = None;
    let mut origin = OriginEntries::default();
    let mut is_understood = true;
    for entry in attr::entries(&item.attrs, errors) {
        if origin.take(&entry, errors) {
            continue;
        }
        match entry.name() {
            "crate" => renamed_runtime = errors.note(entry.path("crate = errbook")),
            "code" => errors.push(entry.key.span(), "`code` belongs on a variant, not on the type"),
            _ => {
                is_understood = false;
                entry.unknown(&OF_TYPE, errors);
            }
        }
    }
    if is_understood && origin.is_empty() {
        let ident = &item.ident;
        let message =
            format!("`{ident}` does not say where its codes are published: add `#[errbook(spec = \"openapi.yaml\")]`");
        errors.push(ident.span(), message);
    }
    Input { ident: &item.ident, origin: origin.origin(errors), renamed_runtime, variants: variants(item, errors) }
}

fn variants<'a>(item: &'a DeriveInput, errors: &mut Errors) -> Option<Vec<Variant<'a>>> {
    let Data::Enum(data) = &item.data else {
        let what = if matches!(item.data, Data::Union(_)) { "a union" } else { "a struct" };
        let message = format!("`{}` is {what}: error codes are an enum, with a variant for each", item.ident);
        errors.push(item.ident.span(), message);
        return None;
    };
    if !item.generics.params.is_empty() {
        let message = "an enum of error codes has no parameters: remove them";
        errors.push(item.generics.params.span(), message);
    }
    Some(data.variants.iter().map(|variant| self::variant(variant, errors)).collect())
}

fn variant<'a>(variant: &'a syn::Variant, errors: &mut Errors) -> Variant<'a> {
    if !matches!(variant.fields, Fields::Unit) {
        let message = format!(
            "`{}` stands for a code, which carries nothing: remove its fields (codes that are not published are held by \
             `errbook::Open`)",
            variant.ident
        );
        errors.push(variant.fields.span(), message);
    }
    if variant.ident == "ALL" {
        let message = "`ALL` is the list of all variants: give the variant another name, and write \
                       `#[errbook(code = …)]` before it";
        errors.push(variant.ident.span(), message);
    }
    let mut code = None;
    for entry in attr::entries(&variant.attrs, errors) {
        match entry.name() {
            "code" => code = errors.note(entry.wire()),
            name if OF_TYPE.contains(&name) => {
                errors.push(entry.key.span(), format_args!("`{name}` belongs on the type, not on a variant"));
            }
            _ => entry.unknown(&["code"], errors),
        }
    }
    let is_plain = matches!(variant.fields, Fields::Unit);
    Variant { ident: &variant.ident, code, is_plain, is_numbered: variant.discriminant.is_some() }
}
