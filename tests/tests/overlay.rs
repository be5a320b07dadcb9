//! Overlays through the library that build scripts use: what is asked for, what is printed, what is watched.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use errbook_spec::{Options, Rule, StatusKey, read};

/// Codes that YAML could take for something else, beside some that are documented under several statuses.
const SPEC: &str = "openapi: 3.0.3
info: {title: 'Cards: \"EU\"', version: '1'}
paths:
  /cards:
    get:
      operationId: listCards
      responses:
        4XX: {$ref: 'errors.yaml#/Any'}
        '400': {$ref: 'errors.yaml#/Any'}
        '404': {$ref: 'errors.yaml#/Lost'}
        '409': {$ref: 'errors.yaml#/Lost'}
";

const ERRORS: &str = "Any:
  description: It failed
  content: {application/json: {schema: {$ref: '#/Body'}}}
Lost:
  description: It is lost
  content: {application/json: {schema: {type: object, required: [code], properties: {code: {enum: [LOST]}}}}}
Body:
  type: object
  required: [code]
  properties: {code: {type: string, enum: [DECLINED, '404 gone', 'a: b #c', 'say \"x\"', 'true']}}
";

/// A folder with a spec that says no status.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    write(&folder, "cards.yaml", SPEC);
    write(&folder, "errors.yaml", ERRORS);
    folder
}

fn write(folder: &tempfile::TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, text).expect("a file can be written");
    path
}

/// What the report about missing statuses says to write.
fn printed(spec: &Path) -> String {
    let error = errbook_build::configure().generate(spec).expect_err("statuses are missing").to_string();
    let start = error.find("overlay: 1.0.0").expect("the report prints an overlay");
    error[start..].to_owned()
}

/// Every `FILL_IN` by a status of its own.
fn filled(overlay: &str) -> String {
    let mut statuses = 404..;
    let lines = overlay.lines().map(|line| match line.contains("FILL_IN") {
        true if line.contains("LOST") => line.replace("FILL_IN", "409"),
        true => line.replace("FILL_IN", &statuses.next().map(|status: u16| status.to_string()).unwrap_or_default()),
        false => line.to_owned(),
    });
    lines.map(|line| format!("{line}\n")).collect::<Vec<_>>().concat()
}

#[test]
fn the_printed_overlay_works_once_it_is_filled_in() {
    let folder = folder();
    let spec = folder.path().join("cards.yaml");
    let overlay = printed(&spec);
    assert!(overlay.contains("LOST: {status: FILL_IN} # documented under 404, 409"), "{overlay}");
    let path = write(&folder, "errors.overlay.yaml", &overlay);
    let error =
        errbook_build::configure().overlay(&path).generate(&spec).expect_err("nothing is filled in").to_string();
    for (number, line) in overlay.lines().enumerate().filter(|(_, line)| line.contains("FILL_IN")) {
        let place = format!("errors.overlay.yaml:{}:{}", number + 1, line.find("FILL_IN").unwrap_or_default() + 1);
        assert!(error.contains(&place), "{place} in {error}");
    }
    fs::write(&path, filled(&overlay)).expect("a file can be written");
    let generated = errbook_build::configure().overlay(&path).generate(&spec).expect("everything is filled in");
    let text = generated.text();
    assert!(text.contains("`LOST` (404, 409)") && text.contains("`say \"x\"` (407)"), "{text}");
    assert!(generated.warnings().is_none());
}

