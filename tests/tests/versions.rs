//! What the versions of OpenAPI, and of YAML, let a spec say that others rarely say.

use std::fs;

use errbook_spec::{Catalog, Options, StatusKey, Wire, read, read_text};

/// The schema of a body with these codes, in flow style.
fn body(codes: &str) -> String {
    format!("{{type: object, required: [code], properties: {{code: {{type: string, enum: [{codes}]}}}}}}")
}

fn response(codes: &str) -> String {
    format!("{{description: '', content: {{application/json: {{schema: {}}}}}}}", body(codes))
}

#[track_caller]
fn catalog(text: &str) -> Catalog {
    let reading =
        read_text("openapi.yaml", text, &Options::default()).unwrap_or_else(|report| unreachable!("{report}"));
    reading.catalog().clone()
}

/// Code, whether it is open, and its status.
fn codes(catalog: &Catalog) -> Vec<(String, bool, Option<u16>)> {
    catalog.codes.iter().map(|code| (code.wire.to_string(), code.open, code.status)).collect()
}

fn declared(code: &str, status: u16) -> (String, bool, Option<u16>) {
    (code.to_owned(), false, Some(status))
}

#[test]
fn methods_of_3_2() {
    let catalog = catalog(&format!(
        "openapi: 3.2.0\npaths:\n  /orders:\n    query:\n      responses: {{'404': {}}}\n    additionalOperations:\n      \
         COPY:\n        responses: {{'409': {}}}\n",
        response("NO_ORDER, NO_ITEM"),
        response("EXISTS")
    ));
    assert_eq!(codes(&catalog), [declared("NO_ORDER", 404), declared("NO_ITEM", 404), declared("EXISTS", 409)]);
    let methods: Vec<&str> = catalog.operations.iter().map(|operation| operation.method.as_str()).collect();
    assert_eq!(methods, ["query", "copy"]);
}

#[test]
fn path_items_by_reference() {
    let catalog = catalog(&format!(
        "openapi: 3.1.0\npaths:\n  /orders: {{$ref: '#/components/pathItems/Orders'}}\n  /carts: {{$ref: '#/paths/~1orders'}}\n\
         components:\n  pathItems:\n    Orders:\n      get:\n        responses: {{'404': {}}}\n",
        response("NO_ORDER, NO_ITEM")
    ));
    assert_eq!(codes(&catalog), [declared("NO_ORDER", 404), declared("NO_ITEM", 404)]);
    let paths: Vec<&str> = catalog.operations.iter().map(|operation| operation.path.as_str()).collect();
    assert_eq!(paths, ["/orders", "/carts"]);
}

#[test]
fn what_others_answer_to_callbacks_and_webhooks_is_open() {
    let catalog = catalog(&format!(
        "openapi: 3.1.0\npaths:\n  /orders:\n    post:\n      responses: {{'404': {}}}\n      callbacks:\n        shipped:\n          \
         '{{$request.body#/url}}':\n            post:\n              responses: {{'410': {}}}\nwebhooks:\n  paid:\n    post:\n      \
         responses: {{'422': {}}}\n",
        response("NO_ORDER, NO_ITEM"),
        response("GONE"),
        response("ODD, NO_ITEM")
    ));
    let found: Vec<(String, bool)> = codes(&catalog).into_iter().map(|(code, open, _)| (code, open)).collect();
    let expected = [("NO_ORDER", false), ("NO_ITEM", false), ("GONE", true), ("ODD", true)];
    assert_eq!(found, expected.map(|(code, open)| (code.to_owned(), open)));
}

#[test]
fn anchors_and_merge_keys() {
    let catalog = catalog(
        "openapi: 3.0.3\nx-base: &base {type: object, required: [code]}\npaths:\n  /orders:\n    get:\n      responses:\n        \
         '404': &missing\n          description: There is none\n          content:\n            application/json:\n              \
         schema:\n                <<: *base\n                properties: {code: {type: string, enum: [NO_ORDER, NO_ITEM]}}\n        \
         '410': *missing\n",
    );
    let statuses: Vec<(StatusKey, bool)> = catalog.statuses.iter().map(|it| (it.key, it.uncoded)).collect();
    assert_eq!(statuses, [(StatusKey::Exact(404), false), (StatusKey::Exact(410), false)], "`required` was merged");
}

#[test]
fn numbers_that_no_machine_holds() {
    let catalog = catalog(&format!(
        "openapi: 3.1.0\npaths:\n  /orders:\n    get:\n      parameters: [{{name: a, in: query, schema: {{maximum: {0}}}}}]\n      \
         responses:\n        '404':\n          description: ''\n          content:\n            application/json:\n              \
         schema:\n                properties:\n                  code: {{enum: [1, -9223372036854775808, 9223372036854775807]}}\n                  \
         count: {{type: integer, maximum: {0}, minimum: -{0}}}\n",
        "9".repeat(40)
    ));
    let wires: Vec<&Wire> = catalog.codes.iter().map(|code| &code.wire).collect();
    assert_eq!(wires, [&Wire::Integer(1), &Wire::Integer(i64::MIN), &Wire::Integer(i64::MAX)]);
}

#[test]
fn references_in_a_circle_of_files() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let spec = "openapi: 3.1.0\npaths:\n  /orders:\n    get:\n      responses:\n        '404':\n          description: ''\n          \
                content: {application/json: {schema: {$ref: 'a.yaml#/Error'}}}\n";
    let a = "Error: {properties: {code: {$ref: 'b.yaml#/Code'}, parent: {$ref: 'b.yaml#/Parent'}}}\n";
    let b = "Code: {type: string, enum: [A, B]}\nParent: {properties: {error: {$ref: 'a.yaml#/Error'}}}\n";
    for (name, text) in [("openapi.yaml", spec), ("a.yaml", a), ("b.yaml", b)] {
        fs::write(folder.path().join(name), text).expect("it can be written");
    }
    let mut options = Options::default();
    options.code_paths.push("code".to_owned());
    let reading = read(&folder.path().join("openapi.yaml"), &options).unwrap_or_else(|report| unreachable!("{report}"));
    assert_eq!(codes(reading.catalog()), [declared("A", 404), declared("B", 404)]);
    assert_eq!(reading.files().len(), 3);
}
