//! The text of an overlay → the actions that it asks for.

use super::query::Query;
use crate::catalog::Place;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::pointer::Pointer;
use crate::source::{FileId, percent_decoded};
use crate::tree::{Map, Node};

const ROOT_KEYS: [&str; 4] = ["overlay", "info", "extends", "actions"];
const INFO_KEYS: [&str; 3] = ["title", "version", "description"];
const ACTION_KEYS: [&str; 5] = ["target", "description", "update", "remove", "copy"];
/// More actions than anybody writes; each looks through the spec.
const MOST_ACTIONS: usize = 10_000;

/// The versions of the specification, whose patches make no difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    V1_0,
    V1_1,
}

/// Something to do with what a query selects.
#[derive(Debug)]
pub(super) struct Action {
    pub(super) version: Version,
    pub(super) target: Target,
    pub(super) change: Change,
}

/// A query, and where it is written.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) text: String,
    pub(super) query: Query,
    pub(super) place: Place,
}

/// What is done.
#[derive(Debug)]
pub(super) enum Change {
    Remove,
    /// Merges a value, written at a place.
    Update(Node, Place),
    /// Merges what stands elsewhere in the spec.
    Copy(Target),
    /// `remove: false`, and nothing else.
    Nothing,
}

/// Reads an overlay that is applied to the spec of that name; says everything that is wrong with it.
pub(super) fn read(diagnostics: &mut Diagnostics, file: FileId, overlay: &Node, spec_name: &str) -> Vec<Action> {
    let root = Place { file, pointer: Pointer::root() };
    let mut reader = Reader { diagnostics };
    let Some(version) = reader.version(overlay, &root) else { return Vec::new() };
    let Some(members) = overlay.as_map() else { return Vec::new() };
    reader.check_keys(members, &root, &ROOT_KEYS);
    reader.info(members, &root);
    reader.extends(members, &root, spec_name);
    reader.actions(members, &root, version)
}

struct Reader<'d> {
    diagnostics: &'d mut Diagnostics,
}

fn child(place: &Place, key: &str) -> Place {
    Place { file: place.file, pointer: place.pointer.child(key) }
}

