//! Where in the text of a file a value is to be looked for.

use std::ops::Range;

use super::members::{Entry, Key, Members};
use super::{Branch, Layout, Tree};
use crate::pointer::Pointer;

/// Where a value stands, as far as the file is split there.
#[derive(Debug)]
pub(crate) struct Whereabouts<'p> {
    /// The key of the value, or of what is nearest around it; the value itself, where that is known.
    pub(crate) near: Range<usize>,
    /// What holds the value and is not split, if it is held by more than mappings.
    pub(crate) part: Option<Range<usize>>,
    /// The way to it within that.
    pub(crate) path: Vec<&'p str>,
}

impl Tree {
    /// Where the value at a pointer is to be looked for; `None` where the file is not split.
    pub(crate) fn whereabouts<'p>(&self, pointer: &'p Pointer) -> Option<Whereabouts<'p>> {
        let segments: Vec<&str> = pointer.segments().collect();
        let mut entry = &self.root;
        for (depth, segment) in segments.iter().enumerate() {
            let Some(members) = self.split(entry) else {
                let key = depth.checked_sub(1).and_then(|key| segments.get(key).copied());
                return self.held(entry, key, &segments[depth..]);
            };
            match members.position(&self.text, segment, 0) {
                Some(position) => entry = members.get(position),
                None => return self.held(entry, None, &[]),
            }
        }
        self.held(entry, segments.last().copied(), &[])
    }

    /// The members of a mapping that is split by its text.
    fn split<'t>(&self, entry: &'t Entry) -> Option<&'t Members> {
        if let Some(members) = entry.below.get() {
            return Some(members);
        }
        let entries = match (&entry.branch, &self.layout) {
            (Branch::Text(span), Layout::Json(outline)) => outline.entries(&self.text, span.range()).ok()?,
            (Branch::Block(block), Layout::Block(outline)) => outline.entries(&self.text, block)?,
            _ => return None,
        };
        let members = (!entries.is_empty()).then(|| Box::new(Members::new(&self.text, entries)))?;
        Some(entry.below.get_or_init(|| members))
    }

    /// A value that is what an entry holds, or stands in it: the way there is `rest`.
    fn held<'p>(&self, entry: &Entry, key: Option<&'p str>, rest: &[&'p str]) -> Option<Whereabouts<'p>> {
        let near = |value: usize| match entry.key.span.range() {
            range if range.is_empty() => value..value + 1,
            _ => self.written(&entry.key),
        };
        let at = |near: Range<usize>| Whereabouts { near, part: None, path: Vec::new() };
        match (&entry.branch, &self.layout) {
            (Branch::Text(span), Layout::Json(_)) => {
                let value = span.range();
                let is_scalar = !self.text.get(value.clone())?.starts_with(['{', '[']);
                let near = if is_scalar { value.clone() } else { near(value.start) };
                let part = (!rest.is_empty()).then_some(value);
                Some(Whereabouts { near, part, path: rest.to_vec() })
            }
            (Branch::Block(block), _) if rest.is_empty() && block.is_collection(&self.text) => {
                Some(at(near(block.content())))
            }
            (Branch::Block(block), _) if !rest.is_empty() || key.is_none() => {
                let part = (!rest.is_empty()).then(|| block.span.range());
                Some(Whereabouts { near: near(block.content()), part, path: rest.to_vec() })
            }
            (Branch::Block(block), _) => {
                let part = self.written(&entry.key).start..block.span.range().end;
                Some(Whereabouts { near: near(block.content()), part: Some(part), path: vec![key?] })
            }
            (Branch::Text(span), Layout::Block(_)) => {
                let part = key.map(|_| span.range());
                let path = key.into_iter().chain(rest.iter().copied()).collect();
                Some(Whereabouts { near: near(span.range().start), part, path })
            }
            _ => None,
        }
    }

    /// Where a key is written, with its quotes.
    fn written(&self, key: &Key) -> Range<usize> {
        let range = key.span.range();
        let is_inside = key.own.is_none()
            && range.start.checked_sub(1).is_some_and(|at| matches!(self.text.as_bytes()[at], b'"' | b'\''));
        if is_inside { range.start - 1..range.end + 1 } else { range }
    }
}
