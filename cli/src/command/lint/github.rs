//! Findings as commands that GitHub's workflows turn into notes beside the lines.

use errbook_spec::{Finding, Severity};

/// The line that makes a note: `::error file=openapi.yaml,line=3,col=5,title=unresolved-ref::what was found`.
pub(super) fn command(finding: &Finding) -> String {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let place = [
        finding.file.as_deref().map(|file| format!("file={}", property(file))),
        finding.line.map(|line| format!("line={line}")),
        finding.column.map(|column| format!("col={column}")),
        Some(format!("title={}", property(finding.rule.name()))),
    ];
    let place: Vec<String> = place.into_iter().flatten().collect();
    let help = finding.help.as_ref().map(|help| format!("\nhelp: {help}"));
    let text = format!("{}{}", finding.message, help.unwrap_or_default());
    format!("::{level} {}::{}\n", place.join(","), data(&text))
}

/// Text that cannot end the command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text that cannot end the property either.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
