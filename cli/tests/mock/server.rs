//! A mock that runs, and what it answers.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;
use ureq::http::{HeaderMap, Request};

/// So long a request may take, and so long a process that is to end.
const PATIENCE: Duration = Duration::from_secs(20);
const STEP: Duration = Duration::from_millis(20);

/// A mock, which ends with the test.
pub(crate) struct Mock {
    child: Child,
    /// Host and port.
    pub(crate) address: String,
    agent: ureq::Agent,
}

/// What a mock answered.
#[derive(Debug, PartialEq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    /// `null` where it is empty.
    pub(crate) body: Value,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// The command that serves a spec.
pub(crate) fn command(spec: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_errbook"));
    command.arg("mock").arg(spec).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A file of the workspace.
pub(crate) fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

impl Mock {
    pub(crate) fn of(spec: &Path) -> Self {
        Self::start(&mut command(spec))
    }

    pub(crate) fn start(command: &mut Command) -> Self {
        let mut child = command.spawn().expect("the command was built");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("it is piped");
        BufReader::new(stdout).read_line(&mut line).expect("it is text");
        let address = line.trim_end().strip_prefix("listening on http://");
        let address = address.unwrap_or_else(|| panic!("it says where it listens, not `{line}`")).to_owned();
        let agent = ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE)).build();
        Self { child, address, agent: agent.into() }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    /// Sends a request, with preferences unless they are empty.
    pub(crate) fn ask(&self, method: &str, path: &str, prefer: &str) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("http://{}{path}", self.address));
        if !prefer.is_empty() {
            request = request.header("Prefer", prefer);
        }
        let request = request.body(()).expect("the request is well-formed");
        let mut response = self.agent.run(request).unwrap_or_else(|error| panic!("{method} {path}: {error}"));
        let text = response.body_mut().read_to_string().expect("it is text");
        let body = if text.is_empty() { Value::Null } else { serde_json::from_str(&text).expect("it is JSON") };
        Answer { status: response.status().as_u16(), headers: response.headers().clone(), body }
    }

    /// Sends a signal, and tells how the process ends.
    #[cfg(unix)]
    pub(crate) fn end(mut self, signal: &str) -> Option<i32> {
        let sent = Command::new("kill").args([signal, &self.child.id().to_string()]).status();
        assert!(sent.expect("the system has `kill`").success());
        for _ in 0..PATIENCE.as_millis() / STEP.as_millis() {
            if let Some(status) = self.child.try_wait().expect("it is ours") {
                return status.code();
            }
            std::thread::sleep(STEP);
        }
        panic!("it does not end");
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
