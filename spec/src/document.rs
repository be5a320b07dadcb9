//! The document: all files of a spec as one, asked for the parts that are wanted.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::asked::Asked;
use crate::catalog::Place;
use crate::diagnostic::{Diagnostic, Diagnostics, Report, Rule};
use crate::keyed::Keyed;
use crate::limits::Limits;
use crate::pointer::Pointer;
use crate::reading::{Options, Position};
use crate::source::{FileId, Files, Problem, percent_decoded};
use crate::suggest::Comparisons;
use crate::tree::{Keys, Node, SyntaxError, SyntaxErrorKind, Tree};

/// Longer chains of references are cycles.
const LONGEST_CHAIN: usize = 64;

/// A spec and the files it refers to, each read as far as it was asked for.
#[derive(Debug)]
pub(crate) struct Document {
    files: Files,
    /// By file; `None` for a broken one, which was reported.
    trees: Vec<Option<Tree>>,
    /// By file, where the references within it led that were followed before.
    resolved: Vec<Keyed<String, Resolved>>,
    /// How many names are still compared with those of broken references.
    comparisons: Comparisons,
    limits: Limits,
}

/// Where a reference led.
#[derive(Debug)]
struct Resolved {
    place: Place,
    /// What is there is known to be no reference.
    is_last: bool,
}

/// A member of a mapping, without what is in it.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) key: String,
    pub(crate) place: Place,
}

impl Document {
    /// Opens a spec on disk.
    pub(crate) fn open(diagnostics: &mut Diagnostics, spec: &Path, options: &Options) -> Result<Self, Report> {
        let name = options.store.as_ref().map_or_else(|| spec.to_owned(), |store| PathBuf::from(store.name(spec)));
        let files = Files::open(spec, options);
        let files = files.map_err(|problem| {
            let asked = match (&problem, &options.root) {
                (Problem::NoRoot(..), Some(root)) => Asked::root(root),
                _ => Asked::spec(spec),
            };
            let asked = options.written.excerpt(&asked);
            Report::unreadable(&name, &problem.to_string(), &problem.help(), &[], asked)
        })?;
        Self::of(diagnostics, files, options)
    }

    /// Opens a spec that is one text.
    pub(crate) fn from_text(
        diagnostics: &mut Diagnostics,
        name: &str,
        text: &str,
        options: &Options,
    ) -> Result<Self, Report> {
        let files = Files::from_text(name, text, &options.limits);
        let files = files
            .map_err(|problem| Report::unreadable(Path::new(name), &problem.to_string(), &problem.help(), &[], None))?;
        Self::of(diagnostics, files, options)
    }

    /// A document of which nothing is read: the lock is no spec.
    #[cfg(feature = "lock")]
    pub(crate) fn of_lock(files: Files) -> Self {
        Self { trees: vec![None], ..Self::with(files, Limits::default()) }
    }

    fn with(files: Files, limits: Limits) -> Self {
        let (trees, resolved) = (Vec::new(), Vec::new());
        Self { files, trees, resolved, comparisons: Comparisons::default(), limits }
    }

    fn of(diagnostics: &mut Diagnostics, files: Files, options: &Options) -> Result<Self, Report> {
        let mut document = Self::with(files, options.limits.clone());
        document.overlay(diagnostics, options)?;
        document.grow(diagnostics);
        if diagnostics.has_errors() { Err(diagnostics.render(&document.files)) } else { Ok(document) }
    }

