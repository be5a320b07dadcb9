//! `errbook check`: what CI asks of a repository.

use std::path::{Path, PathBuf};

use clap::Args;
use errbook_spec::{LOCK_FILE, Lock};

use super::Reading;
use super::diff::since_locked;
use super::generate::{self, beside_lock};
use super::reading::{self, Chosen};
use crate::exit::{Failure, Outcome};
use crate::print::{self, ReportForm};
use crate::undocumented;

/// Compares specs with errbook.lock, and with generated code where some is checked in; lists the errors that the sources of
/// the package in the current folder send undocumented.
///
/// Exit status: 0 if all agree, 1 if something is stale, 2 if something cannot be read.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Check {
    /// The OpenAPI specs, or the names of APIs; none: all APIs of errbook.toml.
    #[arg(value_name = "SPEC")]
    specs: Vec<PathBuf>,
    /// Check that this file holds what `errbook generate` gives for the one spec.
    #[arg(long, value_name = "FILE", requires = "specs")]
    generated: Option<PathBuf>,
    /// The generated file has the client side alone.
    #[arg(long, requires = "generated")]
    client_only: bool,
    /// The generated file has a type for every whole error body.
    #[arg(long, requires = "generated")]
    bodies: bool,
    /// The name by which the generated file knows the runtime.
    #[arg(long, value_name = "NAME", default_value = "errbook")]
    runtime: String,
    #[command(flatten)]
    reading: Reading,
}

const EXAMPLES: &str = "\
Examples:
  errbook check                                            # every API of errbook.toml
  errbook check openapi.yaml --generated src/errors.rs     # also that checked-in code is what the spec gives";

impl Check {
    pub(crate) fn run(&self, form: ReportForm) -> Result<Outcome, Failure> {
        if self.generated.is_some() && self.specs.len() > 1 {
            return Err(Failure::Because("error: name the one spec that `--generated` was made of".into()));
        }
        let lock = reading::lock()?.unwrap_or_else(|| Lock::new(LOCK_FILE));
        let mut outcome = Outcome::Fine;
        for chosen in self.reading.all(&self.specs)? {
            for found in [self.locked(&chosen, &lock, form)?, self.generated(&chosen, form)?] {
                outcome = outcome.or(found);
            }
        }
        print::result(&undocumented::list(Path::new("src"))?)?;
        Ok(outcome)
    }

    /// Whether the lock says what the spec says.
    fn locked(&self, chosen: &Chosen, lock: &Lock, form: ReportForm) -> Result<Outcome, Failure> {
        let read = errbook_spec::read(&chosen.spec, &chosen.options)?;
        if let Some(warnings) = read.warnings() {
            print::report(warnings, form);
        }
        let (name, again) = (chosen.name(lock), format!("`{}`", self.command("lock", chosen)));
        let Some(section) = chosen.section(lock) else {
            print::message(format_args!("{} is not in {LOCK_FILE}: run {again}", name.escape_debug()));
            return Ok(Outcome::Findings);
        };
        if section.agrees_with(read.catalog()) {
            return Ok(Outcome::Fine);
        }
        if let Some(changes) = since_locked(section, &read) {
            print::coloured(&format!("{}:\n{changes}", name.escape_debug()))?;
        } else {
            print::result(&format!("{}: names or texts changed, the contract did not\n", name.escape_debug()))?;
        }
        print::message(format_args!("{LOCK_FILE} is stale: if that is meant, run {again} and commit what it writes"));
        Ok(Outcome::Findings)
    }

    /// Whether the generated code that is checked in is what the spec gives.
    fn generated(&self, chosen: &Chosen, form: ReportForm) -> Result<Outcome, Failure> {
        let said = chosen.api.as_ref().and_then(|api| api.generated.as_ref());
        let Some(file) = self.generated.as_ref().or(said) else { return Ok(Outcome::Fine) };
        let config = self.reading.configure();
        let config = if self.client_only { config.client_only() } else { config };
        let config = if self.bodies { config.bodies() } else { config };
        let generated = beside_lock(config.name("errors"), chosen.api.as_ref()).generate(&chosen.spec)?;
        let client_only = if self.client_only { " --client-only" } else { "" };
        let bodies = if self.bodies { " --bodies" } else { "" };
        let mend = format!("{} -o {}{client_only}{bodies}", self.command("generate", chosen), file.display());
        Ok(generate::check(file, &chosen.spec, &generated.stand_alone(&self.runtime)?, &mend, form))
    }

    /// What to run for a spec that is read as this one was.
    fn command(&self, verb: &str, chosen: &Chosen) -> String {
        if self.specs.is_empty() && verb == "lock" {
            return format!("errbook {verb}");
        }
        let spec = chosen.api.as_ref().map_or_else(|| chosen.spec.display().to_string(), |api| api.name.clone());
        format!("errbook {verb} {spec}{}", self.reading.written())
    }
}
