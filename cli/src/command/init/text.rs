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

    /// As `build.rs` will have it.
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
        [(build_script, self.build_script()), (module, self.module(name)), (settings, self.settings(name))]
    }

    fn build_script(&self) -> String {
        format!(
            "//! Generates the errors that `{}` publishes, for `src/errors.rs` to include.\n\nfn main() -> \
             errbook_build::Result {{\n    {}\n}}\n",
            self.spec,
            self.laid_out()
        )
    }

    /// What a build script has to do, in one line.
    pub(super) fn call(&self) -> String {
        self.calls().concat()
    }

    /// The same as `rustfmt` would lay it out.
    fn laid_out(&self) -> String {
        /// The widest chain of calls that it leaves on one line.
        const CHAIN_WIDTH: usize = 60;
        let (calls, line) = (self.calls(), self.call());
        if calls.len() == 1 || line.len() <= CHAIN_WIDTH { line } else { calls.join("\n        ") }
    }

    fn calls(&self) -> Vec<String> {
        let options = self.options();
        if options.is_empty() {
            return vec![format!("errbook_build::compile({:?})", self.spec)];
        }
        [vec!["errbook_build::configure()".to_owned()], options, vec![format!(".compile(&[{:?}])", self.spec)]].concat()
    }

    fn options(&self) -> Vec<String> {
        let code_paths = self.code_paths.iter().map(|path| format!(".code_at({path:?})"));
        let overlays = self.overlays.iter().map(|overlay| format!(".overlay({overlay:?})"));
        let name = self.name.iter().map(|name| format!(".name({name:?})"));
        let client_only = self.client_only.then(|| ".client_only()".to_owned());
        code_paths.chain(overlays).chain(name).chain(client_only).collect()
    }

    fn module(&self, name: &str) -> String {
        format!(
            "//! The errors that `{}` publishes; `build.rs` generates them.\n\nerrbook::include_errors!({name:?});\n",
            self.spec
        )
    }

    /// What commands and derives go by.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn build_scripts_say_no_more_than_they_have_to() {
        let mut setup = Setup {
            spec: "openapi.yaml".to_owned(),
            name: None,
            code_paths: Vec::new(),
            overlays: Vec::new(),
            client_only: false,
        };
        assert_eq!(setup.laid_out(), r#"errbook_build::compile("openapi.yaml")"#);
        setup.name = Some("a".to_owned());
        setup.spec = "a.yaml".to_owned();
        assert_eq!(setup.laid_out(), r#"errbook_build::configure().name("a").compile(&["a.yaml"])"#);
        setup.overlays = vec!["it \"is\".yaml".to_owned()];
        let lines = [
            "errbook_build::configure()",
            r#"        .overlay("it \"is\".yaml")"#,
            r#"        .name("a")"#,
            r#"        .compile(&["a.yaml"])"#,
        ];
        assert_eq!(setup.laid_out(), lines.join("\n"));
    }
}
