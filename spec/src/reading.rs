//! The one way in: a spec on disk, or its text, becomes a catalog.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::asked::Written;
use crate::catalog::{Catalog, Place};
use crate::diagnostic::{Diagnostics, Report};
use crate::discover::{self, Discovery, told};
use crate::document::Document;
use crate::infer::{Settled, infer};
use crate::limits::Limits;
use crate::problem;
use crate::samples::{HeaderSample, Samples, Success};
use crate::source::Store;
use crate::surface::Surface;

/// How a spec is read.
///
/// ```
/// let mut options = errbook_spec::Options::default();
/// options.code_paths.push("error.code".to_owned());
/// ```
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// Where the codes stand: body paths (`error.code`), JSON pointers (`#/components/schemas/ErrorCode`) or places in
    /// the spec as documentation writes them (`components.schemas.ErrorCode.enum`). None: they are discovered.
    pub code_paths: Vec<String>,
    /// Rust names for codes, by wire value.
    pub renames: Vec<(String, String)>,
    /// What was published before. The Rust names of what is still there stay, whatever the spec would give by now: of codes,
    /// unless they are renamed, of codeless kinds, of operations, and of payload types, their fields and values.
    pub pins: Option<Arc<Catalog>>,
    /// OpenAPI Overlays (1.0 and 1.1) to lay over the spec before anything is read from it, in this order; they may lie
    /// anywhere. Read with the feature `overlay`, and refused without.
    pub overlays: Vec<PathBuf>,
    /// The folder that references may not leave; by default that of the spec.
    pub root: Option<PathBuf>,
    /// Where the spec and the files that it refers to come from, if not from the disk.
    pub store: Option<Arc<dyn Store>>,
    /// Overlays that are files of the store, laid over the spec before the others.
    pub stored_overlays: Vec<PathBuf>,
    /// How large a spec may be.
    pub limits: Limits,
    /// Where `errbook.toml` says all this, if it does.
    pub(crate) written: Written,
}

/// A spec that was read: its catalog, what there was to warn of, and the files it came from.
#[derive(Debug)]
pub struct Reading {
    catalog: Catalog,
    warnings: Option<Report>,
    document: Document,
    is_stand_in: bool,
}

/// A position in a file of the spec.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Position {
    /// The file as the reader was given it, or relative to it.
    pub file: String,
    /// The JSON pointer (RFC 6901).
    pub pointer: String,
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
}

/// Reads a spec from disk, with the files it refers to.
///
/// # Errors
///
/// Everything that is wrong with the spec, in one report: every problem with its place and what to write instead.
///
/// ```no_run
/// let reading = errbook_spec::read("openapi.yaml".as_ref(), &errbook_spec::Options::default())?;
/// for code in &reading.catalog().codes {
///     println!("{} has status {:?}", code.wire, code.status);
/// }
/// # Ok::<(), errbook_spec::Report>(())
/// ```
pub fn read(spec: &Path, options: &Options) -> Result<Reading, Report> {
    let mut diagnostics = Diagnostics::default();
    let document = Document::open(&mut diagnostics, spec, options)?;
    settle(diagnostics, document, options)
}

/// Reads a spec that is one text; references to other files are not followed.
///
/// # Errors
///
/// As [`read`].
///
/// ```
/// let spec = "
/// openapi: 3.0.3
/// info: {title: Shop, version: '1'}
/// paths:
///   /orders:
///     get:
///       responses:
///         '404':
///           description: There is no such order
///           content:
///             application/json:
///               schema:
///                 type: object
///                 required: [code]
///                 properties:
///                   code: {type: string, enum: [ORDER_NOT_FOUND, CUSTOMER_NOT_FOUND]}
/// ";
/// let reading = errbook_spec::read_text("openapi.yaml", spec, &errbook_spec::Options::default())?;
/// assert_eq!(reading.catalog().codes[0].ident, "OrderNotFound");
/// assert_eq!(reading.catalog().codes[0].status, Some(404));
/// # Ok::<(), errbook_spec::Report>(())
/// ```
pub fn read_text(name: &str, text: &str, options: &Options) -> Result<Reading, Report> {
    let mut diagnostics = Diagnostics::default();
    let document = Document::from_text(&mut diagnostics, name, text, options)?;
    settle(diagnostics, document, options)
}

/// Finds where in the error bodies of a spec the codes could stand, and which place would be taken. That several are as
/// likely is no error here.
///
/// # Errors
///
/// As [`read`], for what goes wrong until then.
///
/// ```no_run
/// let discovery = errbook_spec::discover("openapi.yaml".as_ref(), &errbook_spec::Options::default())?;
/// for candidate in discovery.candidates() {
///     println!("{}: {} codes in {} responses", candidate.path, candidate.codes.len(), candidate.responses);
/// }
/// println!("taken: {:?}, because {}", discovery.taken(), discovery.why());
/// # Ok::<(), errbook_spec::Report>(())
/// ```
pub fn discover(spec: &Path, options: &Options) -> Result<Discovery, Report> {
    let mut diagnostics = Diagnostics::default();
    let mut document = Document::open(&mut diagnostics, spec, options)?;
    let (_, found) = find(&mut diagnostics, &mut document, options)?;
    let report = (!diagnostics.is_empty()).then(|| diagnostics.render(document.files()));
    match report {
        Some(report) if diagnostics.has_errors() => Err(report),
        warnings => Ok(Discovery::new(found, warnings, document)),
    }
}

