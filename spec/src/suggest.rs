//! The nearest of several names, for "did you mean".

/// So many names are compared before no nearest one is looked for any more: where thousands are strange to thousands, it
/// would take hours.
const MOST_COMPARISONS: usize = 20_000;

/// How many names may still be compared in what may ask for many.
#[derive(Debug)]
pub(crate) struct Comparisons(usize);

impl Default for Comparisons {
    fn default() -> Self {
        Self(MOST_COMPARISONS)
    }
}

impl Comparisons {
    /// As [`nearest`], as long as names are still compared; the candidates are not asked for afterwards.
    pub(crate) fn nearest(&mut self, name: &str, candidates: impl FnOnce() -> Vec<String>) -> Option<String> {
        if self.0 == 0 {
            return None;
        }
        let candidates = candidates();
        self.0 = self.0.saturating_sub(candidates.len());
        nearest(name, &mut candidates.iter().map(String::as_str)).map(str::to_owned)
    }
}

/// The candidate that is nearest to `name`, if any is near enough to be a slip of the pen.
pub(crate) fn nearest<'c>(name: &str, candidates: &mut dyn Iterator<Item = &'c str>) -> Option<&'c str> {
    let name = comparable(name);
    let allowed = (name.len() / 3).max(1);
    candidates
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
    fn names_are_compared_so_often_and_no_more() {
        let candidates: Vec<String> = (0..900).map(|index| format!("name {index}")).collect();
        let (mut comparisons, mut asked, mut found) = (Comparisons::default(), 0, 0);
        for _ in 0..900 {
            let nearest = comparisons.nearest("nmae 7", || {
                asked += 1;
                candidates.clone()
            });
            found += usize::from(nearest.as_deref() == Some("name 7"));
        }
        assert_eq!((asked, found), (MOST_COMPARISONS.div_ceil(900), asked));
    }

    #[test]
    fn a_slip_is_mended_and_a_stranger_is_not() {
        assert_eq!(nearest("sting", &mut ["string", "integer"].into_iter()), Some("string"));
        assert_eq!(nearest("NOT_FUOND", &mut ["NOT_FOUND", "CONFLICT"].into_iter()), Some("NOT_FOUND"));
        assert_eq!(nearest("banana", &mut ["string", "integer"].into_iter()), None);
        assert_eq!(nearest("", &mut ["a"].into_iter()), Some("a"));
    }
}
