//! The folder in which `include_errors!` looks for modules. What an earlier run of a build script generated and this one does
//! not must not be found there any more; what stays the same keeps its file, with the time of its last change.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{env, fs, io};

use crate::Result;
use crate::output;
use crate::problem::Problem;

/// The modules that were generated, a name in each line.
const LIST: &str = "modules";
/// Where those of the run before wait until they are generated again.
const BEFORE: &str = "before";

/// What this process remembers by: a build script may call errbook several times.
static BEGUN: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Where modules are written.
pub(crate) struct Folder {
    modules: PathBuf,
    /// Where it is remembered which these are: beside them in `OUT_DIR`, and in no folder that somebody chose.
    memory: Option<PathBuf>,
}

impl Folder {
    /// Below the folder that was chosen, else below `OUT_DIR`.
    pub(crate) fn of(chosen: Option<&Path>) -> Result<Self> {
        let own = env::var_os("OUT_DIR").map(PathBuf::from);
        match (chosen.filter(|chosen| own.as_deref() != Some(chosen)), own) {
            (Some(chosen), _) => Ok(Self { modules: chosen.join("errbook"), memory: None }),
            (None, Some(own)) => Ok(Self { modules: own.join("errbook"), memory: Some(own.join(".errbook")) }),
            (None, None) => Err(Problem::NoOutDir.into()),
        }
    }

    /// Writes modules, by their names; those of the run before are gone that no call has written again.
    pub(crate) fn write<'m>(&self, modules: impl IntoIterator<Item = (&'m str, &'m str)>) -> Result {
        let Some(memory) = &self.memory else {
            return modules.into_iter().try_for_each(|(name, text)| output::write(self.file(name), text).map(drop));
        };
        self.begin(memory).map_err(|error| Problem::Write(memory.clone(), error))?;
        let mut names = listed(memory);
        for (name, text) in modules {
            if !self.file(name).exists() {
                // It is not there, or cannot be taken: then it is written.
                let _ = fs::rename(before(memory, name), self.file(name));
            }
            output::write(self.file(name), text)?;
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
        output::write(memory.join(LIST), names.join("\n")).map(drop)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.modules.join(name).with_extension("rs")
    }

    /// Sets the modules of the run before aside, the first time that this process comes here.
    fn begin(&self, memory: &Path) -> io::Result<()> {
        // Whoever panicked while holding it left a list of whole paths behind.
        let mut begun = BEGUN.lock().unwrap_or_else(PoisonError::into_inner);
        if begun.iter().any(|known| known == memory) {
            return Ok(());
        }
        let names = listed(memory);
        if !names.is_empty() {
            fs::create_dir_all(memory.join(BEFORE))?;
            for name in &names {
                // Whoever removed it has done what is done here.
                let _ = fs::rename(self.file(name), before(memory, name));
            }
            fs::remove_file(memory.join(LIST))?;
        }
        begun.push(memory.to_owned());
        Ok(())
    }
}

fn listed(memory: &Path) -> Vec<String> {
    fs::read_to_string(memory.join(LIST)).unwrap_or_default().lines().map(str::to_owned).collect()
}

fn before(memory: &Path, name: &str) -> PathBuf {
    memory.join(BEFORE).join(name).with_extension("rs")
}
