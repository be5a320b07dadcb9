//! What is played: by name, by preference, so often, and then the success.

use serde_json::{Value, json};

use crate::server::{Mock, command, file};

/// A spec with codes that a path cannot hold as they are, at a path that the mock uses too.
const SPEC: &str = "
openapi: 3.1.0
info: {title: Errors, version: '1'}
paths:
  /errors/{id}:
    get:
      responses:
        '200': {description: fine, content: {application/json: {example: 7}}}
        4XX:
          description: not fine
          content:
            application/json:
              schema:
                required: [code]
                properties:
                  code: {enum: [a b, c/d]}
                  kind: {enum: [e, f]}
";
const OVERLAY: &str = "
overlay: 1.0.0
info: {title: Statuses, version: '1'}
actions:
  - target: $
    update:
      x-error-codes: {a b: {status: 410}}
";

fn affiliate() -> Mock {
    Mock::of(&file("spec/apis/affiliate.yaml"))
}

#[test]
fn an_error_comes_so_often_and_then_the_success() {
    let mock = affiliate();
    let ask = |path: &str, prefer: &str| mock.ask("GET", path, prefer).status;
    let prefer = "code=RATE_LIMIT_EXCEEDED; times=2";
    let counted: Vec<u16> = (0..4).map(|_| ask("/campaigns", prefer)).collect();
    assert_eq!(counted, [429, 429, 200, 200]);
    assert_eq!(ask("/campaigns/17", prefer), 429, "each path is counted apart");
    assert_eq!(mock.ask("POST", "/campaigns", prefer).status, 429, "each method is counted apart");
    for session in ["a", "b"] {
        let prefer = format!("{prefer}; session={session}");
        let counted: Vec<u16> = (0..3).map(|_| ask("/campaigns", &prefer)).collect();
        assert_eq!(counted, [429, 429, 200], "each session is counted apart");
    }
    let by_name: Vec<u16> = (0..3).map(|_| ask("/errors/TOKEN_EXPIRED", "times=1")).collect();
    assert_eq!(by_name, [401, 204, 204], "nobody knows which success is meant");
    assert_eq!(ask("/campaigns", "code=TOKEN_EXPIRED; times=0"), 200);
}

#[test]
fn operations_succeed_unless_the_request_prefers_an_error() {
    let mock = affiliate();
    let success = mock.get("/campaigns");
    assert_eq!((success.status, success.header("content-type")), (200, Some("application/json")));
    assert_eq!(success.body[0]["name"], "Spring sale");
    assert_eq!(mock.ask("POST", "/campaigns", "").status, 201);
    let deleted = mock.ask("DELETE", "/campaigns/17", "");
    assert_eq!((deleted.status, &deleted.body), (204, &Value::Null));
    assert_eq!(mock.ask("DELETE", "/campaigns/17", "code=RESOURCE_NOT_FOUND").status, 404);
    assert_eq!(mock.ask("GET", "/campaigns", "status=400").status, 400);
    assert_eq!(mock.ask("GET", "/campaigns", "status=200").status, 200);
    let wrong = mock.ask("PUT", "/campaigns", "code=TOKEN_EXPIRED");
    assert_eq!((wrong.status, wrong.header("allow")), (405, Some("GET, POST")));
    let lost = mock.get("/campaign");
    assert_eq!(lost.status, 404);
    assert!(lost.body["operations"].as_array().is_some_and(|all| all.contains(&json!("GET /campaigns"))), "{lost:?}");
}

#[test]
fn any_method_may_name_an_error() {
    let mock = affiliate();
    for method in ["GET", "PUT", "DELETE", "OPTIONS"] {
        let answer = mock.ask(method, "/errors/VALIDATION_ERROR", "");
        assert_eq!((answer.status, &answer.body["error_code"]), (422, &json!("VALIDATION_ERROR")), "{method}");
        assert_eq!(mock.ask(method, "/errors/500", "").status, 500, "{method}");
    }
    let head = mock.ask("HEAD", "/errors/VALIDATION_ERROR", "");
    assert_eq!((head.status, head.body), (422, Value::Null));
}

