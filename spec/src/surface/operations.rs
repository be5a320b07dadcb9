//! Finds the error responses: those of the operations of paths, webhooks and callbacks.

use indexmap::IndexSet;

use super::declared::{self, At, status_key};
use super::{SurfaceOperation, child, repeated, text};
use crate::catalog::{Place, StatusKey};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::document::Document;
use crate::keyed::Keyed;
use crate::order;
use crate::tree::{Keys, Node};

/// The keys of a path item that are operations.
pub(crate) const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];
/// The key under which a path item has operations of other methods (OpenAPI 3.2).
const MORE_METHODS: &str = "additionalOperations";
/// The extensions at the root, or in `components`, that speak of errors.
const EXTENSIONS: [&str; 3] = ["x-error-codes", "x-retry", "x-rate-limit-plans"];
/// Callbacks of callbacks of callbacks are not followed further.
const DEEPEST_CALLBACK: usize = 8;

/// What the walk finds.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) info: (String, String),
    pub(super) operations: Vec<SurfaceOperation>,
    /// Where the distinct error responses stand.
    pub(super) responses: IndexSet<Place>,
    /// The success responses: what holds each, and its key there.
    pub(super) successes: Vec<(Place, String)>,
    /// The extensions of the document as a whole.
    pub(super) extensions: Vec<(&'static str, Place, Node)>,
}

/// Walks the document; only its operations' error responses are looked at.
pub(super) fn find(diagnostics: &mut Diagnostics, document: &mut Document) -> Found {
    let mut walk = Walk { diagnostics, document, found: Found::default(), calls_back: false, met: IndexSet::new() };
    walk.root();
    let found = walk.found;
    report_shared_ids(diagnostics, &found.operations);
    found
}

/// Says which operations have an `operationId` that another has already. An operation that is reached twice is one.
fn report_shared_ids(diagnostics: &mut Diagnostics, operations: &[SurfaceOperation]) {
    let mut named: Keyed<&str, usize> = Keyed::default();
    for (index, operation) in operations.iter().enumerate() {
        let Some(id) = operation.id.as_deref() else { continue };
        let first = *named.entry(id, || index).1;
        if first == index {
            continue;
        }
        let place = |index: usize| operations.get(index).and_then(id_place);
        let (Some(first), Some(other)) = (place(first), place(index)) else { continue };
        if first != other {
            let found = format!("another operation is called `{id}` already; this one is known by its method and path");
            let diagnostic = Diagnostic::warning(Rule::DuplicateOperation, found).at(other);
            let diagnostic = diagnostic.related(first, "the other one is here");
            diagnostics.push(diagnostic.help("give each operation an `operationId` of its own"));
        }
    }
}

/// Where the `operationId` of an operation stands: beside the `responses`, of which it has one at least.
fn id_place(operation: &SurfaceOperation) -> Option<Place> {
    let (_, _, response) = operation.responses.first()?;
    let pointer = response.pointer.parent()?.parent()?.child("operationId");
    Some(Place { file: response.file, pointer })
}

struct Walk<'w> {
    diagnostics: &'w mut Diagnostics,
    document: &'w mut Document,
    found: Found,
    /// The operations that are walked over are called by the API.
    calls_back: bool,
    /// The mappings whose repeated keys were told.
    met: IndexSet<Place>,
}

