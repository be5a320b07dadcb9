//! `errbook.toml`: the name of an API where a spec may stand.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// Two places where the codes could stand, as likely as each other.
const SPEC: &str = "
openapi: 3.0.3
info: {title: Shop, version: '1'}
paths:
  /orders:
    get:
      responses:
        '404':
          description: There is no such order
          content:
            application/json:
              schema:
                type: object
                properties:
                  code: {type: string, enum: [NO_ORDER, NO_CUSTOMER]}
                  kind: {type: string, enum: [missing, hidden]}
";
const SETTINGS: &str = "
[[api]]
name = 'shop'
spec = 'api/openapi.yaml'
code-at = ['code']
rename = { NO_ORDER = 'Orderless' }
";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    fs::create_dir(folder.path().join("api")).expect("the folder is ours");
    fs::write(folder.path().join("api/openapi.yaml"), SPEC).expect("the folder is ours");
    fs::write(folder.path().join("errbook.toml"), SETTINGS).expect("the folder is ours");
    folder
}

fn errbook(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_errbook"));
    command.current_dir(folder).args(arguments).output().expect("the command was built")
}

#[track_caller]
fn printed(folder: &Path, arguments: &[&str]) -> String {
    let output = errbook(folder, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("all output is UTF-8")
}

#[test]
fn an_api_stands_where_a_spec_may() {
    let folder = folder();
    for spec in ["shop", "api/openapi.yaml", "./api/openapi.yaml"] {
        let list = printed(folder.path(), &["list", spec, "--format", "json"]);
        assert!(list.contains("\"code\": \"NO_ORDER\"") && list.contains("\"Orderless\""), "{list}");
        assert!(printed(folder.path(), &["generate", spec]).contains("Orderless,"));
        assert!(printed(folder.path(), &["explain", spec, "NO_ORDER"]).contains("Orderless"));
        printed(folder.path(), &["lint", spec]);
        printed(folder.path(), &["discover", spec]);
    }
    let same = printed(folder.path(), &["diff", "shop", "api/openapi.yaml"]);
    assert_eq!(same, "Nothing changed in the contract.\n");
}

#[test]
fn options_overrule_it() {
    let folder = folder();
    let list = printed(folder.path(), &["list", "shop", "--code-at", "kind", "--format", "json"]);
    assert!(list.contains("\"code\": \"missing\"") && !list.contains("NO_ORDER"), "{list}");
    let renamed = printed(folder.path(), &["generate", "shop", "--rename", "NO_ORDER=NoSuchOrder"]);
    assert!(renamed.contains("NoSuchOrder,") && !renamed.contains("Orderless"), "{renamed}");
}

#[test]
fn what_is_not_there_is_told_with_what_is() {
    let folder = folder();
    for (arguments, said) in [
        (["list", "shpo"], "did you mean `shop`?"),
        (["list", "payments"], "its APIs are `shop`"),
        (["lint", "nowhere.yaml"], "there is no file `nowhere.yaml`"),
    ] {
        let output = errbook(folder.path(), &arguments);
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{message}");
        assert!(message.contains(said), "{message}");
    }
    fs::write(folder.path().join("errbook.toml"), "[[api]]\nname = 'shop'\nspce = 'api/openapi.yaml'\n")
        .expect("the folder is ours");
    let output = errbook(folder.path(), &["list", "shop"]);
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(message.contains("errbook.toml:3:1") && message.contains("did you mean `spec`?"), "{message}");
}

#[test]
fn what_it_says_wrongly_is_told_by_its_own_line() {
    for (written, wrong, said) in [
        ("spec = 'api/openapi.yaml'", "spec = 'api/open-api.yaml'", "errbook.toml:4:8"),
        ("code-at = ['code']", "code-at = ['code', 'cod']", "errbook.toml:5:20"),
        ("code-at = ['code']", "code-at = ['components.schemas.Nothing']", "errbook.toml:5:12"),
        ("NO_ORDER =", "NO_ORDERS =", "errbook.toml:6:12"),
        ("'Orderless'", "'no-order'", "errbook.toml:6:23"),
        ("code-at", "overlays = ['there.yaml', 'nowhere.yaml']\ncode-at", "errbook.toml:5:27"),
        ("code-at", "root = 'nowhere'\ncode-at", "errbook.toml:5:8"),
    ] {
        let folder = folder();
        let overlay = "overlay: 1.0.0\ninfo: {title: None, version: '1'}\nactions: [{target: $.info, update: {}}]\n";
        fs::write(folder.path().join("there.yaml"), overlay).expect("the folder is ours");
        let settings = SETTINGS.replace(written, wrong);
        fs::write(folder.path().join("errbook.toml"), settings).expect("the folder is ours");
        let output = errbook(folder.path(), &["lint", "shop"]);
        assert_ne!(output.status.code(), Some(0), "{wrong}");
        let told = [output.stdout, output.stderr].concat();
        let told = String::from_utf8(told).expect("all output is UTF-8");
        assert!(told.contains(said), "{wrong} is told as\n{told}");
    }
}
