//! Reports: diagnostics with their positions, rendered as rustc renders its own.

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Rule, Severity, Site};
use crate::asked::Excerpt;
use crate::catalog::Place;
use crate::locate::Spot;
use crate::order;
use crate::source::{FileId, Files};

/// Longer lines are not shown: a minified file is one line.
const LONGEST_LINE: usize = 400;

/// What there is to say of a spec. `Display` and `Debug` both give the whole text, because a failing `build.rs` prints
/// the latter.
#[derive(Clone)]
pub struct Report {
    findings: Vec<Finding>,
    text: String,
    styled: String,
    files: Vec<PathBuf>,
}

/// One diagnostic with its position.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The rule that was broken.
    pub rule: Rule,
    /// How much it weighs.
    pub severity: Severity,
    /// What was found.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// The file, as the reader was given it.
    pub file: Option<String>,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// The column in characters, counted from 1.
    pub column: Option<usize>,
    /// The JSON pointer of the value.
    pub pointer: Option<String>,
}

impl Report {
    /// The findings by file and line.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Every file that was read before, the spec first, and the one that could not be.
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// The whole text with the colours of rustc's own, as ANSI escape sequences: for a terminal that wants them.
    pub fn styled(&self) -> &str {
        &self.styled
    }

    /// A report of a file that cannot be read at all, after others that could; with where it is asked for, if that is known.
    pub(crate) fn unreadable(
        file: &Path,
        message: &str,
        help: &str,
        read: &[PathBuf],
        asked: Option<Excerpt<'_>>,
    ) -> Self {
        let name = &*file.to_string_lossy();
        let message = visible(message);
        let group = Level::ERROR.primary_title(message.as_str()).id(Rule::Unreadable.name());
        let mut group = group.element(Origin::path(name));
        if let Some(asked) = asked {
            group = asked.show(group, AnnotationKind::Primary, None);
        }
        let groups = [group.element(Level::HELP.message(help))];
        let (text, styled) = (Renderer::plain().render(&groups), Renderer::styled().render(&groups));
        let finding = Finding {
            rule: Rule::Unreadable,
            severity: Severity::Error,
            message,
            help: Some(help.to_owned()),
            file: Some(name.to_owned()),
            line: None,
            column: None,
            pointer: None,
        };
        let files = read.iter().cloned().chain([file.to_owned()]).collect();
        Self { findings: vec![finding], text, styled, files }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl fmt::Debug for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl std::error::Error for Report {}

impl Diagnostics {
    /// Looks the positions up and renders everything, in the order of the files.
    pub(crate) fn render(&self, files: &Files) -> Report {
        let untold = self.untold();
        let is_broken = self.told.iter().any(|diagnostic| diagnostic.rule == Rule::Syntax);
        // What leads to nothing may lead to what could not be read.
        let only_follows = |diagnostic: &Diagnostic| is_broken && diagnostic.rule == Rule::UnresolvedRef;
        let told = || self.told.iter().chain(&untold).filter(|diagnostic| !only_follows(diagnostic));
        let places: Vec<Place> = told().flat_map(Diagnostic::places).map(|place| files.origin(place)).collect();
        let spots = files.spots(&places.iter().collect::<Vec<_>>());
        let mut sites = places.into_iter().zip(spots);
        let mut located: Vec<Located<'_>> =
            told().map(|diagnostic| Located::new(diagnostic, files, &mut sites)).collect();
        let key = |it: &Located<'_>| (it.main.map(|(file, spot)| (file, spot.line, spot.column)), it.diagnostic.rule);
        order::sort(&mut located, |left, right| key(left).cmp(&key(right)));
        let excerpts = Excerpts::new(files, &located);
        for it in &mut located {
            it.point_at_key(&excerpts);
        }
        let groups: Vec<[Group<'_>; 1]> = located.iter().map(|it| [it.group(&excerpts)]).collect();
        let text = |renderer: Renderer| -> String {
            groups.iter().map(|group| renderer.render(group)).collect::<Vec<_>>().join("\n\n")
        };
        let findings = located.iter().map(|it| it.finding(files)).collect();
        let (text, styled) = (text(Renderer::plain()), text(Renderer::styled()));
        Report { findings, text, styled, files: files.read().to_vec() }
    }
}

impl Diagnostic {
    fn places(&self) -> impl Iterator<Item = &Place> {
        let own = match &self.site {
            Site::Place(place) | Site::Key(place) => Some(place),
            Site::Nowhere | Site::Line { .. } => None,
        };
        own.into_iter().chain(self.related.iter().map(|(place, _)| place))
    }
}

/// A diagnostic and where it is.
struct Located<'d> {
    diagnostic: &'d Diagnostic,
    main: Option<(FileId, Spot)>,
    pointer: Option<String>,
    asked: Option<Excerpt<'d>>,
    related: Vec<(FileId, Spot, &'d str)>,
}

impl<'d> Located<'d> {
    /// Takes as many sites as the diagnostic has places.
    fn new(
        diagnostic: &'d Diagnostic,
        files: &'d Files,
        sites: &mut impl Iterator<Item = (Place, Option<Spot>)>,
    ) -> Self {
        let (mut main, mut pointer) = (None, None);
        match &diagnostic.site {
            Site::Nowhere => {}
            Site::Place(_) | Site::Key(_) => {
                if let Some((place, spot)) = sites.next() {
                    main = spot.map(|spot| (place.file, spot));
                    pointer = Some(place.pointer.to_string());
                }
            }
            Site::Line { file, line, column } => {
                main = Some((*file, Spot { line: *line, column: *column, length: 1 }));
            }
        }
        let related = diagnostic
            .related
            .iter()
            .zip(sites)
            .filter_map(|((_, label), (place, spot))| Some((place.file, spot?, label.as_str())));
        let asked = diagnostic.asked.as_ref().and_then(|asked| files.asked(asked));
        Self { diagnostic, main, pointer, asked, related: related.collect() }
    }

    /// Moves from a value to its key, if that is what it is about.
    fn point_at_key(&mut self, excerpts: &Excerpts<'_>) {
        let (Site::Key(place), Some((file, spot))) = (&self.diagnostic.site, &mut self.main) else { return };
        let key = place.pointer.last().and_then(|key| before(excerpts.line(*file, *spot)?, *spot, key));
        *spot = key.unwrap_or(*spot);
    }

    fn group<'g>(&'g self, excerpts: &'g Excerpts<'_>) -> Group<'g> {
        let level = match self.diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let mut group =
            Group::with_title(level.primary_title(visible(&self.diagnostic.message)).id(self.diagnostic.rule.name()));
        if let Some((file, spot)) = self.main {
            group = excerpts.show(group, (file, spot), AnnotationKind::Primary, None);
        }
        if let Some(asked) = self.asked {
            group = match self.main {
                None => asked.show(group, AnnotationKind::Primary, None),
                Some(_) => asked.show(group, AnnotationKind::Context, Some("it is asked for here")),
            };
        }
        for (file, spot, label) in &self.related {
            group = excerpts.show(group, (*file, *spot), AnnotationKind::Context, Some(label));
        }
        if let Some(help) = &self.diagnostic.help {
            group = group.element(Level::HELP.message(visible(help)));
        }
        group
    }

    fn finding(&self, files: &Files) -> Finding {
        let (file, spot) = match (self.main, self.asked) {
            (Some((file, spot)), _) => (Some(files.get(file).name.clone()), Some(spot)),
            (None, Some(asked)) => (Some(asked.file.to_string_lossy().into_owned()), Some(asked.spot)),
            (None, None) => (None, None),
        };
        Finding {
            rule: self.diagnostic.rule,
            severity: self.diagnostic.severity,
            message: self.diagnostic.message.clone(),
            help: self.diagnostic.help.clone(),
            file,
            line: spot.map(|spot| spot.line),
            column: spot.map(|spot| spot.column),
            pointer: self.pointer.clone(),
        }
    }
}

/// The lines of the files that there is something to say of.
struct Excerpts<'f> {
    files: &'f Files,
    /// By file; empty where nothing is shown of it.
    lines: Vec<Vec<&'f str>>,
}

