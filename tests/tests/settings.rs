//! `errbook.toml` and the schemas that are shipped: what is wrong is told all at once, and the schemas agree with what is
//! read.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use errbook_spec::Settings;
use jsonschema::Validator;
use serde_json::{Value, json};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn everything_wrong_is_told_at_once_with_its_line() {
    let text = "\
root = '..'
[[api]]
name = 'shop'
spec = 7
code_at = ['error.code']
[[api]]
name = 'shop'
spec = 'b.yaml'
overlays = 'c.yaml'
client-only = 'yes'
rename = { A = 1 }
[[api]]
root = ''
";
    let report = Settings::of_text("errbook.toml", text).expect_err("it is wrong in many ways");
    let found: Vec<(Option<usize>, &str)> = report.findings().iter().map(|it| (it.line, it.message.as_str())).collect();
    let expected = [
        (Some(1), "`root` is no key of this file"),
        (Some(4), "`spec` cannot be a number"),
        (Some(5), "`code_at` is no key of an API"),
        (Some(7), "another API is called `shop` already, in line 3"),
        (Some(9), "`overlays` cannot be text"),
        (Some(10), "`client-only` cannot be text"),
        (Some(11), "`rename` cannot be a number"),
        (Some(12), "this API has no `name`"),
        (Some(12), "this API has no `spec`"),
        (Some(13), "`root` cannot be empty"),
    ];
    assert_eq!(found, expected, "{report}");
    let text = report.to_string();
    for said in ["errbook.toml:5:1", "did you mean `code-at`?", "code-at", "write it below `[[api]]`"] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn what_is_no_toml_is_told_with_its_line() {
    for (text, line) in
        [("[[api]]\nname = \n", 2), ("[[api]]\nname = 'a'\nname = 'b'\n", 3), ("[api]\n", 1), ("a = 1\n", 1)]
    {
        let report = Settings::of_text("errbook.toml", text).expect_err("it is wrong");
        assert_eq!(report.findings()[0].line, Some(line), "{report}");
    }
    for text in ["", "# nothing\n"] {
        let report = Settings::of_text("errbook.toml", text).expect_err("there is no API");
        assert!(report.to_string().contains("[[api]]"), "{report}");
    }
}

fn schema(name: &str) -> Value {
    let path = workspace().join("docs/schemas").join(format!("{name}.schema.json"));
    let text = fs::read_to_string(path).expect("it is shipped");
    serde_json::from_str(&text).expect("it is JSON")
}

fn validator(schema: &Value) -> Validator {
    jsonschema::validator_for(schema).expect("it is a schema")
}

/// TOML that holds what this holds.
fn toml(settings: &Value) -> String {
    let mut text = String::new();
    for (key, value) in settings.as_object().into_iter().flatten().filter(|(key, _)| *key != "api") {
        let _ = writeln!(text, "{key} = {}", inline(value));
    }
    for api in settings["api"].as_array().into_iter().flatten() {
        text.push_str("[[api]]\n");
        for (key, value) in api.as_object().expect("an API is a table") {
            let _ = writeln!(text, "{key} = {}", inline(value));
        }
    }
    text
}

fn inline(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let members: Vec<String> =
                members.iter().map(|(key, value)| format!("{key:?} = {}", inline(value))).collect();
            format!("{{ {} }}", members.join(", "))
        }
        other => other.to_string(),
    }
}

#[test]
fn the_schema_and_the_reader_agree_on_every_key() {
    let schema = schema("errbook.toml");
    let validator = validator(&schema);
    let api = &schema["properties"]["api"]["items"]["properties"];
    let keys: Vec<&String> = api.as_object().expect("it lists the keys").keys().collect();
    assert!(keys.len() >= 7, "{keys:?}");
    let right = |key: &str| match key {
        "overlays" | "code-at" => json!(["a"]),
        "rename" => json!({"429 Too Many": "TooMany"}),
        "client-only" | "bodies" => json!(true),
        _ => json!("a"),
    };
    let values = [
        json!("a"),
        json!(""),
        json!(1),
        json!(true),
        json!([]),
        json!(["a"]),
        json!([1]),
        json!([""]),
        json!({}),
        json!({"A": "B"}),
        json!({"A": 1}),
    ];
    let known = keys.iter().map(|key| key.as_str());
    for key in known.chain(["nane", "codes", "overlay", "code_at", "client_only"]) {
        for value in values.iter().chain([&right(key)]) {
            let mut settings = json!({"api": [{"name": "shop", "spec": "openapi.yaml"}]});
            settings["api"][0][key] = value.clone();
            let read = Settings::of_text("errbook.toml", &toml(&settings));
            assert_eq!(validator.is_valid(&settings), read.is_ok(), "{settings}: {read:?}");
            assert!(read.is_ok() || *value != right(key) || !keys.iter().any(|it| *it == key), "{read:?}");
        }
    }
    for wrong in [
        json!({}),
        json!({"api": []}),
        json!({"api": [{}]}),
        json!({"api": [{"name": "a"}]}),
        json!({"apis": 1, "api": [{"name": "a", "spec": "b"}]}),
    ] {
        assert!(!validator.is_valid(&wrong), "{wrong}");
        assert!(Settings::of_text("errbook.toml", &toml(&wrong)).is_err(), "{wrong}");
    }
}

