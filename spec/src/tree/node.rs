//! The values of a file.

use serde_json::Value;

use crate::order;
#[cfg(feature = "overlay")]
use crate::pointer::Pointer;

/// A value, whatever the file's syntax.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    Null,
    Bool(bool),
    Integer(i64),
    /// Also an integer too big for 64 bits.
    Float(f64),
    String(String),
    List(Vec<Node>),
    Map(Map),
}

/// A mapping in the order of the file. Of a key that is written twice the last value counts.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Map(Vec<(String, Node)>);

impl Map {
    pub(crate) fn new(entries: Vec<(String, Node)>) -> Self {
        Self(entries)
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.0.iter().rev().find(|(known, _)| known == key).map(|(_, node)| node)
    }

    pub(crate) fn iter(&self) -> std::slice::Iter<'_, (String, Node)> {
        self.0.iter()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn into_entries(self) -> Vec<(String, Node)> {
        self.0
    }

    /// The keys that are written more than once.
    pub(crate) fn duplicates(&self) -> Vec<&str> {
        let mut keys: Vec<&str> = self.0.iter().map(|(key, _)| key.as_str()).collect();
        order::sort(&mut keys, Ord::cmp);
        let mut twice: Vec<&str> =
            keys.windows(2).filter_map(|pair| (pair.first() == pair.last()).then(|| pair.first().copied())?).collect();
        twice.dedup();
        twice
    }
}

#[cfg(feature = "overlay")]
impl Map {
    fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.0.iter_mut().rev().find(|(known, _)| known == key).map(|(_, node)| node)
    }

    /// Gives a key a value: in its place where it has one, at the end where it is new.
    pub(crate) fn set(&mut self, key: &str, node: Node) {
        match self.get_mut(key) {
            Some(present) => *present = node,
            None => self.0.push((key.to_owned(), node)),
        }
    }

    /// Removes a key, however often it is written.
    pub(crate) fn remove(&mut self, key: &str) {
        self.0.retain(|(known, _)| known != key);
    }
}

#[cfg(feature = "overlay")]
impl Node {
    /// The value at a pointer.
    pub(crate) fn at(&self, pointer: &Pointer) -> Option<&Self> {
        pointer.segments().try_fold(self, |node, segment| match node {
            Self::Map(map) => map.get(segment),
            Self::List(list) => list.get(segment.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// The value at a pointer, to be changed.
    pub(crate) fn at_mut(&mut self, pointer: &Pointer) -> Option<&mut Self> {
        pointer.segments().try_fold(self, |node, segment| match node {
            Self::Map(map) => map.get_mut(segment),
            Self::List(list) => list.get_mut(segment.parse::<usize>().ok()?),
            _ => None,
        })
    }
}

impl Node {
    /// A member of a mapping.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.as_map()?.get(key)
    }

    /// The members of the mapping that a member is; none where it is something else.
    pub(crate) fn entries(&self, key: &str) -> &[(String, Self)] {
        self.get(key).and_then(Self::as_map).map(|map| map.0.as_slice()).unwrap_or_default()
    }

    pub(crate) fn as_map(&self) -> Option<&Map> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }

    pub(crate) fn into_map(self) -> Option<Map> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }

    pub(crate) fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    pub(crate) fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Integer(integer) => Some(*integer),
            _ => None,
        }
    }

    /// A number; an integer beyond 2⁵³ loses its last digits.
    #[allow(clippy::cast_precision_loss)]
    pub(crate) fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Integer(integer) => Some(*integer as f64),
            Self::Float(float) => Some(*float),
            _ => None,
        }
    }

    /// What the value is, for a message.
    pub(crate) fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "`true` or `false`",
            Self::Integer(_) | Self::Float(_) => "a number",
            Self::String(_) => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "a mapping",
        }
    }

    pub(crate) fn to_json(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Integer(integer) => Value::from(*integer),
            Self::Float(float) => Value::from(*float),
            Self::String(text) => Value::from(text.as_str()),
            Self::List(list) => list.iter().map(Self::to_json).collect(),
            Self::Map(map) => map.iter().map(|(key, node)| (key.clone(), node.to_json())).collect(),
        }
    }
}
