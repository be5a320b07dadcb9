//! A published spec as a test needs it: its catalog, and a validator for each of its bodies that is not ours.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use errbook_spec::{Catalog, Options, Place, Reading};
use jsonschema::{Draft, Registry, Validator};
use serde_json::{Value, json};

/// A spec and the documents it consists of.
pub struct Published {
    reading: Reading,
    draft: Draft,
    /// The paths of its files below the folder of the spec.
    files: Vec<PathBuf>,
    /// What these files hold.
    registry: Registry<'static>,
}

impl Published {
    /// One of the five reference APIs.
    ///
    /// # Panics
    ///
    /// If it cannot be read.
    #[must_use]
    pub fn api(name: &str) -> Self {
        Self::read(&apis().join(format!("{name}.yaml")), "")
    }

    /// A spec, with where its codes stand if it does not say so itself.
    ///
    /// # Panics
    ///
    /// If it cannot be read.
    #[must_use]
    pub fn read(spec: &Path, code_at: &str) -> Self {
        let mut options = Options::default();
        options.code_paths.extend(Some(code_at.to_owned()).filter(|path| !path.is_empty()));
        let reading = errbook_spec::read(spec, &options).unwrap_or_else(|report| panic!("{report}"));
        let folder = spec.with_file_name("").canonicalize().expect("the spec was read before");
        let mut documents: Vec<(PathBuf, Value)> = reading.files().iter().map(|path| document(path, &folder)).collect();
        let is_old = documents.first().is_some_and(|(_, spec)| text(&spec["openapi"]).starts_with("3.0"));
        let draft = if is_old { Draft::Draft4 } else { Draft::Draft202012 };
        if let [(_, document)] = documents.as_mut_slice() {
            let operations = reading.catalog().operations.iter();
            let responses = operations.flat_map(|it| &it.responses).map(|it| it.place.pointer.to_string());
            *document = reduced(document, responses.collect());
        }
        let mut registry = Registry::new().draft(draft);
        let mut files = Vec::new();
        for (path, document) in documents {
            registry = registry.add(uri(&path), document).expect("the URI is well-formed");
            files.push(path);
        }
        let registry = registry.prepare().expect("the documents are schemas");
        Self { reading, draft, files, registry }
    }

    /// What errbook understood.
    #[must_use]
    pub fn catalog(&self) -> &Catalog {
        self.reading.catalog()
    }

    /// A validator of the body of one media type of a response, made from the spec's own words.
    ///
    /// # Panics
    ///
    /// If the spec has no such body.
    #[must_use]
    pub fn body(&self, response: &Place, media_type: &str) -> Validator {
        let file = match self.files.as_slice() {
            [only] => only,
            several => {
                let position = self.reading.positions(&[response]).swap_remove(0);
                let is_in = |path: &&PathBuf| Path::new(&position.file).ends_with(path);
                several.iter().find(is_in).expect("the response stands in one of the files")
            }
        };
        let pointer = response.pointer.child("content").child(media_type).child("schema");
        let fragment = pointer.to_string().replace('%', "%25").replace('{', "%7B").replace('}', "%7D");
        let schema = json!({"$ref": format!("{}#{fragment}", uri(file))});
        jsonschema::options()
            .with_draft(self.draft)
            .with_registry(&self.registry)
            .build(&schema)
            .unwrap_or_else(|error| panic!("{schema}: {error}"))
    }
}

/// A file of a spec, in the words of JSON Schema.
fn document(path: &Path, folder: &Path) -> (PathBuf, Value) {
    let text = std::fs::read_to_string(path).expect("the file was read before");
    let is_json = path.extension().is_some_and(|extension| extension == "json");
    let parsed = if is_json { serde_json::from_str(&text).ok() } else { serde_yaml::from_str(&text).ok() };
    let mut document: Value = parsed.expect("the file was read before");
    nullable_as_types(&mut document);
    let path = path.canonicalize().expect("the file was read before");
    let name = path.strip_prefix(folder).expect("the files are beside the spec");
    (name.to_owned(), document)
}

/// What stands at these pointers and all that it refers to: the validator walks through whatever it is given.
fn reduced(document: &Value, mut pointers: Vec<String>) -> Value {
    let mut kept = json!({});
    let mut known = HashSet::new();
    while let Some(pointer) = pointers.pop() {
        let Some(value) = document.pointer(&pointer).filter(|_| known.insert(pointer.clone())) else { continue };
        references(value, &mut pointers);
        let mut place = &mut kept;
        for key in pointer.split('/').skip(1) {
            place = &mut place[key.replace("~1", "/").replace("~0", "~")];
        }
        *place = value.clone();
    }
    kept
}

fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|item| references(item, found)),
        Value::Object(map) => {
            let reference = map.get("$ref").and_then(Value::as_str).and_then(|it| it.strip_prefix('#'));
            found.extend(reference.map(str::to_owned));
            map.values().for_each(|member| references(member, found));
        }
        _ => {}
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The folder of the five specs.
#[must_use]
pub fn apis() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/apis")
}

fn uri(path: &Path) -> String {
    format!("test:///{}", path.display())
}

/// 3.0's `nullable` in the words of JSON Schema, which the validator knows.
fn nullable_as_types(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(nullable_as_types),
        Value::Object(map) => {
            map.values_mut().for_each(nullable_as_types);
            if map.remove("nullable") != Some(Value::Bool(true)) {
                return;
            }
            if let Some(Value::Array(values)) = map.get_mut("enum") {
                values.push(Value::Null);
            }
            match map.get_mut("type") {
                Some(Value::String(name)) => {
                    let types = json!([name, "null"]);
                    map.insert("type".to_owned(), types);
                }
                Some(_) => {}
                None => *value = json!({"anyOf": [value.take(), {"type": "null"}]}),
            }
        }
        _ => {}
    }
}
