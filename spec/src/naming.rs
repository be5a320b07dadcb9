//! Rust identifiers for what a spec names.
//!
//! A name is put into UpperCamelCase (or `snake_case`); what is left of it that no identifier may hold is mended in
//! one way: signs that tell numbers apart are spelt (`+1` → `Plus1`, `-1` → `Minus1`), a name that does not begin
//! with a letter gets its kind in front (`429 Too Many Requests` → `Code429TooManyRequests`), a keyword becomes a raw
//! identifier, or, where Rust has none (`Self`), gets its kind behind (`SelfCode`).

mod ascii;

use std::borrow::Cow;

use heck::{ToSnakeCase, ToUpperCamelCase};

/// What a name is for; it is what an unusable name is mended with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A variant of `ErrorCode`.
    Code,
    /// A value of another enum.
    Value,
    /// A type of a payload.
    Type,
    /// The type of an operation's errors.
    Operation,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Code => "Code",
            Self::Value => "Value",
            Self::Type => "Type",
            Self::Operation => "Operation",
        }
    }
}

/// Names of prose: published specs have enums of sentences there.
pub(crate) const PROSE: [&str; 6] = ["message", "description", "title", "detail", "msg", "error_description"];

/// Longer names are of no use to anybody who has to write them.
const LONGEST: usize = 120;

/// An UpperCamelCase identifier, or `None` where nothing of the name can be used.
pub(crate) fn upper_camel(name: &str, kind: Kind) -> Option<String> {
    let name = spelt(name);
    let mut ident = ascii::upper_camel(&name).unwrap_or_else(|| {
        let mut ident = name.to_upper_camel_case();
        ident.retain(is_continue);
        ident
    });
    if ident.is_empty() || ident.len() > LONGEST {
        return None;
    }
    if !ident.starts_with(unicode_ident::is_xid_start) {
        ident.insert_str(0, kind.word());
    }
    if ident == "Self" {
        ident.push_str(kind.word());
    }
    Some(ident)
}

/// A `snake_case` identifier for a member of an object; raw where it is a keyword.
pub(crate) fn snake(name: &str) -> Option<String> {
    let mut ident = spelt(name).to_snake_case();
    ident.retain(is_continue);
    if ident.is_empty() || ident.len() > LONGEST {
        return None;
    }
    if !ident.starts_with(unicode_ident::is_xid_start) {
        ident.insert_str(0, "field_");
    }
    Some(match ident.as_str() {
        "self" | "super" | "crate" => format!("{ident}_field"),
        keyword if is_keyword(keyword) => format!("r#{ident}"),
        _ => ident,
    })
}

/// Whether text is an identifier that may be written as a variant.
pub(crate) fn is_variant(ident: &str) -> bool {
    let mut chars = ident.chars();
    chars.next().is_some_and(|first| unicode_ident::is_xid_start(first) || first == '_')
        && chars.all(is_continue)
        && ident != "_"
        && ident != "Self"
        && !is_keyword(ident)
        && !matches!(ident, "self" | "super" | "crate")
}

/// Whether text is an identifier, raw or not.
#[cfg(feature = "lock")]
pub(crate) fn is_name(ident: &str) -> bool {
    match ident.strip_prefix("r#") {
        Some(raw) => is_keyword(raw),
        None => is_variant(ident),
    }
}

fn is_continue(it: char) -> bool {
    unicode_ident::is_xid_continue(it)
}

/// Spells the signs without which two names would look alike.
fn spelt(name: &str) -> Cow<'_, str> {
    match name.strip_prefix(['+', '-']) {
        Some(rest) if rest.starts_with(|it: char| it.is_ascii_digit()) => {
            let sign = if name.starts_with('+') { "plus" } else { "minus" };
            format!("{sign} {rest}").into()
        }
        _ => name.into(),
    }
}

/// The keywords of every edition, strict and reserved (The Rust Reference, "Keywords"), that have a raw form.
fn is_keyword(ident: &str) -> bool {
    const KEYWORDS: [&str; 48] = [
        "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
        "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
        "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type",
        "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
    ];
    KEYWORDS.contains(&ident)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants() {
        for (wire, ident) in [
            ("NOT_FOUND", "NotFound"),
            ("account_inactive", "AccountInactive"),
            ("TooManyRequests", "TooManyRequests"),
            ("429 Too Many Requests", "Code429TooManyRequests"),
            ("a.b", "AB"),
            ("+1", "Plus1"),
            ("-1", "Minus1"),
            ("404", "Code404"),
            ("Self", "SelfCode"),
            ("self", "SelfCode"),
            ("new", "New"),
            ("ошибка", "Ошибка"),
        ] {
            assert_eq!(upper_camel(wire, Kind::Code).as_deref(), Some(ident), "{wire}");
        }
        for wire in ["", "💥", "---", &"x".repeat(300)] {
            assert_eq!(upper_camel(wire, Kind::Code), None, "{wire}");
        }
    }

    #[test]
    fn members() {
        for (wire, ident) in [
            ("limitKey", "limit_key"),
            ("type", "r#type"),
            ("self", "self_field"),
            ("2fa", "field_2fa"),
            ("X-Id", "x_id"),
        ] {
            assert_eq!(snake(wire).as_deref(), Some(ident), "{wire}");
        }
        assert_eq!(snake("…"), None);
    }
}
