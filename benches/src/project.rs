//! Packages that are built for the measurements.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use super::source;

/// A workspace in a folder of its own.
pub(super) struct Project {
    folder: PathBuf,
}

impl Project {
    /// Three packages: `apis`, generated of a spec with so many codes; `derived` and `plain`, which have the same errors, with
    /// errbook's derive and without it.
    pub(super) fn create(folder: &Path, codes: usize) -> Result<Self, Box<dyn Error>> {
        let project = Self { folder: folder.to_owned() };
        let spec = project.write("shop.json", &source::spec(codes))?;
        let generated = errbook_build::configure().code_at("error.code").generate(spec)?.stand_alone("errbook")?;
        project.workspace(&["apis", "derived", "plain"])?;
        project.package(
            "apis",
            &[&errbook()?],
            &format!("#![allow(missing_docs)]\npub mod shop {{\n{generated}\n}}\n"),
        )?;
        let apis = "apis = { path = \"../apis\" }";
        project.package("derived", &[&errbook()?, apis, THISERROR], &source::errors(true))?;
        project.package("plain", &[&errbook()?, apis, THISERROR], &source::errors(false))?;
        project.check("derived")?;
        project.check("plain")?;
        Ok(project)
    }

    /// One package that depends on errbook without features, and further on each of these: `derive`, which is a feature of
    /// errbook, or `thiserror`.
    pub(super) fn with_dependencies(folder: &Path, further: &[&str]) -> Result<Self, Box<dyn Error>> {
        let project = Self { folder: folder.to_owned() };
        let target = project.target();
        if target.exists() {
            fs::remove_dir_all(target)?;
        }
        let feature = if further.contains(&"derive") { "\"derive\"" } else { "" };
        let errbook = format!(
            "errbook = {{ path = {:?}, default-features = false, features = [{feature}] }}",
            workspace()?.join("runtime").to_string_lossy()
        );
        let thiserror = further.contains(&"thiserror").then_some(THISERROR);
        project.workspace(&["first"])?;
        project.package("first", &[Some(errbook.as_str()), thiserror].into_iter().flatten().collect::<Vec<_>>(), "")?;
        Ok(project)
    }

    fn workspace(&self, members: &[&str]) -> Result<(), Box<dyn Error>> {
        let manifest =
            format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n[profile.dev]\ndebug = false\n");
        self.write("Cargo.toml", &manifest)?;
        fs::copy(workspace()?.join("Cargo.lock"), self.folder.join("Cargo.lock"))?;
        Ok(())
    }

    fn package(&self, name: &str, dependencies: &[&str], library: &str) -> Result<(), Box<dyn Error>> {
        let dependencies = dependencies.join("\n");
        let manifest = format!(
            "[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n"
        );
        self.write(&format!("{name}/Cargo.toml"), &manifest)?;
        self.write(&format!("{name}/src/lib.rs"), library)?;
        Ok(())
    }

    fn write(&self, name: &str, text: &str) -> Result<PathBuf, Box<dyn Error>> {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&self.folder))?;
        fs::write(&path, text)?;
        Ok(path)
    }

    /// Has a package checked anew.
    pub(super) fn touch(&self, package: &str) -> Result<(), Box<dyn Error>> {
        let path = self.folder.join(package).join("src/lib.rs");
        let text = fs::read(&path)?;
        fs::write(path, text)?;
        Ok(())
    }

    /// Checks a package.
    pub(super) fn check(&self, package: &str) -> Result<(), Box<dyn Error>> {
        self.cargo(&["check", "--package", package])
    }

    /// Builds everything.
    pub(super) fn build(&self) -> Result<(), Box<dyn Error>> {
        self.cargo(&["build"])
    }

    fn target(&self) -> PathBuf {
        self.folder.join("target")
    }

    fn cargo(&self, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
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

const THISERROR: &str = "thiserror = \"2\"";

fn errbook() -> Result<String, Box<dyn Error>> {
    Ok(format!("errbook = {{ path = {:?} }}", workspace()?.join("runtime").to_string_lossy()))
}

fn workspace() -> Result<PathBuf, Box<dyn Error>> {
    Ok(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?)
}
