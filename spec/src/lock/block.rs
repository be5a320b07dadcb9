//! What is written of one thing: keys in the order in which they are read.

use serde_json::{Map, Value};

/// A block of the file, or a line of one. What is usual is left out when it is written.
#[derive(Debug, Default)]
pub(super) struct Block(Map<String, Value>);

impl Block {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Adds a key.
    pub(super) fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    /// Adds a list; one that is empty is left out.
    pub(super) fn list(self, key: &str, values: Vec<Value>) -> Self {
        if values.is_empty() { self } else { self.with(key, values) }
    }

    /// Adds a list of texts; one that is empty is left out.
    pub(super) fn texts(self, key: &str, texts: &[String]) -> Self {
        self.list(key, texts.iter().map(|text| Value::from(text.as_str())).collect())
    }

    pub(super) fn keys(&self) -> &Map<String, Value> {
        &self.0
    }
}

impl From<Block> for Value {
    fn from(block: Block) -> Self {
        Self::Object(block.0)
    }
}
