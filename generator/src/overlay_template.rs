//! The overlay that says which status each code has, with `FILL_IN` where nobody knows it.

use std::fmt;

use errbook_spec::{Catalog, Code, Reading};

use crate::doc::is_invisible;

/// Of a description so many characters are shown: it is there to recognise the code by.
const LONGEST_COMMENT: usize = 100;

/// An OpenAPI Overlay with a line for each code of a spec whose status is not known.
pub(crate) struct OverlayTemplate<'c> {
    title: &'c str,
    codes: Vec<Unsettled<'c>>,
    /// The spec has a list of codes, to which others are appended.
    listed: bool,
}

/// A code whose status is not known.
pub(crate) struct Unsettled<'c> {
    pub(crate) code: &'c Code,
    /// The statuses under which it is documented, in words; empty where there are none.
    pub(crate) documented: String,
}

/// An OpenAPI Overlay (1.0) over a spec, with a line for each of its codes whose status is not known, which says
/// `status: FILL_IN`, the statuses under which the code is documented, and its description. `None` where there is no such
/// code.
///
/// Statuses are filled in by hand: as long as one is not, the overlay is refused with that line.
///
/// ```no_run
/// let reading = errbook_spec::read("openapi.yaml".as_ref(), &errbook_spec::Options::default())?;
/// if let Some(overlay) = errbook_build::overlay_template(&reading) {
///     std::fs::write("errors.overlay.yaml", overlay).expect("the folder is there");
/// }
/// # Ok::<(), errbook_spec::Report>(())
/// ```
#[must_use]
pub fn overlay_template(reading: &Reading) -> Option<String> {
    OverlayTemplate::of(reading).map(|template| template.to_string())
}

impl<'c> OverlayTemplate<'c> {
    pub(crate) fn of(reading: &'c Reading) -> Option<Self> {
        let catalog = reading.catalog();
        let unsettled = |(_, code): &(usize, &Code)| !code.open && code.status.is_none();
        let codes: Vec<_> = (catalog.codes.iter().enumerate().filter(unsettled))
            .map(|(index, code)| Unsettled { code, documented: documented(catalog, index) })
            .collect();
        (!codes.is_empty()).then(|| Self { title: &catalog.api.title, codes, listed: reading.codes_are_listed() })
    }

    /// The codes whose status is not known, in the order of the spec.
    pub(crate) fn codes(&self) -> &[Unsettled<'c>] {
        &self.codes
    }
}

impl fmt::Display for OverlayTemplate<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let title = quoted(&format!("Error statuses of {}", self.title));
        writeln!(formatter, "overlay: 1.0.0\ninfo: {{title: {title}, version: 1.0.0}}")?;
        writeln!(formatter, "actions:\n  - target: $\n    update:\n      x-error-codes:")?;
        for unsettled in &self.codes {
            let (key, comment) = (key(&unsettled.code.wire.to_string()), comment(unsettled));
            if self.listed {
                writeln!(formatter, "        - {{code: {key}, status: FILL_IN}}{comment}")?;
            } else {
                writeln!(formatter, "        {key}: {{status: FILL_IN}}{comment}")?;
            }
        }
        Ok(())
    }
}

fn documented(catalog: &Catalog, code: usize) -> String {
    let under = catalog.statuses.iter().filter(|status| status.codes.contains(&code));
    let keys: Vec<String> = under.map(|status| status.key.to_string()).collect();
    if keys.is_empty() { String::new() } else { format!("documented under {}", keys.join(", ")) }
}

/// A key of a YAML mapping: as it is where that is surely read as text.
pub(crate) fn key(wire: &str) -> String {
    let plain = wire.len() > 1
        && wire.starts_with(|it: char| it.is_ascii_alphabetic())
        && wire.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '_' | '-' | '.'))
        && !["true", "false", "null", "yes", "no", "on", "off"].contains(&wire.to_ascii_lowercase().as_str());
    if plain { wire.to_owned() } else { quoted(wire) }
}

/// A JSON string, which YAML reads as well.
fn quoted(text: &str) -> String {
    let character = |it: char| match it {
        '"' | '\\' => format!("\\{it}"),
        _ if is_invisible(it) => format!("\\u{:04x}", u32::from(it)),
        _ => it.to_string(),
    };
    format!("\"{}\"", text.chars().map(character).collect::<String>())
}

/// What helps to find the status of a code, on the rest of its line.
fn comment(unsettled: &Unsettled<'_>) -> String {
    let about = unsettled.code.description.as_deref().map(one_line).unwrap_or_default();
    let known: Vec<&str> = [&*unsettled.documented, &about].into_iter().filter(|it| !it.is_empty()).collect();
    if known.is_empty() { String::new() } else { format!(" # {}", known.join("; ")) }
}

/// The beginning of a text, without anything that could end the line.
fn one_line(text: &str) -> String {
    // The separators of lines and paragraphs are white space, and everything else that YAML takes for a line's end is.
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut text = text.chars().filter(|it| !is_invisible(*it));
    let shown: String = text.by_ref().take(LONGEST_COMMENT).collect();
    if text.next().is_some() { format!("{}…", shown.trim_end()) } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_text() {
        let wires = ["NOT_FOUND", "404", "no", "a b", "say \"x\"", "tab\t", "\u{202e}", "-1", "x"];
        let keys: Vec<_> = wires.iter().map(|wire| key(wire)).collect();
        let expected = [
            "NOT_FOUND",
            "\"404\"",
            "\"no\"",
            "\"a b\"",
            "\"say \\\"x\\\"\"",
            "\"tab\\u0009\"",
            "\"\\u202e\"",
            "\"-1\"",
            "\"x\"",
        ];
        assert_eq!(keys, expected);
    }

    #[test]
    fn a_comment_is_a_line() {
        assert_eq!(one_line(" The card\n  was\u{2028}declined\u{85}\tagain. "), "The card was declined again.");
        assert_eq!(one_line(&"ab ".repeat(50)), format!("{}a…", "ab ".repeat(33)));
        assert_eq!(one_line(&"ab ".repeat(20)), "ab ".repeat(20).trim_end());
        assert_eq!(one_line("\u{202e}\u{7}"), "");
    }
}
