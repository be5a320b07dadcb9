//! `errbook diff`: every form, how it ends, and specs in revisions.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const OLD: &str = "old/openapi.yaml";
const NEW: &str = "new/openapi.yaml";

/// Runs in the folder of the two specs.
fn diff(arguments: &[&str]) -> Output {
    diff_in(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/diff")), arguments)
}

fn diff_in(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_errbook"));
    command.current_dir(folder).env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE").arg("diff").args(arguments);
    command.output().expect("the command was built")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("all output is UTF-8")
}

#[track_caller]
fn assert_golden(output: &Output, name: &str) {
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff").join(name);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &output.stdout).expect("the folder is ours");
    }
    let golden = fs::read_to_string(&path).expect("BLESS=1 writes it");
    assert_eq!(text(&output.stdout), golden, "{name} is not what is written; BLESS=1 writes it anew");
}

#[test]
fn many_changes_in_each_form() {
    assert_golden(&diff(&[OLD, NEW]), "changes.txt");
    assert_golden(&diff(&[OLD, NEW, "--format", "json"]), "changes.json");
    assert_golden(&diff(&[OLD, NEW, "--format", "markdown"]), "changes.md");
}

#[test]
fn what_breaks_nobody_is_fine() {
    let same = diff(&[OLD, OLD]);
    assert_eq!((same.status.code(), text(&same.stdout)), (Some(0), "Nothing changed in the contract.\n".to_owned()));
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    let (old, new) = (folder.path().join("old.yaml"), folder.path().join("new.yaml"));
    let published = fs::read_to_string(apis().join("refcampaign.yaml")).expect("it is published");
    fs::write(&old, &published).expect("the folder is ours");
    fs::write(&new, published.replace("NOT_FOUND:\n", "NOT_FOUND:\n                  deprecated: true\n"))
        .expect("the folder is ours");
    let output = diff_in(folder.path(), &["old.yaml", "new.yaml", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let document: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(document["release"], "minor");
    assert_eq!(document["changes"][0]["kind"], "code-deprecated");
    let line = document["changes"][0]["source"]["line"].as_u64().and_then(|line| usize::try_from(line).ok());
    let text = fs::read_to_string(&new).expect("it is there");
    let line = line.and_then(|line| text.lines().nth(line - 1)).expect("the line is there");
    assert_eq!(line.trim(), "deprecated: true");
}

#[test]
fn only_a_terminal_sees_colours() {
    let coloured = |variables: &[(&str, &str)]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_errbook"));
        command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/diff")).args(["diff", OLD, NEW]);
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env_remove("CLICOLOR");
        let output = command.envs(variables.iter().copied()).output().expect("the command was built");
        text(&output.stdout).contains('\u{1b}')
    };
    assert!(!coloured(&[]), "stdout is no terminal");
    assert!(coloured(&[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
}

#[test]
fn what_cannot_be_compared_is_told() {
    for (arguments, said) in [
        (vec![OLD], "Usage: errbook diff"),
        (vec![OLD, NEW, "--format", "xml"], "markdown"),
        (vec![OLD, "nowhere.yaml"], "nowhere.yaml"),
        (vec!["nothing.yaml", "nowhere.yaml"], "nothing.yaml"),
        (vec!["nothing.yaml", "nowhere.yaml"], "nowhere.yaml"),
    ] {
        let output = diff(&arguments);
        let message = text(&output.stderr);
        assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(2), ""), "{arguments:?}");
        assert!(message.contains(said), "{arguments:?}: {message}");
    }
    let help = text(&diff(&["--help"]).stdout);
    assert!(help.contains("errbook diff main:openapi.yaml openapi.yaml"), "{help}");
}

fn apis() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/apis")
}

/// Runs `git` in a repository of its own, whatever the user's configuration.
#[track_caller]
fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder).env("GIT_CONFIG_GLOBAL", "").env("GIT_CONFIG_NOSYSTEM", "1");
    for (name, value) in [("NAME", "Ada"), ("EMAIL", "ada@example.com")] {
        command.env(format!("GIT_AUTHOR_{name}"), value).env(format!("GIT_COMMITTER_{name}"), value);
    }
    let output = command.args(arguments).output().expect("git is there");
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
}

/// A repository in which the old spec was committed in the folder `api`, and the new one lies there now.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    let api = folder.path().join("api");
    fs::create_dir(&api).expect("the folder is ours");
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff");
    let take = |from: &str| {
        for file in ["openapi.yaml", "errors.yaml"] {
            fs::copy(specs.join(from).join(file), api.join(file)).expect("the folder is ours");
        }
    };
    git(folder.path(), &["init", "--quiet", "--initial-branch", "main"]);
    take("old");
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "--message", "Publish"]);
    take("new");
    folder
}

