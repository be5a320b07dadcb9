//! Texts in Markdown: plain ones, of which no character means anything, and those of the spec, which have their own.

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::super::prose;

/// Text that is shown as it is.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut before = None;
    let numbers_item = text.find(|it: char| !it.is_ascii_digit()).filter(|index| *index > 0);
    let mut rest = text.char_indices().peekable();
    while let Some((index, it)) = rest.next() {
        let after = rest.peek().map(|(_, after)| *after);
        let is_mark = numbers_item == Some(index) && matches!(it, '.' | ')') && after.is_none_or(char::is_whitespace);
        if is_mark || has_meaning(it, before, after) {
            escaped.push('\\');
        }
        escaped.push(if it == '\n' { ' ' } else { it });
        before = Some(it);
    }
    escaped
}

/// Whether a character would be more than itself between these two.
fn has_meaning(it: char, before: Option<char>, after: Option<char>) -> bool {
    let is_word = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
    match it {
        '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '$' | '~' => true,
        // Within a word it is what it is, and names are easier to read without a backslash.
        '_' => !(is_word(before) && is_word(after)),
        '&' => is_word(after) || after == Some('#'),
        // At the beginning of a line: titles, lists, quotes.
        '#' | '+' | '-' | '=' | '>' | ':' => before.is_none(),
        _ => false,
    }
}

/// Text in a span of code.
pub(super) fn code_span(code: &str) -> String {
    let code = code.replace('\n', " ");
    let ticks = "`".repeat(longest_run(&code, '`') + 1);
    let is_padded = code.starts_with('`') || code.ends_with('`') || code.is_empty();
    let padding = if is_padded { " " } else { "" };
    format!("{ticks}{padding}{code}{padding}{ticks}")
}

/// Text as a block of code.
pub(super) fn fenced(language: &str, text: &str) -> String {
    let fence = "`".repeat(longest_run(text, '`').max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}\n", text.trim_end_matches('\n'))
}

fn longest_run(text: &str, wanted: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for it in text.chars() {
        run = if it == wanted { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// The first paragraph of a text of the spec, as it may stand in a line.
pub(super) fn line(text: &str) -> String {
    let mut writer = Writer::default();
    prose::first_line(text).for_each(|event| writer.event(&event));
    writer.markdown.trim().to_owned()
}

/// A text of the spec, over lines.
pub(super) fn lines(text: &str) -> String {
    let mut writer = Writer::default();
    prose::events(text).for_each(|event| writer.event(&event));
    writer.markdown.trim().to_owned()
}

/// Writes what was read of Markdown anew, so that nothing of it is left open.
#[derive(Debug, Default)]
struct Writer {
    markdown: String,
    /// What each line begins with, for each list and quote that it stands in.
    prefixes: Vec<String>,
    /// The number of the next item, for each list.
    lists: Vec<Option<u64>>,
    destinations: Vec<String>,
    code: Option<(String, String)>,
    /// Nothing was written yet of an item, which begins on the line of its mark.
    is_fresh: bool,
}

impl Writer {
    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => match &mut self.code {
                Some((_, code)) => code.push_str(text),
                None => self.text(text),
            },
            Event::Code(code) => self.push(&code_span(code)),
            Event::SoftBreak => self.push(" "),
            Event::HardBreak => self.push("<br>"),
            Event::Rule => {
                self.block();
                self.push("---");
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => self.block(),
            Tag::BlockQuote(_) => {
                self.block();
                self.push("> ");
                self.prefixes.push("> ".to_owned());
                self.is_fresh = true;
            }
            Tag::List(first) => {
                // Below an item, an empty line would make its list a looser one.
                if self.lists.is_empty() {
                    self.block();
                    self.is_fresh = true;
                }
                self.lists.push(*first);
            }
            Tag::Item => self.item(),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(language) => language.split(|it: char| !it.is_alphanumeric()).next(),
                    CodeBlockKind::Indented => None,
                };
                self.code = Some((language.unwrap_or_default().to_owned(), String::new()));
            }
            Tag::Emphasis => self.push("*"),
            Tag::Strong => self.push("**"),
            Tag::Link { dest_url, .. } => {
                self.destinations.push(dest_url.to_string());
                self.push("[");
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::Item => {
                self.prefixes.pop();
                self.is_fresh = false;
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::CodeBlock => self.code_block(),
            TagEnd::Emphasis => self.push("*"),
            TagEnd::Strong => self.push("**"),
            TagEnd::Link => {
                let destination = self.destinations.pop().unwrap_or_default();
                self.push(&format!("](<{}>)", destination.replace(['<', '>', '\\', '\n', '`', '|'], "")));
            }
            _ => {}
        }
    }

    /// The next block begins, behind an empty line.
    fn block(&mut self) {
        if !std::mem::take(&mut self.is_fresh) && !self.markdown.is_empty() {
            self.new_line();
            self.new_line();
        }
    }

    fn item(&mut self) {
        if !std::mem::take(&mut self.is_fresh) {
            self.new_line();
        }
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                let mark = format!("{number}. ");
                *number = number.saturating_add(1);
                mark
            }
            _ => "* ".to_owned(),
        };
        self.push(&mark);
        self.prefixes.push(" ".repeat(mark.len()));
        self.is_fresh = true;
    }

    fn code_block(&mut self) {
        let Some((language, code)) = self.code.take() else { return };
        self.block();
        for (index, line) in fenced(&language, &code).lines().enumerate() {
            if index > 0 {
                self.new_line();
            }
            self.push(line);
        }
    }

    fn text(&mut self, text: &str) {
        let begins_line = self.is_fresh || self.markdown.is_empty() || self.markdown.ends_with([' ', '\n']);
        let text = if begins_line { escaped(text) } else { escaped_within(text) };
        self.push(&text);
    }

    fn new_line(&mut self) {
        let trimmed = self.markdown.trim_end_matches(' ').len();
        self.markdown.truncate(trimmed);
        self.markdown.push('\n');
        self.prefixes.iter().for_each(|prefix| self.markdown.push_str(prefix));
    }

    fn push(&mut self, markdown: &str) {
        self.is_fresh = false;
        self.markdown.push_str(markdown);
    }
}

