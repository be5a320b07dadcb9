//! Texts of a spec: its Markdown, of which nothing is kept that could do harm. A spec is not to be trusted.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

/// What links may lead to.
const SCHEMES: [&str; 3] = ["http://", "https://", "mailto:"];

/// The Markdown without its HTML, which is text, without pictures, which are their words, without links that could do
/// anything but lead somewhere, and without titles, which would disturb those of the page.
pub(super) fn events(text: &str) -> impl Iterator<Item = Event<'_>> {
    let mut links = Vec::new();
    Parser::new_ext(text, Options::empty()).filter_map(move |event| match event {
        Event::Html(html) | Event::InlineHtml(html) => Some(Event::Text(html)),
        Event::Start(Tag::HtmlBlock | Tag::Heading { .. }) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::HtmlBlock | TagEnd::Heading(_)) => Some(Event::End(TagEnd::Paragraph)),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::Start(Tag::Link { dest_url, link_type, .. }) => {
            let is_email = link_type == pulldown_cmark::LinkType::Email;
            let kept = is_email || is_safe(&dest_url);
            links.push(kept);
            let dest_url = if is_email { CowStr::from(format!("mailto:{dest_url}")) } else { dest_url };
            let (title, id) = (CowStr::from(""), CowStr::from(""));
            let link_type = pulldown_cmark::LinkType::Inline;
            kept.then_some(Event::Start(Tag::Link { link_type, dest_url, title, id }))
        }
        Event::End(TagEnd::Link) => links.pop().unwrap_or(false).then_some(event),
        event => Some(event),
    })
}

/// The same of the first paragraph alone, as what stands in a line.
pub(super) fn first_line(text: &str) -> impl Iterator<Item = Event<'_>> {
    let mut is_over = false;
    events(text).filter_map(move |event| {
        if is_over {
            return None;
        }
        match event {
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock) => {
                is_over = true;
                None
            }
            Event::SoftBreak | Event::HardBreak => Some(Event::Text(" ".into())),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link)
            | Event::Text(_)
            | Event::Code(_) => Some(event),
            _ => None,
        }
    })
}

fn is_safe(destination: &str) -> bool {
    let lower = destination.to_ascii_lowercase();
    destination.starts_with('#') || SCHEMES.iter().any(|scheme| lower.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_links_that_lead_somewhere_are_kept() {
        for (destination, kept) in [
            ("https://example.com", true),
            ("HTTP://example.com", true),
            ("mailto:a@example.com", true),
            ("#codes", true),
            ("javascript:alert(1)", false),
            ("JavaScript:alert(1)", false),
            ("data:text/html,x", false),
            ("vbscript:x", false),
            ("//example.com", false),
            ("/a", false),
            ("http:example", false),
        ] {
            let text = format!("[words](<{destination}>)");
            let has_link = events(&text).any(|event| matches!(event, Event::Start(Tag::Link { .. })));
            assert_eq!(has_link, kept, "{destination}");
        }
    }

    #[test]
    fn html_and_pictures_become_words() {
        let all: Vec<Event<'_>> =
            events("a <b onclick=x>b</b> ![alt](https://example.com/a.png)\n\n<script>\nx()\n</script>\n").collect();
        assert!(!all.iter().any(|event| matches!(event, Event::Html(_) | Event::InlineHtml(_))), "{all:?}");
        assert!(!all.iter().any(|event| matches!(event, Event::Start(Tag::Image { .. }))), "{all:?}");
        let words: String =
            all.iter().filter_map(|event| if let Event::Text(text) = event { Some(&**text) } else { None }).collect();
        assert!(words.contains("<script>") && words.contains("alt"), "{words}");
    }

    #[test]
    fn a_line_ends_with_the_first_paragraph() {
        let words: String = first_line("- first\n  `code`\n- second\n\nthird")
            .map(|event| match event {
                Event::Text(text) | Event::Code(text) => text.into_string(),
                _ => String::new(),
            })
            .collect();
        assert_eq!(words, "first code");
    }
}
