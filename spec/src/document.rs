//! The document: all files of a spec as one, asked for the parts that are wanted.

use std::path::Path;
use std::sync::Arc;

use crate::catalog::Place;
use crate::diagnostic::{Diagnostic, Diagnostics, Report, Rule};
use crate::limits::Limits;
use crate::pointer::Pointer;
use crate::reading::Position;
use crate::source::{FileId, Files, Problem, percent_decoded};
use crate::tree::{Node, SyntaxError, SyntaxErrorKind, Tree};

/// Longer chains of references are cycles.
const LONGEST_CHAIN: usize = 64;

/// A spec and the files it refers to, each read as far as it was asked for.
#[derive(Debug)]
pub(crate) struct Document {
    files: Files,
    /// By file; `None` for a broken one, which was reported.
    trees: Vec<Option<Tree>>,
    limits: Limits,
}

/// A member of a mapping, without what is in it.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) key: String,
    pub(crate) place: Place,
}

impl Document {
    /// Opens a spec on disk.
    pub(crate) fn open(spec: &Path, root: Option<&Path>, limits: &Limits) -> Result<Self, Report> {
        let unreadable =
            |problem: Problem| Report::unreadable(&spec.to_string_lossy(), &problem.to_string(), &problem.help());
        Self::of(Files::open(spec, root, limits).map_err(unreadable)?, limits)
    }

    /// Opens a spec that is one text.
    pub(crate) fn from_text(name: &str, text: &str, limits: &Limits) -> Result<Self, Report> {
        let unreadable = |problem: Problem| Report::unreadable(name, &problem.to_string(), &problem.help());
        Self::of(Files::from_text(name, text, limits).map_err(unreadable)?, limits)
    }

    fn of(files: Files, limits: &Limits) -> Result<Self, Report> {
        let mut document = Self { files, trees: Vec::new(), limits: limits.clone() };
        let mut diagnostics = Diagnostics::default();
        document.grow(&mut diagnostics);
        if diagnostics.has_errors() { Err(diagnostics.render(&document.files)) } else { Ok(document) }
    }

    pub(crate) fn files(&self) -> &Files {
        &self.files
    }

    /// How many nodes were built, over all files.
    #[cfg(test)]
    pub(crate) fn built(&self) -> usize {
        self.trees.iter().flatten().map(Tree::built).sum()
    }

    /// Opens the trees of files that were read since.
    fn grow(&mut self, diagnostics: &mut Diagnostics) {
        for id in self.files.ids().skip(self.trees.len()).collect::<Vec<_>>() {
            let file = self.files.get(id);
            let tree = Tree::open(Arc::clone(&file.text), file.format, &self.limits);
            self.trees.push(tree.map_err(|error| diagnostics.push(syntax(id, &error))).ok());
        }
    }

    fn tree(&self, file: FileId) -> Option<&Tree> {
        self.trees.get(file.index())?.as_ref()
    }

    /// Asks a tree, and reports what is broken in the part that was asked for.
    fn ask<T>(
        &self,
        diagnostics: &mut Diagnostics,
        place: &Place,
        question: impl FnOnce(&Tree) -> Result<T, SyntaxError>,
    ) -> Option<T> {
        let tree = self.tree(place.file)?;
        question(tree).map_err(|error| diagnostics.push(syntax(place.file, &error))).ok()
    }

    /// The value at a place; `None` where there is none.
    pub(crate) fn node(&self, diagnostics: &mut Diagnostics, place: &Place) -> Option<Node> {
        self.ask(diagnostics, place, |tree| tree.node(&place.pointer)).flatten()
    }

    /// The members of the mapping at a place, not built; none where there is no mapping.
    pub(crate) fn parts(&self, diagnostics: &mut Diagnostics, place: &Place) -> Vec<Part> {
        let keys = self.ask(diagnostics, place, |tree| tree.keys(&place.pointer)).unwrap_or_default();
        let part = |key: String| Part { place: Place { file: place.file, pointer: place.pointer.child(&key) }, key };
        keys.into_iter().map(part).collect()
    }

    /// Whether something stands at a place.
    pub(crate) fn exists(&self, diagnostics: &mut Diagnostics, place: &Place) -> bool {
        self.ask(diagnostics, place, |tree| tree.at(&place.pointer)).flatten().is_some()
    }

