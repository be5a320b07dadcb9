//! Packages of their own whose derives read a spec, built by cargo as their users would.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use serde_json::Value;

/// A package in a folder of its own; all of them share one target folder.
struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    /// The name has to be its own: packages at the root of their workspace are told apart by nothing else.
    fn new(name: &str, feature: &str, main: &str) -> Self {
        let project = Self { folder: tempfile::tempdir().expect("a folder can be made") };
        let workspace =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the workspace is there");
        let manifest = format!(
            "[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies]\nerrbook = {{ path = {:?}, default-features = false, features = [{feature:?}] }}\n\n\
             [profile.dev]\ndebug = false\n",
            workspace.join("runtime").to_string_lossy(),
        );
        project.write("Cargo.toml", &manifest);
        fs::copy(workspace.join("Cargo.lock"), project.path("Cargo.lock")).expect("the lock can be copied");
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

    fn runs(&self) -> String {
        let output = self.cargo(&["run", "--quiet"]);
        assert!(output.status.success(), "{}", stderr(&output));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// What the compiler says of it.
    fn fails(&self) -> String {
        let output = self.cargo(&["check", "--quiet"]);
        assert!(!output.status.success(), "it compiles");
        let said = stderr(&output);
        assert!(!said.contains("panicked at"), "{said}");
        said
    }

    fn is_fresh(&self) -> bool {
        let output = self.cargo(&["build", "--message-format=json"]);
        assert!(output.status.success(), "{}", stderr(&output));
        let messages = String::from_utf8_lossy(&output.stdout).into_owned();
        let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let mut own = messages
            .filter(|it| it["manifest_path"].as_str().is_some_and(|path| Path::new(path) == self.path("Cargo.toml")));
        own.any(|it| it["fresh"] == true)
    }
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[track_caller]
fn contains(said: &str, expected: &[&str]) {
    for expected in expected {
        assert!(said.contains(expected), "no {expected} in {said}");
    }
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

const MAIN: &str = r#"use errbook::ApiError as _;

#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = "shop.yaml")]
enum Code {
    OrderNotFound,
    #[errbook(code = ORDER_LOCKED)]
    Busy,
}

#[derive(Debug, errbook::ApiError)]
#[errbook(spec = "shop.yaml", operation = "getOrder")]
#[errbook(code = ORDER_LOCKED)]
struct Busy;

impl std::error::Error for Busy {}

impl std::fmt::Display for Busy {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("busy")
    }
}

fn main() {
    for code in Code::ALL {
        println!("{code} {}", code.status());
    }
    println!("{}", String::from_utf8_lossy(&Busy.to_json()));
}
"#;

#[test]
fn spec_and_types_stay_in_step() {
    let project = Project::new("derived-codes", "spec", MAIN);
    project.write("shop.yaml", SPEC);
    project.write("errors.yaml", ERRORS);
    let expected =
        "ORDER_NOT_FOUND 404 Not Found\nORDER_LOCKED 409 Conflict\n{\"code\":\"ORDER_LOCKED\",\"message\":\"busy\"}\n";
    assert_eq!(project.runs(), expected);
    assert!(project.is_fresh(), "nothing was touched");

    // A code that the spec loses stops the build at what stands for it.
    project.write("errors.yaml", &ERRORS.replace("ORDER_LOCKED", "ORDER_SENT"));
    let said = project.fails();
    contains(&said, &["`shop.yaml` has no error code `ORDER_LOCKED`", "src/main.rs:7:22", "src/main.rs:13:18"]);
    contains(&said, &["`Code` has no variant for error code `ORDER_SENT`", "OrderSent, // errors.yaml:15:46"]);

    // One that it gains stops it too, and is named with the line to add.
    project.write("errors.yaml", &ERRORS.replace("[ORDER_LOCKED]", "[ORDER_LOCKED, ORDER_SENT]"));
    let said = project.fails();
    contains(&said, &["`Code` has no variant for error code `ORDER_SENT`", "OrderSent, // errors.yaml:15:60"]);
    assert!(!said.contains("src/main.rs:13"), "the other type sends no more than before: {said}");

    // A mistake in a file that the spec refers to is told with its place, and mending it rebuilds.
    project.write("errors.yaml", &ERRORS.replace("'#/Body/locked'", "'#/Body/loked'"));
    contains(&project.fails(), &["`#/Body/loked` leads to nothing", "errors.yaml:6:", "did you mean `locked`?"]);
    project.write("errors.yaml", ERRORS);
    assert_eq!(project.runs(), expected);

    // Other words in the spec are other words in the program.
    project.write("errors.yaml", &ERRORS.replace("code, message]", "code]"));
    assert!(!project.is_fresh(), "the spec has changed");

    // Without the spec there is nothing to compare with.
    fs::remove_file(project.path("shop.yaml")).expect("it was there");
    contains(&project.fails(), &["there is no file `shop.yaml`; its path counts from the folder of Cargo.toml"]);
}

#[test]
fn without_the_feature_it_is_named() {
    let project = Project::new("derived-without-spec", "derive", MAIN);
    project.write("shop.yaml", SPEC);
    project.write("errors.yaml", ERRORS);
    let said = project.fails();
    contains(
        &said,
        &["the feature `spec` of errbook", "features = [\"spec\"]", "src/main.rs:4:18", "src/main.rs:12:18"],
    );
    assert_eq!(said.matches("error: `spec = …`").count(), 2, "{said}");
    assert_eq!(said.matches("\nerror").count() + usize::from(said.starts_with("error")), 3, "and cargo's own: {said}");
}

const PUBLISHED: &str = r#"
/// One of its codes is no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = "fingerprint.yaml", at = "error.code")]
enum Fingerprint {
    RequestCannotBeParsed,
    TokenRequired,
    TokenNotFound,
    SubscriptionNotActive,
    WrongRegion,
    FeatureNotEnabled,
    WorkspaceScopedSecretKeyRequired,
    RequestNotFound,
    VisitorNotFound,
    TooManyRequests,
    #[errbook(code = "429 Too Many Requests")]
    LegacyTooManyRequests,
    StateNotReady,
    Failed,
}

/// Its codes are said to be a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = "stripe.yaml", at = "error.type")]
enum Stripe {
    ApiError,
    CardError,
    IdempotencyError,
    InvalidRequestError,
}

/// Some of its codes have a prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = "camara-qod.yaml")]
enum Camara {
    InvalidArgument,
    OutOfRange,
    #[errbook(code = "QUALITY_ON_DEMAND.DURATION_OUT_OF_RANGE")]
    DurationOutOfRange,
    InvalidCredential,
    InvalidToken,
    InvalidSink,
    Unauthenticated,
    PermissionDenied,
    NotFound,
    IdentifierNotFound,
    Conflict,
    ServiceNotApplicable,
    MissingIdentifier,
    UnsupportedIdentifier,
    UnnecessaryIdentifier,
    PrivateKeyJwtNotConfigured,
    #[errbook(code = "QUALITY_ON_DEMAND.QOS_PROFILE_NOT_APPLICABLE")]
    QosProfileNotApplicable,
    QuotaExceeded,
    TooManyRequests,
    #[errbook(code = "QUALITY_ON_DEMAND.SESSION_EXTENSION_NOT_ALLOWED")]
    SessionExtensionNotAllowed,
}

fn main() {
    println!("{} {:?}", Fingerprint::LegacyTooManyRequests, Fingerprint::TokenRequired.statuses());
    println!("{} {:?}", Stripe::CardError, Stripe::CardError.statuses());
    println!("{} {:?}", Camara::DurationOutOfRange, Camara::DurationOutOfRange.statuses());
}
"#;

/// Three published specs, where they are at hand.
#[test]
fn published_specs() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    if !corpus.is_dir() {
        return;
    }
    let project = Project::new("derived-from-published-specs", "spec", PUBLISHED);
    for name in ["fingerprint.yaml", "stripe.yaml", "camara-qod.yaml"] {
        fs::copy(corpus.join(name), project.path(name)).expect("the spec can be copied");
    }
    let expected = "429 Too Many Requests [403]\ncard_error []\nQUALITY_ON_DEMAND.DURATION_OUT_OF_RANGE [400]\n";
    assert_eq!(project.runs(), expected);

    let (name, sent) = ("camara-qod.yaml", "QUALITY_ON_DEMAND.DURATION_OUT_OF_RANGE");
    let spec = fs::read_to_string(corpus.join(name)).expect("the spec can be read");
    project.write(name, &spec.replace(sent, "QUALITY_ON_DEMAND.TOO_LONG"));
    let said = project.fails();
    contains(&said, &[&format!("`{name}` has no error code `{sent}`"), "error code `QUALITY_ON_DEMAND.TOO_LONG`"]);
}
