//! The Rust names of codes, statuses and operations; two that meet are refused, never told apart silently.

use indexmap::IndexSet;

use super::codes::{Draft, Drafts};
use super::vendor;
use crate::asked::Asked;
use crate::catalog::{Catalog, StatusKey, Wire};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::keyed::Keyed;
use crate::naming::{self, Kind};
use crate::phrase::reason;
use crate::problem;
use crate::suggest::nearest;
use crate::surface::{Surface, SurfaceOperation};

/// What codes are called whatever their wire values are.
#[derive(Clone, Copy)]
pub(crate) struct Named<'n> {
    /// By whoever asks.
    pub(crate) renames: &'n [(String, String)],
    /// By what was published before.
    pub(crate) pins: Option<&'n Catalog>,
    /// Codes are problem types, which are called by the last part of their path.
    pub(crate) are_types: bool,
}

/// The variants of `ErrorCode`, in the order of the codes.
pub(crate) fn codes(diagnostics: &mut Diagnostics, drafts: &Drafts<'_>, named: Named<'_>) -> Vec<String> {
    report_unknown_renames(diagnostics, drafts, named.renames);
    let published = named.pins.map(|pins| pins.codes.as_slice()).unwrap_or_default().iter().filter(|code| !code.open);
    let mut pinned: Keyed<Wire, &str> = Keyed::default();
    for code in published {
        pinned.entry(code.wire.clone(), || &code.ident);
    }
    let mut taken: Keyed<String, usize> = Keyed::default();
    let mut idents = Vec::new();
    for (position, draft) in drafts.values().iter().enumerate() {
        let wire = &draft.wire;
        let ident = ident(diagnostics, draft, named, pinned.get(wire).copied());
        if let Some(other) = taken.get(&ident).and_then(|other| drafts.values().get(*other)) {
            let found = format!(
                "the codes `{}` and `{wire}` would both be the variant `{ident}`",
                plain(&other.admitted.value)
            );
            let help = format!(
                "rename one of them: `.rename(\"{}\", \"…\")` in build.rs, `rename` in errbook.toml, or `--rename '{wire}=…'`",
                wire.to_string().escape_default()
            );
            let diagnostic = Diagnostic::error(Rule::IdentifierCollision, found).at(draft.place.clone());
            diagnostics.push(diagnostic.related(other.place.clone(), "the other code is here".to_owned()).help(help));
        } else {
            taken.entry(ident.clone(), || position);
        }
        idents.push(ident);
    }
    idents
}

