//! Which spec is meant, and how files call it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::exit::Failure;
use crate::usage::{SPECS, quoted};

/// So deep below the package is looked, and at so many files and folders.
const DEEPEST: usize = 4;
const MOST_ENTRIES: usize = 20_000;

/// The only spec below this folder.
pub(super) fn spec() -> Result<PathBuf, Failure> {
    let mut found = found();
    match (found.pop(), found.is_empty()) {
        (None, _) => Err(Failure::Because(
            format!(
                "error: there is no {} here\n  = help: name the spec: `errbook init api/spec.yaml`",
                SPECS.join(", ")
            )
            .into(),
        )),
        (Some(only), true) => Ok(only),
        (Some(last), false) => {
            found.push(last);
            let commands = found.iter().map(|spec| format!("\n      errbook init {}", quoted(&spec.to_string_lossy())));
            let commands: String = commands.collect();
            Err(Failure::Because(
                format!("error: {} specs are here\n  = help: say which one is meant:{commands}", found.len()).into(),
            ))
        }
    }
}

/// All files that are called so, without those that belong to tools.
fn found() -> Vec<PathBuf> {
    let (mut found, mut folders, mut seen) = (Vec::new(), vec![(PathBuf::new(), 0)], 0);
    while let Some((folder, depth)) = folders.pop() {
        let here = if depth == 0 { Path::new(".") } else { &folder };
        for entry in fs::read_dir(here).into_iter().flatten().flatten() {
            seen += 1;
            if seen > MOST_ENTRIES {
                return found;
            }
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let path = folder.join(entry.file_name());
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_folder && depth < DEEPEST && !name.starts_with('.') && name != "target" && name != "node_modules" {
                folders.push((path, depth + 1));
            } else if !is_folder && SPECS.contains(&&*name) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// How a file is named from this folder, with `/` on every system: it will be read on other machines.
pub(super) fn from_here(file: &Path) -> Result<String, Failure> {
    let here = env::current_dir().unwrap_or_default();
    let resolved = file.canonicalize().ok();
    let relative = if file.is_absolute() {
        let below = |file: &Path| Some(file.strip_prefix(here.canonicalize().ok()?).ok()?.to_owned());
        file.strip_prefix(&here).map(Path::to_owned).ok().or_else(|| below(resolved.as_deref()?))
    } else {
        Some(file.to_owned())
    };
    let said = match relative.as_deref().map(Path::to_str) {
        Some(Some(name)) if cfg!(windows) => return Ok(name.replace('\\', "/")),
        Some(Some(name)) => return Ok(name.to_owned()),
        Some(None) => "is not UTF-8, and build.rs could not name it: rename it",
        None => "is an absolute path, which other machines do not have: name it from this folder",
    };
    Err(Failure::Because(format!("error: {} {said}", file.display()).into()))
}
