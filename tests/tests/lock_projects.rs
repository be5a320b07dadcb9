//! Packages whose errors stand in errbook.lock, built by cargo as their users would: beside the spec, and published
//! without it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use errbook_spec::{Lock, Options};

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

/// A repository with a package in the folder `service`, whose spec lies outside of it.
struct Repository(tempfile::TempDir);

impl Repository {
    fn new() -> Self {
        let repository = Self(tempfile::tempdir().expect("a folder can be made"));
        let workspace =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the workspace is there");
        let of = |folder: &str| workspace.join(folder).to_string_lossy().into_owned();
        let manifest = format!(
            "[package]\nname = \"locked-shop\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies]\nerrbook = {{ path = {:?}, version = \"0.1.0\", features = [\"spec\"] }}\n\n\
             [build-dependencies]\nerrbook-build = {{ path = {:?}, version = \"0.1.0\", features = [\"lock\", \"toml\"] }}\n\n\
             [profile.dev]\ndebug = false\n",
            of("runtime"),
            of("generator"),
        );
        repository.write("service/Cargo.toml", &manifest);
        repository.write(
            "service/build.rs",
            "fn main() -> errbook_build::Result { errbook_build::compile_toml(\"errbook.toml\") }\n",
        );
        repository.write("service/errbook.toml", SETTINGS);
        repository.write("service/src/main.rs", MAIN);
        repository.write("api/shop.yaml", SPEC);
        fs::copy(workspace.join("Cargo.lock"), repository.path("service/Cargo.lock")).expect("the lock can be copied");
        repository.lock();
        repository
    }

    /// What `errbook lock` writes.
    fn lock(&self) {
        let spec = errbook_spec::read(&self.path("api/shop.yaml"), &Options::default()).expect("it is a spec");
        let mut lock = Lock::new("errbook.lock");
        lock.record("shop", "../api/shop.yaml".as_ref(), spec.catalog());
        self.write("service/errbook.lock", &lock.text());
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    fn cargo(&self, folder: &str, arguments: &[&str]) -> Output {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(arguments).arg("--offline").current_dir(self.path(folder));
        cargo.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("projects"));
        // What the outer cargo says of this package is not for the inner one.
        cargo.env_remove("CARGO_ENCODED_RUSTFLAGS").env_remove("RUSTFLAGS").env_remove("OUT_DIR");
        cargo.output().expect("cargo can be run")
    }

    /// What the program prints, and what is said while it is built.
    #[track_caller]
    fn run(&self, folder: &str) -> (Vec<String>, String) {
        let output = self.cargo(folder, &["run"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
        (String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect(), said)
    }

    /// Puts what would be published into another folder, under a name of its own: cargo tells packages at the root of their
    /// workspace apart by nothing else.
    fn publish(&self) {
        let output = self.cargo("service", &["package", "--list", "--allow-dirty"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        for file in String::from_utf8_lossy(&output.stdout).lines() {
            // Some files are made while packaging, of those that are there.
            if let Ok(text) = fs::read_to_string(self.path("service").join(file)) {
                self.write(&format!("registry/shop/{file}"), &text.replace("locked-shop", "published-shop"));
            }
        }
    }
}

#[test]
fn what_is_published_builds_without_the_spec_and_a_spec_wins_over_the_lock() {
    let repository = Repository::new();
    repository.publish();
    assert!(!repository.path("registry/api/shop.yaml").exists());
    let (printed, said) = repository.run("registry/shop");
    assert_eq!(printed[..2], ["[404, 409]", "[404, 409]"]);
    assert!(printed[2].contains("from shop.yaml (fingerprint ") && printed[2].contains("as errbook.lock has it"));
    assert!(!said.contains("errbook.lock is stale"), "{said}");

    let (printed, said) = repository.run("service");
    assert_eq!(printed[..2], ["[404, 409]", "[404, 409]"]);
    assert!(!printed[2].contains("errbook.lock"), "{}", printed[2]);
    assert!(!said.contains("errbook.lock is stale"), "{said}");

    // The spec goes on, and the lock does not.
    repository.write("api/shop.yaml", &SPEC.replace("'409'", "'423'"));
    let (printed, said) = repository.run("service");
    assert_eq!(printed[..2], ["[404, 423]", "[404, 423]"]);
    assert!(said.contains("errbook.lock is stale") && said.contains("run `errbook lock`"), "{said}");

    repository.lock();
    let (_, said) = repository.run("service");
    assert!(!said.contains("errbook.lock is stale"), "{said}");

    // A lock that cannot be read is not passed over.
    let locked = fs::read_to_string(repository.path("service/errbook.lock")).expect("it is there");
    repository.write("service/errbook.lock", &locked.replace("title", "<<<<<<< HEAD\ntitle"));
    let output = repository.cargo("service", &["build"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && said.contains("take either side, then run `errbook lock`"), "{said}");

    // Without either, what is missing is told.
    fs::remove_file(repository.path("registry/shop/errbook.lock")).expect("it was there");
    let output = repository.cargo("registry/shop", &["build"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && said.contains("../api/shop.yaml"), "{said}");
}
