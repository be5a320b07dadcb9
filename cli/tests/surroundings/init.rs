//! `errbook init`, and what cargo makes of it.

use std::env;
use std::fs;
use std::path::Path;

use crate::project::{OVERLAY, Project, SPEC, fine, refused, stderr};

const MANIFEST: &str = r#"[package]
name = "init-shop"   # not yet published
version = "0.1.0"
edition = "2024"

[dependencies]
bytes = { version = "1" }
# The rest of us.
serde = "1"

[workspace]
"#;

fn package() -> Project {
    let project = Project::new();
    project.write("Cargo.toml", MANIFEST);
    project.write("src/lib.rs", "");
    project
}

/// The libraries are those of this workspace, which no registry has yet.
fn patched(manifest: &str) -> String {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the workspace is there");
    let path = |folder: &str| format!("{:?}", workspace.join(folder).to_string_lossy());
    format!(
        "{manifest}\n[patch.crates-io]\nerrbook = {{ path = {} }}\nerrbook-build = {{ path = {} }}\n\n[profile.dev]\ndebug = false\n",
        path("runtime"),
        path("generator")
    )
}

#[test]
fn what_it_writes_is_built_by_cargo() {
    let project = package();
    let said = fine(&project.errbook(&["init", "--name", "shop", "--code-at", "error.code"]));
    assert!(said.contains("wrote build.rs, src/errors.rs, errbook.toml; added errbook and errbook-build"), "{said}");
    assert!(said.contains("write `pub mod errors;` into src/lib.rs"), "{said}");

    project.write("Cargo.toml", &patched(&project.read("Cargo.toml")));
    let code = "pub mod errors;\npub fn code() -> errors::ErrorCode { errors::ErrorCode::OrderNotFound }\n";
    project.write("src/lib.rs", code);
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::copy(workspace.join("Cargo.lock"), project.path("Cargo.lock")).expect("the lock can be copied");
    let mut cargo = project.program(env!("CARGO"));
    cargo.args(["check", "--offline"]);
    cargo.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("projects"));
    // What the outer cargo says of this package is not for the inner one.
    cargo.env_remove("CARGO_ENCODED_RUSTFLAGS").env_remove("RUSTFLAGS").env_remove("OUT_DIR");
    fine(&cargo.output().expect("cargo can be run"));
}

#[test]
fn the_manifest_keeps_its_form() {
    let project = package();
    fine(&project.errbook(&["init"]));
    let expected = MANIFEST.replace("# The rest", "errbook = \"0.1\"\n# The rest").replace(
        "[workspace]\n",
        "[workspace]\n\n[build-dependencies]\nerrbook-build = { version = \"0.1\", features = [\"toml\"] }\n",
    );
    assert_eq!(project.read("Cargo.toml"), expected);
    assert_eq!(project.read("errbook.toml"), "[[api]]\nname = \"openapi\"\nspec = \"openapi.yaml\"\n");
}

#[test]
fn what_was_asked_for_is_said_in_each_file() {
    let project = package();
    project.write("Cargo.toml", &MANIFEST.replace("bytes = {", "axum = {"));
    project.write("errors.overlay.yaml", OVERLAY);
    fine(&project.errbook(&["init", "openapi.yaml", "--client-only", "--overlay", "errors.overlay.yaml"]));
    let settings = project.read("errbook.toml");
    assert!(settings.ends_with("overlays = [\"errors.overlay.yaml\"]\nclient-only = true\n"), "{settings}");
    let manifest = project.read("Cargo.toml");
    assert!(manifest.contains("errbook = { version = \"0.1\", features = [\"axum\"] }\n"), "{manifest}");
    assert!(
        manifest.contains("errbook-build = { version = \"0.1\", features = [\"overlay\", \"toml\"] }\n"),
        "{manifest}"
    );
}

#[test]
fn the_runtime_is_told_which_libraries_it_works_with() {
    let runtime =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../runtime/Cargo.toml")).expect("it is there");
    let runtime: toml_edit::DocumentMut = runtime.parse().expect("it is TOML");
    let features = runtime["features"].as_table().expect("it has features");
    let of_a_library = features.iter().filter(|(name, enables)| {
        let library = format!("dep:{name}");
        enables.as_array().is_some_and(|it| it.iter().any(|it| it.as_str() == Some(&library)))
    });
    let mut libraries: Vec<&str> = of_a_library.map(|(name, _)| name).collect();
    libraries.sort_unstable();
    assert!(libraries.contains(&"axum"));

    let project = package();
    let lines = libraries.join(" = \"1\"\n");
    project.write("Cargo.toml", &MANIFEST.replace("# The rest", &format!("{lines} = \"1\"\n# The rest")));
    fine(&project.errbook(&["init"]));
    let manifest: toml_edit::DocumentMut = project.read("Cargo.toml").parse().expect("it is TOML");
    let features = manifest["dependencies"]["errbook"]["features"].as_array().expect("there are features");
    assert_eq!(features.iter().filter_map(|it| it.as_str()).collect::<Vec<_>>(), libraries);
}

