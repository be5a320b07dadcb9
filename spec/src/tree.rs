//! A tolerant tree: one file, of which only what is asked for is built.
//!
//! A file is opened as an outline (the ranges of text that its mappings' values take). A mapping is split into its
//! entries when it is asked for them, a value is built when its [`Node`] is asked for; the rest stays text.

mod block;
mod build;
mod json;
mod node;
mod scan;
mod yaml;

use std::cell::{Cell, OnceCell};
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use indexmap::IndexMap;

pub(crate) use node::{Map, Node};

use crate::limits::Limits;
use crate::pointer::Pointer;

/// The syntax of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// RFC 8259.
    Json,
    /// YAML 1.2.
    Yaml,
}

/// A file that cannot be read, in words and with the position within the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    pub(crate) message: String,
    pub(crate) kind: SyntaxErrorKind,
    /// Counted from 1; 0 where it is not known.
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl SyntaxError {
    fn too_deep(text: &str, at: usize, limit: usize) -> Self {
        let (line, column) = position(text, at);
        let message = format!("values are nested more than {limit} levels deep here");
        Self { message, kind: SyntaxErrorKind::TooDeep, line, column }
    }
}

/// Line and column of a byte, counted from 1; the column in characters.
fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.as_bytes().get(..at.min(text.len())).unwrap_or_default();
    let lines = before.split(|byte| *byte == b'\n');
    let (line, last) = lines.enumerate().last().map_or((1, before), |(index, last)| (index + 1, last));
    let column = last.iter().filter(|byte| (**byte & 0xC0) != 0x80).count() + 1;
    (line, column)
}

/// What is wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SyntaxErrorKind {
    Broken,
    TooDeep,
    Aliases,
}

/// A file, read as far as it was asked for.
#[derive(Debug)]
pub(crate) struct Tree {
    text: Arc<String>,
    layout: Layout,
    root: Entry,
    built: Cell<usize>,
}

/// How the parts of a file are found.
#[derive(Debug)]
enum Layout {
    Json(json::Outline),
    /// Block-style YAML that is surely understood.
    Block(block::Outline),
    /// Any other YAML: built as a whole.
    Whole,
}

/// A value and, once they were asked for, its members.
#[derive(Debug)]
struct Entry {
    branch: Branch,
    below: OnceCell<Entries<Entry>>,
}

/// The members of a mapping by their keys, and the keys that are written more than once. The last value counts.
#[derive(Debug)]
struct Entries<T> {
    by_key: IndexMap<String, T>,
    repeated: Vec<String>,
}

impl<T> FromIterator<(String, T)> for Entries<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(entries: I) -> Self {
        let mut all = Self { by_key: IndexMap::new(), repeated: Vec::new() };
        for (key, value) in entries {
            match all.by_key.entry(key) {
                indexmap::map::Entry::Occupied(mut known) => {
                    all.repeated.push(known.key().clone());
                    known.insert(value);
                }
                indexmap::map::Entry::Vacant(new) => {
                    new.insert(value);
                }
            }
        }
        all
    }
}

impl Entry {
    fn new(branch: Branch) -> Self {
        Self { branch, below: OnceCell::new() }
    }
}

/// What a pointer leads to: a member of mappings alone, or something in a list.
enum Found<'t> {
    Entry(&'t Entry),
    Item(Branch),
}

/// A value of a file that may not be built yet.
#[derive(Debug, Clone)]
pub(crate) enum Branch {
    /// The text of a value of JSON, or of an entry of YAML with its key.
    Text(Range<usize>),
    /// The lines of a block of YAML.
    Block(block::Block),
    Built(Built),
}

/// A value somewhere in what is built: the steps to it are positions in lists and mappings.
#[derive(Debug, Clone)]
pub(crate) struct Built {
    whole: Rc<Node>,
    steps: Vec<usize>,
}

impl Built {
    fn new(whole: Node) -> Self {
        Self { whole: Rc::new(whole), steps: Vec::new() }
    }

    fn node(&self) -> &Node {
        let below = self.steps.iter().try_fold(&*self.whole, |node, step| match node {
            Node::List(list) => list.get(*step),
            Node::Map(map) => map.iter().nth(*step).map(|(_, node)| node),
            _ => None,
        });
        below.unwrap_or(&Node::Null)
    }

    fn below(&self, step: usize) -> Self {
        let steps = self.steps.iter().copied().chain([step]).collect();
        Self { whole: Rc::clone(&self.whole), steps }
    }

    /// A member of the mapping, or an item of the list.
    fn member(&self, segment: &str) -> Option<Self> {
        let step = match self.node() {
            Node::List(list) => segment.parse().ok().filter(|index| *index < list.len())?,
            Node::Map(map) => map.iter().enumerate().filter(|(_, (key, _))| *key == segment).last()?.0,
            _ => return None,
        };
        Some(self.below(step))
    }

    fn entries(&self) -> Entries<Branch> {
        let entries = self.node().as_map().into_iter().flat_map(Map::iter).enumerate();
        entries.map(|(step, (key, _))| (key.to_owned(), Branch::Built(self.below(step)))).collect()
    }
}

