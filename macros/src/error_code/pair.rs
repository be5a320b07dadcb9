//! Variants ↔ codes: each has exactly one of the other, or is reported.

use std::fmt::Write as _;

use errbook_spec::{Catalog, Code};
use proc_macro2::Ident;
use syn::ext::IdentExt;

use super::input::Variant;
use crate::attr::Wire;
use crate::errors::Errors;
use crate::nearest::nearest;
use crate::spec::Outcome;

/// So many codes are listed where all of them are meant.
const MOST: usize = 20;

/// The position of each variant's code in the catalog, in the order of the variants. Where a variant has none, or a code
/// has no variant, that is noted.
pub(super) fn pair(
    ident: &Ident,
    variants: &[Variant<'_>],
    catalog: &Catalog,
    read: &Outcome,
    errors: &mut Errors,
) -> Vec<usize> {
    let mut pairing =
        Pairing { catalog, name: &read.name, holders: vec![None; catalog.codes.len()], meant: Vec::new() };
    let mut unpaired = Vec::new();
    for variant in variants {
        match pairing.find(variant) {
            Some(position) => pairing.hold(position, variant, errors),
            None if variant.is_plain => unpaired.push(variant),
            None => {}
        }
    }
    for variant in unpaired {
        pairing.stranger(variant, errors);
    }
    let missing = pairing.missing();
    if !missing.is_empty() {
        errors.push(ident.span(), without_variants(ident, variants, &missing, read));
    }
    variants.iter().filter_map(|variant| pairing.find(variant)).collect()
}

struct Pairing<'a> {
    catalog: &'a Catalog,
    /// The spec.
    name: &'a str,
    /// The variant of each code.
    holders: Vec<Option<&'a Ident>>,
    /// The codes that a misspelt variant most likely stands for: they are not reported as well.
    meant: Vec<usize>,
}

impl<'a> Pairing<'a> {
    fn codes(&self) -> impl Iterator<Item = (usize, &'a Code)> {
        self.catalog.codes.iter().enumerate().filter(|(_, code)| !code.open)
    }

    /// The code of a variant: the one it names, else the one whose name it has.
    fn find(&self, variant: &Variant<'_>) -> Option<usize> {
        let name = variant.ident.unraw().to_string();
        let is_it = |code: &Code| match &variant.code {
            Some(wire) => code.wire.to_string() == wire.text,
            None => code.ident == name,
        };
        self.codes().find(|(_, code)| is_it(code)).map(|(position, _)| position)
    }

    fn hold(&mut self, position: usize, variant: &Variant<'a>, errors: &mut Errors) {
        let Some(holder) = self.holders.get_mut(position) else { return };
        let Some(first) = *holder else {
            *holder = Some(variant.ident);
            return;
        };
        let wire = self.catalog.codes.get(position).map(|code| code.wire.to_string()).unwrap_or_default();
        let span = variant.code.as_ref().map_or_else(|| variant.ident.span(), |code| code.span);
        let message = format!("error code `{wire}` has two variants, `{first}` and `{}`: remove one", variant.ident);
        errors.push(span, message);
    }

    /// Says that a variant stands for no code.
    fn stranger(&mut self, variant: &Variant<'_>, errors: &mut Errors) {
        let name = self.name;
        if self.codes().next().is_none() {
            let message =
                format!("`{name}` publishes no error codes, so `{}` stands for none: remove it", variant.ident);
            errors.push(variant.ident.span(), message);
            return;
        }
        if let Some(wire) = &variant.code {
            errors.push(wire.span, self.unknown_code(wire));
        } else {
            let hint = self.hint(variant);
            let message = format!("`{}` is the name of no error code of `{name}`{hint}", variant.ident);
            errors.push(variant.ident.span(), message);
        }
    }

    fn unknown_code(&mut self, wire: &Wire) -> String {
        let name = self.name;
        if self.catalog.codes.iter().any(|code| code.open && code.wire.to_string() == wire.text) {
            let text = &wire.text;
            return format!(
                "`{name}` shows error code `{text}` in an example, but does not declare it: add it to its enum"
            );
        }
        let free: Vec<(usize, String)> =
            self.free().map(|(position, code)| (position, code.wire.to_string())).collect();
        let near = nearest(free.iter().map(|(_, text)| text.as_str()), &wire.text);
        self.meant.extend(free.iter().filter(|(_, text)| Some(text.as_str()) == near).map(|(position, _)| *position));
        let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        format!("`{name}` has no error code `{}`{hint}", wire.text)
    }

    /// What a variant may have been meant to be: the code that has nearly its name, or is sent nearly as it is called.
    fn hint(&mut self, variant: &Variant<'_>) -> String {
        let name = variant.ident.unraw().to_string();
        let by_ident = nearest(self.free().map(|(_, code)| code.ident.as_str()), &name);
        let found = self.free().find(|(_, code)| Some(code.ident.as_str()) == by_ident);
        match found {
            Some((position, code)) => {
                self.meant.push(position);
                format!("; did you mean `{}`, for `{}`?", code.ident, code.wire)
            }
            None => "; write `#[errbook(code = …)]` before it if the code is sent under another name, else remove it"
                .to_owned(),
        }
    }

    /// The codes that no variant stands for.
    fn free(&self) -> impl Iterator<Item = (usize, &'a Code)> {
        let is_free = |position: &usize| self.holders.get(*position).is_some_and(Option::is_none);
        self.codes().filter(move |(position, _)| is_free(position) && !self.meant.contains(position))
    }

    fn missing(&self) -> Vec<&'a Code> {
        self.free().map(|(_, code)| code).collect()
    }
}

/// Says which codes have no variant, with the lines to add.
fn without_variants(ident: &Ident, variants: &[Variant<'_>], missing: &[&Code], read: &Outcome) -> String {
    let name = &read.name;
    let shown = || missing.iter().take(MOST);
    let mut message = match missing {
        [only] => format!("`{ident}` has no variant for error code `{}` of `{name}`: add", only.wire),
        _ => format!("`{ident}` has no variants for {} error codes of `{name}`: add", missing.len()),
    };
    let places: Vec<_> = shown().map(|code| &code.place).collect();
    let mut positions = read.positions(&places).into_iter();
    for code in shown() {
        let line = line(variants, code);
        let position = positions.next().map(|position| format!(" // {position}")).unwrap_or_default();
        // Writing to a string does not fail.
        let _ = write!(message, "\n    {line}{position}");
    }
    if missing.len() > MOST {
        let _ = write!(message, "\n    … and {} more", missing.len() - MOST);
    }
    message
}

/// The variant to add for a code: by its own name, or by another one where that is taken.
fn line(variants: &[Variant<'_>], code: &Code) -> String {
    let is_taken = |name: &str| variants.iter().any(|variant| variant.ident.unraw() == *name);
    if !is_taken(&code.ident) {
        return format!("{},", code.ident);
    }
    format!("#[errbook(code = {:?})] {}Code,", code.wire.to_string(), code.ident)
}
