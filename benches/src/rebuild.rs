//! What it costs to look at a large spec again: a crate that checks one, two and eleven types by the same spec, which derives
//! name, so that each further derive finds it read.
//!
//! The crates are the same but for how many of their types are derived; all are checked in turns. Printed is the time that
//! processors worked for cargo and all that it started.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use crate::project::{Package, Project};
use crate::reading::large_specs;
use crate::time::{self, measure};

const DEPENDENCIES: &[&str] = &["errbook = { path = \"{root}/runtime\", features = [\"spec\"] }", "thiserror = \"2\""];

/// So many types each crate has.
const TYPES: usize = 11;

/// Each crate is checked so many times for a measurement, since the system tells times in hundredths of a second.
const CHECKS: u32 = 4;

/// So many measurements of checks.
const ROUNDS: usize = 5;

/// Measures in a folder, and prints.
///
/// # Errors
///
/// If a file cannot be written, or a build fails.
pub fn run(folder: &Path) -> Result<(), Box<dyn Error>> {
    let Some([json, _]) = large_specs() else {
        println!("the large specs are not at hand: nothing is measured");
        return Ok(());
    };
    let crates = [("eleven", TYPES), ("two", 2), ("one", 1)].map(|(name, derived)| (name, source(&json, derived)));
    let packages = crates.each_ref().map(|(name, library)| Package { name, dependencies: DEPENDENCIES, library });
    let project = Project::create(&folder.join("rebuild"), &packages)?;
    println!("checking {TYPES} types, of which so many are derived by {}", json.display());
    let times = measure(["eleven", "two", "one"], ROUNDS, |side| {
        let (package, _) = crates[side];
        time::of(CHECKS, || {
            project.touch(package)?;
            project.cargo(&["check", "--package", package])
        })
    })?;
    let [eleven, _, one] = times.each_ref().map(time::Times::least_worked);
    let each: Duration = eleven.saturating_sub(one) / 10;
    println!("  each further derive          worked {:>9.2} ms", each.as_secs_f64() * 1e3);
    Ok(())
}

/// Errors of a service, the first so many of them derived.
fn source(spec: &Path, derived: usize) -> String {
    let mut text = String::new();
    for position in 0..TYPES {
        let (derive, of_type, of_variant) = if position < derived {
            let of_type = format!("#[errbook(spec = {:?})]\n", spec.to_string_lossy());
            (", errbook::ApiError", of_type, "#[errbook(status = 404)] ")
        } else {
            ("", String::new(), "")
        };
        // Writing to a string does not fail.
        let _ = write!(
            text,
            "#[derive(Debug, thiserror::Error{derive})]\n{of_type}pub enum Error{position} {{\n    \
             #[error(\"there is nothing\")] {of_variant}Missing,\n}}\n"
        );
    }
    text
}
