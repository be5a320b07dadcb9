//! Problem types (RFC 9457 §3.1.1): URI references, of which two are the same where they lead to the same URI.
//!
//! A service may send `/problems/out-of-credit` where its spec lists `https://shop.example/problems/out-of-credit`, or the
//! other way round. What a relative one is resolved against is a fact of the contract: decoding sees no request.

use crate::table::{Codes, Form};

/// Whether this type says no more than the status does (RFC 9457 §4.2.1).
pub(super) fn is_none(text: &str) -> bool {
    text == "about:blank"
}

/// The code whose type leads to the same URI as this one.
pub(super) fn position(codes: &Codes, text: &str) -> Option<usize> {
    let Form::Types(base) = codes.form else {
        return None;
    };
    let wanted = resolve(base, text);
    codes.wire.iter().position(|wire| end(wire) == end(text) && resolve(base, wire) == wanted)
}

/// What two references to the same URI have in common however they begin; it saves resolving all others.
fn end(reference: &str) -> &str {
    reference.rsplit(['/', '#']).next().unwrap_or_default()
}

/// A reference as RFC 3986 §3 takes it apart.
#[derive(Clone, Copy)]
struct Parts<'t> {
    scheme: Option<&'t str>,
    authority: Option<&'t str>,
    path: &'t str,
    query: Option<&'t str>,
    fragment: Option<&'t str>,
}

impl<'t> Parts<'t> {
    fn of(text: &'t str) -> Self {
        let (text, fragment) = split_off(text, '#');
        let (text, query) = split_off(text, '?');
        let (scheme, rest) = match text.split_once(':') {
            Some((scheme, rest)) if is_scheme(scheme) => (Some(scheme), rest),
            _ => (None, text),
        };
        let (authority, path) = match rest.strip_prefix("//") {
            Some(rest) => {
                let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
                (Some(authority), path)
            }
            None => (None, rest),
        };
        Self { scheme, authority, path, query, fragment }
    }
}

fn split_off(text: &str, separator: char) -> (&str, Option<&str>) {
    text.split_once(separator).map_or((text, None), |(text, rest)| (text, Some(rest)))
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|it: char| it.is_ascii_alphabetic())
        && text.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '+' | '-' | '.'))
}

/// The URI that a reference leads to (RFC 3986 §5.2.2), its scheme and authority in lower case.
fn resolve(base: &str, reference: &str) -> String {
    let (base, reference) = (Parts::of(base), Parts::of(reference));
    let absolute = reference.scheme.is_some() || reference.authority.is_some();
    let authority = if absolute { reference.authority } else { base.authority };
    let (path, query) = if absolute || reference.path.starts_with('/') {
        (without_dots(reference.path), reference.query)
    } else if reference.path.is_empty() {
        (base.path.to_owned(), reference.query.or(base.query))
    } else {
        let folder = match base.path.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/"),
            None if base.authority.is_some() => "/".to_owned(),
            None => String::new(),
        };
        (without_dots(&format!("{folder}{}", reference.path)), reference.query)
    };
    let scheme = reference.scheme.or(base.scheme);
    let part = |before: &str, text: Option<&str>| text.map(|text| format!("{before}{text}")).unwrap_or_default();
    let scheme = scheme.map(|scheme| format!("{}:", scheme.to_ascii_lowercase())).unwrap_or_default();
    let authority = part("//", authority).to_ascii_lowercase();
    [scheme, authority, path, part("?", query), part("#", reference.fragment)].concat()
}

/// A path without its `.` and `..` (RFC 3986 §5.2.4).
fn without_dots(path: &str) -> String {
    let (root, segments) = path.strip_prefix('/').map_or(("", path), |rest| ("/", rest));
    let mut kept = Vec::new();
    let mut ends_in_folder = false;
    for segment in segments.split('/') {
        ends_in_folder = matches!(segment, "." | "..");
        if segment == ".." {
            kept.pop();
        } else if segment != "." {
            kept.push(segment);
        }
    }
    if ends_in_folder {
        kept.push("");
    }
    format!("{root}{}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of RFC 3986 §5.4, normal and abnormal, as strict readers resolve them.
    #[test]
    fn references_lead_where_the_standard_says() {
        for (reference, uri) in [
            ("g:h", "g:h"),
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q#s"),
            ("g#s", "http://a/b/c/g#s"),
            ("g?y#s", "http://a/b/c/g?y#s"),
            (";x", "http://a/b/c/;x"),
            ("g;x?y#s", "http://a/b/c/g;x?y#s"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("./", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../..", "http://a/"),
            ("../../g", "http://a/g"),
            ("../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("/../g", "http://a/g"),
            ("g.", "http://a/b/c/g."),
            ("..g", "http://a/b/c/..g"),
            ("./../g", "http://a/b/g"),
            ("./g/.", "http://a/b/c/g/"),
            ("g/./h", "http://a/b/c/g/h"),
            ("g/../h", "http://a/b/c/h"),
            ("g;x=1/../y", "http://a/b/c/y"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
            ("g#s/../x", "http://a/b/c/g#s/../x"),
            ("http:g", "http:g"),
        ] {
            assert_eq!(resolve("http://a/b/c/d;p?q", reference), uri, "{reference}");
        }
    }

    #[test]
    fn any_text_is_resolved_against_any() {
        for (base, reference, uri) in [
            ("", "/problems/a", "/problems/a"),
            ("", "a/../b", "b"),
            ("", "..", ""),
            ("http://a", "b", "http://a/b"),
            ("http://a", "", "http://a"),
            ("HTTPS://Shop.Example/V1/", "//API.Example/Problems", "https://api.example/Problems"),
            ("https://shop.example/", "urn:Problem:a", "urn:Problem:a"),
            ("https://shop.example/", "1:2", "https://shop.example/1:2"),
            ("https://shop.example/", "://", "https://shop.example/://"),
            ("https://shop.example/", "ö ☃\u{0}", "https://shop.example/ö ☃\u{0}"),
        ] {
            assert_eq!(resolve(base, reference), uri, "{base} {reference}");
        }
    }
}
