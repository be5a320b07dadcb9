//! `errbook diff`: what changed between two contracts, and whom it breaks.

mod json;
mod locks;
mod markdown;
mod sources;
mod text;

use clap::{Args, ValueEnum};
use errbook_contract::{Change, Release, Side, Verdict};
use errbook_spec::{Api, LOCK_FILE, Lock, Place, Position, Reading as Read, Section};

use self::sources::Source;
use super::Reading;
use crate::exit::{Failure, Outcome};
use crate::print::{self, ReportForm};

/// Says what changed in the contract between two specs: each change with what it means for services, which send the
/// errors, and for clients, which receive them. Texts, examples, the order and the files make no difference.
///
/// Exit status: 0 if nothing breaks, 1 if a change breaks services or clients, 2 if a spec cannot be read.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Diff {
    /// The spec or the errbook.lock before; `REVISION:PATH` takes it, and all that it refers to, from a revision of the git
    /// repository, and reads it as errbook.toml of that revision says, if there is one.
    old: String,
    /// The spec after, in either form; or the lock after, if a lock was before.
    new: String,
    /// In which form.
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
    #[command(flatten)]
    reading: Reading,
}

const EXAMPLES: &str = "\
Examples:
  errbook diff released.yaml openapi.yaml
  errbook diff main:openapi.yaml openapi.yaml                     # since the branch `main`
  errbook diff v1.2.0:./openapi.yaml v1.3.0:./openapi.yaml        # `./` counts from this folder
  errbook diff main:openapi.yaml openapi.yaml --format markdown   # for a pull request
  errbook diff main:errbook.lock errbook.lock                     # every API that was locked";

/// In which form changes are written.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Form {
    /// For people: a line per change.
    Text,
    /// For programs.
    Json,
    /// For a pull request.
    Markdown,
}

impl Diff {
    pub(crate) fn run(&self, form: ReportForm) -> Result<Outcome, Failure> {
        let read = |spec: &str, other: &str| sources::read(&self.reading, spec, other);
        let (old, new) = match (read(&self.old, &self.new), read(&self.new, &self.old)) {
            (Ok(old), Ok(new)) => (old, new),
            (Err(old), Err(new)) => {
                old.report(form);
                return Err(new);
            }
            (Err(failure), Ok(_)) | (Ok(_), Err(failure)) => return Err(failure),
        };
        match (&old, &new) {
            (Source::Spec(old), Source::Spec(new)) => self.specs(old, new, form),
            (Source::Lock(old), Source::Lock(new)) => self.locks(old, new),
            _ => Err(Failure::Because(
                "error: a spec is compared with a spec, and a lock with a lock\n  \
                 = help: `errbook check` compares specs with the lock"
                    .into(),
            )),
        }
    }

    fn specs(&self, old: &Read, new: &Read, form: ReportForm) -> Result<Outcome, Failure> {
        if let Some(warnings) = new.warnings() {
            print::report(warnings, form);
        }
        let changes = errbook_contract::compare(old.catalog(), new.catalog());
        let compared = Compared {
            old: (&self.old, &old.catalog().api),
            new: (&self.new, &new.catalog().api),
            changes: locate(&changes, Some(old), Some(new)),
            release: Release::of(&changes),
        };
        match self.format {
            Form::Text => print::coloured(&text::text(&compared))?,
            Form::Json => print::result(&json::json(&compared))?,
            Form::Markdown => print::result(&markdown::markdown(&compared))?,
        }
        Ok(outcome(compared.release))
    }

