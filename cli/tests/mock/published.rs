//! Every error of the five published specs, judged by the schemas that they publish.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use errbook_spec::{Catalog, Operation, Place, Response, StatusKey, Wire};
use errbook_tests::published::{Published, apis};
use serde_json::Value;

use crate::server::{Answer, Mock};

const APIS: [&str; 5] = ["affiliate", "trackagoat", "refcampaign", "plain", "publishing"];

/// An API as it is played, and the schemas it is judged by.
struct Played {
    name: &'static str,
    mock: Mock,
    published: Published,
    validators: HashMap<(Place, String), jsonschema::Validator>,
}

impl Played {
    fn new(name: &'static str, folder: &Path) -> Self {
        let mock = Mock::of(&folder.join(format!("{name}.yaml")));
        Self { name, mock, published: Published::api(name), validators: HashMap::new() }
    }

    fn operations(&self) -> Vec<Operation> {
        self.published.catalog().operations.clone()
    }

    /// Whether the body of an answer is as the schema of a response has it.
    fn is_valid(&mut self, answer: &Answer, response: &Response) -> bool {
        let media_type = answer.header("content-type").expect("the answer has a body").to_owned();
        let key = (response.place.clone(), media_type);
        let (published, place) = (&self.published, &response.place);
        let validator =
            self.validators.entry(key).or_insert_with_key(|(_, media_type)| published.body(place, media_type));
        validator.is_valid(&answer.body)
    }

    /// The answer has a status, a code, and a body that the schema admits.
    fn judge(&mut self, answer: &Answer, response: &Response, status: u16, code: Option<&Wire>) {
        assert_eq!(answer.status, status, "{}: {answer:?}", self.name);
        if let Some(code) = code {
            assert_eq!(code_in(self.published.catalog(), &answer.body), Some(code.to_string()), "{answer:?}");
        }
        assert!(self.is_valid(answer, response), "{} {status}: {answer:?}", self.name);
        for header in self.required(status) {
            assert!(answer.header(&header).is_some(), "{} {status}: {header} in {answer:?}", self.name);
        }
    }

    /// The headers that every response of a status has.
    fn required(&self, status: u16) -> Vec<String> {
        let statuses = &self.published.catalog().statuses;
        let status = statuses.iter().find(|it| it.key == StatusKey::Exact(status)).expect("it is documented");
        status.headers.iter().filter(|it| it.required).map(|it| it.name.clone()).collect()
    }
}

/// What stands where the codes do.
fn code_in(catalog: &Catalog, body: &Value) -> Option<String> {
    let mut paths = catalog.code_paths.iter().map(|path| format!("/{}", path.replace('.', "/")));
    let code = paths.find_map(|path| body.pointer(&path))?;
    Some(code.as_str().map_or_else(|| code.to_string(), str::to_owned))
}

/// The documented errors of operations with one exact status.
fn responses(operations: &[Operation]) -> impl Iterator<Item = (&Operation, u16, &Response)> {
    let all = operations.iter().flat_map(|operation| operation.responses.iter().map(move |it| (operation, it)));
    all.filter_map(|(operation, response)| match response.key {
        StatusKey::Exact(status) => Some((operation, status, response)),
        _ => None,
    })
}

/// Asks for every error by its name, and of each operation for each of its errors.
fn judge_all(played: &mut Played, with_open_codes: bool) {
    let operations = played.operations();
    for code in played.published.catalog().codes.clone() {
        if code.open && !with_open_codes {
            continue;
        }
        let status = code.status.expect("each code of the five has a primary status");
        let answer = played.mock.get(&format!("/errors/{}", code.wire));
        let index = played.published.catalog().codes.iter().position(|it| it.wire == code.wire);
        let admitting = responses(&operations).find(|(_, of, response)| {
            *of == status && (code.open || index.is_some_and(|index| response.codes.contains(&index)))
        });
        let (_, _, response) = admitting.expect("some operation documents it");
        played.judge(&answer, response, status, Some(&code.wire));
    }
    for (operation, status, response) in responses(&operations) {
        let path = operation.path.replace(['{', '}'], "");
        let answer = played.mock.ask(&operation.method.to_uppercase(), &path, &format!("status={status}"));
        played.judge(&answer, response, status, None);
        let codes = played.published.catalog().codes.clone();
        for code in response.codes.iter().map(|index| &codes[*index]) {
            let prefer = format!("code={}, status={status}", code.wire);
            let answer = played.mock.ask(&operation.method.to_uppercase(), &path, &prefer);
            played.judge(&answer, response, status, Some(&code.wire));
        }
    }
}

#[test]
fn every_published_error_is_played() {
    for name in APIS {
        judge_all(&mut Played::new(name, &apis()), true);
    }
}

#[test]
fn errors_that_no_example_shows_are_as_their_schemas_say() {
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    copy_without_examples(&apis(), folder.path());
    for name in APIS {
        judge_all(&mut Played::new(name, folder.path()), false);
    }
}

/// Copies specs, and the folders beside them, without what shows values.
fn copy_without_examples(from: &Path, to: &Path) {
    let mut folders = vec![PathBuf::new()];
    // The folders of the five are one level deep.
    while let Some(folder) = folders.pop() {
        fs::create_dir_all(to.join(&folder)).expect("it is ours");
        for entry in fs::read_dir(from.join(&folder)).expect("the folder is there") {
            let path = folder.join(entry.expect("the folder is there").file_name());
            if from.join(&path).is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "yaml") {
                let text = fs::read_to_string(from.join(&path)).expect("it is text");
                let mut document: Value = serde_yaml::from_str(&text).expect("it is a spec");
                remove_examples(&mut document);
                fs::write(to.join(&path), document.to_string()).expect("it is ours");
            }
        }
    }
}

fn remove_examples(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(remove_examples),
        Value::Object(map) => {
            map.retain(|key, _| key != "example" && key != "examples");
            map.values_mut().for_each(remove_examples);
        }
        _ => {}
    }
}
