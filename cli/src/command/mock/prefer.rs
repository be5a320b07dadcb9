//! `Prefer` (RFC 7240): what a request says it would like to be answered.

use std::num::ParseIntError;
use std::str::FromStr;

/// The preferences that are known here; others are passed over (RFC 7240 §2).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Preferences {
    pub(super) code: Option<String>,
    pub(super) status: Option<u16>,
    /// How often the error comes before the success.
    pub(super) times: Option<u32>,
    pub(super) retry_after: Option<Wait>,
}

/// What a client is told of how long to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wait {
    Seconds(u32),
    /// Nothing.
    Untold,
}

impl FromStr for Wait {
    type Err = ParseIntError;

    fn from_str(value: &str) -> Result<Self, ParseIntError> {
        if value == "none" { Ok(Self::Untold) } else { value.parse().map(Self::Seconds) }
    }
}

impl Preferences {
    /// Reads the values of all `Prefer` headers of a request, joined by commas. Of a preference that is said more than once
    /// the first counts; a `;`, which RFC 7240 keeps for parameters, separates preferences as a `,` does.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut preferences = Self::default();
        for said in split(text) {
            let (name, value) = said.split_once('=').unwrap_or((said, ""));
            let value = unquoted(value.trim());
            match name.trim().to_ascii_lowercase().as_str() {
                "code" if preferences.code.is_none() => preferences.code = Some(value),
                "status" => set(&mut preferences.status, "status", &value)?,
                "times" => set(&mut preferences.times, "times", &value)?,
                "retry-after" => set(&mut preferences.retry_after, "retry-after", &value)?,
                _ => {}
            }
        }
        Ok(preferences)
    }
}

fn set<T: FromStr>(preference: &mut Option<T>, name: &str, value: &str) -> Result<(), String> {
    let number = value.parse().map_err(|_| format!("the preference `{name}` takes a number, as in `{name}=3`"))?;
    preference.get_or_insert(number);
    Ok(())
}

/// The pieces between commas and semicolons that are not quoted.
fn split(text: &str) -> Vec<&str> {
    let (mut quoted, mut escaped) = (false, false);
    let pieces = text.split(|it: char| {
        let separates = !quoted && matches!(it, ',' | ';');
        quoted ^= it == '"' && !escaped;
        escaped = quoted && it == '\\' && !escaped;
        separates
    });
    pieces.map(str::trim).filter(|piece| !piece.is_empty()).collect()
}

/// A token as it is, a quoted string without its quotes and escapes.
fn unquoted(value: &str) -> String {
    let Some(inner) = value.strip_prefix('"') else { return value.to_owned() };
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    let mut text = String::new();
    let mut characters = inner.chars();
    while let Some(it) = characters.next() {
        text.extend(if it == '\\' { characters.next() } else { Some(it) });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prefer(code: Option<&str>, status: Option<u16>, times: Option<u32>, retry_after: Option<Wait>) -> Preferences {
        Preferences { code: code.map(str::to_owned), status, times, retry_after }
    }

    #[test]
    fn preferences_are_separated_by_commas_and_semicolons() {
        for (text, expected) in [
            ("code=NOT_FOUND", prefer(Some("NOT_FOUND"), None, None, None)),
            ("Code = X ; times=2", prefer(Some("X"), None, Some(2), None)),
            ("code=X, status=409;retry-after=3", prefer(Some("X"), Some(409), None, Some(Wait::Seconds(3)))),
            ("retry-after=none", prefer(None, None, None, Some(Wait::Untold))),
            ("code=\"a, b; \\\"c\\\" \\\\\", times=1", prefer(Some("a, b; \"c\" \\"), None, Some(1), None)),
            ("status=404, status=409", prefer(None, Some(404), None, None)),
            ("return=minimal, respond-async, wait=100", prefer(None, None, None, None)),
            (",;, ;", prefer(None, None, None, None)),
            ("code=\"open", prefer(Some("open"), None, None, None)),
            ("code=\"", prefer(Some(""), None, None, None)),
            ("code", prefer(Some(""), None, None, None)),
        ] {
            assert_eq!(Preferences::parse(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_said() {
        for text in ["status=abc", "times=-1", "retry-after=", "status=70000", "times"] {
            let name = text.split('=').next().unwrap_or_default();
            assert!(Preferences::parse(text).is_err_and(|message| message.contains(&format!("`{name}`"))), "{text}");
        }
    }
}