#[test]
fn codes_in_a_list_are_printed_as_a_list() {
    let folder = folder();
    let listed = format!("{SPEC}x-error-codes:\n  - {{code: DECLINED, status: 402}}\n");
    let spec = write(&folder, "cards.yaml", &listed);
    let overlay = printed(&spec);
    assert!(!overlay.contains("DECLINED") && overlay.contains("- {code: LOST, status: FILL_IN}"), "{overlay}");
    let path = write(&folder, "errors.overlay.yaml", &filled(&overlay));
    errbook_build::configure().overlay(&path).generate(&spec).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn an_overlay_is_one_of_the_files_that_were_read() {
    let folder = folder();
    let elsewhere = self::folder();
    let spec = folder.path().join("cards.yaml");
    let overlay = write(&elsewhere, "x.overlay.yaml", &filled(&printed(&spec)));
    let mut options = Options::default();
    let plain = read(&spec, &options).expect("the spec is right").catalog().api.fingerprint.clone();
    options.overlays = vec![overlay.clone()];
    let reading = read(&spec, &options).expect("the overlay is right");
    assert_eq!(reading.files()[..2], [spec.clone(), overlay.clone()]);
    assert!(reading.files()[2].ends_with("errors.yaml"));
    let fingerprint = reading.catalog().api.fingerprint.clone();
    assert_ne!(fingerprint, plain);
    let comment = fs::read_to_string(&overlay).expect("it can be read") + "# no more\n";
    fs::write(&overlay, comment).expect("a file can be written");
    let reading = read(&spec, &options).expect("the overlay is right");
    assert_ne!(fingerprint, reading.catalog().api.fingerprint);
}

#[test]
fn the_files_that_a_spec_refers_to_are_not_reached() {
    let folder = folder();
    let spec = folder.path().join("cards.yaml");
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n  - {target: $.Body, update: {}}\n";
    let mut options = Options::default();
    options.overlays = vec![write(&folder, "x.overlay.yaml", overlay)];
    let report = read(&spec, &options).expect_err("the spec's own file has no such member");
    assert_eq!(report.findings()[0].rule, Rule::UnmatchedAction);
    assert_eq!(report.files(), [spec, options.overlays[0].clone()]);
}

/// Runs this test again with the variable set, so that it is a build script whose output can be read.
#[test]
fn a_build_script_watches_all_that_was_read_even_if_it_fails() {
    const VARIABLE: &str = "ERRBOOK_TEST_BUILD_SCRIPT";
    if let Some(folder) = env::var_os(VARIABLE).map(PathBuf::from) {
        let config = errbook_build::configure().overlay(folder.join("x.overlay.yaml")).out_dir(&folder);
        assert!(config.compile(&[folder.join("cards.yaml")]).is_err());
        return;
    }
    let folder = folder();
    let overlay = printed(&folder.path().join("cards.yaml"));
    let watched = |overlay: &str| -> BTreeSet<String> {
        write(&folder, "x.overlay.yaml", overlay);
        let mut again = Command::new(env::current_exe().expect("this test runs"));
        again.args(["--exact", "a_build_script_watches_all_that_was_read_even_if_it_fails", "--nocapture"]);
        let output = again.env(VARIABLE, folder.path()).output().expect("this test runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        let files =
            printed.lines().filter_map(|line| line.split_once("cargo::rerun-if-changed=")).map(|(_, file)| file);
        files.map(|file| file.rsplit('/').next().unwrap_or_default().to_owned()).collect()
    };
    let all = ["cards.yaml", "errors.yaml", "x.overlay.yaml"].map(str::to_owned);
    // A status that is not filled in; one that nobody speaks of; a target that selects nothing.
    assert_eq!(watched(&overlay), all.clone().into());
    let unsaid = overlay.replace("LOST: {status: FILL_IN}", "LOST: {}");
    assert_eq!(watched(&filled(&unsaid)), all.into());
    let read_so_far = ["cards.yaml", "x.overlay.yaml"].map(str::to_owned);
    assert_eq!(watched(&overlay.replace("target: $", "target: $.x")), read_so_far.into());
}

#[test]
fn what_an_overlay_looks_for_may_be_a_regular_expression() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut options = Options::default();
    options.overlays = vec![here.join("gone.overlay.yaml")];
    let reading = read(&here.join("two-bodies.yaml"), &options).unwrap_or_else(|report| unreachable!("{report}"));
    let gone = StatusKey::Exact(410);
    let operations = reading.catalog().operations.iter();
    let with = operations.filter(|operation| operation.responses.iter().any(|response| response.key == gone));
    assert_eq!(with.map(|operation| operation.id.as_str()).collect::<Vec<_>>(), ["getOrder"]);
}
