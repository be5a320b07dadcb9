//! The keys of `errbook.toml`, each with its type; whatever is not understood is reported with its line.

use std::ops::Range;
use std::path::PathBuf;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::ApiSettings;
use crate::asked::Word;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::locate::position;
use crate::source::FileId;
use crate::suggest::nearest;

/// The keys of an API, with how each is written.
const KEYS: [(&str, &str); 9] = [
    ("name", "name = \"shop\""),
    ("spec", "spec = \"openapi.yaml\""),
    ("overlays", "overlays = [\"errors.overlay.yaml\"]"),
    ("code-at", "code-at = [\"error.code\"]"),
    ("rename", "rename = { \"429 Too Many\" = \"TooMany\" }"),
    ("client-only", "client-only = true"),
    ("bodies", "bodies = true"),
    ("root", "root = \"..\""),
    ("generated", "generated = \"src/errors.rs\""),
];
pub(super) const EXAMPLE: &str = "name an API and its spec:\n[[api]]\nname = \"shop\"\nspec = \"openapi.yaml\"";

/// The APIs that a text names; what is wrong is reported.
pub(super) fn read(diagnostics: &mut Diagnostics, text: &str) -> Vec<(ApiSettings, Vec<Word>)> {
    let mut reader = Reader { diagnostics, text };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        reader.wrong(error.span().unwrap_or_default(), error.message(), "");
    }
    if errors.is_empty() { reader.file(table.get_ref()) } else { Vec::new() }
}

struct Reader<'r> {
    diagnostics: &'r mut Diagnostics,
    text: &'r str,
}

