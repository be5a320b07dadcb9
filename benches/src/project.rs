//! Packages that are built for the measurements.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

/// A workspace in a folder of its own.
pub(crate) struct Project {
    folder: PathBuf,
}

/// A package of one library.
pub(crate) struct Package<'a> {
    pub(crate) name: &'a str,
    /// As lines of Cargo.toml. In them, `{root}` is the folder of this workspace.
    pub(crate) dependencies: &'a [&'a str],
    /// The text of its library.
    pub(crate) library: &'a str,
}

/// errbook as its users have it.
pub(crate) const ERRBOOK: &str = "errbook = { path = \"{root}/runtime\" }";

/// errbook without its derives.
pub(crate) const ERRBOOK_ALONE: &str = "errbook = { path = \"{root}/runtime\", default-features = false }";

pub(crate) const THISERROR: &str = "thiserror = \"2\"";

impl Project {
    /// Writes these packages.
    pub(crate) fn create(folder: &Path, packages: &[Package<'_>]) -> Result<Self, Box<dyn Error>> {
        let project = Self { folder: folder.to_owned() };
        let members: Vec<&str> = packages.iter().map(|package| package.name).collect();
        let manifest =
            format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n[profile.dev]\ndebug = false\n");
        write(&project.folder.join("Cargo.toml"), &manifest)?;
        fs::copy(workspace()?.join("Cargo.lock"), project.folder.join("Cargo.lock"))?;
        for package in packages {
            project.write(package)?;
        }
        Ok(project)
    }

    fn write(&self, package: &Package<'_>) -> Result<(), Box<dyn Error>> {
        let dependencies = package.dependencies.join("\n").replace("{root}", &workspace()?.to_string_lossy());
        let name = package.name;
        let manifest = format!(
            "[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n"
        );
        let folder = self.folder.join(name);
        write(&folder.join("Cargo.toml"), &manifest)?;
        write(&folder.join("src/lib.rs"), package.library)
    }

    /// Has a package built anew.
    pub(crate) fn touch(&self, package: &str) -> Result<(), Box<dyn Error>> {
        let path = self.folder.join(package).join("src/lib.rs");
        let text = fs::read(&path)?;
        fs::write(path, text)?;
        Ok(())
    }

    /// Has everything built anew.
    pub(crate) fn remove_target(&self) -> Result<(), Box<dyn Error>> {
        let target = self.target();
        if target.exists() {
            fs::remove_dir_all(target)?;
        }
        Ok(())
    }

    fn target(&self) -> PathBuf {
        self.folder.join("target")
    }

    /// Runs cargo in the workspace.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(arguments).args(["--offline", "--quiet"]).current_dir(&self.folder);
        // What an incremental build saves depends on what was changed.
        cargo.env("CARGO_TARGET_DIR", self.target()).env("CARGO_INCREMENTAL", "0");
        cargo.env_remove("CARGO_ENCODED_RUSTFLAGS").env_remove("RUSTFLAGS");
        let output = cargo.stdin(Stdio::null()).output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
        }
        Ok(())
    }
}

/// The module of a spec, which is kept at a path.
pub(crate) fn generated(path: &Path, spec: &str) -> Result<String, Box<dyn Error>> {
    write(path, spec)?;
    Ok(errbook_build::configure().code_at("error.code").generate(path)?.stand_alone("errbook")?)
}

fn write(path: &Path, text: &str) -> Result<(), Box<dyn Error>> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)?;
    Ok(())
}

fn workspace() -> Result<PathBuf, Box<dyn Error>> {
    Ok(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?)
}
