//! Problem types (RFC 9457 §3.1.1): codes that are URIs, in the member `type` of `application/problem+json`.

use serde_json::Value;

use crate::body_path::{BodyPath, Step};
use crate::catalog::{Place, Wire};
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::surface::{Surface, media_type_is_problem};
use crate::tree::Node;

/// The member that says the type.
const MEMBER: &str = "type";
/// The type of a problem that says no more than its status (RFC 9457 §4.2.1).
pub(crate) const NO_TYPE: &str = "about:blank";

/// Whether what stands at a path of a body of this media type is a problem type.
pub(crate) fn is_type(path: &BodyPath, media_type: &str) -> bool {
    is_root_member(path) && media_type_is_problem(media_type)
}

/// Whether a value at a path is the type that stands for none, and so no code.
pub(crate) fn is_no_type(path: &BodyPath, value: &Value) -> bool {
    value == NO_TYPE && is_root_member(path)
}

/// The declared type that a type in an example is in other words: written out where the spec is relative, or the other way
/// round.
pub(crate) fn declared<'d>(base: &str, seen: &Wire, mut declared: impl Iterator<Item = &'d Wire>) -> Option<&'d Wire> {
    let wanted = written_out(base, &seen.to_string());
    declared.find(|wire| written_out(base, &wire.to_string()) == wanted)
}

/// A reference with what it is relative to before it.
fn written_out(base: &str, reference: &str) -> String {
    let has_scheme = reference.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
    if has_scheme || base.is_empty() {
        return reference.to_owned();
    }
    let Some((scheme, rest)) = base.split_once("://").filter(|_| reference.starts_with('/')) else {
        return format!("{base}{reference}");
    };
    match reference.strip_prefix("//") {
        Some(_) => format!("{scheme}:{reference}"),
        None => format!("{scheme}://{}{reference}", rest.split('/').next().unwrap_or_default()),
    }
}

fn is_root_member(path: &BodyPath) -> bool {
    matches!(path.steps(), [Step::Key(key)] if key == MEMBER)
}

/// What names a type among others: its fragment, or its last segment, as in
/// `https://shop.example/problems/out-of-credit` and `urn:problem:out-of-credit`.
pub(crate) fn name(wire: &Wire) -> String {
    let text = wire.to_string();
    let (path, fragment) = text.split_once('#').unwrap_or((&text, ""));
    let path = path.split('?').next().unwrap_or_default();
    let named = if fragment.is_empty() { path } else { fragment };
    let last = named.trim_end_matches('/').rsplit(['/', ':']).next().unwrap_or_default();
    if last.is_empty() { text } else { last.to_owned() }
}

/// What relative types are resolved against: the first server of the spec whose URL is absolute, as a folder, because the
/// URLs of all answers begin with it. Empty where there is none, and where no error body has a type.
pub(crate) fn base(document: &Document, surface: &Surface) -> String {
    let mut bodies = surface.responses.iter().flat_map(|response| &response.bodies);
    if !bodies.any(|body| media_type_is_problem(&body.media_type)) {
        return String::new();
    }
    let place = Place { pointer: Place::start().pointer.child("servers"), ..Place::start() };
    // What is wrong with servers is no concern of ours.
    let servers = document.node(&mut Diagnostics::default(), &place);
    let servers = servers.as_ref().and_then(Node::as_list).unwrap_or_default();
    servers.iter().find_map(absolute).unwrap_or_default()
}

/// The URL of a server with its variables' defaults, if it is absolute.
fn absolute(server: &Node) -> Option<String> {
    let url = filled(server.get("url")?.as_str()?, server)?;
    let url = url.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let (scheme, rest) = url.split_once("://")?;
    let is_scheme = scheme.starts_with(|it: char| it.is_ascii_alphabetic())
        && scheme.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '+' | '-' | '.'));
    (is_scheme && !rest.is_empty() && !rest.starts_with('/')).then(|| format!("{url}/"))
}

