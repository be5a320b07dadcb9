//! Which operation of the spec a request means.

use std::cmp::Reverse;

use errbook_spec::Success;
use percent_encoding::percent_decode_str;

/// The operations of a spec by path.
#[derive(Debug)]
pub(super) struct Routes(Vec<Route>);

#[derive(Debug)]
struct Route {
    segments: Vec<Segment>,
    operation: Success,
}

/// What a path matches.
#[derive(Debug)]
pub(super) enum Match<'r> {
    Operation(&'r Success),
    /// The path is there, but not with this method; in upper case, those that it has.
    Methods(Vec<String>),
    Nothing,
}

/// A segment of a path template: text, and between two texts a parameter of at least one character.
#[derive(Debug)]
struct Segment(Vec<String>);

impl Routes {
    pub(super) fn of(operations: Vec<Success>) -> Self {
        let route =
            |operation: Success| Route { segments: operation.path.split('/').map(Segment::of).collect(), operation };
        Self(operations.into_iter().map(route).collect())
    }

    pub(super) fn operations(&self) -> impl Iterator<Item = &Success> {
        self.0.iter().map(|route| &route.operation)
    }

    /// The operation at a path, as the request has it. A path without parameters goes before one with them (OpenAPI
    /// 3.0.3 §4.7.8.2), from the left; `HEAD` is `GET` where the spec does not say otherwise.
    pub(super) fn find(&self, method: &str, path: &str) -> Match<'_> {
        let segments: Vec<String> =
            path.split('/').map(|it| percent_decode_str(it).decode_utf8_lossy().into_owned()).collect();
        let matching = || self.0.iter().filter(|route| route.matches(&segments));
        let Some(nearest) = matching().map(Route::rank).min() else { return Match::Nothing };
        let here = || matching().filter(|route| route.rank() == nearest).map(|route| &route.operation);
        let of = |method: &str| here().find(|operation| operation.method.eq_ignore_ascii_case(method));
        match of(method).or_else(|| of("get").filter(|_| method == "HEAD")) {
            Some(operation) => Match::Operation(operation),
            None => Match::Methods(here().map(|operation| operation.method.to_uppercase()).collect()),
        }
    }
}

impl Route {
    fn matches(&self, segments: &[String]) -> bool {
        self.segments.len() == segments.len()
            && self.segments.iter().zip(segments).all(|(template, segment)| template.matches(segment))
    }

    /// The smaller, the more exact.
    fn rank(&self) -> Vec<(bool, Reverse<usize>)> {
        let rank = |segment: &Segment| {
            let text: usize = segment.0.iter().map(String::len).sum();
            (segment.0.len() > 1, Reverse(text))
        };
        self.segments.iter().map(rank).collect()
    }
}

impl Segment {
    fn of(template: &str) -> Self {
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let mut texts = Vec::new();
        let mut rest = template;
        while let Some((text, parameter)) = rest.split_once('{') {
            let Some((_, after)) = parameter.split_once('}') else { break };
            texts.push(decoded(text));
            rest = after;
        }
        texts.push(decoded(rest));
        Self(texts)
    }

    fn matches(&self, segment: &str) -> bool {
        let Some((first, texts)) = self.0.split_first() else { return false };
        let Some((last, texts)) = texts.split_last() else { return first == segment };
        let Some(mut rest) = segment.strip_prefix(first.as_str()) else { return false };
        for text in texts {
            // The parameter before the text takes as little as it can, but one character.
            let Some(parameter) = rest.chars().next() else { return false };
            let Some((_, behind)) = rest.get(parameter.len_utf8()..).and_then(|rest| rest.split_once(text.as_str()))
            else {
                return false;
            };
            rest = behind;
        }
        rest.strip_suffix(last.as_str()).is_some_and(|parameter| !parameter.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPEC: &str = "
openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /orders: {get: {}, post: {}}
  /orders/{id}: {get: {}, delete: {}}
  /orders/latest: {get: {}}
  /{kind}/latest/lines: {get: {}}
  /orders/{id}/lines: {get: {}, head: {}}
  /files/{name}.{ending}: {get: {}}
  /files/{name}.json: {get: {}}
  /a%20b: {get: {}}
  /odd/{: {get: {}}
";

    /// What a request finds: the template, or the methods that there are.
    fn find(method: &str, path: &str) -> String {
        let reading = errbook_spec::read_text("a.yaml", SPEC, &errbook_spec::Options::default());
        let routes = Routes::of(reading.unwrap_or_else(|report| panic!("{report}")).successes());
        match routes.find(method, path) {
            Match::Operation(operation) => format!("{} {}", operation.method, operation.path),
            Match::Methods(methods) => methods.join(", "),
            Match::Nothing => String::new(),
        }
    }

    #[test]
    fn paths_match_templates_and_the_most_exact_one_wins() {
        for (method, path, expected) in [
            ("GET", "/orders", "get /orders"),
            ("HEAD", "/orders", "get /orders"),
            ("HEAD", "/orders/1/lines", "head /orders/{id}/lines"),
            ("PUT", "/orders", "GET, POST"),
            ("GET", "/orders/7", "get /orders/{id}"),
            ("GET", "/orders/latest", "get /orders/latest"),
            ("DELETE", "/orders/latest", "GET"),
            ("GET", "/orders/latest/lines", "get /orders/{id}/lines"),
            ("GET", "/others/latest/lines", "get /{kind}/latest/lines"),
            ("GET", "/files/a.b.txt", "get /files/{name}.{ending}"),
            ("GET", "/files/a.json", "get /files/{name}.json"),
            ("GET", "/files/é.x", "get /files/{name}.{ending}"),
            ("GET", "/files/.x", ""),
            ("GET", "/files/x.", ""),
            ("GET", "/a%20b", "get /a%20b"),
            ("GET", "/orders/a%2Fb", "get /orders/{id}"),
            ("GET", "/orders/%ff", "get /orders/{id}"),
            ("GET", "/orders/", ""),
            ("GET", "/odd/{", "get /odd/{"),
            ("GET", "", ""),
            ("OPTIONS", "*", ""),
        ] {
            assert_eq!(find(method, path), expected, "{method} {path}");
        }
    }
}
