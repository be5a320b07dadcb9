//! The page as Markdown, as GitHub shows it.

mod text;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::fmt::Write as _;

use self::text::{code_span, escaped, fenced, line, lines};
use super::page::{Block, Inline, Mark, Page, Section, Table};

/// What a fragment has as it is.
const FRAGMENT: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/').remove(b':');

/// The whole file.
pub(super) fn markdown(page: &Page) -> String {
    let title = format!("{} {}", page.title, page.version);
    let mut markdown = format!("# {}: errors\n\n", escaped(title.trim_end()));
    page.intro.iter().for_each(|it| markdown.push_str(&block(it)));
    for section in &page.sections {
        markdown.push_str(&heading("##", section));
        section.blocks.iter().for_each(|it| markdown.push_str(&block(it)));
        for inner in &section.sections {
            markdown.push_str(&heading("###", inner));
            inner.blocks.iter().for_each(|it| markdown.push_str(&block(it)));
        }
    }
    let _ = writeln!(markdown, "---\n\n{}", escaped(&page.colophon));
    markdown
}

/// GitHub makes anchors of titles, but in lower case; this one is as the code is.
fn heading(level: &str, section: &Section) -> String {
    let anchor = escaped_attribute(&section.anchor);
    let marks: Vec<String> = section.marks.iter().map(|it| format!(" · {}", mark(it))).collect();
    let marks = marks.concat();
    format!("{level} <a id=\"{anchor}\"></a>{}{marks}\n\n", inlines(&section.title, " "))
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(inner) => format!("{}\n\n", inlines(inner, "<br>")),
        Block::Prose(text) => format!("{}\n\n", lines(text)),
        Block::Table(table) => self::table(table),
        Block::Facts(facts) => {
            let facts = facts.iter().map(|(name, said)| format!("* **{name}:** {}\n", inlines(said, "<br>")));
            format!("{}\n", facts.collect::<String>())
        }
        Block::Answer { caption, head, body } => {
            let gap = if head.is_empty() || body.is_empty() { "" } else { "\n\n" };
            let language = if head.is_empty() { "json" } else { "http" };
            format!("{}:\n\n{}\n", escaped(caption), fenced(language, &format!("{head}{gap}{body}")))
        }
        Block::Folded(summary, blocks) => {
            let inner: String = blocks.iter().map(self::block).collect();
            format!("<details>\n<summary>{}</summary>\n\n{inner}</details>\n\n", escaped_attribute(summary))
        }
    }
}

fn table(table: &Table) -> String {
    let mut markdown = format!("| {} |\n|{}\n", table.head.join(" | "), " --- |".repeat(table.head.len()));
    for row in &table.rows {
        let cells: Vec<String> = row.cells.iter().map(|cell| in_cell(&inlines(cell, "<br>"))).collect();
        let anchor = row.anchor.as_ref().map(|it| format!("<a id=\"{}\"></a>", in_cell(&escaped_attribute(it))));
        let _ = writeln!(markdown, "| {}{} |", anchor.unwrap_or_default(), cells.join(" | "));
    }
    markdown.push('\n');
    markdown
}

/// A cell ends with the next bar, even one in a span of code.
fn in_cell(markdown: &str) -> String {
    let mut cell = String::with_capacity(markdown.len());
    let mut is_escaped = false;
    for it in markdown.trim().chars() {
        if it == '|' && !is_escaped {
            cell.push('\\');
        }
        is_escaped = it == '\\' && !is_escaped;
        cell.push(it);
    }
    cell
}

fn inlines(inlines: &[Inline], line_break: &str) -> String {
    let each = inlines.iter().map(|inline| match inline {
        Inline::Text(text) => escaped(text),
        Inline::Code(code) => code_span(code),
        Inline::Link { anchor, code } => format!("[{}](#{})", code_span(code), utf8_percent_encode(anchor, FRAGMENT)),
        Inline::Prose(text) => line(text),
        Inline::Mark(it) => mark(it),
        Inline::Break => line_break.to_owned(),
    });
    each.collect()
}

fn mark(mark: &Mark) -> String {
    match mark {
        Mark::Status(status) => status.clone(),
        Mark::Deprecated => "*deprecated*".to_owned(),
    }
}

/// Text inside of a tag.
fn escaped_attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