impl Reader<'_> {
    fn wrong(&mut self, span: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        let (line, column) = position(self.text, span.start);
        let diagnostic = Diagnostic::error(Rule::InvalidSettings, message).at_line(FileId::MAIN, line, column);
        let help = help.into();
        self.diagnostics.push(if help.is_empty() { diagnostic } else { diagnostic.help(help) });
    }

    fn file(&mut self, table: &DeTable<'_>) -> Vec<(ApiSettings, Vec<Word>)> {
        for (key, _) in table.iter().filter(|(key, _)| key.get_ref() != "api") {
            let name = key.get_ref();
            let of_api = KEYS.iter().any(|(known, _)| known == name);
            let help = if of_api {
                format!("write it below `[[api]]`, which says whose `{name}` it is")
            } else {
                meant(name, ["api"])
            };
            self.wrong(key.span(), format!("`{name}` is no key of this file"), help);
        }
        let Some(apis) = table.get("api") else {
            self.wrong(0..0, "there is no API in this file", EXAMPLE);
            return Vec::new();
        };
        let Some(tables) = apis.get_ref().as_array().filter(|apis| !apis.is_empty()) else {
            self.wrong(
                apis.span(),
                "`api` is no list of APIs",
                "write `[[api]]`, with two brackets, before each of them",
            );
            return Vec::new();
        };
        let mut named: Vec<(String, Range<usize>)> = Vec::new();
        tables.iter().filter_map(|api| Some((self.api(api, &mut named)?, words(api)))).collect()
    }

    fn api(&mut self, api: &Spanned<DeValue<'_>>, named: &mut Vec<(String, Range<usize>)>) -> Option<ApiSettings> {
        let Some(table) = api.get_ref().as_table() else {
            self.wrong(api.span(), "this is no API", EXAMPLE);
            return None;
        };
        let mut settings = ApiSettings::default();
        for (key, value) in table {
            self.key(&mut settings, key, value);
        }
        for (key, example) in &KEYS[..2] {
            if !table.contains_key(*key) {
                self.wrong(api.span(), format!("this API has no `{key}`"), format!("add `{example}`"));
            }
        }
        if let Some(name) = table.get("name").filter(|_| !settings.name.is_empty()) {
            match named.iter().find(|(known, _)| *known == settings.name) {
                Some((known, first)) => {
                    let (line, _) = position(self.text, first.start);
                    let found = format!("another API is called `{known}` already, in line {line}");
                    self.wrong(name.span(), found, "give one of them another name");
                }
                None => named.push((settings.name.clone(), name.span())),
            }
        }
        Some(settings)
    }

    fn key(&mut self, settings: &mut ApiSettings, key: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>) {
        match key.get_ref().as_ref() {
            "name" => settings.name = self.text_of("name", value).unwrap_or_default(),
            "spec" => settings.spec = self.text_of("spec", value).map(PathBuf::from).unwrap_or_default(),
            "overlays" => settings.overlays = self.texts_of("overlays", value).into_iter().map(PathBuf::from).collect(),
            "code-at" => settings.code_at = self.texts_of("code-at", value),
            "rename" => settings.rename = self.names_of(value),
            "client-only" => settings.client_only = self.truth_of("client-only", value),
            "bodies" => settings.bodies = self.truth_of("bodies", value),
            "root" => settings.root = self.text_of("root", value).map(PathBuf::from),
            "generated" => settings.generated = self.text_of("generated", value).map(PathBuf::from),
            unknown => {
                let help = meant(unknown, KEYS.map(|(key, _)| key));
                self.wrong(key.span(), format!("`{unknown}` is no key of an API"), help);
            }
        }
    }

    fn mistyped(&mut self, key: &str, value: &Spanned<DeValue<'_>>) {
        let example = KEYS.iter().find(|(known, _)| *known == key).map_or("", |(_, example)| example);
        let found = format!("`{key}` cannot be {}", kind(value.get_ref()));
        self.wrong(value.span(), found, format!("write it like `{example}`"));
    }

    fn truth_of(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> bool {
        let truth = value.get_ref().as_bool();
        if truth.is_none() {
            self.mistyped(key, value);
        }
        truth.unwrap_or_default()
    }

    /// A text that is not empty.
    fn text_of(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let text = value.get_ref().as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned);
        if text.is_none() {
            self.mistyped(key, value);
        }
        text
    }

    fn texts_of(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Vec<String> {
        let Some(values) = value.get_ref().as_array() else {
            self.mistyped(key, value);
            return Vec::new();
        };
        values.iter().filter_map(|value| self.text_of(key, value)).collect()
    }

    fn names_of(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<(String, String)> {
        let Some(table) = value.get_ref().as_table() else {
            self.mistyped("rename", value);
            return Vec::new();
        };
        let names = table
            .iter()
            .filter_map(|(code, ident)| Some((code.get_ref().clone().into_owned(), self.text_of("rename", ident)?)));
        names.collect()
    }
}

/// The texts of an API, with where they are written.
fn words(api: &Spanned<DeValue<'_>>) -> Vec<Word> {
    let mut words = Vec::new();
    for (key, value) in api.get_ref().as_table().into_iter().flatten() {
        if let Some((key, _)) = KEYS.iter().find(|(known, _)| known == key.get_ref()) {
            add_words(&mut words, key, value);
        }
    }
    words
}

fn add_words(words: &mut Vec<Word>, key: &'static str, value: &Spanned<DeValue<'_>>) {
    let mut add = |text: &str, span: Range<usize>| words.push(Word { key, text: text.to_owned(), span });
    match value.get_ref() {
        DeValue::String(text) => add(text, value.span()),
        DeValue::Array(values) => values.iter().for_each(|value| add_words(words, key, value)),
        DeValue::Table(table) => {
            table.iter().for_each(|(name, _)| add(name.get_ref(), name.span()));
            table.iter().for_each(|(_, value)| add_words(words, key, value));
        }
        _ => {}
    }
}

/// What a value is.
pub(crate) fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(text) if text.trim().is_empty() => "empty",
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// Which key was probably meant, else which there are.
fn meant<const COUNT: usize>(key: &str, keys: [&'static str; COUNT]) -> String {
    match nearest(key, &mut keys.into_iter()) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => format!("the keys are {}", keys.map(|key| format!("`{key}`")).join(", ")),
    }
}