#[test]
fn a_status_is_played_without_a_code_where_it_has_none() {
    let mock = Mock::of(&file("spec/apis/trackagoat.yaml"));
    let banned = json!({"data": null, "error": "This organisation is banned"});
    assert_eq!(mock.get("/errors/403").body, banned);
    assert_eq!(mock.ask("GET", "/creators", "status=403").body, banned);
    assert_eq!(mock.get("/errors/401").body["meta"]["code"], "invalid_api_key", "this one always has a code");
}

#[test]
fn what_is_not_there_is_answered_with_what_there_is() {
    let mock = affiliate();
    let unknown = mock.get("/errors/TOKEN_EXPIERD");
    assert_eq!((unknown.status, &unknown.body["nearest"]), (404, &json!("TOKEN_EXPIRED")));
    let codes = unknown.body["codes"].as_array().expect("a list");
    assert_eq!(codes.len(), 11);
    assert!(codes.contains(&json!({"code": "QUOTA_EXCEEDED", "statuses": [429]})), "{codes:?}");
    assert_eq!(unknown.body["statuses"][0], "400");
    for (path, prefer) in
        [("/errors/418", ""), ("/campaigns", "code=NO_SUCH"), ("/errors/QUOTA_EXCEEDED", "status=400")]
    {
        let answer = mock.ask("GET", path, prefer);
        assert_eq!((answer.status, &answer.body["codes"]), (404, &unknown.body["codes"]), "{path} {prefer}");
    }
    assert_eq!(mock.get("/errors").body["codes"], unknown.body["codes"]);
    let message = mock.ask("GET", "/campaigns", "times=often");
    assert_eq!(message.status, 400);
    assert!(message.body["message"].as_str().is_some_and(|it| it.contains("times=3")), "{message:?}");
}

#[test]
fn a_request_says_how_long_to_wait() {
    let mock = Mock::of(&file("spec/apis/trackagoat.yaml"));
    let ask = |prefer: &str| {
        let answer = mock.ask("GET", "/errors/rate_limit_exceeded", prefer);
        (answer.header("retry-after").map(str::to_owned), answer.body["meta"]["retryAfter"].clone())
    };
    assert_eq!(ask("retry-after=3"), (Some("3".to_owned()), json!(3)));
    assert_eq!(ask("").0.as_deref(), Some("1"));
    assert_eq!(ask("retry-after=none"), (None, Value::Null), "neither here nor there");
    assert_eq!(mock.get("/errors/invalid_api_key").header("retry-after"), None, "nobody should try that again");
    let limited = affiliate().get("/errors/429");
    assert_eq!(limited.header("x-ratelimit-remaining"), Some("0"));
}

#[test]
fn a_code_of_several_statuses_has_the_one_that_is_asked_for() {
    let mock = Mock::of(&file("tests/specs/several-statuses.yaml"));
    for (method, path, prefer, status) in [
        ("GET", "/errors/INVALID", "", 422),
        ("GET", "/errors/INVALID", "status=400", 400),
        ("POST", "/orders", "code=INVALID", 422),
        ("GET", "/orders", "code=INVALID", 400),
        ("GET", "/orders", "code=INVALID, status=422", 422),
        ("GET", "/errors/400", "code=INVALID", 400),
    ] {
        let answer = mock.ask(method, path, prefer);
        assert_eq!((answer.status, &answer.body["code"]), (status, &json!("INVALID")), "{method} {path} {prefer}");
    }
    assert_eq!(mock.get("/errors/INVALID").body["message"], "The order is invalid");
}

#[test]
fn a_spec_is_read_as_every_command_reads_it() {
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    let (spec_file, overlay_file) = (folder.path().join("a.yaml"), folder.path().join("a.overlay.yaml"));
    std::fs::write(&spec_file, SPEC).expect("it is ours");
    std::fs::write(&overlay_file, OVERLAY).expect("it is ours");
    let mock = Mock::start(command(&spec_file).args(["--code-at", "code", "--overlay"]).arg(&overlay_file));
    let named = mock.get("/errors/a%20b");
    assert_eq!((named.status, named.body), (410, json!({"code": "a b"})));
    assert_eq!(mock.ask("GET", "/errors/1", "code=\"c/d\"; status=409").body, json!({"code": "c/d"}));
    assert_eq!(mock.get("/errors/c/d").body, json!({"code": "c/d"}));
    assert_eq!(mock.get("/errors/1").body, json!(7), "the spec has that path, and no error of that name");
}
