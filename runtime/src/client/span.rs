//! A part of a body, by its place.

/// Where a text stands in a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    start: u16,
    end: u16,
}

impl Span {
    /// In no place.
    pub(super) const NOWHERE: Self = Self { start: 0, end: 0 };

    /// Between two places; nowhere if they are too far from the start to be told.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "a start is not behind its end")]
    pub(super) fn new(start: usize, end: usize) -> Self {
        u16::try_from(end).map_or(Self::NOWHERE, |end| Self { start: start as u16, end })
    }

    /// Whether it is no place. An empty string stands behind its first quote, and so not at the start.
    #[inline]
    pub(super) fn is_nowhere(self) -> bool {
        self.end == 0
    }

    /// Whether there is no text.
    #[inline]
    pub(super) fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// What stands there.
    #[inline]
    pub(super) fn bytes(self, body: &[u8]) -> Option<&[u8]> {
        if self.is_nowhere() { None } else { body.get(usize::from(self.start)..usize::from(self.end)) }
    }

    /// The same as text.
    #[inline]
    pub(super) fn text(self, body: &[u8]) -> Option<&str> {
        std::str::from_utf8(self.bytes(body)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_where_it_is() {
        let body = b"{\"a\":\"\"}";
        let text = |start, end| Span::new(start, end).text(body);
        assert_eq!(text(2, 3), Some("a"));
        assert_eq!(text(6, 6), Some(""));
        assert_eq!(text(6, 60), None);
        assert_eq!(text(70_000, 70_001), None);
        assert!(Span::NOWHERE.is_nowhere() && Span::NOWHERE.text(body).is_none());
    }
}
