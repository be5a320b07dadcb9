//! What is typed wrong is answered with what is right, and the help teaches it.

use std::fs;
use std::process::Output;

use crate::project::{OVERLAY, Project, SPEC, fine, refused, stderr};

#[test]
fn words_that_are_nearly_right_are_told_the_right_one() {
    let project = Project::new();
    refused(&project.errbook(&["lsit", "openapi.yaml"]), &["unrecognized subcommand 'lsit'", "'list'"]);
    refused(&project.errbook(&["list", "--fromat", "json", "openapi.yaml"]), &["'--format'"]);
    refused(&project.errbook(&["list", "--format", "jsn", "openapi.yaml"]), &["'json'"]);
    refused(&project.errbook(&["completions", "bsh"]), &["'bash'"]);
}

#[test]
fn a_spec_without_a_verb_is_told_one() {
    let project = Project::new();
    refused(&project.errbook(&["openapi.yaml"]), &["did you mean `errbook list openapi.yaml`?"]);
    refused(&project.errbook(&["./it's.json"]), &[r"`errbook list './it'\''s.json'`"]);
    project.write("a spec", SPEC);
    refused(&project.errbook(&["a spec"]), &["`errbook list 'a spec'`"]);
    let nonsense = project.errbook(&["nonsense"]);
    refused(&nonsense, &["unrecognized subcommand 'nonsense'"]);
    assert!(!stderr(&nonsense).contains("errbook list"), "{}", stderr(&nonsense));
}

#[test]
fn two_specs_where_one_is_wanted_are_told_apart() {
    let project = Project::new();
    project.write("billing.yaml", SPEC);
    for verb in ["list", "generate", "discover"] {
        let run = format!("run `errbook {verb} billing.yaml` by itself; `errbook lint` takes several");
        refused(&project.errbook(&[verb, "openapi.yaml", "billing.yaml"]), &[&run]);
    }
}

#[test]
fn a_verb_without_a_spec_is_told_the_one_that_is_here() {
    let project = Project::new();
    for verb in ["list", "lint", "generate", "mock"] {
        let meant = format!("did you mean `errbook {verb} openapi.yaml`?");
        refused(&project.errbook(&[verb]), &["<SPEC>", &meant]);
    }
    let settled = Project::empty();
    settled.write("api/shop.yaml", SPEC);
    settled.write("errbook.toml", "[[api]]\nname = \"shop\"\nspec = \"api/shop.yaml\"\n");
    refused(&settled.errbook(&["docs"]), &["<SPEC>", "did you mean `errbook docs shop`?"]);
    let other = project.errbook(&["explain", "openapi.yaml"]);
    refused(&other, &["<CODE>"]);
    assert!(!stderr(&other).contains("did you mean"), "{}", stderr(&other));
    let nowhere = Project::empty().errbook(&["list"]);
    assert!(!stderr(&nowhere).contains("did you mean"), "{}", stderr(&nowhere));
}

#[test]
fn a_spec_is_not_overwritten() {
    let project = Project::new();
    for arguments in [
        &["generate", "openapi.yaml", "-o", "openapi.yaml"][..],
        &["generate", "openapi.yaml", "-o", "./openapi.yaml", "--check"],
        &["generate", "openapi.yaml", "-o", "errors.rs", "--depfile", "openapi.yaml"],
    ] {
        refused(&project.errbook(arguments), &["openapi.yaml is what is read", "`-o src/errors.rs`"]);
    }
    assert_eq!((project.names(), project.read("openapi.yaml")), (vec!["openapi.yaml".to_owned()], SPEC.to_owned()));
}

#[test]
fn a_folder_is_no_spec_and_no_output() {
    let project = Project::new();
    for arguments in [&["list", "."][..], &["explain", ".", "A"], &["generate", "."], &["mock", "."]] {
        refused(&project.errbook(arguments), &["this is a folder, not a file", "such as `openapi.yaml`"]);
    }
    refused(&project.errbook(&["generate", "openapi.yaml", "-o", "."]), &["that is a folder: name a file in it"]);
    let below = project.errbook(&["generate", "openapi.yaml", "-o", "openapi.yaml/errors.rs"]);
    refused(&below, &["a part of the path is a file"]);
}

/// The verbs, as the help lists them.
fn verbs(project: &Project) -> Vec<String> {
    let help = fine(&project.errbook(&["--help"]));
    let (_, listed) = help.split_once("Commands:\n").expect("the commands are listed");
    let lines = listed.lines().take_while(|line| !line.is_empty());
    let verbs = lines.filter_map(|line| line.split_whitespace().next()).filter(|verb| *verb != "help");
    verbs.map(str::to_owned).collect()
}

