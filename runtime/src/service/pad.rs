//! A buffer that is written by position: what is put into it is mostly too short for a call of `memcpy` to be worth it.

use crate::quoted::{copy, copy_if_plain};

/// So much room is made where there is none.
const ROOM: usize = 128;

/// Bytes at the end of a buffer, of which those from `at` on are yet to be written.
pub(super) struct Pad<'o> {
    out: &'o mut Vec<u8>,
    at: usize,
}

impl<'o> Pad<'o> {
    /// Behind what a buffer holds, with room for so many bytes; more is made where they are not enough.
    #[inline]
    pub(super) fn new(out: &'o mut Vec<u8>, room: usize) -> Self {
        let at = out.len();
        out.resize(at + room, 0);
        Self { out, at }
    }

    /// Puts a text.
    #[inline]
    pub(super) fn put(&mut self, text: &[u8]) {
        let end = self.at + text.len();
        match self.out.get_mut(self.at..end) {
            Some(place) => {
                copy(place, text);
                self.at = end;
            }
            None => self.grow(|out| out.extend_from_slice(text)),
        }
    }

    /// Puts a text, if no byte of it must be escaped.
    #[inline]
    pub(super) fn put_plain(&mut self, text: &[u8]) -> bool {
        let end = self.at + text.len();
        let is_plain = match self.out.get_mut(self.at..end) {
            Some(place) => copy_if_plain(place, text),
            None => false,
        };
        if is_plain {
            self.at = end;
        }
        is_plain
    }

    /// The last byte that has been put.
    pub(super) fn last(&self) -> Option<u8> {
        self.at.checked_sub(1).and_then(|last| self.out.get(last)).copied()
    }

    /// Where it has been written to.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// Takes back what was put behind a position.
    pub(super) fn truncate(&mut self, position: usize) {
        self.at = self.at.min(position);
    }

    /// Has something else write at the end of the buffer.
    #[cold]
    pub(super) fn grow<T>(&mut self, write: impl FnOnce(&mut Vec<u8>) -> T) -> T {
        self.out.truncate(self.at);
        let result = write(self.out);
        self.at = self.out.len();
        self.out.resize(self.at + ROOM, 0);
        result
    }
}

impl Drop for Pad<'_> {
    fn drop(&mut self) {
        self.out.truncate(self.at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_any_length_stand_one_behind_the_other() {
        let texts: Vec<String> =
            (0..100).map(|length| "0123456789abcdef".chars().cycle().take(length).collect()).collect();
        for room in [0, 1, 50, 10_000] {
            let mut out = b"before".to_vec();
            let mut pad = Pad::new(&mut out, room);
            for text in &texts {
                pad.put(text.as_bytes());
            }
            let position = pad.position();
            pad.put(b"taken back");
            pad.truncate(position);
            assert_eq!(pad.last(), Some(b'2'));
            pad.grow(|out| out.push(b'!'));
            drop(pad);
            assert_eq!(String::from_utf8(out), Ok(format!("before{}!", texts.concat())));
        }
    }
}
