//! Packages whose derives read a spec.

use std::path::Path;
use std::{env, fs};

use crate::project::{Project, contains};
use crate::shop::{self, ERRORS};

fn project(name: &str, feature: &str, main: &str) -> Project {
    let errbook = format!("errbook = {{ path = RUNTIME, default-features = false, features = [{feature:?}] }}");
    Project::with_package(name, &format!("[dependencies]\n{errbook}\n"), main)
}

fn is_fresh(project: &Project) -> bool {
    project.freshness().iter().all(|(_, fresh)| *fresh)
}

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
    let project = project("derived-codes", "spec", MAIN);
    shop::write(&project);
    let expected =
        "ORDER_NOT_FOUND 404 Not Found\nORDER_LOCKED 409 Conflict\n{\"code\":\"ORDER_LOCKED\",\"message\":\"busy\"}\n";
    assert_eq!(project.runs(), expected);
    assert!(is_fresh(&project), "nothing was touched");
    contains(&Project::built_from("derived-codes"), &["shop.yaml", "errors.yaml"]);

    // A code that the spec loses stops the build at what stands for it.
    project.write("errors.yaml", &ERRORS.replace("ORDER_LOCKED", "ORDER_SENT"));
    let said = project.fails("check");
    contains(&said, &["`shop.yaml` has no error code `ORDER_LOCKED`", "src/main.rs:7:22", "src/main.rs:13:18"]);
    contains(&said, &["`Code` has no variant for error code `ORDER_SENT`", "OrderSent, // errors.yaml:15:46"]);

    // One that it gains stops it too, and is named with the line to add.
    project.write("errors.yaml", &ERRORS.replace("[ORDER_LOCKED]", "[ORDER_LOCKED, ORDER_SENT]"));
    let said = project.fails("check");
    contains(&said, &["`Code` has no variant for error code `ORDER_SENT`", "OrderSent, // errors.yaml:15:60"]);
    assert!(!said.contains("src/main.rs:13"), "the other type sends no more than before: {said}");

    // A mistake in a file that the spec refers to is told with its place, and mending it rebuilds.
    project.write("errors.yaml", &ERRORS.replace("'#/Body/locked'", "'#/Body/loked'"));
    contains(&project.fails("check"), &["`#/Body/loked` leads to nothing", "errors.yaml:6:", "did you mean `locked`?"]);
    project.write("errors.yaml", ERRORS);
    assert_eq!(project.runs(), expected);

    // Other words in the spec are other words in the program.
    project.write("errors.yaml", &ERRORS.replace("code, message]", "code]"));
    assert!(!is_fresh(&project), "the spec has changed");

    // Without the spec there is nothing to compare with.
    fs::remove_file(project.path("shop.yaml")).expect("it was there");
    contains(&project.fails("check"), &["there is no file `shop.yaml`; its path counts from the folder of Cargo.toml"]);
}

const BY_API: &str = r#"mod shop;

use errbook::ApiError as _;

#[derive(Debug, thiserror::Error, errbook::ApiError)]
#[errbook(api = crate::shop, operation = "getOrder", exhaustive)]
enum OrderError {
    #[error("nothing")]
    #[errbook(code = ORDER_NOT_FOUND)]
    Missing,
    #[error("busy")]
    #[errbook(code = ORDER_LOCKED)]
    Busy,
}

fn main() {
    for error in [OrderError::Missing, OrderError::Busy] {
        println!("{}", String::from_utf8_lossy(&error.to_json()));
    }
}
"#;

#[test]
fn beside_code_that_is_checked_in_no_spec_is_read() {
    let project = project("derived-by-api", "spec", BY_API);
    shop::write(&project);
    let generated = errbook_build::configure().generate(project.path("shop.yaml")).expect("the spec is sound");
    project.write("src/shop.rs", &generated.stand_alone("errbook").expect("the name is one"));
    let manifest = fs::read_to_string(project.path("Cargo.toml")).expect("it was written");
    project.write("Cargo.toml", &manifest.replace("[dependencies]\n", "[dependencies]\nthiserror = \"2\"\n"));
    // What is there, and is no spec, would be noticed by whoever reads it.
    project.write("shop.yaml", "[");
    fs::remove_file(project.path("errors.yaml")).expect("it was there");
    let expected = "{\"code\":\"ORDER_NOT_FOUND\",\"message\":\"nothing\"}\n\
                    {\"code\":\"ORDER_LOCKED\",\"message\":\"busy\"}\n";
    assert_eq!(project.runs(), expected);
    let files = Project::built_from("derived-by-api");
    contains(&files, &["main.rs", "shop.rs"]);
    assert!(!files.contains(".yaml"), "{files}");
    fs::remove_file(project.path("shop.yaml")).expect("it was there");
    assert!(is_fresh(&project), "nothing that was read is gone");
}

#[test]
fn without_the_feature_it_is_named() {
    let project = project("derived-without-spec", "derive", MAIN);
    shop::write(&project);
    let said = project.fails("check");
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
    let project = project("derived-from-published-specs", "spec", PUBLISHED);
    for name in ["fingerprint.yaml", "stripe.yaml", "camara-qod.yaml"] {
        fs::copy(corpus.join(name), project.path(name)).expect("the spec can be copied");
    }
    let expected = "429 Too Many Requests [403]\ncard_error []\nQUALITY_ON_DEMAND.DURATION_OUT_OF_RANGE [400]\n";
    assert_eq!(project.runs(), expected);

    let (name, sent) = ("camara-qod.yaml", "QUALITY_ON_DEMAND.DURATION_OUT_OF_RANGE");
    let spec = fs::read_to_string(corpus.join(name)).expect("the spec can be read");
    project.write(name, &spec.replace(sent, "QUALITY_ON_DEMAND.TOO_LONG"));
    let said = project.fails("check");
    contains(&said, &[&format!("`{name}` has no error code `{sent}`"), "error code `QUALITY_ON_DEMAND.TOO_LONG`"]);
}
