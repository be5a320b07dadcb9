//! Wrong specs, and what is said of each: `bad/NAME.yaml` beside `bad/NAME.yaml.txt`. The overlays in `bad-overlays` are
//! wrong for the spec beside them. `BLESS=1` writes what is said.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use errbook_spec::{Lock, Options, Report, Rule, Settings, read, read_text};

/// Relative to this package, where tests run: what is said must not depend on where that lies.
fn folder() -> PathBuf {
    PathBuf::from("bad")
}

/// The files of a folder, without what is said of them.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending != "txt"));
    files.sort();
    files
}

/// Everything that is wrong: specs, and overlays.
fn mistakes() -> Vec<PathBuf> {
    let overlays = files(Path::new("bad-overlays")).into_iter().filter(|path| is_overlay(path));
    files(&folder()).into_iter().chain(overlays).collect()
}

fn is_overlay(path: &Path) -> bool {
    path.to_string_lossy().ends_with(".overlay.yaml")
}

/// What is said of a spec, or of an overlay over the spec beside it.
fn report(path: &Path) -> Report {
    let mut options = Options::default();
    let mut spec = path.to_owned();
    if is_overlay(path) {
        options.overlays = vec![path.to_owned()];
        spec.set_file_name("shop.yaml");
    }
    match read(&spec, &options) {
        Err(report) => report,
        Ok(reading) => reading.warnings().cloned().expect("something is wrong"),
    }
}

fn without_folder(text: &str) -> String {
    text.replace("bad/", "").replace("bad-overlays/", "")
}

#[test]
fn every_mistake_is_told_with_its_place_and_what_to_write() {
    let bless = env::var_os("BLESS").is_some();
    let mut differing = Vec::new();
    for spec in mistakes() {
        let said = format!("{}\n", without_folder(&report(&spec).to_string()));
        let expected = PathBuf::from(format!("{}.txt", spec.display()));
        if bless {
            fs::write(&expected, &said).expect("the folder can be written");
        }
        let wanted = fs::read_to_string(&expected).unwrap_or_default();
        if said != wanted {
            differing.push(format!("{}\n{said}\n  instead of\n{wanted}", spec.display()));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n\n"));
}

#[test]
fn debug_is_the_report_too() {
    let report = report(&folder().join("unresolved-ref.yaml"));
    assert_eq!(format!("{report:?}"), report.to_string());
}

#[test]
fn every_rule_has_a_mistake_that_breaks_it() {
    let mut broken: BTreeSet<Rule> =
        mistakes().iter().flat_map(|path| report(path).findings().to_vec()).map(|finding| finding.rule).collect();
    for report in [too_deep(), too_many_codes(), too_many_findings(), nowhere(), misspelt_setting(), broken_lock()] {
        broken.extend(report.findings().iter().map(|finding| finding.rule));
    }
    let untested: Vec<&str> = Rule::ALL.iter().filter(|rule| !broken.contains(rule)).map(|rule| rule.name()).collect();
    assert_eq!(untested, Vec::<&str>::new());
}

/// What is too large for a file of this folder.
fn too_deep() -> Report {
    let spec = format!("openapi: 3.0.3\nx: {}", "[".repeat(100_000));
    read_text("deep.yaml", &spec, &Options::default()).expect_err("the nesting is refused")
}

fn too_many_findings() -> Report {
    let named = |number: usize| format!("  CODE_{number}: {{status: 404}}\n");
    let codes: String = (0..10_001).map(named).collect();
    let spec = format!("openapi: 3.0.3\ninfo: {{title: Shop, version: '1'}}\npaths: {{}}\nx-error-codes:\n{codes}");
    read_text("findings.yaml", &spec, &Options::default()).expect_err("these codes are in no response")
}

fn misspelt_setting() -> Report {
    Settings::of_text("errbook.toml", "[[api]]\nname = 'shop'\nspek = 'shop.yaml'").expect_err("there is no such key")
}

fn broken_lock() -> Report {
    Lock::of_text("errbook.lock", "format = 2").expect_err("there is one format")
}

fn too_many_codes() -> Report {
    let mut options = Options::default();
    options.limits.codes = 9;
    read(&apis("refcampaign"), &options).expect_err("ten codes are more than nine")
}

fn nowhere() -> Report {
    let mut options = Options::default();
    options.code_paths = vec!["error.cod".to_owned()];
    let report = read(&apis("refcampaign"), &options).expect_err("no body has this");
    assert!(report.to_string().contains("did you mean `error.code`?"), "{report}");
    report
}

fn apis(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../spec/apis/{name}.yaml"))
}

#[test]
fn nesting_that_would_take_a_parser_minutes_is_refused() {
    for text in ["[", "{a: ", "- ", "? ", "a:\n "] {
        let spec = format!("openapi: 3.0.3\nx-retry: {}", text.repeat(100_000));
        assert!(read_text("deep.yaml", &spec, &Options::default()).is_err(), "{text:?}");
    }
    let json = format!("{{\"openapi\": \"3.0.3\", \"x-retry\": {}}}", "[".repeat(100_000) + &"]".repeat(100_000));
    let report = read_text("deep.json", &json, &Options::default()).expect_err("the nesting is refused");
    assert_eq!(report.findings()[0].rule, Rule::NestingTooDeep);
}

#[test]
fn what_is_no_file_is_said_to_be_none() {
    let missing = read(&folder().join("nowhere.yaml"), &Options::default()).expect_err("there is no such file");
    assert!(missing.to_string().contains("there is no such file"), "{missing}");
    let folder = read(&folder(), &Options::default()).expect_err("a folder is no spec");
    assert!(folder.to_string().contains("this is a folder"), "{folder}");
}

#[test]
fn a_reference_through_a_link_does_not_leave_the_folder() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (inside, secret) = (folder.path().join("spec"), folder.path().join("secret.yaml"));
    fs::create_dir(&inside).expect("a folder can be made");
    fs::write(&secret, "Code: {type: string, enum: [A, B]}\n").expect("a file can be written");
    let spec = inside.join("openapi.yaml");
    let text = fs::read_to_string(self::folder().join("missing-file-ref.yaml")).expect("the spec can be read");
    fs::write(&spec, text).expect("a file can be written");
    #[cfg(unix)]
    std::os::unix::fs::symlink(&secret, inside.join("missing.yaml")).expect("a link can be made");
    let report = read(&spec, &Options::default()).expect_err("the link leads out");
    #[cfg(unix)]
    assert_eq!(report.findings()[0].rule, Rule::ExternalRef, "{report}");
    let mut options = Options::default();
    options.root = Some(folder.path().to_owned());
    #[cfg(unix)]
    assert!(read(&spec, &options).is_ok(), "a wider root allows it");
    drop(report);
}

#[test]
fn a_minified_line_is_not_printed() {
    let spec = format!(
        "{{\"openapi\": \"3.0.3\", \"x-filler\": \"{}\", \"paths\": {{\"/a\": {{\"get\": {{\"responses\": {{\"404\": {{\"$ref\": \"#/nowhere\"}}}}}}}}}}}}",
        "x".repeat(100_000)
    );
    let report = read_text("a.json", &spec, &Options::default()).expect_err("the reference leads nowhere");
    assert!(report.to_string().len() < 500, "{report}");
    assert_eq!((report.findings()[0].line, report.findings()[0].column), (Some(1), Some(100_093)));
}
