//! Limits: each has an error of its own that says what there is too much of; just within them, everything is read. Where one
//! would not be met at once, a test here would not end.

use std::fmt::Write as _;
use std::{fs, iter};

use errbook_spec::{Limits, Options, Report, Rule, read, read_text};

fn with(change: impl FnOnce(&mut Limits)) -> Options {
    let mut options = Options::default();
    change(&mut options.limits);
    options
}

#[track_caller]
fn refused(name: &str, text: &str, options: &Options) -> Report {
    let report = read_text(name, text, options).expect_err("it is beyond the limit");
    assert!(report.to_string().len() < 20_000, "a report is read by people");
    report
}

/// Refused by this rule, saying this.
#[track_caller]
fn refused_by(rule: Rule, said: &str, text: &str, options: &Options) {
    for name in ["openapi.yaml", "openapi.json"] {
        if name.ends_with("json") && !text.starts_with('{') {
            continue;
        }
        let report = refused(name, text, options);
        assert!(report.findings().iter().any(|it| it.rule == rule), "{report}");
        assert!(report.to_string().contains(said), "{said}: {report}");
    }
}

/// A spec whose one error has this schema, in JSON.
fn spec(schema: &str, schemas: &str) -> String {
    format!(
        r#"{{"openapi": "3.0.3", "paths": {{"/a": {{"get": {{"responses": {{"404": {{"description": "",
        "content": {{"application/json": {{"schema": {schema}}}}}}}}}}}}}}}, "components": {{"schemas": {{{schemas}}}}}}}"#
    )
}