#[test]
fn a_revision_brings_all_files_of_its_spec() {
    let repository = repository();
    let changes = |arguments: &[&str], folder: &str| {
        let output = diff_in(&repository.path().join(folder), &[arguments, &["--format", "json"]].concat());
        let document: Value =
            serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", text(&output.stderr)));
        document["changes"].clone()
    };
    let since = changes(&["main:api/openapi.yaml", "api/openapi.yaml"], ".");
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff/changes.json");
    let golden = fs::read_to_string(golden).expect("BLESS=1 writes it");
    let golden: Value = serde_json::from_str(&golden).expect("it is JSON");
    let kinds = |changes: &Value| -> Vec<Value> {
        changes.as_array().expect("a list").iter().map(|change| change["kind"].clone()).collect()
    };
    assert_eq!(kinds(&since), kinds(&golden["changes"]));
    let files: Vec<&str> =
        since.as_array().expect("a list").iter().filter_map(|it| it["source"]["file"].as_str()).collect();
    assert!(files.contains(&"main:api/errors.yaml") && files.contains(&"api/errors.yaml"), "{files:?}");
    assert_eq!(changes(&["HEAD:./openapi.yaml", "openapi.yaml"], "api").as_array().map(Vec::len), Some(files.len()));
    assert_eq!(changes(&["main:api/openapi.yaml", "HEAD:api/openapi.yaml"], "."), Value::Array(Vec::new()));
}

#[test]
fn a_revision_that_is_not_there_is_told() {
    let repository = repository();
    for (spec, said) in [
        ("release:api/openapi.yaml", "there is no revision `release`"),
        ("--help:api/openapi.yaml", "there is no revision `--help`"),
        ("--output=x:api/openapi.yaml", "there is no revision `--output=x`"),
        ("main:openapi.yaml", "main:openapi.yaml: there is no such file"),
        ("main:openapi.yaml", "`./openapi.yaml` counts from this folder"),
        ("main:errbook.lock", "`./errbook.lock` counts from this folder"),
        ("main:api", "this is a folder"),
        ("main:../openapi.yaml", "no such file"),
    ] {
        let output = diff_in(repository.path(), &["--", spec, "api/openapi.yaml"]);
        let message = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{spec}: {message}");
        assert!(message.contains(said), "{spec}: {message}");
    }
    assert!(!repository.path().join("x").exists());
    let elsewhere = tempfile::tempdir().expect("the system has a folder for temporary files");
    let output = diff_in(elsewhere.path(), &["main:a.yaml", "b.yaml"]);
    assert!(text(&output.stderr).contains("in no git repository"), "{}", text(&output.stderr));
}

const SHOP: &str = "openapi: 3.0.3
info: {title: Shop, version: '1'}
paths:
  /orders:
    get:
      operationId: listOrders
      responses:
        '404':
          description: There is no such order
          content:
            application/json:
              schema: {type: object, required: [code], properties: {code: {type: string, enum: [NO_ORDER, NO_CUSTOMER]}}}
";

/// An overlay that says how one code is retried.
fn overlay(rule: &str) -> String {
    format!(
        "overlay: 1.0.0
info: {{title: Retries, version: '1'}}
actions:
  - target: $
    update: {{x-error-codes: {{NO_ORDER: {{retry: {rule}}}}}}}
"
    )
}

/// A repository with these files committed.
fn committed(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    git(folder.path(), &["init", "--quiet", "--initial-branch", "main"]);
    write(folder.path(), files);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "--message", "Publish"]);
    folder
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the folder is ours");
        fs::write(path, text).expect("the folder is ours");
    }
}

