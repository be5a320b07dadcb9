//! Differences of form make no difference: the same spec written in another way gives the same catalog.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;

use errbook_spec::{Catalog, read};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use crate::specs::{Spec, cases, difference, without_places};

/// Runs over every spec, each with its catalog, and choices that are taken by chance.
fn for_every_spec(number: u32, check: impl Fn(&Spec, &Catalog, &mut Choices)) {
    let specs: Vec<(Spec, Catalog)> = Spec::all()
        .into_iter()
        .map(|spec| {
            let catalog = without_places(spec.read(&spec.document));
            (spec, catalog)
        })
        .collect();
    let choices = prop::collection::vec(any::<bool>(), 1..64);
    let outcome = TestRunner::new(cases(number)).run(&(0..specs.len(), choices), |(spec, choices)| {
        let (spec, catalog) = &specs[spec];
        check(spec, catalog, &mut Choices { choices, next: 0 });
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

#[track_caller]
fn assert_same(found: &Catalog, expected: &Catalog, what: &str) {
    let difference = difference(found, expected);
    assert!(difference.is_empty(), "{what}: {difference}");
    let changes = errbook_contract::compare(expected, found);
    assert!(changes.is_empty(), "{what}: {changes:#?}");
}

/// Yes and no, taken by chance and over again.
struct Choices {
    choices: Vec<bool>,
    next: usize,
}

impl Choices {
    fn choose(&mut self) -> bool {
        self.next += 1;
        self.choices[(self.next - 1) % self.choices.len()]
    }
}

#[test]
fn json_and_yaml_in_all_their_styles() {
    for spec in Spec::all() {
        let catalog = without_places(spec.read(&spec.document));
        let pretty = serde_json::to_string_pretty(&spec.document).expect("it is JSON");
        let block = serde_yaml::to_string(&spec.document).expect("it is YAML");
        let flow = Flow::plain(&spec.document);
        for (name, text) in [
            ("indented.json", pretty.as_str()),
            ("block.yaml", &block),
            ("flow.yaml", &flow),
            ("json.yaml", &pretty.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")),
            ("mark.yaml", &format!("\u{feff}{block}")),
            ("mark.json", &format!("\u{feff}{pretty}")),
            ("windows.yaml", &block.replace('\n', "\r\n")),
            ("windows.json", &pretty.replace('\n', "\r\n")),
            ("document.yaml", &format!("%YAML 1.2\n---\n{block}...\n")),
            ("comments.yaml", &format!("# first\n\n{}\n# last\n", commented(&block))),
        ] {
            // A line feed in a text is one in every style; only the file's own line ends differ.
            assert_same(&without_places(spec.read_text(name, text)), &catalog, &format!("{} as {name}", spec.name));
        }
    }
}

/// A comment behind each line that ends with a key.
fn commented(block: &str) -> String {
    let mut inside_text = None;
    let mut text = String::new();
    for line in block.lines() {
        let indent = line.len() - line.trim_start().len();
        let continues = inside_text.is_some_and(|outer| indent > outer || line.trim().is_empty());
        if !continues {
            inside_text = line.trim_end().ends_with(['|', '>', '-', '+']).then_some(indent);
        }
        let comment = if !continues && line.ends_with(':') && !line.contains(['\'', '"']) { " # about it" } else { "" };
        let _ = writeln!(text, "{line}{comment}");
    }
    text
}

#[test]
fn anchors_and_aliases() {
    for_every_spec(60, |spec, catalog, choices| {
        let text = Flow::anchored(&spec.document, choices);
        assert_same(&without_places(spec.read_text("openapi.yaml", &text)), catalog, &spec.name);
    });
}

#[test]
fn references_written_out() {
    for_every_spec(60, |spec, catalog, choices| {
        let mut document = spec.document.clone();
        inline(&mut document, &spec.document, &["headers", "examples"], choices);
        assert_same(&without_places(spec.read(&document)), catalog, &spec.name);
    });
}

/// Bodies are named after their response, and that is all that a response's name means.
#[test]
fn responses_written_out() {
    for_every_spec(60, |spec, catalog, choices| {
        let mut document = spec.document.clone();
        inline(&mut document, &spec.document, &["responses"], choices);
        let changes = errbook_contract::compare(catalog, &without_places(spec.read(&document)));
        assert!(changes.is_empty(), "{}: {changes:#?}", spec.name);
    });
}

/// Puts what is referred to in some sections of the components in the place of references.
fn inline(value: &mut Value, document: &Value, sections: &[&str], choices: &mut Choices) {
    let section = |reference: &str| reference.strip_prefix("#/components/")?.split('/').next().map(str::to_owned);
    if let Some(reference) = value.get("$ref").and_then(Value::as_str)
        && section(reference).is_some_and(|section| sections.contains(&section.as_str()))
        && choices.choose()
    {
        let target = reference.strip_prefix('#').and_then(|pointer| document.pointer(pointer));
        *value = target.unwrap_or_else(|| panic!("{reference} leads to nothing")).clone();
    }
    match value {
        Value::Object(members) => members.values_mut().for_each(|value| inline(value, document, sections, choices)),
        Value::Array(items) => items.iter_mut().for_each(|value| inline(value, document, sections, choices)),
        _ => {}
    }
}

#[test]
fn several_files() {
    for_every_spec(40, |spec, catalog, choices| {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let mut moved: HashMap<String, String> = HashMap::new();
        let mut document = spec.document.clone();
        let mut parts = json!({"schemas": {}});
        let mut alone: Vec<(String, Value)> = Vec::new();
        let named_only = mapped_names(&spec.document);
        let components = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut);
        let names: Vec<String> = components.as_ref().map(|it| it.keys().cloned().collect()).unwrap_or_default();
        if let Some(components) = components {
            for name in names.into_iter().filter(|name| !named_only.contains(name) && is_file_name(name)) {
                let (to_own_file, to_shared_file) = (choices.choose(), choices.choose());
                if to_own_file {
                    moved.insert(format!("#/components/schemas/{name}"), format!("schemas/{name}.yaml"));
                    alone.extend(components.shift_remove(&name).map(|schema| (name, schema)));
                } else if to_shared_file {
                    moved.insert(format!("#/components/schemas/{name}"), format!("parts.json#/schemas/{name}"));
                    parts["schemas"][name.as_str()] = components.shift_remove(&name).unwrap_or_default();
                }
            }
        }
        fs::create_dir(folder.path().join("schemas")).expect("a folder can be made");
        let write = |path: &str, mut value: Value, back: &str| {
            redirect(&mut value, &moved, back);
            let text =
                if path.ends_with("yaml") { serde_yaml::to_string(&value).ok() } else { Some(value.to_string()) };
            fs::write(folder.path().join(path), text.expect("it can be written")).expect("the folder is there");
        };
        write("openapi.json", document, "");
        write("parts.json", parts, "openapi.json");
        for (name, schema) in alone {
            write(&format!("schemas/{name}.yaml"), schema, "../openapi.json");
        }
        let reading = read(&folder.path().join("openapi.json"), &spec.options());
        let reading = reading.unwrap_or_else(|report| panic!("{}: {report}", spec.name));
        let mut split = without_places(reading.catalog().clone());
        if split.api.title == "openapi" {
            split.api.title.clone_from(&catalog.api.title);
        }
        assert_same(&split, catalog, &spec.name);
    });
}

fn is_file_name(name: &str) -> bool {
    name.chars().all(|it| it.is_ascii_alphanumeric() || it == '_' || it == '-')
}

/// The schemas that some discriminator selects by their name alone, which has to stand in `components`.
fn mapped_names(value: &Value) -> Vec<String> {
    let mut names = Vec::new();
    match value {
        Value::Object(members) => {
            let mapping = members.get("discriminator").and_then(|it| it.get("mapping")).and_then(Value::as_object);
            let targets = mapping.into_iter().flatten().filter_map(|(_, target)| target.as_str());
            names.extend(targets.filter(|target| !target.contains('/')).map(str::to_owned));
            names.extend(members.values().flat_map(mapped_names));
        }
        Value::Array(items) => names.extend(items.iter().flat_map(mapped_names)),
        _ => {}
    }
    names
}

/// Lets references lead to where their targets went; `back` is the way to the spec from the file that holds them.
fn redirect(value: &mut Value, moved: &HashMap<String, String>, back: &str) {
    match value {
        Value::String(text) if text.starts_with("#/") => {
            // A reference into a schema that moved goes there as well.
            let target = moved.iter().find(|(from, _)| {
                text.strip_prefix(from.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            });
            *text = match target {
                Some((from, to)) => {
                    let rest = text.strip_prefix(from.as_str()).unwrap_or_default();
                    let up = if back.starts_with("../") { "../" } else { "" };
                    let hash = if rest.is_empty() || to.contains('#') { "" } else { "#" };
                    format!("{up}{to}{hash}{rest}")
                }
                None => format!("{back}{text}"),
            };
        }
        Value::Object(members) => members.values_mut().for_each(|value| redirect(value, moved, back)),
        Value::Array(items) => items.iter_mut().for_each(|value| redirect(value, moved, back)),
        _ => {}
    }
}

/// Writes YAML in flow style, keys without quotes where that is the same key.
struct Flow<'c> {
    text: String,
    choices: Option<&'c mut Choices>,
    /// How often each value occurs, and the anchor that it got.
    seen: HashMap<String, (usize, Option<usize>)>,
    anchors: usize,
}

impl<'c> Flow<'c> {
    fn plain(document: &Value) -> String {
        let mut flow = Flow { text: String::new(), choices: None, seen: HashMap::new(), anchors: 0 };
        flow.value(document);
        flow.text
    }

    fn anchored(document: &Value, choices: &'c mut Choices) -> String {
        let mut flow = Flow { text: String::new(), choices: Some(choices), seen: HashMap::new(), anchors: 0 };
        flow.count(document);
        flow.value(document);
        flow.text
    }

    fn count(&mut self, value: &Value) {
        match value {
            Value::Object(members) => members.values().for_each(|value| self.count(value)),
            Value::Array(items) => items.iter().for_each(|value| self.count(value)),
            _ => return,
        }
        self.seen.entry(value.to_string()).or_default().0 += 1;
    }

    fn value(&mut self, value: &Value) {
        if self.alias(value) {
            return;
        }
        match value {
            Value::Object(members) => {
                self.text.push('{');
                for (key, value) in members {
                    let plain = !key.is_empty() && key.chars().all(|it| it.is_ascii_alphanumeric());
                    let _ = if plain { write!(self.text, "{key}: ") } else { write!(self.text, "{}: ", json!(key)) };
                    self.value(value);
                    self.text.push_str(",\n ");
                }
                self.text.push('}');
            }
            Value::Array(items) => {
                self.text.push('[');
                for value in items {
                    self.value(value);
                    self.text.push_str(", ");
                }
                self.text.push(']');
            }
            // The YAML parser takes these for line ends, as YAML 1.1 did; YAML 1.2 and JSON do not.
            scalar => {
                let text = scalar.to_string().replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
                self.text.push_str(&text);
            }
        }
    }

    /// Writes an alias for a value that has an anchor, or an anchor in front of one that occurs again.
    fn alias(&mut self, value: &Value) -> bool {
        let Some(choices) = &mut self.choices else { return false };
        let Some((times, anchor)) = self.seen.get_mut(&value.to_string()) else { return false };
        match anchor {
            Some(anchor) => {
                let _ = write!(self.text, "*a{anchor} ");
                true
            }
            None if *times > 1 && choices.choose() => {
                let _ = write!(self.text, "&a{} ", self.anchors);
                // Aliases count from where the value ends, and no value holds itself.
                *anchor = Some(self.anchors);
                self.anchors += 1;
                false
            }
            None => false,
        }
    }
}
