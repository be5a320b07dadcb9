//! Depfiles, as Make reads them.

use std::fs;
use std::time::Duration;

use crate::project::{OVERLAY, Project, SPEC, fine, refused, stderr};

/// The schemas in a file of their own, whose name is hard to write.
const PARTS: &str = "a b#c$d:e.yaml";

fn project() -> Project {
    let project = Project::empty();
    let (spec, schemas) = SPEC.split_once("  schemas:\n").expect("it has schemas");
    project.write("api/openapi.yaml", &spec.replace("'#/components/schemas/Error'", "'a%20b%23c$d:e.yaml#/Error'"));
    let schemas = schemas.replace("#/components/schemas/", "#/").replace("\n    ", "\n");
    let schemas = schemas.trim_start();
    project.write(format!("api/{PARTS}"), schemas);
    project.write("errors.overlay.yaml", OVERLAY);
    project
}

const GENERATE: [&str; 8] = [
    "generate",
    "api/openapi.yaml",
    "--overlay",
    "errors.overlay.yaml",
    "-o",
    "out dir/errors#1.rs",
    "--depfile",
    "errors.d",
];

#[test]
fn every_file_that_was_read_is_named_from_here() {
    let project = project();
    fine(&project.errbook(&GENERATE));
    let rule = r"out\ dir/errors\#1.rs: \
  api/openapi.yaml \
  errors.overlay.yaml \
  api/a\ b\#c$$d\:e.yaml
";
    assert_eq!(project.read("errors.d"), rule);
}

#[test]
fn errbook_toml_is_read_too() {
    let project = Project::new();
    project.write("errbook.toml", "[[api]]\nname = \"shop\"\nspec = \"openapi.yaml\"\n");
    fine(&project.errbook(&["generate", "shop", "-o", "errors.rs", "--depfile", "errors.d"]));
    assert_eq!(project.read("errors.d"), "errors.rs: \\\n  openapi.yaml \\\n  errbook.toml\n");
}

#[test]
fn make_reads_the_names_back() {
    let project = project();
    fine(&project.errbook(&GENERATE));
    // A rule without a recipe is done if all that it names is there.
    let make = || project.program("make").args(["-rRf", "errors.d"]).output();
    let Ok(output) = make() else { return };
    assert!(output.status.success(), "{}", stderr(&output));
    for file in ["api/openapi.yaml", "errors.overlay.yaml", &format!("api/{PARTS}")] {
        fs::rename(project.path(file), project.path("away")).expect("it is there");
        let output = make().expect("it could be run before");
        assert!(!output.status.success(), "{file} is not what make waits for");
        fs::rename(project.path("away"), project.path(file)).expect("it was there");
    }
}

#[test]
fn what_a_depfile_cannot_say_is_refused_before_anything_is_written() {
    let project = Project::new();
    let arguments = ["generate", "openapi.yaml", "-o", "a\nb.rs", "--depfile", "errors.d"];
    refused(&project.errbook(&arguments), &[r"a\nb.rs", "rename the file"]);
    refused(&project.errbook(&["generate", "openapi.yaml", "-o", "-", "--depfile", "errors.d"]), &["-o src/errors.rs"]);
    refused(&project.errbook(&["generate", "openapi.yaml", "--depfile", "errors.d"]), &["--output"]);
    assert_eq!(project.names(), ["openapi.yaml"]);
}

/// The first block of that language in the documentation.
fn documented(language: &str) -> String {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/checked-in.md");
    let page = fs::read_to_string(page).expect("the page is there");
    let (_, block) = page.split_once(&format!("```{language}\n")).expect("there is such a block");
    block.split_once("```").expect("the block ends").0.to_owned()
}

#[test]
fn the_documented_makefile_generates_when_a_file_that_is_referred_to_changes() {
    let project = Project::new();
    let (spec, schemas) = SPEC.split_once("    Error:\n").expect("it has schemas");
    project.write("openapi.yaml", &spec.replace("#/components/schemas/Error", "errors.yaml#/components/schemas/Error"));
    let write_schemas = |schemas: &str| {
        project.write("errors.yaml", &format!("components:\n  schemas:\n    Error:\n{schemas}"));
    };
    write_schemas(schemas);
    project.write("Makefile", &documented("make"));
    let make = |arguments: &[&str]| project.program("make").args(arguments).output();
    let Ok(output) = make(&[]) else { return };
    fine(&output);
    assert!(project.read("src/errors.rs").contains("CustomerNotFound"));
    fine(&make(&["--question"]).expect("it could be run before"));

    write_schemas(&schemas.replace("CUSTOMER", "BUYER"));
    // As a later change would leave it, without waiting for one.
    let later = fs::metadata(project.path("src/errors.rs")).and_then(|about| about.modified()).expect("it is written");
    let file = fs::File::options().append(true).open(project.path("errors.yaml")).expect("it is ours");
    file.set_modified(later + Duration::from_secs(1)).expect("it is ours");
    assert_eq!(make(&["--question"]).expect("it could be run before").status.code(), Some(1));
    fine(&make(&[]).expect("it could be run before"));
    assert!(project.read("src/errors.rs").contains("BuyerNotFound"));
}
