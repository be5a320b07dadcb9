//! What went wrong, part by part: for programs.

use errbook_spec::Severity;

/// Names the rules once, so that the list of them lacks none.
macro_rules! rules {
    ($($rule:ident = $name:literal,)*) => {
        /// A rule that generating has beside those of specs.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Rule {
            $($rule,)*
        }

        impl Rule {
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(Self::$rule => $name,)*
                }
            }
        }

        /// The names of the rules that generating has beside those of a spec ([`errbook_spec::Rule`]). They stay as they are, and
        /// new ones may come.
        pub const RULES: &[&str] = &[$($name,)*];
    };
}

rules! {
    MissingStatus = "missing-status",
    NoErrors = "no-errors",
    TooMany = "too-many",
    Identifier = "identifier",
    IdentifierCollision = "identifier-collision",
    ModuleName = "module-name",
    NoSpecs = "no-specs",
    RuntimeName = "runtime-name",
    NoOutDir = "no-out-dir",
    Write = "write",
}

/// One thing that went wrong, as [`Error::findings`](crate::Error::findings) lists them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The name of the rule that was broken: that of an [`errbook_spec::Rule`], or one of [`RULES`].
    pub rule: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What was found.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// The file that it is about.
    pub file: Option<String>,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// The column in characters, counted from 1.
    pub column: Option<usize>,
    /// The JSON pointer of the value.
    pub pointer: Option<String>,
}

impl Finding {
    /// An error that is nowhere in a file.
    pub(crate) fn new(rule: Rule, message: String, help: String) -> Self {
        let (rule, severity) = (rule.name(), Severity::Error);
        Self { rule, severity, message, help: Some(help), file: None, line: None, column: None, pointer: None }
    }
}

impl From<&errbook_spec::Finding> for Finding {
    fn from(finding: &errbook_spec::Finding) -> Self {
        Self {
            rule: finding.rule.name(),
            severity: finding.severity,
            message: finding.message.clone(),
            help: finding.help.clone(),
            file: finding.file.clone(),
            line: finding.line,
            column: finding.column,
            pointer: finding.pointer.clone(),
        }
    }
}
