//! Where values stand in a text, looked up only when there is something to say.
//!
//! A file that can be split is: then what is parsed, with marks, is the part that holds the value. `tests` compares that
//! with a marked parse of the whole.

mod marked;

use std::ops::Range;
use std::sync::Arc;

use crate::limits::Limits;
use crate::order;
use crate::pointer::Pointer;
use crate::tree::{Format, Tree, Whereabouts, find};

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

/// Finds values in a text. A scalar's spot is its own; that of a mapping or a list is its key's. What is not found (it came
/// through a merge key, say) gets the spot of what is nearest around it.
pub(crate) fn locate(text: &Arc<String>, format: Format, pointers: &[&Pointer]) -> Vec<Option<Spot>> {
    let tree = Tree::open(Arc::clone(text), format, &Limits::default());
    let found: Option<Vec<Whereabouts<'_>>> =
        tree.as_ref().ok().and_then(|tree| pointers.iter().map(|pointer| tree.whereabouts(pointer)).collect());
    if let Some(found) = found {
        return spots(text, &found);
    }
    let paths: Vec<Vec<&str>> = pointers.iter().map(|pointer| pointer.segments().collect()).collect();
    marked::locate(text, &paths, true)
}

fn spots(text: &str, found: &[Whereabouts<'_>]) -> Vec<Option<Spot>> {
    // Each part is parsed once, however many values of it are looked for, and lines are counted once.
    let mut parts: Vec<(&Range<usize>, usize)> = Vec::new();
    let mut starts: Vec<usize> = Vec::new();
    for (index, it) in found.iter().enumerate() {
        starts.push(it.near.start);
        if let Some(part) = &it.part {
            starts.push(part.start);
            parts.push((part, index));
        }
    }
    order::sort(&mut starts, Ord::cmp);
    order::sort(&mut parts, |(left, _), (right, _)| (left.start, left.end).cmp(&(right.start, right.end)));
    let positions = positions(text, &starts);
    let position = |start: usize| starts.binary_search(&start).map_or((1, 1), |index| positions[index]);
    let near = |it: &Whereabouts<'_>| {
        let (line, column) = position(it.near.start);
        let written = text.get(it.near.clone()).unwrap_or_default();
        let length = if written.contains('\n') { 1 } else { written.chars().count().max(1) };
        Spot { line, column, length }
    };
    let mut spots: Vec<Option<Spot>> = found.iter().map(|it| Some(near(it))).collect();
    for values in parts.chunk_by(|(left, _), (right, _)| left == right) {
        let part = values[0].0.clone();
        let (line, column) = position(part.start);
        let paths: Vec<Vec<&str>> = values.iter().map(|(_, index)| found[*index].path.clone()).collect();
        let located = marked::locate(text.get(part).unwrap_or_default(), &paths, false);
        for ((_, index), spot) in values.iter().zip(located) {
            let Some(spot) = spot else { continue };
            let column = if spot.line == 1 { spot.column + column - 1 } else { spot.column };
            spots[*index] = Some(Spot { line: spot.line + line - 1, column, ..spot });
        }
    }
    spots
}

/// Line and column, in characters, of a place in a text; both are counted from 1.
pub(crate) fn position(text: &str, place: usize) -> (usize, usize) {
    let before = text.get(..place.min(text.len())).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

/// The same of each place in a text; the places ascend.
fn positions(text: &str, places: &[usize]) -> Vec<(usize, usize)> {
    let (mut line, mut start) = (1, 0);
    let position = |place: &usize| {
        while let Some(newline) = find(text.as_bytes(), start, b'\n').filter(|newline| newline < place) {
            line += 1;
            start = newline + 1;
        }
        (line, text.get(start..*place).map_or(0, |before| before.chars().count()) + 1)
    };
    places.iter().map(position).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::tree::Node;

    fn spots(text: &str, pointers: &[&str]) -> Vec<Option<(usize, usize)>> {
        let format = if text.starts_with('{') { Format::Json } else { Format::Yaml };
        let pointers: Vec<Pointer> = pointers.iter().filter_map(|pointer| Pointer::parse(pointer).ok()).collect();
        let pointers: Vec<&Pointer> = pointers.iter().collect();
        let spots = locate(&Arc::new(text.to_owned()), format, &pointers);
        spots.into_iter().map(|spot| spot.map(|spot| (spot.line, spot.column))).collect()
    }

    /// All pointers into a value.
    fn pointers(node: &Node, at: &Pointer, all: &mut Vec<Pointer>) {
        all.push(at.clone());
        match node {
            Node::Map(map) => map.iter().for_each(|(key, node)| pointers(node, &at.child(key), all)),
            Node::List(list) => list.iter().enumerate().for_each(|(index, node)| pointers(node, &at.index(index), all)),
            _ => {}
        }
    }

    #[test]
    fn a_part_is_located_where_a_parse_of_the_whole_finds_it() {
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("apis");
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
        let corpus = ["xero-bankfeeds.yaml", "camara-qod.yaml", "paypal-orders.json"].map(|name| corpus.join(name));
        let own = ["affiliate.yaml", "refcampaign.yaml", "plain.yaml"].map(|name| own.join(name));
        for path in own.into_iter().chain(corpus.into_iter().filter(|path| path.is_file())) {
            let text = Arc::new(std::fs::read_to_string(&path).expect("the spec can be read"));
            let format = if text.starts_with('{') { Format::Json } else { Format::Yaml };
            let tree = Tree::open(Arc::clone(&text), format, &Limits::default()).expect("the spec is well-formed");
            let root = tree.node(&Pointer::root()).expect("the spec is well-formed").expect("there is a root");
            let mut all = Vec::new();
            pointers(&root, &Pointer::root(), &mut all);
            // What is not there is located by what is around it.
            all.extend(all.clone().iter().step_by(7).map(|pointer| pointer.child("not there").index(1)));
            let all: Vec<&Pointer> = all.iter().collect();
            let by_parts = locate(&text, format, &all);
            let paths: Vec<Vec<&str>> = all.iter().map(|pointer| pointer.segments().collect()).collect();
            for ((pointer, ours), theirs) in all.iter().zip(by_parts).zip(marked::locate(&text, &paths, true)) {
                assert_eq!(ours, theirs, "{} {pointer}", path.display());
            }
        }
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
