//! What somebody asks for in `errbook.toml`, and where it is written there: reports of what cannot be had show that line.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::locate::{Spot, position};

/// Something that is asked for.
#[derive(Debug, Clone)]
pub(crate) enum Asked {
    /// A path, by its key.
    Path(&'static str, PathBuf),
    /// A place where the codes stand.
    CodeAt(String),
    /// A code that gets another name, or this name.
    Rename(String),
}

impl Asked {
    pub(crate) fn spec(path: &Path) -> Self {
        Self::Path("spec", path.to_owned())
    }

    pub(crate) fn overlay(path: &Path) -> Self {
        Self::Path("overlays", path.to_owned())
    }

    pub(crate) fn root(path: &Path) -> Self {
        Self::Path("root", path.to_owned())
    }
}

/// The settings of an API as they are written; nothing where there is no such file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Written(Option<Arc<Wording>>);

#[derive(Debug, Default, PartialEq, Eq)]
struct Wording {
    /// The file as it was named.
    file: PathBuf,
    /// That of all APIs of the file.
    text: Arc<String>,
    words: Vec<Word>,
}

/// A text of the file, below a key of an API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) key: &'static str,
    pub(crate) text: String,
    /// In bytes of the file.
    pub(crate) span: Range<usize>,
}

/// A line of the file, and what it is about in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Excerpt<'w> {
    pub(crate) file: &'w Path,
    pub(crate) line: &'w str,
    pub(crate) spot: Spot,
}

#[cfg(feature = "toml")]
impl Written {
    pub(crate) fn new(file: &Path, text: &Arc<String>, words: Vec<Word>) -> Self {
        Self(Some(Arc::new(Wording { file: file.to_owned(), text: Arc::clone(text), words })))
    }
}

impl Written {
    /// Where something is asked for, if it is there: a builder's method or an option may have asked instead.
    pub(crate) fn excerpt(&self, asked: &Asked) -> Option<Excerpt<'_>> {
        let wording = self.0.as_deref()?;
        wording.words.iter().find(|word| wording.is(word, asked)).and_then(|word| wording.show(&word.span))
    }
}

impl Wording {
    fn is(&self, word: &Word, asked: &Asked) -> bool {
        match asked {
            Asked::Path(key, path) => word.key == *key && self.path(&word.text) == std::path::absolute(path).ok(),
            Asked::CodeAt(text) => word.key == "code-at" && word.text == *text,
            Asked::Rename(text) => word.key == "rename" && word.text == *text,
        }
    }

    /// Where a path leads, which counts from the folder of the file.
    fn path(&self, written: &str) -> Option<PathBuf> {
        let folder = self.file.parent().unwrap_or(Path::new(""));
        std::path::absolute(folder.join(written)).ok()
    }

    fn show(&self, span: &Range<usize>) -> Option<Excerpt<'_>> {
        let (line, column) = position(&self.text, span.start);
        let length = self.text.get(span.clone())?.lines().next().unwrap_or_default().chars().count();
        let spot = Spot { line, column, length };
        Some(Excerpt { file: &self.file, line: self.text.lines().nth(line - 1)?, spot })
    }
}
