//! JSON files, by slices of their text.

use std::cell::Cell;
use std::ops::Range;

use serde::de::{DeserializeSeed, IgnoredAny};

use super::build::Build;
use super::members::FEW;
use super::scan::{Scan, end_of_known, end_of_string, skip_space};
use super::words::end_of_plain;
use super::{Branch, Entry, Key, Node, Span, SyntaxError, SyntaxErrorKind, position};

/// A text that is JSON, and where its long values end.
#[derive(Debug)]
pub(super) struct Outline {
    whole: Span,
    long: Vec<Span>,
    /// Whether there is a carriage return.
    pub(super) has_returns: bool,
}

/// Reads a text once, without building anything.
pub(super) fn outline(text: &str, limit: usize) -> Result<Outline, SyntaxError> {
    let Some(whole) = Span::new(0, text.len()) else { return Err(broken(text, 0, "4 GiB and more")) };
    let mut scan = Scan::new(text, limit);
    match scan.document() {
        Some(()) => Ok(Outline { whole, has_returns: scan.has_returns(), long: scan.into_long() }),
        None if scan.too_deep() => Err(SyntaxError::too_deep(text, scan.at(), limit)),
        // serde_json has the words.
        None => Err(match serde_json::from_str::<IgnoredAny>(text) {
            Err(error) => syntax_error(text, 0, &error),
            Ok(IgnoredAny) => broken(text, scan.at(), "unexpected character"),
        }),
    }
}

impl Outline {
    /// Lets go of what is only faster to look up again.
    pub(super) fn forget(&mut self) {
        self.long = Vec::new();
    }

    /// The whole file.
    pub(super) fn whole(&self) -> Span {
        self.whole
    }

    /// The entries of an object, not built; none where the value is something else.
    pub(super) fn entries(&self, text: &str, range: Range<usize>) -> Result<Vec<Entry>, SyntaxError> {
        let bytes = text.as_bytes();
        let mut entries = Vec::with_capacity(FEW);
        let mut at = skip_space(bytes, range.start);
        if bytes.get(at) != Some(&b'{') {
            return Ok(entries);
        }
        // Every key is preceded by `{` or `,`, and the text is known to be JSON.
        while let Some(b'{' | b',') = bytes.get(at) {
            let start = skip_space(bytes, at + 1);
            // An object may have none.
            if bytes.get(start) != Some(&b'"') {
                break;
            }
            let Some(end) = end_of_string(bytes, start + 1) else { break };
            let value = skip_space(bytes, skip_space(bytes, end) + 1);
            let after = self.end_of_value(text, value);
            let Some(span) = Span::new(value, after) else { break };
            entries.push(Entry::new(key(text, start..end)?, Branch::Text(span)));
            at = skip_space(bytes, after);
        }
        Ok(entries)
    }

    fn end_of_value(&self, text: &str, start: usize) -> usize {
        let bytes = text.as_bytes();
        if !matches!(bytes.get(start), Some(b'{' | b'[')) {
            return end_of_known(bytes, start);
        }
        if let Ok(known) = self.long.binary_search_by(|span| (span.start as usize).cmp(&start)) {
            return self.long[known].end as usize;
        }
        end_of_known(bytes, start)
    }
}

/// The text that the only member of the object at a position is, if it has this key and both are what is written.
pub(super) fn text_of_only(text: &str, start: usize, key: &str) -> Option<String> {
    let bytes = text.as_bytes();
    if bytes.get(start) != Some(&b'{') {
        return None;
    }
    let (written, end) = plain_string(text, skip_space(bytes, start + 1))?;
    if written != key {
        return None;
    }
    // A colon stands between them.
    let value = skip_space(bytes, skip_space(bytes, end) + 1);
    let (value, end) = plain_string(text, value)?;
    (bytes.get(skip_space(bytes, end)) == Some(&b'}')).then(|| value.to_owned())
}

/// The text of a string without escapes that begins here, and where it ends, behind its closing quote.
fn plain_string(text: &str, start: usize) -> Option<(&str, usize)> {
    let bytes = text.as_bytes();
    if bytes.get(start) != Some(&b'"') {
        return None;
    }
    let end = end_of_plain(bytes, start + 1);
    if bytes.get(end) != Some(&b'"') {
        return None;
    }
    Some((text.get(start + 1..end)?, end + 1))
}

fn key(text: &str, range: Range<usize>) -> Result<Key, SyntaxError> {
    let start = range.start;
    let written = text.get(range.clone()).unwrap_or_default();
    let (inside, span) = (Span::new(start + 1, range.end - 1), Span::new(start, range.end));
    match (inside, span) {
        (Some(span), _) if plain_string(text, start).is_some() => Ok(Key { span, own: None }),
        (_, Some(span)) => {
            let own: String = serde_json::from_str(written).map_err(|error| syntax_error(text, start, &error))?;
            Ok(Key { span, own: Some(own.into()) })
        }
        _ => Err(broken(text, start, "4 GiB and more")),
    }
}

/// Builds a value.
pub(super) fn node(text: &str, range: Range<usize>, built: &Cell<usize>) -> Result<Node, SyntaxError> {
    if let Some((string, end)) = plain_string(text, range.start)
        && end == range.end
    {
        built.set(built.get() + 1);
        return Ok(Node::String(string.to_owned()));
    }
    let slice = text.get(range.clone()).unwrap_or_default();
    let unlimited = Cell::new(usize::MAX);
    let mut deserializer = serde_json::Deserializer::from_str(slice);
    let node = Build::new(built, &unlimited).deserialize(&mut deserializer);
    node.and_then(|node| deserializer.end().map(|()| node)).map_err(|error| syntax_error(text, range.start, &error))
}

