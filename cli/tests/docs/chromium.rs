//! A Chromium without a window, told what to do by its debugging protocol over a pipe.

use std::cell::Cell;
use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Mutex;

use serde_json::{Value, json};

/// What it is called where it is installed.
const NAMES: [&str; 5] = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome"];

/// The program, if the machine has one; CI has to have one.
pub(crate) fn program() -> Option<PathBuf> {
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect();
    let found =
        NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|it| it.is_file());
    if found.is_none() {
        assert!(env::var_os("CI").is_none(), "CI has no Chromium; .ci/run installs one");
        println!("passed over: there is no Chromium on this machine ({})", NAMES.join(", "));
    }
    found
}

/// A browser with one page.
pub(crate) struct Browser {
    process: Child,
    commands: Mutex<ChildStdin>,
    answers: Mutex<BufReader<ChildStdout>>,
    next: Cell<u64>,
    session: String,
    events: Mutex<Vec<Value>>,
    _profile: tempfile::TempDir,
}

impl Browser {
    pub(crate) fn start(program: &Path) -> Self {
        let profile = tempfile::tempdir().expect("the system has a folder for temporary files");
        let mut command = Command::new("sh");
        // The pipe is expected at the third and the fourth descriptor.
        command.args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1"]).arg(program);
        command.args([
            "--headless",
            "--remote-debugging-pipe",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
        ]);
        command.args(["--no-first-run", "--disable-background-networking", "--disable-component-update"]);
        command.arg(format!("--user-data-dir={}", profile.path().display()));
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the browser starts");
        let commands = Mutex::new(process.stdin.take().expect("it is piped"));
        let answers = Mutex::new(BufReader::new(process.stdout.take().expect("it is piped")));
        let mut browser = Self {
            process,
            commands,
            answers,
            next: Cell::new(1),
            session: String::new(),
            events: Mutex::default(),
            _profile: profile,
        };
        let target = browser.call("Target.createTarget", &json!({"url": "about:blank"}));
        let attach = json!({"targetId": target["targetId"], "flatten": true});
        let attached = browser.call("Target.attachToTarget", &attach);
        attached["sessionId"].as_str().expect("there is a session").clone_into(&mut browser.session);
        for domain in ["Page", "Runtime", "Log", "Network"] {
            browser.call(&format!("{domain}.enable"), &json!({}));
        }
        browser
    }

    /// Sends a command, and waits for what comes of it; what happens meanwhile is kept.
    #[track_caller]
    pub(crate) fn call(&self, method: &str, parameters: &Value) -> Value {
        let id = self.next.replace(self.next.get() + 1);
        let mut command = json!({"id": id, "method": method, "params": parameters});
        if !self.session.is_empty() {
            command["sessionId"] = self.session.as_str().into();
        }
        let mut pipe = self.commands.lock().expect("one thread uses it");
        pipe.write_all(format!("{command}\0").as_bytes()).and_then(|()| pipe.flush()).expect("the browser listens");
        loop {
            let message = self.message();
            if message["id"] == id {
                assert!(message.get("error").is_none(), "{method}: {message}");
                return message["result"].clone();
            }
            self.events.lock().expect("one thread uses it").push(message);
        }
    }

    fn message(&self) -> Value {
        let mut bytes = Vec::new();
        let read =
            self.answers.lock().expect("one thread uses it").read_until(0, &mut bytes).expect("the browser answers");
        assert!(read > 1, "the browser ended");
        bytes.pop();
        serde_json::from_slice(&bytes).expect("it answers in JSON")
    }

    /// Opens a page on a screen of that width, and waits until it is there.
    pub(crate) fn open(&self, url: &str, width: u32) {
        self.events.lock().expect("one thread uses it").clear();
        let screen = json!({"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600});
        self.call("Emulation.setDeviceMetricsOverride", &screen);
        self.call("Page.navigate", &json!({"url": url}));
        let is_loaded = |events: &[Value]| events.iter().any(|event| event["method"] == "Page.loadEventFired");
        loop {
            if is_loaded(&self.events.lock().expect("one thread uses it")) {
                return;
            }
            let message = self.message();
            self.events.lock().expect("one thread uses it").push(message);
        }
    }

    /// The value of an expression on the page.
    #[track_caller]
    pub(crate) fn value(&self, expression: &str) -> Value {
        let evaluate = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        let result = self.call("Runtime.evaluate", &evaluate);
        assert!(result.get("exceptionDetails").is_none(), "{expression}: {result}");
        result["result"]["value"].clone()
    }

    /// What the page was heard to say: errors, warnings, what it wrote to the console.
    pub(crate) fn complaints(&self) -> Vec<String> {
        let heard =
            ["Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded", "Page.javascriptDialogOpening"];
        let events = self.events.lock().expect("one thread uses it");
        let complaints = events.iter().filter(|event| heard.iter().any(|method| event["method"] == *method));
        complaints.map(ToString::to_string).collect()
    }

    /// What was asked for since it was opened.
    pub(crate) fn requests(&self) -> Vec<String> {
        let events = self.events.lock().expect("one thread uses it");
        let sent = events.iter().filter(|event| event["method"] == "Network.requestWillBeSent");
        sent.filter_map(|event| event["params"]["request"]["url"].as_str().map(str::to_owned)).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