fn coded(codes: usize) -> String {
    let codes: Vec<String> = (0..codes).map(|code| format!("\"CODE_{code}\"")).collect();
    spec(&format!(r#"{{"properties": {{"code": {{"type": "string", "enum": [{}]}}}}}}"#, codes.join(",")), "")
}

#[test]
fn the_size_of_a_file() {
    let text = coded(2);
    let size = u64::try_from(text.len()).expect("it is short");
    assert!(read_text("openapi.json", &text, &with(|limits| limits.file_size = size)).is_ok());
    let options = with(|limits| limits.file_size = size - 1);
    refused_by(Rule::Unreadable, &format!("at most {} are read", size - 1), &text, &options);
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("openapi.json");
    fs::write(&path, &text).expect("it can be written");
    let report = read(&path, &options).expect_err("it is beyond the limit");
    assert_eq!(report.findings()[0].rule, Rule::Unreadable);
}

#[test]
fn the_size_of_all_files() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("openapi.json");
    let texts = [spec(r#"{"$ref": "more.json"}"#, ""), coded(200)];
    fs::write(&path, &texts[0]).expect("it can be written");
    fs::write(folder.path().join("more.json"), &texts[1]).expect("it can be written");
    let size = u64::try_from(texts.concat().len()).expect("they are short");
    assert!(read(&path, &with(|limits| limits.total_size = size)).is_ok());
    let report = read(&path, &with(|limits| limits.total_size = size - 1)).expect_err("it is beyond the limit");
    assert!(report.to_string().contains("bytes together") && report.to_string().contains("more.json"), "{report}");
}

#[test]
fn how_deep_values_are_nested() {
    let lists = |depth: usize| format!(r#"{{"properties": {{"x": {}1{}}}}}"#, "[".repeat(depth), "]".repeat(depth));
    assert!(read_text("openapi.json", &spec(&lists(50), ""), &Options::default()).is_ok());
    let options = with(|limits| limits.nesting = 40);
    refused_by(Rule::NestingTooDeep, "40", &spec(&lists(50), ""), &options);
    refused_by(Rule::NestingTooDeep, "128", &spec(&lists(100_000), ""), &Options::default());
    refused_by(Rule::NestingTooDeep, "128", &spec(&lists(1_000_000), ""), &Options::default());
}

#[test]
fn how_often_aliases_repeat() {
    let mut bomb = "openapi: 3.0.3\nx-retry:\n  a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (name, before) in ('b'..='k').zip('a'..) {
        let aliases: Vec<String> = iter::repeat_n(format!("*{before}"), 9).collect();
        let _ = writeln!(bomb, "  {name}: &{name} [{}]", aliases.join(", "));
    }
    refused_by(Rule::AliasExpansion, "alias", &bomb, &Options::default());
}

#[test]
fn how_long_references_go_on() {
    let chain = |length: usize| -> String {
        let link = |number: usize| format!(r##""S{number}": {{"$ref": "#/components/schemas/S{}"}}"##, number + 1);
        let links: Vec<String> = (0..length).map(link).collect();
        format!("{}, \"S{length}\": {{\"properties\": {{\"code\": {{\"enum\": [\"A\", \"B\"]}}}}}}", links.join(", "))
    };
    let first = r##"{"$ref": "#/components/schemas/S0"}"##;
    let short = read_text("openapi.json", &spec(first, &chain(20)), &Options::default());
    assert_eq!(short.map(|reading| reading.catalog().codes.len()).ok(), Some(2));
    refused_by(Rule::CyclicRef, "composed of itself", &spec(first, &chain(5_000)), &Options::default());
    for circle in [
        r##""S0": {"$ref": "#/components/schemas/S0"}"##,
        r##""S0": {"allOf": [{"$ref": "#/components/schemas/S1"}]}, "S1": {"oneOf": [{"$ref": "#/components/schemas/S0"}]}"##,
    ] {
        refused_by(Rule::CyclicRef, "composed of itself", &spec(first, circle), &Options::default());
    }
    let response = r##"{"openapi": "3.0.3", "paths": {"/a": {"get": {"responses": {"404": {"$ref": "#/x-a"}}}}},
        "x-a": {"$ref": "#/x-b"}, "x-b": {"$ref": "#/x-a"}}"##;
    refused_by(Rule::CyclicRef, "never ends", response, &Options::default());
}

#[test]
fn how_many_ways_a_body_can_look() {
    let choice = |branches: usize| {
        let branches: Vec<String> = (0..branches).map(|branch| format!(r#"{{"title": "{branch}"}}"#)).collect();
        format!(r#"{{"anyOf": [{}]}}"#, branches.join(","))
    };
    let product = |factors: usize| {
        let factors: Vec<String> = iter::repeat_n(choice(10), factors).collect();
        spec(&format!(r#"{{"allOf": [{}]}}"#, factors.join(",")), "")
    };
    assert!(read_text("openapi.json", &product(3), &Options::default()).is_ok());
    for factors in [4, 20, 500] {
        refused_by(Rule::TooManyAlternatives, "alternatives", &product(factors), &Options::default());
    }
    // Each level doubles the one below: 2^60 ways, in 60 lines.
    let level = |number: usize| {
        let below = format!(r##"{{"$ref": "#/components/schemas/S{}"}}"##, number + 1);
        format!(r#""S{number}": {{"anyOf": [{below}, {below}]}}"#)
    };
    let levels: Vec<String> = (0..60).map(level).chain([r#""S60": {}"#.to_owned()]).collect();
    let doubled = spec(r##"{"$ref": "#/components/schemas/S0"}"##, &levels.join(", "));
    let report = refused("openapi.json", &doubled, &Options::default());
    assert!([Rule::TooManyAlternatives, Rule::CyclicRef].contains(&report.findings()[0].rule), "{report}");
}

#[test]
fn how_many_codes() {
    let limited = with(|limits| limits.codes = 9);
    assert!(read_text("openapi.json", &coded(9), &limited).is_ok());
    refused_by(Rule::TooManyCodes, "declare 10 codes; at most 9", &coded(10), &limited);
    refused_by(Rule::TooManyCodes, "at most 20000", &coded(20_001), &Options::default());
}

/// Many operations may refer to one enum of many codes, in a small file.
#[test]
fn how_many_codes_all_operations_document() {
    let values: Vec<String> = (0..2_000).map(|code| format!("\"C{code}\"")).collect();
    let error = format!(r#"{{"properties": {{"code": {{"enum": [{}]}}}}}}"#, values.join(","));
    let operations = |count: usize| {
        let response =
            r##"{"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/E"}}}}"##;
        let operation = |number| format!(r#""/{number}": {{"get": {{"responses": {{"404": {response}}}}}}}"#);
        let paths: Vec<String> = (0..count).map(operation).collect();
        let head = r#""openapi": "3.0.3", "info": {"title": "", "version": "1"}"#;
        format!(r#"{{{head}, "paths": {{{}}}, "components": {{"schemas": {{"E": {error}}}}}}}"#, paths.join(","))
    };
    let limited = with(|limits| limits.documented = 4_000);
    assert!(read_text("openapi.json", &operations(2), &limited).is_ok());
    refused_by(Rule::TooManyCodes, "document more than 4000 codes together", &operations(3), &limited);
    refused_by(Rule::TooManyCodes, "document more than 4000000 codes", &operations(2_001), &Options::default());
}

#[test]
fn how_much_is_told() {
    let warnings = |count: usize| {
        let path = |number: usize| format!(r#""/{number}": {{}}, "/{number}": {{}}, "#);
        let paths: String = (0..count).map(path).collect();
        let text = coded(2).replacen(r#""paths": {"#, &format!(r#""paths": {{{paths}"#), 1);
        let reading = read_text("openapi.json", &text, &Options::default()).expect("warnings refuse nothing");
        reading.warnings().expect("there are some").clone()
    };
    let all = warnings(10_000);
    assert!(all.findings().len() == 10_000 && all.findings().iter().all(|it| it.rule == Rule::DuplicateKey));
    let some = warnings(10_020);
    assert_eq!(some.findings().len(), 10_001);
    assert!(
        some.findings().iter().any(|it| it.rule == Rule::TooManyFindings && it.message.contains("of 10020 findings"))
    );
}

#[test]
fn how_many_files() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("0.yaml");
    for number in 1..=12 {
        let next = format!("{{properties: {{more: {{$ref: {}.yaml}}}}}}", number + 1);
        fs::write(folder.path().join(format!("{number}.yaml")), next).expect("it can be written");
    }
    fs::write(folder.path().join("13.yaml"), "{type: string}").expect("it can be written");
    fs::write(&path, spec(r#"{"$ref": "1.yaml"}"#, "")).expect("it can be written");
    let reading = read(&path, &with(|limits| limits.files = 14)).unwrap_or_else(|report| unreachable!("{report}"));
    assert_eq!(reading.files().len(), 14);
    let report = read(&path, &with(|limits| limits.files = 13)).expect_err("it is beyond the limit");
    assert!(report.to_string().contains("more than 13 files"), "{report}");
    assert_eq!(report.findings()[0].rule, Rule::Unreadable);
}