impl Reader<'_> {
    fn wrong(&mut self, place: &Place, found: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(Rule::InvalidOverlay, found).at(place.clone()).help(help));
    }

    /// Which version it is, if it is an overlay at all.
    fn version(&mut self, overlay: &Node, root: &Place) -> Option<Version> {
        let Some(written) = overlay.get("overlay") else {
            let found = match overlay.get("openapi").or_else(|| overlay.get("swagger")) {
                Some(_) => "this is an API's spec, not an overlay",
                None => "this is no overlay: it has no `overlay` at its root",
            };
            self.wrong(root, found, "begin it with `overlay: 1.0.0` or `overlay: 1.1.0`");
            return None;
        };
        let known = written.as_str().and_then(|text| {
            let (minor, patch) = text.rsplit_once('.')?;
            patch.bytes().all(|it| it.is_ascii_digit()).then_some(())?;
            match minor {
                "1.0" if !patch.is_empty() => Some(Version::V1_0),
                "1.1" if !patch.is_empty() => Some(Version::V1_1),
                _ => None,
            }
        });
        if known.is_none() {
            let found = match written.as_str() {
                Some(text) => format!("Overlay `{text}` is not known"),
                None => format!("the version is {}, not a text of three numbers", written.type_name()),
            };
            let help = "errbook reads Overlay 1.0 and 1.1: write `overlay: 1.0.0` or `overlay: 1.1.0`";
            self.diagnostics
                .push(Diagnostic::error(Rule::UnsupportedVersion, found).at(child(root, "overlay")).help(help));
        }
        known
    }

    /// Refuses keys that mean nothing, but for extensions.
    fn check_keys(&mut self, members: &Map, place: &Place, known: &[&str]) {
        for (key, _) in members.iter().filter(|(key, _)| !known.contains(&key.as_str()) && !key.starts_with("x-")) {
            self.diagnostics.push(Diagnostic::unknown_key(Rule::InvalidOverlay, child(place, key), key, known));
        }
        for key in members.duplicates() {
            let found = format!("`{key}` is written more than once");
            self.diagnostics
                .push(Diagnostic::error(Rule::DuplicateKey, found).at(child(place, key)).help("remove one of them"));
        }
    }

    fn info(&mut self, members: &Map, root: &Place) {
        let place = child(root, "info");
        let help = "write `info: {title: …, version: 1.0.0}`";
        match members.get("info") {
            None => self.wrong(root, "the overlay has no `info`", help),
            Some(Node::Map(info)) => {
                self.check_keys(info, &place, &INFO_KEYS);
                for key in ["title", "version"] {
                    match info.get(key) {
                        // `version: 1.0` is a number to YAML, and no harm is done by it.
                        Some(Node::String(_) | Node::Integer(_) | Node::Float(_)) => {}
                        Some(other) => {
                            self.wrong(&child(&place, key), format!("`{key}` is {}", other.type_name()), help);
                        }
                        None => self.wrong(&place, format!("`info` has no `{key}`"), help),
                    }
                }
                self.text(info, &place, "description");
            }
            Some(other) => self.wrong(&place, format!("`info` is {}", other.type_name()), help),
        }
    }

    /// The text of a member that may be absent.
    fn text<'m>(&mut self, members: &'m Map, place: &Place, key: &str) -> Option<&'m str> {
        let node = members.get(key)?;
        if node.as_str().is_none() {
            self.wrong(&child(place, key), format!("`{key}` is {}", node.type_name()), "write text");
        }
        node.as_str()
    }

    /// `extends` is a URI of the spec that the overlay is for, of which we know the file's name at best.
    fn extends(&mut self, members: &Map, root: &Place, spec_name: &str) {
        let Some(extends) = self.text(members, root, "extends") else { return };
        let path = extends.split(['?', '#']).next().unwrap_or_default();
        let meant = percent_decoded(path.rsplit('/').next().unwrap_or_default());
        let applied = spec_name.rsplit('/').next().unwrap_or_default();
        if meant != applied {
            let found = format!("this overlay says that it is for `{extends}`; it is applied to {spec_name}");
            let warning = Diagnostic::warning(Rule::OtherSpec, found).at(child(root, "extends"));
            self.diagnostics.push(warning.help("correct `extends`, or leave it out"));
        }
    }

    fn actions(&mut self, members: &Map, root: &Place, version: Version) -> Vec<Action> {
        let help = "write a list of actions, such as `- {target: $.info, update: {title: …}}`";
        let place = child(root, "actions");
        let list = match members.get("actions") {
            Some(Node::List(list)) if !list.is_empty() && list.len() <= MOST_ACTIONS => list,
            Some(Node::List(list)) if list.is_empty() => {
                self.wrong(&place, "there is no action in this list", help);
                return Vec::new();
            }
            Some(Node::List(_)) => {
                let found = format!("there are more than {MOST_ACTIONS} actions");
                self.wrong(&place, found, "let one action do what many do");
                return Vec::new();
            }
            Some(other) => {
                self.wrong(&place, format!("`actions` is {}", other.type_name()), help);
                return Vec::new();
            }
            None => {
                self.wrong(root, "the overlay has no `actions`", help);
                return Vec::new();
            }
        };
        let mut actions = Vec::new();
        for (index, node) in list.iter().enumerate() {
            let place = Place { file: place.file, pointer: place.pointer.index(index) };
            match node.as_map() {
                Some(action) => actions.extend(self.action(action, &place, version)),
                None => self.wrong(&place, format!("this action is {}", node.type_name()), help),
            }
        }
        actions
    }

    fn action(&mut self, action: &Map, place: &Place, version: Version) -> Option<Action> {
        self.check_keys(action, place, &ACTION_KEYS);
        self.text(action, place, "description");
        if action.get("target").is_none() {
            self.wrong(place, "this action has no `target`", "say what it changes, such as `target: $.info`");
        }
        let target = self.target(action, place, "target");
        let change = self.change(action, place, version);
        Some(Action { version, target: target?, change: change? })
    }

    /// `remove: true` overrules the others, as the specification says.
    fn change(&mut self, action: &Map, place: &Place, version: Version) -> Option<Change> {
        if action.get("copy").is_some() && version == Version::V1_0 {
            self.wrong(&child(place, "copy"), "Overlay 1.0 knows no `copy`", "write `overlay: 1.1.0` at the root");
            return None;
        }
        match (action.get("remove"), action.get("update"), action.get("copy")) {
            (Some(Node::Bool(true)), _, _) => Some(Change::Remove),
            (Some(other), _, _) if !matches!(other, Node::Bool(false)) => {
                let found = format!("`remove` is {}", other.type_name());
                self.wrong(&child(place, "remove"), found, "write `true` or `false`");
                None
            }
            (_, Some(_), Some(_)) => {
                self.wrong(place, "this action has `update` as well as `copy`", "write an action for each");
                None
            }
            (_, Some(update), None) => Some(Change::Update(update.clone(), child(place, "update"))),
            (_, None, Some(_)) => self.target(action, place, "copy").map(Change::Copy),
            (Some(_), None, None) => Some(Change::Nothing),
            (None, None, None) => {
                self.wrong(place, "this action does nothing", "add `update`, `remove: true` or, in 1.1, `copy`");
                None
            }
        }
    }

    fn target(&mut self, action: &Map, place: &Place, key: &str) -> Option<Target> {
        let text = self.text(action, place, key)?;
        let place = child(place, key);
        match Query::parse(text) {
            Ok(query) => Some(Target { text: text.to_owned(), query, place }),
            Err(reason) => {
                let help = "write a JSONPath of RFC 9535; a name with other signs than letters, digits and `_` is \
                            quoted in brackets, as in `$.paths['/orders/{id}'].get`";
                self.wrong(&place, format!("`{text}` is no JSONPath: {reason}"), help);
                None
            }
        }
    }
}
