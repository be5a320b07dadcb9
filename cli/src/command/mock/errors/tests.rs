//! From specs to answers, without a server.

use std::time::{Duration, UNIX_EPOCH};

use errbook_spec::Options;
use serde_json::json;

use super::*;

const MOMENT: Moment = Moment { now: UNIX_EPOCH, request: 7, wait: None };

fn errors(spec: &str) -> Errors {
    read(spec, &Options::default())
}

fn read(spec: &str, options: &Options) -> Errors {
    let reading = errbook_spec::read_text("openapi.yaml", spec, options);
    Errors::of(&mut reading.unwrap_or_else(|report| panic!("{report}")))
}

/// Operations `GET /a`, `GET /b` … with these responses.
fn spec(operations: &[&str], more: &str) -> String {
    let paths = operations.iter().zip("abcdef".chars());
    let paths: Vec<_> =
        paths.map(|(responses, name)| format!("  /{name}: {{get: {{responses: {responses}}}}}\n")).collect();
    let paths = paths.concat();
    format!("openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\npaths:\n{paths}{more}")
}

/// A response whose body has `code` with these values, and further properties, all required.
fn response(codes: &str, properties: &str, required: &str) -> String {
    let schema =
        format!("{{type: object, required: [code{required}], properties: {{code: {{enum: {codes}}}{properties}}}}}");
    format!("{{description: d, content: {{application/json: {{schema: {schema}}}}}}}")
}

fn status_of(errors: &Errors, path: Option<&str>, wanted: Wanted<'_>) -> Result<u16, Unknown> {
    let operation = path.and_then(|path| errors.operation("get", path));
    errors.answer(operation, wanted, &MOMENT).map(|answer| answer.status)
}

fn body(errors: &Errors, wanted: Wanted<'_>) -> Value {
    let answer = errors.answer(None, wanted, &MOMENT).expect("it is documented");
    answer.body.expect("it has a body").1
}

#[test]
fn an_operation_settles_the_status_of_a_code_and_a_request_may_choose() {
    let declared = "x-error-codes: {BUSY: {status: 503}, GONE: {status: 404}}\n";
    let a = format!("{{'404': {0}, '503': {0}, '409': {0}}}", response("[BUSY, GONE]", "", ""));
    let b = format!("{{'409': {}, 5XX: {}}}", response("[CLASH]", "", ""), response("[BUSY, LATE]", "", ""));
    let c = format!("{{default: {}}}", response("[CLASH, OTHER]", "", ""));
    let errors = errors(&spec(&[&a, &b, &c], declared));
    for (path, wanted, expected) in [
        (None, Wanted::Code("BUSY", None), Ok(503)),
        (Some("/b"), Wanted::Code("BUSY", None), Ok(503)),
        (Some("/c"), Wanted::Code("BUSY", None), Ok(503)),
        (None, Wanted::Code("BUSY", Some(404)), Err(Unknown::StatusOfCode)),
        (None, Wanted::Code("BUSY", Some(555)), Ok(555)),
        (None, Wanted::Code("GONE", Some(503)), Err(Unknown::StatusOfCode)),
        (None, Wanted::Code("OTHER", None), Ok(500)),
        (None, Wanted::Code("OTHER", Some(499)), Ok(499)),
        (None, Wanted::Code("OTHER", Some(200)), Err(Unknown::StatusOfCode)),
        (None, Wanted::Code("LATE", None), Ok(500)),
        (None, Wanted::Code("NOWHERE", None), Err(Unknown::Code)),
        (None, Wanted::Status(404), Ok(404)),
        (None, Wanted::Status(599), Ok(599)),
        (None, Wanted::Status(399), Err(Unknown::Status)),
        (None, Wanted::Status(u16::MAX), Err(Unknown::Status)),
    ] {
        assert_eq!(status_of(&errors, path, wanted), expected, "{path:?} {wanted:?}");
    }
}

#[test]
fn the_example_of_the_operation_goes_before_that_of_another() {
    let shown =
        |code: &str, status: u16, text: &str| format!("{{value: {{code: {code}, status: {status}, message: {text}}}}}");
    let response = |examples: &str| {
        let schema =
            "{properties: {code: {enum: [A, B]}, status: {type: integer}, message: {type: string}}, required: [code]}";
        format!("{{description: d, content: {{application/json: {{schema: {schema}, examples: {{{examples}}}}}}}}}")
    };
    let here = format!("one: {}, two: {}", shown("A", 409, "here"), shown("B", 404, "not-409"));
    let there = format!("one: {}, two: {}", shown("B", 409, "there"), shown("A", 409, "there"));
    let errors = errors(&spec(
        &[&format!("{{'409': {}}}", response(&there)), &format!("{{'409': {}}}", response(&here))],
        "x-error-codes: {A: {status: 409}, B: {status: 409}}\n",
    ));
    for (path, code, message) in [("/b", "A", "here"), ("/a", "A", "there"), ("/b", "B", "there")] {
        let answer = errors.answer(errors.operation("get", path), Wanted::Code(code, None), &MOMENT);
        let (_, body) = answer.expect("it is documented").body.expect("it has a body");
        assert_eq!(body, json!({"code": code, "status": 409, "message": message}), "{path} {code}");
    }
}