impl Tree {
    /// Opens a file; nothing is built yet, if the layout allows.
    pub(crate) fn open(text: Arc<String>, format: Format, limits: &Limits) -> Result<Self, SyntaxError> {
        let built = Cell::new(0);
        let (layout, root) = match format {
            Format::Json => (Layout::Json(json::outline(&text, limits.nesting)?), Branch::Text(0..text.len())),
            Format::Yaml => match block::outline(&text, limits.nesting) {
                Some(outline) => {
                    let root = Branch::Block(outline.whole());
                    (Layout::Block(outline), root)
                }
                None => (Layout::Whole, Branch::Built(Built::new(yaml::whole(&text, limits, &built)?))),
            },
        };
        Ok(Self { text, layout, root: Entry::new(root), built })
    }

    /// A file that is built already, whatever its text was.
    #[cfg(feature = "overlay")]
    pub(crate) fn of(root: Node) -> Self {
        let root = Entry::new(Branch::Built(Built::new(root)));
        Self { text: Arc::default(), layout: Layout::Whole, root, built: Cell::new(0) }
    }

    /// How many nodes were built so far.
    #[cfg(test)]
    pub(crate) fn built(&self) -> usize {
        self.built.get()
    }

    /// The value at a pointer, not built unless it stands in a list; `None` where there is none.
    pub(crate) fn at(&self, pointer: &Pointer) -> Result<Option<Branch>, SyntaxError> {
        Ok(self.find(pointer)?.map(|found| match found {
            Found::Entry(entry) => entry.branch.clone(),
            Found::Item(branch) => branch,
        }))
    }

    /// The keys of the mapping at a pointer, in order; none where there is no mapping.
    pub(crate) fn keys(&self, pointer: &Pointer) -> Result<Vec<String>, SyntaxError> {
        match self.find(pointer)? {
            Some(Found::Entry(entry)) => Ok(self.members(entry)?.by_key.keys().cloned().collect()),
            Some(Found::Item(branch)) => Ok(self.split(&branch)?.by_key.into_keys().collect()),
            None => Ok(Vec::new()),
        }
    }

    /// The keys of the mapping at a pointer that are written more than once.
    pub(crate) fn repeated_keys(&self, pointer: &Pointer) -> Result<Vec<String>, SyntaxError> {
        match self.find(pointer)? {
            Some(Found::Entry(entry)) => Ok(self.members(entry)?.repeated.clone()),
            Some(Found::Item(branch)) => Ok(self.split(&branch)?.repeated),
            None => Ok(Vec::new()),
        }
    }

    fn find(&self, pointer: &Pointer) -> Result<Option<Found<'_>>, SyntaxError> {
        let mut entry = &self.root;
        let mut segments = pointer.segments();
        while let Some(segment) = segments.next() {
            match self.members(entry)?.by_key.get(segment) {
                Some(next) => entry = next,
                None => return Ok(self.item(&entry.branch, segment, segments)?.map(Found::Item)),
            }
        }
        Ok(Some(Found::Entry(entry)))
    }

    /// Builds the value at a pointer.
    pub(crate) fn node(&self, pointer: &Pointer) -> Result<Option<Node>, SyntaxError> {
        let branch = self.at(pointer)?;
        branch.map(|branch| self.build(&branch)).transpose()
    }

    fn build(&self, branch: &Branch) -> Result<Node, SyntaxError> {
        match branch {
            Branch::Built(built) => Ok(built.node().clone()),
            Branch::Text(range) => match self.layout {
                Layout::Json(_) => json::node(&self.text, range.clone(), &self.built),
                Layout::Block(_) | Layout::Whole => yaml::entry(&self.text, range.clone(), &self.built),
            },
            Branch::Block(block) => yaml::piece(&self.text, block.range.clone(), &self.built),
        }
    }

    /// The members of a mapping, split once.
    fn members<'t>(&self, entry: &'t Entry) -> Result<&'t Entries<Entry>, SyntaxError> {
        if let Some(members) = entry.below.get() {
            return Ok(members);
        }
        let Entries { by_key, repeated } = self.split(&entry.branch)?;
        let by_key = by_key.into_iter().map(|(key, branch)| (key, Entry::new(branch))).collect();
        Ok(entry.below.get_or_init(|| Entries { by_key, repeated }))
    }

    fn split(&self, branch: &Branch) -> Result<Entries<Branch>, SyntaxError> {
        let split = match (branch, &self.layout) {
            (Branch::Text(range), Layout::Json(outline)) => {
                Some(outline.entries(&self.text, range.clone())?.into_iter().collect())
            }
            (Branch::Block(block), Layout::Block(outline)) => {
                outline.entries(&self.text, block).map(|entries| entries.into_iter().collect())
            }
            (Branch::Built(built), _) => Some(built.entries()),
            _ => None,
        };
        match split {
            Some(entries) => Ok(entries),
            None => Ok(Built::new(self.build(branch)?).entries()),
        }
    }

    /// What stands in a list, which is always built.
    fn item<'p>(
        &self,
        list: &Branch,
        segment: &'p str,
        rest: impl Iterator<Item = &'p str>,
    ) -> Result<Option<Branch>, SyntaxError> {
        if segment.parse::<usize>().is_err() {
            return Ok(None);
        }
        let mut built = match list {
            Branch::Built(built) => built.clone(),
            branch => Built::new(self.build(branch)?),
        };
        for segment in std::iter::once(segment).chain(rest) {
            let Some(below) = built.member(segment) else { return Ok(None) };
            built = below;
        }
        Ok(Some(Branch::Built(built)))
    }
}

#[cfg(test)]
mod tests;
