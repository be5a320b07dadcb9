//! JSON in colours.

use super::escaped;

/// JSON as it is laid out, each key, text and other value in the class of its kind.
pub(super) fn json(text: &str) -> String {
    let mut html = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => end_of_string(rest),
            _ => rest.find(|it| is_plain(it) != is_plain(first) || it == '"').unwrap_or(rest.len()),
        };
        let (token, behind) = rest.split_at(length);
        html.push_str(&match first {
            '"' if behind.starts_with(':') => class("k", token),
            '"' => class("s", token),
            _ if is_plain(first) => token.to_owned(),
            _ => class("n", token),
        });
        rest = behind;
    }
    html
}

/// What stands between values.
fn is_plain(it: char) -> bool {
    it.is_whitespace() || "{}[]:,".contains(it)
}

/// Behind the closing quote of a text that begins with one.
fn end_of_string(text: &str) -> usize {
    let mut is_escaped = false;
    for (index, it) in text.char_indices().skip(1) {
        match it {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return index + 1,
            _ => {}
        }
    }
    text.len()
}

fn class(name: &str, text: &str) -> String {
    format!("<span class=\"{name}\">{}</span>", escaped(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_values_are_told_apart() {
        let plain = "{\n  \"a \\\"b\\\": c\": \"<x>, \\\\\",\n  \"n\": [-1.5, \"key\\\": 1\"]}";
        let coloured = "{\n  <span class=\"k\">&quot;a \\&quot;b\\&quot;: c&quot;</span>: \
                        <span class=\"s\">&quot;&lt;x&gt;, \\\\&quot;</span>,\n  <span class=\"k\">&quot;n&quot;</span>: [\
                        <span class=\"n\">-1.5</span>, <span class=\"s\">&quot;key\\&quot;: 1&quot;</span>]}";
        assert_eq!(json(plain), coloured);
    }

    #[test]
    fn what_is_no_json_is_still_text() {
        assert_eq!(json("\"a"), "<span class=\"s\">&quot;a</span>");
        assert_eq!(json("<é\"b"), "<span class=\"n\">&lt;é</span><span class=\"s\">&quot;b</span>");
        assert_eq!(json(""), "");
    }
}
