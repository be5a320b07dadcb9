//! Where on the page what is.

use super::super::page::{Kind, Page, Section};
use super::{inlines, link};

/// The parts, and below each its errors; a screen that is narrow has no room for those.
pub(super) fn navigation(page: &Page) -> String {
    let parts: String = page.sections.iter().map(part).collect();
    format!("<nav aria-label=\"On this page\">\n<ul>\n{parts}</ul>\n</nav>\n")
}

fn part(section: &Section) -> String {
    let errors: String = section.sections.iter().filter(|it| it.kind == Kind::Error).map(entry).collect();
    let errors = if errors.is_empty() { errors } else { format!("\n<ul>\n{errors}</ul>\n") };
    format!("<li><a href=\"{}\">{}</a>{errors}</li>\n", link(&section.anchor), inlines(&section.title))
}

fn entry(section: &Section) -> String {
    format!("<li><a href=\"{}\">{}</a></li>\n", link(&section.anchor), inlines(&section.title))
}