#[test]
fn the_shipped_example_is_read() {
    let settings = Settings::read(&workspace().join("examples/exchange-client/errbook.toml"));
    let settings = settings.unwrap_or_else(|report| panic!("{report}"));
    let exchange = settings.api("exchange").expect("it is there");
    assert!(exchange.client_only && exchange.spec.is_file() && exchange.overlays.iter().all(|path| path.is_file()));
    assert_eq!(settings.apis_of(&exchange.spec).count(), 1);
}

/// Every value of a key in a document.
fn all<'d>(document: &'d Value, key: &str, found: &mut Vec<&'d Value>) {
    match document {
        Value::Object(members) => {
            found.extend(members.get(key));
            members.values().for_each(|value| all(value, key, found));
        }
        Value::Array(items) => items.iter().for_each(|item| all(item, key, found)),
        _ => {}
    }
}

#[test]
fn the_extensions_of_the_five_specs_are_as_the_schemas_say() {
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in ["spec/apis", "spec/apis/publishing", "tests/specs"] {
        let entries = fs::read_dir(workspace().join(folder)).expect("it is there").flatten().map(|entry| entry.path());
        files.extend(entries.filter(|path| path.extension().is_some_and(|ending| ending == "yaml")));
    }
    for key in ["x-error-codes", "x-retry"] {
        let validator = validator(&schema(key));
        let mut count = 0;
        for file in &files {
            let text = fs::read_to_string(file).expect("it is there");
            let document: Value = serde_yaml::from_str(&text).expect("it is YAML");
            let mut found = Vec::new();
            all(&document, key, &mut found);
            for value in found {
                let errors: Vec<String> = validator.iter_errors(value).map(|error| error.to_string()).collect();
                assert!(errors.is_empty(), "{}: {errors:?}", file.display());
                count += 1;
            }
        }
        assert!(count >= 3, "{key} stands in {count} places");
    }
}

#[test]
fn wrong_extensions_are_refused_by_the_schemas_and_by_the_reader() {
    let spec = |key: &str, value: &Value| {
        let code = json!({"type": "string", "enum": ["GONE", "LOST"]});
        let schema = json!({"type": "object", "properties": {"code": code}});
        let mut spec = json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get": {"responses": {
            "404": {"description": "", "content": {"application/json": {"schema": schema}}}}}}}});
        spec[key] = value.clone();
        errbook_spec::read_text("openapi.json", &spec.to_string(), &errbook_spec::Options::default()).is_ok()
    };
    let rule = |rule: Value| json!({"429": rule});
    for (key, value, right) in [
        ("x-retry", rule(json!("never")), true),
        ("x-retry", rule(json!({"after": ["header", "body", "reset"], "default": "5s", "attempts": 3})), true),
        ("x-retry", rule(json!({"backoff": {"initial": "100ms", "factor": 1.5, "max": "30s"}, "attempts": 2})), true),
        ("x-retry", json!({"5XX": "never", "default": "never"}), true),
        ("x-retry", rule(json!("sometimes")), false),
        ("x-retry", rule(json!({"atempts": 3})), false),
        ("x-retry", rule(json!({"attempts": 0})), false),
        ("x-retry", rule(json!({"default": "soon"})), false),
        ("x-retry", rule(json!({"after": ["footer"]})), false),
        ("x-retry", rule(json!({"backoff": {"factor": 2}})), false),
        (
            "x-error-codes",
            json!({"GONE": {"status": 404, "description": "a", "cause": "b", "alert": "page", "deprecated": true, "retry": "never"}}),
            true,
        ),
        ("x-error-codes", json!({"GONE": {"payload": {"type": "object"}}}), true),
        ("x-error-codes", json!([{"code": "GONE", "status": 404, "title": "a", "retryable": false}]), true),
        ("x-error-codes", json!({"GONE": {"statsu": 404}}), false),
        ("x-error-codes", json!({"GONE": {"status": "gone"}}), false),
        ("x-error-codes", json!({"GONE": {"status": 1000}}), false),
        ("x-error-codes", json!({"GONE": {"alert": "loud"}}), false),
        ("x-error-codes", json!({"GONE": {"deprecated": "yes"}}), false),
        ("x-error-codes", json!("GONE"), false),
    ] {
        assert_eq!(validator(&schema(key)).is_valid(&value), right, "by the schema: {key}: {value}");
        assert_eq!(spec(key, &value), right, "by the reader: {key}: {value}");
    }
}