    /// Reads overlays, and lays them over the spec in their order.
    #[cfg(feature = "overlay")]
    fn overlay(&mut self, diagnostics: &mut Diagnostics, options: &Options) -> Result<(), Report> {
        let mut ids = Vec::new();
        let stored = options.stored_overlays.iter().map(|path| (path, true));
        for (path, is_stored) in stored.chain(options.overlays.iter().map(|path| (path, false))) {
            let read = if is_stored { self.files.stored_overlay(path) } else { self.files.overlay(path) };
            ids.push(read.map_err(|problem| {
                let help = match problem {
                    Problem::Folder => "name the overlay's file, such as `errors.overlay.yaml`".to_owned(),
                    Problem::Empty => "begin it with `overlay: 1.0.0` or `overlay: 1.1.0`".to_owned(),
                    _ => problem.help(),
                };
                let asked = self.files.asked(&Asked::overlay(path));
                Report::unreadable(path, &problem.to_string(), &help, self.files.read(), asked)
            })?);
        }
        self.grow(diagnostics);
        let at_root = |file: FileId| Place { file, pointer: Pointer::root() };
        let read: Vec<_> = ids.into_iter().filter_map(|id| Some((id, self.node(diagnostics, &at_root(id))?))).collect();
        if read.is_empty() || diagnostics.has_errors() {
            return Ok(());
        }
        let Some(spec) = self.node(diagnostics, &Place::start()) else { return Ok(()) };
        let changed = crate::overlay::apply(diagnostics, &self.files.get(FileId::MAIN).name, spec, &read, &self.limits);
        if let (Some((spec, origins)), Some(tree)) = (changed, self.trees.get_mut(FileId::MAIN.index())) {
            *tree = Some(Tree::of(spec));
            self.files.set_origins(origins);
        }
        Ok(())
    }

    /// Says that overlays are not read.
    #[cfg(not(feature = "overlay"))]
    fn overlay(&mut self, _: &mut Diagnostics, options: &Options) -> Result<(), Report> {
        let Some(path) = options.stored_overlays.iter().chain(&options.overlays).next() else { return Ok(()) };
        let message = "overlays are not read: the feature `overlay` is off";
        let help = "switch it on in Cargo.toml: `errbook-build = { version = \"…\", features = [\"overlay\"] }`";
        let asked = self.files.asked(&Asked::overlay(path));
        Err(Report::unreadable(path, message, help, self.files.read(), asked))
    }

    pub(crate) fn files(&self) -> &Files {
        &self.files
    }

    /// Lets go of how the mapping at a place was split.
    pub(crate) fn forget_below(&mut self, place: &Place) {
        if let Some(tree) = self.trees.get_mut(place.file.index()).and_then(Option::as_mut) {
            tree.forget_below(&place.pointer);
        }
    }

