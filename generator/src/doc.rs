//! Spec text → doc comments that no reader of Rust can trip over.
//!
//! The text of a spec is Markdown by somebody who had no Rust in mind. It keeps its paragraphs, lists, tables, code
//! spans, emphasis and links to the web. What would mean something else in rustdoc is neutralised: a code block is
//! never a doctest, brackets never a link to an item, angle brackets never a tag, and nothing moves or hides text.

mod blocks;
mod inline;
mod line;

use blocks::Block;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// The text of a doc comment, longer than which no description in generated code is.
const LONGEST: usize = 4000;

/// A doc comment, made of text that nobody has looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Doc {
    lines: Vec<String>,
}

impl Doc {
    /// Makes a doc comment of Markdown.
    pub(crate) fn new(markdown: &str) -> Self {
        Self::of(blocks::blocks(&readable(markdown)))
    }

    /// Makes a doc comment of Markdown, behind words of our own, in which links lead to items.
    pub(crate) fn led(lead: &str, markdown: &str) -> Self {
        let mut blocks = blocks::blocks(&readable(markdown));
        blocks::lead(&mut blocks, lead);
        Self::of(blocks)
    }

    /// Adds Markdown behind words of our own, as paragraphs that nothing in the text before can reach into.
    pub(crate) fn and(mut self, lead: &str, markdown: &str) -> Self {
        if lead.is_empty() && markdown.trim().is_empty() {
            return self;
        }
        let more = Self::led(lead, markdown).lines;
        if !self.lines.is_empty() && !more.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.extend(more);
        self
    }

    fn of(blocks: Vec<Block>) -> Self {
        let mut lines = Vec::new();
        for block in blocks {
            if !lines.is_empty() && !block.joins_previous() {
                lines.push(String::new());
            }
            block.write(&mut lines);
        }
        Self { lines }
    }
}

