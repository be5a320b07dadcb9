//! `errbook lock`: what specs say becomes what was published.

use std::path::PathBuf;

use clap::Args;
use errbook_spec::{Catalog, LOCK_FILE, Lock as Locked, Reading as Read, Report};

use super::Reading;
use super::diff::since_locked;
use super::reading::{self, Chosen};
use crate::each::each;
use crate::exit::{Failure, Outcome};
use crate::print::{self, ReportForm};

/// Writes what specs say of their errors to errbook.lock in the current folder, and tells what that changes. The names that
/// codes have there stay. What is said of other APIs stays too.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Lock {
    /// The OpenAPI specs, or the names of APIs; none: all APIs of errbook.toml.
    #[arg(value_name = "SPEC")]
    specs: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
}

const EXAMPLES: &str = "\
Examples:
  errbook lock                # every API of errbook.toml
  errbook lock openapi.yaml   # one spec; what is locked of others stays";

impl Lock {
    pub(crate) fn run(&self, form: ReportForm) -> Result<Outcome, Failure> {
        let mut lock = reading::lock()?.unwrap_or_else(|| Locked::new(LOCK_FILE));
        let mut told = String::new();
        let all = self.reading.all(&self.specs)?;
        let read = each(&all, |chosen| Accepted::of(&lock, chosen));
        let mut failed = false;
        for (chosen, read) in all.iter().zip(read) {
            let accepted = match read {
                Ok(accepted) => accepted,
                Err(report) => {
                    print::report(&report, form);
                    failed = true;
                    continue;
                }
            };
            accepted.warnings.iter().for_each(|warnings| print::report(warnings, form));
            let name = chosen.name(&lock);
            if let Some(other) = lock.section(&name).filter(|_| chosen.section(&lock).is_none()) {
                return Err(two_of(&name, chosen, other.spec()));
            }
            told.push_str(&accepted.told);
            lock.record(&name, &chosen.spec, &accepted.catalog);
        }
        if failed {
            return Err(Failure::Told);
        }
        errbook_build::write(LOCK_FILE, lock.text())?;
        print::coloured(&told)?;
        Ok(Outcome::Fine)
    }
}

/// What a spec says, to be written to the lock.
struct Accepted {
    warnings: Option<Report>,
    catalog: Catalog,
    /// What it changes, in words.
    told: String,
}

impl Accepted {
    fn of(lock: &Locked, chosen: &Chosen) -> Result<Self, Report> {
        let read = errbook_spec::read(&chosen.spec, &chosen.options)?;
        let told = accepted(lock, &chosen.name(lock), chosen, &read);
        Ok(Self { warnings: read.warnings().cloned(), catalog: read.catalog().clone(), told })
    }
}

/// What recording it changes, in words.
fn accepted(lock: &Locked, name: &str, chosen: &Chosen, read: &Read) -> String {
    let name = name.escape_debug();
    match chosen.section(lock) {
        None => {
            let codes = read.catalog().codes.iter().filter(|code| !code.open).count();
            format!("{name}: locked, with {codes} codes\n")
        }
        Some(section) if section.agrees_with(read.catalog()) => format!("{name}: nothing changed\n"),
        Some(section) => match since_locked(section, read) {
            Some(changes) => format!("{name}:\n{changes}"),
            None => format!("{name}: names or texts changed, the contract did not\n"),
        },
    }
}

fn two_of(name: &str, chosen: &Chosen, other: &std::path::Path) -> Failure {
    let message = format!(
        "error: {LOCK_FILE} has another spec, {}, by the name `{}`; give {} a name of its own in errbook.toml",
        other.display(),
        name.escape_debug(),
        chosen.spec.display()
    );
    Failure::Because(message.into())
}
