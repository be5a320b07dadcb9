//! The tables of a spec as text. They are made once, and each derive takes what it needs of them: the compiler reads text several
//! times as fast as a macro that is not optimised makes tokens. (`proc_macro2` would read it by itself too, to check it.)

use proc_macro2::TokenStream;

/// The tables, two of them row by row.
#[derive(Debug)]
pub(crate) struct Texts {
    rest: String,
    statuses: Vec<String>,
    envelopes: Vec<String>,
}

/// Which rows of the tables are needed, by their positions.
#[derive(Debug)]
pub(crate) struct Needed {
    pub(crate) statuses: Vec<bool>,
    pub(crate) envelopes: Vec<bool>,
}

impl Texts {
    /// Of the tokens of both tables, and of all else.
    pub(crate) fn new(
        rest: &TokenStream,
        statuses: impl Iterator<Item = TokenStream>,
        envelopes: impl Iterator<Item = TokenStream>,
    ) -> Self {
        Self { rest: rest.to_string(), statuses: texts(statuses), envelopes: texts(envelopes) }
    }

    /// What is emitted, with the rows that are needed, or all of them.
    pub(crate) fn emit(&self, needed: Option<&Needed>) -> TokenStream {
        let mut text = self.rest.clone();
        text.push_str(" const STATUSES: &[v1::Status] = &[");
        for (position, row) in self.statuses.iter().enumerate() {
            if needed.is_none_or(|needed| needed.statuses[position]) {
                text.push_str(row);
                text.push(',');
            }
        }
        text.push_str("]; const ENVELOPES: &[v1::Envelope] = &[");
        let last = needed.map_or(self.envelopes.len(), |needed| {
            needed.envelopes.iter().rposition(|needed| *needed).map_or(0, |last| last + 1)
        });
        for (position, row) in self.envelopes[..last].iter().enumerate() {
            // Other tables name bodies by their positions.
            let is_needed = needed.is_none_or(|needed| needed.envelopes[position]);
            text.push_str(if is_needed { row } else { "v1::ABSENT" });
            text.push(',');
        }
        text.push_str("];");
        parsed(&text)
    }
}

fn texts(rows: impl Iterator<Item = TokenStream>) -> Vec<String> {
    rows.map(|row| row.to_string()).collect()
}

fn parsed(text: &str) -> TokenStream {
    if !proc_macro::is_available() {
        return text.parse().unwrap_or_default();
    }
    text.parse::<proc_macro::TokenStream>().map(TokenStream::from).unwrap_or_default()
}