impl<'f> Excerpts<'f> {
    fn new(files: &'f Files, located: &[Located<'_>]) -> Self {
        let mut lines: Vec<Vec<&'f str>> = files.ids().map(|_| Vec::new()).collect();
        let main = located.iter().filter_map(|it| it.main.map(|(file, _)| file));
        for file in main.chain(located.iter().flat_map(|it| &it.related).map(|(file, ..)| *file)) {
            if lines[file.index()].is_empty() {
                lines[file.index()] = files.get(file).text.lines().collect();
            }
        }
        Self { files, lines }
    }

    /// Adds a line of a file to what is shown, or only its position where the line is too long.
    fn show<'g>(
        &'g self,
        group: Group<'g>,
        (file, spot): (FileId, Spot),
        kind: AnnotationKind,
        label: Option<&'g str>,
    ) -> Group<'g> {
        let name = self.files.get(file).name.as_str();
        show(group, (name.into(), self.line(file, spot), spot), kind, label)
    }

    /// The line of a spot, unless it is too long to be shown.
    fn line(&self, file: FileId, spot: Spot) -> Option<&'f str> {
        let line = self.lines[file.index()].get(spot.line.checked_sub(1)?)?;
        (line.len() <= LONGEST_LINE).then_some(*line)
    }
}

impl<'w> Excerpt<'w> {
    fn show<'g>(&self, group: Group<'g>, kind: AnnotationKind, label: Option<&'g str>) -> Group<'g>
    where
        'w: 'g,
    {
        show(group, (self.file.to_string_lossy(), Some(self.line), self.spot), kind, label)
    }
}

fn show<'g>(
    group: Group<'g>,
    (name, line, spot): (Cow<'g, str>, Option<&'g str>, Spot),
    kind: AnnotationKind,
    label: Option<&'g str>,
) -> Group<'g> {
    let Some(line) = line.filter(|line| line.len() <= LONGEST_LINE) else {
        let group = group.element(Origin::path(name).line(spot.line).char_column(spot.column));
        return group.elements(label.map(|label| Level::NOTE.message(label)));
    };
    let byte = |column: usize| line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    let start = byte(spot.column.saturating_sub(1));
    let end = byte(spot.column.saturating_sub(1) + spot.length);
    let annotation = kind.span(start..end.max(start)).label(label);
    group.element(Snippet::source(line).line_start(spot.line).path(name).annotation(annotation))
}

/// Where a key stands in front of its value, if it is in the same line.
fn before(line: &str, value: Spot, key: &str) -> Option<Spot> {
    let (start, _) = line.char_indices().nth(value.column.checked_sub(1)?)?;
    let at = line.get(..start)?.rfind(key)?;
    Some(Spot { column: line.get(..at)?.chars().count() + 1, length: key.chars().count(), ..value })
}

/// Text from a spec without what could steer a terminal.
fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for it in text.chars() {
        if it.is_control() && it != '\n' {
            visible.extend(it.escape_default());
        } else {
            visible.push(it);
        }
    }
    visible
}
