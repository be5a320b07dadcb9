//! The overlays of `examples/overlays`, each over the published spec that it was written for, where that is present.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A published spec and its overlay; nothing where the spec is absent.
struct Published {
    spec: PathBuf,
    overlay: PathBuf,
}

impl Published {
    fn named(name: &str) -> Option<Self> {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let overlay = Path::new(name).with_extension("overlay.yaml");
        let published = Self {
            spec: package.join("../../shared/corpus").join(name),
            overlay: package.join("../examples/overlays").join(overlay),
        };
        published.spec.is_file().then_some(published)
    }

    /// What the command prints of the spec under its overlay.
    fn errbook(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_errbook"));
        let output = command.args(arguments).arg(&self.spec).arg("--overlay").arg(&self.overlay).output();
        let output = output.expect("the command was built");
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("what is printed is text")
    }

    /// Each declared code with its status, after a look at what is generated of them.
    fn statuses(&self) -> BTreeMap<String, u64> {
        let generated = self.errbook(&["generate"]);
        assert!(generated.contains("pub struct ApiError") && generated.contains("pub mod operation"));
        let list: Value = serde_json::from_str(&self.errbook(&["list", "--format", "json"])).expect("it is JSON");
        let codes = list["codes"].as_array().expect("there are codes").iter().filter(|code| code["open"] == false);
        let status = |code: &Value| {
            let wire = code["code"].as_str().expect("the codes are text").to_owned();
            (wire, code["status"].as_u64().expect("every code has a status"))
        };
        codes.map(status).collect()
    }

    /// The overlay's own entries.
    fn said(&self) -> BTreeMap<String, u64> {
        let overlay: Value = read(&self.overlay);
        let said = overlay["actions"][0]["update"]["x-error-codes"].as_object().expect("it is a map").iter();
        said.map(|(code, entry)| (code.clone(), entry["status"].as_u64().expect("it is filled in"))).collect()
    }
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).expect("the file can be read");
    serde_yaml::from_str(&text).expect("the file is YAML, or JSON")
}

/// The description of the enum is a list of the codes by status; the list says the same.
#[test]
fn azure_servicefabric_has_the_statuses_of_its_prose() {
    let Some(published) = Published::named("azure-servicefabric.json") else { return };
    let spec = read(&published.spec);
    let prose = spec["components"]["schemas"]["FabricErrorCodes"]["description"].as_str().expect("it is described");
    let mut told: BTreeMap<&str, BTreeSet<u64>> = BTreeMap::new();
    for paragraph in prose.split("HTTP status code ").skip(1) {
        let status = paragraph.get(..3).and_then(|digits| digits.parse().ok()).expect("it begins with the status");
        for code in paragraph.split('"').skip(1).step_by(2) {
            told.entry(code).or_default().insert(status);
        }
    }
    let found = published.statuses();
    assert_eq!((found.len(), told.len()), (84, 84));
    for (code, status) in &found {
        assert!(
            told[code.as_str()].contains(status),
            "{code} has {status}, and the prose says {:?}",
            told[code.as_str()]
        );
    }
    assert_eq!(found, published.said());
}

/// The statuses under which examples show a code.
fn shown(spec: &Value) -> BTreeMap<String, BTreeSet<u64>> {
    let mut shown: BTreeMap<String, BTreeSet<u64>> = BTreeMap::new();
    let target = |value: &Value| match value["$ref"].as_str().and_then(|it| it.strip_prefix('#')) {
        Some(pointer) => spec.pointer(pointer).cloned().unwrap_or_default(),
        None => value.clone(),
    };
    let operations = spec["paths"].as_object().expect("there are paths").values().filter_map(Value::as_object);
    let responses = operations.flat_map(|item| item.values()).filter_map(|it| it["responses"].as_object());
    for (key, response) in responses.flatten() {
        let Some(status) = key.parse().ok().filter(|status| *status >= 400) else { continue };
        for content in target(response)["content"].as_object().into_iter().flat_map(|it| it.values()) {
            let several = content["examples"].as_object().into_iter().flat_map(|it| it.values());
            let examples = several.map(|example| target(example)["value"].clone()).chain([content["example"].clone()]);
            for code in examples.filter_map(|it| it["errorType"].as_str().map(str::to_owned)) {
                shown.entry(code).or_default().insert(status);
            }
        }
    }
    shown
}

/// No status contradicts what examples show, and what they show of one status alone is not said again.
#[test]
fn coinbase_has_the_statuses_of_its_examples() {
    let Some(published) = Published::named("coinbase-cdp.yaml") else { return };
    let shown = shown(&read(&published.spec));
    assert!(shown.len() > 30, "{}", shown.len());
    let (found, said) = (published.statuses(), published.said());
    assert_eq!((found.len(), said.len()), (92, 55));
    for (code, statuses) in &shown {
        assert!(statuses.contains(&found[code]), "{code} has {}, and is shown under {statuses:?}", found[code]);
        assert_eq!(said.contains_key(code), statuses.len() > 1, "{code} is shown under {statuses:?}");
    }
    for (code, status) in said {
        assert_eq!(found[&code], status, "{code}");
    }
}
