//! What errbook adds to the build graph of its users: first builds, unoptimised, into new folders, beside those of the
//! packages that it cannot do without.

use std::error::Error;
use std::path::Path;

use crate::project::{ERRBOOK, ERRBOOK_ALONE, Package, Project, THISERROR};
use crate::time::{self, measure};

/// First builds take long.
const ROUNDS: usize = 2;

/// What each side is built of, the second one being its peer.
const SIDES: [(&str, [&[&str]; 2]); 4] = [
    ("errbook without features, beside serde, serde_json, http and bytes", [&[ERRBOOK_ALONE], RUNTIME]),
    ("errbook with `derive`, beside these and thiserror", [&[ERRBOOK], WITH_THISERROR]),
    ("errbook with `spec`, beside these and the packages given for reading and emitting", [&[SPEC], WITH_GIVEN]),
    ("errbook-build, beside the packages given for reading and emitting", [&[BUILD], GIVEN]),
];

const SPEC: &str = "errbook = { path = \"{root}/runtime\", features = [\"spec\"] }";
const BUILD: &str = "errbook-build = { path = \"{root}/generator\" }";
const SERDE: &str = "serde = \"1\"";
/// As those have it who derive anything.
const SERDE_DERIVE: &str = "serde = { version = \"1\", features = [\"derive\"] }";
const JSON: &str = "serde_json = \"1\"";
const HTTP: &str = "http = \"1.4\"";
const BYTES: &str = "bytes = \"1\"";
const TYPES: &str = "openapiv3 = \"2.2\"";
const YAML: &str = "serde_yaml = \"0.9\"";
const HECK: &str = "heck = \"0.5\"";
const QUOTE: &str = "quote = \"1\"";
const TOKENS: &str = "proc-macro2 = \"1\"";
const SYN: &str = "syn = { version = \"3\", features = [\"full\"] }";
const PRETTY: &str = "prettyplease = \"0.3\"";

const RUNTIME: &[&str] = &[SERDE, JSON, HTTP, BYTES];
const WITH_THISERROR: &[&str] = &[SERDE_DERIVE, JSON, HTTP, BYTES, THISERROR];
const GIVEN: &[&str] = &[TYPES, YAML, HECK, QUOTE, TOKENS, SYN, PRETTY];
const WITH_GIVEN: &[&str] = &[SERDE_DERIVE, JSON, HTTP, BYTES, TYPES, YAML, HECK, QUOTE, TOKENS, SYN, PRETTY];

/// Measures in a folder, and prints.
///
/// # Errors
///
/// If a file cannot be written, or a build fails.
pub fn run(folder: &Path) -> Result<(), Box<dyn Error>> {
    for (what, dependencies) in SIDES {
        println!("{what}");
        measure(["errbook", "peer"], ROUNDS, |side| {
            let package = Package { name: "first", dependencies: dependencies[side], library: "" };
            let project = Project::create(&folder.join(["graph", "graph-peer"][side]), &[package])?;
            project.remove_target()?;
            time::of(1, || project.cargo(&["build"]))
        })?;
    }
    Ok(())
}