    /// The APIs that both have, and which only one has.
    fn locks(&self, old: &Lock, new: &Lock) -> Result<Outcome, Failure> {
        let only = |these: &Lock, others: &Lock| -> Vec<String> {
            let sections = these.sections().iter().filter(|section| others.section(section.name()).is_none());
            sections.map(|section| section.name().to_owned()).collect()
        };
        let pairs = new.sections().iter().filter_map(|new| Some((old.section(new.name())?, new)));
        let changes: Vec<(&Section, &Section, Vec<Change>)> =
            pairs.map(|(old, new)| (old, new, errbook_contract::compare(old.catalog(), new.catalog()))).collect();
        let compared = changes.iter().map(|(old, new, changes)| {
            let compared = Compared {
                old: (self.old.as_str(), &old.catalog().api),
                new: (self.new.as_str(), &new.catalog().api),
                changes: locate(changes, None, None),
                release: Release::of(changes),
            };
            (new.name(), compared)
        });
        let locks = locks::Locks { removed: only(old, new), added: only(new, old), compared: compared.collect() };
        match self.format {
            Form::Text => print::coloured(&locks.text())?,
            Form::Json => print::result(&locks.json())?,
            Form::Markdown => print::result(&locks.markdown())?,
        }
        Ok(outcome(locks.release()))
    }
}

fn outcome(release: Release) -> Outcome {
    if release == Release::Major { Outcome::Findings } else { Outcome::Fine }
}

/// What changed since something was locked, a line for each change; nothing where the contract is the same.
pub(super) fn since_locked(section: &Section, new: &Read) -> Option<String> {
    let changes = errbook_contract::compare(section.catalog(), new.catalog());
    let compared = Compared {
        old: (LOCK_FILE, &section.catalog().api),
        new: (section.name(), &new.catalog().api),
        changes: locate(&changes, None, Some(new)),
        release: Release::of(&changes),
    };
    (!changes.is_empty()).then(|| text::text(&compared))
}

/// Two contracts and what changed between them.
struct Compared<'c> {
    /// As it was named, and as it calls itself.
    old: (&'c str, &'c Api),
    new: (&'c str, &'c Api),
    changes: Vec<Located<'c>>,
    release: Release,
}

impl Compared<'_> {
    fn breaking(&self, verdict: impl Fn(&Change) -> Verdict) -> usize {
        self.changes.iter().filter(|it| verdict(it.change) == Verdict::Breaking).count()
    }

    /// In one line: how much changed, and what that asks for.
    fn summary(&self) -> String {
        let all = match self.changes.len() {
            0 => return "Nothing changed in the contract.".to_owned(),
            1 => "1 change".to_owned(),
            several => format!("{several} changes"),
        };
        let services = self.breaking(|change| change.kind.services());
        let clients = self.breaking(|change| change.kind.clients());
        let release = self.release.name();
        let of = |count: usize, whom: &str| format!("{count} {} {whom}", if count == 1 { "breaks" } else { "break" });
        format!("{all}: {}, {}; a {release} release", of(services, "services"), of(clients, "clients"))
    }
}

/// A change and its position.
struct Located<'c> {
    change: &'c Change,
    at: Option<(Side, Position)>,
}

impl Located<'_> {
    /// Where it stands, as editors and terminals know it.
    fn position(&self) -> Option<String> {
        self.at.as_ref().map(|(_, at)| format!("{}:{}:{}", at.file, at.line, at.column))
    }

    fn reason(&self) -> String {
        if self.change.is_guess {
            let guess = "It is a guess: one code went and one came, alike in status, payload and text.";
            return format!("{} {guess}", self.change.kind.reason());
        }
        self.change.kind.reason().to_owned()
    }
}

/// Looks up the positions; each file is looked through once. A contract that is not that of a spec has none.
fn locate<'c>(changes: &'c [Change], old: Option<&Read>, new: Option<&Read>) -> Vec<Located<'c>> {
    let positions = |reading: &Read, wanted: Side| {
        let places = changes.iter().filter_map(|it| it.place.as_ref()).filter(|(side, _)| *side == wanted);
        reading.positions(&places.map(|(_, place)| place).collect::<Vec<&Place>>()).into_iter()
    };
    let mut in_old = old.map(|old| positions(old, Side::Old)).into_iter().flatten();
    let mut in_new = new.map(|new| positions(new, Side::New)).into_iter().flatten();
    let located = changes.iter().map(|change| {
        let at = change.place.as_ref().and_then(|(side, _)| {
            let position = if *side == Side::Old { in_old.next() } else { in_new.next() };
            Some((*side, position?))
        });
        Located { change, at }
    });
    located.collect()
}
