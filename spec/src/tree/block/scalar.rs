//! Where the pieces of a line of YAML end; `None` for what is not surely understood.

/// The first byte that is no space.
pub(super) fn skip_spaces(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() && bytes[at] == b' ' {
        at += 1;
    }
    at
}

/// Where the next line begins.
pub(super) fn line_end(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() {
        if bytes[at] == b'\n' {
            return at + 1;
        }
        at += 1;
    }
    at
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
        b':' | b'?' if ends_word(bytes, start + 1) => None,
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

/// Where the line of plain text ends, and whether in a comment; `None` where it holds a key.
pub(super) fn plain_end(bytes: &[u8], start: usize) -> Option<(usize, bool)> {
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b':' if ends_word(bytes, at + 1) => return None,
            b'\t' => return None,
            b'\n' => return Some((at + 1, false)),
            b'#' if at > start && bytes[at - 1] == b' ' => return Some((line_end(bytes, at), true)),
            _ => at += 1,
        }
    }
    Some((at, false))
}

fn ends_word(bytes: &[u8], at: usize) -> bool {
    at >= bytes.len() || matches!(bytes[at], b' ' | b'\n' | b'\r' | b'\t')
}

/// Where quoted text ends, behind its closing quote.
pub(super) fn end_of_quoted(bytes: &[u8], start: usize, quote: u8) -> Option<usize> {
    let mut at = start + 1;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte == b'\\' && quote == b'"' {
            at += 2;
        } else if byte != quote {
            at += 1;
        } else if quote == b'\'' && bytes.get(at + 1) == Some(&quote) {
            at += 2;
        } else {
            return Some(at + 1);
        }
    }
    None
}

/// Where quoted text or a flow collection ends.
pub(super) fn end_of_closed(bytes: &[u8], start: usize, limit: usize) -> Option<usize> {
    let first = *bytes.get(start)?;
    if matches!(first, b'"' | b'\'') {
        return end_of_quoted(bytes, start, first);
    }
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

/// Where the lines of a block scalar end: all that are as deep as its first, up to one that is no deeper than its entry.
pub(super) fn block_scalar(text: &str, header: usize, column: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = line_end(bytes, header);
    let indicators = text.get(header + 1..at)?.split(" #").next()?.trim_end();
    let mut content_column = Some(told_indentation(indicators)?).filter(|told| *told > 0).map(|told| column + told);
    let mut deepest_blank = 0;
    while at < bytes.len() {
        let content = skip_spaces(bytes, at);
        let indent = content - at;
        match bytes.get(content) {
            None | Some(b'\n' | b'\r') => deepest_blank = deepest_blank.max(indent),
            Some(_) if indent <= column => break,
            Some(b'\t') if content_column.is_none() => return None,
            Some(_) => {
                if indent < *content_column.get_or_insert(indent.max(deepest_blank)) {
                    return None;
                }
            }
        }
        at = line_end(bytes, content);
    }
    Some(at)
}

/// The indentation that the header of a block scalar tells, counted from its entry, or 0; `None` for what is no header.
fn told_indentation(indicators: &str) -> Option<usize> {
    match indicators.as_bytes() {
        [] | [b'+' | b'-'] => Some(0),
        [digit @ b'1'..=b'9'] | [digit @ b'1'..=b'9', b'+' | b'-'] | [b'+' | b'-', digit @ b'1'..=b'9'] => {
            Some(usize::from(digit - b'0'))
        }
        _ => None,
    }
}
