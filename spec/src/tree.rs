//! A tolerant tree: one file, of which only what is asked for is built.
//!
//! A file is opened as an outline (the ranges of text that its mappings' values take). A mapping is split into its
//! entries when it is asked for them, a value is built when its [`Node`] is asked for; the rest stays text.

mod block;
mod build;
mod built;
mod find;
mod json;
mod members;
mod node;
mod plain;
mod scan;
mod whereabouts;
mod words;
mod yaml;

use std::cell::{Cell, OnceCell, RefCell};
use std::ops::Range;
use std::sync::Arc;

use built::Built;
pub(crate) use find::find;
use members::{Entry, Key, Members};
pub(crate) use node::{Map, Node};
pub(crate) use whereabouts::Whereabouts;

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
    let (mut line, mut start) = (1, 0);
    while let Some(newline) = find(before, start, b'\n') {
        line += 1;
        start = newline + 1;
    }
    let column = before[start..].iter().filter(|byte| (**byte & 0xC0) != 0x80).count() + 1;
    (line, column)
}

/// What is wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SyntaxErrorKind {
    Broken,
    /// A tab, where YAML wants spaces.
    Tab,
    /// A value that begins with a character that YAML reserves.
    Reserved,
    TooDeep,
    Aliases,
}

/// A file, read as far as it was asked for.
#[derive(Debug)]
pub(crate) struct Tree {
    text: Arc<String>,
    layout: Layout,
    root: Entry,
    /// Where the last pointer led, step by step: the next one mostly leads near.
    last: RefCell<Vec<usize>>,
    built: Cell<usize>,
    limits: Limits,
    /// The same file read by the plain parser, once a part of it was not understood by itself.
    whole: OnceCell<Result<Box<Tree>, SyntaxError>>,
}

/// The keys of a mapping.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    /// Those that are wanted, each once, in order.
    pub(crate) all: Vec<String>,
    /// Those that are written more than once.
    pub(crate) repeated: Vec<String>,
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

/// A part of a file of less than 4 GiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    start: u32,
    end: u32,
}

impl Span {
    fn new(start: usize, end: usize) -> Option<Self> {
        Some(Self { start: u32::try_from(start).ok()?, end: u32::try_from(end).ok()? })
    }

    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// What a pointer leads to: a member of mappings alone, or something in a list.
enum Found<'t> {
    Entry(&'t Entry),
    Item(Built),
}

impl Found<'_> {
    fn branch(self) -> Branch {
        match self {
            Self::Entry(entry) => entry.branch.clone(),
            Self::Item(built) => Branch::Built(Box::new(built)),
        }
    }
}

/// A value of a file that may not be built yet.
#[derive(Debug, Clone)]
enum Branch {
    /// The text of a value of JSON, or of an entry of YAML with its key.
    Text(Span),
    /// The lines of a block of YAML.
    Block(block::Block),
    Built(Box<Built>),
}

impl Tree {
    /// Opens a file; nothing is built yet, if the layout allows.
    pub(crate) fn open(text: Arc<String>, format: Format, limits: &Limits) -> Result<Self, SyntaxError> {
        match format {
            Format::Json => {
                let outline = json::outline(&text, limits.nesting)?;
                let root = Branch::Text(outline.whole());
                Ok(Self::new(text, Layout::Json(outline), Entry::root(root), limits))
            }
            Format::Yaml => match Self::in_blocks(&text, limits) {
                Some(tree) => Ok(tree),
                None => Self::built_whole(text, limits),
            },
        }
    }

    /// A file of block-style YAML that is a mapping.
    fn in_blocks(text: &Arc<String>, limits: &Limits) -> Option<Self> {
        let (outline, root) = block::outline(text, limits.nesting)?;
        let entries = outline.entries(text, &root).filter(|entries| !entries.is_empty())?;
        let root = Entry::split(Branch::Block(root), Members::new(text, entries));
        Some(Self::new(Arc::clone(text), Layout::Block(outline), root, limits))
    }

