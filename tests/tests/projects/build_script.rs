//! A package that calls errbook from its build script.

use std::fs;

use crate::project::{Project, contains, stderr};
use crate::shop::{self, ERRORS, SPEC};

const MAIN: &str = "pub mod shop { errbook::include_errors!(\"shop\"); }
fn main() {
    for code in shop::ErrorCode::ALL {
        println!(\"{code} {}\", code.status());
    }
    println!(\"{}\", shop::operation::GetOrder::order_locked(\"try later\").message());
}
";

const DEPENDS: &str = "[dependencies]
errbook = { path = RUNTIME }

[build-dependencies]
errbook-build = { path = GENERATOR }
";

/// A build script that also writes a line for each time that it is run.
const BUILD: &str = "use std::io::Write as _;
fn main() -> errbook_build::Result {
    let runs = std::fs::File::options().create(true).append(true).open(\"runs\");
    writeln!(runs.expect(\"a file can be opened\"), \"run\").expect(\"a file can be written\");
    errbook_build::compile(\"shop.yaml\")
}
";

fn project(name: &str) -> Project {
    let project = Project::with_package(name, DEPENDS, MAIN);
    project.write("build.rs", BUILD);
    shop::write(&project);
    project
}

/// How often the build script was run.
fn runs(project: &Project) -> usize {
    fs::read_to_string(project.path("runs")).expect("it was run").lines().count()
}

#[test]
fn a_spec_and_the_code_that_uses_it_stay_in_step() {
    let project = project("shop");
    assert_eq!(project.runs(), "ORDER_NOT_FOUND 404 Not Found\nORDER_LOCKED 409 Conflict\ntry later\n");

    // Nothing touched: nothing is built, and the build script is not run.
    let fresh = project.freshness();
    assert_eq!(fresh, [("custom-build".to_owned(), true), ("bin".to_owned(), true)]);
    assert_eq!(runs(&project), 1);

    // Touched, but saying the same: the build script runs, the output stays as it is.
    let generated = project.out_dir().join("errbook/shop.rs");
    let written = fs::metadata(&generated).and_then(|about| about.modified()).expect("the file is there");
    project.write("errors.yaml", ERRORS);
    project.freshness();
    assert_eq!(runs(&project), 2);
    assert_eq!(fs::metadata(&generated).and_then(|about| about.modified()).expect("the file is there"), written);

    // A code that the spec gains is there.
    project.write("errors.yaml", &ERRORS.replace("[ORDER_LOCKED]", "[ORDER_LOCKED, ORDER_SENT]"));
    contains(&project.runs(), &["ORDER_SENT 409 Conflict"]);

    // A code that the spec loses stops the build where it was used.
    project.write("errors.yaml", &ERRORS.replace("[ORDER_LOCKED]", "[ORDER_SENT]"));
    contains(&project.fails("build"), &["order_locked", "src/main.rs:6:"]);

    // A mistake in a file that the spec refers to is told as the report, and mending it rebuilds.
    project.write("errors.yaml", &ERRORS.replace("'#/Body/locked'", "'#/Body/loked'"));
    let expected =
        ["error[unresolved-ref]: `#/Body/loked` leads to nothing", "errors.yaml:6:", "did you mean `locked`?"];
    contains(&project.fails("build"), &expected);

    // Neither a lock nor settings that are not read are passed over in silence.
    project.write("errbook.lock", "format = 1\n");
    project.write("errbook.toml", "[[api]]\nname = 'shop'\nspec = 'shop.yaml'\n");
    project.write("errors.yaml", ERRORS);
    let output = project.cargo(&["build"]);
    assert!(output.status.success());
    let expected = [
        "errbook.lock is not read: switch on the feature `lock` of errbook-build",
        "errbook.toml is not read by `compile`: call `errbook_build::compile_toml(\"errbook.toml\")`",
    ];
    contains(&stderr(&output), &expected);
}

#[test]
fn what_is_no_longer_generated_is_not_included() {
    let project = project("shop-renamed");
    project.runs();

    // The module has another name now; the file of before is still in `OUT_DIR`.
    project.write(
        "build.rs",
        &BUILD.replace("compile(", "configure().name(\"store\").compile(&[").replace("\")\n", "\"])\n"),
    );
    contains(&project.fails("build"), &["couldn't read", "errbook/shop.rs", "--> src/main.rs:1:16"]);
    project.write("src/main.rs", &MAIN.replace("(\"shop\")", "(\"store\")"));
    project.runs();

    // Several calls leave each other what they generated, and all of it unchanged where nothing changed.
    let twice = BUILD.replace(
        "errbook_build::compile(",
        "errbook_build::configure().name(\"store\").compile(&[\"shop.yaml\"])?;\n    errbook_build::compile(",
    );
    project.write("build.rs", &twice);
    project.runs();
    let written = || {
        let file = |name: &str| project.out_dir().join("errbook").join(name).with_extension("rs");
        ["shop", "store"].map(|name| fs::metadata(file(name)).and_then(|about| about.modified()).expect("it is there"))
    };
    let before = written();
    project.write("errors.yaml", ERRORS);
    project.freshness();
    assert_eq!(written(), before);

    fs::remove_file(project.path("build.rs")).expect("it is there");
    contains(
        &project.fails("build"),
        &["there is no build script: write a build.rs that calls `errbook_build::compile"],
    );
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
    let project = project("shop-without-statuses");
    project.write("shop.yaml", &SPEC.replace("'404'", "'4XX'").replace("'409'", "default"));
    let expected = [
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
    ];
    contains(&project.fails("build"), &expected);

    let configured = "errbook_build::configure().client_only().compile(&[\"shop.yaml\"])";
    project.write("build.rs", &format!("fn main() -> errbook_build::Result {{ {configured} }}\n"));
    project.write("src/main.rs", CLIENT);
    let manifest = fs::read_to_string(project.path("Cargo.toml")).expect("it was written");
    project.write("Cargo.toml", &manifest.replace("[dependencies]\n", "[dependencies]\nhttp = \"1\"\n"));
    assert_eq!(project.runs(), "423 ORDER_LOCKED: try later []\n");

    // What a service would use is not there.
    project.write("src/main.rs", MAIN);
    contains(&project.fails("build"), &["could not find `operation` in `shop`", "code.status()"]);
}
