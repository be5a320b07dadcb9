//! Overlays on the command line: a spec and an overlay are as good as the spec edited by hand.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// A spec whose codes have no status, written by somebody else.
const SPEC: &str = "openapi: 3.1.0
info: {title: Cards, version: '1'}
paths:
  /cards:
    get:
      operationId: listCards
      responses:
        4XX: {$ref: '#/components/responses/Error'}
        5XX: {$ref: '#/components/responses/Error'}
components:
  responses:
    Error:
      description: It failed
      content:
        application/json:
          schema:
            type: object
            required: [error]
            properties:
              error:
                type: object
                required: [code]
                properties:
                  code: {type: string, enum: [DECLINED, LOST, THROTTLED]}
                  message: {type: string}
";

/// Says the statuses, types a detail, adds a code, and documents a status, from 1.0 to copies.
const OVERLAY: &str = "overlay: 1.1.0
info: {title: Error statuses of Cards, version: 1.0.0}
actions:
  - target: $
    update:
      x-error-codes:
        DECLINED: {status: 402, description: The card was declined}
        LOST: {status: 409}
        THROTTLED: {status: 429, alert: page}
        EXPIRED: {status: 402}
  - target: $..error.properties.code.enum
    update: EXPIRED
  - target: $..error.properties
    update: {detail: {type: string}}
  - target: $.paths['/cards'].get.responses
    update: {'429': {}}
  - target: $.paths['/cards'].get.responses['429']
    copy: $.components.responses.Error
  - target: $.paths['/cards'].get.responses['429'].description
    update: Too many requests
  - target: $.paths['/cards'].get.responses['5XX']
    remove: true
  - target: $.components.responses.Error..enum[?@ == 'THROTTLED']
    remove: true
";

