//! The page as HTML: one file that asks nobody for anything, whose scripts nobody needs, and in which nothing that a spec
//! says is more than text.

mod colours;
mod navigation;

use std::borrow::Cow;
use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::page::{Block, Inline, Kind, Mark, Page, Row, Section, Table};
use super::prose;

const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/filter.js");

/// What a browser compares the two above with, to run nothing else (SHA-256, in base64).
const STYLE_HASH: &str = "M90hX6scW9AKUOsaSkx3hyVNEmHbnQ73J50cpb9ZA/g=";
const SCRIPT_HASH: &str = "NasZBheg/7xDWjlZ75WK6F5Jyypg+5A9MPTVmGsYoaI=";

/// What a fragment has as it is.
const FRAGMENT: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/').remove(b':');

/// The whole file.
pub(super) fn html(page: &Page) -> String {
    let mut html = head(page);
    let _ = writeln!(html, "<a class=\"skip\" href=\"{}\">Skip to the errors</a>", link(&page.anchors.main));
    html.push_str(&navigation::navigation(page));
    let _ = writeln!(html, "<main id=\"{}\">\n<header>", escaped(&page.anchors.main));
    let version = format!(" <span class=\"version\">{}</span>", escaped(&page.version));
    let version = if page.version.is_empty() { "" } else { &version };
    let _ = writeln!(html, "<h1>{}: errors{version}</h1>", escaped(&page.title));
    page.intro.iter().for_each(|block| html.push_str(&self::block(block)));
    html.push_str("</header>\n");
    for section in &page.sections {
        html.push_str(&part(section, page));
    }
    let _ = writeln!(html, "</main>\n<footer><p>{}</p></footer>", escaped(&page.colophon));
    let _ = writeln!(html, "<script>{SCRIPT}</script>\n</body>\n</html>");
    html
}

fn head(page: &Page) -> String {
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{STYLE_HASH}'; script-src 'sha256-{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'"
    );
    let title = format!("{} {}", page.title, page.version);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{}: errors</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        escaped(title.trim_end())
    )
}

/// A part of the page.
fn part(section: &Section, page: &Page) -> String {
    let mut html = format!("<section aria-labelledby=\"{}\">\n", escaped(&section.anchor));
    html.push_str(&heading("h2", section));
    for block in &section.blocks {
        if matches!(block, Block::Table(table) if table.lists_errors) {
            html.push_str(&filter(page));
        }
        html.push_str(&self::block(block));
    }
    for inner in &section.sections {
        let class = if inner.kind == Kind::Error { "error" } else { "other" };
        let _ = writeln!(html, "<article class=\"{class}\" aria-labelledby=\"{}\">", escaped(&inner.anchor));
        html.push_str(&heading("h3", inner));
        inner.blocks.iter().for_each(|block| html.push_str(&self::block(block)));
        html.push_str("</article>\n");
    }
    html.push_str("</section>\n");
    html
}

/// It shows itself where scripts run.
fn filter(page: &Page) -> String {
    let id = escaped(&page.anchors.filter);
    format!(
        "<p class=\"filter\" hidden><label for=\"{id}\">Filter</label> <input id=\"{id}\" type=\"search\" autocomplete=\"off\" \
         spellcheck=\"false\" placeholder=\"a code, a status, a word\"> <output for=\"{id}\"></output></p>\n"
    )
}

