//! `errbook lint`: every form, and how it ends.

use std::process::{Command, Output};

use serde_json::Value;

/// A spec that is odd, and two that cannot be read; the command runs in the folder of the wrong ones.
const ODD: &str = "../../cli/tests/repeated.yaml";
const WRONG: &str = "unresolved-ref.yaml";
const MISSING: &str = "nowhere.yaml";

fn lint(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_errbook"));
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/bad");
    command.current_dir(folder).arg("lint").args(arguments).output().expect("the command can be run")
}

fn stdout(output: &Output) -> &str {
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    std::str::from_utf8(&output.stdout).expect("stdout is text")
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(stdout(&lint(arguments))).expect("stdout is one document of JSON")
}

#[test]
fn warnings_fail_only_where_they_are_denied() {
    let output = lint(&[ODD]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).starts_with("warning[duplicate-key]: "), "{}", stdout(&output));
    assert_eq!(lint(&["--deny", "warnings", ODD]).status.code(), Some(1));
    let fine = lint(&["--deny", "warnings", "../specs/problem.yaml"]);
    assert_eq!((fine.status.code(), stdout(&fine)), (Some(0), ""));
}

#[test]
fn all_specs_are_told_of_and_one_that_cannot_be_read_fails() {
    let output = lint(&[WRONG, MISSING, ODD]);
    assert_eq!(output.status.code(), Some(2));
    let text = stdout(&output);
    for said in ["unresolved-ref.yaml:17:27", "error[unreadable]: ", "warning[duplicate-key]"] {
        assert!(text.contains(said), "no {said} in {text}");
    }
}

#[test]
fn json_is_a_list_of_findings() {
    let findings = json(&["--format", "json", ODD, MISSING]);
    let findings = findings.as_array().expect("it is a list");
    let first = &findings[0];
    assert_eq!((&first["rule"], &first["severity"]), (&"duplicate-key".into(), &"warning".into()));
    assert_eq!(first["file"], ODD);
    assert!(first["line"].is_u64() && first["column"].is_u64() && first["help"].is_string());
    let last = findings.last().expect("there are findings");
    assert_eq!(
        (&last["rule"], &last["severity"], &last["line"]),
        (&"unreadable".into(), &"error".into(), &Value::Null)
    );
    let lines: Vec<u64> = findings.iter().filter_map(|finding| finding["line"].as_u64()).collect();
    assert_eq!(lines, [5, 18, 26], "of an extension, of responses and of properties");
    assert_eq!(json(&["--format", "json", "../specs/problem.yaml"]), Value::Array(Vec::new()));
}

#[test]
fn sarif_names_rules_levels_and_places() {
    let log = json(&["--format", "sarif", WRONG, MISSING]);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("the rules are listed");
    let results = run["results"].as_array().expect("the results are listed");
    assert_eq!(results.len(), 2);
    for result in results {
        let index = result["ruleIndex"].as_u64().and_then(|index| usize::try_from(index).ok()).expect("it is an index");
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(rules[index]["shortDescription"]["text"].as_str().is_some_and(|text| text.ends_with('.')));
        assert_eq!(result["level"], "error");
    }
    let place = &results[0]["locations"][0];
    assert_eq!(place["physicalLocation"]["artifactLocation"]["uri"], WRONG);
    assert_eq!(place["physicalLocation"]["region"], serde_json::json!({"startLine": 17, "startColumn": 27}));
    assert!(place["logicalLocations"][0]["fullyQualifiedName"].as_str().is_some_and(|it| it.ends_with("/$ref")));
    let whole = &results[1]["locations"][0]["physicalLocation"];
    assert_eq!((&whole["artifactLocation"]["uri"], &whole["region"]), (&MISSING.into(), &Value::Null));
}

#[test]
fn workflow_commands_are_one_line_each() {
    let output = lint(&["--format", "github", WRONG, "a,b:c.yaml"]);
    let lines: Vec<&str> = stdout(&output).lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        lines[0].starts_with("::error file=unresolved-ref.yaml,line=17,col=27,title=unresolved-ref::"),
        "{lines:?}"
    );
    assert!(lines[0].contains("%0Ahelp: "), "{lines:?}");
    assert!(lines[1].starts_with("::error file=a%2Cb%3Ac.yaml,title=unreadable::"), "{lines:?}");
}
