//! What derives cost their users: the check of a crate that uses them, beside the same crate with thiserror alone, and
//! the first build of the feature `derive`, beside that of thiserror.
//!
//! The two are built in turns. Printed is the time that processors worked for cargo and all that it started, and the time
//! that passed, the least and the median of each.

mod source;

use std::error::Error;
use std::path::Path;

use crate::project::{ERRBOOK, ERRBOOK_ALONE, Package, Project, THISERROR, generated};
use crate::time::{self, measure};

/// Each crate is checked so many times for a measurement, since the system tells times in hundredths of a second.
const CHECKS: u32 = 4;

/// So many measurements of checks.
const ROUNDS: usize = 7;

/// First builds take long.
const FIRST_BUILDS: usize = 3;

/// Measures in a folder, and prints.
///
/// # Errors
///
/// If a file cannot be written, or a build fails.
pub fn run(folder: &Path) -> Result<(), Box<dyn Error>> {
    for codes in [200, 2_000] {
        let project = apis(&folder.join(format!("derives-{codes}")), codes)?;
        let (enums, variants) = (source::ENUMS, source::VARIANTS);
        println!(
            "checking {enums} enums of {variants} variants, in an API of {codes} codes and {} operations",
            source::ENUMS
        );
        measure(["errbook + thiserror", "thiserror"], ROUNDS, |side| {
            let package = ["derived", "plain"][side];
            time::of(CHECKS, || {
                project.touch(package)?;
                project.cargo(&["check", "--package", package])
            })
        })?;
    }
    println!("building for the first time");
    let folder = folder.join("derives-first");
    let features = [[ERRBOOK].as_slice(), &[ERRBOOK_ALONE, THISERROR]];
    measure(["errbook with `derive`", "errbook without, thiserror"], FIRST_BUILDS, |side| {
        let (name, dependencies) = (["errbook", "thiserror"][side], features[side]);
        let project = Project::create(&folder.join(name), &[Package { name: "first", dependencies, library: "" }])?;
        project.remove_target()?;
        time::of(1, || project.cargo(&["build"]))
    })?;
    Ok(())
}

/// Three packages: `apis`, generated of a spec with so many codes; `derived` and `plain`, which have the same errors, with
/// errbook's derive and without it.
fn apis(folder: &Path, codes: usize) -> Result<Project, Box<dyn Error>> {
    let generated = generated(&folder.join("shop.json"), &source::spec(codes))?;
    let apis = format!("#![allow(missing_docs)]\npub mod shop {{\n{generated}\n}}\n");
    let (derived, plain) = (source::errors(true), source::errors(false));
    let dependencies = [ERRBOOK, "apis = { path = \"../apis\" }", THISERROR];
    let project = Project::create(
        folder,
        &[
            Package { name: "apis", dependencies: &dependencies[..1], library: &apis },
            Package { name: "derived", dependencies: &dependencies, library: &derived },
            Package { name: "plain", dependencies: &dependencies, library: &plain },
        ],
    )?;
    Ok(project)
}
