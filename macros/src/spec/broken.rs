//! A spec that cannot be used, as one compile error at the attribute that names it.

use std::path::PathBuf;

use errbook_spec::{Finding, Report, Rule, Severity};
use proc_macro2::Span;

use super::Origin;
use crate::errors::Errors;

/// The rules that only an overlay can break.
const OF_OVERLAYS: [Rule; 4] = [Rule::InvalidOverlay, Rule::UnmatchedAction, Rule::IncompatibleUpdate, Rule::OtherSpec];

/// What is wrong with a spec.
pub(super) struct Broken {
    report: Report,
    /// What was read of it nonetheless.
    pub(super) files: Vec<PathBuf>,
}

impl Broken {
    pub(super) fn new(report: Report) -> Self {
        let files = report.files().iter().filter(|path| path.is_file()).cloned().collect();
        Self { report, files }
    }

    fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.report.findings().iter().filter(|finding| finding.severity == Severity::Error)
    }

    /// The rules that were broken.
    pub(super) fn rules(&self) -> impl Iterator<Item = Rule> {
        self.errors().map(|finding| finding.rule)
    }

    /// Notes it at the attribute that can mend it. The first line is the whole sentence; the report with its positions follows.
    pub(super) fn report(&self, origin: &Origin, errors: &mut Errors) {
        let name = origin.spec.value();
        let text = self.report.to_string();
        let message = match self.errors().collect::<Vec<_>>().as_slice() {
            [only] if self.report.findings().len() == 1 => {
                let excerpt = text.split_once('\n').map_or("", |(_, excerpt)| excerpt);
                format!("`{name}`: {} [{}]\n{excerpt}", only.message, only.rule.name())
            }
            [only] => format!("`{name}`: {}\n\n{text}", only.message),
            [first, others @ ..] => {
                format!("`{name}` has {} problems, the first: {}\n\n{text}", 1 + others.len(), first.message)
            }
            [] => format!("`{name}` cannot be read\n\n{text}"),
        };
        errors.push(self.span(origin), message.trim_end().to_owned() + self.how());
    }

    fn span(&self, origin: &Origin) -> Span {
        let all = |rules: &[Rule]| self.rules().all(|rule| rules.contains(&rule));
        let at = origin.at.first().filter(|_| all(&[Rule::UnknownCodePath]));
        let overlay = origin.overlays.first().filter(|_| all(&OF_OVERLAYS));
        at.or(overlay).unwrap_or(&origin.spec).span()
    }

    /// How to do in an attribute what the report tells how to do elsewhere.
    fn how(&self) -> &'static str {
        let breaks = |rule: Rule| self.rules().any(|it| it == rule);
        if breaks(Rule::AmbiguousCodeLocation) {
            "\n   = help: here that is `#[errbook(spec = …, at = \"…\")]`"
        } else if breaks(Rule::IdentifierCollision) || breaks(Rule::InvalidIdentifier) {
            "\n   = help: here that is `#[errbook(code = \"…\")]` before a variant of any name"
        } else {
            ""
        }
    }
}
