//! A tolerant tree: one file, of which only what is asked for is built.
//!
//! A file is opened as an outline (the ranges of text that its mappings' values take). A mapping is split into its
//! entries when it is asked for them, a value is built when its [`Node`] is asked for; the rest stays text.

mod block;
mod build;
mod json;
mod node;
mod yaml;

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use indexmap::IndexMap;

pub(crate) use node::{Map, Node};

use crate::limits::Limits;
use crate::pointer::Pointer;
use block::Outline;

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
    text: Arc<str>,
    layout: Layout,
    splits: RefCell<std::collections::HashMap<Pointer, Rc<IndexMap<String, Branch>>>>,
    built: Cell<usize>,
}

/// How the parts of a file are found.
#[derive(Debug)]
enum Layout {
    Json,
    /// Block-style YAML that is surely understood.
    Block(Outline),
    /// Any other YAML: built as a whole.
    Whole(Rc<Node>),
}

/// A value of a file that may not be built yet.
#[derive(Debug, Clone)]
pub(crate) enum Branch {
    /// A piece of text that is a value by itself.
    Text(Range<usize>),
    /// The lines of a block of YAML.
    Block(block::Block),
    Built(Rc<Node>),
}

impl Tree {
    /// Opens a file; nothing is built yet, if the layout allows.
    pub(crate) fn open(text: Arc<str>, format: Format, limits: &Limits) -> Result<Self, SyntaxError> {
        let built = Cell::new(0);
        let layout = match format {
            Format::Json => {
                json::check(&text)?;
                Layout::Json
            }
            Format::Yaml => match block::outline(&text, limits.nesting) {
                Some(outline) => Layout::Block(outline),
                None => Layout::Whole(Rc::new(yaml::whole(&text, limits, &built)?)),
            },
        };
        Ok(Self { text, layout, splits: RefCell::default(), built })
    }

    /// How many nodes were built so far.
    #[cfg(test)]
    pub(crate) fn built(&self) -> usize {
        self.built.get()
    }

    fn root(&self) -> Branch {
        match &self.layout {
            Layout::Json => Branch::Text(0..self.text.len()),
            Layout::Block(outline) => Branch::Block(outline.whole()),
            Layout::Whole(node) => Branch::Built(Rc::clone(node)),
        }
    }

    /// The value at a pointer, not built; `None` where there is none.
    pub(crate) fn at(&self, pointer: &Pointer) -> Result<Option<Branch>, SyntaxError> {
        let mut branch = self.root();
        let mut here = Pointer::root();
        for segment in pointer.segments() {
            let entries = self.split(&here, &branch)?;
            let next = match entries.get(segment) {
                Some(next) => Some(next.clone()),
                None => self.item(&branch, segment)?,
            };
            let Some(next) = next else { return Ok(None) };
            branch = next;
            here = here.child(segment);
        }
        Ok(Some(branch))
    }

    /// The keys of the mapping at a pointer, in order; none where there is no mapping.
    pub(crate) fn keys(&self, pointer: &Pointer) -> Result<Vec<String>, SyntaxError> {
        match self.at(pointer)? {
            Some(branch) => Ok(self.split(pointer, &branch)?.keys().cloned().collect()),
            None => Ok(Vec::new()),
        }
    }

    /// Builds the value at a pointer.
    pub(crate) fn node(&self, pointer: &Pointer) -> Result<Option<Node>, SyntaxError> {
        let branch = self.at(pointer)?;
        branch.map(|branch| self.build(&branch)).transpose()
    }

    fn build(&self, branch: &Branch) -> Result<Node, SyntaxError> {
        match branch {
            Branch::Built(node) => Ok((**node).clone()),
            Branch::Text(range) => match self.layout {
                Layout::Json => json::node(&self.text, range.clone(), &self.built),
                Layout::Block(_) | Layout::Whole(_) => yaml::piece(&self.text, range.clone(), &self.built),
            },
            Branch::Block(block) => yaml::piece(&self.text, block.range.clone(), &self.built),
        }
    }

    fn split(&self, here: &Pointer, branch: &Branch) -> Result<Rc<IndexMap<String, Branch>>, SyntaxError> {
        if let Some(entries) = self.splits.borrow().get(here) {
            return Ok(Rc::clone(entries));
        }
        let entries = match (branch, &self.layout) {
            (Branch::Text(range), Layout::Json) => json::entries(&self.text, range.clone())?,
            (Branch::Block(block), Layout::Block(outline)) => match outline.entries(&self.text, block) {
                Some(entries) => entries,
                None => built_entries(&self.build(branch)?),
            },
            (Branch::Built(node), _) => built_entries(node),
            (branch, _) => built_entries(&self.build(branch)?),
        };
        let entries = Rc::new(entries);
        self.splits.borrow_mut().insert(here.clone(), Rc::clone(&entries));
        Ok(entries)
    }

    /// An item of a list, which is always built.
    fn item(&self, branch: &Branch, segment: &str) -> Result<Option<Branch>, SyntaxError> {
        let Ok(index) = segment.parse::<usize>() else {
            return Ok(None);
        };
        let node = self.build(branch)?;
        Ok(node.as_list().and_then(|list| list.get(index)).map(|node| Branch::Built(Rc::new(node.clone()))))
    }
}

fn built_entries(node: &Node) -> IndexMap<String, Branch> {
    let entries = node.as_map().into_iter().flat_map(Map::iter);
    entries.map(|(key, node)| (key.to_owned(), Branch::Built(Rc::new(node.clone())))).collect()
}

#[cfg(test)]
mod tests;
