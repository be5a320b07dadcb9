//! The generated text itself: it changes only on purpose, depends on nothing but the spec, and is what gets compiled.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{env, fs};

use errbook_build::Generated;

/// The five reference APIs, and the small specs beside these tests.
fn specs() -> Vec<PathBuf> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [package.join("../spec/apis"), package.join("specs")];
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).expect("the folder is there"));
    let paths = files.map(|entry| entry.expect("the folder can be read").path());
    let mut specs: Vec<_> = paths.filter(|path| path.extension() == Some(OsStr::new("yaml"))).collect();
    specs.sort();
    specs
}

/// As the build script of this package generates it.
fn generate(spec: &Path) -> Generated {
    let config = errbook_build::configure();
    let config = match spec.file_name().and_then(OsStr::to_str) {
        Some("client-only.yaml") => config.client_only(),
        Some("examples.yaml") => config.examples(),
        Some("constants-by-code.yaml") => config.code_at("code").code_at("error.code"),
        _ => config,
    };
    config.generate(spec).unwrap_or_else(|error| unreachable!("{error}"))
}

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("golden").join(format!("{name}.rs"))
}

#[test]
fn the_text_is_the_golden_one() {
    let bless = env::var_os("BLESS").is_some_and(|value| value == "1");
    let mut stale = Vec::new();
    for spec in specs() {
        let generated = generate(&spec);
        let (path, text) = (golden(generated.name()), generated.text());
        if fs::read_to_string(&path).is_ok_and(|golden| golden == text) {
            continue;
        }
        if bless {
            fs::write(&path, text).expect("the file can be written");
        } else {
            stale.push(format!("tests/golden/{}.rs", generated.name()));
        }
    }
    let command = "BLESS=1 cargo test --package errbook-tests --test golden";
    assert!(stale.is_empty(), "no longer what is generated: {}\nto accept it: {command}", stale.join(", "));
}

#[test]
fn the_same_text_is_compiled() {
    let library = include_str!("../src/lib.rs");
    for spec in specs() {
        let generated = generate(&spec);
        let name = generated.name();
        let included = Path::new(env!("OUT_DIR")).join("errbook").join(format!("{name}.rs"));
        let included = fs::read_to_string(included).unwrap_or_default();
        assert!(included == generated.text(), "{name} is not what this package compiles; add it to its build script");
        assert!(library.contains(&format!("errbook::include_errors!(\"{name}\");")), "{name} is not compiled");
    }
}

#[test]
fn every_golden_file_has_a_spec() {
    let names: Vec<_> = specs().iter().map(|spec| golden(generate(spec).name())).collect();
    for entry in fs::read_dir(golden("x").with_file_name("")).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        assert!(names.contains(&path), "{} is of no spec; remove it", path.display());
    }
}

/// Copies a folder with its files and folders.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be made");
    for entry in fs::read_dir(from).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        let target = to.join(path.file_name().expect("it is in a folder"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("the file can be copied");
        }
    }
}

#[test]
fn the_folder_leaves_no_trace() {
    let folders = [(); 2].map(|()| tempfile::tempdir().expect("a folder can be made"));
    for spec in specs() {
        let [first, second] = folders.each_ref().map(|folder| {
            let source = spec.parent().expect("it is in a folder");
            let target = folder.path().join(source.file_name().expect("it is in a folder"));
            if !target.exists() {
                copy(source, &target);
            }
            generate(&target.join(spec.file_name().expect("it is a file"))).text()
        });
        assert_eq!(first, second);
        assert_eq!(first, generate(&spec).text());
        for folder in &folders {
            assert!(!first.contains(&*folder.path().to_string_lossy()), "{}", spec.display());
        }
    }
}
