//! The page, before it is HTML or Markdown.

/// All that is said.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Page {
    /// What the API is called.
    pub(super) title: String,
    /// May be empty.
    pub(super) version: String,
    pub(super) anchors: PageAnchors,
    pub(super) intro: Vec<Block>,
    pub(super) sections: Vec<Section>,
    /// What it was made of.
    pub(super) colophon: String,
}

/// Anchors of the page's own, unlike that of any code.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PageAnchors {
    pub(super) main: String,
    pub(super) filter: String,
}

/// A part of the page that can be linked to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Section {
    pub(super) anchor: String,
    pub(super) kind: Kind,
    pub(super) title: Vec<Inline>,
    pub(super) marks: Vec<Mark>,
    pub(super) blocks: Vec<Block>,
    /// One level down; these have none below them.
    pub(super) sections: Vec<Section>,
}

/// What a section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A part of the page.
    Part,
    /// One error.
    Error,
    /// A type or an envelope.
    Other,
}

/// A word that stands out beside a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// A status, by whose class it is coloured.
    Status(String),
    Deprecated,
}

/// One below the other.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    Paragraph(Vec<Inline>),
    /// Text of the spec, in its Markdown.
    Prose(String),
    Table(Table),
    /// Names with what is said of each.
    Facts(Vec<(&'static str, Vec<Inline>)>),
    /// An answer as it is sent: the status line and headers, and the body.
    Answer {
        caption: String,
        head: String,
        body: String,
    },
    /// Long, and not what most look for.
    Folded(String, Vec<Block>),
}

/// A table with a row of heads.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Table {
    /// What it lists, for those who cannot see it.
    pub(super) caption: String,
    pub(super) head: Vec<&'static str>,
    pub(super) rows: Vec<Row>,
    /// Whether its rows are errors, which readers may look for.
    pub(super) lists_errors: bool,
}

/// A row, whose first cell is what the others speak of.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// What links lead to it by, if any do.
    pub(super) anchor: Option<String>,
    pub(super) cells: Vec<Vec<Inline>>,
}

/// One beside the other.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Inline {
    Text(String),
    /// A name or a value, as it is written in a program.
    Code(String),
    /// A code of the page, or a type.
    Link {
        anchor: String,
        code: String,
    },
    /// The first paragraph of a text of the spec, in its Markdown.
    Prose(String),
    Mark(Mark),
    Break,
}

impl Section {
    pub(super) fn new(kind: Kind, anchor: impl Into<String>, title: Vec<Inline>) -> Self {
        Self { anchor: anchor.into(), kind, title, marks: Vec::new(), blocks: Vec::new(), sections: Vec::new() }
    }

    /// Nothing but its title.
    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty() && self.sections.is_empty()
    }
}

impl Table {
    pub(super) fn new(caption: impl Into<String>, head: &[&'static str]) -> Self {
        Self { caption: caption.into(), head: head.to_vec(), rows: Vec::new(), lists_errors: false }
    }

    pub(super) fn push(&mut self, cells: impl Into<Vec<Vec<Inline>>>) {
        self.rows.push(Row { anchor: None, cells: cells.into() });
    }

    /// The table, unless nothing is in it.
    pub(super) fn block(self) -> Option<Block> {
        (!self.rows.is_empty()).then_some(Block::Table(self))
    }
}

pub(super) fn text(text: impl Into<String>) -> Inline {
    Inline::Text(text.into())
}

pub(super) fn code(code: impl Into<String>) -> Inline {
    Inline::Code(code.into())
}

/// With a separator between each two.
pub(super) fn joined(parts: impl IntoIterator<Item = Vec<Inline>>, separator: &Inline) -> Vec<Inline> {
    let mut joined = Vec::new();
    for part in parts {
        if !joined.is_empty() {
            joined.push(separator.clone());
        }
        joined.extend(part);
    }
    joined
}