fn syntax_error(text: &str, start: usize, error: &serde_json::Error) -> SyntaxError {
    let message = error.to_string();
    // serde_json's words end in the position, which is told apart.
    let words = message.rsplit_once(" at line ").map_or(message.as_str(), |(words, _)| words);
    let slice = text.get(start..).unwrap_or_default();
    let lines: usize = slice.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    broken(text, start + (lines + error.column()).saturating_sub(1), words)
}

fn broken(text: &str, at: usize, words: &str) -> SyntaxError {
    let (line, column) = position(text, at);
    SyntaxError { message: format!("invalid JSON: {words}"), kind: SyntaxErrorKind::Broken, line, column }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Documents of a few characters each, so that most mistakes are among them.
    fn documents() -> impl Iterator<Item = String> {
        let pieces = [
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"a\"",
            "\"\\u00e9\\n\"",
            "\"\\x\"",
            "\"\n\"",
            "1",
            "-0.5e+3",
            "01",
            "true",
            "nul",
            " ",
            "\\",
        ];
        let longer = move |text: &String| pieces.map(|piece| format!("{text}{piece}"));
        let mut all = vec![String::new()];
        let mut last = all.clone();
        for _ in 0..4 {
            last = last.iter().flat_map(longer).collect();
            all.extend_from_slice(&last);
        }
        let wrapped: Vec<String> =
            all.iter().flat_map(|text| [format!("[{text}]"), format!("{{\"k\":{text}}}")]).collect();
        all.into_iter().chain(wrapped)
    }

    #[test]
    fn what_serde_json_refuses_is_refused_and_nothing_else() {
        for text in documents() {
            let theirs = serde_json::from_str::<IgnoredAny>(&text).is_ok();
            assert_eq!(outline(&text, 100).is_ok(), theirs, "{text}");
        }
    }

    #[test]
    fn numbers_follow_the_grammar() {
        for text in [
            "0", "-0", "10", "1.5", "1e5", "1E-5", "1.0e+10", "-", "01", "1.", ".5", "1e", "+1", "1e+", "0x1", "--1",
            "1.e5",
        ] {
            assert_eq!(outline(text, 100).is_ok(), serde_json::from_str::<IgnoredAny>(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn entries_are_slices() -> Result<(), SyntaxError> {
        let long = format!("[{}1]", "1, ".repeat(500));
        let text = format!(" {{ \"a\" : {long} , \"b\\u0062\":{{\"c\":\"}}\"}},\"d\":-1.5}} ");
        let entries = outline(&text, 100)?.entries(&text, 0..text.len())?;
        let slices: Vec<(&str, &str)> = entries
            .iter()
            .map(|entry| match entry.branch {
                Branch::Text(span) => (entry.key.text(&text), text.get(span.range()).unwrap_or_default()),
                _ => (entry.key.text(&text), ""),
            })
            .collect();
        assert_eq!(slices, [("a", long.as_str()), ("bb", "{\"c\":\"}\"}"), ("d", "-1.5")]);
        Ok(())
    }

    #[test]
    fn an_object_has_the_keys_that_serde_json_finds_whatever_is_behind_it() -> Result<(), SyntaxError> {
        for object in documents().filter(|text| outline(text, 100).is_ok()) {
            let Ok(serde_json::Value::Object(theirs)) = serde_json::from_str(&object) else { continue };
            let text = format!("[{object},\"b\",{{\"c\":1}}]");
            let entries = outline(&text, 100)?.entries(&text, 1..1 + object.len())?;
            let mut keys: Vec<&str> = entries.iter().map(|entry| entry.key.text(&text)).collect();
            // Of several members with one key the last counts; here all are told.
            keys.dedup();
            assert_eq!(keys, theirs.keys().collect::<Vec<_>>(), "{text}");
        }
        Ok(())
    }

    #[test]
    fn a_value_that_is_known_to_be_json_is_passed_over_as_it_is_checked() {
        for text in documents().filter(|text| outline(text, 100).is_ok()) {
            let start = skip_space(text.as_bytes(), 0);
            let end = text.trim_ascii_end().len();
            for behind in ["", ",", " ,", "}", "\n]"] {
                let text = format!("{}{behind}", &text[..end]);
                assert_eq!(end_of_known(text.as_bytes(), start), end, "{text}");
            }
        }
    }

    #[test]
    fn an_error_has_its_position_in_the_file() {
        let error = outline("{\n  \"ä\": [1,\n  x]}", 100).err();
        assert_eq!(
            error.map(|error| (error.line, error.column, error.message)),
            Some((3, 3, "invalid JSON: expected value".to_owned()))
        );
    }

    #[test]
    fn nesting_is_bounded_everywhere() {
        let text = |depth: usize| format!("{{\"a\": \"[[[[\", \"b\": {}{}}}", "[".repeat(depth), "]".repeat(depth));
        assert!(outline(&text(9), 10).is_ok());
        let error = outline(&text(10), 10).err();
        assert_eq!(error.map(|error| (error.kind, error.column)), Some((SyntaxErrorKind::TooDeep, 29)));
    }
}
