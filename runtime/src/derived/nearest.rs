//! Which of several names a wrong one was meant to be.

/// Names are compared up to this length.
const LONGEST: usize = 64;

/// A name as it is compared: its letters and digits, in lower case.
struct Plain {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Plain {
    const fn new(name: &str) -> Self {
        let name = name.as_bytes();
        let mut plain = Self { bytes: [0; LONGEST], length: 0 };
        let mut position = 0;
        while position < name.len() && plain.length < LONGEST {
            let byte = name[position].to_ascii_lowercase();
            if byte.is_ascii_alphanumeric() || !byte.is_ascii() {
                plain.bytes[plain.length] = byte;
                plain.length += 1;
            }
            position += 1;
        }
        plain
    }
}

/// The name that differs from this one in the fewest letters, if they are few.
pub(super) const fn nearest(names: &'static [&'static str], wrong: &str) -> Option<&'static str> {
    let wrong = Plain::new(wrong);
    let mut best = None;
    let mut fewest = 1 + wrong.length / 4;
    let mut position = 0;
    while position < names.len() {
        let name = Plain::new(names[position]);
        if name.length.abs_diff(wrong.length) <= fewest && name.length > 0 {
            let edits = distance(&name, &wrong);
            if edits < fewest || (edits == fewest && best.is_none()) {
                best = Some(names[position]);
                fewest = edits;
            }
        }
        position += 1;
    }
    best
}

/// How many letters one has to insert, remove or replace.
const fn distance(one: &Plain, other: &Plain) -> usize {
    let mut row = [0; LONGEST + 1];
    let mut column = 0;
    while column <= other.length {
        row[column] = column;
        column += 1;
    }
    let mut line = 0;
    while line < one.length {
        let mut diagonal = row[0];
        row[0] = line + 1;
        column = 0;
        while column < other.length {
            let replaced = diagonal + (one.bytes[line] != other.bytes[column]) as usize;
            diagonal = row[column + 1];
            let shorter = if row[column] < diagonal { row[column] } else { diagonal };
            row[column + 1] = if replaced <= shorter { replaced } else { shorter + 1 };
            column += 1;
        }
        line += 1;
    }
    row[other.length]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_understood() {
        const NAMES: &[&str] = &["invalid_query", "invalid_body", "ALREADY_EXISTS", "404"];
        assert_eq!(nearest(NAMES, "invalid_querry"), Some("invalid_query"));
        assert_eq!(nearest(NAMES, "AlreadyExists"), Some("ALREADY_EXISTS"));
        assert_eq!(nearest(NAMES, "already-exist"), Some("ALREADY_EXISTS"));
        assert_eq!(nearest(NAMES, "teapot"), None);
        assert_eq!(nearest(NAMES, ""), None);
        assert_eq!(nearest(&[], "a"), None);
    }

    #[test]
    fn names_of_any_length_are_compared() {
        let long = "a".repeat(500);
        assert_eq!(nearest(&["b"], &long), None);
    }
}
