//! A spec while overlays change it.

use serde_json::Value;

use super::query::Query;
use crate::catalog::Place;
use crate::order;
use crate::origin::Origins;
use crate::pointer::Pointer;
use crate::tree::Node;

/// How much more may be added to a spec than its overlays are long, in nodes and bytes of strings: copies of copies, or
/// an update at every value, make more of an overlay than anybody wrote.
const EXPANSION: usize = 1 << 20;
/// What it costs to note where an addition came from.
const NOTE: usize = 8;

/// The spec as the actions so far have left it.
pub(super) struct Patch {
    node: Node,
    /// The same for queries, changed along with it.
    json: Value,
    origins: Origins,
    left: usize,
    nesting: usize,
}

/// What an action adds to what it selects.
pub(super) struct Addition {
    pub(super) node: Node,
    /// Where it is written.
    pub(super) origins: Origins,
    /// The value in the overlay that says so.
    pub(super) place: Place,
}

impl Addition {
    /// The pointer in the overlay that says of a part of the addition.
    pub(super) fn place_of(&self, part: &Pointer) -> Pointer {
        let written = self.origins.place(part);
        // What is copied is not written in the overlay.
        if written.file == self.place.file { written.pointer } else { self.place.pointer.clone() }
    }
}

/// What merging makes a difference between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Map,
    List,
    /// `null`: nothing to lose, and nothing to add.
    Nothing,
    Scalar,
}

impl Kind {
    fn of(node: &Node) -> Self {
        match node {
            Node::Map(_) => Self::Map,
            Node::List(_) => Self::List,
            Node::Null => Self::Nothing,
            _ => Self::Scalar,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Map => "a mapping",
            Self::List => "a list",
            Self::Nothing => "nothing (`null`)",
            Self::Scalar => "a single value",
        }
    }
}

/// Why something cannot be added.
#[derive(Debug)]
pub(super) enum Refusal {
    Incompatible {
        /// In the spec.
        at: Pointer,
        /// In the addition.
        from: Pointer,
        there: Kind,
        given: Kind,
    },
    TooDeep(usize),
    TooMuch,
}

