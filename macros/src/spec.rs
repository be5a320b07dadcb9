//! Specs as derives name them: what the attribute says, and what was read.

#[cfg(feature = "spec")]
mod broken;
#[cfg(feature = "spec")]
mod cache;
#[cfg(feature = "spec")]
mod read;
#[cfg(feature = "spec")]
mod settings;
#[cfg(feature = "spec")]
mod texts;
#[cfg(feature = "spec")]
mod tracked;

use proc_macro2::Span;
use syn::LitStr;

use crate::attr::Entry;
use crate::errors::Errors;

#[cfg(feature = "spec")]
pub(crate) use read::{Outcome, Spec, read};
#[cfg(feature = "spec")]
pub(crate) use texts::{Needed, Texts};

/// Where the attribute of a type says that its errors are published.
pub(crate) struct Origin {
    /// The file, relative to the folder of Cargo.toml.
    pub(crate) spec: LitStr,
    /// Where the codes stand; none: they are discovered.
    pub(crate) at: Vec<LitStr>,
    /// What to lay over the spec, relative to the same folder.
    pub(crate) overlays: Vec<LitStr>,
}

/// The entries of an attribute that make an [`Origin`].
#[derive(Default)]
pub(crate) struct OriginEntries {
    spec: Option<LitStr>,
    at: Vec<LitStr>,
    overlays: Vec<LitStr>,
    /// All of them by name, well written or not.
    said: Vec<(String, Span)>,
}

impl OriginEntries {
    /// Takes an entry if it is one of them.
    pub(crate) fn take(&mut self, entry: &Entry, errors: &mut Errors) -> bool {
        let name = entry.name();
        match name {
            "spec" => self.spec = errors.note(entry.text(SPEC_EXAMPLE)),
            "at" => self.at = errors.note(entry.texts("at = \"error.code\"")).unwrap_or_default(),
            "overlay" => {
                self.overlays = errors.note(entry.texts("overlay = \"errors.overlay.yaml\"")).unwrap_or_default();
            }
            _ => return false,
        }
        self.said.push((name.to_owned(), entry.key.span()));
        true
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.said.is_empty()
    }

    /// Says that they have no place beside `api`.
    pub(crate) fn refuse(self, errors: &mut Errors) -> Option<Origin> {
        let (name, span) = self.said.first()?;
        errors.push(*span, format_args!("`api` names what was generated of a spec: remove `{name}`, or `api`"));
        None
    }

    /// What they say together; nothing without a `spec`.
    pub(crate) fn origin(self, errors: &mut Errors) -> Option<Origin> {
        let names_a_spec = self.said.iter().any(|(name, _)| name == "spec");
        if let Some((name, span)) = self.said.first().filter(|_| !names_a_spec) {
            errors.push(*span, format_args!("`{name}` says something about a spec: add `{SPEC_EXAMPLE}`"));
        }
        Some(Origin { spec: self.spec?, at: self.at, overlays: self.overlays })
    }
}

const SPEC_EXAMPLE: &str = "spec = \"openapi.yaml\"";

/// Says that specs are not read.
#[cfg(not(feature = "spec"))]
pub(crate) fn not_read(origin: &Origin, errors: &mut Errors) {
    let message = "`spec = …` reads a spec while compiling, for which the feature `spec` of errbook has to be on: write \
                   `errbook = { version = \"…\", features = [\"spec\"] }` in Cargo.toml";
    errors.push(origin.spec.span(), message);
}
