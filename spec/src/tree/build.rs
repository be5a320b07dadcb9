//! Builds nodes from whichever parser reads the text.

use std::cell::Cell;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::{Map, Node};

/// What `serde_json` calls the only key of a number where some other package of the build has switched its
/// `arbitrary_precision` on.
const NUMBER: &str = "$serde_json::private::Number";

/// Builds a node, and counts.
#[derive(Clone, Copy)]
pub(super) struct Build<'c> {
    /// How many nodes were built.
    built: &'c Cell<usize>,
    /// How many nodes and bytes of text may still be built: YAML's aliases make more of a text than it is long.
    left: &'c Cell<usize>,
}

impl<'c> Build<'c> {
    pub(super) fn new(built: &'c Cell<usize>, left: &'c Cell<usize>) -> Self {
        Self { built, left }
    }

    fn spend<E: Error>(self, cost: usize) -> Result<(), E> {
        let left = self.left.get().checked_sub(cost);
        self.left.set(left.unwrap_or(0));
        left.map(drop).ok_or_else(|| E::custom("its aliases make far more of it than is written"))
    }

    fn node<E: Error>(self, node: Node) -> Result<Node, E> {
        self.spend(1)?;
        self.built.set(self.built.get() + 1);
        Ok(node)
    }
}

impl<'de> DeserializeSeed<'de> for Build<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Build<'_> {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        self.node(Node::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Node, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Node, E> {
        self.node(Node::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Node, E> {
        self.node(Node::Integer(value))
    }

    #[allow(clippy::cast_precision_loss)]
    fn visit_u64<E: Error>(self, value: u64) -> Result<Node, E> {
        self.node(i64::try_from(value).map_or(Node::Float(value as f64), Node::Integer))
    }

    #[allow(clippy::cast_precision_loss)]
    fn visit_i128<E: Error>(self, value: i128) -> Result<Node, E> {
        self.node(Node::Float(value as f64))
    }

    #[allow(clippy::cast_precision_loss)]
    fn visit_u128<E: Error>(self, value: u128) -> Result<Node, E> {
        self.node(Node::Float(value as f64))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Node, E> {
        self.node(Node::Float(value))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Node, E> {
        self.spend(text.len())?;
        self.node(Node::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(node) = access.next_element_seed(self)? {
            list.push(node);
        }
        self.node(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        // A key is its source text, so that `404` and `NO` are what is written (both parsers hand that to `visit_str`).
        while let Some(key) = access.next_key::<String>()? {
            self.spend(key.len())?;
            entries.push((key, access.next_value_seed(self)?));
        }
        if let [(key, Node::String(digits))] = entries.as_slice()
            && key == NUMBER
        {
            return Ok(number(digits));
        }
        self.node(Node::Map(Map::new(entries)))
    }

    /// A tag of YAML, which is dropped: `!seconds 5` is 5.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Node, A::Error> {
        let (IgnoredAny, value) = access.variant()?;
        value.newtype_variant_seed(self)
    }
}

fn number(digits: &str) -> Node {
    match digits.parse() {
        Ok(integer) => Node::Integer(integer),
        Err(_) => Node::Float(digits.parse().unwrap_or(f64::NAN)),
    }
}

#[cfg(test)]
mod tests {
    use serde::de::value::{Error, MapDeserializer};

    use super::*;

    fn built(entries: &[(&str, &str)], limit: usize) -> Result<Node, Error> {
        let (built, left) = (Cell::new(0), Cell::new(limit));
        Build::new(&built, &left).visit_map(MapDeserializer::new(entries.iter().copied()))
    }

    #[test]
    fn a_number_is_one_even_where_a_stranger_makes_it_a_map() {
        assert_eq!(built(&[(NUMBER, "404")], 100), Ok(Node::Integer(404)));
        assert_eq!(built(&[(NUMBER, "1e3")], 100), Ok(Node::Float(1000.0)));
        assert_eq!(built(&[(NUMBER, "18446744073709551616")], 100), Ok(Node::Float(18_446_744_073_709_551_616.0)));
    }

    #[test]
    fn what_is_built_is_bounded() {
        assert!(built(&[("a", "bcd")], 6).is_ok());
        assert!(built(&[("a", "bcd")], 5).is_err());
    }
}
