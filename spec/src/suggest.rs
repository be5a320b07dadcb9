//! The nearest of several names, for "did you mean".

/// The candidate that is nearest to `name`, if any is near enough to be a slip of the pen.
pub(crate) fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let name = comparable(name);
    let allowed = (name.len() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (distance(&name, &comparable(candidate)), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Case aside; of a very long name only the beginning counts, because the comparison is quadratic.
fn comparable(name: &str) -> Vec<char> {
    name.chars().take(100).flat_map(char::to_lowercase).collect()
}

/// How many characters have to be put in, left out, replaced or swapped with their neighbour (optimal string alignment).
fn distance(one: &[char], other: &[char]) -> usize {
    let [mut before, mut last]: [Vec<usize>; 2] = [Vec::new(), (0..=other.len()).collect()];
    for (row, sign) in one.iter().enumerate() {
        let mut this = vec![row + 1];
        for (column, theirs) in other.iter().enumerate() {
            let replaced = last[column] + usize::from(sign != theirs);
            let mut smallest = replaced.min(last[column + 1] + 1).min(this[column] + 1);
            if row > 0 && column > 0 && *sign == other[column - 1] && one[row - 1] == *theirs {
                smallest = smallest.min(before[column - 1] + 1);
            }
            this.push(smallest);
        }
        before = std::mem::replace(&mut last, this);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_mended_and_a_stranger_is_not() {
        assert_eq!(nearest("sting", ["string", "integer"]), Some("string"));
        assert_eq!(nearest("NOT_FUOND", ["NOT_FOUND", "CONFLICT"]), Some("NOT_FOUND"));
        assert_eq!(nearest("banana", ["string", "integer"]), None);
        assert_eq!(nearest("", ["a"]), Some("a"));
    }

    #[test]
    fn distances() {
        for (one, other, expected) in
            [("", "", 0), ("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3), ("abcd", "acbd", 1), ("é", "e", 1)]
        {
            assert_eq!(distance(&comparable(one), &comparable(other)), expected, "{one} {other}");
        }
    }
}
