//! New files, all or none.

use std::fs;
use std::path::Path;

use super::manifest::Manifest;
use super::text::Setup;
use crate::exit::Failure;

/// Everything that is in the way.
#[derive(Default)]
pub(super) struct Refusals(Vec<String>);

impl Refusals {
    /// Files are never overwritten; each refusal says what to write into the present one. `name` is the module's.
    pub(super) fn of_files(&mut self, setup: &Setup, name: &str) {
        let [build_script, module, settings] = Setup::FILES;
        let table = setup.settings(name).replace('\n', "\n      ");
        for (file, help) in [
            (build_script, format!("let its `main` do this as well: `{}?;`", Setup::CALL)),
            (module, format!("write this into a module of your own: `errbook::include_errors!({name:?});`")),
            (settings, format!("add this to it:\n      {}", table.trim_end())),
        ] {
            if fs::symlink_metadata(file).is_ok() {
                self.0.push(format!("error: {file} is there already, and is left as it is\n  = help: {help}"));
            }
        }
    }

    pub(super) fn extend(&mut self, refusals: impl IntoIterator<Item = String>) {
        self.0.extend(refusals);
    }

    /// All of them, if there are any.
    pub(super) fn into_failure(self) -> Option<Failure> {
        (!self.0.is_empty()).then(|| Failure::Because(self.0.join("\n\n").into()))
    }
}

/// Writes the new files, then the manifest; if one cannot be written, none stays.
pub(super) fn write(files: &[(&str, String)], manifest: &str) -> Result<(), Failure> {
    let new = files.iter().map(|(file, text)| (*file, text.as_str()));
    for (count, (file, text)) in new.chain([(Manifest::FILE, manifest)]).enumerate() {
        if let Err(error) = errbook_build::write(file, text) {
            for (written, _) in files.iter().take(count) {
                let _ = fs::remove_file(Path::new(written));
            }
            return Err(error.into());
        }
    }
    Ok(())
}