/// The commands that the help of a verb shows, without what a shell does with their output.
fn examples(project: &Project, verb: &str) -> Vec<String> {
    let help = fine(&project.errbook(&[verb, "--help"]));
    assert!(help.contains("\nExample"), "{verb} shows no example:\n{help}");
    let (_, examples) = help.split_once("\nExample").unwrap_or_default();
    examples.lines().filter_map(|line| line.strip_prefix("  errbook ")).map(only_command).collect()
}

fn only_command(line: &str) -> String {
    let end = [" #", " >", " |"].iter().filter_map(|mark| line.find(mark)).min().unwrap_or(line.len());
    format!("errbook {}", line[..end].trim_end())
}

/// A fresh folder that holds what the examples name.
fn surroundings() -> Project {
    let project = Project::new();
    project.write("billing.yaml", SPEC);
    project.write("errors.overlay.yaml", OVERLAY);
    project.write("Cargo.toml", "[package]\nname = \"shop\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
    project
}

fn run(example: &str) -> Output {
    let project = surroundings();
    if let Some((made, _)) = example.split_once(" --check") {
        fine(&project.shell(made));
    }
    if ["errbook lock", "errbook check"].iter().any(|verb| example.starts_with(verb)) {
        project.write("errbook.toml", "[[api]]\nname = \"shop\"\nspec = \"openapi.yaml\"\n");
    }
    if example.starts_with("errbook check") {
        fine(&project.shell("errbook lock && errbook generate openapi.yaml -o src/errors.rs"));
    }
    project.shell(example)
}

#[test]
#[cfg(unix)]
fn every_verb_shows_examples_that_work() {
    let project = surroundings();
    let verbs = verbs(&project);
    assert!(["completions", "generate", "init", "lint"].iter().all(|verb| verbs.iter().any(|it| it == verb)));
    // A server does not end, and revisions need a repository; both have tests of their own.
    for verb in verbs.iter().filter(|verb| !["diff", "mock"].contains(&verb.as_str())) {
        let examples = examples(&project, verb);
        assert!(!examples.is_empty(), "{verb} shows no command");
        for example in examples {
            let output = run(&example);
            assert!(output.status.success(), "{example}: {}", stderr(&output));
        }
    }
    for verb in ["diff", "mock"] {
        if verbs.iter().any(|it| it == verb) {
            assert!(fine(&project.errbook(&[verb, "--help"])).contains("\nExample"), "{verb}");
        }
    }
}

#[test]
fn a_stale_file_is_told_with_what_differs_and_what_mends_it() {
    let project = Project::new();
    let file = "src/errors of shop.rs";
    let check = || project.errbook(&["generate", "openapi.yaml", "-o", file, "--check"]);
    let mends = "help: generate it again: `errbook generate openapi.yaml -o 'src/errors of shop.rs'`";
    let absent = check();
    assert_eq!(absent.status.code(), Some(1));
    assert!(stderr(&absent).contains("it is not there") && stderr(&absent).contains(mends), "{}", stderr(&absent));

    fine(&project.errbook(&["generate", "openapi.yaml", "-o", file]));
    fine(&check());
    let text = project.read(file);
    project.write(file, &text.replace('\n', "\r\n"));
    fine(&check());

    project.write("openapi.yaml", &SPEC.replace("CUSTOMER_NOT_FOUND", "BUYER_NOT_FOUND"));
    let stale = check();
    assert_eq!(stale.status.code(), Some(1));
    let told = stderr(&stale);
    let line = text.lines().position(|line| line.ends_with("/// `CUSTOMER_NOT_FOUND` (404)")).expect("it is a variant");
    for said in [
        "error[stale]: src/errors of shop.rs is stale: it is not what openapi.yaml gives now",
        &format!("  --> src/errors of shop.rs:{}\n", line + 1),
        "   | -         CustomerNotFound,",
        "   | +         BuyerNotFound,",
        "   = note: lines in all: ",
        mends,
    ] {
        assert!(told.contains(said), "no {said:?} in {told}");
    }
    assert!(told.lines().count() < 45, "{told}");
    assert_eq!(fs::read_to_string(project.path(file)).expect("it is there"), text.replace('\n', "\r\n"));

    let json = project.errbook(&["generate", "openapi.yaml", "-o", file, "--check", "--report", "json"]);
    let told: serde_json::Value = serde_json::from_slice(&json.stderr).expect("one object");
    assert_eq!((&told["rule"], &told["file"]), (&"stale".into(), &file.into()));
    assert!(told["help"].as_str().is_some_and(|help| help.contains("generate openapi.yaml")), "{told}");
}
