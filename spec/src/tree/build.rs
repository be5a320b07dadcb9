//! Builds nodes from whichever parser reads the text.

use std::fmt;

use serde::de::{Deserialize, Deserializer, EnumAccess, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::{Map, Node};

/// A node and how many nodes it is made of.
pub(super) struct Counted {
    pub(super) node: Node,
    pub(super) count: usize,
}

impl<'de> Deserialize<'de> for Counted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Build)
    }
}

struct Build;

impl<'de> Visitor<'de> for Build {
    type Value = Counted;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Counted, E> {
        Ok(Counted { node: Node::Null, count: 1 })
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<Counted, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Counted, D::Error> {
        deserializer.deserialize_any(Build)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Counted, E> {
        Ok(Counted { node: Node::Bool(value), count: 1 })
    }

    fn visit_i64<E>(self, value: i64) -> Result<Counted, E> {
        Ok(Counted { node: Node::Integer(value), count: 1 })
    }

    #[allow(clippy::cast_precision_loss)]
    fn visit_u64<E>(self, value: u64) -> Result<Counted, E> {
        let node = i64::try_from(value).map_or(Node::Float(value as f64), Node::Integer);
        Ok(Counted { node, count: 1 })
    }

    #[allow(clippy::cast_precision_loss)]
    fn visit_i128<E>(self, value: i128) -> Result<Counted, E> {
        Ok(Counted { node: Node::Float(value as f64), count: 1 })
    }

    #[allow(clippy::cast_precision_loss)]
    fn visit_u128<E>(self, value: u128) -> Result<Counted, E> {
        Ok(Counted { node: Node::Float(value as f64), count: 1 })
    }

    fn visit_f64<E>(self, value: f64) -> Result<Counted, E> {
        Ok(Counted { node: Node::Float(value), count: 1 })
    }

    fn visit_str<E>(self, text: &str) -> Result<Counted, E> {
        Ok(Counted { node: Node::String(text.to_owned()), count: 1 })
    }

    fn visit_string<E>(self, text: String) -> Result<Counted, E> {
        Ok(Counted { node: Node::String(text), count: 1 })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Counted, A::Error> {
        let mut list = Vec::new();
        let mut total = 1;
        while let Some(Counted { node, count }) = access.next_element()? {
            list.push(node);
            total += count;
        }
        Ok(Counted { node: Node::List(list), count: total })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Counted, A::Error> {
        let mut entries = Vec::new();
        let mut total = 1;
        // A key is its source text, so that `404` and `NO` are what is written (both parsers hand that to `visit_str`).
        while let Some(key) = access.next_key::<String>()? {
            let Counted { node, count } = access.next_value()?;
            entries.push((key, node));
            total += count;
        }
        Ok(Counted { node: Node::Map(Map::new(entries)), count: total })
    }

    /// A tag of YAML, which is dropped: `!seconds 5` is 5.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Counted, A::Error> {
        let (IgnoredAny, value) = access.variant()?;
        value.newtype_variant()
    }
}
