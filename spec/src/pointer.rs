//! JSON pointers (RFC 6901).

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

/// Where in a document a value stands.
///
/// ```
/// let pointer = errbook_spec::Pointer::root().child("paths").child("/a~b").index(0);
/// assert_eq!(pointer.to_string(), "/paths/~1a~0b/0");
/// assert_eq!(errbook_spec::Pointer::parse("/paths/~1a~0b/0"), Ok(pointer));
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Pointer(Arc<Segments>);

/// The segments of a pointer, in few pieces: there are many pointers, and each is copied often.
#[derive(PartialEq, Eq, Default)]
struct Segments {
    /// One behind the other.
    text: Box<str>,
    ends: Ends,
}

/// Most pointers have no more segments than this.
const FEW: usize = 10;

/// Where each segment ends.
#[derive(Debug)]
enum Ends {
    /// So many of these.
    Few(usize, [u32; FEW]),
    Many(Box<[u32]>),
}

impl Ends {
    /// Those of a pointer, and one more.
    fn and(&self, end: u32) -> Self {
        match self {
            Self::Few(count, ends) if *count < FEW => {
                let mut ends = *ends;
                ends[*count] = end;
                Self::Few(*count + 1, ends)
            }
            ends => Self::of(ends.iter().copied().chain([end]).collect()),
        }
    }

    fn of(ends: Vec<u32>) -> Self {
        if ends.len() > FEW {
            return Self::Many(ends.into());
        }
        let mut few = [0; FEW];
        few[..ends.len()].copy_from_slice(&ends);
        Self::Few(ends.len(), few)
    }
}

impl Deref for Ends {
    type Target = [u32];

    fn deref(&self) -> &[u32] {
        match self {
            Self::Few(count, ends) => &ends[..*count],
            Self::Many(ends) => ends,
        }
    }
}

impl Default for Ends {
    fn default() -> Self {
        Self::Few(0, [0; FEW])
    }
}

impl PartialEq for Ends {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Ends {}

impl Hash for Segments {
    /// Few pointers have the same text and are not the same.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

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
        Ok(Self::of(segments.map(|segment| segment.replace("~1", "/").replace("~0", "~"))))
    }

    fn of(segments: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let (mut text, mut ends) = (String::new(), Vec::new());
        for segment in segments {
            text.push_str(segment.as_ref());
            ends.push(end(&text));
        }
        Self(Arc::new(Segments { text: text.into(), ends: Ends::of(ends) }))
    }

    /// A member of the object.
    #[must_use]
    pub fn child(&self, key: &str) -> Self {
        let mut text = String::with_capacity(self.0.text.len() + key.len());
        text.push_str(&self.0.text);
        text.push_str(key);
        let ends = self.0.ends.and(end(&text));
        Self(Arc::new(Segments { text: text.into(), ends }))
    }

    /// An item of the list.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.child(&index.to_string())
    }

    /// What holds the value; `None` for the root.
    pub fn parent(&self) -> Option<Self> {
        let (_, ends) = self.0.ends.split_last()?;
        let text = self.0.text.get(..ends.last().map_or(0, |end| *end as usize))?;
        Some(Self(Arc::new(Segments { text: text.into(), ends: Ends::of(ends.to_vec()) })))
    }

    /// The last key or index; `None` for the root.
    pub fn last(&self) -> Option<&str> {
        self.segment(self.0.ends.len().checked_sub(1)?)
    }

    /// The keys and indices from the root.
    pub fn segments(&self) -> impl Iterator<Item = &str> {
        (0..self.0.ends.len()).filter_map(|at| self.segment(at))
    }

    /// The key or index that comes after so many.
    pub(crate) fn segment(&self, at: usize) -> Option<&str> {
        let ends = &*self.0.ends;
        if at >= ends.len() {
            return None;
        }
        let end = ends[at] as usize;
        let start = if at == 0 { 0 } else { ends[at - 1] as usize };
        self.0.text.get(start..end)
    }

    /// Whether the value is `other`, or stands in it.
    pub fn starts_with(&self, other: &Self) -> bool {
        self.0.ends.starts_with(&other.0.ends) && self.0.text.starts_with(&*other.0.text)
    }
}

/// Where the last segment of a pointer ends. No key of a file is longer than the file, which is bounded.
fn end(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

impl fmt::Debug for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Pointer").field(&self.to_string()).finish()
    }
}

impl Ord for Pointer {
    fn cmp(&self, other: &Self) -> Ordering {
        self.segments().cmp(other.segments())
    }
}

impl PartialOrd for Pointer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
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

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn pointers_of_any_length_are_what_their_segments_are() {
        let keys: Vec<String> = (0..2 * FEW).map(|index| format!("{}", index * index)).collect();
        let (mut pointer, mut known) = (Pointer::root(), HashSet::new());
        for (length, key) in (1..).zip(&keys) {
            let longer = pointer.child(key);
            assert_eq!(longer.parent(), Some(pointer));
            assert_eq!(Pointer::parse(&longer.to_string()), Ok(longer.clone()));
            assert!(longer.segments().eq(keys.iter().take(length)));
            assert_eq!((longer.last(), longer.segment(length)), (Some(key.as_str()), None));
            assert!(known.insert(longer.clone()) && !known.insert(longer.clone()));
            pointer = longer;
        }
    }
}
