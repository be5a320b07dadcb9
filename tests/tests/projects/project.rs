//! Packages in a folder of their own, and what cargo says of them.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use serde_json::Value;

/// A folder with packages in it; all of them share one target folder.
pub(crate) struct Project(tempfile::TempDir);

impl Project {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder can be made"))
    }

    /// A package at the root of the folder.
    pub(crate) fn with_package(name: &str, depends: &str, main: &str) -> Self {
        let project = Self::new();
        project.package(".", name, depends, main);
        project
    }

    /// Writes a package. Its name has to be its own: packages at the root of their workspace are told apart by nothing else.
    /// What it depends on is the rest of its manifest, in which `RUNTIME` and `GENERATOR` are the folders of `errbook` and
    /// `errbook-build`.
    pub(crate) fn package(&self, folder: &str, name: &str, depends: &str, main: &str) {
        let workspace =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the workspace is there");
        let of = |folder: &str| format!("{:?}", workspace.join(folder).to_string_lossy());
        let depends = depends.replace("RUNTIME", &of("runtime")).replace("GENERATOR", &of("generator"));
        let manifest = format!(
            "[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n{depends}\n\
             [profile.dev]\ndebug = false\n"
        );
        self.write(&format!("{folder}/Cargo.toml"), &manifest);
        self.write(&format!("{folder}/src/main.rs"), main);
        let lock = self.path(&format!("{folder}/Cargo.lock"));
        fs::copy(workspace.join("Cargo.lock"), lock).expect("the lock can be copied");
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    pub(crate) fn cargo(&self, arguments: &[&str]) -> Output {
        self.cargo_in(".", arguments)
    }

    pub(crate) fn cargo_in(&self, folder: &str, arguments: &[&str]) -> Output {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(arguments).arg("--offline").current_dir(self.path(folder));
        cargo.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("projects"));
        // What the outer cargo says of this package is not for the inner one.
        cargo.env_remove("CARGO_ENCODED_RUSTFLAGS").env_remove("RUSTFLAGS").env_remove("OUT_DIR");
        cargo.output().expect("cargo can be run")
    }

    /// What the program prints.
    #[track_caller]
    pub(crate) fn runs(&self) -> String {
        let output = self.cargo(&["run", "--quiet"]);
        assert!(output.status.success(), "{}", stderr(&output));
        stdout(&output)
    }

    /// The files that the program of this name was built from, once it was.
    pub(crate) fn built_from(name: &str) -> String {
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("projects/debug").join(name).with_extension("d");
        fs::read_to_string(file).expect("cargo writes it beside the program")
    }

    /// What is said of a package that does not build.
    #[track_caller]
    pub(crate) fn fails(&self, to: &str) -> String {
        let output = self.cargo(&[to, "--quiet"]);
        assert!(!output.status.success(), "it builds");
        let said = stderr(&output);
        assert!(!said.contains("panicked at"), "{said}");
        said
    }

    /// Builds, and tells which targets of the package at the root there are, and whether they were fresh.
    #[track_caller]
    pub(crate) fn freshness(&self) -> Vec<(String, bool)> {
        let manifest = self.path("Cargo.toml");
        let own = |it: &Value| {
            it["reason"] == "compiler-artifact"
                && it["manifest_path"].as_str().is_some_and(|path| Path::new(path) == manifest)
        };
        let artifacts = self.messages().into_iter().filter(own);
        artifacts
            .map(|it| (it["target"]["kind"][0].as_str().unwrap_or_default().to_owned(), it["fresh"] == true))
            .collect()
    }

    /// Builds, and tells the output folder of the build script of the package at the root.
    #[track_caller]
    pub(crate) fn out_dir(&self) -> PathBuf {
        let root = self.0.path().to_string_lossy().into_owned();
        let own = |it: &&Value| {
            it["reason"] == "build-script-executed" && it["package_id"].as_str().is_some_and(|id| id.contains(&root))
        };
        let messages = self.messages();
        let folder = messages.iter().find(own).and_then(|it| it["out_dir"].as_str());
        folder.map(PathBuf::from).expect("the build script was run")
    }

    #[track_caller]
    fn messages(&self) -> Vec<Value> {
        let output = self.cargo(&["build", "--message-format=json"]);
        assert!(output.status.success(), "{}", stderr(&output));
        stdout(&output).lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
    }
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[track_caller]
pub(crate) fn contains(said: &str, expected: &[&str]) {
    for expected in expected {
        assert!(said.contains(expected), "no {expected} in {said}");
    }
}
