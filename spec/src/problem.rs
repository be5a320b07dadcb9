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
const NO_TYPE: &str = "about:blank";

/// Whether what stands at a path of a body of this media type is a problem type.
pub(crate) fn is_type(path: &BodyPath, media_type: &str) -> bool {
    is_root_member(path) && media_type_is_problem(media_type)
}

/// Whether a value at a path is the type that stands for none, and so no code.
pub(crate) fn is_no_type(path: &BodyPath, value: &Value) -> bool {
    value == NO_TYPE && is_root_member(path)
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
