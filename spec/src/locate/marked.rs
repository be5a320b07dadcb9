//! Where values stand in a text, by a marked parse of all of it.

use indexmap::IndexSet;

use granit_parser::{Event, Parser, Span};

use super::Spot;

/// Finds values by one pass over a text, each by the keys and indices that lead to it. A scalar's spot is its own; that of a
/// mapping or a list is its key's. What is not found (it came through a merge key, say) gets the spot of what is nearest
/// around it; the text itself has none unless `root` says so.
pub(super) fn locate(text: &str, paths: &[Vec<&str>], root: bool) -> Vec<Option<Spot>> {
    let mut wanted = Wanted::default();
    let leaves: Vec<usize> = paths.iter().map(|path| wanted.add(path)).collect();
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
    let spot = |index: usize| spots.get(index).copied().flatten().filter(|_| root || index > 0);
    leaves.into_iter().map(|leaf| wanted.up_from(leaf).find_map(spot)).collect()
}

/// The pointers as a tree of segments.
#[derive(Debug)]
struct Wanted {
    /// By what each is under, and its segment; the root stands before them.
    children: IndexSet<String>,
    parents: Vec<Option<usize>>,
}

impl Default for Wanted {
    fn default() -> Self {
        Self { children: IndexSet::new(), parents: vec![None] }
    }
}

impl Wanted {
    fn add(&mut self, path: &[&str]) -> usize {
        let mut at = 0;
        for segment in path {
            let (child, is_new) = self.children.insert_full(format!("{at}/{segment}"));
            if is_new {
                self.parents.push(Some(at));
            }
            at = child + 1;
        }
        at
    }

    fn child(&self, of: Option<usize>, segment: &str) -> Option<usize> {
        self.children.get_index_of(&format!("{}/{segment}", of?)).map(|child| child + 1)
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
                    *value = Some((self.wanted.child(*at, text), span));
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
                (self.wanted.child(*at, &segment), span)
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