    /// A file of YAML by the plain parser.
    fn built_whole(text: Arc<String>, limits: &Limits) -> Result<Self, SyntaxError> {
        let built = Cell::new(0);
        let root = Built::new(yaml::whole(&text, limits, &built)?);
        let tree = Self::new(text, Layout::Whole, Entry::root(Branch::Built(Box::new(root))), limits);
        tree.built.set(built.get());
        Ok(tree)
    }

    fn new(text: Arc<String>, layout: Layout, root: Entry, limits: &Limits) -> Self {
        Self {
            text,
            layout,
            root,
            last: RefCell::default(),
            built: Cell::new(0),
            limits: limits.clone(),
            whole: OnceCell::new(),
        }
    }

    /// A file that is built already, whatever its text was.
    #[cfg(feature = "overlay")]
    pub(crate) fn of(root: Node) -> Self {
        let root = Entry::root(Branch::Built(Box::new(Built::new(root))));
        Self::new(Arc::default(), Layout::Whole, root, &Limits::default())
    }

    /// How many nodes were built so far.
    #[cfg(test)]
    pub(crate) fn built(&self) -> usize {
        self.built.get()
    }

    /// Whether there is a value at a pointer.
    pub(crate) fn exists(&self, pointer: &Pointer) -> Result<bool, SyntaxError> {
        self.ask(|tree| Ok(tree.find(pointer)?.is_some()))
    }

    /// The keys of the mapping at a pointer that are wanted; none where there is no mapping.
    pub(crate) fn keys(&self, pointer: &Pointer, wanted: &dyn Fn(&str) -> bool) -> Result<Keys, SyntaxError> {
        self.ask(|tree| match tree.find(pointer)? {
            Some(Found::Entry(entry)) => Ok(tree.members(entry)?.keys(&tree.text, wanted)),
            Some(Found::Item(built)) => Ok(Members::new(&tree.text, built.entries()).keys(&tree.text, wanted)),
            None => Ok(Keys::default()),
        })
    }

    /// The text that a member of the value at a pointer is.
    pub(crate) fn text_of(&self, pointer: &Pointer, member: &str) -> Result<Option<String>, SyntaxError> {
        let node = self.ask(|tree| match tree.find(pointer)? {
            Some(Found::Entry(entry)) => {
                if let Some(text) = tree.text_of_only(entry, member) {
                    return Ok(Some(Node::String(text)));
                }
                let members = tree.members(entry)?;
                let position = members.position(&tree.text, member, 0);
                position.map(|position| tree.build(&members.get(position).branch)).transpose()
            }
            Some(Found::Item(built)) => Ok(built.member(member).map(|member| member.node().clone())),
            None => Ok(None),
        });
        Ok(match node? {
            Some(Node::String(text)) => Some(text),
            _ => None,
        })
    }

    /// The same of the only member of a mapping that is not split yet, as most references stand: it need not be split.
    fn text_of_only(&self, entry: &Entry, member: &str) -> Option<String> {
        match (&entry.branch, &self.layout) {
            _ if entry.below.get().is_some() => None,
            (Branch::Text(span), Layout::Json(_)) => json::text_of_only(&self.text, span.range().start, member),
            (Branch::Block(block), _) => block::text_of_only(&self.text, block, member),
            _ => None,
        }
    }

    /// Lets go of how it was split: whoever asks again splits it again.
    pub(crate) fn forget(&mut self) {
        self.root.below.take();
        match &mut self.layout {
            Layout::Json(outline) => outline.forget(),
            Layout::Block(outline) => outline.forget(),
            Layout::Whole => {}
        }
    }

    /// The same of what stands below a pointer, as far as only mappings lead there.
    pub(crate) fn forget_below(&mut self, pointer: &Pointer) {
        let last = self.last.borrow();
        let mut entry = &mut self.root;
        for (depth, segment) in pointer.segments().enumerate() {
            let Some(members) = entry.below.get_mut() else { return };
            let near = last.get(depth).copied().unwrap_or_default();
            let Some(position) = members.position(&self.text, segment, near) else { return };
            entry = members.get_mut(position);
        }
        entry.below.take();
    }