#[test]
fn a_code_that_no_schema_has_is_played_where_examples_show_it() {
    let response = |code: &str| {
        let schema = "{type: object, required: [code], properties: {code: {type: string}}}";
        format!("{{description: d, content: {{application/json: {{schema: {schema}, example: {{code: {code}}}}}}}}}")
    };
    // An example may show more than its schema names.
    let bare = response("odd").replace("code: {type: string}", "");
    let a =
        format!("{{'401': {}, '404': {}, '409': {bare}, '418': {{description: d}}}}", response("x"), response("odd"));
    let mut options = Options::default();
    options.code_paths.push("code".to_owned());
    let errors = read(&spec(&[&a], ""), &options);
    for (wanted, status, code) in [
        (Wanted::Code("x", None), 401, "x"),
        (Wanted::Code("odd", None), 404, "odd"),
        (Wanted::Code("odd", Some(409)), 409, "odd"),
        (Wanted::Status(409), 409, "odd"),
    ] {
        let answer = errors.answer(None, wanted, &MOMENT).expect("it is shown");
        assert_eq!(
            (answer.status, answer.body.map(|(_, body)| body)),
            (status, Some(json!({"code": code}))),
            "{wanted:?}"
        );
    }
    assert_eq!(status_of(&errors, None, Wanted::Code("odd", Some(401))), Err(Unknown::StatusOfCode));
}

#[test]
fn a_body_without_an_example_has_what_is_required_and_what_is_known() {
    let properties = ", message: {type: string}, ok: {const: false}, request_id: {type: string}, timestamp: {type: string, \
         format: date-time}, retry_after_ms: {type: integer}, note: {type: string}, kind: {enum: [x, y]}, meta: {type: \
         object, required: [at], properties: {at: {type: string, format: date}, hint: {type: string}}}";
    let required = ", message, ok, request_id, timestamp, retry_after_ms, kind, meta";
    let errors = errors(&spec(
        &[&format!("{{'429': {}}}", response("[SLOW, BUSY]", properties, required))],
        "x-error-codes: {SLOW: {description: Slow down.}}\n",
    ));
    let expected = json!({
        "code": "SLOW", "message": "Slow down.", "ok": false, "request_id": "req_0000000000000007",
        "timestamp": "1970-01-01T00:00:00.000Z", "retry_after_ms": 1000, "kind": "x", "meta": {"at": "1970-01-01"},
    });
    assert_eq!(body(&errors, Wanted::Code("SLOW", None)), expected);
    assert_eq!(body(&errors, Wanted::Status(429))["code"], "SLOW");
    let waiting = Moment { wait: Some(Wait::Seconds(3)), ..MOMENT };
    let answer = errors.answer(None, Wanted::Code("BUSY", None), &waiting).expect("it is documented");
    let (_, body) = answer.body.expect("it has a body");
    assert_eq!((&body["message"], &body["retry_after_ms"]), (&json!("d"), &json!(3000)));
    assert_eq!(answer.headers, [("Retry-After".to_owned(), "3".to_owned())]);
    let untold = Moment { wait: Some(Wait::Untold), ..MOMENT };
    let answer = errors.answer(None, Wanted::Code("BUSY", None), &untold).expect("it is documented");
    let (_, body) = answer.body.expect("it has a body");
    assert_eq!((&body["retry_after_ms"], answer.headers), (&json!(1000), vec![]), "what is required stays");
}

#[test]
fn each_status_of_a_code_has_its_own_body() {
    let flagged = response("[A]", ", refused: {const: true}", ", refused");
    let a = format!("{{'404': {}, '409': {}, '422': {flagged}}}", response("[B]", "", ""), response("[A]", "", ""));
    let errors = errors(&spec(&[&a], "x-error-codes: {A: {status: 409}}\n"));
    assert_eq!(body(&errors, Wanted::Code("A", None)), json!({"code": "A"}));
    assert_eq!(body(&errors, Wanted::Code("A", Some(422))), json!({"code": "A", "refused": true}));
    assert_eq!(body(&errors, Wanted::Status(422)), json!({"code": "A", "refused": true}));
}

