//! A published spec as a test needs it: its catalog, and a validator for each of its bodies that is not ours.

use std::path::{Path, PathBuf};

use errbook_spec::{Catalog, Options, Place, Reading};
use jsonschema::{Registry, Validator};
use serde_json::{Value, json};

/// A spec and the documents it consists of.
pub struct Published {
    reading: Reading,
    /// By the URI they are known under.
    documents: Vec<(String, Value)>,
}

impl Published {
    /// One of the five reference APIs.
    ///
    /// # Panics
    ///
    /// If it cannot be read.
    #[must_use]
    pub fn api(name: &str) -> Self {
        let folder = apis();
        let reading = errbook_spec::read(&folder.join(format!("{name}.yaml")), &Options::default());
        let reading = reading.unwrap_or_else(|report| panic!("{report}"));
        let folder = folder.canonicalize().expect("the folder is there");
        let documents = reading.files().iter().map(|path| {
            let text = std::fs::read_to_string(path).expect("the file was read before");
            let mut document: Value = serde_yaml::from_str(&text).expect("the file was read before");
            nullable_as_types(&mut document);
            let path = path.canonicalize().expect("the file was read before");
            let name =
                path.strip_prefix(&folder).expect("the files are beside the spec").to_string_lossy().into_owned();
            (uri(&name), document)
        });
        let documents = documents.collect();
        Self { reading, documents }
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
        let position = self.reading.positions(&[response]).swap_remove(0);
        let file = position.file.rsplit("spec/apis/").next().unwrap_or_default();
        let pointer = response.pointer.child("content").child(media_type).child("schema");
        let mut registry = Registry::new();
        for (uri, document) in &self.documents {
            registry = registry.add(uri.as_str(), document.clone()).expect("the URI is well-formed");
        }
        let registry = registry.prepare().expect("the documents are schemas");
        let schema = json!({"$ref": format!("{}#{}", uri(file), pointer.to_string().replace('%', "%25").replace('{', "%7B").replace('}', "%7D"))});
        jsonschema::options()
            .with_registry(&registry)
            .build(&schema)
            .unwrap_or_else(|error| panic!("{schema}: {error}"))
    }
}

/// The folder of the five specs.
#[must_use]
pub fn apis() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/apis")
}

fn uri(name: &str) -> String {
    format!("test:///{name}")
}

/// 3.0's `nullable` in the words of JSON Schema, which the validator knows.
fn nullable_as_types(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(nullable_as_types),
        Value::Object(map) => {
            map.values_mut().for_each(nullable_as_types);
            if map.get("nullable") == Some(&Value::Bool(true))
                && let Some(Value::String(name)) = map.get("type")
            {
                let types = json!([name, "null"]);
                map.insert("type".to_owned(), types);
            }
        }
        _ => {}
    }
}
