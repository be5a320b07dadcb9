//! Diagnostics: everything that is wrong or odd, gathered in one run.

mod report;
mod rule;

pub use report::{Finding, Report};
pub use rule::Rule;

use crate::asked::Asked;
use crate::catalog::Place;
use crate::source::FileId;
use crate::suggest::nearest;

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing can be made of the spec.
    Error,
    /// It can be read, but says something odd.
    Warning,
}

/// Something to say of a spec.
#[derive(Debug, Clone)]
pub(crate) struct Diagnostic {
    rule: Rule,
    severity: Severity,
    /// What was found.
    message: String,
    /// What to write instead.
    help: Option<String>,
    site: Site,
    /// What somebody asked for in vain.
    asked: Option<Box<Asked>>,
    related: Vec<(Place, String)>,
}

/// Where it is.
#[derive(Debug, Clone, PartialEq)]
enum Site {
    /// Nowhere in a file.
    Nowhere,
    /// A value.
    Place(Place),
    /// The key of a value.
    Key(Place),
    /// A line of a file that could not be parsed.
    Line { file: FileId, line: usize, column: usize },
}

impl Diagnostic {
    pub(crate) fn error(rule: Rule, message: impl Into<String>) -> Self {
        Self::new(rule, Severity::Error, message.into())
    }

    pub(crate) fn warning(rule: Rule, message: impl Into<String>) -> Self {
        Self::new(rule, Severity::Warning, message.into())
    }

    /// A key that means nothing at a place, and which of those that do may be meant.
    pub(crate) fn unknown_key(rule: Rule, place: Place, key: &str, known: &[&str]) -> Self {
        let help = match nearest(key, &mut known.iter().copied()) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => format!("write one of `{}`", known.join("`, `")),
        };
        Self::error(rule, format!("`{key}` is not known here")).at_key(place).help(help)
    }

    fn new(rule: Rule, severity: Severity, message: String) -> Self {
        Self { rule, severity, message, help: None, site: Site::Nowhere, asked: None, related: Vec::new() }
    }

    /// The value it is about.
    pub(crate) fn at(mut self, place: Place) -> Self {
        self.site = Site::Place(place);
        self
    }

    /// The key of the value it is about.
    pub(crate) fn at_key(mut self, place: Place) -> Self {
        self.site = Site::Key(place);
        self
    }

    /// The line it is about, counted from 1.
    pub(crate) fn at_line(mut self, file: FileId, line: usize, column: usize) -> Self {
        self.site = Site::Line { file, line, column };
        self
    }

    /// What was asked for, which is shown where `errbook.toml` asks for it.
    pub(crate) fn asked(mut self, asked: Asked) -> Self {
        self.asked = Some(Box::new(asked));
        self
    }

    /// What to write instead.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Another value that it is about.
    pub(crate) fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }
}

/// So many errors, and as many warnings, are told one by one; all others are counted.
const MOST: usize = 10_000;

/// All that was found so far.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    told: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
}

impl Diagnostics {
    /// A mistake in a file that each who asks for a part of it meets is one.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        let is_same = |known: &Diagnostic| known.site == diagnostic.site && known.message == diagnostic.message;
        if matches!(diagnostic.site, Site::Line { .. }) && self.told.iter().any(is_same) {
            return;
        }
        let count = match diagnostic.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        *count += 1;
        if *count <= MOST {
            self.told.push(diagnostic);
        }
    }

    /// What there is to say of those that are not told, if there are any.
    fn untold(&self) -> Option<Diagnostic> {
        let (all, told) = (self.errors + self.warnings, self.told.len());
        let severity = if self.errors > MOST { Severity::Error } else { Severity::Warning };
        let found = format!("of {all} findings {told} are told");
        let diagnostic = Diagnostic::new(Rule::TooManyFindings, severity, found);
        (all > told).then(|| diagnostic.help("mend these first, and then see what is left"))
    }

    /// Says that keys of the mapping at a place are written more than once.
    pub(crate) fn repeated_keys<'k>(&mut self, place: &Place, keys: impl IntoIterator<Item = &'k str>) {
        for key in keys {
            let at = Place { file: place.file, pointer: place.pointer.child(key) };
            let found = format!("`{key}` is written twice; the last one counts");
            self.push(Diagnostic::warning(Rule::DuplicateKey, found).at(at).help("remove one of them"));
        }
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Whether an error hides what a later stage would find, so that its findings would only follow from it.
    pub(crate) fn are_fatal(&self) -> bool {
        let mild = [Rule::InvalidExtension, Rule::UnfilledStatus];
        let is_fatal = |it: &Diagnostic| it.severity == Severity::Error && !mild.contains(&it.rule);
        self.errors > MOST || self.told.iter().any(is_fatal)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.told.is_empty()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        diagnostics.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }
}