/// A title, its marks, and the link that leads to it.
fn heading(level: &str, section: &Section) -> String {
    let (id, to) = (escaped(&section.anchor), link(&section.anchor));
    let marks: String = section.marks.iter().map(mark).collect();
    let marks = if marks.is_empty() { marks } else { format!(" <span class=\"marks\">{marks}</span>") };
    let title = inlines(&section.title);
    format!("<{level} id=\"{id}\"><a class=\"anchor\" href=\"{to}\">{title}</a>{marks}</{level}>\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(inner) => format!("<p>{}</p>\n", inlines(inner)),
        Block::Prose(text) => {
            let mut html = String::new();
            pulldown_cmark::html::push_html(&mut html, prose::events(text));
            format!("<div class=\"prose\">{html}</div>\n")
        }
        Block::Table(table) => self::table(table),
        Block::Facts(facts) => {
            let facts =
                facts.iter().map(|(name, said)| format!("<div><dt>{name}</dt><dd>{}</dd></div>\n", inlines(said)));
            format!("<dl>\n{}</dl>\n", facts.collect::<String>())
        }
        Block::Answer { caption, head, body } => {
            let head = if head.is_empty() {
                String::new()
            } else {
                format!("<span class=\"head\">{}</span>\n", escaped(head))
            };
            let gap = if head.is_empty() || body.is_empty() { "" } else { "\n" };
            let caption = escaped(caption);
            let body = colours::json(body);
            format!(
                "<figure>\n<figcaption>{caption}</figcaption>\n\
                 <pre tabindex=\"0\" role=\"region\" aria-label=\"{caption}\"><code>{head}{gap}{body}</code></pre>\n</figure>\n"
            )
        }
        Block::Folded(summary, blocks) => {
            let inner: String = blocks.iter().map(self::block).collect();
            format!("<details>\n<summary>{}</summary>\n{inner}</details>\n", escaped(summary))
        }
    }
}

fn table(table: &Table) -> String {
    let class = if table.lists_errors { "table errors" } else { "table" };
    let caption = escaped(&table.caption);
    let head: Vec<String> = table.head.iter().map(|head| format!("<th scope=\"col\">{head}</th>")).collect();
    let head = head.concat();
    let rows: String = table.rows.iter().map(row).collect();
    format!(
        "<div class=\"{class}\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\">\n<table>\n\
         <caption>{caption}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )
}

fn row(row: &Row) -> String {
    let id = row.anchor.as_ref().map(|anchor| format!(" id=\"{}\"", escaped(anchor))).unwrap_or_default();
    let mut html = format!("<tr{id}>");
    for (index, cell) in row.cells.iter().enumerate() {
        let cell = inlines(cell);
        html.extend(if index == 0 { ["<th scope=\"row\">", &cell, "</th>"] } else { ["<td>", &cell, "</td>"] });
    }
    html.push_str("</tr>\n");
    html
}

fn inlines(inlines: &[Inline]) -> String {
    inlines.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) => escaped(text).into_owned(),
        Inline::Code(code) => format!("<code>{}</code>", escaped(code)),
        Inline::Link { anchor, code } => format!("<a href=\"{}\"><code>{}</code></a>", link(anchor), escaped(code)),
        Inline::Prose(text) => {
            let mut html = String::new();
            pulldown_cmark::html::push_html(&mut html, prose::first_line(text));
            html
        }
        Inline::Mark(it) => mark(it),
        Inline::Break => "<br>\n".to_owned(),
    }
}

fn mark(mark: &Mark) -> String {
    match mark {
        Mark::Status(status) => {
            let class = match status.chars().next() {
                Some(class @ ('4' | '5')) => format!("s{class}"),
                _ => "s".to_owned(),
            };
            format!("<span class=\"mark {class}\">{}</span> ", escaped(status))
        }
        Mark::Deprecated => "<span class=\"mark deprecated\">deprecated</span> ".to_owned(),
    }
}

/// A link to an anchor of the page.
fn link(anchor: &str) -> String {
    format!("#{}", utf8_percent_encode(anchor, FRAGMENT))
}

/// Text as it may stand between tags, and between quotes.
fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return text.into();
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for it in text.chars() {
        match it {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped.into()
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::prelude::BASE64_STANDARD;
    use sha2::{Digest as _, Sha256};

    use super::*;

    #[test]
    fn browsers_are_told_what_the_style_and_the_script_are() {
        for (text, hash, name) in [(STYLE, STYLE_HASH, "STYLE_HASH"), (SCRIPT, SCRIPT_HASH, "SCRIPT_HASH")] {
            assert_eq!(BASE64_STANDARD.encode(Sha256::digest(text)), hash, "write it to {name}");
        }
    }

    #[test]
    fn nothing_of_a_text_is_a_tag_or_ends_a_value() {
        assert_eq!(escaped("<a href='x' b=\"y\">&amp;"), "&lt;a href=&#39;x&#39; b=&quot;y&quot;&gt;&amp;amp;");
        assert_eq!(link("A \"<>%#é"), "#A%20%22%3C%3E%25%23%C3%A9");
    }
}