impl Patch {
    /// A spec that overlays have not changed yet.
    pub(super) fn new<'o>(node: Node, overlays: impl Iterator<Item = &'o Node>, nesting: usize) -> Self {
        let written: usize = overlays.map(|overlay| measure(overlay).0).sum();
        let json = node.to_json();
        Self {
            node,
            json,
            origins: Origins::default(),
            left: written.saturating_mul(NOTE).saturating_add(EXPANSION),
            nesting,
        }
    }

    /// Whether nothing more may be added.
    pub(super) fn is_full(&self) -> bool {
        self.left == 0
    }

    pub(super) fn finish(self) -> (Node, Origins) {
        (self.node, self.origins)
    }

    pub(super) fn select(&self, query: &Query) -> Vec<Pointer> {
        query.select(&self.json)
    }

    pub(super) fn kind(&self, at: &Pointer) -> Kind {
        self.node.at(at).map_or(Kind::Nothing, Kind::of)
    }

    /// Where a value of the spec is written.
    pub(super) fn origin(&self, at: &Pointer) -> Place {
        self.origins.place(at)
    }

    /// A value of the spec as an addition, which an overlay asks for at a place.
    pub(super) fn copy(&self, from: &Pointer, place: Place) -> Addition {
        let node = self.node.at(from).cloned().unwrap_or(Node::Null);
        Addition { node, origins: self.origins.below(from), place }
    }

    /// Merges an addition into a value that an action selects.
    pub(super) fn add(&mut self, at: &Pointer, addition: &Addition) -> Result<(), Refusal> {
        let from = Pointer::root();
        match (self.kind(at), Kind::of(&addition.node)) {
            (Kind::List, Kind::Map | Kind::Scalar) => self.append(at, &from, &addition.node, addition),
            (there @ (Kind::Map | Kind::List), given @ Kind::Nothing) => {
                Err(Refusal::Incompatible { at: at.clone(), from, there, given })
            }
            _ => self.merge(at, &from, &addition.node, addition),
        }
    }

    /// Merges a part of an addition: mappings member by member, lists one behind the other; a single value is replaced
    /// by another. What is `null` in the spec is replaced by anything, and `null` changes neither mapping nor list: the
    /// specification's own example has such.
    fn merge(&mut self, at: &Pointer, from: &Pointer, given: &Node, addition: &Addition) -> Result<(), Refusal> {
        match (self.kind(at), given) {
            (Kind::Map, Node::Map(members)) => {
                for (key, member) in members.iter() {
                    let below = at.child(key);
                    if self.node.at(&below).is_some() {
                        self.merge(&below, &from.child(key), member, addition)?;
                    } else {
                        self.put(&below, &from.child(key), member, addition)?;
                    }
                }
                Ok(())
            }
            (Kind::List, Node::List(items)) => {
                let mut items = items.iter().enumerate();
                items.try_for_each(|(index, item)| self.append(at, &from.index(index), item, addition))
            }
            (Kind::Map | Kind::List, Node::Null) => Ok(()),
            (Kind::Nothing, given) => self.put(at, from, given, addition),
            (Kind::Scalar, given) if !matches!(given, Node::Map(_) | Node::List(_)) => {
                self.put(at, from, given, addition)
            }
            (there, given) => {
                Err(Refusal::Incompatible { at: at.clone(), from: from.clone(), there, given: Kind::of(given) })
            }
        }
    }

    fn append(&mut self, list: &Pointer, from: &Pointer, given: &Node, addition: &Addition) -> Result<(), Refusal> {
        let Some(Node::List(items)) = self.node.at(list) else { return Ok(()) };
        let at = list.index(items.len());
        self.put(&at, from, given, addition)
    }

    /// Puts a part of an addition where something else or nothing is, in an object or list that is there.
    fn put(&mut self, at: &Pointer, from: &Pointer, given: &Node, addition: &Addition) -> Result<(), Refusal> {
        let (size, depth) = measure(given);
        if at.segments().count() + depth > self.nesting {
            return Err(Refusal::TooDeep(self.nesting));
        }
        let left = self.left.checked_sub(size + NOTE);
        self.left = left.unwrap_or(0);
        left.ok_or(Refusal::TooMuch)?;
        self.origins.set(at, addition.origins.below(from));
        let json = given.to_json();
        let (Some(holder), Some(key)) = (at.parent(), at.last()) else {
            (self.node, self.json) = (given.clone(), json);
            return Ok(());
        };
        match self.node.at_mut(&holder) {
            Some(Node::Map(members)) => members.set(key, given.clone()),
            Some(Node::List(items)) => put_item(items, key, given.clone()),
            _ => {}
        }
        match self.json.pointer_mut(&holder.to_string()) {
            Some(Value::Object(members)) => drop(members.insert(key.to_owned(), json)),
            Some(Value::Array(items)) => put_item(items, key, json),
            _ => {}
        }
        Ok(())
    }

    /// Removes values from what holds them.
    pub(super) fn remove(&mut self, selected: &[Pointer]) {
        let selected = order::set(selected.iter().filter_map(|at| Some((at.parent()?, at.last()?))));
        // What stands deeper comes later in the order of pointers, and goes first, so that no place moves under it.
        for held in selected.chunk_by(|(holder, _), (next, _)| holder == next).rev() {
            let (holder, _) = &held[0];
            let keys: Vec<&str> = held.iter().map(|(_, key)| *key).collect();
            match self.node.at_mut(holder) {
                Some(Node::Map(members)) => {
                    for key in &keys {
                        members.remove(key);
                        self.origins.forget(&holder.child(key));
                    }
                }
                Some(Node::List(items)) => {
                    let all = 0..items.len();
                    let kept: Vec<usize> =
                        all.filter(|index| keys.binary_search(&index.to_string().as_str()).is_err()).collect();
                    keep(items, &kept);
                    self.origins.keep_items(holder, &kept);
                    if let Some(Value::Array(items)) = self.json.pointer_mut(&holder.to_string()) {
                        keep(items, &kept);
                    }
                }
                _ => {}
            }
            if let Some(Value::Object(members)) = self.json.pointer_mut(&holder.to_string()) {
                for key in keys {
                    members.shift_remove(key);
                }
            }
        }
    }
}

/// Replaces an item, or appends one.
fn put_item<T>(items: &mut Vec<T>, index: &str, item: T) {
    match index.parse::<usize>().ok().and_then(|index| items.get_mut(index)) {
        Some(present) => *present = item,
        None => items.push(item),
    }
}

/// Keeps the items at ascending positions.
fn keep<T>(items: &mut Vec<T>, kept: &[usize]) {
    let mut kept = kept.iter().peekable();
    let mut index = 0;
    items.retain(|_| {
        let keeps = kept.next_if_eq(&&index).is_some();
        index += 1;
        keeps
    });
}

/// How large a value is in nodes and bytes of strings, and how deep.
fn measure(node: &Node) -> (usize, usize) {
    let around = |(size, depth): (usize, usize), (more, below): (usize, usize)| (size + more, depth.max(below + 1));
    match node {
        Node::String(text) => (text.len() + 1, 0),
        Node::List(items) => items.iter().map(measure).fold((1, 1), around),
        Node::Map(members) => members
            .iter()
            .map(|(key, node)| (key, measure(node)))
            .fold((1, 1), |total, (key, (size, depth))| around(total, (size + key.len(), depth))),
        _ => (1, 0),
    }
}
