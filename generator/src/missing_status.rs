//! Codes whose status nobody knows: what a service cannot send.

use std::fmt;

use errbook_spec::{Position, Reading};

/// The declared codes of a spec that have no primary status.
pub(crate) struct MissingStatus {
    title: String,
    codes: Vec<Missing>,
    /// The spec has a list of codes, to which others are appended.
    listed: bool,
}

/// One of them, where it stands, and what is known of it.
struct Missing {
    wire: String,
    position: Option<Position>,
    statuses: Vec<u16>,
}

impl MissingStatus {
    /// All of a spec, if there are any.
    pub(crate) fn of(reading: &Reading) -> Option<Self> {
        let catalog = reading.catalog();
        let missing: Vec<_> = catalog.codes.iter().filter(|code| !code.open && code.status.is_none()).collect();
        let places: Vec<_> = missing.iter().map(|code| &code.place).collect();
        let mut positions = reading.positions(&places).into_iter();
        let codes = missing.iter().map(|code| Missing {
            wire: code.wire.to_string(),
            position: positions.next(),
            statuses: code.statuses.clone(),
        });
        let codes: Vec<_> = codes.collect();
        (!codes.is_empty()).then(|| Self {
            title: catalog.api.title.clone(),
            codes,
            listed: reading.codes_are_listed(),
        })
    }
}

impl fmt::Display for MissingStatus {
    /// The report, and the overlay that mends it, which begins at the left so that it can be copied.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.codes.len();
        writeln!(
            formatter,
            "error[missing-status]: a service needs a status for each code; none is known for {count} of them"
        )?;
        for code in &self.codes {
            if let Some(Position { file, line, column, .. }) = &code.position {
                writeln!(formatter, "  --> {file}:{line}:{column}: {code}")?;
            }
        }
        writeln!(
            formatter,
            "  = help: for a client the spec says enough: `client_only()` in build.rs, `--client-only` for the command"
        )?;
        writeln!(
            formatter,
            "  = help: for a service, say the statuses in the spec, or in a file beside it, such as `errors.overlay.yaml`, \
             that `.overlay(\"errors.overlay.yaml\")` names in build.rs, `--overlay errors.overlay.yaml` for the command:\n"
        )?;
        writeln!(formatter, "overlay: 1.0.0")?;
        writeln!(
            formatter,
            "info: {{title: {}, version: 1.0.0}}",
            quoted(&format!("Error statuses of {}", self.title))
        )?;
        writeln!(formatter, "actions:\n  - target: $\n    update:\n      x-error-codes:")?;
        for code in &self.codes {
            let known = code.known();
            let comment = if known.is_empty() { String::new() } else { format!(" # {known}") };
            let key = key(&code.wire);
            if self.listed {
                writeln!(formatter, "        - {{code: {key}, status: FILL_IN}}{comment}")?;
            } else {
                writeln!(formatter, "        {key}: {{status: FILL_IN}}{comment}")?;
            }
        }
        Ok(())
    }
}

impl Missing {
    /// The statuses under which the code is documented, in words.
    fn known(&self) -> String {
        let statuses: Vec<String> = self.statuses.iter().map(u16::to_string).collect();
        if statuses.is_empty() { String::new() } else { format!("documented under {}", statuses.join(", ")) }
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", key(&self.wire))?;
        let known = self.known();
        if known.is_empty() { Ok(()) } else { write!(formatter, " ({known})") }
    }
}

/// A key of a YAML mapping: as it is where that is surely read as text.
fn key(wire: &str) -> String {
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
        _ if crate::doc::is_invisible(it) => format!("\\u{:04x}", u32::from(it)),
        _ => it.to_string(),
    };
    format!("\"{}\"", text.chars().map(character).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_overlay_is_yaml_for_any_code() {
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
    fn every_code_is_named() {
        let missing = |wire: &str, statuses: &[u16]| Missing {
            wire: wire.to_owned(),
            position: None,
            statuses: statuses.to_vec(),
        };
        let mut report = MissingStatus {
            title: "Cards: \"EU\"".into(),
            codes: vec![missing("DECLINED", &[]), missing("LOST", &[402, 409])],
            listed: false,
        };
        let expected = "\
overlay: 1.0.0
info: {title: \"Error statuses of Cards: \\\"EU\\\"\", version: 1.0.0}
actions:
  - target: $
    update:
      x-error-codes:
        DECLINED: {status: FILL_IN}
        LOST: {status: FILL_IN} # documented under 402, 409
";
        let text = report.to_string();
        assert!(text.contains("known for 2 of them") && text.contains("client_only()"), "{text}");
        assert!(text.ends_with(expected), "{text}");
        report.listed = true;
        let text = report.to_string();
        assert!(text.ends_with("\n        - {code: LOST, status: FILL_IN} # documented under 402, 409\n"), "{text}");
    }
}