impl Walk<'_> {
    /// The keys of a mapping that are wanted; one that is written twice is reported when it is first met.
    fn keys(&mut self, place: &Place, wanted: &dyn Fn(&str) -> bool) -> Vec<String> {
        let Keys { all, repeated } = self.document.keys(self.diagnostics, place, wanted);
        if !repeated.is_empty() && self.met.insert(place.clone()) {
            self.diagnostics.repeated_keys(place, repeated.iter().map(String::as_str));
        }
        all
    }

    fn root(&mut self) {
        let root = Place::start();
        let keys = self.keys(&root, &|_| true);
        if !self.is_openapi(&keys) {
            return;
        }
        for key in &keys {
            let place = child(&root, key);
            match key.as_str() {
                "info" => self.info(&place),
                "components" => self.components(&place),
                "paths" => self.path_items(&place, DEEPEST_CALLBACK),
                "webhooks" => self.called_back(|walk| walk.path_items(&place, DEEPEST_CALLBACK)),
                key => self.extension(key, place),
            }
        }
    }

    /// Whether the document is an OpenAPI 3 document; says what it is otherwise.
    fn is_openapi(&mut self, root: &[String]) -> bool {
        let has = |wanted: &str| root.iter().any(|key| key == wanted);
        let swagger = has("swagger");
        if !has("openapi") {
            let (found, help) = if swagger {
                ("this is a Swagger 2.0 document", "convert it to OpenAPI 3, for instance with `swagger2openapi`")
            } else {
                (
                    "this is no OpenAPI document: it has no `openapi` at its root",
                    "begin it with `openapi: 3.0.3` or `openapi: 3.1.0`",
                )
            };
            self.diagnostics
                .push(Diagnostic::error(Rule::NotOpenapi, found.to_owned()).at(Place::start()).help(help.to_owned()));
            return false;
        }
        let version = child(&Place::start(), "openapi");
        let node = self.document.node(self.diagnostics, &version).unwrap_or(Node::Null);
        let written = match &node {
            Node::String(text) => text.clone(),
            Node::Integer(integer) => integer.to_string(),
            Node::Float(float) => float.to_string(),
            other => other.type_name().to_owned(),
        };
        let known = written == "3"
            || ["3.0", "3.1", "3.2"].iter().any(|minor| written == *minor || written.starts_with(&format!("{minor}.")));
        if !known {
            let found = format!("OpenAPI `{written}` is not known");
            let help = "errbook reads OpenAPI 3.0, 3.1 and 3.2".to_owned();
            self.diagnostics.push(Diagnostic::error(Rule::UnsupportedVersion, found).at(version).help(help));
        }
        known
    }

    fn info(&mut self, place: &Place) {
        if let Some(node) = self.document.node(self.diagnostics, place) {
            self.found.info = (text(&node, "title"), text(&node, "version"));
        }
    }

    fn components(&mut self, place: &Place) {
        for key in self.keys(place, &|key| EXTENSIONS.contains(&key)) {
            self.extension(&key, child(place, &key));
        }
    }

    fn extension(&mut self, key: &str, place: Place) {
        if let Some(name) = EXTENSIONS.iter().find(|name| **name == key)
            && let Some(node) = self.document.node(self.diagnostics, &place)
        {
            repeated::in_extension(self.diagnostics, &node, &place);
            self.found.extensions.push((name, place, node));
        }
    }

    fn path_items(&mut self, place: &Place, callbacks: usize) {
        for path in self.keys(place, &|key| !key.starts_with("x-")) {
            self.path_item(&path, &child(place, &path), callbacks);
        }
    }

    fn path_item(&mut self, path: &str, place: &Place, callbacks: usize) {
        let Some(place) = self.document.target(self.diagnostics, place) else {
            return;
        };
        for key in self.keys(&place, &|key| METHODS.contains(&key) || key == MORE_METHODS) {
            let place = child(&place, &key);
            if key != MORE_METHODS {
                self.operation(&key, path, &place, callbacks);
                continue;
            }
            for method in self.keys(&place, &|_| true) {
                self.operation(&method.to_ascii_lowercase(), path, &child(&place, &method), callbacks);
            }
        }
        // Nobody comes here again, or seldom, and all paths together are much.
        self.document.forget_below(&place);
    }

    fn operation(&mut self, method: &str, path: &str, place: &Place, callbacks: usize) {
        let (mut id, mut responses, mut narrowing, mut called_back) = (None, Vec::new(), None, None);
        let wanted = |key: &str| matches!(key, "operationId" | "responses" | "callbacks" | "x-error-codes");
        for key in self.keys(place, &wanted) {
            match key.as_str() {
                "operationId" => {
                    let written = self.document.text_of(self.diagnostics, place, &key);
                    id = written.filter(|id| !id.is_empty());
                }
                "responses" => responses = self.error_responses(&child(place, &key)),
                "callbacks" => called_back = Some(child(place, &key)),
                _ => narrowing = self.narrowing(&child(place, &key)),
            }
        }
        if !responses.is_empty() {
            let (method, path, calls_back) = (method.to_owned(), path.to_owned(), self.calls_back);
            self.found.operations.push(SurfaceOperation { id, method, path, calls_back, responses, narrowing });
        }
        if let (Some(place), Some(callbacks)) = (called_back, callbacks.checked_sub(1)) {
            self.called_back(|walk| walk.callbacks(&place, callbacks));
        }
    }

    /// Walks over operations that the API calls.
    fn called_back(&mut self, walk: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.calls_back, true);
        walk(self);
        self.calls_back = before;
    }

    fn callbacks(&mut self, place: &Place, callbacks: usize) {
        for callback in self.keys(place, &|_| true) {
            if let Some(place) = self.document.target(self.diagnostics, &child(place, &callback)) {
                self.path_items(&place, callbacks);
            }
        }
    }

    fn narrowing(&mut self, place: &Place) -> Option<Vec<(String, Place)>> {
        let node = self.document.node(self.diagnostics, place)?;
        declared::narrowing(self.diagnostics, At { node: &node, place })
    }

    fn error_responses(&mut self, place: &Place) -> Vec<(StatusKey, usize, Place)> {
        let mut responses = Vec::new();
        for written in self.keys(place, &|key| !key.starts_with("x-")) {
            let key = status_key(&written);
            if !key.is_some_and(is_http) {
                self.report_unknown_status(&written, &child(place, &written), key.is_some());
            }
            let Some(key) = key else { continue };
            if !is_error(key) {
                self.found.successes.push((place.clone(), written));
                continue;
            }
            let place = child(place, &written);
            let Some(target) = self.document.target(self.diagnostics, &place) else {
                continue;
            };
            let (index, _) = self.found.responses.insert_full(target);
            responses.push((key, index, place));
        }
        order::sort(&mut responses, |(left, _, _), (right, _, _)| left.cmp(right));
        responses
    }

    /// Says that a key of `responses` is no status of HTTP, though it may be read as one.
    fn report_unknown_status(&mut self, key: &str, place: &Place, is_read: bool) {
        if self.met.insert(place.clone()) {
            let what = if is_read { "HTTP has those from 100 to 599" } else { "it is passed over" };
            let found = format!("`{key}` is no status: {what}");
            let help = "write a status such as `404`, a class such as `4XX`, or `default`";
            self.diagnostics.push(Diagnostic::warning(Rule::UnknownStatus, found).at(place.clone()).help(help));
        }
    }
}

/// Whether HTTP has such statuses: RFC 9110 §15 has those from 100 to 599.
fn is_http(key: StatusKey) -> bool {
    match key {
        StatusKey::Exact(status) => status < 600,
        StatusKey::Range(class) => class < 6,
        StatusKey::Default => true,
    }
}

fn is_error(key: StatusKey) -> bool {
    match key {
        StatusKey::Exact(status) => status >= 400,
        StatusKey::Range(class) => class >= 4,
        StatusKey::Default => true,
    }
}
