//! Text within a block → words that may stand on any line.
//!
//! A code span, a link and an address are one word each, however many blanks they hold: so no line can begin in the
//! middle of one.

/// A run of text that is not broken over two lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// The Markdown to write.
    pub(super) text: String,
    /// Whether the word begins with plain text, which at the start of a line could begin a block.
    pub(super) plain: bool,
}

/// Longer runs without a blank are cut; nobody reads them in a comment.
const LONGEST: usize = 200;

/// Splits the text of one block into words, everything that rustdoc would take for more than text escaped.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut writer = Writer::default();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        rest = match span(rest) {
            Some((piece, after)) => {
                writer.piece(&piece);
                after
            }
            None if first.is_whitespace() => {
                writer.finish();
                rest.trim_start()
            }
            None => writer.plain(rest, first),
        };
    }
    writer.finish();
    writer.words
}

#[derive(Default)]
struct Writer {
    words: Vec<Word>,
    text: String,
    plain: bool,
    length: usize,
}

impl Writer {
    fn piece(&mut self, piece: &str) {
        self.text.push_str(piece);
    }

    /// Writes one character (or a run of backticks, or an escape), and returns what follows it.
    fn plain<'t>(&mut self, rest: &'t str, first: char) -> &'t str {
        self.plain |= self.text.is_empty();
        let after = rest.get(first.len_utf8()..).unwrap_or_default();
        self.length += 1;
        if self.length > LONGEST {
            let end = after.find(char::is_whitespace).unwrap_or(after.len());
            self.text.push('…');
            return after.get(end..).unwrap_or_default();
        }
        match first {
            '\\' => match after.chars().next() {
                Some(escaped) if escaped.is_ascii_punctuation() => {
                    self.text.extend(['\\', escaped]);
                    return after.get(1..).unwrap_or_default();
                }
                _ => self.text.push_str("\\\\"),
            },
            '`' => {
                let run = rest.len() - rest.trim_start_matches('`').len();
                self.text.push_str(&"\\`".repeat(run));
                return rest.get(run..).unwrap_or_default();
            }
            '!' if span(after).is_some_and(|(piece, _)| piece.starts_with('[')) => {}
            '[' | ']' | '<' => self.text.extend(['\\', first]),
            // What is left of an address that is no address: rustdoc would ask for angle brackets.
            ':' if after.starts_with("//") => self.text.push_str("\\:"),
            _ => self.text.push(first),
        }
        after
    }

    fn finish(&mut self) {
        if !self.text.is_empty() {
            self.words.push(Word { text: std::mem::take(&mut self.text), plain: self.plain });
        }
        self.plain = false;
        self.length = 0;
    }
}

/// A code span, a link or an address at the beginning of the text, and what follows it.
fn span(text: &str) -> Option<(String, &str)> {
    match text.chars().next()? {
        '`' => code(text),
        '[' => link(text),
        '<' => {
            let (address, after) = address(text.get(1..)?)?;
            Some((format!("<{address}>"), after.strip_prefix('>')?))
        }
        'h' => {
            let (address, _) = address(text)?;
            let address = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~']);
            (!address.ends_with("//")).then_some(())?;
            Some((format!("<{address}>"), text.get(address.len()..)?))
        }
        _ => None,
    }
}

/// A code span, if it is closed and short enough to stand on one line.
fn code(text: &str) -> Option<(String, &str)> {
    let inner = text.trim_start_matches('`');
    let fence = text.get(..text.len() - inner.len())?;
    let mut from = 0;
    loop {
        let start = from + inner.get(from..)?.find('`')?;
        let run = inner.get(start..)?;
        let length = run.len() - run.trim_start_matches('`').len();
        if length == fence.len() {
            let code = inner.get(..start).filter(|it| it.len() <= LONGEST)?;
            let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
            let after = inner.get(start + length..)?;
            return (!code.is_empty()).then(|| (super::code_span(&code), after));
        }
        from = start + length;
    }
}

/// `[text](https://…)`, where neither part holds anything but text.
fn link(text: &str) -> Option<(String, &str)> {
    let (label, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (address, after) = address(rest)?;
    let after = after.strip_prefix(')')?;
    let harmless = |it: char| it.is_alphanumeric() || matches!(it, ' ' | '-' | '.' | ',' | '\'' | '&' | '/' | '+');
    (label.len() <= LONGEST && !label.trim().is_empty() && label.chars().all(harmless) && !label.contains("//"))
        .then(|| (format!("[{}]({address})", label.trim()), after))
}

/// An address on the web, in the characters that need no escaping anywhere.
fn address(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let part = |it: char| it.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(it);
    let end = rest.find(|it| !part(it)).unwrap_or(rest.len());
    let length = text.len() - rest.len() + end;
    (1..=1000).contains(&end).then(|| text.split_at(length))
}
