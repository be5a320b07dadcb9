//! The command, as these tests run it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// One of the five specs.
pub(crate) fn published(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/apis").join(format!("{name}.yaml"))
}

pub(crate) fn docs(folder: &Path, spec: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_errbook"));
    command.current_dir(folder).arg("docs").arg(spec).args(arguments);
    command.output().expect("the command can be run")
}

/// What it prints.
#[track_caller]
pub(crate) fn printed(folder: &Path, spec: &Path, arguments: &[&str]) -> String {
    let output = docs(folder, spec, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("all output is UTF-8")
}
