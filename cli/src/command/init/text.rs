//! What is written.

use errbook_build::Config;
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

/// What was asked for; files by their names from the package's folder.
pub(super) struct Setup {
    pub(super) spec: String,
    pub(super) name: Option<String>,
    pub(super) code_paths: Vec<String>,
    pub(super) overlays: Vec<String>,
    pub(super) client_only: bool,
}

impl Setup {
    /// Where the texts go.
    pub(super) const FILES: [&str; 3] = ["build.rs", "src/errors.rs", "errbook.toml"];

    /// What a build script has to do.
    pub(super) const CALL: &str = r#"errbook_build::compile_toml("errbook.toml")"#;

    /// As `errbook.toml` will have it.
    pub(super) fn config(&self) -> Config {
        let mut config = errbook_build::configure();
        for path in &self.code_paths {
            config = config.code_at(path);
        }
        for overlay in &self.overlays {
            config = config.overlay(overlay);
        }
        if let Some(name) = &self.name {
            config = config.name(name);
        }
        if self.client_only { config.client_only() } else { config }
    }

    /// The files with their texts; `name` is the module's.
    pub(super) fn files(&self, name: &str) -> [(&'static str, String); 3] {
        let [build_script, module, settings] = Self::FILES;
        [(build_script, Self::build_script()), (module, self.module(name)), (settings, self.settings(name))]
    }

    fn build_script() -> String {
        format!(
            "//! Generates the errors that errbook.toml names, for `src/errors.rs` to include.\n\nfn main() -> \
             errbook_build::Result {{\n    {}\n}}\n",
            Self::CALL
        )
    }

    fn module(&self, name: &str) -> String {
        format!(
            "//! The errors that `{}` publishes; `build.rs` generates them.\n\nerrbook::include_errors!({name:?});\n",
            self.spec
        )
    }

    /// What build scripts, commands and derives go by.
    pub(super) fn settings(&self, name: &str) -> String {
        let mut api = Table::new();
        api["name"] = value(name);
        api["spec"] = value(&self.spec);
        for (key, list) in [("code-at", &self.code_paths), ("overlays", &self.overlays)] {
            if !list.is_empty() {
                api[key] = value(list.iter().collect::<Array>());
            }
        }
        if self.client_only {
            api["client-only"] = value(true);
        }
        let mut document = DocumentMut::new();
        document["api"] = Item::ArrayOfTables(ArrayOfTables::from_iter([api]));
        document.to_string()
    }
}
