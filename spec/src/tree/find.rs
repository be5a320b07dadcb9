//! Finding bytes fast, without optimisation too.
//!
//! Build scripts and macros are not optimised, in whatever profile their user builds, and there every step of a loop of
//! ours over bytes costs about 2 ns. The functions of std that are not generic are optimised all the same, among them the
//! `memchr` that [`skip_until`](std::io::BufRead::skip_until) comes to on the shortest way: 150 instructions a call, then 8
//! bytes an instruction.
//! (`str::find`, `split` and `Iterator::position` are generic, and three to four times as slow.)

use std::io::BufRead as _;

/// Where a byte stands next.
pub(crate) fn find(bytes: &[u8], from: usize, byte: u8) -> Option<usize> {
    let mut rest = bytes.get(from..)?;
    let read = rest.skip_until(byte).ok()?;
    if read == 0 {
        return None;
    }
    let at = from + read - 1;
    // Without it, all of the rest was passed over.
    if bytes[at] == byte { Some(at) } else { None }
}

/// Where the next line begins.
pub(super) fn line_end(bytes: &[u8], from: usize) -> usize {
    match find(bytes, from, b'\n') {
        Some(at) => at + 1,
        None => bytes.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_found_where_it_stands() {
        assert_eq!(find(b"abcb", 0, b'b'), Some(1));
        assert_eq!(find(b"abcb", 2, b'b'), Some(3));
        assert_eq!(find(b"abcb", 4, b'b'), None);
        assert_eq!(find(b"abcb", 5, b'b'), None);
        assert_eq!(find(b"abc", 0, b'x'), None);
        assert_eq!(find(b"", 0, b'x'), None);
        assert_eq!([line_end(b"a\nb", 0), line_end(b"a\nb", 2), line_end(b"", 0)], [2, 3, 0]);
    }
}
