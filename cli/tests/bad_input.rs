//! Specs that cannot be read: exit status 2, the reason on stderr, nothing on stdout, nothing written.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

fn errbook(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_errbook")).args(arguments).output().expect("the command can be run")
}

/// Says what the command said, after it failed as it should; `generate` and `list` alike.
fn refused(spec: &Path) -> String {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let out = folder.path().join("out.rs");
    let (spec, to) = (spec.to_string_lossy(), out.to_string_lossy());
    let outputs = [errbook(&["generate", &spec, "-o", &to]), errbook(&["list", &spec])];
    for output in &outputs {
        assert_eq!(output.status.code(), Some(2), "{spec}");
        assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{spec}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("error") && !said.contains("panicked"), "{spec}: {said}");
    }
    assert_eq!(fs::read_dir(folder.path()).expect("the folder can be read").count(), 0, "{spec}");
    String::from_utf8_lossy(&outputs[1].stderr).into_owned()
}

/// The wrong specs that the workspace's tests keep.
fn bad() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/bad")
}

#[test]
fn every_wrong_spec_is_refused() {
    let entries = fs::read_dir(bad()).expect("the folder is there").map(|entry| entry.expect("it can be read").path());
    let mut seen = 0;
    for spec in entries.filter(|path| path.extension().is_some_and(|ending| ending != "txt")) {
        let said = refused(&spec);
        let name = spec.file_name().unwrap_or_default().to_string_lossy().into_owned();
        assert!(said.contains(&name), "{name} is not named: {said}");
        seen += 1;
    }
    assert!(seen > 15, "only {seen} wrong specs were found");
}

#[test]
fn what_is_no_file_is_refused() {
    assert!(refused(&bad().join("nowhere.yaml")).contains("there is no such file"));
    assert!(refused(&bad()).contains("this is a folder"));
    let said = refused(Path::new("-"));
    assert!(said.contains("nothing is read from stdin") && said.contains("write it into a file first"), "{said}");
}

#[cfg(unix)]
#[test]
fn what_runs_through_a_pipe_is_to_be_written_into_a_file() {
    let said = refused(Path::new("/dev/zero"));
    assert!(said.contains("a device or a pipe") && said.contains("write it into a file first"), "{said}");
    assert!(!said.contains("permissions"), "{said}");
}

#[test]
fn text_that_would_keep_a_parser_busy_is_refused() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for (name, text) in [
        ("flow.yaml", "openapi: 3.0.3\nx-retry: ".to_owned() + &"[".repeat(100_000)),
        ("mappings.yaml", "openapi: 3.0.3\nx-retry: ".to_owned() + &"{a: ".repeat(100_000)),
        ("items.yaml", "openapi: 3.0.3\nx-retry:\n  ".to_owned() + &"- ".repeat(100_000) + "a\n"),
        ("keys.yaml", "openapi: 3.0.3\nx-retry:\n  ".to_owned() + &"? ".repeat(100_000) + "a\n"),
        ("unclosed.json", "{\"openapi\": \"3.0.3\", \"paths\": ".to_owned() + &"[".repeat(100_000)),
        ("nothing-but.json", "[".repeat(100_000)),
    ] {
        let spec = folder.path().join(name);
        fs::write(&spec, text).expect("a file can be written");
        let said = refused(&spec);
        assert!(said.contains(name) && said.len() < 2_000, "{said}");
    }
}

#[test]
fn a_line_and_a_column_are_told_where_there_are_any() {
    for (name, position) in [
        ("broken.json", "broken.json:3:12"),
        ("mixed-codes.yaml", "mixed-codes.yaml:18:45"),
        ("identifier-collision.yaml", "identifier-collision.yaml:18:42"),
        ("unresolved-ref.yaml", "unresolved-ref.yaml:17:27"),
        ("outside-ref.yaml", "outside-ref.yaml:17:27"),
        ("latin-1.yaml", "line 2"),
    ] {
        let said = refused(&bad().join(name));
        assert!(said.contains(position), "no {position} in {said}");
    }
}
