//! The lines of a text that are not blank, by how deep they are indented.

use std::ops::Range;

use super::super::find::line_end;
use super::scalar::skip_spaces;
use super::sweep::DEEP;

/// Mappings that stand at most this deep are split by one index of their lines; deeper ones are small.
const SHALLOW: usize = DEEP - 1;
/// Most mappings have no more lines of their own than this.
const FEW: usize = 16;
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

    /// The lines in a range that are no deeper than this, comments aside; `None` if that is too deep to tell.
    pub(super) fn lines(&self, bytes: &[u8], range: Range<usize>, deepest: usize) -> Option<Vec<Line>> {
        let known = match &self.0 {
            Some(known) if deepest <= SHALLOW => known.as_slice(),
            _ => return lines(bytes, range, deepest),
        };
        let first = known.partition_point(|line| (line.start as usize) < range.start);
        let mut found = Vec::with_capacity(FEW);
        let mut at = first;
        while at < known.len() && (known[at].start as usize) < range.end {
            if known[at].indent as usize <= deepest {
                found.push(known[at]);
            }
            at += 1;
        }
        Some(found)
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
    let content = skip_spaces(bytes, start);
    match bytes.get(content) {
        None | Some(b'\n' | b'\r' | b'#') => None,
        Some(_) => Some(Line { start: u32::try_from(start).ok()?, indent: u32::try_from(content - start).ok()? }),
    }
}