/// The error surface, and where in it the codes stand.
fn find(
    diagnostics: &mut Diagnostics,
    document: &mut Document,
    options: &Options,
) -> Result<(Surface, discover::Found), Report> {
    let told = told::tell(diagnostics, document, &options.code_paths);
    let surface = Surface::read(diagnostics, document, told::schemas(&told));
    if diagnostics.are_fatal() {
        return Err(diagnostics.render(document.files()));
    }
    let found = discover::discover(diagnostics, document, &surface, &told);
    Ok((surface, found))
}

fn settle(mut diagnostics: Diagnostics, mut document: Document, options: &Options) -> Result<Reading, Report> {
    let (surface, found) = find(&mut diagnostics, &mut document, options)?;
    document.forget();
    found.report(&mut diagnostics);
    if diagnostics.are_fatal() {
        return Err(diagnostics.render(document.files()));
    }
    let paths = found.paths;
    let settled = Settled {
        paths: &paths,
        renames: &options.renames,
        pins: options.pins.as_deref(),
        most_codes: options.limits.codes,
        most_documented: options.limits.documented,
        fingerprint: document.fingerprint(),
        stem: document.files().stem(),
        type_base: problem::base(&document, &surface),
    };
    let catalog = infer(&mut diagnostics, &surface, &settled);
    let report = (!diagnostics.is_empty()).then(|| diagnostics.render(document.files()));
    match report {
        Some(report) if diagnostics.has_errors() => Err(report),
        warnings => Ok(Reading { catalog, warnings, document, is_stand_in: false }),
    }
}

impl Reading {
    #[cfg(feature = "lock")]
    pub(crate) fn stand_in(catalog: Catalog, document: Document) -> Self {
        Self { catalog, warnings: None, document, is_stand_in: true }
    }

    /// Whether the spec is not there, and this is what `errbook.lock` has of it.
    pub fn is_stand_in(&self) -> bool {
        self.is_stand_in
    }

    /// What the spec publishes.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// The same for itself: the texts of the spec's files are let go, as long as they are.
    pub fn into_catalog(self) -> Catalog {
        self.catalog
    }

    /// What is odd about the spec, but can be read.
    pub fn warnings(&self) -> Option<&Report> {
        self.warnings.as_ref()
    }

    /// Every file that was read, the spec first, then its overlays.
    pub fn files(&self) -> &[PathBuf] {
        self.document.files().read()
    }

    /// Whether `x-error-codes` at the root of the spec is a list of codes, to which an overlay appends more, and not a map.
    pub fn codes_are_listed(&self) -> bool {
        let place = Place { pointer: Place::start().pointer.child("x-error-codes"), ..Place::start() };
        // What is wrong there was reported when it was read.
        let node = self.document.node(&mut Diagnostics::default(), &place);
        node.is_some_and(|node| node.as_list().is_some())
    }

    /// How each operation under `paths` succeeds, errors documented or not. It is looked up now: reading a spec for its errors
    /// passes over successes, and what is wrong with one only leaves its sample out.
    pub fn successes(&mut self) -> Vec<Success> {
        Samples::of(&mut self.document).successes()
    }

    /// The headers of a response, such as that at [`Response::place`](crate::Response::place), each with a value that it could
    /// have.
    pub fn header_samples(&mut self, response: &Place) -> Vec<HeaderSample> {
        Samples::of(&mut self.document).headers(response)
    }

    /// Where places stand, in the order asked for; each file is looked through once. A value that an overlay brought
    /// stands in the overlay.
    pub fn positions(&self, places: &[&Place]) -> Vec<Position> {
        self.document.positions(places)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    const ERROR: &str = "
      responses:
        '404':
          description: missing
          content:
            application/json:
              schema: {type: object, properties: {code: {type: string, enum: [A, B]}}}
";

    /// A spec with one error response and so many paths, parameters and schemas that have nothing to do with it.
    fn spec(others: usize) -> String {
        let mut text = format!("openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths:\n  /a:\n    get:{ERROR}");
        for index in 0..others {
            let _ = writeln!(
                text,
                "  /other{index}:\n    post:\n      parameters: [{{name: a, in: query, schema: {{type: integer}}}}]\n      responses:\n        '200':\n          \
                 description: fine\n          content:\n            application/json:\n              schema: {{$ref: '#/components/schemas/Other{index}'}}"
            );
        }
        text.push_str("components:\n  schemas:\n");
        for index in 0..=others {
            let _ = writeln!(
                text,
                "    Other{index}:\n      type: object\n      properties:\n        id: {{type: string}}\n        more: {{type: array, items: {{type: number}}}}"
            );
        }
        text
    }

    #[test]
    fn a_spec_that_is_98_percent_something_else_costs_what_its_errors_cost() {
        let built =
            |others| read_text("a.yaml", &spec(others), &Options::default()).map(|reading| reading.document.built());
        let (alone, among_others) =
            (built(0).expect("the spec is well-formed"), built(500).expect("the spec is well-formed"));
        assert!(alone > 10);
        assert_eq!(alone, among_others);
    }

    #[test]
    fn the_first_of_many_broken_references_are_told_what_is_near() {
        let mut text = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n".to_owned();
        for index in 0..500 {
            let _ = writeln!(
                text,
                "  /path{index}:\n    get:\n      responses:\n        '404': {{$ref: '#/components/responses/Mising{index}'}}"
            );
        }
        text.push_str("components:\n  responses:\n");
        for index in 0..500 {
            let _ = writeln!(text, "    Missing{index}: {{description: missing}}");
        }
        let report =
            read_text("a.yaml", &text, &Options::default()).expect_err("no reference leads anywhere").to_string();
        let told = |words: &str| report.matches(words).count();
        // 20,000 comparisons with 500 names each.
        assert_eq!((told("did you mean `Missing"), told("or correct the reference")), (40, 460));
    }
}
