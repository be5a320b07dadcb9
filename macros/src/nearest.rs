//! Which of several names a wrong one was meant to be.

/// The name that differs from this one in the fewest letters, if they are few.
pub(crate) fn nearest<'n>(names: impl IntoIterator<Item = &'n str>, wrong: &str) -> Option<&'n str> {
    let wrong = plain(wrong);
    let most = 1 + wrong.len() / 4;
    let candidates = names.into_iter().map(|name| (distance(&plain(name), &wrong), name));
    candidates.filter(|(edits, _)| *edits <= most).min_by_key(|(edits, _)| *edits).map(|(_, name)| name)
}

/// ``; did you mean `forward`?``, or nothing.
pub(crate) fn did_you_mean<'n>(names: impl IntoIterator<Item = &'n str>, wrong: &str) -> String {
    nearest(names, wrong).map_or_else(String::new, |name| format!("; did you mean `{name}`?"))
}

fn plain(name: &str) -> Vec<char> {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).take(64).collect()
}

/// How many letters one has to insert, remove or replace.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, letter) in one.iter().enumerate() {
        let mut next = vec![line + 1];
        for ((above, diagonal), candidate) in row.iter().skip(1).zip(&row).zip(other) {
            let left = next.last().copied().unwrap_or_default();
            next.push((diagonal + usize::from(letter != candidate)).min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_understood() {
        let names = ["forward", "request_id", "retry_after"];
        assert_eq!(nearest(names, "foward"), Some("forward"));
        assert_eq!(nearest(names, "requestId"), Some("request_id"));
        assert_eq!(nearest(names, "teapot"), None);
        assert_eq!(did_you_mean(names, "retryafter"), "; did you mean `retry_after`?");
        assert_eq!(did_you_mean(names, ""), "");
    }
}
