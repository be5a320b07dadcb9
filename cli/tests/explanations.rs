//! `discover` and `explain`: what is said leads to the very lines of the spec that say it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn errbook(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_errbook")).args(arguments).output().expect("the command was built")
}

/// A file of the workspace.
fn file(path: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path).to_string_lossy().into_owned()
}

#[track_caller]
fn printed(arguments: &[&str]) -> String {
    let output = errbook(arguments);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("all output is UTF-8")
}

#[track_caller]
fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(&[arguments, &["--format", "json"]].concat())).expect("it is JSON")
}

/// The line of a file that a `source` names.
#[track_caller]
fn line(source: &Value) -> String {
    let path = source["file"].as_str().expect("every source has a file");
    let number = source["line"].as_u64().and_then(|line| usize::try_from(line).ok()).expect("and a line");
    let text = fs::read_to_string(path).expect("the file is there");
    text.lines().nth(number - 1).expect("the line is there").trim().to_owned()
}

/// Name, channel and the line it stands in, of every fact that has a place.
fn facts(explained: &Value) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let facts = explained["facts"].as_array().expect("there are facts").iter();
    let placed = facts.filter(|fact| !fact["source"].is_null());
    placed.map(|fact| (text(&fact["fact"]), text(&fact["known_by"]), line(&fact["source"]))).collect()
}

fn fact(name: &str, known_by: &str, line: &str) -> (String, String, String) {
    (name.to_owned(), known_by.to_owned(), line.to_owned())
}

#[test]
fn a_code_is_explained_by_its_extension() {
    let explained = json(&["explain", &file("spec/apis/refcampaign.yaml"), "RATE_LIMIT_EXCEEDED"]);
    let found = facts(&explained);
    for expected in [
        fact("code", "enum", "- RATE_LIMIT_EXCEEDED"),
        fact("status", "x-error-codes", "status: 429"),
        fact("status", "example", "\"429\": {$ref: '#/components/responses/TooManyRequests'}"),
        fact("alert", "x-error-codes", "alert: page"),
    ] {
        assert!(found.contains(&expected), "{expected:?} is not among {found:#?}");
    }
    for (name, start) in [("description", "description: Too many"), ("cause", "cause: "), ("retry", "\"429\"")] {
        let stands = found.iter().any(|(fact, _, line)| fact == name && line.starts_with(start));
        assert!(stands, "{name} is not among {found:#?}");
    }
    let operations = explained["operations"].as_array().expect("it is returned by some");
    assert!(!operations.is_empty());
    assert!(operations.iter().all(|it| it["status"] == "429" && !line(&it["source"]).is_empty()), "{operations:#?}");
}

#[test]
fn a_code_is_explained_by_the_response_it_stands_in() {
    let found = facts(&json(&["explain", &file("spec/apis/trackagoat.yaml"), "limit_reached"]));
    assert!(found.iter().any(|(name, by, line)| name == "status" && by == "response" && line.contains("402")));
    assert!(found.iter().any(|(name, _, _)| name == "payload"), "{found:#?}");
    assert!(found.iter().any(|(name, by, line)| name == "description" && by == "schema" && line.contains("plan")));
}

#[test]
fn a_status_that_is_not_known_is_asked_for() {
    let printed = printed(&["explain", &file("tests/specs/several-statuses.yaml"), "INVALID"]);
    assert!(printed.contains("400") && printed.contains("422 (primary)"), "{printed}");
    let printed = self::printed(&["explain", &file("tests/specs/client-only.yaml"), "quota"]);
    assert!(printed.contains("x-error-codes: {\"quota\": {status: …}}"), "{printed}");
}

