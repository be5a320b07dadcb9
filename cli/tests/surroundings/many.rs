//! More specs than there are processors.

use serde_json::Value;

use crate::project::{Project, SPEC, fine, stderr, stdout};

#[test]
fn a_thousand_specs_are_told_of_in_their_order() {
    let project = Project::empty();
    let names: Vec<String> = (0..1_000).map(|index| format!("spec{index}.yaml")).collect();
    let is_wrong = |index: usize| index.is_multiple_of(7);
    for (index, name) in names.iter().enumerate() {
        let text =
            if is_wrong(index) { SPEC.replace("schemas/ErrorCode'", "schemas/Nowhere'") } else { SPEC.to_owned() };
        project.write(name, &text);
    }
    let output = project.command().args(["lint", "--format", "json"]).args(&names).output().expect("it can be run");
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(2), ""));
    let findings: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let told: Vec<&str> = findings.as_array().expect("a list").iter().filter_map(|it| it["file"].as_str()).collect();
    let wrong: Vec<&String> =
        names.iter().enumerate().filter(|(index, _)| is_wrong(*index)).map(|(_, it)| it).collect();
    assert_eq!(told, wrong);
}

#[test]
fn specs_that_nobody_has_are_all_named() {
    let project = Project::empty();
    let names: Vec<String> = (0..50).map(|index| format!("nowhere{index}.yaml")).collect();
    let output = project.command().arg("lint").args(&names).output().expect("it can be run");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let places: Vec<usize> = names.iter().filter_map(|name| told.find(&format!("{name}\n"))).collect();
    assert!(places.len() == names.len() && places.is_sorted(), "{told}");
}

#[test]
fn a_thousand_apis_are_locked_and_checked_in_their_order() {
    let project = Project::empty();
    let mut settings = String::new();
    for index in 0..1_000 {
        project.write(format!("spec{index}.yaml"), SPEC);
        settings.extend([
            "[[api]]\nname = \"api",
            &index.to_string(),
            "\"\nspec = \"spec",
            &index.to_string(),
            ".yaml\"\n",
        ]);
    }
    project.write("errbook.toml", &settings);
    let locked = fine(&project.errbook(&["lock"]));
    let expected: Vec<String> = (0..1_000).map(|index| format!("api{index}: locked, with 2 codes")).collect();
    assert_eq!(locked.lines().collect::<Vec<_>>(), expected);
    assert_eq!(fine(&project.errbook(&["check"])), "");

    for index in [3, 500, 999] {
        project.write(format!("spec{index}.yaml"), &SPEC.replace("CUSTOMER_NOT_FOUND", "GONE"));
    }
    project.write("spec7.yaml", "openapi: [");
    project.write("spec8.yaml", "openapi: [");
    let lock = project.read("errbook.lock");
    let checked = project.errbook(&["check"]);
    assert_eq!(checked.status.code(), Some(2), "two cannot be read");
    let printed = stdout(&checked);
    let told: Vec<&str> = printed.lines().filter(|line| line.ends_with(':')).collect();
    assert_eq!(told, ["api3:", "api500:", "api999:"]);
    let said = stderr(&checked);
    assert!(said.contains("spec7.yaml") && said.contains("spec8.yaml"), "{said}");
    // All or nothing.
    assert_eq!(project.errbook(&["lock"]).status.code(), Some(2));
    assert_eq!(project.read("errbook.lock"), lock);
}
