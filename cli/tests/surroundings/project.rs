//! A folder with a spec in it, and the command run there.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub(crate) const SPEC: &str = "openapi: 3.0.3
info: {title: Shop, version: '1'}
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      responses:
        '404': {$ref: '#/components/responses/Missing'}
components:
  responses:
    Missing:
      description: There is no such order
      content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}
  schemas:
    Error:
      type: object
      required: [error]
      properties:
        error:
          type: object
          required: [code, message]
          properties:
            code: {$ref: '#/components/schemas/ErrorCode'}
            message: {type: string}
    ErrorCode: {type: string, enum: [ORDER_NOT_FOUND, CUSTOMER_NOT_FOUND]}
";

pub(crate) const OVERLAY: &str = "overlay: 1.0.0
info: {title: Causes, version: '1'}
actions:
  - target: $
    update: {x-error-codes: {ORDER_NOT_FOUND: {cause: It was never placed}}}
";

/// It goes away with the test.
pub(crate) struct Project(tempfile::TempDir);

impl Project {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self(tempfile::tempdir().expect("the system has a folder for temporary files"))
    }

    /// One with a spec.
    pub(crate) fn new() -> Self {
        let project = Self::empty();
        project.write("openapi.yaml", SPEC);
        project
    }

    pub(crate) fn folder(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder().join(name)
    }

    pub(crate) fn write(&self, name: impl AsRef<Path>, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    pub(crate) fn read(&self, name: impl AsRef<Path>) -> String {
        fs::read_to_string(self.path(name)).expect("the file can be read")
    }

    /// The names of what is in the folder.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder()).expect("the folder can be read");
        let names = entries.map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    /// The command, to be run here as if from a script.
    pub(crate) fn command(&self) -> Command {
        self.program(env!("CARGO_BIN_EXE_errbook"))
    }

    /// Another program, which finds the command as `errbook`.
    pub(crate) fn program(&self, program: &str) -> Command {
        let folder = Path::new(env!("CARGO_BIN_EXE_errbook")).parent().expect("a file is in a folder").to_owned();
        let path = env::var_os("PATH").unwrap_or_default();
        let paths = env::join_paths([folder].into_iter().chain(env::split_paths(&path)));
        let mut command = Command::new(program);
        command.current_dir(self.folder()).env("PATH", paths.expect("no path has a colon in it"));
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command
    }

    pub(crate) fn errbook(&self, arguments: &[&str]) -> Output {
        self.command().args(arguments).output().expect("the command can be run")
    }

    pub(crate) fn shell(&self, line: &str) -> Output {
        self.program("sh").args(["-c", line]).output().expect("there is a shell")
    }
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// It did its work; gives what it printed.
#[track_caller]
pub(crate) fn fine(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", stderr(output));
    stdout(output)
}

/// It could not do its work, printed no result and said all this.
#[track_caller]
pub(crate) fn refused(output: &Output, said: &[&str]) {
    let message = stderr(output);
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert_eq!(stdout(output), "", "{message}");
    for said in said {
        assert!(message.contains(said), "no {said:?} in {message}");
    }
}
