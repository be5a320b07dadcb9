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
        let text = self.text();
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
        errors.push(self.span(origin), message.trim_end().to_owned());
    }

    fn span(&self, origin: &Origin) -> Span {
        let all = |rules: &[Rule]| self.rules().all(|rule| rules.contains(&rule));
        let at = origin.at.first().filter(|_| all(&[Rule::UnknownCodePath]));
        let overlay = origin.overlays.first().filter(|_| all(&OF_OVERLAYS));
        at.or(overlay).unwrap_or(&origin.spec).span()
    }

    /// The report, where its help tells what to write in build.rs with what to write in an attribute instead.
    fn text(&self) -> String {
        let text = self.report.to_string();
        let lines = text.lines().map(|line| {
            let told = line.trim_start_matches([' ', '=']).trim_start_matches("help: ");
            let finding = self.errors().find(|finding| {
                finding.help.as_deref().is_some_and(|help| help.lines().any(|line| line.trim() == told))
            });
            let instead = finding.and_then(|finding| in_attribute(finding.rule, told));
            instead.map_or_else(|| line.to_owned(), |instead| line.replace(told, &instead))
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// A line of the help that a rule gives, for those who write attributes.
fn in_attribute(rule: Rule, told: &str) -> Option<String> {
    match rule {
        Rule::AmbiguousCodeLocation => match told.strip_prefix(".code_at(").and_then(|rest| rest.split_once(')')) {
            Some((path, rest)) => {
                let count = rest.rsplit_once("'   ").map_or("", |(_, count)| count);
                Some(format!("at = {path}   {count}"))
            }
            None => Some("say in the attribute which one it is:".to_owned()),
        },
        Rule::IdentifierCollision => Some(
            "write `#[errbook(code = \"…\")]` with one of them before a variant of another name, in an enum that derives \
             `ErrorCode`"
                .to_owned(),
        ),
        Rule::InvalidIdentifier => Some(
            "write `#[errbook(code = \"…\")]` with it before a variant of any name, in an enum that derives `ErrorCode`"
                .to_owned(),
        ),
        _ => None,
    }
}
