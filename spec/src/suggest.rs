//! The nearest of several names, for "did you mean".

/// The candidate that is nearest to `name`, if any is near enough to be a slip of the pen.
pub(crate) fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let name = comparable(name);
    let allowed = (name.len() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&name, &comparable(candidate)), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Case aside; of a very long name only the beginning counts, because the comparison is quadratic.
fn comparable(name: &str) -> String {
    name.chars().take(100).flat_map(char::to_lowercase).collect()
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
}