    /// Whether there may be a carriage return in the file.
    pub(crate) fn may_have_returns(&self) -> bool {
        match &self.layout {
            Layout::Json(outline) => outline.has_returns,
            Layout::Block(outline) => outline.has_returns,
            Layout::Whole => true,
        }
    }

    /// Builds the value at a pointer.
    pub(crate) fn node(&self, pointer: &Pointer) -> Result<Option<Node>, SyntaxError> {
        self.ask(|tree| tree.find(pointer)?.map(|found| tree.build(&found.branch())).transpose())
    }

    /// Asks the parts, and where they are not understood by themselves, the plain parser.
    fn ask<T>(&self, question: impl Fn(&Self) -> Result<T, SyntaxError>) -> Result<T, SyntaxError> {
        if self.whole.get().is_none() {
            match question(self) {
                Err(_) if matches!(self.layout, Layout::Block(_)) => {}
                answer => return answer,
            }
        }
        let whole = || Self::built_whole(Arc::clone(&self.text), &self.limits).map(Box::new);
        match self.whole.get_or_init(whole) {
            Ok(whole) => question(whole),
            Err(error) => Err(error.clone()),
        }
    }

    fn find(&self, pointer: &Pointer) -> Result<Option<Found<'_>>, SyntaxError> {
        let mut entry = &self.root;
        let mut last = self.last.borrow_mut();
        let mut depth = 0;
        while let Some(segment) = pointer.segment(depth) {
            let members = self.members(entry)?;
            if last.len() == depth {
                last.push(0);
            }
            let Some(position) = members.position(&self.text, segment, last[depth]) else {
                let item = self.item(&entry.branch, pointer.segments().skip(depth))?;
                return Ok(item.map(Found::Item));
            };
            last[depth] = position;
            entry = members.get(position);
            depth += 1;
        }
        Ok(Some(Found::Entry(entry)))
    }

    fn build(&self, branch: &Branch) -> Result<Node, SyntaxError> {
        match branch {
            Branch::Built(built) => Ok(built.node().clone()),
            Branch::Text(span) => match self.layout {
                Layout::Json(_) => json::node(&self.text, span.range(), &self.built),
                Layout::Block(_) | Layout::Whole => yaml::entry(&self.text, *span, &self.limits, &self.built),
            },
            Branch::Block(block) => yaml::lines(&self.text, block.span, &self.limits, &self.built),
        }
    }

    /// The members of a mapping, split once.
    fn members<'t>(&self, entry: &'t Entry) -> Result<&'t Members, SyntaxError> {
        if let Some(members) = entry.below.get() {
            return Ok(members);
        }
        let entries = match (&entry.branch, &self.layout) {
            (Branch::Text(span), Layout::Json(outline)) => Some(outline.entries(&self.text, span.range())?),
            (Branch::Block(block), Layout::Block(outline)) => outline.entries(&self.text, block),
            (Branch::Built(built), _) => Some(built.entries()),
            _ => None,
        };
        let entries = match entries {
            Some(entries) => entries,
            None => Built::new(self.build(&entry.branch)?).entries(),
        };
        Ok(entry.below.get_or_init(|| Box::new(Members::new(&self.text, entries))))
    }

    /// What stands in a list, which is always built.
    fn item<'p>(&self, list: &Branch, segments: impl Iterator<Item = &'p str>) -> Result<Option<Built>, SyntaxError> {
        let mut segments = segments.peekable();
        if segments.peek().is_none_or(|segment| segment.parse::<usize>().is_err()) {
            return Ok(None);
        }
        let mut built = match list {
            Branch::Built(built) => built.as_ref().clone(),
            branch => Built::new(self.build(branch)?),
        };
        for segment in segments {
            let Some(below) = built.member(segment) else { return Ok(None) };
            built = below;
        }
        Ok(Some(built))
    }
}

#[cfg(test)]
mod tests;
