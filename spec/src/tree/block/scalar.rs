//! Where the pieces of a line of YAML end; `None` for what is not surely understood.

use super::super::find::find;

/// The first byte that is no space.
pub(super) fn skip_spaces(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() && bytes[at] == b' ' {
        at += 1;
    }
    at
}

/// Whether the rest of a line holds no value: at most a comment, which stands behind a space.
pub(super) fn is_nothing(bytes: &[u8], from: usize) -> bool {
    let at = skip_spaces(bytes, from);
    match bytes.get(at) {
        None | Some(b'\n' | b'\r') => true,
        Some(b'#') => at > from,
        Some(_) => false,
    }
}

/// Whether an item of a list begins here.
pub(super) fn is_item(bytes: &[u8], at: usize) -> bool {
    bytes.get(at) == Some(&b'-') && matches!(bytes.get(at + 1), None | Some(b' ' | b'\n' | b'\r'))
}

/// Where a simple key ends, behind its colon.
pub(super) fn key_end(bytes: &[u8], start: usize) -> Option<usize> {
    match bytes.get(start)? {
        quote @ (b'"' | b'\'') => {
            let end = end_of_quoted(bytes, start, *quote)?;
            let one_line = !bytes[start..end].contains(&b'\n');
            (one_line && bytes.get(end) == Some(&b':') && ends_word(bytes, end + 1)).then_some(end + 1)
        }
        b'[' | b'{' | b'&' | b'*' | b'!' | b'|' | b'>' | b'%' | b'@' | b'`' | b'#' | b',' | b']' | b'}' | b'\t' => None,
        b':' | b'?' | b'-' if ends_word(bytes, start + 1) => None,
        b'<' if bytes[start..].starts_with(b"<<") => None,
        _ => plain_key_end(bytes, start),
    }
}

fn plain_key_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b':' if ends_word(bytes, at + 1) => return Some(at + 1),
            b'\n' | b'\t' => return None,
            b'#' if at > start && bytes[at - 1] == b' ' => return None,
            _ => at += 1,
        }
    }
    None
}

fn ends_word(bytes: &[u8], at: usize) -> bool {
    at >= bytes.len() || matches!(bytes[at], b' ' | b'\n' | b'\r' | b'\t')
}

/// Where quoted text ends, behind its closing quote.
pub(super) fn end_of_quoted(bytes: &[u8], start: usize, quote: u8) -> Option<usize> {
    let mut from = start + 1;
    loop {
        let at = find(bytes, from, quote)?;
        if quote == b'\'' && bytes.get(at + 1) == Some(&quote) {
            from = at + 2;
        } else if quote == b'"' && is_escaped(bytes, from, at) {
            from = at + 1;
        } else {
            return Some(at + 1);
        }
    }
}

/// Whether an odd number of backslashes stands before a quote.
fn is_escaped(bytes: &[u8], from: usize, quote: usize) -> bool {
    let mut at = quote;
    while at > from && bytes[at - 1] == b'\\' {
        at -= 1;
    }
    (quote - at) % 2 == 1
}

/// Where a flow collection ends.
pub(super) fn end_of_flow(bytes: &[u8], start: usize, limit: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = start;
    // Quotes, anchors, aliases and tags mean something only where a value may begin.
    let mut fresh = true;
    while at < bytes.len() {
        match bytes[at] {
            b'[' | b'{' => {
                depth += 1;
                fresh = true;
                if depth > limit {
                    return None;
                }
            }
            b']' | b'}' => {
                depth = depth.checked_sub(1)?;
                fresh = false;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            quote @ (b'"' | b'\'') if fresh => {
                at = end_of_quoted(bytes, at, quote)?;
                fresh = false;
                continue;
            }
            b'&' | b'*' | b'!' | b'%' | b'@' | b'`' if fresh => return None,
            b'#' if matches!(bytes[at - 1], b' ' | b'\n') => return None,
            b'\t' => return None,
            b',' | b':' => fresh = true,
            b' ' | b'\r' | b'\n' => {}
            _ => fresh = false,
        }
        at += 1;
    }
    None
}

/// Whether a line ends in the header of a block scalar.
pub(super) fn is_block_header(line: &str) -> bool {
    let line = line.split(" #").next().unwrap_or_default().trim_end();
    let (before, header) = line.rsplit_once(' ').unwrap_or(("", line));
    let indicators = header.strip_prefix(['|', '>']).map(str::as_bytes);
    let is_header = matches!(
        indicators,
        Some([] | [b'+' | b'-' | b'1'..=b'9'] | [b'1'..=b'9', b'+' | b'-'] | [b'+' | b'-', b'1'..=b'9'])
    );
    let before = before.trim_end();
    let last = before.rsplit(' ').next().unwrap_or_default();
    is_header && (before.ends_with([':', '-']) || last.starts_with(['&', '!']))
}

/// The column of the entry that a line begins: that of its key, else of its last dash.
pub(super) fn entry_column(bytes: &[u8], start: usize) -> usize {
    let mut at = skip_spaces(bytes, start);
    let mut column = at - start;
    while is_item(bytes, at) {
        column = at - start;
        at = skip_spaces(bytes, at + 1);
    }
    if key_end(bytes, at).is_some() { at - start } else { column }
}