fn edited() -> String {
    let changed = SPEC
        .replace(
            "paths:\n",
            "x-error-codes:
  DECLINED: {status: 402, description: The card was declined}
  LOST: {status: 409}
  THROTTLED: {status: 429, alert: page}
  EXPIRED: {status: 402}
paths:\n",
        )
        .replace("[DECLINED, LOST, THROTTLED]", "[DECLINED, LOST, EXPIRED]")
        .replace("message: {type: string}\n", "message: {type: string}\n                  detail: {type: string}\n");
    let (_, body) = changed.split_once("      description: It failed\n").expect("the response has a description");
    let body = body.lines().map(|line| format!("    {line}\n")).collect::<Vec<_>>().concat();
    let body = body.replace("LOST, EXPIRED", "LOST, THROTTLED, EXPIRED");
    let copy = format!("        '429':\n          description: Too many requests\n{body}");
    changed.replace("        5XX: {$ref: '#/components/responses/Error'}\n", &copy)
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
        for (name, text) in files {
            fs::write(folder.path().join(name), text).expect("a file can be written");
        }
        Self(folder)
    }

    fn errbook(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_errbook"));
        command.args(arguments).current_dir(self.0.path()).output().expect("the command was built")
    }

    /// The list as JSON, without what depends on which file says it.
    fn list(&self, arguments: &[&str]) -> Value {
        let output = self.errbook(&[&["list", "--format", "json"], arguments].concat());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let mut list: Value = serde_json::from_slice(&output.stdout).expect("the list is JSON");
        let api = list["api"].as_object_mut().expect("there is an API");
        assert!(api.remove("fingerprint").is_some());
        for code in list["codes"].as_array_mut().expect("there are codes") {
            let source = code.as_object_mut().and_then(|code| code.remove("source"));
            let file = source.as_ref().and_then(|source| source["file"].as_str()).expect("a code has a source");
            assert!(Path::new(file).is_relative(), "{file}");
        }
        list
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_spec_and_an_overlay_are_the_edited_spec() {
    // What the copy in the response of 429 and the response that was copied had in common has gone its own ways since.
    let folder = Folder::with(&[("spec.yaml", SPEC), ("o.yaml", OVERLAY), ("edited.yaml", &edited())]);
    let list = folder.list(&["spec.yaml", "--overlay", "o.yaml"]);
    assert_eq!(format!("{list:#}"), format!("{:#}", folder.list(&["edited.yaml"])));
    assert_ne!(list, folder.list(&["spec.yaml"]));

    let json = |yaml: &str| {
        let value: Value = serde_yaml::from_str(yaml).expect("it is YAML");
        value.to_string()
    };
    let folder = Folder::with(&[("spec.json", &json(SPEC)), ("o.json", &json(OVERLAY))]);
    assert_eq!(list, folder.list(&["spec.json", "--overlay", "o.json"]), "JSON says the same");
}

#[test]
fn a_code_is_shown_where_it_is_written() {
    let folder = Folder::with(&[("spec.yaml", SPEC), ("o.yaml", OVERLAY)]);
    let output = folder.errbook(&["list", "spec.yaml", "--overlay", "o.yaml", "--format", "json"]);
    let list: Value = serde_json::from_slice(&output.stdout).expect("the list is JSON");
    let sources: Vec<String> = list["codes"]
        .as_array()
        .expect("there are codes")
        .iter()
        .map(|code| {
            format!("{} {} {}", code["code"], code["source"]["file"], code["source"]["pointer"]).replace('"', "")
        })
        .collect();
    assert!(sources.iter().any(|it| it == "EXPIRED o.yaml /actions/1/update"), "{sources:?}");
    assert!(sources.iter().any(|it| it.starts_with("LOST spec.yaml /components/responses/Error/")), "{sources:?}");
}

#[test]
fn overlays_are_laid_one_over_another() {
    let head =
        "overlay: 1.0.0\ninfo: {title: t, version: 1.0.0}\nactions:\n  - target: $\n    update:\n      x-error-codes: ";
    let (first, second) = (format!("{head}{{LOST: {{status: 404}}}}\n"), format!("{head}{{LOST: {{status: 410}}}}\n"));
    let folder = Folder::with(&[("spec.yaml", SPEC), ("1.yaml", &first), ("2.yaml", &second)]);
    let status = |overlays: &[&str]| {
        let options = overlays.iter().flat_map(|it| ["--overlay", it]);
        let list = folder.list(&["spec.yaml"].into_iter().chain(options).collect::<Vec<_>>());
        let codes = list["codes"].as_array().cloned().unwrap_or_default();
        codes.iter().find(|code| code["code"] == "LOST").map(|code| code["status"].clone())
    };
    assert_eq!(status(&["1.yaml", "2.yaml"]), Some(410.into()));
    assert_eq!(status(&["2.yaml", "1.yaml"]), Some(404.into()));
}

#[test]
fn what_cannot_be_laid_over_the_spec_ends_with_2_and_nothing_on_stdout() {
    let unmatched = OVERLAY.replace("/cards", "/card");
    let folder = Folder::with(&[
        ("spec.yaml", SPEC),
        ("unmatched.yaml", &unmatched),
        ("unfilled.yaml", &OVERLAY.replace("409", "FILL_IN")),
        ("broken.yaml", "overlay: [\n"),
        ("empty.yaml", ""),
    ]);
    for (overlay, said) in [
        ("unmatched.yaml", "--> unmatched.yaml:15:13"),
        ("unfilled.yaml", "error[unfilled-status]: this status is not filled in yet\n --> unfilled.yaml:8:24"),
        ("broken.yaml", "--> broken.yaml:2:1"),
        ("empty.yaml", "begin it with `overlay: 1.0.0`"),
        ("spec.yaml", "this is an API's spec, not an overlay"),
        ("nowhere.yaml", "there is no such file"),
        (".", "name the overlay's file"),
    ] {
        for verb in ["list", "generate"] {
            let output = folder.errbook(&[verb, "spec.yaml", "--overlay", overlay]);
            assert_eq!(output.status.code(), Some(2), "{overlay}");
            assert_eq!(text(&output.stdout), "", "{overlay}");
            assert!(text(&output.stderr).contains(said), "{overlay}: {}", text(&output.stderr));
        }
    }
}