#[test]
fn a_revision_is_read_as_its_own_settings_say() {
    let named =
        |folder: &str| format!("[[api]]\nname = 'shop'\nspec = '{folder}/openapi.yaml'\noverlays = ['retry.yaml']\n");
    let before = [
        ("crate/errbook.toml", &*named("../api")),
        ("crate/retry.yaml", &*overlay("{default: 1s, attempts: 3}")),
        ("api/openapi.yaml", SHOP),
    ];
    let repository = committed(&before);
    let here = repository.path().join("crate");
    // The spec moved, and so did the settings; the overlay says something else.
    fs::remove_dir_all(repository.path().join("api")).expect("the folder is ours");
    write(&here, &[("errbook.toml", &named("spec")), ("retry.yaml", &overlay("never")), ("spec/openapi.yaml", SHOP)]);
    for old in ["main:api/openapi.yaml", "main:../api/openapi.yaml", "main:./../api/openapi.yaml", "main:shop"] {
        let output = diff_in(&here, &[old, "shop"]);
        let (said, told) = (text(&output.stdout), text(&output.stderr));
        assert!(said.contains("made-non-retryable") && said.contains("1 change:"), "{old}: {said}{told}");
    }
    // An overlay that is named on the command line holds for both.
    let same = diff_in(&here, &["main:shop", "shop", "--overlay", "retry.yaml"]);
    assert_eq!(text(&same.stdout), "Nothing changed in the contract.\n", "{}", text(&same.stderr));
    // One that the revision names and does not have is missed there, not here.
    let forgotten = named("spec").replace("retry.yaml", "gone.yaml");
    write(&here, &[("errbook.toml", &forgotten)]);
    git(&here, &["add", "."]);
    git(&here, &["commit", "--quiet", "--message", "Forget the overlay"]);
    write(&here, &[("gone.yaml", &overlay("never"))]);
    let missing = diff_in(&here, &["main:./spec/openapi.yaml", "spec/openapi.yaml"]);
    assert_eq!(missing.status.code(), Some(2), "{}", text(&missing.stdout));
    assert!(text(&missing.stderr).contains("gone.yaml"), "{}", text(&missing.stderr));
}

#[test]
fn names_that_the_lock_of_a_revision_pins_are_no_change() {
    let settings = "[[api]]\nname = 'shop'\nspec = 'openapi.yaml'\n";
    let repository = committed(&[("errbook.toml", settings), ("openapi.yaml", SHOP)]);
    let lock = |spec: &str| {
        write(repository.path(), &[("openapi.yaml", spec)]);
        let mut command = Command::new(env!("CARGO_BIN_EXE_errbook"));
        let output = command.current_dir(repository.path()).arg("lock").output().expect("the command was built");
        assert!(output.status.success(), "{}", text(&output.stderr));
    };
    lock(SHOP);
    git(repository.path(), &["add", "."]);
    git(repository.path(), &["commit", "--quiet", "--message", "Lock"]);
    lock(&SHOP.replace("NO_CUSTOMER]", "NO_CUSTOMER], x-enum-varnames: [Gone, Missing]"));
    for (old, new) in [("main:openapi.yaml", "openapi.yaml"), ("main:errbook.lock", "errbook.lock")] {
        let output = diff_in(repository.path(), &[old, new]);
        let said = text(&output.stdout);
        assert!(said.ends_with("Nothing changed in the contract.\n"), "{old}: {said}{}", text(&output.stderr));
    }
}

#[test]
fn locks_are_compared_api_by_api() {
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    let moved = SHOP.replace("NO_CUSTOMER]", "NO_CUSTOMER, NO_ITEM]");
    write(
        folder.path(),
        &[("shop.yaml", SHOP), ("cellar.yaml", SHOP), ("attic.yaml", SHOP), ("late/shop.yaml", &moved)],
    );
    let lock = |specs: &[&str], name: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_errbook"));
        let output =
            command.current_dir(folder.path()).arg("lock").args(specs).output().expect("the command was built");
        assert!(output.status.success(), "{}", text(&output.stderr));
        fs::rename(folder.path().join("errbook.lock"), folder.path().join(name)).expect("the folder is ours");
    };
    lock(&["shop.yaml", "cellar.yaml"], "old.lock");
    lock(&["late/shop.yaml", "attic.yaml"], "new.lock");
    let output = diff_in(folder.path(), &["old.lock", "new.lock"]);
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "an API went: {said}");
    for line in [
        "cellar: no longer locked; breaks services and clients\n",
        "attic: locked since\n",
        "shop:\nSERVICES",
        "code-added",
        "1 change: 0 break services, 0 break clients; a minor release\n",
    ] {
        assert!(said.contains(line), "no {line:?} in {said}");
    }
    let json = diff_in(folder.path(), &["old.lock", "new.lock", "--format", "json"]);
    let json: Value = serde_json::from_slice(&json.stdout).expect("it is JSON");
    assert_eq!(
        (&json["removed"][0], &json["added"][0], &json["release"]),
        (&"cellar".into(), &"attic".into(), &"major".into())
    );
    assert_eq!(
        (&json["apis"][0]["name"], &json["apis"][0]["changes"][0]["kind"]),
        (&"shop".into(), &"code-added".into())
    );
    let markdown = text(&diff_in(folder.path(), &["old.lock", "new.lock", "--format", "markdown"]).stdout);
    assert!(
        markdown.contains("* `cellar`: no longer locked") && markdown.contains("## `shop`\n\n### Errors of Shop"),
        "{markdown}"
    );
    let mixed = diff_in(folder.path(), &["old.lock", "shop.yaml"]);
    assert_eq!(mixed.status.code(), Some(2));
    assert!(text(&mixed.stderr).contains("a lock with a lock"), "{}", text(&mixed.stderr));
}