#[test]
fn dependencies_that_are_there_stay_as_they_are() {
    let project = package();
    let manifest = MANIFEST.replace("# The rest", "errbook = { path = \"../errbook\" }\n# The rest");
    project.write("Cargo.toml", &manifest);
    let said = fine(&project.errbook(&["init"]));
    assert!(said.contains("; added errbook-build to Cargo.toml"), "{said}");
    assert!(project.read("Cargo.toml").starts_with(&manifest), "{}", project.read("Cargo.toml"));
}

#[test]
fn everything_in_the_way_is_told_at_once_and_nothing_is_written() {
    let project = package();
    project.write("Cargo.toml", &MANIFEST.replace("edition", "build = \"make.rs\"\nedition"));
    project.write("build.rs", "fn main() {}\n");
    project.write("errbook.toml", "");
    let before = (project.names(), project.read("Cargo.toml"));
    let output = project.errbook(&["init", "openapi.yaml"]);
    refused(
        &output,
        &[
            "build.rs is there already",
            "`errbook_build::compile_toml(\"errbook.toml\")?;`",
            "errbook.toml is there already",
            "      spec = \"openapi.yaml\"",
            "names `make.rs` as its build script",
        ],
    );
    assert!(!stderr(&output).contains("src/errors.rs is there"), "{}", stderr(&output));
    // A spec that cannot be read is told of in the same run.
    refused(
        &project.errbook(&["init", "nowhere.yaml"]),
        &["nowhere.yaml", "no such file", "build.rs is there already"],
    );
    assert_eq!((project.names(), project.read("Cargo.toml")), before);
    assert!(!project.path("src/errors.rs").exists());
}

#[test]
fn a_spec_that_would_not_build_is_refused_first() {
    let project = package();
    project.write("openapi.yaml", &SPEC.replace("'404'", "'4XX'"));
    let before = project.names();
    refused(&project.errbook(&["init"]), &["error[missing-status]", "--client-only"]);
    assert_eq!(project.names(), before);
    fine(&project.errbook(&["init", "--client-only"]));
}

#[test]
fn a_name_that_no_module_can_have_is_answered_with_the_option_for_one() {
    let project = package();
    refused(
        &project.errbook(&["init", "--name", "a b"]),
        &["\"a b\" is no name for a module", "`--name api` for the command"],
    );
}

#[test]
fn the_spec_is_found_or_asked_for() {
    let project = package();
    fs::rename(project.path("openapi.yaml"), project.path("elsewhere.yaml")).expect("it is there");
    refused(
        &project.errbook(&["init"]),
        &["there is no openapi.yaml, openapi.yml, openapi.json here", "name the spec"],
    );
    project.write("api/v1/openapi.yml", SPEC);
    project.write("target/package/openapi.yaml", SPEC);
    project.write("my api/openapi.json", "{}");
    refused(
        &project.errbook(&["init"]),
        &["2 specs are here", "errbook init api/v1/openapi.yml\n", "errbook init 'my api/openapi.json'\n"],
    );
    fs::remove_file(project.path("my api/openapi.json")).expect("it is there");
    fine(&project.errbook(&["init"]));
    assert!(
        project.read("errbook.toml").contains("spec = \"api/v1/openapi.yml\"\n"),
        "{}",
        project.read("errbook.toml")
    );
}

#[test]
fn paths_are_written_so_that_other_machines_have_them() {
    let project = package();
    let absolute = project.path("openapi.yaml");
    fine(&project.errbook(&["init", &absolute.to_string_lossy()]));
    assert!(project.read("errbook.toml").contains("spec = \"openapi.yaml\"\n"), "{}", project.read("errbook.toml"));
    let (elsewhere, here) = (Project::new(), package());
    let output = here.errbook(&["init", &elsewhere.path("openapi.yaml").to_string_lossy()]);
    refused(&output, &["is an absolute path"]);
}

#[test]
fn only_a_package_is_set_up() {
    let project = Project::new();
    refused(&project.errbook(&["init"]), &["no Cargo.toml in this folder", "`cargo init`"]);
    project.write("Cargo.toml", "[workspace]\nmembers = []\n");
    refused(&project.errbook(&["init"]), &["that of a workspace"]);
    project.write("Cargo.toml", "[package\n");
    refused(&project.errbook(&["init"]), &["Cargo.toml is no TOML", "line 1"]);
    project.write("Cargo.toml", "dependencies = 1\n[package]\nname = \"a\"\n");
    refused(&project.errbook(&["init"]), &["`dependencies` in Cargo.toml is no table"]);
    assert_eq!(project.names(), ["Cargo.toml", "openapi.yaml"]);
}
