//! What is written is there as a whole or not at all, whatever the disk does.

use std::ffi::OsStr;
use std::fs::{self, File, Permissions};
use std::io::{self, Read as _};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::process::Command;
use std::thread;
use std::time::Duration;

use crate::project::{Project, SPEC, fine, refused, stderr, stdout};

const GENERATE: [&str; 4] = ["generate", "openapi.yaml", "-o", "errors.rs"];
/// A user who owns nothing, for where tests are run by one who may do anything.
const NOBODY: u32 = 65_534;

#[test]
fn whoever_reads_the_old_file_reads_all_of_it() {
    let project = Project::new();
    fine(&project.errbook(&GENERATE));
    let old = project.read("errors.rs");
    let mut reader = File::open(project.path("errors.rs")).expect("it is there");
    project.write("openapi.yaml", &SPEC.replace("CUSTOMER", "BUYER"));
    fine(&project.errbook(&GENERATE));
    let mut read = String::new();
    reader.read_to_string(&mut read).expect("it can be read");
    assert_eq!(read, old);
    assert_ne!(project.read("errors.rs"), old);
    assert_eq!(project.names(), ["errors.rs", "openapi.yaml"]);
}

#[test]
fn a_kill_leaves_the_old_file_or_the_new_one() {
    let project = Project::new();
    let [old, new] = ["ORDER", "PARCEL"].map(|name| {
        project.write("openapi.yaml", &SPEC.replace("[ORDER", &format!("[{name}")));
        fine(&project.errbook(&GENERATE));
        project.read("errors.rs")
    });
    for round in 0..20 {
        project.write("errors.rs", &old);
        let mut child = project.command().args(GENERATE).spawn().expect("the command can be run");
        thread::sleep(Duration::from_millis(2 * round));
        child.kill().expect("it is ours");
        child.wait().expect("it ends");
        let text = project.read("errors.rs");
        assert!(text == old || text == new, "half of it: {text}");
    }
}

