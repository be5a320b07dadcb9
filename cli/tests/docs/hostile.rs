//! A spec that would like to be more than text.

use std::path::PathBuf;

use crate::page::printed;

/// Puts the hostile text wherever a spec may say something.
pub(crate) fn spec(text: &str) -> String {
    let said = serde_json::Value::from(text);
    serde_json::json!({
        "openapi": "3.1.0",
        "info": {"title": said, "version": said},
        "x-error-codes": {
            text: {"status": 409, "description": said, "cause": said, "retry": {"after": ["header"], "attempts": 3}},
            "PLAIN": {"status": 409, "description": format!("{text}\n\n{text}\n\n- {text}\n\n{text}")},
        },
        "x-rate-limit-plans": [{"plan": said, "per-minute": 1, "per-day": 2}],
        "paths": {
            "/a": {"get": {
                "operationId": said,
                "responses": {
                    "409": {
                        "description": said,
                        "headers": {"Retry-After": {"description": said, "schema": {"type": "integer"}}},
                        "content": {"application/json": {
                            "schema": {
                                "type": "object",
                                "required": ["code", "message"],
                                "properties": {
                                    "code": {"type": "string", "enum": [said, "PLAIN"]},
                                    "message": {"type": "string"},
                                    "details": {"type": "object", "properties": {text: {"type": "string", "description": said}}},
                                },
                            },
                            "example": {"code": "PLAIN", "message": said, "details": {text: said}},
                        }},
                    },
                    "500": {"description": said},
                },
            }},
        },
    })
    .to_string()
}

pub(crate) const TEXTS: [&str; 9] = [
    "<script>document.title='owned'</script>",
    "</style><script>document.title='owned'</script>",
    "</script><script>document.title='owned'</script>",
    "\"><img src=x onerror=\"document.title='owned'\">",
    "' onfocus='document.title=1' autofocus='",
    "[x](javascript:document.title='owned') <javascript:document.title='owned'> [y](JaVaScRiPt:alert(1))",
    "![x](https://example.com/x.png) <img src=https://example.com/y.png> <!-- <style>",
    "``` ~~~ | a | b | \n| - | - |\n<details><summary>",
    "-->]]>&lt;script&gt;<svg/onload=document.title='owned'>\u{9b}31m\u{1b}]0;owned\u{7}\u{0}",
];

#[test]
fn nothing_of_a_spec_becomes_a_tag_or_an_escape_sequence() {
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    for (index, text) in TEXTS.into_iter().enumerate() {
        let path = PathBuf::from(format!("{index}.json"));
        std::fs::write(folder.path().join(&path), spec(text)).expect("the folder is ours");
        let html = printed(folder.path(), &path, &["--code-at", "code"]);
        let lower = html.to_ascii_lowercase();
        assert_eq!(lower.matches("<script").count(), 1, "{text}: {html}");
        assert_eq!(lower.matches("<style").count(), 1, "{text}");
        for tag in ["<img", "<svg", "<!--", "href=\"javascript"] {
            let count = lower.matches(tag).count();
            assert_eq!(count, 0, "{text}: {tag}");
        }
        let markdown = printed(folder.path(), &path, &["--code-at", "code", "--format", "markdown"]);
        for page in [&html, &markdown] {
            assert!(!page.chars().any(|it| it.is_control() && it != '\n'), "{text}");
        }
        let mut parser = pulldown_cmark::Parser::new_ext(&markdown, pulldown_cmark::Options::ENABLE_TABLES);
        let harm = parser.find_map(|event| harm(&event));
        assert_eq!(harm, None, "{text}: {markdown}");
    }
}

/// HTML that is not the page's own, links that do something, pictures.
fn harm(event: &pulldown_cmark::Event<'_>) -> Option<String> {
    use pulldown_cmark::{Event, Tag};
    match event {
        Event::Html(html) | Event::InlineHtml(html) => {
            let own = html.starts_with("<a id=\"") && html.matches('<').count() == 1
                || ["</a>", "<br>", "<details>\n", "</details>\n"].contains(&&**html)
                || html.starts_with("<summary>");
            (!own).then(|| html.to_string())
        }
        Event::Start(Tag::Link { dest_url, .. }) => (!dest_url.starts_with(['#', 'h'])).then(|| dest_url.to_string()),
        Event::Start(Tag::Image { dest_url, .. }) => Some(dest_url.to_string()),
        _ => None,
    }
}