impl ToTokens for Doc {
    /// `#[doc = " text"]`, a line each, which the formatter prints as `/// text`.
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for line in &self.lines {
            let text = if line.is_empty() { String::new() } else { format!(" {line}") };
            tokens.extend(quote!(#[doc = #text]));
        }
    }
}

/// A code span around text of any kind, on one line.
pub(crate) fn code_span(text: &str) -> String {
    let text = readable(text).split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return "`\"\"`".to_owned();
    }
    let longest = text.split(|it| it != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// The text with line feeds alone at its ends of lines, without characters that cannot be seen, and not too long.
fn readable(text: &str) -> String {
    let mut readable = String::with_capacity(text.len().min(LONGEST));
    for (count, it) in text.replace("\r\n", "\n").chars().enumerate() {
        if count == LONGEST {
            readable.push('…');
            break;
        }
        match it {
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => readable.push('\n'),
            '\t' => readable.push_str("    "),
            _ if is_invisible(it) => readable.extend(it.escape_unicode()),
            _ => readable.push(it),
        }
    }
    readable
}

/// Control characters, and those that turn, hide or join text; rustc refuses some of them in comments.
pub(crate) fn is_invisible(it: char) -> bool {
    it.is_control()
        || matches!(it,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_ours_end_a_line_before_a_name() {
        let names: Vec<String> =
            (1..=6).map(|number| format!("[`a number {number}`](super::Number{number})")).collect();
        let doc = Doc::led(&format!("The body of ``a ` b``, {}.", names.join(", ")), "");
        assert_eq!(doc.lines.len(), 3);
        assert!(doc.lines.iter().skip(1).all(|line| line.starts_with("[`a number")), "{:?}", doc.lines);
    }

    fn doc(markdown: &str) -> String {
        Doc::new(markdown).lines.join("\n")
    }

    #[test]
    fn paragraphs_are_filled() {
        assert_eq!(doc("One\ntwo.\n\n\nThree."), "One two.\n\nThree.");
        let long = doc(&"word ".repeat(100));
        assert!(long.lines().count() > 4 && long.lines().all(|line| line.len() <= 100), "{long}");
    }

    #[test]
    fn code_is_never_a_doctest() {
        assert_eq!(doc("See:\n\n    let x = 1;\n\nDone."), "See:\n\nlet x = 1;\n\nDone.");
        assert_eq!(doc("```\npanic!()\n```"), "```text\npanic!()\n```");
        assert_eq!(doc("```rust,should_panic\n[x] <y>"), "```text\n[x] <y>\n```");
        assert_eq!(doc("~~~\na\n```\nb\n~~~\nend"), "````text\na\n```\nb\n````\n\nend");
        assert_eq!(doc("- item\n\n      code"), "- item\n\ncode");
        assert_eq!(doc("-\tcode"), "- code");
        assert_eq!(doc("> \tcode"), "code");
    }

    #[test]
    fn brackets_and_tags_are_text() {
        assert_eq!(doc("[ErrorCode] and [a][b] and [c]: d"), r"\[ErrorCode\] and \[a\]\[b\] and \[c\]: d");
        assert_eq!(doc(r"\[a] \\[b] \"), r"\[a\] \\\[b\] \\");
        assert_eq!(doc("<script>a</script> Vec<T> <!-- x -->"), r"\<script>a\</script> Vec\<T> \<!-- x -->");
        assert_eq!(doc("`Vec<T>` and `[x]`"), "`Vec<T>` and `[x]`");
        assert_eq!(doc("a ` b [c] \n\n d ` <e>"), "a \\` b \\[c\\]\n\nd \\` \\<e>");
        assert_eq!(doc("``a ` [b]`` ```c"), "``a ` [b]`` \\`\\`\\`c");
    }

    #[test]
    fn links_lead_to_the_web_only() {
        assert_eq!(doc("[docs](https://a.example/b?c=d#e)"), "[docs](https://a.example/b?c=d#e)");
        assert_eq!(doc("![logo](https://a.example/l.png)"), "[logo](https://a.example/l.png)");
        assert_eq!(doc("[x](Foo) [y](./z.md)"), r"\[x\](Foo) \[y\](./z.md)");
        assert_eq!(
            doc("See https://a.example/b_c. Or <https://a.example>!"),
            "See <https://a.example/b_c>. Or <https://a.example>!"
        );
        assert_eq!(doc("(https://a.example)"), "(<https://a.example>)");
        assert_eq!(doc("<mailto:a@b.example>"), r"\<mailto:a@b.example>");
    }

    #[test]
    fn lists_and_tables_stay() {
        assert_eq!(doc("Either:\n* one\n  more\n* two\n1. three"), "Either:\n\n- one more\n- two\n\n1. three");
        assert_eq!(doc("| a | `b|c` |\n|---|---|\n| [x] | y |"), "| a | \\`b | c\\` |\n| --- | --- |\n| \\[x\\] | y |");
        let long = doc(&format!("- {}", "word ".repeat(60)));
        assert!(long.lines().skip(1).all(|line| line.starts_with("  word")), "{long}");
    }

    #[test]
    fn a_filled_line_begins_no_block() {
        for word in ["-", "+", "*", "1.", "12)", "#", "###", ">", "---", "===", "~~~", "|", "|--|", "```", "***", ":-:"]
        {
            let text = doc(&format!("{} {word} tail", "x".repeat(99)));
            let second = text.lines().nth(1).unwrap_or_default().to_owned();
            assert!(second.contains('\\'), "{word}: {second}");
        }
        assert_eq!(doc("# Errors"), "Errors");
        assert_eq!(doc("- - - a"), r"- \- - a");
    }

    #[test]
    fn words_of_ours_come_first() {
        let led = |markdown| Doc::led("[`Item`]:", markdown).lines.join("\n");
        assert_eq!(led("one [two]"), r"[`Item`]: one \[two\]");
        assert_eq!(led("- one"), "[`Item`]:\n\n- one");
        assert_eq!(led(" "), "[`Item`]");
        assert_eq!(led("# - one"), r"[`Item`]: - one");
    }

    #[test]
    fn texts_of_their_own_do_not_run_into_one_another() {
        let all = Doc::led("`A`:", "```\ncode").and("Cause:", "a ` b").and("End.", "");
        assert_eq!(all.lines.join("\n"), "`A`:\n\n```text\ncode\n```\n\nCause: a \\` b\n\nEnd.");
    }

    #[test]
    fn nothing_ends_the_comment() {
        assert_eq!(doc("a */ b /* c\r\nd\re\u{2028}f"), "a */ b /* c d e f");
    }

    #[test]
    fn hidden_characters_are_shown() {
        assert_eq!(doc("a\u{202e}b\u{0}\u{7f}"), r"a\\u{202e}b\\u{0}\\u{7f}");
        assert_eq!(doc("`a\u{2066}`"), r"`a\u{2066}`");
    }

    #[test]
    fn length_is_bounded() {
        let text = doc(&"x".repeat(1_000_000));
        assert!(text.chars().count() < 300, "{}", text.len());
        let text = doc(&"ab ".repeat(1_000_000));
        assert!(text.chars().count() < 5000 && text.ends_with('…'), "{}", text.len());
    }

    #[test]
    fn code_spans_hold_any_text() {
        assert_eq!(code_span("a"), "`a`");
        assert_eq!(code_span("a`b"), "``a`b``");
        assert_eq!(code_span("`"), "`` ` ``");
        assert_eq!(code_span("a\nb\u{202e}"), r"`a b\u{202e}`");
        assert_eq!(code_span(""), "`\"\"`");
        assert_eq!(doc(&code_span("a`b")), "``a`b``");
    }
}
