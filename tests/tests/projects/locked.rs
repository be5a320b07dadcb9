//! Packages whose errors stand in errbook.lock: beside the spec, and published without it.

use std::fs;

use errbook_spec::{Lock, Options};

use crate::project::{Project, stderr, stdout};

const SPEC: &str = "openapi: 3.0.3
info: {title: Shop, version: '1'}
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      responses:
        '404':
          description: There is no such order
          content:
            application/json:
              schema:
                type: object
                required: [code, message]
                properties: {code: {type: string, enum: [NO_ORDER]}, message: {type: string}}
        '409':
          description: Somebody else works on it
          content:
            application/json:
              schema:
                type: object
                required: [code, message]
                properties: {code: {type: string, enum: [ORDER_LOCKED]}, message: {type: string}}
";

const SETTINGS: &str = "[[api]]\nname = \"shop\"\nspec = \"../api/shop.yaml\"\n";

const MAIN: &str = "pub mod shop { errbook::include_errors!(\"shop\"); }

#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = \"../api/shop.yaml\")]
enum Code { NoOrder, OrderLocked }

fn main() {
    println!(\"{:?}\", shop::ErrorCode::ALL.iter().map(|code| code.status().as_u16()).collect::<Vec<_>>());
    println!(\"{:?}\", [Code::NoOrder, Code::OrderLocked].map(|code| code.status().as_u16()));
    let header = include_str!(concat!(env!(\"OUT_DIR\"), \"/errbook/shop.rs\")).lines().next();
    println!(\"{}\", header.unwrap_or_default());
}
";

const DEPENDS: &str = "[dependencies]
errbook = { path = RUNTIME, version = \"0.1.0\", features = [\"spec\"] }

[build-dependencies]
errbook-build = { path = GENERATOR, version = \"0.1.0\", features = [\"lock\", \"toml\"] }
";

/// A repository with a package in the folder `service`, whose spec lies outside of it.
struct Repository(Project);

impl Repository {
    fn new() -> Self {
        let repository = Self(Project::new());
        let Self(project) = &repository;
        project.package("service", "locked-shop", DEPENDS, MAIN);
        project.write(
            "service/build.rs",
            "fn main() -> errbook_build::Result { errbook_build::compile_toml(\"errbook.toml\") }\n",
        );
        project.write("service/errbook.toml", SETTINGS);
        project.write("api/shop.yaml", SPEC);
        repository.lock();
        repository
    }

    /// What `errbook lock` writes.
    fn lock(&self) {
        let spec = errbook_spec::read(&self.0.path("api/shop.yaml"), &Options::default()).expect("it is a spec");
        let mut lock = Lock::new("errbook.lock");
        lock.record("shop", "../api/shop.yaml".as_ref(), spec.catalog());
        self.0.write("service/errbook.lock", &lock.text());
    }

    /// What the program prints, and what is said while it is built.
    #[track_caller]
    fn run(&self, folder: &str) -> (Vec<String>, String) {
        let output = self.0.cargo_in(folder, &["run"]);
        let said = stderr(&output);
        assert!(output.status.success(), "{said}");
        (stdout(&output).lines().map(str::to_owned).collect(), said)
    }

    /// Puts what would be published into another folder, under a name of its own: cargo tells packages at the root of their
    /// workspace apart by nothing else.
    fn publish(&self) {
        let output = self.0.cargo_in("service", &["package", "--list", "--allow-dirty"]);
        assert!(output.status.success(), "{}", stderr(&output));
        for file in stdout(&output).lines() {
            // Some files are made while packaging, of those that are there.
            if let Ok(text) = fs::read_to_string(self.0.path("service").join(file)) {
                self.0.write(&format!("registry/shop/{file}"), &text.replace("locked-shop", "published-shop"));
            }
        }
    }
}

#[test]
fn what_is_published_builds_without_the_spec_and_a_spec_wins_over_the_lock() {
    let repository = Repository::new();
    repository.publish();
    assert!(!repository.0.path("registry/api/shop.yaml").exists());
    let (printed, said) = repository.run("registry/shop");
    assert_eq!(printed[..2], ["[404, 409]", "[404, 409]"]);
    assert!(printed[2].contains("from shop.yaml (fingerprint ") && printed[2].contains("as errbook.lock has it"));
    assert!(said.contains("shop.yaml is not there; what is built is what errbook.lock has of it"), "{said}");

    let (printed, said) = repository.run("service");
    assert_eq!(printed[..2], ["[404, 409]", "[404, 409]"]);
    assert!(!printed[2].contains("errbook.lock"), "{}", printed[2]);
    assert!(!said.contains("errbook.lock"), "{said}");

    // The spec goes on, and the lock does not.
    repository.0.write("api/shop.yaml", &SPEC.replace("'409'", "'423'"));
    let (printed, said) = repository.run("service");
    assert_eq!(printed[..2], ["[404, 423]", "[404, 423]"]);
    assert!(said.contains("errbook.lock is stale") && said.contains("run `errbook lock`"), "{said}");

    repository.lock();
    let (_, said) = repository.run("service");
    assert!(!said.contains("errbook.lock is stale"), "{said}");

    // A lock that cannot be read is not passed over.
    let locked = fs::read_to_string(repository.0.path("service/errbook.lock")).expect("it is there");
    repository.0.write("service/errbook.lock", &locked.replace("title", "<<<<<<< HEAD\ntitle"));
    let output = repository.0.cargo_in("service", &["build"]);
    let said = stderr(&output);
    assert!(!output.status.success() && said.contains("take either side, then run `errbook lock`"), "{said}");

    // Without either, what is missing is told.
    fs::remove_file(repository.0.path("registry/shop/errbook.lock")).expect("it was there");
    let output = repository.0.cargo_in("registry/shop", &["build"]);
    let said = stderr(&output);
    assert!(!output.status.success() && said.contains("../api/shop.yaml"), "{said}");
}
