//! `errbook generate`: the Rust text, on stdout or in a file.

mod check;
mod depfile;

use std::path::{Path, PathBuf};

use clap::Args;
use errbook_build::Config;
use errbook_spec::{ApiSettings, LOCK_FILE, SETTINGS_FILE};

pub(in crate::command) use check::check;

use super::Reading;
use crate::exit::{Failure, Outcome};
use crate::print::{self, ReportForm};

/// Generates text that stands alone: a module of a crate that has the runtime among its dependencies.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Generate {
    /// The OpenAPI spec.
    spec: PathBuf,
    /// Where to write; `-` is stdout, as it is without this option.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write nothing, but fail with exit status 1 unless FILE already holds the text.
    #[arg(long, requires = "output")]
    check: bool,
    /// Also write which files were read, as a rule for Make, Ninja and what else reads depfiles.
    #[arg(long, value_name = "FILE", requires = "output", conflicts_with = "check")]
    depfile: Option<PathBuf>,
    /// Generate the client side alone, for which the statuses of the codes need not be known.
    #[arg(long)]
    client_only: bool,
    /// Generate a type for every whole error body, however many types that brings along.
    #[arg(long)]
    bodies: bool,
    #[command(flatten)]
    reading: Reading,
    /// The name by which the crate knows the runtime.
    #[arg(long, value_name = "NAME", default_value = "errbook")]
    runtime: String,
}

const EXAMPLES: &str = "\
Examples:
  errbook generate openapi.yaml                              # shows the text
  errbook generate openapi.yaml -o src/errors.rs             # a file to be checked in
  errbook generate openapi.yaml -o src/errors.rs --check     # in CI: exit status 1 if it is stale
  errbook generate openapi.yaml -o src/errors.rs --rename 'ORDER_NOT_FOUND=NoSuchOrder'
  errbook generate openapi.yaml -o errors.rs --client-only --depfile errors.d";

impl Generate {
    pub(crate) fn run(&self, form: ReportForm) -> Result<Outcome, Failure> {
        self.refuse_stdout()?;
        let chosen = self.reading.of(&self.spec)?;
        let generated = self.config(chosen.api.as_ref()).generate(&chosen.spec)?;
        let text = generated.stand_alone(&self.runtime)?;
        if let Some(lock) = generated.stale_lock() {
            print::message(format_args!("warning: {} is stale: run `errbook lock`", lock.display()));
        }
        if let Some(warnings) = generated.warnings() {
            print::report(warnings, form);
        }
        let Some(file) = self.file() else {
            return Ok(print::result(&text).map(|()| Outcome::Fine)?);
        };
        let mut read = generated.files().to_vec();
        read.extend(Some(PathBuf::from(SETTINGS_FILE)).filter(|settings| settings.is_file()));
        self.refuse_to_overwrite(&read)?;
        self.refuse_to_write_twice()?;
        if self.check {
            return check(file, &self.spec, &text, &check::mend(), form);
        }
        let rule = self.depfile.as_ref().map(|_| depfile::rule(file, &read)).transpose();
        let rule = rule.map_err(|problem| Failure::Because(problem.into()))?;
        errbook_build::write(file, &text)?;
        if let (Some(depfile), Some(rule)) = (&self.depfile, rule) {
            errbook_build::write(depfile, &rule)?;
        }
        Ok(Outcome::Fine)
    }

    /// Stdout has no past to compare with, and no name that a build could know it by.
    fn refuse_stdout(&self) -> Result<(), Failure> {
        let said = match self.file() {
            None if self.check => "stdout cannot be checked: name the file, as in `-o src/errors.rs --check`",
            None if self.depfile.is_some() => {
                "a depfile names the output: name it, as in `-o src/errors.rs --depfile errors.d`"
            }
            _ => return Ok(()),
        };
        Err(Failure::Because(format!("error: {said}").into()))
    }

    /// A spec is easily named twice, and would be lost.
    fn refuse_to_overwrite(&self, read: &[PathBuf]) -> Result<(), Failure> {
        let same = |a: &Path, b: &Path| a.canonicalize().is_ok_and(|a| b.canonicalize().is_ok_and(|b| a == b));
        let written = [self.output.as_deref(), self.depfile.as_deref()];
        let Some(lost) = written.into_iter().flatten().find(|file| read.iter().any(|it| same(it, file))) else {
            return Ok(());
        };
        let lost = lost.display();
        Err(Failure::Because(
            format!("error: {lost} is what is read, and would be overwritten\n  = help: name another file, as in `-o src/errors.rs`")
                .into(),
        ))
    }

    /// What is written last would be all that is left.
    fn refuse_to_write_twice(&self) -> Result<(), Failure> {
        let lies = |file: &Path| file.canonicalize().or_else(|_| std::path::absolute(file)).ok();
        match self.depfile.as_deref().zip(self.file()).filter(|(depfile, file)| lies(depfile) == lies(file)) {
            None => Ok(()),
            Some((file, _)) => Err(Failure::Because(
                format!(
                    "error: {} would be the output and the depfile\n  = help: name two files, as in `-o src/errors.rs --depfile errors.d`",
                    file.display()
                )
                .into(),
            )),
        }
    }

    /// The file to write, unless that is stdout.
    fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|file| *file != Path::new("-"))
    }

    fn config(&self, api: Option<&ApiSettings>) -> Config {
        // The module's name is that of the file that is written, which need not have anything to do with the spec's.
        let config = self.reading.configure().name("errors");
        let config = if self.client_only { config.client_only() } else { config };
        let config = if self.bodies { config.bodies() } else { config };
        beside_lock(config, api)
    }
}

/// By the rest of what is said in the current folder: in the lock, and in `errbook.toml` of the API.
pub(super) fn beside_lock(config: Config, api: Option<&ApiSettings>) -> Config {
    let lock = Path::new(LOCK_FILE);
    let config = if lock.is_file() { config.lock(lock) } else { config };
    match api {
        Some(api) => config.over(api),
        None => config,
    }
}