#[test]
fn a_limit_on_the_size_of_files_is_told_and_leaves_what_was_there() {
    let project = Project::new();
    project.write("errors.rs", "old");
    let output = project.shell("ulimit -f 2; exec errbook generate openapi.yaml -o errors.rs");
    refused(&output, &["cannot write errors.rs: ", "help: raise the limit (`ulimit -f`"]);
    assert_eq!(project.read("errors.rs"), "old");
    assert_eq!(project.names(), ["errors.rs", "openapi.yaml"]);

    let output = project.shell("ulimit -f 2; exec errbook generate openapi.yaml > printed.rs");
    refused(&output, &["cannot write to stdout: ", "help: "]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told() {
    let project = Project::new();
    let output = project.shell("exec errbook list openapi.yaml > /dev/full");
    refused(&output, &["cannot write to stdout: No space left on device", "help: "]);
    let output = project.errbook(&["generate", "openapi.yaml", "-o", "/dev/full"]);
    refused(&output, &["cannot write /dev/full: No space left on device", "help: make room on the disk"]);
}

/// The command as somebody who may not write everywhere.
fn unprivileged(project: &Project) -> Command {
    let own = fs::metadata(project.folder()).expect("it is there").uid();
    fs::set_permissions(project.folder(), Permissions::from_mode(0o755)).expect("it is ours");
    if own != 0 {
        return project.command();
    }
    // Where the command was built may be closed to others.
    fs::copy(env!("CARGO_BIN_EXE_errbook"), project.path("errbook")).expect("it can be copied");
    let mut command = project.program(&project.path("errbook").to_string_lossy());
    command.uid(NOBODY).gid(NOBODY);
    command
}

#[test]
fn a_folder_that_is_read_only_is_told() {
    let project = Project::new();
    project.write("src/errors.rs", "old");
    fs::set_permissions(project.path("src"), Permissions::from_mode(0o555)).expect("it is ours");
    let output = unprivileged(&project).args(["generate", "openapi.yaml", "-o", "src/errors.rs"]).output();
    refused(
        &output.expect("the command can be run"),
        &["cannot write src/errors.rs: Permission denied", "help: make its folder"],
    );
    assert_eq!(project.read("src/errors.rs"), "old");

    fs::set_permissions(project.path("src"), Permissions::from_mode(0o755)).expect("it is ours");
}

#[test]
fn a_package_that_cannot_be_set_up_as_a_whole_is_left_as_it_was() {
    let project = Project::new();
    project.write("Cargo.toml", "[package]\nname = \"shop\"\nversion = \"0.1.0\"\n");
    // `build.rs` can be written, `src/errors.rs` cannot.
    project.write("src", "");
    let before = (project.names(), project.read("Cargo.toml"));
    refused(&project.errbook(&["init"]), &["cannot write src/errors.rs", "a part of the path is a file"]);
    assert_eq!((project.names(), project.read("Cargo.toml")), before);
}

#[test]
fn links_are_followed_and_permissions_kept() {
    let project = Project::new();
    project.write("real/errors.rs", "old");
    fs::set_permissions(project.path("real/errors.rs"), Permissions::from_mode(0o640)).expect("it is ours");
    std::os::unix::fs::symlink("real/errors.rs", project.path("errors.rs")).expect("links can be made");
    fine(&project.errbook(&GENERATE));
    assert!(fs::symlink_metadata(project.path("errors.rs")).expect("it is there").is_symlink());
    let about = fs::metadata(project.path("real/errors.rs")).expect("it is there");
    assert_eq!(about.permissions().mode() & 0o777, 0o640);
    assert!(project.read("real/errors.rs").contains("OrderNotFound"));
}

#[test]
fn names_that_are_no_text_work() {
    let project = Project::new();
    let (spec, output, depfile) = (&b"sp\xffec.yaml"[..], &b"out\xff.rs"[..], &b"out\xff.d"[..]);
    let [spec, output, depfile] = [spec, output, depfile].map(OsStr::from_bytes);
    if fs::write(project.path(spec), SPEC).is_err() {
        // Some file systems have no such names.
        return;
    }
    let mut command = project.command();
    let generated = command.arg("generate").arg(spec).arg("-o").arg(output).arg("--depfile").arg(depfile).output();
    fine(&generated.expect("the command can be run"));
    let rule = fs::read(project.path(depfile)).expect("it is written");
    assert_eq!(rule, b"out\xff.rs: \\\n  sp\xffec.yaml\n");
    assert!(project.read(output).contains("OrderNotFound"));
    let listed = project.command().arg("list").arg(spec).output().expect("the command can be run");
    assert!(fine(&listed).contains("ORDER_NOT_FOUND"));
    let alone = project.command().arg(spec).output().expect("the command can be run");
    refused(&alone, &["errbook list"]);

    project.write("Cargo.toml", "[package]\nname = \"shop\"\nversion = \"0.1.0\"\n");
    let refusal = project.command().arg("init").arg(spec).output().expect("the command can be run");
    refused(&refusal, &["is not UTF-8", "rename it"]);
}

#[test]
fn whoever_reads_may_leave_early() {
    let project = Project::new();
    for arguments in [
        &["list", "openapi.yaml"][..],
        &["list", "openapi.yaml", "--format", "json"],
        &["generate", "openapi.yaml"],
        &["lint", "nowhere.yaml", "openapi.yaml"],
        &["discover", "openapi.yaml"],
        &["completions", "bash"],
        &["--help"],
    ] {
        let (reader, writer) = io::pipe().expect("the system has pipes");
        drop(reader);
        let output = project.command().args(arguments).stdout(writer).output().expect("it can be run");
        assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""), "{arguments:?}");
    }
    let first = project.shell("errbook generate openapi.yaml | head -n 1");
    assert!(stdout(&first).starts_with("// @generated") && stderr(&first).is_empty(), "{}", stderr(&first));
}
