//! A command line that is not understood, answered with the one that was probably meant.

use std::path::Path;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use errbook_spec::{SETTINGS_FILE, Settings};

/// Adds to clap's own answer what only this command knows: what a spec looks like, and which verbs take several.
pub(crate) fn explained(mut error: Error, arguments: &[String]) -> Error {
    if let Some(tip) = tip(&error, arguments) {
        // Clap would suggest to write `--` in front.
        error.remove(ContextKind::Suggested);
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![StyledStr::from(tip)]));
    }
    error
}

fn tip(error: &Error, arguments: &[String]) -> Option<String> {
    let said = |kind| match error.get(kind) {
        Some(ContextValue::String(said)) => Some(said.as_str()),
        _ => None,
    };
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let spec = said(ContextKind::InvalidSubcommand).filter(|word| is_spec(word))?;
            Some(format!("say what to do with the spec: did you mean `errbook list {}`?", quoted(spec)))
        }
        ErrorKind::MissingRequiredArgument => {
            let Some(ContextValue::Strings(missing)) = error.get(ContextKind::InvalidArg) else { return None };
            missing.first().filter(|it| it.starts_with("<SPEC>"))?;
            let verb = verb(arguments)?;
            let spec =
                SPECS.into_iter().find(|name| Path::new(name).is_file()).map(str::to_owned).or_else(first_api)?;
            Some(format!("name the spec: did you mean `errbook {verb} {}`?", quoted(&spec)))
        }
        ErrorKind::UnknownArgument => {
            let second = said(ContextKind::InvalidArg).filter(|word| is_spec(word))?;
            let verb = verb(arguments)?;
            Some(format!(
                "`{verb}` takes one spec at a time: run `errbook {verb} {}` by itself; `errbook lint` takes several",
                quoted(second)
            ))
        }
        _ => None,
    }
}

/// The API that `errbook.toml` of the current folder names first.
fn first_api() -> Option<String> {
    let file = Path::new(SETTINGS_FILE);
    let settings = file.is_file().then(|| Settings::read(file).ok()).flatten()?;
    settings.apis().first().map(|api| api.name.clone())
}

/// What a spec is called where nobody says so.
pub(crate) const SPECS: [&str; 3] = ["openapi.yaml", "openapi.yml", "openapi.json"];

fn verb(arguments: &[String]) -> Option<&String> {
    arguments.get(1..)?.iter().find(|word| !word.starts_with('-'))
}

/// Whether a word is a file, or is called as specs are.
fn is_spec(word: &str) -> bool {
    let path = Path::new(word);
    let ending = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
    let called_so = ["yaml", "yml", "json"].iter().any(|it| ending.eq_ignore_ascii_case(it));
    !word.starts_with('-') && (called_so || path.is_file())
}

/// A word as a shell would read it back.
pub(crate) fn quoted(word: &str) -> String {
    let plain = |it: char| it.is_ascii_alphanumeric() || "-_./:=@%+,".contains(it);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_where_a_shell_would_split_or_change_them() {
        for (word, shown) in [("a/b-c.yaml", "a/b-c.yaml"), ("", "''"), ("a b", "'a b'"), ("it's", r"'it'\''s'")] {
            assert_eq!(quoted(word), shown);
        }
    }
}
