//! JSON pointers (RFC 6901).

use std::fmt;

/// Where in a document a value stands.
///
/// ```
/// let pointer = errbook_spec::Pointer::root().child("paths").child("/a~b").index(0);
/// assert_eq!(pointer.to_string(), "/paths/~1a~0b/0");
/// assert_eq!(errbook_spec::Pointer::parse("/paths/~1a~0b/0"), Ok(pointer));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Pointer(Vec<Box<str>>);

/// Text that is no JSON pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidPointer;

impl fmt::Display for InvalidPointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON pointer is empty or begins with `/` (RFC 6901 §3)")
    }
}

impl std::error::Error for InvalidPointer {}

impl Pointer {
    /// The document itself.
    pub fn root() -> Self {
        Self::default()
    }

    /// Reads a pointer such as `/components/schemas/ErrorCode`.
    ///
    /// # Errors
    ///
    /// The text is not empty and does not begin with `/`.
    pub fn parse(text: &str) -> Result<Self, InvalidPointer> {
        if text.is_empty() {
            return Ok(Self::root());
        }
        let segments = text.strip_prefix('/').ok_or(InvalidPointer)?.split('/');
        Ok(Self(segments.map(|segment| segment.replace("~1", "/").replace("~0", "~").into()).collect()))
    }

    /// A member of the object.
    #[must_use]
    pub fn child(&self, key: &str) -> Self {
        let mut segments = self.0.clone();
        segments.push(key.into());
        Self(segments)
    }

    /// An item of the list.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.child(&index.to_string())
    }

    /// What holds the value; `None` for the root.
    pub fn parent(&self) -> Option<Self> {
        let (_, parent) = self.0.split_last()?;
        Some(Self(parent.to_vec()))
    }

    /// The last key or index; `None` for the root.
    pub fn last(&self) -> Option<&str> {
        self.0.last().map(AsRef::as_ref)
    }

    /// The keys and indices from the root.
    pub fn segments(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(AsRef::as_ref)
    }

    /// Whether the value is `other`, or stands in it.
    pub fn starts_with(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for segment in self.segments() {
            write!(formatter, "/{}", segment.replace('~', "~0").replace('/', "~1"))?;
        }
        Ok(())
    }
}
