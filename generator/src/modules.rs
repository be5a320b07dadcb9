//! The folder in which `include_errors!` looks for modules. What an earlier run of a build script generated and this one does
//! not must not be found there any more; what stays the same keeps its file, with the time of its last change.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{env, fs, io};

use crate::Result;
use crate::output;
use crate::problem::Problem;

/// The modules that were generated into a folder, a name in each line.
const LIST: &str = ".modules";
/// Where those of the run before wait until they are generated again.
const BEFORE: &str = ".before";

/// The folders into which this process generates. A build script may call errbook several times.
static BEGUN: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// The folder of modules, below `OUT_DIR` or another.
pub(crate) fn folder(out_dir: Option<&Path>) -> Result<PathBuf> {
    let out_dir = out_dir.map(Path::to_owned).or_else(|| env::var_os("OUT_DIR").map(PathBuf::from));
    Ok(out_dir.ok_or(Problem::NoOutDir)?.join("errbook"))
}

/// Writes modules, by their names; those of the run before are gone that no call has written again.
pub(crate) fn write<'m>(folder: &Path, modules: impl IntoIterator<Item = (&'m str, &'m str)>) -> Result {
    begin(folder).map_err(|error| Problem::Write(folder.to_owned(), error))?;
    let mut names = listed(folder);
    for (name, text) in modules {
        let file = folder.join(file(name));
        if !file.exists() {
            // It is not there, or cannot be taken: then it is written.
            let _ = fs::rename(folder.join(BEFORE).join(self::file(name)), &file);
        }
        output::write(file, text)?;
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    output::write(folder.join(LIST), names.join("\n"))?;
    Ok(())
}

fn file(name: &str) -> String {
    format!("{name}.rs")
}

fn listed(folder: &Path) -> Vec<String> {
    fs::read_to_string(folder.join(LIST)).unwrap_or_default().lines().map(str::to_owned).collect()
}

/// Sets the modules of the run before aside, the first time that this process comes here.
fn begin(folder: &Path) -> io::Result<()> {
    // Whoever panicked while holding it left a list of whole paths behind.
    let mut begun = BEGUN.lock().unwrap_or_else(PoisonError::into_inner);
    if begun.iter().any(|known| known == folder) {
        return Ok(());
    }
    let names = listed(folder);
    if !names.is_empty() {
        let before = folder.join(BEFORE);
        fs::create_dir_all(&before)?;
        for name in &names {
            let _ = fs::rename(folder.join(file(name)), before.join(file(name)));
        }
        fs::remove_file(folder.join(LIST))?;
    }
    begun.push(folder.to_owned());
    Ok(())
}
