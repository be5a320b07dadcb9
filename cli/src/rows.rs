//! Tables as text.

use std::fmt::Write as _;

use anstyle::Style;

/// A table whose columns are as wide as their widest cell, the last one excepted.
pub(crate) struct Rows<const WIDTH: usize>(Vec<[String; WIDTH]>);

impl<const WIDTH: usize> Rows<WIDTH> {
    pub(crate) fn new(head: &[&str; WIDTH]) -> Self {
        Self(vec![head.map(str::to_owned)])
    }

    pub(crate) fn push(&mut self, row: [String; WIDTH]) {
        self.0.push(row.map(|cell| visible(&cell)));
    }

    /// For [`crate::print::coloured`]; nothing where there are no rows but the head, which stands out.
    pub(crate) fn print(&self) -> String {
        self.print_styled(|_| Style::new())
    }

    /// The same with each cell in the style that its text asks for.
    pub(crate) fn print_styled(&self, style: impl Fn(&str) -> Style) -> String {
        let mut text = String::new();
        if self.0.len() < 2 {
            return text;
        }
        let mut widths = [0; WIDTH];
        for row in &self.0 {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.chars().count().max(*width);
            }
        }
        for (index, row) in self.0.iter().enumerate() {
            let mut line = String::new();
            for (width, cell) in widths.iter().zip(row) {
                let style = if index == 0 { Style::new().bold() } else { style(cell) };
                let padding = " ".repeat(width.saturating_sub(cell.chars().count()) + 2);
                let _ = write!(line, "{style}{cell}{style:#}{padding}");
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

/// On one line, without characters that would tell the terminal to do something, and not too long.
pub(crate) fn visible(text: &str) -> String {
    const LONGEST: usize = 160;
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut visible = String::new();
    for (count, it) in words.chars().enumerate() {
        if count == LONGEST {
            visible.push('…');
            break;
        }
        if is_invisible(it) { visible.extend(it.escape_unicode()) } else { visible.push(it) }
    }
    visible
}

/// Control characters, and those that turn text around.
fn is_invisible(it: char) -> bool {
    it.is_control() || matches!(it, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned() {
        let mut rows = Rows::new(&["A", "LONG", "C"]);
        rows.push(["1".into(), "é".into(), String::new()]);
        rows.push(["long".into(), "2".into(), "x\ny\u{1b}".into()]);
        let printed = rows.print();
        assert!(printed.starts_with("\u{1b}[1mA"), "{printed:?}");
        let plain = anstream::adapter::strip_str(&printed).to_string();
        assert_eq!(plain, "A     LONG  C\n1     é\nlong  2     x y\\u{1b}\n");
        assert_eq!(Rows::new(&["A"]).print(), "");
    }
}
