//! Values within what is built.

use std::rc::Rc;

use super::{Branch, Entry, Key, Map, Node};

/// A value somewhere in what is built: the steps to it are positions in lists and mappings.
#[derive(Debug, Clone)]
pub(super) struct Built {
    whole: Rc<Node>,
    steps: Vec<usize>,
}

impl Built {
    pub(super) fn new(whole: Node) -> Self {
        Self { whole: Rc::new(whole), steps: Vec::new() }
    }

    pub(super) fn node(&self) -> &Node {
        let below = self.steps.iter().try_fold(&*self.whole, |node, step| match node {
            Node::List(list) => list.get(*step),
            Node::Map(map) => map.iter().nth(*step).map(|(_, node)| node),
            _ => None,
        });
        below.unwrap_or(&Node::Null)
    }

    fn below(&self, step: usize) -> Self {
        let steps = self.steps.iter().copied().chain([step]).collect();
        Self { whole: Rc::clone(&self.whole), steps }
    }

    /// A member of the mapping, or an item of the list.
    pub(super) fn member(&self, segment: &str) -> Option<Self> {
        let step = match self.node() {
            Node::List(list) => segment.parse().ok().filter(|index| *index < list.len())?,
            Node::Map(map) => map.iter().enumerate().rfind(|(_, (key, _))| *key == segment)?.0,
            _ => return None,
        };
        Some(self.below(step))
    }

    /// The entries of the mapping, in order; none where there is no mapping.
    pub(super) fn entries(&self) -> Vec<Entry> {
        let entries = self.node().as_map().into_iter().flat_map(Map::iter).enumerate();
        entries.map(|(step, (key, _))| Entry::new(Key::owned(key), Branch::Built(Box::new(self.below(step))))).collect()
    }
}
