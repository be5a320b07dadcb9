//! Codes whose status nobody knows: what a service cannot send.

use std::fmt;

use errbook_spec::{Position, Reading};

use crate::finding::{Finding, Rule};
use crate::overlay_template::{OverlayTemplate, key};

/// The declared codes of a spec that have no primary status.
pub(crate) struct MissingStatus {
    spec: String,
    codes: Vec<Missing>,
    /// What to fill in.
    template: String,
}

/// One of them, in words, and where it stands.
struct Missing {
    code: String,
    position: Option<Position>,
}

impl MissingStatus {
    /// All of a spec, if there are any.
    pub(crate) fn of(reading: &Reading) -> Option<Self> {
        let template = OverlayTemplate::of(reading)?;
        let places: Vec<_> = template.codes().iter().map(|it| &it.code.place).collect();
        let mut positions = reading.positions(&places).into_iter();
        let codes = template.codes().iter().map(|unsettled| {
            let (wire, known) = (key(&unsettled.code.wire.to_string()), &unsettled.documented);
            let code = if known.is_empty() { wire } else { format!("{wire} ({known})") };
            Missing { code, position: positions.next() }
        });
        let spec = reading.files().first().map_or_else(|| "SPEC".to_owned(), |path| path.display().to_string());
        Some(Self { spec, codes: codes.collect(), template: template.to_string() })
    }

    /// A finding for each of the codes, where it stands.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        let help = format!(
            "say it in the spec, or in an overlay, which `errbook discover {} --overlay-template` prints; for a client the \
             spec says enough: `.client_only()` in build.rs, `--client-only` for the command",
            self.spec
        );
        let findings = self.codes.iter().map(|Missing { code, position }| {
            let message = format!("a service needs a status for each code; none is known for {code}");
            let finding = Finding::new(Rule::MissingStatus, message, help.clone());
            match position.clone() {
                None => finding,
                Some(Position { file, pointer, line, column, .. }) => Finding {
                    file: Some(file),
                    line: Some(line),
                    column: Some(column),
                    pointer: Some(pointer),
                    ..finding
                },
            }
        });
        findings.collect()
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
        for Missing { code, position } in &self.codes {
            if let Some(Position { file, line, column, .. }) = position {
                writeln!(formatter, "  --> {file}:{line}:{column}: {code}")?;
            }
        }
        writeln!(
            formatter,
            "  = help: for a client the spec says enough: `.client_only()` in build.rs, `--client-only` for the command"
        )?;
        writeln!(
            formatter,
            "  = help: for a service, say the statuses in the spec, or in a file beside it, such as `errors.overlay.yaml`, \
             that `.overlay(\"errors.overlay.yaml\")` names in build.rs, `--overlay errors.overlay.yaml` for the command; \
             `errbook discover {} --overlay-template` prints it alone:\n",
            self.spec
        )?;
        formatter.write_str(&self.template)
    }
}