/// A URL template whose every variable has a default.
fn filled(template: &str, server: &Node) -> Option<String> {
    let mut url = String::new();
    let mut rest = template;
    while let Some((before, from)) = rest.split_once('{') {
        let (variable, after) = from.split_once('}')?;
        url.push_str(before);
        url.push_str(server.get("variables")?.get(variable)?.get("default")?.as_str()?);
        rest = after;
    }
    url.push_str(rest);
    Some(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, read_text};

    #[test]
    fn a_type_is_named_by_its_end() {
        for (uri, expected) in [
            ("https://shop.example/problems/out-of-credit", "out-of-credit"),
            ("https://shop.example/problems/out-of-credit/", "out-of-credit"),
            ("https://shop.example/problems?v=1#out-of-credit", "out-of-credit"),
            ("https://shop.example/problems/out-of-credit?lang=en", "out-of-credit"),
            ("/problems/out-of-credit", "out-of-credit"),
            ("#out-of-credit", "out-of-credit"),
            ("urn:problem:shop:out-of-credit", "out-of-credit"),
            ("out-of-credit", "out-of-credit"),
            ("https://shop.example", "shop.example"),
            ("/", "/"),
            ("", ""),
        ] {
            assert_eq!(name(&Wire::Text(uri.to_owned())), expected, "{uri}");
        }
    }

    #[test]
    fn a_relative_type_is_also_the_absolute_one() {
        let codes = ["/problems/a", "problems/b", "https://api.example/c", "//other.example/d", "urn:e"];
        let codes = codes.map(|text| Wire::Text(text.to_owned()));
        let same = |seen: &str| declared("https://api.example/v1/", &Wire::Text(seen.to_owned()), codes.iter());
        for (seen, code) in [
            ("https://api.example/problems/a", Some(0)),
            ("/problems/a", Some(0)),
            ("https://api.example/v1/problems/b", Some(1)),
            ("/v1/problems/b", Some(1)),
            ("/c", Some(2)),
            ("https://other.example/d", Some(3)),
            ("urn:e", Some(4)),
            ("https://test.example/problems/a", None),
            ("problems/a", None),
        ] {
            assert_eq!(same(seen), code.map(|index: usize| &codes[index]), "{seen}");
        }
        assert_eq!(declared("", &codes[0], codes.iter()), Some(&codes[0]));
        assert_eq!(declared("", &Wire::Text("https://api.example/problems/a".to_owned()), codes.iter()), None);
    }

    /// A body of a spec, as an answer of status 404.
    fn catalog_of(body: &str, code_at: &str) -> crate::Catalog {
        let spec = format!(
            "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\nservers: [{{url: 'https://api.example/v1'}}]\npaths:\n  /a:\n    \
             get:\n      responses:\n        '404': {{description: none, content: {{application/problem+json: {body}}}}}\n"
        );
        let options = Options { code_paths: vec![code_at.to_owned()], ..Options::default() };
        read_text("openapi.yaml", &spec, &options).expect("the spec is right").catalog().clone()
    }

    #[test]
    fn an_example_in_other_words_shows_no_other_code() {
        let examples = "{a: {value: {type: 'https://api.example/problems/a'}}, c: {value: {type: /problems/c}}}";
        let types = "{properties: {type: {enum: [/problems/a, /problems/b]}}}";
        let catalog = catalog_of(&format!("{{schema: {types}, examples: {examples}}}"), "type");
        let codes: Vec<_> = catalog.codes.iter().map(|code| (code.wire.to_string(), code.open)).collect();
        let expected = [("/problems/a", false), ("/problems/b", false), ("/problems/c", true)];
        assert_eq!(codes, expected.map(|(wire, open)| (wire.to_owned(), open)));
    }

    #[test]
    fn a_type_beside_a_code_is_sent_as_it_is_listed() {
        for (ty, is_slot) in [
            ("{const: 'https://api.example/problem'}", false),
            ("{enum: ['https://api.example/a', 'https://api.example/b']}", false),
            ("{enum: ['https://api.example/a', about:blank]}", true),
            ("{type: string}", true),
        ] {
            let schema = format!("{{required: [type, code], properties: {{type: {ty}, code: {{enum: [A, B]}}}}}}");
            let catalog = catalog_of(&format!("{{schema: {schema}}}"), "code");
            let member = catalog.envelopes[0].body.members.iter().find(|member| member.wire == "type");
            let role = member.map(|member| &member.role);
            assert_eq!(matches!(role, Some(crate::Role::Slot(crate::Slot::Type))), is_slot, "{ty}: {role:?}");
        }
    }

    /// The base of a spec with these servers.
    fn base_of(servers: &str) -> Option<String> {
        let types = "{type: {enum: [/problems/a, /problems/b]}}";
        let spec = format!(
            "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\nservers: {servers}\npaths:\n  /a:\n    get:\n      responses:\n        \
             '404': {{description: none, content: {{application/problem+json: {{schema: {{properties: {types}}}}}}}}}\n"
        );
        let reading = read_text("openapi.yaml", &spec, &Options::default()).expect("the spec is right");
        reading.catalog().type_base.clone()
    }

    #[test]
    fn the_base_is_the_first_absolute_server() {
        let variables = "variables: {host: {default: api}, path: {default: '{host}'}}";
        for (servers, base) in [
            ("[{url: /v1}, {url: 'https://api.example'}, {url: 'https://test.example'}]", "https://api.example/"),
            ("[{url: 'https://api.example/v1/?a=b'}]", "https://api.example/v1/"),
            (&format!("[{{url: 'https://{{host}}.example/{{path}}', {variables}}}]"), "https://api.example/{host}/"),
            ("[{url: 'https://{host}.example'}, {url: 'https://b.example'}]", "https://b.example/"),
            ("[{url: 'https://{host'}, {url: 'no scheme://x'}, {url: 'https:///x'}, 1, {}]", ""),
            ("[]", ""),
            ("{url: 'https://a.example'}", ""),
        ] {
            assert_eq!(base_of(servers).as_deref(), Some(base), "{servers}");
        }
    }
}
