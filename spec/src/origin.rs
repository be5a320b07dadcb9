//! Where the values of the spec are written: an overlay changes it, and what is said of a value names the file that
//! says it.

#[cfg(feature = "overlay")]
use std::ops::Range;

use crate::catalog::Place;
use crate::pointer::Pointer;
use crate::source::FileId;

/// The places in the files of what stands in the spec, kept for what no longer stands where the spec has it: in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Origins(Vec<(Pointer, Place)>);

impl Origins {
    /// Where the value at a pointer into the spec is written.
    pub(crate) fn place(&self, pointer: &Pointer) -> Place {
        if !self.0.is_empty() {
            for known in std::iter::successors(Some(pointer.clone()), Pointer::parent) {
                if let Ok(index) = self.index(&known) {
                    let (_, origin) = &self.0[index];
                    return Place { file: origin.file, pointer: moved(pointer, &known, &origin.pointer) };
                }
            }
        }
        Place { file: FileId::MAIN, pointer: pointer.clone() }
    }

    /// Where a pointer is among these, or would be.
    fn index(&self, pointer: &Pointer) -> Result<usize, usize> {
        self.0.binary_search_by(|(at, _)| at.cmp(pointer))
    }
}

#[cfg(feature = "overlay")]
impl Origins {
    /// Of a value that is written at one place as a whole.
    pub(crate) fn of(place: Place) -> Self {
        Self(vec![(Pointer::root(), place)])
    }

    /// Of a part, seen from its own root.
    pub(crate) fn below(&self, pointer: &Pointer) -> Self {
        let parts = self.under(pointer).iter();
        let mut below: Vec<(Pointer, Place)> =
            parts.map(|(at, place)| (moved(at, pointer, &Pointer::root()), place.clone())).collect();
        if below.first().is_none_or(|(at, _)| *at != Pointer::root()) {
            below.insert(0, (Pointer::root(), self.place(pointer)));
        }
        Self(below)
    }

    /// Notes that a part now comes from elsewhere.
    pub(crate) fn set(&mut self, pointer: &Pointer, from: Self) {
        self.forget(pointer);
        let place = self.index(pointer).unwrap_or_else(|place| place);
        let moved = from.0.into_iter().map(|(at, place)| (moved(&at, &Pointer::root(), pointer), place));
        self.0.splice(place..place, moved);
    }

    /// Notes that a part is gone.
    pub(crate) fn forget(&mut self, pointer: &Pointer) {
        self.0.drain(self.range(pointer));
    }

    /// Notes which items a list has left, by where they stood; the others moved up.
    pub(crate) fn keep_items(&mut self, list: &Pointer, kept: &[usize]) {
        let moving = kept.iter().enumerate().filter(|(new, old)| new != *old);
        let moving: Vec<(Pointer, Self)> =
            moving.map(|(new, old)| (list.index(new), self.below(&list.index(*old)))).collect();
        let stays = |at: &Pointer| {
            let index = at.segments().nth(list.segments().count()).and_then(|index| index.parse::<usize>().ok());
            index.is_some_and(|index| kept.get(index) == Some(&index))
        };
        let range = self.range(list);
        let stay: Vec<(Pointer, Place)> =
            self.0.drain(range.clone()).filter(|(at, _)| at == list || stays(at)).collect();
        self.0.splice(range.start..range.start, stay);
        for (at, origins) in moving {
            self.set(&at, origins);
        }
    }

    fn under(&self, pointer: &Pointer) -> &[(Pointer, Place)] {
        &self.0[self.range(pointer)]
    }

    fn range(&self, pointer: &Pointer) -> Range<usize> {
        let start = self.index(pointer).unwrap_or_else(|start| start);
        start..start + self.0[start..].partition_point(|(at, _)| at.starts_with(pointer))
    }
}

/// A pointer that begins with `from`, beginning with `to` instead.
fn moved(pointer: &Pointer, from: &Pointer, to: &Pointer) -> Pointer {
    pointer.segments().skip(from.segments().count()).fold(to.clone(), |to, segment| to.child(segment))
}

#[cfg(all(test, feature = "overlay"))]
mod tests {
    use super::*;

    fn pointer(text: &str) -> Pointer {
        Pointer::parse(text).expect("tests write pointers")
    }

    fn place(file: FileId, text: &str) -> Place {
        Place { file, pointer: pointer(text) }
    }

    /// A place as `file:pointer`, the spec's own file unnamed.
    fn said(origins: &Origins, text: &str) -> String {
        let place = origins.place(&pointer(text));
        if place.file == FileId::MAIN { place.pointer.to_string() } else { format!("overlay:{}", place.pointer) }
    }

    fn other() -> FileId {
        FileId::of(1)
    }

    #[test]
    fn what_is_untouched_stands_where_it_stood() {
        assert_eq!(said(&Origins::default(), "/a/0"), "/a/0");
    }

    #[test]
    fn what_is_set_comes_from_elsewhere_with_all_that_is_in_it() {
        let mut origins = Origins::default();
        origins.set(&pointer("/a/b"), Origins::of(place(other(), "/actions/0/update/b")));
        assert_eq!(said(&origins, "/a/b/c/0"), "overlay:/actions/0/update/b/c/0");
        assert_eq!(said(&origins, "/a/bc"), "/a/bc");
        origins.set(&pointer("/a"), Origins::default().below(&pointer("/x")));
        assert_eq!(said(&origins, "/a/b/c"), "/x/b/c");
    }

    #[test]
    fn a_copy_of_a_part_that_was_changed_has_both_origins() {
        let mut origins = Origins::default();
        origins.set(&pointer("/a/b"), Origins::of(place(other(), "/new")));
        let copied = origins.below(&pointer("/a"));
        origins.set(&pointer("/copy"), copied);
        assert_eq!((said(&origins, "/copy/c"), said(&origins, "/copy/b/d")), ("/a/c".into(), "overlay:/new/d".into()));
    }

    #[test]
    fn items_move_up_with_what_is_in_them() {
        let mut origins = Origins::default();
        origins.set(&pointer("/l/0/x"), Origins::of(place(other(), "/first")));
        origins.set(&pointer("/l/3/x"), Origins::of(place(other(), "/last")));
        origins.keep_items(&pointer("/l"), &[0, 2, 3]);
        let all = ["/l/0/x", "/l/1/x", "/l/2/x", "/l/2/y", "/l"].map(|text| said(&origins, text));
        assert_eq!(all, ["overlay:/first", "/l/2/x", "overlay:/last", "/l/3/y", "/l"]);
    }
}
