//! A project of its own that calls errbook from its build script, built by cargo as its user would.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use serde_json::Value;

/// A package in a folder of its own; all of them share one target folder.
struct Project {
    folder: tempfile::TempDir,
}

const SPEC: &str = "openapi: 3.0.3
info: {title: Shop, version: '1'}
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      responses:
        '404': {$ref: 'errors.yaml#/Missing'}
        '409': {$ref: 'errors.yaml#/Locked'}
";

const ERRORS: &str = "Missing:
  description: There is no such order
  content: {application/json: {schema: {$ref: '#/Body/missing'}}}
Locked:
  description: Somebody else works on it
  content: {application/json: {schema: {$ref: '#/Body/locked'}}}
Body:
  missing:
    type: object
    required: [code, message]
    properties: {code: {type: string, enum: [ORDER_NOT_FOUND]}, message: {type: string}}
  locked:
    type: object
    required: [code, message]
    properties: {code: {type: string, enum: [ORDER_LOCKED]}, message: {type: string}}
";

const MAIN: &str = "pub mod shop { errbook::include_errors!(\"shop\"); }
fn main() {
    for code in shop::ErrorCode::ALL {
        println!(\"{code} {}\", code.status());
    }
    println!(\"{}\", shop::operation::GetOrder::order_locked(\"try later\").message());
}
";

impl Project {
    /// The name has to be its own: packages at the root of their workspace are told apart by nothing else.
    fn new(name: &str, main: &str) -> Self {
        let project = Self { folder: tempfile::tempdir().expect("a folder can be made") };
        let workspace =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the workspace is there");
        let manifest = format!(
            "[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies]\nerrbook = {{ path = {:?} }}\n\n[build-dependencies]\nerrbook-build = {{ path = {:?} }}\n\n\
             [profile.dev]\ndebug = false\n",
            workspace.join("runtime").to_string_lossy(),
            workspace.join("generator").to_string_lossy(),
        );
        project.write("Cargo.toml", &manifest);
        fs::copy(workspace.join("Cargo.lock"), project.path("Cargo.lock")).expect("the lock can be copied");
        project.write("build.rs", "fn main() -> errbook_build::Result { errbook_build::compile(\"shop.yaml\") }\n");
        project.write("shop.yaml", SPEC);
        project.write("errors.yaml", ERRORS);
        project.write("src/main.rs", main);
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    fn cargo(&self, arguments: &[&str]) -> Output {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(arguments).arg("--offline").current_dir(self.folder.path());
        cargo.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("projects"));
        // What the outer cargo says of this package is not for the inner one.
        cargo.env_remove("CARGO_ENCODED_RUSTFLAGS").env_remove("RUSTFLAGS").env_remove("OUT_DIR");
        cargo.output().expect("cargo can be run")
    }

    /// Builds, and tells cargo's messages about this package: target kinds and whether they were fresh.
    fn freshness(&self) -> Vec<(String, bool)> {
        let output = self.cargo(&["build", "--message-format=json"]);
        assert!(output.status.success(), "{}", stderr(&output));
        let messages = String::from_utf8_lossy(&output.stdout).into_owned();
        let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let artifacts = messages.filter(|it| it["reason"] == "compiler-artifact" && it["target"]["name"] != "errbook");
        let own = artifacts
            .filter(|it| it["manifest_path"].as_str().is_some_and(|path| Path::new(path) == self.path("Cargo.toml")));
        own.map(|it| (it["target"]["kind"][0].as_str().unwrap_or_default().to_owned(), it["fresh"] == true)).collect()
    }

    /// The generated file, by what the build script reported as its folder.
    fn generated(&self) -> PathBuf {
        let output = self.cargo(&["build", "--message-format=json"]);
        let messages = String::from_utf8_lossy(&output.stdout).into_owned();
        let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let folder = messages
            .filter(|it| {
                it["reason"] == "build-script-executed"
                    && it["package_id"].as_str().is_some_and(|id| id.contains("#shop@"))
            })
            .find_map(|it| it["out_dir"].as_str().map(PathBuf::from));
        folder.expect("the build script was run").join("errbook/shop.rs")
    }
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_spec_and_the_code_that_uses_it_stay_in_step() {
    let project = Project::new("shop", MAIN);
    let output = project.cargo(&["run", "--quiet"]);
    assert_eq!(
        stdout(&output),
        "ORDER_NOT_FOUND 404 Not Found\nORDER_LOCKED 409 Conflict\ntry later\n",
        "{}",
        stderr(&output)
    );

    // Nothing touched: nothing is built, and the build script is not run.
    let fresh = project.freshness();
    assert_eq!(fresh, [("custom-build".to_owned(), true), ("bin".to_owned(), true)]);

    // Touched, but saying the same: the build script runs, the output stays as it is.
    let generated = project.generated();
    let written = fs::metadata(&generated).and_then(|about| about.modified()).expect("the file is there");
    project.write("errors.yaml", ERRORS);
    project.freshness();
    assert_eq!(fs::metadata(&generated).and_then(|about| about.modified()).expect("the file is there"), written);

    // A code that the spec gains is there.
    project.write("errors.yaml", &ERRORS.replace("[ORDER_LOCKED]", "[ORDER_LOCKED, ORDER_SENT]"));
    let output = project.cargo(&["run", "--quiet"]);
    assert!(stdout(&output).contains("ORDER_SENT 409 Conflict"), "{}", stderr(&output));

    // A code that the spec loses stops the build where it was used.
    project.write("errors.yaml", &ERRORS.replace("[ORDER_LOCKED]", "[ORDER_SENT]"));
    let output = project.cargo(&["build", "--quiet"]);
    assert!(!output.status.success());
    assert!(stderr(&output).contains("order_locked"), "{}", stderr(&output));
    assert!(stderr(&output).contains("src/main.rs:6:"), "{}", stderr(&output));

    // A mistake in a file that the spec refers to is told as the report, and mending it rebuilds.
    project.write("errors.yaml", &ERRORS.replace("'#/Body/locked'", "'#/Body/loked'"));
    let output = project.cargo(&["build"]);
    let said = stderr(&output);
    assert!(!output.status.success());
    assert!(said.contains("error[unresolved-ref]: `#/Body/loked` leads to nothing"), "{said}");
    assert!(said.contains("errors.yaml:6:"), "{said}");
    assert!(said.contains("did you mean `locked`?"), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    // A lock that is not read is not passed over in silence.
    project.write("errbook.lock", "format = 1\n");
    project.write("errors.yaml", ERRORS);
    let output = project.cargo(&["build"]);
    assert!(output.status.success());
    let said = stderr(&output);
    assert!(said.contains("errbook.lock is not read: switch on the feature `lock` of errbook-build"), "{said}");
}

/// What a client needs of the errors of a spec that says no status.
const CLIENT: &str = "pub mod shop { errbook::include_errors!(\"shop\"); }
fn main() {
    let body = &br#\"{\"code\":\"ORDER_LOCKED\",\"message\":\"try later\"}\"#[..];
    let status = http::StatusCode::LOCKED;
    let error = shop::ResponseError::decode(status, &http::HeaderMap::new(), body);
    assert!(matches!(error.kind(), Some(shop::ErrorKind::OrderLocked)));
    println!(\"{error} {:?}\", shop::ErrorCode::OrderLocked.statuses());
}
";

#[test]
fn a_service_needs_statuses_and_a_client_does_without() {
    let project = Project::new("shop-without-statuses", MAIN);
    project.write("shop.yaml", &SPEC.replace("'404'", "'4XX'").replace("'409'", "default"));
    let output = project.cargo(&["build"]);
    assert!(!output.status.success());
    let said = stderr(&output);
    for expected in [
        "error[missing-status]: a service needs a status for each code; none is known for 2 of them",
        "errors.yaml:11:46: ORDER_NOT_FOUND",
        "errors.yaml:15:46: ORDER_LOCKED",
        "`.client_only()` in build.rs",
        "`.overlay(\"errors.overlay.yaml\")`",
        "`errbook discover shop.yaml --overlay-template`",
        "overlay: 1.0.0",
        "x-error-codes:",
        "ORDER_NOT_FOUND: {status: FILL_IN}",
        "ORDER_LOCKED: {status: FILL_IN}",
    ] {
        assert!(said.contains(expected), "no {expected} in {said}");
    }
    assert!(!said.contains("panicked"), "{said}");

    let configured = "errbook_build::configure().client_only().compile(&[\"shop.yaml\"])";
    project.write("build.rs", &format!("fn main() -> errbook_build::Result {{ {configured} }}\n"));
    project.write("src/main.rs", CLIENT);
    let manifest = fs::read_to_string(project.path("Cargo.toml")).expect("it was written");
    project.write("Cargo.toml", &manifest.replace("[dependencies]\n", "[dependencies]\nhttp = \"1\"\n"));
    let output = project.cargo(&["run", "--quiet"]);
    assert_eq!(stdout(&output), "423 ORDER_LOCKED: try later []\n", "{}", stderr(&output));

    // What a service would use is not there.
    project.write("src/main.rs", MAIN);
    let said = stderr(&project.cargo(&["build"]));
    assert!(said.contains("could not find `operation` in `shop`"), "{said}");
    assert!(said.contains("code.status()"), "{said}");
}