fn plain(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn ident(
    diagnostics: &mut Diagnostics,
    draft: &Draft<'_>,
    Named { renames, are_types, .. }: Named<'_>,
    pinned: Option<&str>,
) -> String {
    let text = draft.wire.to_string();
    let settled = renames.iter().find(|(code, _)| *code == text).map(|(_, ident)| ident.as_str());
    if let Some(ident) = settled.or(pinned) {
        if !naming::is_variant(ident) {
            let found = format!("`{ident}` cannot name the variant of the code `{text}`");
            let help = "write an identifier in UpperCamelCase that is no keyword".to_owned();
            let diagnostic = Diagnostic::error(Rule::InvalidIdentifier, found).at(draft.place.clone());
            diagnostics.push(diagnostic.asked(Asked::Rename(ident.to_owned())).help(help));
        }
        return ident.to_owned();
    }
    let named = vendor::name(&draft.admitted).filter(|name| *name != text);
    let name = if are_types { problem::name(&draft.wire) } else { text.clone() };
    if let Some(ident) = named.and_then(variant_of_name).or_else(|| naming::upper_camel(&name, Kind::Code)) {
        return ident;
    }
    let found = format!("no Rust identifier can be made of the code `{}`", text.escape_debug());
    let help = format!(
        "name it: `.rename(\"{}\", \"…\")` in build.rs, `rename` in errbook.toml, or `--rename 'CODE=…'`",
        text.escape_default()
    );
    diagnostics.push(Diagnostic::error(Rule::InvalidIdentifier, found).at(draft.place.clone()).help(help));
    // Any name does: the error ends the reading. It must only not collide with another.
    format!("Code{:?}", draft.place)
}

/// A name that the spec gives is kept where it is a variant as Rust writes them.
fn variant_of_name(name: &str) -> Option<String> {
    if naming::is_variant(name) && name.starts_with(char::is_uppercase) && name.chars().any(char::is_lowercase) {
        return Some(name.to_owned());
    }
    naming::upper_camel(name, Kind::Code)
}

fn report_unknown_renames(diagnostics: &mut Diagnostics, drafts: &Drafts<'_>, renames: &[(String, String)]) {
    let codes: Vec<String> = drafts.keys().map(ToString::to_string).collect();
    for (code, ident) in renames.iter().filter(|(code, _)| !codes.contains(code)) {
        let mut diagnostic = Diagnostic::error(
            Rule::UnknownCode,
            format!("`{code}`, to be renamed to `{ident}`, is no code of this spec"),
        )
        .asked(Asked::Rename(code.clone()));
        if let Some(nearest) = nearest(code, &mut codes.iter().map(String::as_str)) {
            diagnostic = diagnostic.help(format!("did you mean `{nearest}`?"));
        }
        diagnostics.push(diagnostic);
    }
}

/// The variant of a codeless kind: the canonical reason phrase, with `Status` behind it where a code has that name.
pub(crate) fn status(key: StatusKey, codes: &[String]) -> String {
    let ident = match key {
        StatusKey::Exact(status) => match reason(status).and_then(|phrase| naming::upper_camel(phrase, Kind::Code)) {
            Some(ident) => ident,
            None => return format!("Status{status}"),
        },
        StatusKey::Range(4) => "ClientError".to_owned(),
        StatusKey::Range(5) => "ServerError".to_owned(),
        StatusKey::Range(_) | StatusKey::Default => "Other".to_owned(),
    };
    if codes.contains(&ident) { format!("{ident}Status") } else { ident }
}

/// Says of which codes the variant would be that of a status too, which can come without a code.
pub(crate) fn report_shared(diagnostics: &mut Diagnostics, catalog: &Catalog) {
    for status in catalog.statuses.iter().filter(|status| status.uncoded) {
        let Some(code) = catalog.codes.iter().find(|code| !code.open && code.ident == status.ident) else { continue };
        let (wire, key, ident) = (&code.wire, status.key, &status.ident);
        let found = format!("the code `{wire}` and {key} without a code would both be the variant `{ident}`");
        let help = format!(
            "rename the code: `.rename(\"{}\", \"…\")` in build.rs, `rename` in errbook.toml, or `--rename '{wire}=…'`",
            wire.to_string().escape_default()
        );
        let mut diagnostic = Diagnostic::error(Rule::IdentifierCollision, found).at(code.place.clone()).help(help);
        let mut responses = catalog.operations.iter().flat_map(|it| &it.responses);
        if let Some(response) = responses.find(|response| response.key == key && response.uncoded) {
            diagnostic = diagnostic.related(response.key_place.clone(), "the status is here");
        }
        diagnostics.push(diagnostic);
    }
}

/// An operation that has a response, and under which key.
#[derive(Clone, Copy)]
pub(crate) struct Use<'s> {
    /// The position of the operation.
    pub(crate) operation: usize,
    of: &'s SurfaceOperation,
    pub(crate) key: StatusKey,
}

impl Use<'_> {
    /// What the response is called, in UpperCamelCase: the operation, and the status.
    pub(crate) fn ident(self) -> String {
        match self.key {
            StatusKey::Default => format!("{}Error", self.of_operation()),
            key => self.named(&key.to_string()),
        }
    }

    /// The operation alone, in UpperCamelCase.
    pub(crate) fn of_operation(self) -> String {
        self.named("")
    }

    fn named(self, tail: &str) -> String {
        let id = self.of.id.clone().unwrap_or_else(|| format!("{} {}", self.of.method, self.of.path));
        naming::upper_camel(&format!("{id} {tail}"), Kind::Type).unwrap_or_else(|| "Body".to_owned())
    }
}

/// Who has a response.
pub(crate) fn uses(surface: &Surface, response: usize) -> impl Iterator<Item = Use<'_>> {
    let uses = surface.uses(response);
    uses.filter_map(|(operation, key, _)| Some(Use { operation, of: surface.operations.get(operation)?, key }))
}

/// What a response is called: the first operation that has it, and the status.
pub(crate) fn response(surface: &Surface, index: usize) -> String {
    let first = uses(surface, index).next();
    first.map_or_else(|| "Body".to_owned(), |it| it.named(&it.key.to_string()))
}

/// The id and the type of each operation. One whose `operationId` another has already is known by its method and path.
pub(crate) fn operations(operations: &[SurfaceOperation]) -> Vec<(String, String)> {
    let mut names = Vec::new();
    let mut taken: IndexSet<String> = IndexSet::new();
    let mut ids: IndexSet<&str> = IndexSet::new();
    for operation in operations {
        let place = || format!("{} {}", operation.method.to_uppercase(), operation.path);
        let id = operation.id.as_deref().filter(|id| ids.insert(id)).map_or_else(place, str::to_owned);
        let ident = |name: &str| naming::upper_camel(name, Kind::Operation).filter(|ident| !taken.contains(ident));
        let free = ident(&id).or_else(|| ident(&place()));
        // Two operations of one name and one path are the spec's mistake, and none that concerns its errors.
        let ident = free.unwrap_or_else(|| format!("Operation{}", names.len() + 1));
        taken.insert(ident.clone());
        names.push((id, ident));
    }
    names
}
