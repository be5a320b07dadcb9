//! The lines of a text that are not blank, by how deep they are indented.

use std::borrow::Cow;
use std::ops::Range;

use super::super::find::line_end;
use super::super::words;
use super::scalar::skip_spaces;
use super::sweep::DEEP;

/// Mappings that stand at most this deep are split by one index of their lines; deeper ones are small.
const SHALLOW: usize = DEEP - 1;
/// Lines are looked for that are less deep than this; what is deeper nobody writes.
const DEEPEST: usize = 64;
const SPACES: [u8; DEEPEST] = [b' '; DEEPEST];

/// A line that is not blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    /// Where it begins.
    pub(super) start: u32,
    /// How many spaces stand in front of its content.
    pub(super) indent: u32,
}

impl Line {
    /// Where its content begins.
    pub(super) fn content(self) -> usize {
        self.start as usize + self.indent as usize
    }
}

/// The shallow lines of a text, as long as they are kept.
#[derive(Debug)]
pub(super) struct Index(Option<Vec<Line>>);

impl Default for Index {
    fn default() -> Self {
        Self(Some(Vec::new()))
    }
}

impl Index {
    /// Notes the line that begins here, if it is shallow. Lines are noted in their order.
    pub(super) fn note(&mut self, bytes: &[u8], start: usize) {
        if let Some(line) = line(bytes, start)
            && line.indent as usize <= SHALLOW
            && let Some(lines) = &mut self.0
        {
            lines.push(line);
        }
    }

    /// Gives back what was reserved for more lines.
    pub(super) fn finish(mut self) -> Self {
        if let Some(lines) = &mut self.0 {
            lines.shrink_to_fit();
        }
        self
    }

    /// Lets go of the lines; from now on they are looked for in the text.
    pub(super) fn forget(&mut self) {
        self.0 = None;
    }

    /// The lines in a range, comments aside, of which those are told that are no deeper than this; `None` if that is too deep.
    pub(super) fn lines(&self, bytes: &[u8], range: Range<usize>, deepest: u32) -> Option<Lines<'_>> {
        let all = match &self.0 {
            Some(known) if deepest as usize <= SHALLOW => {
                let before = |at: usize| known.partition_point(|line| (line.start as usize) < at);
                Cow::Borrowed(&known[before(range.start)..before(range.end)])
            }
            _ => Cow::Owned(lines(bytes, range, deepest as usize)?),
        };
        Some(Lines { all, at: 0, deepest })
    }
}

/// The lines of a part of a text that are not deeper than some depth, one after the other.
pub(super) struct Lines<'i> {
    all: Cow<'i, [Line]>,
    at: usize,
    deepest: u32,
}

impl Lines<'_> {
    pub(super) fn next(&mut self) -> Option<Line> {
        while self.at < self.all.len() {
            let line = self.all[self.at];
            self.at += 1;
            if line.indent <= self.deepest {
                return Some(line);
            }
        }
        None
    }
}

fn lines(bytes: &[u8], range: Range<usize>, deepest: usize) -> Option<Vec<Line>> {
    let deeper = SPACES.get(..=deepest)?;
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        if !bytes[at..].starts_with(deeper)
            && let Some(line) = line(bytes, at)
        {
            found.push(line);
        }
        at = line_end(bytes, at);
    }
    Some(found)
}

/// The first line of a range that is neither blank nor a comment.
pub(super) fn first(bytes: &[u8], range: Range<usize>) -> Option<Line> {
    let mut at = range.start;
    while at < range.end {
        if let Some(line) = line(bytes, at) {
            return Some(line);
        }
        at = line_end(bytes, at);
    }
    None
}

/// The line that begins here, unless it is blank or a comment.
fn line(bytes: &[u8], start: usize) -> Option<Line> {
    let content = skip_spaces(bytes, words::skip_spaces(bytes, start));
    match bytes.get(content) {
        None | Some(b'\n' | b'\r' | b'#') => None,
        Some(_) => Some(Line { start: u32::try_from(start).ok()?, indent: u32::try_from(content - start).ok()? }),
    }
}