    /// Lets go of what is only faster to look up again.
    pub(crate) fn forget(&mut self) {
        self.trees.iter_mut().flatten().for_each(Tree::forget);
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

    /// The text that a member of the mapping at a place is; `None` where it is something else.
    pub(crate) fn text_of(&self, diagnostics: &mut Diagnostics, place: &Place, member: &str) -> Option<String> {
        self.ask(diagnostics, place, |tree| tree.text_of(&place.pointer, member)).flatten()
    }

    /// The members of the mapping at a place, not built; none where there is no mapping.
    pub(crate) fn parts(&self, diagnostics: &mut Diagnostics, place: &Place) -> Vec<Part> {
        let keys = self.keys(diagnostics, place, &|_| true).all;
        let part = |key: String| Part { place: Place { file: place.file, pointer: place.pointer.child(&key) }, key };
        keys.into_iter().map(part).collect()
    }

    /// The keys of the mapping at a place that are wanted; none where there is no mapping.
    pub(crate) fn keys(&self, diagnostics: &mut Diagnostics, place: &Place, wanted: &dyn Fn(&str) -> bool) -> Keys {
        self.ask(diagnostics, place, |tree| tree.keys(&place.pointer, wanted)).unwrap_or_default()
    }

    /// 16 digits that depend on what all files say, however their lines end and wherever they lie.
    pub(crate) fn fingerprint(&self) -> String {
        self.files.fingerprint(&|file| self.tree(file).is_none_or(Tree::may_have_returns))
    }

    /// Whether something stands at a place.
    pub(crate) fn exists(&self, diagnostics: &mut Diagnostics, place: &Place) -> bool {
        self.ask(diagnostics, place, |tree| tree.exists(&place.pointer)).unwrap_or_default()
    }

    /// Where the value at a place is after following its `$ref`, and that one's; reports chains that lead nowhere.
    pub(crate) fn target(&mut self, diagnostics: &mut Diagnostics, place: &Place) -> Option<Place> {
        let mut at = place.clone();
        let mut last: Option<(FileId, String)> = None;
        for _ in 0..LONGEST_CHAIN {
            let Some(text) = self.text_of(diagnostics, &at, "$ref") else {
                if let Some(known) = last.and_then(|(file, text)| self.resolved.get_mut(file.index())?.get_mut(&text)) {
                    known.is_last = true;
                }
                return Some(at);
            };
            let from = at.file;
            at = match self.resolved(from, &text) {
                Some(Resolved { place, is_last: true }) => return Some(place.clone()),
                Some(target) => target.place.clone(),
                None => self.resolve(diagnostics, &crate::surface::child(&at, "$ref"), &text)?,
            };
            last = Some((from, text));
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
        if let Some(target) = self.resolved(from.file, reference) {
            return Some(target.place.clone());
        }
        let target = self.look_up(diagnostics, from, reference)?;
        if reference.starts_with('#') {
            let file = from.file.index();
            if self.resolved.len() <= file {
                self.resolved.resize_with(file + 1, Keyed::default);
            }
            let resolved = || Resolved { place: target.clone(), is_last: false };
            self.resolved[file].entry(reference.to_owned(), resolved);
        }
        Some(target)
    }

    fn resolved(&self, file: FileId, reference: &str) -> Option<&Resolved> {
        self.resolved.get(file.index())?.get(reference)
    }

    fn look_up(&mut self, diagnostics: &mut Diagnostics, from: &Place, reference: &str) -> Option<Place> {
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
        let missing = self.missing(from, reference, &target);
        diagnostics.push(missing);
        None
    }

    /// Says that nothing stands where a reference leads, and what stands near.
    fn missing(&mut self, from: &Place, reference: &str, target: &Place) -> Diagnostic {
        let tree = self.trees.get(target.file.index()).and_then(Option::as_ref);
        let siblings = || {
            let keys = target.pointer.parent().and_then(|parent| tree?.keys(&parent, &|_| true).ok());
            keys.unwrap_or_default().all
        };
        let name = target.pointer.last().unwrap_or_default();
        let help = match self.comparisons.nearest(name, siblings) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => {
                format!("add `{}` to {}, or correct the reference", target.pointer, self.files.get(target.file).name)
            }
        };
        Diagnostic::error(Rule::UnresolvedRef, format!("`{reference}` leads to nothing")).at(from.clone()).help(help)
    }

    /// The name of the file in which a place is, without folders and ending.
    pub(crate) fn stem(&self, place: &Place) -> String {
        let name = Path::new(&self.files.get(place.file).name);
        name.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// Line and column of places, in the order asked for; of a value that an overlay brought, those in the overlay.
    pub(crate) fn positions(&self, places: &[&Place]) -> Vec<Position> {
        let places: Vec<Place> = places.iter().map(|place| self.files.origin(place)).collect();
        let spots = self.files.spots(&places.iter().collect::<Vec<_>>());
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
        SyntaxErrorKind::Tab => (Rule::Syntax, Some("indent by spaces: in YAML, tabs do not (YAML 1.2 §6.1)")),
        SyntaxErrorKind::Reserved => {
            (Rule::Syntax, Some("put the value between quotes: YAML reserves what it begins with (YAML 1.2 §5.3)"))
        }
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
        Problem::Missing(_) | Problem::Folder => Rule::UnresolvedRef,
        _ => Rule::Unreadable,
    };
    Diagnostic::error(rule, format!("`{reference}` cannot be followed: {problem}"))
        .at(from.clone())
        .help(problem.help())
}

#[cfg(all(test, not(feature = "overlay")))]
mod tests {
    use super::*;

    #[test]
    fn an_overlay_without_the_feature_is_an_error_that_names_it() {
        let options = Options { overlays: vec!["x.overlay.yaml".into()], ..Options::default() };
        let document = Document::from_text(&mut Diagnostics::default(), "a.yaml", "openapi: 3.0.3\n", &options);
        let report = document.expect_err("overlays are not read").to_string();
        assert!(report.contains("x.overlay.yaml") && report.contains("features = [\"overlay\"]"), "{report}");
    }
}
