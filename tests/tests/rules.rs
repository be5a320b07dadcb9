//! The page on the rules: every rule is on it, each example breaks the rule it stands under, and what to write instead
//! does not.

use std::fs;
use std::path::Path;

use errbook_spec::{Options, Rule, read_text};
use serde_json::Value;

/// A rule's part of the page.
struct Section {
    name: String,
    text: String,
    examples: Vec<String>,
}

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/rules.md");
    fs::read_to_string(path).expect("the page is there")
}

/// The YAML of a text, fence by fence.
fn examples(text: &str) -> Vec<String> {
    let fences = text.split("```yaml\n").skip(1);
    fences.map(|fence| fence.split("```").next().unwrap_or_default().to_owned()).collect()
}

fn sections(page: &str) -> Vec<Section> {
    let sections = page.split("\n### ").skip(1);
    let of = |text: &str| {
        let text = text.split("\n## ").next().unwrap_or_default();
        let (name, text) = text.split_once('\n').unwrap_or_default();
        Section { name: name.to_owned(), text: text.to_owned(), examples: examples(text) }
    };
    sections.map(of).collect()
}

/// What most examples have in common.
fn common(page: &str) -> Value {
    let beginning = page.split("\n## ").next().unwrap_or_default();
    serde_yaml::from_str(&examples(beginning)[0]).expect("it is YAML")
}

/// An example as a whole spec.
fn spec(common: &Value, example: &str) -> String {
    if example.starts_with("openapi") || example.starts_with("swagger") {
        return example.to_owned();
    }
    let mut spec = common.clone();
    lay_over(&mut spec, &serde_yaml::from_str(example).expect("it is YAML"));
    spec.to_string()
}

fn lay_over(below: &mut Value, above: &Value) {
    match (below, above) {
        (Value::Object(below), Value::Object(above)) => {
            for (key, value) in above {
                lay_over(below.entry(key).or_insert(Value::Null), value);
            }
        }
        (below, above) => *below = above.clone(),
    }
}

/// The rules that a spec breaks, in itself or else when both sides are generated from it, each once.
fn broken(spec: &str, is_generated: bool) -> Vec<&'static str> {
    let findings = match read_text("openapi.yaml", spec, &Options::default()) {
        Ok(reading) => reading.warnings().map(|report| report.findings().to_vec()).unwrap_or_default(),
        Err(report) => report.findings().to_vec(),
    };
    let mut names: Vec<_> = findings.iter().map(|finding| finding.rule.name()).collect();
    if is_generated {
        let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
        let path = folder.path().join("openapi.yaml");
        fs::write(&path, spec).expect("the folder is ours");
        let error = errbook_build::configure().generate(&path).err();
        names.extend(error.iter().flat_map(errbook_build::Error::findings).map(|finding| finding.rule));
        names.dedup();
    }
    names
}

/// The rules of what is generated, of which the command has one of its own.
fn of_generating() -> impl Iterator<Item = &'static str> {
    errbook_build::RULES.iter().copied().chain(["stale"])
}

#[test]
fn every_rule_is_on_the_page_once_and_nothing_else() {
    let page = page();
    let mut names: Vec<String> = sections(&page).into_iter().map(|section| section.name).collect();
    let mut rules: Vec<&str> = Rule::ALL.iter().map(|rule| rule.name()).chain(of_generating()).collect();
    names.sort();
    rules.sort_unstable();
    // What two codes collide in may be seen only when something is generated.
    rules.dedup();
    assert_eq!(names, rules);
}

#[test]
fn every_example_is_what_it_says() {
    let page = page();
    let common = common(&page);
    assert_eq!(broken(&common.to_string(), true), Vec::<&str>::new(), "what they have in common is fine");
    let mut shown = 0;
    for section in sections(&page) {
        assert!(section.text.trim().len() > 80, "{} says too little", section.name);
        for (index, example) in section.examples.iter().enumerate() {
            let is_generated = of_generating().any(|rule| rule == section.name);
            let names = broken(&spec(&common, example), is_generated);
            if index == 0 {
                assert_eq!(names, [section.name.as_str()], "{}: {example}", section.name);
            } else {
                assert_eq!(names, Vec::<&str>::new(), "{}, mended: {example}", section.name);
            }
            shown += 1;
        }
    }
    assert!(shown > 30, "only {shown} examples");
}
