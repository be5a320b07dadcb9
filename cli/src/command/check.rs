//! `errbook check`: what CI asks of a repository.

use std::path::{Path, PathBuf};

use clap::Args;
use errbook_spec::{LOCK_FILE, Lock, Report};

use super::Reading;
use super::diff::since_locked;
use super::generate::{self, beside_lock};
use super::reading::{self, Chosen};
use crate::each::each;
use crate::exit::{Failure, Outcome};
use crate::print::{self, ReportForm};
use crate::undocumented;
use crate::usage::quoted;

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

/// What was found of one spec.
struct Looked {
    warnings: Option<Report>,
    locked: Locked,
    /// The generated code that is checked in, and what it should be, or why that cannot be said.
    generated: Option<(PathBuf, errbook_build::Result<String>)>,
}

/// What the lock says of a spec.
enum Locked {
    /// Nothing.
    Absent,
    /// What the spec says.
    Same,
    /// Something else, in words.
    Other(String),
}

impl Check {
    pub(crate) fn run(&self, form: ReportForm) -> Result<Outcome, Failure> {
        if self.generated.is_some() && self.specs.len() > 1 {
            return Err(Failure::Because("error: name the one spec that `--generated` was made of".into()));
        }
        let lock = reading::lock()?.unwrap_or_else(|| Lock::new(LOCK_FILE));
        let all = self.reading.all(&self.specs)?;
        let looked = each(&all, |chosen| self.look(chosen, &lock));
        let (mut outcome, mut failed) = (Outcome::Fine, false);
        for (chosen, looked) in all.iter().zip(looked) {
            match looked {
                Ok(looked) => match self.tell(chosen, looked, &lock, form) {
                    Ok(told) => outcome = outcome.or(told),
                    Err(Failure::NobodyReads) => return Err(Failure::NobodyReads),
                    Err(failure) => {
                        failure.report(form);
                        failed = true;
                    }
                },
                Err(report) => {
                    print::report(&report, form);
                    failed = true;
                }
            }
        }
        print::result(&undocumented::list(Path::new("src"))?)?;
        if failed { Err(Failure::Told) } else { Ok(outcome) }
    }

    /// What there is to say of a spec.
    fn look(&self, chosen: &Chosen, lock: &Lock) -> Result<Looked, Report> {
        let read = errbook_spec::read(&chosen.spec, &chosen.options)?;
        let name = chosen.name(lock);
        let name = name.escape_debug();
        let locked = match chosen.section(lock) {
            None => Locked::Absent,
            Some(section) if section.agrees_with(read.catalog()) => Locked::Same,
            Some(section) => Locked::Other(match since_locked(section, &read) {
                Some(changes) => format!("{name}:\n{changes}"),
                None => format!("{name}: names or texts changed, the contract did not\n"),
            }),
        };
        Ok(Looked { warnings: read.warnings().cloned(), locked, generated: self.generate(chosen) })
    }

    /// Says it, and what to do about it.
    fn tell(&self, chosen: &Chosen, looked: Looked, lock: &Lock, form: ReportForm) -> Result<Outcome, Failure> {
        looked.warnings.iter().for_each(|warnings| print::report(warnings, form));
        let again = format!("`{}`", self.command("lock", chosen));
        let mut outcome = if matches!(looked.locked, Locked::Same) { Outcome::Fine } else { Outcome::Findings };
        match &looked.locked {
            Locked::Same => {}
            Locked::Absent => {
                print::message(format_args!("{} is not in {LOCK_FILE}: run {again}", chosen.name(lock).escape_debug()));
            }
            Locked::Other(changes) => {
                print::coloured(changes)?;
                let advice = "if that is meant, run";
                print::message(format_args!("{LOCK_FILE} is stale: {advice} {again} and commit what it writes"));
            }
        }
        if let Some((file, text)) = looked.generated {
            outcome = outcome.or(self.compare(chosen, &file, &text?, form)?);
        }
        Ok(outcome)
    }

    /// The generated code that is checked in, if some is, and what the spec gives for it; else why there is none.
    fn generate(&self, chosen: &Chosen) -> Option<(PathBuf, errbook_build::Result<String>)> {
        let said = chosen.api.as_ref().and_then(|api| api.generated.as_deref());
        let file = self.generated.as_deref().or(said)?;
        let config = self.reading.configure();
        let config = if self.client_only { config.client_only() } else { config };
        let config = if self.bodies { config.bodies() } else { config };
        let generated = beside_lock(config.name("errors"), chosen.api.as_ref()).generate(&chosen.spec);
        Some((file.to_owned(), generated.and_then(|generated| generated.stand_alone(&self.runtime))))
    }

    /// Whether that is what is checked in.
    fn compare(&self, chosen: &Chosen, file: &Path, text: &str, form: ReportForm) -> Result<Outcome, Failure> {
        let client_only = if self.client_only { " --client-only" } else { "" };
        let bodies = if self.bodies { " --bodies" } else { "" };
        let file_name = quoted(&file.to_string_lossy());
        let mend = format!("{} -o {file_name}{client_only}{bodies}", self.command("generate", chosen));
        generate::check(file, &chosen.spec, text, &mend, form)
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
