//! The package's `Cargo.toml`: what it says, and the lines that are added to it.

use std::fs;
use std::io::ErrorKind;

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value, value};

use super::text::Setup;
use crate::exit::Failure;

/// Libraries of one release belong together; this command is of the same.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"));

/// The features of the runtime that are called as the libraries they are for: who has the library wants the feature.
const INTEGRATIONS: [&str; 5] = ["axum", "reqwest", "reqwest-middleware", "tower", "tracing"];

/// The manifest of a package, as it was read.
pub(super) struct Manifest(DocumentMut);

impl Manifest {
    pub(super) const FILE: &str = "Cargo.toml";

    /// Reads that of this folder.
    pub(super) fn read() -> Result<Self, Failure> {
        let because = |said: String| Failure::Because(said.into());
        let text = fs::read_to_string(Self::FILE).map_err(|error| match error.kind() {
            ErrorKind::NotFound => because(
                "error: there is no Cargo.toml in this folder\n  = help: run it in the folder of a package; `cargo init` makes \
                 one"
                .to_owned(),
            ),
            _ => because(format!("error: Cargo.toml cannot be read: {error}\n  = help: make it a file that you may read")),
        })?;
        let document: DocumentMut =
            text.parse().map_err(|error| because(format!("error: Cargo.toml is no TOML; mend it first\n{error}")))?;
        if document.get("package").is_none_or(|package| !package.is_table_like()) {
            return Err(because(
                "error: Cargo.toml is that of a workspace, not of a package\n  = help: run it in the folder of the package \
                 that is to have the errors"
                    .to_owned(),
            ));
        }
        Ok(Self(document))
    }

    /// Why `build.rs` would not be run.
    pub(super) fn refusal(&self) -> Option<String> {
        let script = self.0.get("package")?.get("build")?;
        match script.as_value()? {
            Value::Boolean(run) if *run.value() => None,
            Value::String(file) if file.value() == "build.rs" => None,
            Value::String(file) => Some(format!(
                "error: Cargo.toml names `{}` as its build script\n  = help: do it there by hand: `{}`",
                file.value(),
                Setup::CALL
            )),
            _ => Some(
                "error: Cargo.toml says `build = false`: no build script is run\n  = help: take that line out"
                    .to_owned(),
            ),
        }
    }

    /// The text with the dependencies that were missing, and their names. What is there stays as it is.
    pub(super) fn with_dependencies(mut self, setup: &Setup) -> Result<(String, Vec<&'static str>), Failure> {
        let uses = |library: &&str| self.0.get("dependencies").is_some_and(|all| all.get(library).is_some());
        let runtime = dependency(INTEGRATIONS.into_iter().filter(uses));
        let overlay = (!setup.overlays.is_empty()).then_some("overlay");
        let generator = dependency(overlay.into_iter().chain(["toml"]));
        let wanted = [("dependencies", "errbook", runtime), ("build-dependencies", "errbook-build", generator)];
        let mut added = Vec::new();
        for (table, name, item) in wanted {
            if self.add(table, name, item).ok_or_else(|| not_a_table(table))? {
                added.push(name);
            }
        }
        Ok((self.0.to_string(), added))
    }

    /// Whether it was missing; `None` if the table is none. A table in alphabetical order stays so.
    fn add(&mut self, table: &str, name: &str, item: Item) -> Option<bool> {
        let dependencies = self.0.entry(table).or_insert_with(|| Item::Table(Table::new())).as_table_like_mut()?;
        if dependencies.contains_key(name) {
            return Some(false);
        }
        let is_sorted = dependencies.iter().map(|(key, _)| key).is_sorted();
        dependencies.insert(name, item);
        if is_sorted {
            dependencies.sort_values();
        }
        Some(true)
    }
}

/// The version, and features where some are needed.
fn dependency<'f>(features: impl IntoIterator<Item = &'f str>) -> Item {
    let features: Array = features.into_iter().collect();
    if features.is_empty() {
        return value(VERSION);
    }
    let mut table = InlineTable::new();
    table.insert("version", VERSION.into());
    table.insert("features", Value::Array(features));
    value(table)
}

fn not_a_table(name: &str) -> Failure {
    Failure::Because(format!("error: `{name}` in Cargo.toml is no table\n  = help: mend it: `[{name}]`").into())
}
