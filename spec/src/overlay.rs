//! OpenAPI Overlays: changes to a spec that is somebody else's, laid over it before anything is read from it.
//!
//! What is changed is the spec's own file; a target never reaches into the files that it refers to. The rules are those
//! of the Overlay Specification 1.1, which says what 1.0 left open; what 1.0 forbids (targets that are neither
//! mappings nor lists, `copy`) is refused in overlays of that version. In one point they are stricter: an action that
//! selects nothing is an error, because its author meant something.

mod action;
mod functions;
mod patch;
mod query;

use crate::catalog::Place;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::limits::Limits;
use crate::origin::Origins;
use crate::pointer::Pointer;
use crate::source::FileId;
use crate::tree::Node;

use action::{Action, Change, Target, Version};
use patch::{Addition, Kind, Patch, Refusal};

/// Lays overlays over a spec in their order. Gives the spec as they leave it, and where its values are written now;
/// nothing where something was wrong, which is reported with the places that the spec had before.
pub(crate) fn apply(
    diagnostics: &mut Diagnostics,
    spec_name: &str,
    spec: Node,
    overlays: &[(FileId, Node)],
    limits: &Limits,
) -> Option<(Node, Origins)> {
    let read = |(file, node): &(FileId, Node)| action::read(diagnostics, *file, node, spec_name);
    let actions: Vec<Action> = overlays.iter().flat_map(read).collect();
    if diagnostics.has_errors() {
        return None;
    }
    let mut laying = Laying { diagnostics, patch: Patch::new(spec, nodes(overlays), limits.nesting), spec_name };
    for action in actions {
        laying.perform(action);
        if laying.patch.is_full() {
            break;
        }
    }
    let patch = laying.patch;
    (!diagnostics.has_errors()).then(|| patch.finish())
}

fn nodes(overlays: &[(FileId, Node)]) -> impl Iterator<Item = &Node> {
    overlays.iter().map(|(_, node)| node)
}

/// The work of laying overlays over a spec.
struct Laying<'l> {
    diagnostics: &'l mut Diagnostics,
    patch: Patch,
    spec_name: &'l str,
}

impl Laying<'_> {
    fn perform(&mut self, action: Action) {
        let target = &action.target;
        let selected = self.patch.select(&target.query);
        if selected.is_empty() {
            return self.report_unmatched(target);
        }
        if action.version == Version::V1_0 && selected.iter().any(|at| self.kind(at) == Kind::Scalar) {
            let found = format!("`{}` selects a single value, which Overlay 1.0 does not allow", target.text);
            return self.invalid(target, found, "write `overlay: 1.1.0`, or select the mapping that holds the value");
        }
        match action.change {
            Change::Nothing => {}
            Change::Remove if selected.contains(&Pointer::root()) => {
                let found = format!("`{}` selects the whole spec, which cannot be removed", target.text);
                self.invalid(target, found, "select what is to go");
            }
            Change::Remove => self.patch.remove(&selected),
            Change::Update(node, place) => {
                let addition = Addition { node, origins: Origins::of(place.clone()), place };
                self.add(target, &selected, &addition);
            }
            Change::Copy(source) => {
                if let Some(addition) = self.copied(&source) {
                    self.add(target, &selected, &addition);
                }
            }
        }
    }

    /// What an action makes no difference between: `null` is a single value too.
    fn kind(&self, at: &Pointer) -> Kind {
        match self.patch.kind(at) {
            Kind::Nothing => Kind::Scalar,
            kind => kind,
        }
    }

    /// What a `copy` copies, as it is before the action.
    fn copied(&mut self, source: &Target) -> Option<Addition> {
        let selected = self.patch.select(&source.query);
        match selected.as_slice() {
            [] => self.report_unmatched(source),
            [one] => return Some(self.patch.copy(one, source.place.clone())),
            several => {
                let found = format!("`{}` selects {} values; one value can be copied", source.text, several.len());
                self.invalid(source, found, "select one of them");
            }
        }
        None
    }

    /// Adds to everything that is selected, which must be mappings alone, or lists, or single values.
    fn add(&mut self, target: &Target, selected: &[Pointer], addition: &Addition) {
        let mut kinds = selected.iter().map(|at| (at, self.kind(at)));
        if let Some((first, kind)) = kinds.next()
            && let Some((second, other)) = kinds.find(|(_, other)| *other != kind)
        {
            let found = format!("`{}` selects {} as well as {}", target.text, kind.name(), other.name());
            let diagnostic = Diagnostic::error(Rule::IncompatibleUpdate, found)
                .at(target.place.clone())
                .related(self.patch.origin(first), format!("this is {}", kind.name()))
                .related(self.patch.origin(second), format!("this is {}", other.name()));
            return self.diagnostics.push(diagnostic.help("write an action for each"));
        }
        let refusal = selected.iter().find_map(|at| self.patch.add(at, addition).err());
        if let Some(refusal) = refusal {
            self.diagnostics.push(refused(&self.patch, addition, &refusal));
        }
    }

    fn invalid(&mut self, target: &Target, found: String, help: &str) {
        self.diagnostics.push(Diagnostic::error(Rule::InvalidOverlay, found).at(target.place.clone()).help(help));
    }

    fn report_unmatched(&mut self, target: &Target) {
        let found = format!("`{}` selects nothing of {}", target.text, self.spec_name);
        let help = "correct it, or remove the action; the files that the spec refers to are not reached, and each \
                    action finds what those before it have left";
        self.diagnostics.push(Diagnostic::error(Rule::UnmatchedAction, found).at(target.place.clone()).help(help));
    }
}

fn refused(patch: &Patch, addition: &Addition, refusal: &Refusal) -> Diagnostic {
    match refusal {
        Refusal::Incompatible { at, from, there, given } => {
            let place = Place { file: addition.place.file, pointer: addition.place_of(from) };
            let found = format!("{} cannot be merged into {}", given.name(), there.name());
            let help = match there {
                Kind::Map => "write a mapping; to replace the one that is there, remove it by an action before",
                Kind::List => "write a list of what to append; to replace the list, remove it by an action before",
                Kind::Nothing | Kind::Scalar => {
                    "write a single value; to replace it by something else, remove it by an action before"
                }
            };
            Diagnostic::error(Rule::IncompatibleUpdate, found)
                .at(place)
                .related(patch.origin(at), format!("this is {}", there.name()))
                .help(help)
        }
        Refusal::TooDeep(limit) => {
            let found = format!("with this, values would be nested more than {limit} levels deep");
            Diagnostic::error(Rule::NestingTooDeep, found).at(addition.place.clone()).help("nest values less deep")
        }
        Refusal::TooMuch => {
            let found = "up to here, the actions add far more to the spec than is written in them".to_owned();
            let help = "select less, or copy less";
            Diagnostic::error(Rule::InvalidOverlay, found).at(addition.place.clone()).help(help)
        }
    }
}

#[cfg(test)]
mod tests;