/// Text that something stands before.
fn escaped_within(text: &str) -> String {
    let escaped = escaped(text);
    match escaped.strip_prefix('\\') {
        Some(rest) if rest.starts_with(['#', '+', '-', '=', '>', ':']) => rest.to_owned(),
        _ => escaped,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_stays_plain() {
        for (text, markdown) in [
            ("RATE_LIMIT of a_b", "RATE_LIMIT of a_b"),
            (
                "_a_ *b* `c` [d](e) <f> | $g$ ~~h~~ \\",
                "\\_a\\_ \\*b\\* \\`c\\` \\[d\\](e) \\<f> \\| \\$g\\$ \\~\\~h\\~\\~ \\\\",
            ),
            ("# a", "\\# a"),
            ("- a", "\\- a"),
            ("1. a", "1\\. a"),
            ("1.5 and 2) b", "1.5 and 2) b"),
            ("a & b &amp; c", "a & b \\&amp; c"),
            ("a\nb", "a b"),
        ] {
            assert_eq!(escaped(text), markdown, "{text}");
        }
    }

    #[test]
    fn code_ends_where_it_should() {
        assert_eq!(code_span("a`b"), "``a`b``");
        assert_eq!(code_span("`"), "`` ` ``");
        assert_eq!(fenced("json", "```\nx"), "````json\n```\nx\n````\n");
    }

    #[test]
    fn texts_of_a_spec_keep_what_they_mean() {
        for text in [
            "One *two* **three** `four`.\n\nAnother [link](<https://example.com/a_b>).",
            "* one\n* two\n  * three\n* four",
            "1. one\n2. two",
            "> quoted\n>\n> again",
            "```json\n{}\n```",
            "* one\n\n  ```\n  code\n  ```",
        ] {
            assert_eq!(lines(text), text);
        }
    }

    #[test]
    fn texts_of_a_spec_leave_nothing_open() {
        for (text, markdown) in [
            ("a <!-- b", "a \\<!-- b"),
            ("```\ncode", "```\ncode\n```"),
            ("# title", "title"),
            ("<script>alert(1)</script>", "\\<script>alert(1)\\</script>"),
            ("[x](javascript:alert(1))", "x"),
            ("![alt](https://example.com/x.png)", "alt"),
            ("a\n===", "a"),
        ] {
            assert_eq!(lines(text), markdown, "{text}");
        }
        assert_eq!(line("one\ntwo\n\nthree"), "one two");
    }
}
