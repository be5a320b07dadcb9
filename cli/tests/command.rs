//! What scripts rely on: exit status, what goes to stdout, what goes to stderr.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn errbook(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_errbook")).args(arguments).output().expect("the command was built")
}

/// One of the published specs.
fn spec(name: &str) -> String {
    let apis = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/apis");
    apis.join(format!("{name}.yaml")).to_string_lossy().into_owned()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("all output is UTF-8")
}

#[track_caller]
fn assert_cannot(output: &Output, said: &str) {
    let message = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert_eq!(text(&output.stdout), "", "nothing on stdout");
    assert!(message.contains(said), "{said}: {message}");
}

/// A folder that goes away with the test.
fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    let path = folder.path().to_owned();
    (folder, path)
}

#[test]
fn generate_prints_to_stdout() {
    let output = errbook(&["generate", &spec("refcampaign")]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let printed = text(&output.stdout);
    assert!(printed.contains("use ::errbook as __errbook;") && printed.contains("AlreadyExists,"), "{printed}");
    assert_eq!(text(&errbook(&["generate", &spec("refcampaign"), "-o", "-"]).stdout), printed);
    let renamed =
        errbook(&["generate", &spec("refcampaign"), "--runtime", "failures", "--rename", "ALREADY_EXISTS=Taken"]);
    let renamed = text(&renamed.stdout);
    assert!(renamed.contains("use ::failures as __errbook;") && renamed.contains("taken => Taken,"), "{renamed}");
}

#[test]
fn check_tells_what_is_stale() {
    let (_guard, folder) = folder();
    let file = folder.join("errors.rs");
    let file = file.to_string_lossy();
    let check = || errbook(&["generate", &spec("plain"), "-o", &file, "--check"]);
    let absent = check();
    assert_eq!(absent.status.code(), Some(1));
    assert!(text(&absent.stderr).contains("stale"), "{}", text(&absent.stderr));
    assert!(!Path::new(&*file).exists(), "--check writes nothing");

    assert_eq!(errbook(&["generate", &spec("plain"), "-o", &file]).status.code(), Some(0));
    assert_eq!(check().status.code(), Some(0));

    fs::write(&*file, "edited").expect("it is ours");
    assert_eq!(check().status.code(), Some(1));
    assert_eq!(fs::read_to_string(&*file).expect("it is there"), "edited");

    let in_the_way = folder.to_string_lossy();
    assert_cannot(&errbook(&["generate", &spec("plain"), "-o", &in_the_way, "--check"]), "cannot be read");
    assert_cannot(&errbook(&["check", &spec("plain"), "--generated", &in_the_way]), "cannot be read");
}

#[test]
fn what_is_checked_in_is_left_alone_by_rustfmt() {
    let (_guard, folder) = folder();
    for (api, edition) in [("refcampaign", "2021"), ("trackagoat", "2024")] {
        let file = folder.join(format!("{api}.rs"));
        assert_eq!(errbook(&["generate", &spec(api), "-o", &file.to_string_lossy()]).status.code(), Some(0));
        let rustfmt = Command::new("rustfmt").args(["--check", "--edition", edition]).arg(&file).output();
        let rustfmt = rustfmt.expect("rustfmt is part of the toolchain");
        assert!(rustfmt.status.success(), "{}", text(&rustfmt.stdout));
    }
}

#[test]
fn a_code_is_renamed_wherever_a_spec_is_read() {
    for verb in ["list", "generate", "discover", "lint"] {
        let output = errbook(&[verb, &spec("refcampaign"), "--rename", "ALREADY_EXISTS=Taken"]);
        assert_eq!(output.status.code(), Some(0), "{verb}: {}", text(&output.stderr));
    }
    let list = errbook(&["list", &spec("refcampaign"), "--rename", "ALREADY_EXISTS=Taken", "--format", "json"]);
    assert!(text(&list.stdout).contains("\"ident\": \"Taken\""), "{}", text(&list.stdout));
    let twice = ["list", &spec("refcampaign"), "--rename", "NOT_FOUND=A", "--rename", "NOT_FOUND=B"];
    assert_cannot(&errbook(&twice), "`NOT_FOUND` would be both `A` and `B`");
}

#[test]
fn what_cannot_be_done_leaves_stdout_empty() {
    let (_guard, folder) = folder();
    let out = folder.join("errors.rs");
    let out = out.to_string_lossy();
    let broken = folder.join("broken.yaml");
    fs::write(&broken, "openapi: [").expect("it is ours");
    assert_cannot(&errbook(&["generate", "absent.yaml", "-o", &out]), "absent.yaml");
    assert_cannot(&errbook(&["generate", &broken.to_string_lossy(), "-o", &out]), "broken.yaml:");
    assert_cannot(&errbook(&["list", &folder.to_string_lossy()]), "folder");
    assert_cannot(&errbook(&["list", &spec("plain"), "--code-at", "no.such.place"]), "no.such.place");
    assert_cannot(&errbook(&["generate", &spec("plain"), "--check"]), "--output");
    assert_cannot(&errbook(&["generate", &spec("plain"), "--check", "-o", "-"]), "stdout cannot be checked");
    assert_cannot(&errbook(&["generate", &spec("plain"), "-o", &out, "--depfile", &out]), "the output and the depfile");
    assert_cannot(&errbook(&["generate", &spec("plain"), "--rename", "nothing"]), "--rename");
    assert_cannot(&errbook(&["generate", &spec("plain"), "--runtime", "a-b"]), "a-b");
    assert_cannot(&errbook(&["list"]), "SPEC");
    assert!(!Path::new(&*out).exists(), "nothing is written");
}

#[test]
fn list_is_an_interface() {
    let output = errbook(&["list", &spec("refcampaign"), "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let list: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(list["at"], serde_json::json!(["error.code"]));
    let codes = list["codes"].as_array().expect("a list");
    let code = codes.iter().find(|code| code["code"] == "RATE_LIMIT_EXCEEDED").expect("it is published");
    assert_eq!(code["ident"], "RateLimitExceeded");
    assert_eq!((&code["status"], &code["statuses"]), (&429.into(), &serde_json::json!([429])));
    assert_eq!(
        (&code["channel"], &code["open"], &code["alert"]),
        (&"x-error-codes".into(), &false.into(), &"page".into())
    );
    assert!(code["source"]["line"].as_u64().is_some_and(|line| line > 1), "{code}");
    assert!(
        code["operations"].as_array().is_some_and(|operations| operations.contains(&"createAffiliate".into())),
        "{code}"
    );
    let slots = &list["envelopes"][0]["slots"];
    assert_eq!(slots["code"], "error.code");
    assert_eq!(slots["message"], "error.message");
    let operations = list["operations"].as_array().expect("a list");
    let create = operations.iter().find(|it| it["id"] == "createAffiliate").expect("it is published");
    assert_eq!(create["errors"]["409"], serde_json::json!(["ALREADY_EXISTS"]));
    let status = list["statuses"]
        .as_array()
        .and_then(|all| all.iter().find(|it| it["status"] == "404"))
        .expect("it is published");
    assert_eq!((&status["codes"], &status["uncoded"]), (&serde_json::json!(["NOT_FOUND"]), &false.into()));
}

#[test]
fn list_prints_a_table() {
    let output = errbook(&["list", &spec("trackagoat")]);
    let table = text(&output.stdout);
    let row = table.lines().find(|line| line.starts_with("limit_reached ")).expect("a row per code");
    assert!(row.contains(" 402 ") && row.contains(" response "), "{row}");
    assert!(table.lines().any(|line| line.starts_with("404") && line.contains("(none)")), "{table}");
}

#[cfg(unix)]
#[test]
fn a_reader_may_leave_early() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_errbook"));
    let command = command.args(["list", &spec("trackagoat"), "--format", "json"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command was built");
    drop(child.stdout.take());
    let mut message = String::new();
    child.stderr.take().expect("it is piped").read_to_string(&mut message).expect("UTF-8");
    assert!(child.wait().expect("it ends").code() == Some(0) && message.is_empty(), "{message}");
}
