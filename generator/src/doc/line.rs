//! Words → lines.

use super::inline::Word;

/// Where lines are broken.
const WIDTH: usize = 100;

/// Fills lines with words, the first after one prefix, the others after another.
pub(super) fn fill(words: &[Word], first: &str, other: &str, lines: &mut Vec<String>) {
    let mut line = first.to_owned();
    let mut empty = true;
    for word in words {
        let width = line.chars().count() + usize::from(!empty) + word.text.chars().count();
        if !empty && width > WIDTH {
            lines.push(std::mem::replace(&mut line, other.to_owned()));
            empty = true;
        }
        if empty {
            line.push_str(&at_start(word));
        } else {
            line.push(' ');
            line.push_str(&word.text);
        }
        empty = false;
    }
    lines.push(line);
}

/// A row of a table.
pub(super) fn row(cells: &[Vec<Word>]) -> String {
    let cell = |words: &Vec<Word>| words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    format!("| {} |", cells.iter().map(cell).collect::<Vec<_>>().join(" | "))
}

/// The word as it may begin a line: without beginning a list, a heading, a quotation, a table or a rule.
fn at_start(word: &Word) -> String {
    let text = word.text.as_str();
    if !word.plain {
        return text.to_owned();
    }
    let digits = text.len() - text.trim_start_matches(|it: char| it.is_ascii_digit()).len();
    let begins_block =
        text.chars().all(|it| "-+*_=|:#".contains(it)) || text.starts_with(['>', '|']) || text.starts_with("~~~");
    match text.split_at(digits) {
        _ if begins_block => format!("\\{text}"),
        (number, sign @ ("." | ")")) if !number.is_empty() => format!("{number}\\{sign}"),
        _ => text.to_owned(),
    }
}
