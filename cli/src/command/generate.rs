//! `errbook generate`: the Rust text, on stdout or in a file.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use errbook_build::Config;
use errbook_spec::ApiSettings;

use super::Reading;
use crate::exit::{Failure, Outcome};
use crate::print::{self, ReportForm};

/// Generates text that stands alone: a module of a crate that has the runtime among its dependencies.
#[derive(Debug, Args)]
pub(crate) struct Generate {
    /// The OpenAPI spec.
    spec: PathBuf,
    /// Where to write; `-` is stdout, as it is without this option.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write nothing, but fail with exit status 1 unless FILE already holds the text.
    #[arg(long, requires = "output")]
    check: bool,
    /// Generate the client side alone, for which the statuses of the codes need not be known.
    #[arg(long)]
    client_only: bool,
    #[command(flatten)]
    reading: Reading,
    /// Give a code another Rust name.
    #[arg(long = "rename", value_name = "CODE=IDENT", value_parser = rename)]
    renames: Vec<(String, String)>,
    /// The name by which the crate knows the runtime.
    #[arg(long, value_name = "NAME", default_value = "errbook")]
    runtime: String,
}

/// `CODE=IDENT`, split at the last `=`: a code may hold one, an identifier never does.
fn rename(text: &str) -> Result<(String, String), String> {
    match text.rsplit_once('=') {
        Some((code, ident)) if !ident.is_empty() => Ok((code.to_owned(), ident.to_owned())),
        _ => Err("write the code as it is sent, `=`, and a Rust name for it".to_owned()),
    }
}

impl Generate {
    pub(crate) fn run(&self, form: ReportForm) -> Result<Outcome, Failure> {
        if self.check && self.file().is_none() {
            return Err(Failure::Because(
                "error: stdout cannot be checked: name the file, as in `-o src/errors.rs --check`".into(),
            ));
        }
        let chosen = self.reading.of(&self.spec)?;
        let generated = self.config(chosen.api.as_ref()).generate(&chosen.spec)?;
        let text = generated.stand_alone(&self.runtime)?;
        if let Some(warnings) = generated.warnings() {
            print::report(warnings, form);
        }
        match self.file() {
            Some(file) if self.check => Ok(check(file, &text)),
            Some(file) => errbook_build::write(file, &text).map(|_| Outcome::Fine).map_err(Failure::from),
            None => print::result(&text).map(|()| Outcome::Fine).map_err(Failure::from),
        }
    }

    /// The file to write, unless that is stdout.
    fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|file| *file != Path::new("-"))
    }

    fn config(&self, api: Option<&ApiSettings>) -> Config {
        let options = self.reading.over(None);
        let mut config = errbook_build::configure();
        for path in &options.code_paths {
            config = config.code_at(path);
        }
        for overlay in &options.overlays {
            config = config.overlay(overlay);
        }
        for (wire, ident) in &self.renames {
            config = config.rename(wire, ident);
        }
        // The module's name is that of the file that is written, which need not have anything to do with the spec's.
        config = config.name("errors");
        config = if self.client_only { config.client_only() } else { config };
        match api {
            Some(api) => config.over(api),
            None => config,
        }
    }
}

fn check(file: &Path, text: &str) -> Outcome {
    match fs::read(file) {
        Ok(present) if present == text.as_bytes() => return Outcome::Fine,
        Ok(_) => print::message(format_args!("{} is stale: generate it again, without --check", file.display())),
        Err(error) => print::message(format_args!("{} is stale: {error}", file.display())),
    }
    Outcome::Findings
}
