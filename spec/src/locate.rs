//! Where values stand in a text: a second, marked parse, made only when there is something to say.

use std::collections::HashMap;

use granit_parser::{Event, Parser, Span};

use crate::pointer::Pointer;

/// A position in a text, and how far what stands there goes on in the same line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    /// Counted from 1.
    pub(crate) line: usize,
    /// In characters, counted from 1.
    pub(crate) column: usize,
    /// In characters; at least 1.
    pub(crate) length: usize,
}

/// Finds values by one pass over a text. A scalar's spot is its own; that of a mapping or a list is its key's. What is
/// not found (it came through a merge key, say) gets the spot of what is nearest around it.
pub(crate) fn locate(text: &str, pointers: &[&Pointer]) -> Vec<Option<Spot>> {
    let mut wanted = Wanted::default();
    let leaves: Vec<usize> = pointers.iter().map(|pointer| wanted.add(pointer)).collect();
    let mut walk =
        Walk { wanted: &wanted, spots: vec![None; wanted.parents.len()], frames: Vec::new(), started: false };
    let mut options = granit_parser::options! {};
    // With them, the parser refuses a text that has a hundred comments in a row.
    options.set_emit_comments(false);
    for event in Parser::new_from_str_with_options(text, options) {
        // A text that the marked parser refuses has its beginning located, and the rest by what is around it.
        let Ok((event, span)) = event else { break };
        walk.event(&event, span);
    }
    let spots = walk.spots;
    leaves.into_iter().map(|leaf| wanted.up_from(leaf).find_map(|index| spots.get(index).copied().flatten())).collect()
}

/// The pointers as a tree of segments.
#[derive(Debug)]
struct Wanted {
    children: HashMap<(usize, String), usize>,
    parents: Vec<Option<usize>>,
}

impl Default for Wanted {
    fn default() -> Self {
        Self { children: HashMap::new(), parents: vec![None] }
    }
}

impl Wanted {
    fn add(&mut self, pointer: &Pointer) -> usize {
        let mut at = 0;
        for segment in pointer.segments() {
            let parents = &mut self.parents;
            at = *self.children.entry((at, segment.to_owned())).or_insert_with(|| {
                parents.push(Some(at));
                parents.len() - 1
            });
        }
        at
    }

    fn child(&self, of: Option<usize>, segment: String) -> Option<usize> {
        self.children.get(&(of?, segment)).copied()
    }

    fn up_from(&self, leaf: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(leaf), |index| self.parents.get(*index).copied().flatten())
    }
}

/// A collection that is open.
enum Frame {
    Map {
        at: Option<usize>,
        value: Option<(Option<usize>, Span)>,
    },
    List {
        at: Option<usize>,
        next: usize,
    },
    /// A collection that is the key of a mapping.
    Key,
}

struct Walk<'w> {
    wanted: &'w Wanted,
    spots: Vec<Option<Spot>>,
    frames: Vec<Frame>,
    started: bool,
}

impl Walk<'_> {
    fn event(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Scalar(text, ..) => {
                if let Some(Frame::Map { at, value: value @ None }) = self.frames.last_mut() {
                    *value = Some((self.wanted.child(*at, text.clone().into_owned()), span));
                } else {
                    let (at, _) = self.begin(span);
                    self.note(at, span);
                }
            }
            Event::Alias(_) => {
                let (at, _) = self.begin(span);
                self.note(at, span);
            }
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                if let Some(Frame::Map { value: None, .. } | Frame::Key) = self.frames.last() {
                    self.frames.push(Frame::Key);
                    return;
                }
                let (at, key) = self.begin(span);
                self.note(at, key);
                let map = matches!(event, Event::MappingStart(..));
                self.frames.push(if map { Frame::Map { at, value: None } } else { Frame::List { at, next: 0 } });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                if let Some(Frame::Key) = self.frames.pop()
                    && let Some(Frame::Map { value, .. }) = self.frames.last_mut()
                {
                    *value = Some((None, span));
                }
            }
            _ => {}
        }
    }

    /// Where the value that begins now belongs, and what points to it best.
    fn begin(&mut self, span: Span) -> (Option<usize>, Span) {
        match self.frames.last_mut() {
            Some(Frame::Map { value, .. }) => value.take().unwrap_or((None, span)),
            Some(Frame::List { at, next }) => {
                let segment = next.to_string();
                *next += 1;
                (self.wanted.child(*at, segment), span)
            }
            Some(Frame::Key) => (None, span),
            None => (if std::mem::replace(&mut self.started, true) { None } else { Some(0) }, span),
        }
    }

    fn note(&mut self, at: Option<usize>, span: Span) {
        if let Some(spot) = at.and_then(|at| self.spots.get_mut(at)) {
            let (start, end) = (span.start, span.end);
            let length = if start.line() == end.line() { end.col().saturating_sub(start.col()) } else { 1 };
            *spot = Some(Spot { line: start.line(), column: start.col() + 1, length: length.max(1) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spots(text: &str, pointers: &[&str]) -> Vec<Option<(usize, usize)>> {
        let pointers: Vec<Pointer> = pointers.iter().filter_map(|pointer| Pointer::parse(pointer).ok()).collect();
        let pointers: Vec<&Pointer> = pointers.iter().collect();
        locate(text, &pointers).into_iter().map(|spot| spot.map(|spot| (spot.line, spot.column))).collect()
    }

    #[test]
    fn yaml() {
        let text = "a:\n  b: [x, y]\n  ü: *no\n";
        assert_eq!(
            spots("a:\n  b: [x, yy]\n  c: 1\n", &["/a/b/1", "/a", "/a/c", "/a/b"]),
            [Some((2, 10)), Some((1, 1)), Some((3, 6)), Some((2, 3))]
        );
        assert_eq!(spots(text, &["/a/b/0"]), [Some((2, 7))]);
    }

    #[test]
    fn json() {
        assert_eq!(
            spots("{\n  \"a\": {\"b\": [1, \"\\ud83d\\ude00\"]}\n}", &["/a/b/1", "/a"]),
            [Some((2, 18)), Some((2, 3))]
        );
    }

    #[test]
    fn what_is_missing_is_located_by_what_is_around_it() {
        assert_eq!(spots("a:\n  b: 1\n", &["/a/c/d", "/x"]), [Some((1, 1)), Some((1, 1))]);
    }

    #[test]
    fn a_long_comment_hides_nothing() {
        let text = format!("a: 1\n{}b: 2\n", "# a line\n".repeat(200));
        assert_eq!(spots(&text, &["/b"]), [Some((202, 4))]);
    }
}
