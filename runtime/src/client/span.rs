//! A part of a body, by its place.

/// Where a text stands in a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span(u32);

impl Span {
    /// So many bytes a body can have at most.
    pub(super) const LONGEST: usize = u16::MAX as usize;
    /// In no place.
    pub(super) const NOWHERE: Self = Self(0);

    /// Between two places of a body that is no longer than [`LONGEST`](Self::LONGEST).
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "no place is behind the end of a body, which is not longer")]
    pub(super) fn new(start: usize, end: usize) -> Self {
        Self((end as u32) << 16 | start as u32)
    }

    const fn start(self) -> usize {
        self.0 as usize & Self::LONGEST
    }

    const fn end(self) -> usize {
        self.0 as usize >> 16
    }

    /// Whether it is no place. An empty string stands behind its first quote, and so not at the start.
    #[inline]
    pub(super) fn is_nowhere(self) -> bool {
        self.0 == 0
    }

    /// Whether there is no text.
    #[inline]
    pub(super) fn is_empty(self) -> bool {
        self.start() == self.end()
    }

    /// What stands there.
    #[inline]
    pub(super) fn bytes(self, body: &[u8]) -> Option<&[u8]> {
        if self.is_nowhere() { None } else { body.get(self.start()..self.end()) }
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
        assert!(Span::NOWHERE.is_nowhere() && Span::NOWHERE.text(body).is_none());
    }
}