#[test]
fn a_code_that_is_none_is_refused_with_the_nearest() {
    let spec = file("spec/apis/refcampaign.yaml");
    for (code, said) in [
        ("RATE_LIMIT_EXCEDED", "did you mean `RATE_LIMIT_EXCEEDED`?"),
        ("banana", "`errbook list` shows all"),
        ("\u{1b}[2J", r"\u{1b}"),
    ] {
        let output = errbook(&["explain", &spec, code]);
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{message}");
        assert!(message.contains(said) && !message.contains('\u{1b}'), "{message}");
    }
    let folder = tempfile::tempdir().expect("a folder can be made");
    let bare = folder.path().join("openapi.yaml");
    fs::write(&bare, "{openapi: 3.1.0, paths: {/a: {get: {responses: {'404': {description: none}}}}}}")
        .expect("it can be written");
    let output = errbook(&["explain", &bare.to_string_lossy(), "X"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("which has none"));
}

#[test]
fn the_place_that_is_taken_is_told_with_the_reason() {
    let spec = file("spec/apis/publishing.yaml");
    let printed = printed(&["discover", &spec]);
    assert!(printed.contains("taken: error.code, because "), "{printed}");
    let found = json(&["discover", &spec]);
    assert_eq!(found["taken"], serde_json::json!(["error.code"]));
    let candidate = &found["candidates"][0];
    assert_eq!((&candidate["at"], candidate["codes"].as_array().map(Vec::len)), (&"error.code".into(), Some(9)));
    let first = candidate["codes"][0].as_str().expect("it is text");
    assert!(line(&candidate["source"]).contains(first), "{candidate}");
    let told = self::printed(&["discover", &spec, "--code-at", "error.code"]);
    assert!(told.contains("because it was said"), "{told}");
}

#[test]
fn a_spec_that_is_not_clear_is_answered_with_the_lines_to_choose_from() {
    let spec = file("tests/bad/ambiguous-code-location.yaml");
    let found = json(&["discover", &spec]);
    assert_eq!((&found["why"], &found["taken"]), (&"ambiguous".into(), &serde_json::json!([])));
    let candidates = found["candidates"].as_array().expect("there are several");
    assert!(candidates.len() > 1);
    let printed = printed(&["discover", &spec]);
    assert!(printed.contains("none is taken: "), "{printed}");
    for candidate in candidates {
        let write = candidate["write"]["command"].as_str().expect("there is a line to write");
        assert!(printed.contains(write) && printed.contains(candidate["write"]["build.rs"].as_str().unwrap_or("?")));
        let path = candidate["at"].as_str().expect("there is a path");
        let listed = json(&["list", &spec, "--code-at", path]);
        assert_eq!(listed["at"], serde_json::json!([path]), "writing that settles it");
    }
}

#[test]
fn bodies_without_codes_are_said_to_have_none() {
    let printed = printed(&["discover", &file("spec/apis/plain.yaml")]);
    assert!(printed.contains("because at least half of the error responses"), "{printed}");
}

#[test]
fn what_is_wrong_is_told_to_programs_too() {
    let bad = file("tests/bad/conflicting-status.yaml");
    for command in ["list", "generate", "discover"] {
        let spec = if command == "discover" { file("tests/bad/unresolved-ref.yaml") } else { bad.clone() };
        let output = errbook(&[command, &spec, "--report", "json"]);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{command}");
        let told = String::from_utf8(output.stderr).expect("all output is UTF-8");
        assert!(!told.is_empty());
        for line in told.lines() {
            let finding: Value = serde_json::from_str(line).unwrap_or_else(|_| unreachable!("{line} is JSON"));
            assert!(finding["rule"].is_string() && finding["line"].is_u64() && finding["help"].is_string(), "{line}");
            assert_eq!((&finding["severity"], &finding["file"]), (&"error".into(), &spec.as_str().into()));
        }
    }
    let output = errbook(&["--report", "json", "generate", &file("spec/apis/plain.yaml"), "--runtime", "a b"]);
    let failure: Value = serde_json::from_slice(&output.stderr).expect("it is JSON");
    assert_eq!((&failure["rule"], &failure["file"]), (&"runtime-name".into(), &Value::Null), "{failure}");
    let output = errbook(&["--report", "json", "explain", &file("spec/apis/plain.yaml"), "X"]);
    let failure: Value = serde_json::from_slice(&output.stderr).expect("it is JSON");
    assert!(failure["message"].as_str().is_some_and(|message| message.contains("is no code")), "{failure}");
}

/// What is wrong only where something is generated is told as what is wrong with the spec itself.
#[test]
fn what_cannot_be_generated_is_told_to_programs_part_by_part() {
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    let path = folder.path().join("shop.yaml");
    let spec = path.to_string_lossy();
    let told = |responses: &str| -> Vec<Value> {
        let head =
            "openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\npaths:\n  /orders:\n    get:\n      responses:\n";
        fs::write(&path, format!("{head}{responses}")).expect("the folder is ours");
        let output = errbook(&["generate", &spec, "--report", "json"]);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
        let told = String::from_utf8(output.stderr).expect("all output is UTF-8");
        told.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| unreachable!("{line} is JSON"))).collect()
    };

    let schema = "{type: object, properties: {code: {type: string, enum: [LATE, EARLY]}}}";
    let response = format!("        4XX: {{description: '', content: {{application/json: {{schema: {schema}}}}}}}\n");
    let column = response.find("LATE").map(|at| at + 1);
    let found = told(&response);
    assert_eq!(found.len(), 2, "{found:?}");
    let message = "a service needs a status for each code; none is known for LATE (documented under 4XX)";
    assert_eq!((&found[0]["rule"], &found[0]["message"]), (&"missing-status".into(), &message.into()));
    assert_eq!(
        (&found[0]["file"], &found[0]["line"], &found[0]["column"]),
        (&(*spec).into(), &7.into(), &column.into())
    );
    assert!(found.iter().all(|it| it["help"].as_str().is_some_and(|help| help.contains("--client-only"))), "{found:?}");

    let found = told("        '200': {description: fine}\n");
    let message = "the spec documents no error response: there is nothing to generate";
    assert_eq!((&found[0]["rule"], &found[0]["message"]), (&"no-errors".into(), &message.into()));
    assert_eq!((&found[0]["file"], &found[0]["severity"]), (&(*spec).into(), &"error".into()));
    assert!(found.len() == 1 && found[0]["help"].is_string() && found[0]["line"].is_null(), "{found:?}");
}
