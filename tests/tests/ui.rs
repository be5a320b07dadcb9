//! Wrong uses of the derives, and what the compiler says of each: one mistake, one error, and its first line is enough.

use std::fs;
use std::path::Path;

#[test]
fn mistakes() {
    trybuild::TestCases::new().compile_fail("ui/*.rs");
}

/// The error type that the README shows is one of the cases, and so is the error that it prints.
#[test]
fn the_readme_prints_what_the_compiler_says() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| fs::read_to_string(tests.join(name)).expect("it is there");
    let (readme, case) = (read("../README.md"), "ui/undocumented-code-of-a-service");
    let said = read(&format!("{case}.stderr")).replace(&format!("{case}.rs"), "src/campaigns.rs");
    assert!(readme.contains(&format!("```text\n{said}```")), "the README prints another error than:\n{said}");
    let (_, shown) = readme.split_once("## Derive your own error types").expect("there is such a section");
    let (_, shown) = shown.split_once("```rust,ignore\n").expect("it shows a type");
    let (shown, _) = shown.split_once("}\n```").expect("the type ends");
    let case = read(&format!("{case}.rs"));
    assert!(case.contains(shown), "the README shows another type than {case}:\n{shown}");
}
