//! One sentence of a compile error, put together while constants are evaluated.

/// How much of a sentence is shown; rustc cuts nothing off.
const LONGEST: usize = 900;

/// A sentence under construction.
pub(super) struct Sentence {
    bytes: [u8; LONGEST],
    length: usize,
    cut: bool,
}

impl Sentence {
    /// One that begins with these words.
    pub(super) const fn new(words: &str) -> Self {
        Self { bytes: [0; LONGEST], length: 0, cut: false }.then(words)
    }

    /// Further words. What does not fit is left out as a whole, and so is everything after it.
    pub(super) const fn then(mut self, words: &str) -> Self {
        let words = words.as_bytes();
        if self.cut || self.length + words.len() > LONGEST {
            self.cut = true;
            return self;
        }
        let mut position = 0;
        while position < words.len() {
            self.bytes[self.length] = words[position];
            self.length += 1;
            position += 1;
        }
        self
    }

    /// All of another one.
    pub(super) const fn and(self, other: &Self) -> Self {
        self.then(other.text())
    }

    /// Another one with the same words.
    pub(super) const fn again(&self) -> Self {
        Self { bytes: self.bytes, length: self.length, cut: self.cut }
    }

    /// A name, in backticks.
    pub(super) const fn name(self, name: &str) -> Self {
        self.then("`").then(name).then("`")
    }

    /// A number.
    pub(super) const fn number(self, number: usize) -> Self {
        const DIGITS: &str = "0123456789";
        let this = if number >= 10 { self.number(number / 10) } else { self };
        let (_, rest) = DIGITS.split_at(number % 10);
        let (digit, _) = rest.split_at(1);
        this.then(digit)
    }

    /// What stands before the next entry of a list that has this many so far.
    pub(super) const fn comma(self, so_far: usize) -> Self {
        if so_far == 0 { self } else { self.then(", ") }
    }

    /// Names in a list, the first few of them.
    pub(super) const fn names(mut self, names: &[&str]) -> Self {
        let mut position = 0;
        while position < names.len() && position < Self::MOST {
            self = self.comma(position).name(names[position]);
            position += 1;
        }
        self.more(names.len())
    }

    /// How many entries a list shows.
    pub(super) const MOST: usize = 10;

    /// Says how many entries a list did not show.
    pub(super) const fn more(self, entries: usize) -> Self {
        if entries > Self::MOST { self.then(" and ").number(entries - Self::MOST).then(" more") } else { self }
    }

    const fn text(&self) -> &str {
        let (bytes, _) = self.bytes.split_at(self.length);
        match core::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(_) => "",
        }
    }

    /// Fails the build with it.
    #[track_caller]
    #[allow(clippy::panic)] // This is how constant evaluation speaks.
    pub(super) const fn fail(&self) -> ! {
        panic!("{}", self.text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_names_and_numbers() {
        let sentence = Sentence::new("of ").name("A").then(" there are ").number(1207);
        assert_eq!(sentence.text(), "of `A` there are 1207");
        assert_eq!(Sentence::new("").names(&["A", "B"]).text(), "`A`, `B`");
        assert!(Sentence::new("").names(&["A"; 12]).text().ends_with("`A` and 2 more"));
    }

    #[test]
    fn what_does_not_fit_is_left_out() {
        let long = "é".repeat(LONGEST);
        assert_eq!(Sentence::new("short").then(&long).then("more").text(), "short");
    }
}
