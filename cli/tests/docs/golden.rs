//! The pages of two of the five APIs, word by word.

use std::fs;
use std::path::Path;

use crate::page::{docs, printed, published};

#[track_caller]
fn assert_golden(found: &str, name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/docs/golden").join(name);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, found).expect("the folder is ours");
    }
    let golden = fs::read_to_string(&path).expect("BLESS=1 writes it");
    assert_eq!(found, golden, "{name} is not what is written; BLESS=1 writes it anew");
}

#[test]
fn two_apis_are_documented_in_both_forms() {
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    for name in ["affiliate", "trackagoat"] {
        for (form, ending) in [("html", "html"), ("markdown", "md")] {
            let page = printed(folder.path(), &published(name), &["--format", form]);
            assert_golden(&page, &format!("{name}.{ending}"));
            assert_eq!(
                page,
                printed(folder.path(), &published(name), &["--format", form]),
                "it is the same every time"
            );
        }
    }
}

#[test]
fn a_page_goes_to_a_folder_by_the_name_of_its_api() {
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    let spec = published("plain");
    let settings = format!("[[api]]\nname = \"shop\"\nspec = {:?}\n", spec.display().to_string());
    assert_eq!(printed(folder.path(), &spec, &["-o", "site/errors"]), "site/errors/plain.html\n");
    fs::write(folder.path().join("errbook.toml"), settings).expect("the folder is ours");
    let shop = Path::new("shop");
    assert_eq!(printed(folder.path(), shop, &["-o", "site", "--format", "markdown"]), "site/shop.md\n");
    for (file, form) in [("site/errors/plain.html", "html"), ("site/shop.md", "markdown")] {
        let written = fs::read_to_string(folder.path().join(file)).expect("it was written");
        assert_eq!(written, printed(folder.path(), &spec, &["-o", "-", "--format", form]));
    }
    let refused = docs(folder.path(), &spec, &["-o", "errbook.toml"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("a part of the path is a file"));
}

#[test]
fn a_page_without_errors_says_that_there_are_none() {
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    let spec = folder.path().join("shop.yaml");
    let text = "openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\npaths: {/a: {get: {responses: {'200': {description: a}}}}}\n";
    fs::write(&spec, text).expect("the folder is ours");
    let page = printed(folder.path(), &spec, &["--format", "markdown"]);
    assert!(page.starts_with("# Shop 1: errors\n\nNo operation documents an error.\n"), "{page}");
}

/// What no spec of ours may lack: each code by its own anchor.
#[test]
fn every_code_and_every_status_without_one_can_be_linked_to() {
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    for name in ["affiliate", "trackagoat", "refcampaign", "plain", "publishing"] {
        let spec = published(name);
        let catalog = errbook_spec::read(&spec, &errbook_spec::Options::default()).expect("it is valid");
        let catalog = catalog.catalog();
        let pages = ["html", "markdown"].map(|form| printed(folder.path(), &spec, &["--format", form]));
        let codes = catalog.codes.iter().map(|code| code.wire.to_string());
        let statuses =
            catalog.statuses.iter().filter(|status| status.uncoded).map(|status| format!("status-{}", status.key));
        for anchor in codes.chain(statuses) {
            for page in &pages {
                assert_eq!(page.matches(&format!(" id=\"{anchor}\"")).count(), 1, "{name}: {anchor}");
                let is_listed = page.contains(&format!("#{anchor}"));
                assert!(
                    is_listed || catalog.code(&anchor).is_some_and(|code| code.open),
                    "{name}: nothing links to {anchor}"
                );
            }
        }
    }
}