    /// Where the value at a place is after following its `$ref`, and that one's; reports chains that lead nowhere.
    pub(crate) fn target(&mut self, diagnostics: &mut Diagnostics, place: &Place) -> Option<Place> {
        let mut at = place.clone();
        for _ in 0..LONGEST_CHAIN {
            let reference = Place { file: at.file, pointer: at.pointer.child("$ref") };
            let Some(node) = self.node(diagnostics, &reference) else {
                return Some(at);
            };
            let Some(text) = node.as_str() else {
                return Some(at);
            };
            at = self.resolve(diagnostics, &reference, text)?;
        }
        let found = "this chain of references never ends";
        diagnostics.push(
            Diagnostic::error(Rule::CyclicRef, found)
                .at(place.clone())
                .help("let one of the references lead to a value"),
        );
        None
    }

    /// The place that a reference written at `from` means; reports one that means nothing.
    pub(crate) fn resolve(&mut self, diagnostics: &mut Diagnostics, from: &Place, reference: &str) -> Option<Place> {
        let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let file = if file.is_empty() {
            from.file
        } else {
            let followed = self.files.follow(from.file, file);
            self.grow(diagnostics);
            followed.map_err(|problem| diagnostics.push(unfollowed(from, reference, &problem))).ok()?
        };
        // A file that is broken was reported where it is broken.
        self.tree(file)?;
        let Ok(pointer) = Pointer::parse(&percent_decoded(fragment)) else {
            let found = format!("`{reference}` is no reference to a part of a document");
            let help = "write a JSON pointer behind the `#`, such as `#/components/schemas/Error`";
            diagnostics.push(Diagnostic::error(Rule::UnresolvedRef, found).at(from.clone()).help(help));
            return None;
        };
        let target = Place { file, pointer };
        if self.exists(diagnostics, &target) {
            return Some(target);
        }
        diagnostics.push(self.missing(from, reference, &target));
        None
    }

    /// Says that nothing stands where a reference leads, and what stands near.
    fn missing(&self, from: &Place, reference: &str, target: &Place) -> Diagnostic {
        let siblings =
            target.pointer.parent().and_then(|parent| self.tree(target.file)?.keys(&parent).ok()).unwrap_or_default();
        let name = target.pointer.last().unwrap_or_default();
        let help = match crate::suggest::nearest(name, siblings.iter().map(String::as_str)) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => {
                format!("add `{}` to {}, or correct the reference", target.pointer, self.files.get(target.file).name)
            }
        };
        Diagnostic::error(Rule::UnresolvedRef, format!("`{reference}` leads to nothing")).at(from.clone()).help(help)
    }

    /// Line and column of places, in the order asked for.
    pub(crate) fn positions(&self, places: &[&Place]) -> Vec<Position> {
        let spots = self.files.spots(places);
        let positions = places.iter().zip(spots).map(|(place, spot)| Position {
            file: self.files.get(place.file).name.clone(),
            pointer: place.pointer.to_string(),
            line: spot.map_or(1, |spot| spot.line),
            column: spot.map_or(1, |spot| spot.column),
        });
        positions.collect()
    }
}

fn syntax(file: FileId, error: &SyntaxError) -> Diagnostic {
    let (rule, help) = match error.kind {
        SyntaxErrorKind::Broken => (Rule::Syntax, None),
        SyntaxErrorKind::TooDeep => (Rule::NestingTooDeep, Some("nest values less deep")),
        SyntaxErrorKind::Aliases => (Rule::AliasExpansion, Some("write the repeated values out, or use `$ref`")),
    };
    let diagnostic =
        Diagnostic::error(rule, error.message.clone()).at_line(file, error.line.max(1), error.column.max(1));
    match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

fn unfollowed(from: &Place, reference: &str, problem: &Problem) -> Diagnostic {
    let rule = match problem {
        Problem::Remote | Problem::Absolute | Problem::Outside(_) => Rule::ExternalRef,
        Problem::Missing | Problem::Folder => Rule::UnresolvedRef,
        _ => Rule::Unreadable,
    };
    Diagnostic::error(rule, format!("`{reference}` cannot be followed: {problem}"))
        .at(from.clone())
        .help(problem.help())
}