#[test]
fn payloads_are_the_plainest_that_their_types_allow() {
    let types = "components: {schemas: {Node: {type: object, required: [name, next, form, size, low, tag, ratio], properties: {
        name: {type: string, default: root}, next: {oneOf: [{$ref: '#/components/schemas/Node'}, {type: 'null'}]},
        form: {oneOf: [{type: object, required: [kind], properties: {kind: {const: a}}}, {type: object, required: [kind],
        properties: {kind: {const: b}}}]}, size: {type: integer, minimum: 2}, low: {type: integer, exclusiveMaximum: 0},
        tag: {enum: [3, 4]}, ratio: {type: number, exclusiveMinimum: 0.5}, more: {type: string}}}}}\n";
    let details = "details: {$ref: '#/components/schemas/Node'}";
    let schema = format!(
        "{{oneOf: [{{type: object, required: [code, details], properties: {{code: {{const: DEEP}}, {details}}}}},
        {{type: object, required: [code], properties: {{code: {{const: FLAT}}}}}}]}}"
    );
    let response = format!("{{'400': {{description: d, content: {{application/json: {{schema: {schema}}}}}}}}}");
    let mut options = Options::default();
    options.code_paths.push("code".to_owned());
    let errors = read(&spec(&[&response], types), &options);
    let payload = json!({
        "name": "root", "next": null, "form": {"kind": "a"}, "size": 2, "low": -1, "tag": 3, "ratio": 1.5,
    });
    assert_eq!(body(&errors, Wanted::Code("DEEP", None)), json!({"code": "DEEP", "details": payload}));
    assert_eq!(body(&errors, Wanted::Code("FLAT", None)), json!({"code": "FLAT"}));
}

#[test]
fn an_answer_has_the_headers_that_its_clients_look_for() {
    let headers = "{Retry-After: {required: true, schema: {type: integer}}, X-RateLimit-Limit: {example: 100},
        X-RateLimit-Remaining: {example: 57}, X-RateLimit-Reset: {example: 1}, X-Trace: {required: true, example: t-1},
        X-Free: {example: no}, X-Empty: {required: true, schema: {type: string}}, Content-Length: {required: true}}";
    let body = "content: {application/json: {schema: {properties: {code: {enum: [SLOW, BUSY]}}, required: [code]}}}";
    let a = format!("{{'429': {{description: d, headers: {headers}, {body}}}, '404': {{description: d}}}}");
    let errors = errors(&spec(&[&a], "x-retry: {'4XX': {after: [header]}}\nx-error-codes: {BUSY: {retry: never}}\n"));
    let sent = |wanted, moment: &Moment| {
        let headers = errors.answer(None, wanted, moment).expect("it is documented").headers;
        headers.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>()
    };
    let limited = |wait: u64, reset: u64| {
        let rest = "X-RateLimit-Limit: 100, X-RateLimit-Remaining: 0, X-RateLimit-Reset:";
        let all = format!("Retry-After: {wait}, {rest} {reset}, X-Trace: t-1, X-Empty: mock");
        all.split(", ").map(str::to_owned).collect::<Vec<_>>()
    };
    let later = Moment { now: UNIX_EPOCH + Duration::from_secs(1_000), wait: Some(Wait::Seconds(30)), ..MOMENT };
    assert_eq!(sent(Wanted::Code("SLOW", None), &MOMENT), limited(1, 1));
    assert_eq!(sent(Wanted::Code("BUSY", None), &later), limited(30, 1_030));
    assert_eq!(sent(Wanted::Status(404), &MOMENT), ["Retry-After: 1"]);
    let answer = errors.answer(None, Wanted::Status(404), &MOMENT).expect("it is documented");
    assert_eq!(answer.body, None, "the spec documents none");
}

#[test]
fn codes_are_put_where_they_are_looked_for() {
    let many = "{type: object, required: [errors], properties: {errors: {type: array, items: {type: object, required:
        [code], properties: {code: {enum: [7, 8]}}}}}}";
    let errors_in_a_list =
        errors(&spec(&[&format!("{{'400': {{description: d, content: {{'*/*': {{schema: {many}}}}}}}}}")], ""));
    let answer = errors_in_a_list.answer(None, Wanted::Code("8", None), &MOMENT).expect("it is documented");
    assert_eq!(answer.body, Some(("application/json".to_owned(), json!({"errors": [{"code": 8}]}))));

    let problem =
        "{type: object, required: [type, title, status], properties: {type: {enum: ['/a', '/b']}, title: {type:
        string}, status: {type: integer}, detail: {type: string}}}";
    let errors = errors(&spec(
        &[&format!("{{'409': {{description: d, content: {{application/problem+json: {{schema: {problem}}}}}}}}}")],
        "",
    ));
    let expected = json!({"type": "/b", "title": "Conflict", "status": 409, "detail": "d"});
    assert_eq!(body(&errors, Wanted::Code("/b", None)), expected);
}
